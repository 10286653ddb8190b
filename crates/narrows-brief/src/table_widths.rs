//! How wide the columns of a table are set so that it takes few lines.

use unicode_width::UnicodeWidthStr;

/// The widths of columns whose cells wrap between words, at least their floors
/// where the room allows that; where it does not, the widest give way down to
/// their longest word. The room beyond the floors goes, step by step, to the column that saves the
/// most lines for its characters; no column gets wider than its longest cell.
/// `columns` holds the cells of each column, all of the same number.
pub(crate) fn column_widths(columns: &[Vec<&str>], floors: Vec<usize>, room: usize) -> Vec<usize> {
    let mut widths = floors;
    let longest: Vec<usize> = columns
        .iter()
        .map(|cells| cells.iter().map(|cell| cell.width()).max().unwrap_or(0))
        .collect();
    let columns: Vec<Vec<Words>> = columns
        .iter()
        .map(|cells| cells.iter().map(|cell| word_widths(cell)).collect())
        .collect();
    let words: Vec<usize> = columns
        .iter()
        .map(|cells| cells.iter().flatten().copied().max().unwrap_or(0))
        .collect();
    while widths.iter().sum::<usize>() > room {
        let widest = (0..widths.len())
            .filter(|column| widths[*column] > words[*column])
            .max_by_key(|column| widths[*column]);
        let Some(widest) = widest else { break };
        widths[widest] -= 1;
    }
    let rows = columns.first().map_or(0, Vec::len);
    let mut heights: Vec<Vec<usize>> = columns
        .iter()
        .zip(&widths)
        .map(|(cells, width)| heights_at(cells, *width))
        .collect();
    loop {
        let spare = room.saturating_sub(widths.iter().sum());
        let mut best: Option<(f64, usize, usize, Vec<usize>)> = None;
        for (column, cells) in columns.iter().enumerate() {
            let others: Vec<usize> = (0..rows)
                .map(|row| {
                    let heights = heights.iter().enumerate();
                    heights
                        .filter(|(other, _)| *other != column)
                        .map(|(_, heights)| heights[row])
                        .max()
                        .unwrap_or(1)
                })
                .collect();
            let total = |heights: &[usize]| -> usize {
                heights
                    .iter()
                    .zip(&others)
                    .map(|(height, other)| height.max(other))
                    .sum()
            };
            let now = total(&heights[column]);
            let most = spare.min(longest[column].saturating_sub(widths[column]));
            for more in 1..=most {
                let wider = heights_at(cells, widths[column] + more);
                // Lines of the column itself count a little, so that two columns
                // that must both grow before a row gets lower do grow.
                let saved = now.saturating_sub(total(&wider)) as f64
                    + 0.1
                        * heights[column]
                            .iter()
                            .sum::<usize>()
                            .saturating_sub(wider.iter().sum()) as f64;
                let gain = saved / more as f64;
                if gain > best.as_ref().map_or(0.0, |(gain, ..)| *gain) {
                    best = Some((gain, column, more, wider));
                }
            }
        }
        let Some((_, column, more, wider)) = best else {
            return widths;
        };
        widths[column] += more;
        heights[column] = wider;
    }
}

/// The widths of a cell's words on a terminal.
type Words = Vec<usize>;

fn word_widths(cell: &str) -> Words {
    cell.split_whitespace()
        .map(UnicodeWidthStr::width)
        .collect()
}

fn heights_at(cells: &[Words], width: usize) -> Vec<usize> {
    cells.iter().map(|cell| lines_of(cell, width)).collect()
}

/// How many lines a cell takes when its words are set one after the other.
fn lines_of(words: &[usize], width: usize) -> usize {
    let width = width.max(1);
    let mut lines = 1;
    let mut filled = 0;
    for word in words {
        let mut length = *word;
        if filled > 0 && filled + 1 + length <= width {
            filled += 1 + length;
            continue;
        }
        if filled > 0 {
            lines += 1;
        }
        while length > width {
            length -= width;
            lines += 1;
        }
        filled = length;
    }
    lines
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn room_goes_where_it_saves_lines() {
        let columns = vec![
            vec!["name", "short", "word"],
            vec![
                "what",
                "a long text that would take many lines if it had little room",
                "another long text that needs some room as well",
            ],
        ];
        let widths = column_widths(&columns, vec![5, 11], 60);
        assert_eq!(widths[0], 5);
        assert!(widths[1] > 40, "{widths:?}");
    }

    #[test]
    fn the_widest_gives_way_down_to_its_longest_word() {
        let columns = vec![vec!["a longer", "73,528 kUSD"], vec!["x", "word"]];
        assert_eq!(column_widths(&columns, vec![11, 4], 12), [8, 4]);
        assert_eq!(column_widths(&columns, vec![11, 4], 3), [6, 4]);
    }

    #[test]
    fn lines_are_counted_as_they_are_set() {
        assert_eq!(lines_of(&word_widths(""), 5), 1);
        assert_eq!(lines_of(&word_widths("aa bb cc"), 5), 2);
        assert_eq!(lines_of(&word_widths("aa bb cc"), 8), 1);
        assert_eq!(lines_of(&word_widths("abcdefghij"), 4), 3);
    }

    proptest! {
        #[test]
        fn widths_stay_within_the_room(
            cells in prop::collection::vec(("[a-z ]{0,60}", "[a-z ]{0,30}"), 1..8),
            room in 22usize..120,
        ) {
            let columns = vec![
                cells.iter().map(|(first, _)| first.as_str()).collect::<Vec<_>>(),
                cells.iter().map(|(_, second)| second.as_str()).collect(),
            ];
            let widths = column_widths(&columns, vec![11, 11], room);
            prop_assert!(widths.iter().sum::<usize>() <= room);
            prop_assert!(widths.iter().all(|width| *width >= 11));
        }
    }
}
