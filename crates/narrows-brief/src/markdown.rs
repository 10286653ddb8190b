//! A document as Markdown.

use crate::document::{Block, Document};
use crate::table::{Column, Table};

/// Sets a document in Markdown; charts are left out, their figures stand in
/// the tables.
#[must_use]
pub fn to_markdown(document: &Document) -> String {
    let mut text = format!("# {}\n\n{}\n", document.title, document.subtitle);
    for section in &document.sections {
        let marks = "#".repeat(usize::from(section.level));
        text.push_str(&format!("\n{marks} {}\n\n", section.heading));
        for block in &section.blocks {
            match block {
                Block::Paragraph(paragraph) => text.push_str(&format!("{paragraph}\n\n")),
                Block::Sentences(sentences) => {
                    for (number, (sentence, _)) in (1..).zip(sentences) {
                        text.push_str(&format!("{number}. {sentence}\n"));
                    }
                    text.push('\n');
                }
                Block::List(items) => {
                    for item in items {
                        text.push_str(&format!("- {item}\n"));
                    }
                    text.push('\n');
                }
                Block::Rows(caption, table) => {
                    if !caption.is_empty() {
                        text.push_str(&format!("**{caption}**\n\n"));
                    }
                    text.push_str(&table.to_markdown());
                    text.push('\n');
                }
                Block::Figures(table) => {
                    text.push_str(&format!("**{}**\n\n", table.caption));
                    text.push_str(&figure_table(document, table).to_markdown());
                    text.push('\n');
                }
                Block::Chart(_) => {}
            }
        }
    }
    if !document.credits.is_empty() {
        text.push_str("\n## Sources\n\n");
    }
    for credit in &document.credits {
        text.push_str(&format!(
            "- [{}] {} ({}), {}. {}. Licence: {}. {} {}\n",
            credit.number,
            credit.title,
            credit.source,
            credit.publisher,
            credit.attribution,
            credit.licence,
            credit.address,
            credit.note
        ));
    }
    text
}

fn figure_table(document: &Document, table: &crate::document::FigureTable) -> Table {
    let mut columns: Vec<Column> = table
        .labels
        .iter()
        .map(|label| Column::words(label, 0))
        .collect();
    columns.extend([
        Column::numbers("value", 0),
        Column::numbers("interval", 0),
        Column::words("threshold", 0),
        Column::words("status", 0),
        Column::words("coverage", 0),
        Column::words("basis", 0),
        Column::words("source", 0),
    ]);
    let mut set = Table::new(columns);
    for row in &table.rows {
        let mut cells = row.labels.clone();
        let numbers: Vec<String> = document
            .numbers(row.figure.sources())
            .iter()
            .map(|number| format!("[{number}]"))
            .collect();
        cells.extend([
            row.figure.value_text(),
            row.figure.interval_text(),
            row.reading_text(),
            match row.figure.status() {
                narrows_core::Status::Unavailable { reason } => format!("unavailable: {reason}"),
                _ => row.figure.status_word().to_owned(),
            },
            row.figure.coverage_text(),
            row.figure.basis().to_owned(),
            numbers.join(" "),
        ]);
        set.row(cells);
    }
    set
}
