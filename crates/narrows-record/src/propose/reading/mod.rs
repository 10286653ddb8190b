//! A decoded file as running text in blocks, each letter traceable to the file.
//!
//! Markup, tags and line ends are taken out, so that the rules see words; a
//! [`ReadText`] knows for each of its bytes where it stood in the decoded text.

mod front_matter;
mod furniture;
mod html;
mod lines;
mod run;

pub use front_matter::FrontMatter;
pub(crate) use furniture::furniture_of_line;
pub(crate) use run::RunningText;

use serde::{Deserialize, Serialize};

/// How a file is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextForm {
    /// HTML or XML.
    Html,
    /// Markdown, with or without front matter.
    Markdown,
    /// Plain text, also as extracted from a PDF.
    Plain,
}

impl TextForm {
    /// Its name in running text.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Html => "HTML",
            Self::Markdown => "Markdown",
            Self::Plain => "plain text",
        }
    }
}

/// What a block of a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// Running text.
    Paragraph,
    /// A title or heading.
    Heading,
    /// An item of a list.
    ListItem,
    /// A row of a table.
    TableRow,
    /// The caption of a picture or table.
    Caption,
    /// Who wrote it.
    Byline,
    /// Menus, crumbs, lists of links.
    Navigation,
    /// What the site puts around its texts: sharing, advertising, rights.
    Furniture,
}

impl BlockKind {
    /// True where the text itself speaks, and not the site.
    #[must_use]
    pub fn is_text(self) -> bool {
        !matches!(self, Self::Navigation | Self::Furniture)
    }

    /// True where sentences make statements.
    #[must_use]
    pub fn makes_statements(self) -> bool {
        matches!(
            self,
            Self::Paragraph | Self::ListItem | Self::TableRow | Self::Caption
        )
    }
}

/// One block: a range of the running text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Block {
    pub(crate) kind: BlockKind,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// A text ready for the rules.
#[derive(Debug, Clone)]
pub(crate) struct ReadText {
    pub(crate) form: TextForm,
    pub(crate) run: RunningText,
    pub(crate) blocks: Vec<Block>,
    pub(crate) front: FrontMatter,
    /// What was cut or could not be followed, in sentences.
    pub(crate) notices: Vec<String>,
}

/// Reads a decoded text in the form it has.
pub(crate) fn read(text: &str, form: Option<TextForm>) -> ReadText {
    let form = form.unwrap_or_else(|| guess_form(text));
    match form {
        TextForm::Html => html::read(text),
        TextForm::Markdown | TextForm::Plain => lines::read(text, form),
    }
}

fn guess_form(text: &str) -> TextForm {
    let mut head_end = text.len().min(2048);
    while !text.is_char_boundary(head_end) {
        head_end -= 1;
    }
    let head = text[..head_end].to_ascii_lowercase();
    let start = head.trim_start_matches(['\u{FEFF}', ' ', '\n', '\r', '\t']);
    let html = [
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<?xml",
        "<article",
        "<div",
        "<p>",
        "<p ",
    ]
    .iter()
    .any(|mark| start.starts_with(mark))
        || (head.contains("<body") || head.contains("<meta "));
    if html {
        return TextForm::Html;
    }
    let marks = text
        .lines()
        .take(400)
        .filter(|line| {
            line.starts_with('#')
                || line.starts_with("**")
                || line.starts_with("- ")
                || line.starts_with("* ")
                || line.contains("](")
        })
        .count();
    if start.starts_with("---\n") || marks > 0 {
        TextForm::Markdown
    } else {
        TextForm::Plain
    }
}
