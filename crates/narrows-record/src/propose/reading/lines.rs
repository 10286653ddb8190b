//! Plain text, text extracted from PDF, and Markdown, line by line.

use super::{Block, BlockKind, FrontMatter, ReadText, RunningText, TextForm, furniture_of_line};
use crate::propose::reading::html::entity;

/// Reads a text of lines.
pub(crate) fn read(text: &str, form: TextForm) -> ReadText {
    let (front, start) = FrontMatter::read(text);
    let mut reader = LineReader {
        text,
        markdown: form == TextForm::Markdown,
        wrap: wrap_width(&text[start..]),
        run: RunningText::default(),
        blocks: Vec::new(),
        open: None,
        fenced: false,
        last_line: None,
    };
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        reader.line(at, line);
        at += line.len();
    }
    reader.close();
    ReadText {
        form,
        run: reader.run,
        blocks: reader.blocks,
        front,
        notices: Vec::new(),
    }
}

/// The width at which the lines are wrapped; none where a line is a paragraph.
fn wrap_width(text: &str) -> Option<usize> {
    let mut lengths: Vec<usize> = text
        .lines()
        .take(2000)
        .map(|line| line.trim_end().chars().take(1000).count())
        .filter(|length| *length > 0)
        .collect();
    if lengths.is_empty() {
        return None;
    }
    lengths.sort_unstable();
    let long = lengths[lengths.len() * 9 / 10];
    (long <= 132).then_some(long)
}

struct LineReader<'a> {
    text: &'a str,
    markdown: bool,
    wrap: Option<usize>,
    run: RunningText,
    blocks: Vec<Block>,
    open: Option<(BlockKind, usize)>,
    fenced: bool,
    /// Length of the last line of the open block, and whether it ended a sentence.
    last_line: Option<(usize, bool)>,
}

impl LineReader<'_> {
    fn line(&mut self, at: usize, line: &str) {
        let body = line.trim_end_matches(['\n', '\r']);
        let hard_break = self.markdown && body.ends_with("  ");
        let trimmed = body.trim_matches(|c: char| c.is_whitespace() || c == '\u{C}');
        if body.starts_with('\u{C}') {
            self.close();
        }
        if trimmed.is_empty() {
            self.close();
            return;
        }
        let from = at
            + (body.len()
                - body
                    .trim_start_matches(|c: char| c.is_whitespace() || c == '\u{C}')
                    .len());
        if self.markdown && (trimmed.starts_with("```") || trimmed.starts_with("~~~")) {
            self.close();
            self.fenced = !self.fenced;
            return;
        }
        if is_rule(trimmed) {
            self.close();
            return;
        }
        // No-break spaces on either side set columns, as of signatures, apart.
        let apart = body.matches('\u{A0}').count() - trimmed.matches('\u{A0}').count() >= 4;
        if apart {
            self.close();
        }
        let (kind, skip) = self.kind_of(trimmed);
        let ends_sentence = trimmed.ends_with(['.', '!', '?', '”', '"', ':', ';']);
        let length = trimmed.chars().take(1000).count();
        let continues = kind.is_none()
            && match (self.open, self.last_line, self.wrap) {
                (Some(_), Some((before, ended)), Some(wrap)) => {
                    // A short line that ends a sentence ends its paragraph.
                    !(ended && before * 4 < wrap * 3)
                        && (self.markdown || before * 2 > wrap || !ended)
                }
                (Some(_), Some(_), None) => false,
                _ => false,
            };
        if !continues {
            self.close();
            let kind =
                kind.unwrap_or_else(|| furniture_of_line(trimmed).unwrap_or(BlockKind::Paragraph));
            self.open = Some((kind, self.run.len()));
        } else if !self.run.ends_with_space() && !self.joins_hyphen(trimmed) {
            self.run.stand_in(" ", from.saturating_sub(1), from);
        }
        self.words(from + skip, from + trimmed.len());
        self.last_line = Some((length, ends_sentence));
        let whole_line = matches!(
            self.open,
            Some((
                BlockKind::Heading | BlockKind::Caption | BlockKind::TableRow,
                _
            ))
        );
        if hard_break
            || apart
            || (whole_line && self.wrap.is_none())
            || matches!(self.open, Some((BlockKind::Heading, _)))
        {
            self.close();
        }
    }

    /// A word broken at a line's end, as PDF text has them ("govern-" "ment"):
    /// the hyphen stays where the next line begins with a capital.
    fn joins_hyphen(&mut self, next: &str) -> bool {
        let text = self.run.as_str();
        let Some(before) = text.strip_suffix('-') else {
            return false;
        };
        let broken = before.ends_with(|c: char| c.is_lowercase());
        let goes_on = next.starts_with(|c: char| c.is_lowercase());
        let inside = before.ends_with(|c: char| c.is_alphanumeric() || c == '.');
        if broken && goes_on && !self.markdown {
            let floor = before.len();
            self.run.cut_to(floor);
        }
        inside
    }

    /// The kind of block that a line opens, and the bytes of its mark.
    fn kind_of(&self, line: &str) -> (Option<BlockKind>, usize) {
        let hashes = line.bytes().take_while(|byte| *byte == b'#').count();
        if self.markdown && (1..=6).contains(&hashes) && line[hashes..].starts_with(' ') {
            return (Some(BlockKind::Heading), hashes + 1);
        }
        if self.markdown && line.starts_with("![") {
            return (Some(BlockKind::Caption), 0);
        }
        if self.markdown && line.starts_with('|') {
            return (Some(BlockKind::TableRow), 1);
        }
        if self.markdown && line.starts_with('>') {
            let skip = 1 + usize::from(line[1..].starts_with(' '));
            return (None, skip.min(line.len()));
        }
        if let Some(skip) = list_mark(line, self.markdown) {
            return (Some(BlockKind::ListItem), skip);
        }
        if self.markdown && is_bold_line(line) {
            return (Some(BlockKind::Heading), 0);
        }
        (None, 0)
    }

    /// Copies a line's words, without its markup where it is Markdown.
    fn words(&mut self, from: usize, until: usize) {
        if !self.markdown || self.fenced {
            self.run.copy(self.text, from, until);
            return;
        }
        let bytes = self.text.as_bytes();
        let mut at = from;
        let mut plain = from;
        // Where the next link's middle stands, and from where on no tag ends:
        // looked up once, so that a line of a megabyte stays one pass.
        let mut link = None;
        let mut no_tag = usize::MAX;
        while at < until {
            let skipped = match bytes[at] {
                b'*' | b'`' => 1,
                b'_' => usize::from(self.is_emphasis(at, from, until)),
                b'\\' if at + 1 < until && bytes[at + 1].is_ascii_punctuation() => {
                    self.run.copy(self.text, plain, at);
                    self.run.copy(self.text, at + 1, at + 2);
                    at += 2;
                    plain = at;
                    continue;
                }
                b'!' if bytes.get(at + 1) == Some(&b'[') => 2,
                b'[' => {
                    if link.is_none_or(|middle| middle < at) {
                        let middle = self.text[at..until].find("](");
                        link = Some(middle.map_or(usize::MAX, |length| at + length));
                    }
                    usize::from(link != Some(usize::MAX))
                }
                b']' if bytes.get(at + 1) == Some(&b'(') => {
                    1 + link_target(&self.text[at + 1..until])
                }
                b'<' if at < no_tag => {
                    let length = tag_length(&self.text[at..until]);
                    if length == 0 && !self.text[at..until].contains('>') {
                        no_tag = at;
                    }
                    length
                }
                b'&' => {
                    if let Some((letters, length)) = entity(&self.text[at..until]) {
                        self.run.copy(self.text, plain, at);
                        self.run.stand_in(&letters, at, at + length);
                        at += length;
                        plain = at;
                        continue;
                    }
                    0
                }
                _ => 0,
            };
            if skipped == 0 {
                at += 1;
            } else {
                self.run.copy(self.text, plain, at);
                at += skipped;
                plain = at;
            }
        }
        if plain < until {
            self.run.copy(self.text, plain, until);
        }
    }

    fn is_emphasis(&self, at: usize, from: usize, until: usize) -> bool {
        let bytes = self.text.as_bytes();
        let before = at == from || !bytes[at - 1].is_ascii_alphanumeric();
        let after = at + 1 >= until || !bytes[at + 1].is_ascii_alphanumeric();
        before != after || (before && after)
    }

    fn close(&mut self) {
        self.last_line = None;
        if let Some((kind, start)) = self.open.take() {
            let end = self.run.trim_end(start);
            if end > start {
                self.blocks.push(Block { kind, start, end });
                self.run.stand_in("\n", 0, 0);
            }
        }
    }
}

