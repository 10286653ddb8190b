//! A document as one self-contained HTML page: no network, light and dark,
//! A4, keyboard and screen reader.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::BriefError;
use crate::chart::chart_svg;
use crate::document::{Block, Document, FigureRow, FigureTable, Section};

const STYLE: &str = concat!(include_str!("colours.css"), include_str!("page.css"));

/// Sets a document as a page.
///
/// # Errors
/// If a chart cannot be drawn.
pub fn to_html(document: &Document) -> Result<String, BriefError> {
    let mut sections = Vec::new();
    for section in &document.sections {
        sections.push(set_section(document, section)?);
    }
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'";
                title { (document.title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#say" { "Skip to the sentences" }
                header {
                    h1 { (document.title) }
                    p.subtitle { (document.subtitle) }
                    nav aria-label="Sections" {
                        ul {
                            @for section in document.sections.iter().filter(|section| section.level == 2) {
                                li { a href={ "#" (section.id) } { (section.heading) } }
                            }
                            li { a href="#sources" { "Sources" } }
                        }
                    }
                }
                main {
                    @for section in &sections { (section) }
                    section #sources aria-labelledby="sources-heading" {
                        h2 #sources-heading { "Sources, vintages, licences" }
                        ol.sources {
                            @for credit in &document.credits {
                                li #{ "source-" (credit.number) } {
                                    (credit.title) " (" code { (credit.source) } "), " (credit.publisher) ". "
                                    (credit.attribution) ". Licence: " (credit.licence) ". "
                                    (credit.address)
                                    @if !credit.note.is_empty() { " " em { (credit.note) } }
                                }
                            }
                        }
                        p.key {
                            "How to read a figure: the value with its unit; in brackets the interval, whose meaning stands in the "
                            "row's details; measured, estimated, bounded (only an interval is known) or unavailable (never zero); "
                            "the coverage is the share of the whole that stands behind it; the number leads to the source. "
                            @if document.has_unit(narrows_core::Unit::SharePoint) { (crate::terminal::POINTS) }
                        }
                    }
                }
            }
        }
    };
    Ok(page.into_string())
}

fn set_section(document: &Document, section: &Section) -> Result<Markup, BriefError> {
    let mut blocks = Vec::new();
    for block in &section.blocks {
        blocks.push(set_block(document, block)?);
    }
    let heading = format!("{}-heading", section.id);
    Ok(html! {
        section #(section.id) class={ "level-" (section.level) } aria-labelledby=(heading) {
            @if section.level <= 2 {
                h2 id=(heading) { (section.heading) }
            } @else {
                h3 id=(heading) { (section.heading) }
            }
            @for block in &blocks { (block) }
        }
    })
}

fn set_block(document: &Document, block: &Block) -> Result<Markup, BriefError> {
    Ok(match block {
        Block::Paragraph(paragraph) => html! { p { (paragraph) } },
        Block::Sentences(sentences) => html! {
            ol.say {
                @for (sentence, anchors) in sentences {
                    li {
                        (sentence)
                        @for (number, anchor) in (1..).zip(anchors) {
                            " " a.backing href={ "#" (anchor) } aria-label={ "figure " (number) " behind this sentence" } { "↓" }
                        }
                    }
                }
            }
        },
        Block::List(items) => html! {
            ul.notes { @for item in items { li { (item) } } }
        },
        Block::Rows(caption, table) => html! {
            table {
                caption { (caption) }
                thead { tr { @for name in table.names() { th scope="col" { (name) } } } }
                tbody {
                    @for row in table.rows() { tr { @for cell in row { td { (cell) } } } }
                }
            }
        },
        Block::Figures(table) => figure_table(document, table),
        Block::Chart(chart) => {
            let svg = chart_svg(chart)?;
            html! {
                figure role="img" aria-label=(chart.caption()) {
                    div.chart { (PreEscaped(svg)) }
                    figcaption { (chart.caption()) ". Bands and marked lines are intervals. The figures stand in the tables." }
                }
            }
        }
    })
}

fn figure_table(document: &Document, table: &FigureTable) -> Markup {
    let readings = table.rows.iter().any(|row| row.reading.is_some());
    html! {
        div.table tabindex="0" role="region" aria-label=(table.caption) {
            table {
                caption { (table.caption) }
                thead {
                    tr {
                        @for label in &table.labels { th scope="col" { (label) } }
                        th.number scope="col" { "value" }
                        th.number scope="col" { "interval" }
                        @if readings { th scope="col" { "threshold" } }
                        th scope="col" { "status" }
                        th scope="col" { "coverage" }
                        th scope="col" { "source" }
                    }
                }
                tbody {
                    @for row in &table.rows { (figure_row(document, row, readings)) }
                }
            }
        }
    }
}

fn figure_row(document: &Document, row: &FigureRow, readings: bool) -> Markup {
    let figure = &row.figure;
    let meaning = match figure.interval() {
        narrows_core::Interval::Known { meaning, .. } => meaning.clone(),
        narrows_core::Interval::Unknown { reason } => format!("no interval: {reason}"),
    };
    let details = format!("{}. Interval: {meaning}", figure.basis());
    html! {
        tr id=[row.id.as_deref()] {
            @for (position, label) in row.labels.iter().enumerate() {
                @if position == 0 {
                    th scope="row" title=(details) { (label) }
                } @else {
                    td { (label) }
                }
            }
            td.number title=(figure.basis()) { (figure.value_text()) }
            td.number title=(meaning) {
                @if figure.interval_text().is_empty() { span aria-label=(meaning) { "–" } }
                @else { (figure.interval_text()) }
            }
            @if readings {
                td {
                    @if let Some((_, reading)) = row.reading {
                        span class={ "reading " (reading.word()) } { (row.reading_text()) }
                    }
                }
            }
            td {
                span class={ "status " (figure.status_word()) } { (figure.status_word()) }
                @if let narrows_core::Status::Unavailable { reason } = figure.status() {
                    span.reason { ": " (reason) }
                }
            }
            td.coverage {
                @if !matches!(figure.status(), narrows_core::Status::Unavailable { .. }) { (figure.coverage_text()) }
            }
            td {
                @for number in document.numbers(figure.sources()) {
                    a href={ "#source-" (number) } { "[" (number) "]" } " "
                }
            }
        }
    }
}
