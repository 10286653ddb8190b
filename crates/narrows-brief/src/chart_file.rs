//! A chart as a file of its own: with its colours, what it shows, and where
//! that comes from, since a chart travels without its page.

use maud::{Markup, PreEscaped, html};

use crate::BriefError;
use crate::chart::{WIDTH, drawn, height_of, size_attributes};
use crate::document::{Chart, Document};

const COLOURS: &str = include_str!("colours.css");
/// Space around the chart.
const MARGIN: u32 = 24;
/// Characters that fit into a line of small text.
const LINE: usize = 105;

/// Draws one chart of a document as a whole SVG file, light and dark, with the
/// document's title, the chart's caption and the sources.
///
/// # Errors
/// If the plotting library fails.
pub fn chart_file(document: &Document, chart: &Chart) -> Result<String, BriefError> {
    whole_file(document, chart, ChartColours::AsReader)
}

/// Which colours a file has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ChartColours {
    /// Light or dark, as the reader's program asks for.
    AsReader,
    /// Light, and without style sheet variables, which drawing libraries do not
    /// know.
    Light,
}

/// The file in the colours asked for.
pub(crate) fn whole_file(
    document: &Document,
    chart: &Chart,
    colours: ChartColours,
) -> Result<String, BriefError> {
    let height = height_of(chart);
    let inner = drawn(chart, height)?;
    let mut caption = wrapped(&format!("{}.", chart.caption()));
    caption.push(
        "Bands and marked lines are intervals, where known; their meaning, status and coverage \
         stand in the table of the view."
            .to_owned(),
    );
    let sources: Vec<String> = document
        .credits
        .iter()
        .map(|credit| {
            format!(
                "{} ({}), {}. {}. Licence: {}.",
                credit.title, credit.source, credit.publisher, credit.attribution, credit.licence
            )
        })
        .flat_map(|line| wrapped(&line))
        .collect();
    let top = MARGIN + 34 + 16 * lines(&caption);
    let bottom = top + height + 12;
    let whole = bottom + 15 * lines(&sources) + MARGIN;
    let width = WIDTH + 2 * MARGIN;
    // The inner drawing keeps its own coordinates, moved below the title.
    let inner = inner.replacen(
        &size_attributes(height),
        &format!("x=\"{MARGIN}\" y=\"{top}\" {}", size_attributes(height)),
        1,
    );
    let text = |lines: &[String], from: u32, step: u32, class: &str| -> Markup {
        html! {
            @for (line, y) in lines.iter().zip((from..).step_by(step as usize)) {
                text class=(class) x=(MARGIN) y=(y) { (line) }
            }
        }
    };
    let file = html! {
        svg xmlns="http://www.w3.org/2000/svg" role="img" width=(width) height=(whole)
            viewBox={ "0 0 " (width) " " (whole) } {
            title { (document.title) }
            desc { (chart.caption()) }
            style {
                @if colours == ChartColours::AsReader { (PreEscaped(COLOURS)) }
                (PreEscaped(STYLE))
            }
            rect width="100%" height="100%" fill="var(--paper)" {}
            text class="title" x=(MARGIN) y=(MARGIN + 14) { (document.title) }
            (text(&caption, MARGIN + 36, 16, "caption"))
            (PreEscaped(inner))
            (text(&sources, bottom + 12, 15, "source"))
        }
    };
    let mut file = format!("{}\n", file.into_string());
    if colours == ChartColours::Light {
        for (name, colour) in light_colours() {
            file = file.replace(&format!("var({name})"), colour);
        }
    }
    Ok(file)
}

/// Names and values of the light colours, the first block of the style sheet.
fn light_colours() -> impl Iterator<Item = (&'static str, &'static str)> {
    let block = COLOURS
        .split_once('{')
        .and_then(|(_, rest)| rest.split_once('}'))
        .map_or("", |(block, _)| block);
    block.split(';').filter_map(|pair| {
        let (name, colour) = pair.split_once(':')?;
        Some((name.trim(), colour.trim()))
    })
}

const STYLE: &str = "text { font-family: system-ui, sans-serif; } \
                     .title { font-size: 18px; font-weight: 600; fill: var(--ink); } \
                     .caption { font-size: 13px; fill: var(--soft); } \
                     .source { font-size: 11px; fill: var(--soft); }";

fn lines(of: &[String]) -> u32 {
    u32::try_from(of.len()).unwrap_or(u32::MAX / 100)
}

fn wrapped(words: &str) -> Vec<String> {
    let mut text = String::new();
    crate::terminal::push_wrapped(&mut text, words, LINE, "", "");
    text.lines().map(str::to_owned).collect()
}
