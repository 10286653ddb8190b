//! Lines that fit a terminal of 80 columns.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns of a terminal that lines are set in.
pub(crate) const COLUMNS: usize = 80;

/// Sets `label` and the words of `text` behind it; lines that follow are
/// indented by `indent` columns. A word longer than a line stays whole.
pub fn set_hanging(out: &mut String, label: &str, indent: usize, text: &str) {
    out.push_str(label);
    let mut used = label.width();
    let mut first = true;
    for word in text.split_whitespace() {
        let length = word.width();
        let gap = usize::from(!first);
        if used + gap + length > COLUMNS && used > indent {
            out.truncate(out.trim_end_matches(' ').len());
            out.push('\n');
            out.push_str(&" ".repeat(indent));
            used = indent;
        } else if !first {
            out.push(' ');
            used += 1;
        }
        out.push_str(word);
        used += length;
        first = false;
    }
    out.push('\n');
}

/// Breaks the longer lines of a text at spaces, and between wide letters,
/// which take no space. Its own line ends stay, and colours take no room.
pub(crate) fn fold_lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 60);
    for line in text.split_inclusive('\n') {
        let mut column = 0;
        let mut breakable: Option<(usize, usize)> = None;
        let mut words_begun = false;
        let mut colour = false;
        for c in line.chars() {
            if colour || c == '\u{1b}' {
                colour = c != 'm';
                out.push(c);
                continue;
            }
            match c {
                '\n' => {}
                '\t' => column += 8 - column % 8,
                ' ' => column += 1,
                c => {
                    words_begun = true;
                    let wide = c.width().unwrap_or(0);
                    if column + wide > COLUMNS {
                        if let Some((at, before)) = breakable.take() {
                            out.replace_range(at - 1..at, "\n");
                            column -= before;
                        } else if wide > 1 {
                            out.push('\n');
                            column = 0;
                        }
                    }
                    column += wide;
                }
            }
            out.push(c);
            if c == ' ' && words_begun {
                breakable = Some((out.len(), column));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_break_at_spaces_and_keep_every_word() {
        let text = format!("    {}\nshort\n", "early warnings ".repeat(30).trim_end());
        let folded = fold_lines(&text);
        assert!(folded.lines().all(|line| line.width() <= COLUMNS));
        assert!(folded.starts_with("    early warnings"));
        assert!(folded.ends_with("\nshort\n"));
        assert_eq!(
            folded.split_whitespace().collect::<Vec<_>>(),
            text.split_whitespace().collect::<Vec<_>>()
        );
    }

    #[test]
    fn colours_take_no_room_and_wide_letters_break_without_spaces() {
        let coloured = "\u{1b}[35mword\u{1b}[0m ".repeat(16);
        assert_eq!(fold_lines(coloured.trim_end()), coloured.trim_end());
        let wide = fold_lines(&"鉱物".repeat(50));
        assert!(wide.lines().all(|line| line.width() <= COLUMNS));
        assert_eq!(wide.replace('\n', ""), "鉱物".repeat(50));
        let address = format!("https://example.org/{}", "a".repeat(200));
        assert_eq!(fold_lines(&address), address);
    }

    #[test]
    fn a_hanging_paragraph_is_indented_and_leaves_no_trailing_spaces() {
        let mut out = String::new();
        set_hanging(&mut out, "agreed  ", 8, &"to share warnings ".repeat(12));
        assert!(out.lines().all(|line| line.width() <= COLUMNS));
        assert!(out.lines().skip(1).all(|line| line.starts_with("        ")));
        let mut out = String::new();
        set_hanging(&mut out, &"x".repeat(90), 4, "word");
        assert_eq!(out, format!("{}\n    word\n", "x".repeat(90)));
    }
}
