//! Lines that a site puts around its texts, and captions and bylines in plain
//! text, known by how they begin and how short they are.

use super::BlockKind;

/// What a line is when it is no running text.
pub(crate) fn furniture_of_line(line: &str) -> Option<BlockKind> {
    let line = line.trim();
    let length = line.chars().take(400).count();
    let lower: String = line.chars().take(80).flat_map(char::to_lowercase).collect();
    let starts = |heads: &[&str]| heads.iter().any(|head| lower.starts_with(head));
    if length <= 160 && starts(SITE) {
        return Some(BlockKind::Furniture);
    }
    if length <= 40 && SITE_WHOLE.contains(&lower.trim_end_matches(['.', ':', '!', '>', '»', ' ']))
    {
        return Some(BlockKind::Furniture);
    }
    // "[Photo] …", "(Picture: …)"
    let inner = lower.trim_start_matches(['[', '(', '*', '_']);
    let bracketed = CAPTION
        .iter()
        .any(|head| inner.starts_with(head.trim_end_matches(':')) && inner.len() < lower.len());
    if length < 400 && (starts(CAPTION) || bracketed) {
        return Some(BlockKind::Caption);
    }
    if length <= 120 && is_byline(line, &lower) {
        return Some(BlockKind::Byline);
    }
    if length <= 160 && is_crumbs(line) {
        return Some(BlockKind::Navigation);
    }
    None
}

const SITE: &[&str] = &[
    "share this",
    "share on",
    "subscribe",
    "sign up",
    "sign in",
    "log in",
    "follow us",
    "advertisement",
    "copyright",
    "©",
    "(c) ",
    "all rights reserved",
    "related articles",
    "related stories",
    "read more:",
    "read also",
    "also read",
    "see also:",
    "most read",
    "most popular",
    "recommended",
    "cookie",
    "we use cookies",
    "accept all",
    "terms of use",
    "privacy policy",
    "skip to",
    "print this",
    "download the app",
    "newsletter",
    "listen to this",
    "back to top",
    "our standards:",
    "editing by",
    "reporting by",
    "for more information",
    "contact:",
    "tags:",
    "topics:",
    "filed under",
    "editor's picks",
    "you may also like",
    "continue reading",
    "this article is reserved",
    "already a subscriber",
    "get the latest",
];

const SITE_WHOLE: &[&str] = &[
    "share",
    "tweet",
    "print",
    "email",
    "e-mail",
    "facebook",
    "twitter",
    "linkedin",
    "whatsapp",
    "home",
    "menu",
    "search",
    "comments",
    "more",
    "next",
    "previous",
    "listen",
    "save",
    "gift this article",
    "read more",
    "###",
    "ends",
    "end",
    "-30-",
    "top stories",
    "latest news",
    "trending",
    "news",
    "world",
    "business",
    "opinion",
    "politics",
    "economy",
    "sports",
    "markets",
    "language",
    "english",
    "close",
    "contents",
];

const CAPTION: &[&str] = &[
    "photo:",
    "photo by",
    "(photo",
    "photograph:",
    "caption:",
    "image:",
    "picture:",
    "file photo",
    "[photo",
    "pictured:",
    "photo caption:",
    "foto:",
    "figure ",
    "above:",
    "photo credit",
];

/// "By NAME", "By NAME and NAME, Staff Writer", "NAME, Nikkei staff writer".
fn is_byline(line: &str, lower: &str) -> bool {
    let by = lower.strip_prefix("by ").is_some()
        && line[3..]
            .split([' ', ','])
            .filter(|word| !word.is_empty())
            .take(3)
            .all(|word| {
                word.starts_with(|c: char| c.is_uppercase())
                    || matches!(word, "and" | "in" | "de" | "van")
            });
    let staff = lower.ends_with("staff writer")
        || lower.ends_with("staff writers")
        || lower.ends_with("correspondent")
        || lower.ends_with("staff reporter");
    (by && !line.ends_with('.')) || staff
}

/// "Home > World > Asia", "News | Business | Markets".
fn is_crumbs(line: &str) -> bool {
    let marks = [" > ", " » ", " › ", " | "];
    marks.iter().any(|mark| {
        line.matches(mark).count() >= 2
            && line
                .split(mark)
                .all(|part| part.split_whitespace().count() <= 4)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn furniture_is_told_from_text() {
        assert_eq!(
            furniture_of_line("Share this article"),
            Some(BlockKind::Furniture)
        );
        assert_eq!(
            furniture_of_line("By Hanako Sato and John Lee"),
            Some(BlockKind::Byline)
        );
        assert_eq!(
            furniture_of_line("Home > World > Asia"),
            Some(BlockKind::Navigation)
        );
        assert_eq!(
            furniture_of_line("Photo: ministers in Seoul (pool)"),
            Some(BlockKind::Caption)
        );
        assert_eq!(
            furniture_of_line("By June the ministers want to meet again."),
            None
        );
        assert_eq!(furniture_of_line("Shares of chip makers rose."), None);
    }
}