fn is_rule(line: &str) -> bool {
    line.len() >= 3
        && line
            .chars()
            .all(|c| matches!(c, '-' | '=' | '*' | '_' | '—' | ' ' | '~'))
}

fn is_bold_line(line: &str) -> bool {
    let line = line.trim_end_matches(['\\', ' ']);
    for mark in ["**", "__"] {
        if let Some(inner) = line.strip_prefix(mark)
            && let Some(inner) = inner.strip_suffix(mark)
        {
            return !inner.contains(mark) && !inner.trim_end().ends_with(['.', ',', ';']);
        }
    }
    false
}

/// Bytes of the mark of a list item.
fn list_mark(line: &str, markdown: bool) -> Option<usize> {
    for mark in ["• ", "● ", "◦ ", "▪ ", "– ", "— ", "· ", "○ "] {
        if line.starts_with(mark) {
            return Some(mark.len());
        }
    }
    for mark in ["- ", "* ", "+ ", "-   ", "o "] {
        if line.starts_with(mark) && (markdown || mark != "+ ") {
            return Some(mark.len());
        }
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &line[digits..];
    if (1..=2).contains(&digits) && (rest.starts_with(". ") || rest.starts_with(") ")) {
        return Some(digits + 2);
    }
    None
}

/// Length of `(target)` behind a link's text; the rest of the line where it
/// does not close (a target broken over lines).
fn link_target(rest: &str) -> usize {
    let mut depth = 0usize;
    for (at, c) in rest.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
        if at > 4000 {
            break;
        }
    }
    rest.len()
}

/// Length of an HTML tag or an address in angle brackets; 0 where it is none.
fn tag_length(rest: &str) -> usize {
    let second = rest[1..].chars().next();
    if !second.is_some_and(|c| c.is_ascii_alphabetic() || c == '/' || c == '!') {
        return 0;
    }
    match rest.bytes().take(2000).position(|byte| byte == b'>') {
        Some(end) => end + 1,
        None => 0,
    }
}
