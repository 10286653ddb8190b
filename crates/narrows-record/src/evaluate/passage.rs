//! Short passages, each with one contradiction marked in its text or with none:
//! many forms of one kind at little cost.
//!
//! A file holds one kind and is named after it. An entry begins with a line
//! `=== NAME`; names end in `-bad` (one contradiction, its two sides between
//! `[[a:` and `]]`, `[[b:` and `]]`) or `-good` (none). The marks are no part of
//! the text.

use std::ops::Range;

/// A passage without its marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The name of the entry.
    pub name: String,
    /// The text.
    pub text: String,
    /// Both sides of its contradiction in Unicode scalars of the text; `None`
    /// where nothing contradicts.
    pub sides: Option<[Range<usize>; 2]>,
}

/// Why a file of passages cannot be read.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum PassageError {
    /// A mark that is not closed, not opened, or inside another.
    #[error("passage \"{name}\": a mark `[[a:` or `[[b:` without its `]]`, or one inside another")]
    OpenMark {
        /// The entry.
        name: String,
    },
    /// Sides that do not fit the name.
    #[error(
        "passage \"{name}\" has {found} marked side(s): one whose name ends in -bad needs one [[a: ]] and one [[b: ]], one in -good none"
    )]
    Sides {
        /// The entry.
        name: String,
        /// How many sides.
        found: usize,
    },
}

/// Reads a file of passages, in its order.
///
/// # Errors
/// If marks are not closed, or do not fit the name of the entry.
pub fn read_passages(file: &str) -> Result<Vec<Passage>, PassageError> {
    let mut entries: Vec<(String, String)> = Vec::new();
    for line in file.lines() {
        if let Some(name) = line.strip_prefix("=== ") {
            entries.push((name.trim().to_owned(), String::new()));
        } else if let Some((_, text)) = entries.last_mut() {
            text.push_str(line);
            text.push('\n');
        }
    }
    entries
        .into_iter()
        .map(|(name, marked)| passage(name, marked.trim_matches('\n')))
        .collect()
}

fn passage(name: String, marked: &str) -> Result<Passage, PassageError> {
    let mut text = String::with_capacity(marked.len());
    let mut sides: [Option<Range<usize>>; 2] = [None, None];
    let mut found = 0;
    let mut open: Option<(usize, usize)> = None;
    let mut rest = marked;
    let mut length = 0;
    while !rest.is_empty() {
        let side = match rest.get(..4) {
            Some("[[a:") => Some(0),
            Some("[[b:") => Some(1),
            _ => None,
        };
        if let Some(side) = side {
            if open.is_some() {
                return Err(PassageError::OpenMark { name });
            }
            open = Some((side, length));
            rest = &rest[4..];
        } else if let Some(behind) = rest.strip_prefix("]]") {
            let Some((side, from)) = open.take() else {
                return Err(PassageError::OpenMark { name });
            };
            sides[side] = Some(from..length);
            found += 1;
            rest = behind;
        } else {
            let mut letters = rest.chars();
            text.extend(letters.next());
            length += 1;
            rest = letters.as_str();
        }
    }
    if open.is_some() {
        return Err(PassageError::OpenMark { name });
    }
    text.push('\n');
    let sides = match (sides, found) {
        ([Some(a), Some(b)], 2) if name.ends_with("-bad") => Some([a, b]),
        ([None, None], 0) if name.ends_with("-good") => None,
        _ => return Err(PassageError::Sides { name, found }),
    };
    Ok(Passage { name, text, sides })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sides_are_scalars_of_the_text_without_marks() {
        let file = "=== x-1-bad\nÜber [[a:zwei]] und [[b:drei]].\n\n=== x-1-good\nNichts.\n";
        let passages = read_passages(file).expect("a good file");
        assert_eq!(passages[0].text, "Über zwei und drei.\n");
        assert_eq!(passages[0].sides, Some([5..9, 14..18]));
        assert_eq!(passages[1].sides, None);
    }

    #[test]
    fn marks_that_do_not_fit_name_their_passage() {
        let error = read_passages("=== y-bad\nOne [[a:side]] only.\n").expect_err("one side");
        assert!(error.to_string().contains("\"y-bad\" has 1 marked"));
        for text in ["[[a:one [[b:two]]", "one]] two", "[[a:open"] {
            let file = format!("=== z-bad\n{text}\n");
            assert!(matches!(
                read_passages(&file),
                Err(PassageError::OpenMark { .. })
            ));
        }
    }
}
