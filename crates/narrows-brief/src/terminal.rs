//! A document as plain text for a terminal of a given width.

use narrows_core::{Coverage, Status, Unit};

use crate::document::{Block, Chart, Document, FigureTable, Section};
use crate::table::{Column, Table};

/// What the columns mean, once for all tables.
const KEY: &str = "The interval stands in the unit of the value. \"known\" tells the status \
(measured, estimated, bounded: only an interval is known, unavailable: never zero), the share of \
the whole that stands behind the figure (imports: value with a reported quantity; production: what \
is attributed to economies; \"?\": the source does not say), and the source. What each interval \
means and each figure's basis stand in the other forms, such as --format md.";

/// Said where a difference of shares is shown.
pub(crate) const POINTS: &str = "pp are percentage points.";

/// How much of a document is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// What fits a few screens: the sections that are no details.
    Short,
    /// Everything.
    Full,
}

/// Sets a document in lines of at most `width` characters.
#[must_use]
pub fn to_terminal(document: &Document, width: usize, extent: Extent) -> String {
    let width = width.max(40);
    let mut text = String::new();
    push_wrapped(&mut text, &document.title.to_uppercase(), width, "", "");
    push_wrapped(&mut text, &document.subtitle, width, "", "");
    let shown = |section: &&Section| extent == Extent::Full || !section.detail;
    for section in document.sections.iter().filter(shown) {
        text.push('\n');
        let rule = if section.level <= 2 { "=" } else { "-" };
        push_wrapped(&mut text, &section.heading, width, "", "");
        text.push_str(&rule.repeat(section.heading.chars().count().min(width)));
        text.push('\n');
        for block in &section.blocks {
            push_block(&mut text, document, block, width);
        }
    }
    let left_out: Vec<&str> = document
        .sections
        .iter()
        .filter(|section| !shown(section) && section.level == 2)
        .map(|section| section.heading.as_str())
        .collect();
    if !left_out.is_empty() {
        text.push('\n');
        let words = format!(
            "Left out of this short form, and in --full and the html, md and json forms: {}.",
            left_out.join(", ")
        );
        push_wrapped(&mut text, &words, width, "", "");
    }
    if document.has_figures() {
        text.push_str("\nHow to read a figure\n====================\n");
        let key = if document.has_unit(Unit::SharePoint) {
            format!("{KEY} {POINTS}")
        } else {
            KEY.to_owned()
        };
        push_wrapped(&mut text, &key, width, "", "");
    }
    if !document.credits.is_empty() {
        text.push_str("\nSources\n=======\n");
    }
    for credit in &document.credits {
        let line = format!(
            "{} ({}), {}. {}. Licence: {}.{}",
            credit.title,
            credit.source,
            credit.publisher,
            credit.attribution,
            credit.licence,
            if credit.note.is_empty() {
                String::new()
            } else {
                format!(" {}", credit.note)
            }
        );
        let number = format!("[{}] ", credit.number);
        push_wrapped(&mut text, &line, width, &number, "    ");
    }
    text
}

fn push_block(text: &mut String, document: &Document, block: &Block, width: usize) {
    match block {
        Block::Paragraph(paragraph) => push_wrapped(text, paragraph, width, "", ""),
        Block::Sentences(sentences) => {
            for (number, (sentence, _)) in (1..).zip(sentences) {
                push_wrapped(text, sentence, width, &format!("{number}. "), "   ");
            }
        }
        Block::List(items) => {
            for item in items {
                push_wrapped(text, item, width, "- ", "  ");
            }
        }
        Block::Rows(caption, table) => {
            if !caption.is_empty() {
                push_wrapped(text, caption, width, "", "");
            }
            text.push_str(&table.render(width));
        }
        Block::Figures(table) => {
            if !table.caption.is_empty() {
                push_wrapped(text, &table.caption, width, "", "");
            }
            text.push_str(&figure_table(document, table).render(width));
            for gap in gaps(table) {
                push_wrapped(text, &gap, width, "  * ", "    ");
            }
            text.push('\n');
        }
        // The figures behind a chart stand in the tables around it.
        Block::Chart(Chart::WhoSuppliesWhom { caption, bars }) => {
            push_wrapped(text, caption, width, "", "");
            push_bars(text, bars, width);
            text.push('\n');
        }
        Block::Chart(_) => {}
    }
}

