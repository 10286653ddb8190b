//! The block of keys at the head of a Markdown file, and the meta elements of
//! an HTML head: what they say of title, date and author.

use serde::Serialize;

/// What the head of a file says of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct FrontMatter {
    /// Title, as given.
    pub title: Option<String>,
    /// When it was published, as given (the date part is used).
    pub published: Option<String>,
    /// Which key gave the date.
    pub published_key: Option<String>,
}

/// Lines of front matter beyond which it is none.
const LONGEST: usize = 200;

impl FrontMatter {
    /// Reads `---` … `---` at the head of a text; the front matter and the byte
    /// at which the text goes on.
    pub(crate) fn read(text: &str) -> (Self, usize) {
        let start = text.len() - text.trim_start_matches('\u{FEFF}').len();
        let Some(rest) = text[start..].strip_prefix("---") else {
            return (Self::default(), 0);
        };
        if !rest.starts_with(['\n', '\r']) {
            return (Self::default(), 0);
        }
        let mut front = Self::default();
        let mut open: Option<(String, String)> = None;
        let mut at = start + 3;
        for (number, line) in text[at..].split_inclusive('\n').enumerate() {
            at += line.len();
            let line = line.trim_end();
            if number > 0 && (line == "---" || line == "...") {
                if let Some((key, value)) = open.take() {
                    front.note(&key, &plain(&value));
                }
                return (front, at);
            }
            if number > LONGEST {
                break;
            }
            // A value goes on in lines that are set in.
            if line.starts_with([' ', '\t']) {
                if let Some((_, value)) = &mut open {
                    value.push(' ');
                    value.push_str(line.trim());
                }
                continue;
            }
            if let Some((key, value)) = open.take() {
                front.note(&key, &plain(&value));
            }
            if let Some((key, value)) = line.split_once(':') {
                open = Some((key.trim().to_owned(), value.trim().to_owned()));
            }
        }
        (Self::default(), 0)
    }

    /// Takes one key; a time of publication beats a date, a date anything else.
    pub(crate) fn note(&mut self, key: &str, value: &str) {
        if value.is_empty() {
            return;
        }
        match key.to_ascii_lowercase().as_str() {
            "title" | "og:title" => {
                self.title.get_or_insert_with(|| value.to_owned());
            }
            key @ ("date"
            | "published_time"
            | "published"
            | "article:published_time"
            | "datepublished"
            | "dc.date"
            | "dc.date.issued"
            | "pubdate"
            | "publishdate"
            | "parsely-pub-date"
            | "sailthru.date"
            | "dateline")
                if self.published.is_none() =>
            {
                self.published = Some(value.to_owned());
                self.published_key = Some(key.to_owned());
            }
            _ => {}
        }
    }
}

/// A YAML scalar as plain text: without quotes, joined over broken lines.
fn plain(value: &str) -> String {
    let value = value.trim().trim_matches(['"', '\'']);
    let value = value
        .replace("\\_", " ")
        .replace("\\ ", " ")
        .replace('\\', "");
    value.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_and_text_goes_on_behind() {
        let text = "---\ntags: x\ndate: '2021-04-16'\ntitle: \"A: B\"\n---\nText";
        let (front, at) = FrontMatter::read(text);
        assert_eq!(front.published.as_deref(), Some("2021-04-16"));
        assert_eq!(front.title.as_deref(), Some("A: B"));
        assert_eq!(&text[at..], "Text");
    }

    #[test]
    fn a_rule_is_no_front_matter() {
        assert_eq!(FrontMatter::read("---\ntext without an end").1, 0);
        assert_eq!(FrontMatter::read("text").1, 0);
    }
}
