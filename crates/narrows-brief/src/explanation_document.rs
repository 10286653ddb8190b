//! Explanations of a panel laid out as a document.

use narrows_core::{Figure, SourceRef};
use narrows_exposure::{Explanation, ExposureExplanation, InputRow};

use crate::credit::SourceCredit;
use crate::document::{Block, Document, FigureRow, FigureTable, Section};

/// Rows shown before the rest is left to CSV and JSON.
const SHOWN: usize = 12;

/// Explanations as a document, one section an indicator.
#[must_use]
pub fn explanation_document(
    explained: &ExposureExplanation,
    credits: Vec<SourceCredit>,
) -> Document {
    Document {
        title: format!(
            "{}: how the figures on {}, {}, come about",
            explained.subject_name, explained.material_name, explained.year
        ),
        subtitle: "Each formula, the formula with its numbers, and its inputs row by row."
            .to_owned(),
        sections: explained
            .explanations
            .iter()
            .map(|explanation| Section {
                id: format!("{}-{}", explanation.indicator, explanation.stage).replace(' ', "-"),
                heading: format!("{}, {}", explanation.name, explanation.stage),
                level: 2,
                detail: false,
                blocks: blocks(explanation),
            })
            .collect(),
        credits,
    }
}

/// Every source behind the explanations.
#[must_use]
pub fn explanation_sources(explained: &ExposureExplanation) -> Vec<SourceRef> {
    explained
        .explanations
        .iter()
        .flat_map(|explanation| {
            explanation
                .inputs
                .iter()
                .flat_map(|row| row.figures.iter().map(|(_, figure)| figure))
                .chain(explanation.steps.iter().map(|(_, figure)| figure))
                .chain(std::iter::once(&explanation.result))
        })
        .flat_map(|figure| figure.sources().iter().cloned())
        .collect()
}

fn blocks(explanation: &Explanation) -> Vec<Block> {
    let mut blocks = vec![Block::Paragraph(format!("Method: {}.", explanation.method))];
    if !explanation.formula.is_empty() {
        blocks.push(Block::Paragraph(format!(
            "Formula: {}",
            explanation.formula
        )));
    }
    if !explanation.filled_in.is_empty() {
        blocks.push(Block::Paragraph(format!(
            "With numbers: {}",
            explanation.filled_in
        )));
    }
    if !explanation.note.is_empty() {
        blocks.push(Block::Paragraph(format!("{}.", explanation.note)));
    }
    if !explanation.inputs.is_empty() {
        blocks.push(Block::Figures(inputs_table(&explanation.inputs)));
        let rest = explanation.inputs.len().saturating_sub(SHOWN);
        if rest > 0 {
            blocks.push(Block::Paragraph(format!(
                "And {rest} more rows: in the csv and json forms."
            )));
        }
    }
    let mut result = FigureTable {
        caption: String::new(),
        labels: vec!["result"],
        rows: explanation
            .steps
            .iter()
            .map(|(label, figure)| FigureRow::new(vec![label.clone()], figure.clone()))
            .collect(),
    };
    result.rows.push(FigureRow::new(
        vec![explanation.name.to_owned()],
        explanation.result.clone(),
    ));
    blocks.push(Block::Figures(result));
    blocks
}

/// One row an input: what goes in as words, the term as the figure.
fn inputs_table(inputs: &[InputRow]) -> FigureTable {
    let columns: Vec<&'static str> = inputs
        .first()
        .map(|row| row.figures.iter().map(|(column, _)| *column).collect())
        .unwrap_or_default();
    let (last, before) = columns.split_last().map_or(("", &[][..]), |(l, b)| (*l, b));
    let mut labels = vec!["input"];
    labels.extend(before);
    FigureTable {
        caption: format!("Inputs; the value of a row: {last}"),
        labels,
        rows: inputs
            .iter()
            .take(SHOWN)
            .filter_map(|row| {
                let (term, before) = row.figures.split_last()?;
                let name = if row.note.is_empty() {
                    row.label.clone()
                } else {
                    format!("{} ({})", row.label, row.note)
                };
                let mut labels = vec![name];
                labels.extend(before.iter().map(|(_, figure)| cell(figure)));
                Some(FigureRow::new(labels, term.1.clone()))
            })
            .collect(),
    }
}

/// A figure as a cell of its row.
fn cell(figure: &Figure) -> String {
    figure.value_text().replace("not available", "none")
}
