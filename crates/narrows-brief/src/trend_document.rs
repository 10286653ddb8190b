//! The trends of an exposure laid out as a document.

use narrows_core::Unit;
use narrows_exposure::{ExposureTrend, NamedTrend, StageTrend, Trend, TrendReading};

use crate::credit::SourceCredit;
use crate::document::{Block, Chart, Document, FigureRow, FigureTable, Section, YearPoint};

/// Lines that one chart can tell apart.
const LINES: usize = 5;

/// The trends as a document: slopes and differences; with a single indicator,
/// its years as well.
#[must_use]
pub fn trend_document(trends: &ExposureTrend, credits: Vec<SourceCredit>) -> Document {
    let single = trends.stages.iter().all(|stage| {
        stage
            .trends
            .iter()
            .all(|trend| trend.id == stage.trends[0].id)
    });
    let mut sections: Vec<Section> = trends
        .stages
        .iter()
        .map(|stage| Section {
            id: format!("trend-{}", stage.stage).replace(' ', "-"),
            heading: format!(
                "{}: {}, {} ({})",
                trends.subject_name,
                trends.material_name,
                stage.stage,
                stage
                    .hs_codes
                    .iter()
                    .map(ToString::to_string)
                    .collect::<Vec<_>>()
                    .join(" + ")
            ),
            level: 2,
            detail: false,
            blocks: stage_blocks(stage, single),
        })
        .collect();
    if !trends.not_known.is_empty() {
        sections.push(Section {
            id: "not-known".to_owned(),
            heading: "What is not known".to_owned(),
            level: 2,
            detail: false,
            blocks: vec![Block::List(trends.not_known.clone())],
        });
    }
    Document {
        title: format!(
            "{}: exposure to {} since {}",
            trends.subject_name, trends.material_name, trends.since
        ),
        subtitle: format!(
            "{}–{}. Slopes are changes a year with 95 % confidence (Theil–Sen); where the \
             interval holds zero, there is no measurable change.",
            trends.since, trends.until
        ),
        sections,
        credits,
    }
}

fn stage_blocks(stage: &StageTrend, single: bool) -> Vec<Block> {
    let mut blocks = Vec::new();
    blocks.extend(chart(stage).map(Block::Chart));
    let mut table = FigureTable {
        caption: "Change a year, and from the first to the last year with a value".to_owned(),
        labels: vec!["figure", "what"],
        rows: Vec::new(),
    };
    let known = stage
        .trends
        .iter()
        .filter(|named| named.trend.reading != TrendReading::NotKnown);
    for named in known {
        table.rows.push(FigureRow::new(
            vec![
                named.name.clone(),
                format!("a year: {}", named.trend.reading.words()),
            ],
            named.trend.slope.clone(),
        ));
        let (from, until) = ends(&named.trend);
        table.rows.push(FigureRow::new(
            vec![String::new(), format!("{from} to {until}")],
            named.trend.difference.clone(),
        ));
    }
    if !table.rows.is_empty() {
        blocks.push(Block::Figures(table));
    }
    let unknown: Vec<String> = stage
        .trends
        .iter()
        .filter(|named| named.trend.reading == TrendReading::NotKnown)
        .map(|named| format!("{}: {}", named.name, named.trend.slope))
        .collect();
    if !unknown.is_empty() {
        blocks.push(Block::List(unknown));
    }
    if single {
        blocks.extend(
            stage
                .trends
                .iter()
                .map(|named| Block::Figures(years(named))),
        );
    }
    blocks
}

fn ends(trend: &Trend) -> (String, String) {
    let mut known = trend
        .points
        .iter()
        .filter(|(_, figure)| figure.value().is_some())
        .map(|(year, _)| year.to_string());
    let first = known.next().unwrap_or_default();
    let last = known.next_back().unwrap_or_else(|| first.clone());
    (first, last)
}

fn years(named: &NamedTrend) -> FigureTable {
    FigureTable {
        caption: named.name.clone(),
        labels: vec!["year"],
        rows: named
            .trend
            .points
            .iter()
            .map(|(year, figure)| FigureRow::new(vec![year.to_string()], figure.clone()))
            .collect(),
    }
}

/// Lines of the figures that have one unit: that of the first of them.
fn chart(stage: &StageTrend) -> Option<Chart> {
    let unit = stage
        .trends
        .iter()
        .find(|named| named.trend.reading != TrendReading::NotKnown)?
        .trend
        .slope
        .unit();
    let series: Vec<(String, Vec<YearPoint>)> = stage
        .trends
        .iter()
        .filter(|named| {
            named.trend.slope.unit() == unit && named.trend.reading != TrendReading::NotKnown
        })
        .take(LINES)
        .map(|named| {
            let points = named
                .trend
                .points
                .iter()
                .filter_map(|(year, figure)| YearPoint::of(year.0, figure))
                .collect();
            (named.name.clone(), points)
        })
        .collect();
    Some(Chart::Lines {
        caption: format!("Over the years, {}", stage.stage),
        axis: unit,
        series,
    })
}

/// How a value stands at an axis and at the end of a line.
pub(crate) fn at_axis(value: f64, unit: Unit) -> String {
    match unit {
        Unit::Share | Unit::SharePoint => crate::terminal::whole_percent(value),
        Unit::Index01 => format!("{value:.2}"),
        Unit::Count | Unit::Tonne | Unit::KiloUsd => format!("{value:.0}"),
        _ => format!("{value:.1}"),
    }
}
