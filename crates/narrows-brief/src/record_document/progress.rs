//! A promise and the numbers that it should move.

use narrows_core::Figure;
use narrows_record::Direction;

use super::commitment::commitment_section;
use super::{section, sources_section};
use crate::credit::SourceCredit;
use crate::document::{Block, Document, FigureRow, FigureTable, Section};
use crate::record_progress::{CommitmentProgress, IndicatorProgress};

/// What a commitment's indicators did, as a document; `credits` are those of
/// the figures.
#[must_use]
pub fn progress_document(progress: &CommitmentProgress, credits: Vec<SourceCredit>) -> Document {
    let mut sections = vec![commitment_section(&progress.commitment)];
    if let Some(reason) = &progress.unmeasured {
        sections.push(section(
            "unmeasured",
            "Nothing measures it",
            vec![Block::Paragraph(format!(
                "{}.",
                super::capital(reason.trim_end_matches('.'))
            ))],
        ));
    }
    for (number, indicator) in (1..).zip(&progress.indicators) {
        sections.push(indicator_section(number, progress, indicator));
    }
    sections.extend(
        sources_section(progress.commitment.sources.iter()).map(|mut sources| {
            sources.heading = "Sources of the record".to_owned();
            sources
        }),
    );
    let subtitle = if progress.indicators.is_empty() {
        "It names no indicator.".to_owned()
    } else {
        format!(
            "Promise of {}; trade up to {}. A change after a promise is not yet a change because \
             of it.",
            progress.commitment.made_on, progress.until
        )
    };
    Document {
        title: progress.commitment.label.clone(),
        subtitle,
        sections,
        credits,
    }
}

fn indicator_section(
    number: usize,
    progress: &CommitmentProgress,
    indicator: &IndicatorProgress,
) -> Section {
    let asked = &indicator.asked;
    let direction = match asked.direction {
        Direction::Down => "fall",
        Direction::Up => "rise",
    };
    let mut blocks = Vec::new();
    let mut table = FigureTable {
        caption: format!("It should {direction}"),
        labels: vec!["stage", "what"],
        rows: Vec::new(),
    };
    let mut verdicts = Vec::new();
    for stage in &indicator.stages {
        let name = stage.stage.to_string();
        let mut add = |what: String, figure: &Figure| {
            table
                .rows
                .push(FigureRow::new(vec![name.clone(), what], figure.clone()));
        };
        match &stage.now {
            Some(now) => {
                add(format!("{} (promise)", progress.since), &stage.then);
                add(progress.until.to_string(), now);
            }
            None => add(format!("{} (last known)", progress.until), &stage.then),
        }
        if let Some(change) = &stage.change {
            add("change".to_owned(), change);
        }
        if let Some(slope) = &stage.slope {
            add("change a year".to_owned(), slope);
        }
        verdicts.push(format!("{name}: {}", stage.words()));
    }
    if !verdicts.is_empty() {
        blocks.push(Block::List(verdicts));
        blocks.push(Block::Figures(table));
    }
    if let Some(reason) = &indicator.not_known {
        blocks.push(Block::Paragraph(format!("Not known: {reason}")));
    }
    Section {
        id: format!("indicator-{number}"),
        heading: format!(
            "{}: {}, {}",
            asked.importer.name(),
            asked.material,
            indicator.name
        ),
        level: 2,
        detail: false,
        blocks,
    }
}
