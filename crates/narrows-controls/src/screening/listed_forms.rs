//! The names that one listed name stands for: lists put other spellings and
//! short forms into brackets.

use super::letter_distance::by_letters;
use super::name_analysis::{self, Word};
use super::sound_costs::Hearing;
use super::sound_distance::SoundsAsked;

/// Most forms of one listed name.
const MOST_FORMS: usize = 4;

/// The forms of a name: the name itself; where brackets hold another spelling
/// of the word before them, the name without them and with them instead.
/// "Nikolai (Nikolay) Orlov" is "Nikolai Orlov" and "Nikolay Orlov".
pub fn forms(name: &str) -> Vec<String> {
    let name = strip_also_known(name);
    let Some(pieces) = bracketed(name) else {
        return vec![name.to_owned()];
    };
    let mut without = String::new();
    let mut instead: Vec<String> = vec![String::new()];
    let mut changed = false;
    for piece in &pieces {
        match piece {
            Piece::Plain(text) => {
                without.push_str(text);
                instead.iter_mut().for_each(|form| form.push_str(text));
            }
            Piece::Bracket(inside) => {
                let spellings: Vec<&str> = inside
                    .split(['/', ',', '、', '／'])
                    .map(str::trim)
                    .filter(|s| !s.is_empty() && respells(&without, s))
                    .collect();
                if spellings.is_empty() {
                    let kept = format!(" {inside} ");
                    without.push_str(&kept);
                    instead.iter_mut().for_each(|form| form.push_str(&kept));
                    continue;
                }
                changed = true;
                let before = instead.clone();
                instead.clear();
                for spelling in spellings {
                    for form in &before {
                        if instead.len() < MOST_FORMS - 1 {
                            instead.push(replace_last(form, spelling));
                        }
                    }
                }
                without.push(' ');
            }
        }
    }
    if !changed {
        return vec![name.to_owned()];
    }
    let mut out = vec![without];
    out.extend(instead);
    out.dedup();
    out
}

/// Drops a leading "a.k.a." or "f.k.a." and quotation marks left open.
fn strip_also_known(name: &str) -> &str {
    let mut rest =
        name.trim_matches(|c: char| c.is_whitespace() || matches!(c, '(' | '"' | ';' | ','));
    for mark in ["a.k.a.", "f.k.a.", "aka ", "fka "] {
        if let Some(head) = rest.get(..mark.len())
            && head.eq_ignore_ascii_case(mark)
        {
            rest = rest[mark.len()..].trim_start_matches([',', ' ', ':']);
        }
    }
    if rest.is_empty() { name } else { rest }
}

enum Piece<'a> {
    Plain(&'a str),
    Bracket(&'a str),
}

/// Cuts a name at its brackets; nothing when it has no complete pair.
fn bracketed(name: &str) -> Option<Vec<Piece<'_>>> {
    let mut pieces = Vec::new();
    let mut rest = name;
    while let Some(open) = rest.find(['(', '（']) {
        let width = rest[open..].chars().next().map_or(1, char::len_utf8);
        let inside = &rest[open + width..];
        let close = inside.find([')', '）'])?;
        let closing = inside[close..].chars().next().map_or(1, char::len_utf8);
        pieces.push(Piece::Plain(&rest[..open]));
        pieces.push(Piece::Bracket(&inside[..close]));
        rest = &inside[close + closing..];
    }
    if pieces.is_empty() {
        return None;
    }
    pieces.push(Piece::Plain(rest));
    Some(pieces)
}

/// Whether `spelling` spells the last words of `text` again.
fn respells(text: &str, spelling: &str) -> bool {
    let again = name_analysis::words(spelling);
    let before = name_analysis::words(text);
    if again.is_empty() || again.len() > before.len() {
        return false;
    }
    let alike = |a: &Word, b: &Word| {
        let sound = match (a.readings.first(), b.readings.first()) {
            (Some(x), Some(y)) => SoundsAsked::new(x, Hearing::Cyrillic.max(a.hearing)).likeness(y),
            _ => 0.0,
        };
        sound.max(by_letters(&a.text, &b.text)) >= 0.5
    };
    before[before.len() - again.len()..]
        .iter()
        .zip(&again)
        .all(|(a, b)| alike(a, b))
}

/// The text with its last words, as many as `spelling` has, replaced by it.
fn replace_last(text: &str, spelling: &str) -> String {
    let count = spelling.split_whitespace().count();
    let trimmed = text.trim_end();
    let mut cut = trimmed.len();
    for _ in 0..count {
        let head = trimmed[..cut].trim_end_matches([' ', '・']);
        cut = head.rfind([' ', '・']).map_or(0, |at| {
            at + head[at..].chars().next().map_or(1, char::len_utf8)
        });
    }
    format!("{}{spelling} ", &trimmed[..cut])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tidy(name: &str) -> Vec<String> {
        forms(name)
            .into_iter()
            .map(|f| f.split_whitespace().collect::<Vec<_>>().join(" "))
            .collect()
    }

    #[test]
    fn other_spellings_in_brackets_are_names_of_their_own() {
        assert_eq!(
            tidy("Nikolai (Nikolay) Orlov"),
            ["Nikolai Orlov", "Nikolay Orlov"]
        );
        assert_eq!(
            tidy("Aleksandr（Alexander） Petrov（Petroff）"),
            ["Aleksandr Petrov", "Alexander Petroff"]
        );
        assert_eq!(
            tidy("GOLDEN STAR (HONG KONG) LTD"),
            ["GOLDEN STAR (HONG KONG) LTD"]
        );
        assert_eq!(tidy("a.k.a. Meteor"), ["Meteor"]);
        assert_eq!(tidy("open (bracket"), ["open (bracket"]);
    }
}
