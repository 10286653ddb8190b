//! A comparison of two vintages laid out as a document.

use narrows_core::Unit;
use narrows_exposure::{Agreement, ComparedFigure, Comparison};

use crate::credit::SourceCredit;
use crate::document::{
    BarFigure, Block, Chart, Document, FigureRow, FigureTable, Section, VintagePair,
};

/// Figures of one kind that are shown before the rest is left to CSV and JSON.
const SHOWN: usize = 10;

/// A comparison as a document: what differs first, the rest counted.
#[must_use]
pub fn comparison_document(comparison: &Comparison, credits: Vec<SourceCredit>) -> Document {
    let mut sections = vec![Section {
        id: "summary".to_owned(),
        heading: "In short".to_owned(),
        level: 2,
        detail: false,
        blocks: vec![Block::List(comparison.summary())],
    }];
    for (parts, id, heading) in [
        (&["indicator"][..], "indicators", "Indicators"),
        (
            &["imports", "supplier"],
            "suppliers",
            "Imports and suppliers",
        ),
        (
            &["production", "producer"],
            "production",
            "World production",
        ),
    ] {
        let chosen: Vec<&ComparedFigure> = comparison
            .figures
            .iter()
            .filter(|figure| parts.contains(&figure.part))
            .collect();
        if chosen.is_empty() {
            continue;
        }
        let mut blocks = Vec::new();
        let mut stages: Vec<&str> = Vec::new();
        for figure in &chosen {
            if !stages.contains(&figure.stage.as_str()) {
                stages.push(&figure.stage);
            }
        }
        for stage in stages {
            let of_stage: Vec<&ComparedFigure> = chosen
                .iter()
                .copied()
                .filter(|figure| figure.stage == stage)
                .collect();
            blocks.extend(
                charts(comparison, heading, stage, &of_stage)
                    .into_iter()
                    .map(Block::Chart),
            );
            blocks.push(Block::Figures(table(comparison, stage, &of_stage)));
            let rest = of_stage.len().saturating_sub(SHOWN);
            if rest > 0 {
                let changed = of_stage[SHOWN..]
                    .iter()
                    .filter(|figure| {
                        !matches!(figure.agreement, Agreement::Same | Agreement::InNeither)
                    })
                    .count();
                blocks.push(Block::Paragraph(format!(
                    "And {rest} more, {changed} of which differ: in the csv and json forms."
                )));
            }
        }
        sections.push(Section {
            id: id.to_owned(),
            heading: heading.to_owned(),
            level: 2,
            detail: false,
            blocks,
        });
    }
    Document {
        title: format!(
            "{}: exposure to {}, {}, under two vintages",
            comparison.subject_name, comparison.material_name, comparison.year
        ),
        subtitle: format!(
            "First: {}. Second: {}. A change is the second less the first.",
            comparison.first, comparison.second
        ),
        sections,
        credits,
    }
}

/// One chart a unit; shares and indices of 0 to 1 have one together.
fn charts(
    comparison: &Comparison,
    heading: &str,
    stage: &str,
    figures: &[&ComparedFigure],
) -> Vec<Chart> {
    let mut by_unit: Vec<(Unit, Vec<VintagePair>)> = Vec::new();
    for figure in figures {
        if figure.agreement == Agreement::InNeither {
            continue;
        }
        let unit = match figure.first.unit() {
            Unit::Share => Unit::Index01,
            unit => unit,
        };
        let pair = VintagePair {
            label: name_of(figure),
            first: BarFigure::of(&figure.first),
            second: BarFigure::of(&figure.second),
        };
        match by_unit.iter_mut().find(|(known, _)| *known == unit) {
            Some((_, pairs)) if pairs.len() < SHOWN => pairs.push(pair),
            Some(_) => {}
            None => by_unit.push((unit, vec![pair])),
        }
    }
    by_unit
        .into_iter()
        .map(|(axis, pairs)| Chart::Vintages {
            caption: format!(
                "{heading}, {stage}{}: {} (hollow) and {} (filled)",
                match axis {
                    Unit::Index01 => String::new(),
                    Unit::Ratio => ", ratios".to_owned(),
                    unit => format!(", {unit}"),
                },
                comparison.first,
                comparison.second
            ),
            axis,
            names: [
                comparison.first.vintage.clone(),
                comparison.second.vintage.clone(),
            ],
            pairs,
        })
        .collect()
}

fn name_of(figure: &ComparedFigure) -> String {
    match figure.partner {
        Some(partner) => format!("{}, {}", partner.name(), figure.name),
        None => figure.name.clone(),
    }
}

/// Three rows a figure: both vintages, each with its own interval, and the
/// change.
fn table(comparison: &Comparison, stage: &str, figures: &[&ComparedFigure]) -> FigureTable {
    let mut table = FigureTable {
        caption: format!(
            "{stage}; change: the intervals of both overlap, lie apart, or are the same"
        ),
        labels: vec!["figure", "vintage"],
        rows: Vec::new(),
    };
    for figure in figures.iter().take(SHOWN) {
        let name = name_of(figure);
        let change = format!("change: {}", figure.agreement.word());
        for (name, which, of) in [
            (name.as_str(), &comparison.first.vintage, &figure.first),
            ("", &comparison.second.vintage, &figure.second),
            ("", &change, &figure.difference),
        ] {
            table.rows.push(FigureRow::new(
                vec![name.to_owned(), which.clone()],
                of.clone(),
            ));
        }
    }
    table
}
