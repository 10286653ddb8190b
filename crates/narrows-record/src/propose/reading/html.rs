//! HTML to running text: one pass over the tags, no tree, so that nesting
//! without end costs nothing.

use super::{Block, BlockKind, FrontMatter, ReadText, RunningText, TextForm, furniture_of_line};

/// Open elements that are followed; deeper ones are counted only.
const DEEPEST: usize = 512;

/// Longest text of a tag that is looked at.
const LONGEST_TAG: usize = 8 * 1024;

struct Element {
    name: String,
    /// What the text inside is, where the element says so.
    kind: Option<BlockKind>,
}

struct HtmlReader<'a> {
    text: &'a str,
    run: RunningText,
    blocks: Vec<Block>,
    open: Option<(BlockKind, usize)>,
    stack: Vec<Element>,
    too_deep: usize,
    front: FrontMatter,
    in_title: Option<usize>,
    /// No tag that begins before this byte has an end.
    no_end_before: usize,
}

/// Reads a page.
pub(crate) fn read(text: &str) -> ReadText {
    let mut reader = HtmlReader {
        text,
        run: RunningText::default(),
        blocks: Vec::new(),
        open: None,
        stack: Vec::new(),
        too_deep: 0,
        front: FrontMatter::default(),
        in_title: None,
        no_end_before: 0,
    };
    reader.pass();
    reader.close();
    let mut notices = Vec::new();
    if reader.too_deep > 0 {
        notices.push(format!(
            "{} elements lie deeper than {DEEPEST} others: their text was read, but not told apart by region.",
            reader.too_deep
        ));
    }
    ReadText {
        form: TextForm::Html,
        run: reader.run,
        blocks: reader.blocks,
        front: reader.front,
        notices,
    }
}