/// Why values are missing, each reason once.
fn gaps(table: &FigureTable) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for row in &table.rows {
        if let Status::Unavailable { reason } = row.figure.status() {
            let gap = format!("{}: {reason}", row.labels.join(", "));
            if !found.contains(&gap) {
                found.push(gap);
            }
        }
    }
    found
}

/// The one layout of figures: labels, value, interval, how it is known.
pub(crate) fn figure_table(document: &Document, table: &FigureTable) -> Table {
    let mut columns: Vec<Column> = table
        .labels
        .iter()
        .map(|label| Column::words(label, 0))
        .collect();
    columns.push(Column::numbers("value", 0));
    columns.push(Column::numbers("interval", 0));
    let readings = table.rows.iter().any(|row| row.reading.is_some());
    if readings {
        columns.push(Column::words("threshold", 2));
    }
    columns.push(Column::words("known", 0));
    let mut set = Table::new(columns);
    for row in &table.rows {
        let figure = &row.figure;
        let mut cells = row.labels.clone();
        cells.push(figure.value_text());
        cells.push(match figure.interval_text() {
            interval if interval.is_empty() => "–".to_owned(),
            interval => interval,
        });
        if readings {
            cells.push(row.reading_text());
        }
        let coverage = match figure.coverage() {
            Coverage::Known { share, .. } => format!(", {:.0} %", (share * 100.0).floor()),
            Coverage::Unknown { .. } => ", ? %".to_owned(),
        };
        let coverage = if matches!(figure.status(), Status::Unavailable { .. }) {
            String::new()
        } else {
            coverage
        };
        let numbers: Vec<String> = document
            .numbers(figure.sources())
            .iter()
            .map(ToString::to_string)
            .collect();
        cells.push(format!(
            "{}{coverage} [{}]",
            figure.status_word(),
            numbers.join(",")
        ));
        set.row(cells);
    }
    set
}

fn push_bars(text: &mut String, bars: &[(String, Vec<(String, f64)>)], width: usize) {
    const MARKS: [char; 3] = ['█', '▓', '▒'];
    let length = width.saturating_sub(4).min(50);
    for (importer, parts) in bars {
        push_wrapped(text, importer, width, "", "");
        let mut bar = String::new();
        let mut legend: Vec<String> = Vec::new();
        for ((supplier, share), mark) in parts.iter().zip(MARKS) {
            let cells = (share * length as f64).round() as usize;
            let room = length.saturating_sub(bar.chars().count());
            bar.extend(std::iter::repeat_n(mark, cells.min(room)));
            legend.push(format!("{mark} {supplier} {}", whole_percent(*share)));
        }
        let room = length.saturating_sub(bar.chars().count());
        bar.extend(std::iter::repeat_n('░', room));
        legend.push("░ others".to_owned());
        text.push_str(&format!("  {bar}\n"));
        push_wrapped(text, &legend.join("  "), width, "  ", "  ");
    }
}

/// A share in whole percent; a small part is not nothing.
pub(crate) fn whole_percent(share: f64) -> String {
    if share > 0.0 && share < 0.005 {
        return "<1 %".to_owned();
    }
    format!("{:.0} %", share * 100.0)
}

/// Wraps at spaces; `first` starts the first line and `next` the others.
pub(crate) fn push_wrapped(text: &mut String, words: &str, width: usize, first: &str, next: &str) {
    let mut line = first.to_owned();
    let mut empty = true;
    for word in words.split_whitespace() {
        let needed = line.chars().count() + usize::from(!empty) + word.chars().count();
        if !empty && needed > width {
            text.push_str(line.trim_end());
            text.push('\n');
            line = next.to_owned();
            empty = true;
        }
        if !empty {
            line.push(' ');
        }
        line.push_str(word);
        empty = false;
    }
    text.push_str(line.trim_end());
    text.push('\n');
}
