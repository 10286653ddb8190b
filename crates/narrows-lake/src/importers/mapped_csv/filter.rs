//! A condition that rows must meet, or must not.

use serde::Deserialize;

use super::texts::Texts;

/// A condition on one column.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Filter {
    #[serde(default)]
    pub(super) header: Texts,
    pub(super) position: Option<usize>,
    #[serde(default)]
    pub(super) equals: Vec<String>,
    #[serde(default)]
    pub(super) starts_with: Vec<String>,
    /// Numbers of characters, without those that stand in `remove`.
    #[serde(default)]
    pub(super) lengths: Vec<usize>,
    #[serde(default)]
    pub(super) remove: String,
    #[serde(default)]
    pub(super) optional: bool,
}

impl Filter {
    pub(super) fn holds(&self, text: &str) -> bool {
        let text = text.trim();
        let length = || text.chars().filter(|c| !self.remove.contains(*c)).count();
        self.equals.iter().any(|known| known == text)
            || self
                .starts_with
                .iter()
                .any(|start| text.starts_with(start.as_str()))
            || (!self.lengths.is_empty() && self.lengths.contains(&length()))
    }
}

/// Whether the condition says where it looks and for what.
pub(super) fn check_filter(filter: &Filter, has_header: bool) -> Result<(), String> {
    let by_header = !filter.header.is_empty();
    if by_header == filter.position.is_some() || filter.position == Some(0) {
        return Err("only, except: needs a header, or a position counted from 1".to_owned());
    }
    if by_header && !has_header {
        return Err("only, except: the form has no header; say the position".to_owned());
    }
    if filter.equals.is_empty() && filter.starts_with.is_empty() && filter.lengths.is_empty() {
        return Err("only, except: needs equals, starts_with or lengths".to_owned());
    }
    Ok(())
}