impl HtmlReader<'_> {
    fn pass(&mut self) {
        let bytes = self.text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            if bytes[at] == b'<' {
                at = self.tag(at);
                continue;
            }
            let until = bytes[at..]
                .iter()
                .position(|byte| *byte == b'<')
                .map_or(bytes.len(), |length| at + length);
            self.words(at, until);
            at = until;
        }
    }

    /// Reads what begins with `<`; where the text goes on.
    fn tag(&mut self, at: usize) -> usize {
        let bytes = self.text.as_bytes();
        let rest = &bytes[at..];
        if rest.starts_with(b"<!--") {
            return find(bytes, at + 4, b"-->").map_or(bytes.len(), |end| end + 3);
        }
        let second = rest.get(1).copied().unwrap_or(b' ');
        if !(second.is_ascii_alphabetic() || matches!(second, b'/' | b'!' | b'?')) {
            self.words(at, at + 1);
            return at + 1;
        }
        let end = if at < self.no_end_before {
            None
        } else {
            tag_end(bytes, at)
        };
        let Some(end) = end else {
            self.no_end_before = self.no_end_before.max(at + LONGEST_TAG);
            self.words(at, at + 1);
            return at + 1;
        };
        let inner = &self.text[at + 1..end];
        let closing = inner.starts_with('/');
        let name: String = inner
            .trim_start_matches('/')
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric())
            .take(32)
            .map(|c| c.to_ascii_lowercase())
            .collect();
        if matches!(
            name.as_str(),
            "script"
                | "style"
                | "noscript"
                | "template"
                | "svg"
                | "textarea"
                | "select"
                | "iframe"
                | "object"
        ) && !closing
            && !inner.ends_with('/')
        {
            let close = format!("</{name}");
            if name == "script" && inner.contains("ld+json") {
                let until = find_folded(bytes, end + 1, close.as_bytes()).unwrap_or(bytes.len());
                self.linked_data(end + 1, until);
            }
            return match find_folded(bytes, end + 1, close.as_bytes()) {
                Some(found) => tag_end(bytes, found).map_or(bytes.len(), |end| end + 1),
                None => bytes.len(),
            };
        }
        if closing {
            self.end(&name);
        } else {
            self.start(&name, inner);
        }
        end + 1
    }

    /// The date of publication in schema.org data, if it is there.
    fn linked_data(&mut self, from: usize, until: usize) {
        let data = &self.text[from..until];
        if let Some(place) = data.find("\"datePublished\"") {
            let value: String = data[place + 15..]
                .chars()
                .skip_while(|c| matches!(c, ':' | ' ' | '"' | '\n'))
                .take_while(|c| *c != '"')
                .take(40)
                .collect();
            self.front.note("datepublished", &value);
        }
    }

    fn start(&mut self, name: &str, inner: &str) {
        if name == "meta" {
            let key = attribute(inner, "property")
                .or_else(|| attribute(inner, "name"))
                .or_else(|| attribute(inner, "itemprop"));
            if let (Some(key), Some(value)) = (key, attribute(inner, "content")) {
                self.front.note(&key, &value);
            }
            return;
        }
        if name == "time"
            && let Some(value) = attribute(inner, "datetime")
        {
            self.front.note("date", &value);
        }
        if name == "title" {
            self.close();
            self.in_title = Some(self.run.len());
        }
        if is_block(name) {
            self.close();
        }
        if matches!(
            name,
            "br" | "hr"
                | "img"
                | "input"
                | "link"
                | "wbr"
                | "source"
                | "col"
                | "area"
                | "base"
                | "embed"
                | "track"
        ) || inner.ends_with('/')
        {
            if name == "br" {
                self.close();
            }
            return;
        }
        if self.stack.len() >= DEEPEST {
            self.too_deep += 1;
            return;
        }
        self.stack.push(Element {
            name: name.to_owned(),
            kind: region(name, inner),
        });
    }

    fn end(&mut self, name: &str) {
        if is_block(name) {
            self.close();
        }
        if let Some(from) = self.in_title
            && name == "title"
        {
            let title = self.run.as_str()[from..].trim().to_owned();
            self.front.note("title", &title);
            self.in_title = None;
            self.close();
        }
        // Look for its start among the last elements only: a stray end tag
        // must not cost a walk over the whole stack each time.
        let from = self.stack.len().saturating_sub(64);
        if let Some(found) = self.stack[from..]
            .iter()
            .rposition(|open| open.name == name)
        {
            self.stack.truncate(from + found);
        }
    }

    fn kind(&self) -> BlockKind {
        if self.in_title.is_some() {
            return BlockKind::Furniture;
        }
        let kinds = self.stack.iter().rev().filter_map(|open| open.kind);
        let mut innermost = None;
        for kind in kinds {
            if !kind.is_text() {
                return kind;
            }
            innermost.get_or_insert(kind);
        }
        innermost.unwrap_or(BlockKind::Paragraph)
    }

    fn words(&mut self, from: usize, until: usize) {
        let kind_known = self.open.is_some();
        if !kind_known && self.text[from..until].trim().is_empty() {
            return;
        }
        if !kind_known {
            let kind = self.kind();
            self.open = Some((kind, self.run.len()));
        }
        let start = self.open.map_or(0, |(_, start)| start);
        let source = self.text;
        let mut plain = from;
        for (offset, c) in source[from..until].char_indices() {
            let at = from + offset;
            if at < plain {
                continue;
            }
            if c.is_whitespace() && c != '\u{A0}' {
                self.run.copy(source, plain, at);
                plain = at + c.len_utf8();
                if self.run.len() > start && !self.run.ends_with_space() {
                    self.run.stand_in(" ", at, plain);
                }
            } else if c == '&'
                && let Some((text, length)) = entity(&source[at..until])
            {
                self.run.copy(source, plain, at);
                self.run.stand_in(&text, at, at + length);
                plain = at + length;
            }
        }
        self.run.copy(source, plain.min(until), until);
    }

    fn close(&mut self) {
        let Some((kind, start)) = self.open.take() else {
            return;
        };
        let end = self.run.trim_end(start);
        if end <= start {
            return;
        }
        let words = &self.run.as_str()[start..end];
        let kind = if kind == BlockKind::Paragraph {
            furniture_of_line(words).unwrap_or(kind)
        } else {
            kind
        };
        self.blocks.push(Block { kind, start, end });
        self.run.stand_in("\n", 0, 0);
    }
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "article"
            | "section"
            | "main"
            | "header"
            | "footer"
            | "nav"
            | "aside"
            | "ul"
            | "ol"
            | "li"
            | "table"
            | "tr"
            | "td"
            | "th"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "blockquote"
            | "figure"
            | "figcaption"
            | "form"
            | "button"
            | "pre"
            | "dl"
            | "dt"
            | "dd"
            | "body"
            | "html"
            | "head"
            | "title"
            | "address"
            | "label"
            | "details"
            | "summary"
            | "option"
    )
}

fn region(name: &str, inner: &str) -> Option<BlockKind> {
    let by_name = match name {
        "nav" | "menu" => Some(BlockKind::Navigation),
        "footer" | "form" | "button" | "aside" | "label" | "dialog" => Some(BlockKind::Furniture),
        "figcaption" | "caption" => Some(BlockKind::Caption),
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Some(BlockKind::Heading),
        "li" => Some(BlockKind::ListItem),
        "td" | "th" => Some(BlockKind::TableRow),
        _ => None,
    };
    if by_name.is_some_and(|kind| !kind.is_text()) {
        return by_name;
    }
    let class = attribute(inner, "class").unwrap_or_default();
    let id = attribute(inner, "id").unwrap_or_default();
    let role = attribute(inner, "role").unwrap_or_default();
    let marks = format!("{class} {id} {role}").to_ascii_lowercase();
    for word in marks.split([' ', '-', '_']) {
        let kind = match word {
            "nav" | "navbar" | "navigation" | "menu" | "breadcrumb" | "breadcrumbs" | "toc" => {
                BlockKind::Navigation
            }
            "cookie" | "cookies" | "advert" | "advertisement" | "ad" | "ads" | "share"
            | "sharing" | "social" | "related" | "newsletter" | "promo" | "sidebar"
            | "comments" | "footer" | "subscribe" | "banner" | "recommended" | "paywall" => {
                BlockKind::Furniture
            }
            "byline" | "author" | "authors" => BlockKind::Byline,
            "caption" | "figcaption" | "credit" => BlockKind::Caption,
            _ => continue,
        };
        return Some(kind);
    }
    by_name
}

/// Byte of the `>` that ends a tag; quotes are respected within reason.
fn tag_end(bytes: &[u8], at: usize) -> Option<usize> {
    let until = bytes.len().min(at + LONGEST_TAG);
    let mut quote = None;
    let mut fallback = None;
    for (offset, byte) in bytes[at + 1..until].iter().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at + 1 + offset),
            (None, b'"' | b'\'') => quote = Some(*byte),
            (Some(open), byte) if open == *byte => quote = None,
            (Some(_), b'>') => fallback = fallback.or(Some(at + 1 + offset)),
            _ => {}
        }
        // A quote that does not end soon was not one.
        if let Some(end) = fallback
            && offset > end - at + 1024
        {
            return fallback;
        }
    }
    fallback
}

fn find(bytes: &[u8], from: usize, wanted: &[u8]) -> Option<usize> {
    let from = from.min(bytes.len());
    bytes[from..]
        .windows(wanted.len())
        .position(|window| window == wanted)
        .map(|at| from + at)
}

fn find_folded(bytes: &[u8], from: usize, wanted: &[u8]) -> Option<usize> {
    let from = from.min(bytes.len());
    bytes[from..]
        .windows(wanted.len())
        .position(|window| window.eq_ignore_ascii_case(wanted))
        .map(|at| from + at)
}

/// The value of an attribute in the text of a tag.
fn attribute(inner: &str, wanted: &str) -> Option<String> {
    let lower = inner.to_ascii_lowercase();
    let mut from = 0;
    while let Some(found) = lower[from..].find(wanted) {
        let at = from + found;
        from = at + wanted.len();
        let before = lower[..at].chars().next_back();
        if !before.is_some_and(char::is_whitespace) {
            continue;
        }
        let rest = inner[from..].trim_start();
        let Some(rest) = rest.strip_prefix('=') else {
            continue;
        };
        let rest = rest.trim_start();
        let value = match rest.chars().next() {
            Some(quote @ ('"' | '\'')) => rest[1..].split(quote).next(),
            _ => rest.split([' ', '\n', '/']).next(),
        };
        return value.map(str::to_owned);
    }
    None
}

/// The letters an entity stands for, and its length.
pub(crate) fn entity(rest: &str) -> Option<(String, usize)> {
    let end = rest.bytes().take(12).position(|byte| byte == b';')?;
    let name = &rest[1..end];
    let letters = if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        char::from_u32(code).filter(|c| *c != '\0')?.to_string()
    } else {
        match name {
            "amp" => "&",
            "lt" => "<",
            "gt" => ">",
            "quot" => "\"",
            "apos" => "'",
            "nbsp" => "\u{A0}",
            "ndash" => "–",
            "mdash" => "—",
            "lsquo" => "‘",
            "rsquo" => "’",
            "ldquo" => "“",
            "rdquo" => "”",
            "hellip" => "…",
            "bull" => "•",
            "middot" => "·",
            "eacute" => "é",
            "egrave" => "è",
            "uuml" => "ü",
            "ouml" => "ö",
            "auml" => "ä",
            "ccedil" => "ç",
            "ntilde" => "ñ",
            "copy" => "©",
            "reg" => "®",
            "trade" => "™",
            "shy" => "\u{AD}",
            "euro" => "€",
            "pound" => "£",
            "yen" => "¥",
            _ => return None,
        }
        .to_owned()
    };
    Some((letters, end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_told_from_menus_and_captions() {
        let page = "<html><head><title>Talks</title><meta property=\"article:published_time\" content='2024-06-26T09:00:00Z'></head>\
            <body><nav><ul><li>Home</li></ul></nav><article><h1>Ministers meet</h1><p>Japan &amp; Korea <b>met</b>.</p>\
            <figure><figcaption>At the table</figcaption></figure></article><script>var a='<p>no</p>';</script>\
            <footer>© 2024</footer></body></html>";
        let read = read(page);
        let of = |kind| -> Vec<&str> {
            read.blocks
                .iter()
                .filter(|block| block.kind == kind)
                .map(|block| &read.run.as_str()[block.start..block.end])
                .collect()
        };
        assert_eq!(of(BlockKind::Paragraph), ["Japan & Korea met."]);
        assert_eq!(of(BlockKind::Heading), ["Ministers meet"]);
        assert_eq!(of(BlockKind::Caption), ["At the table"]);
        assert_eq!(of(BlockKind::Navigation), ["Home"]);
        assert_eq!(
            read.front.published.as_deref(),
            Some("2024-06-26T09:00:00Z")
        );
    }

    #[test]
    fn hostile_nesting_is_read_in_one_pass() {
        let page = format!("<html>{}text", "<div>".repeat(200_000));
        let read = read(&page);
        assert!(read.run.as_str().contains("text"));
        assert_eq!(read.notices.len(), 1);
        let unclosed = "<".repeat(100_000) + &"<a ".repeat(50_000);
        let read = super::read(&unclosed);
        assert!(!read.blocks.is_empty());
    }
}
