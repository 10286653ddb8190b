//! Counterparts of HS codes laid out as a document.

use narrows_core::HsCode;
use narrows_exposure::{CodeAnswer, ConcordanceAnswer};

use crate::credit::SourceCredit;
use crate::document::{Block, Chart, Document, FigureRow, FigureTable, RankedBar, Section};

/// Codes named before the rest is left to CSV and JSON.
const NAMED: usize = 6;
/// Counterparts shown; codes of waste have hundreds.
const SHOWN: usize = 20;

/// The counterparts of some codes as a document.
#[must_use]
pub fn concordance_document(answer: &ConcordanceAnswer, credits: Vec<SourceCredit>) -> Document {
    let mut sections: Vec<Section> = answer
        .codes
        .iter()
        .map(|code| Section {
            id: format!("code-{}", code.hs_code),
            heading: heading(answer, code),
            level: 2,
            detail: false,
            blocks: code_blocks(answer, code),
        })
        .collect();
    if let Some(share) = &answer.ambiguous_share {
        let mut rows = Vec::new();
        if let Some(exact) = &answer.exact_value {
            rows.push(FigureRow::new(
                vec!["value with one counterpart".to_owned()],
                exact.clone(),
            ));
        }
        rows.push(FigureRow::new(
            vec!["share that is ambiguous".to_owned()],
            share.clone(),
        ));
        sections.push(Section {
            id: "carried-over".to_owned(),
            heading: "What can be carried over".to_owned(),
            level: 2,
            detail: false,
            blocks: vec![Block::Figures(FigureTable {
                caption: format!(
                    "World trade of the codes asked about, {} to {}; what is ambiguous is split \
                     among no codes",
                    answer.from, answer.to
                ),
                labels: vec!["what"],
                rows,
            })],
        });
    }
    Document {
        title: format!("HS codes from {} to {}", answer.from, answer.to),
        subtitle: "Tables between neighbouring revisions, followed step by step.".to_owned(),
        sections,
        credits,
    }
}

fn heading(answer: &ConcordanceAnswer, code: &CodeAnswer) -> String {
    format!(
        "{} {}: {}",
        answer.from,
        code.hs_code,
        code.relation.words()
    )
}

fn code_blocks(answer: &ConcordanceAnswer, code: &CodeAnswer) -> Vec<Block> {
    let mut blocks = Vec::new();
    if let Some(title) = &code.title {
        blocks.push(Block::Paragraph(format!("{title}.")));
    }
    let mut lines: Vec<String> = code
        .counterparts
        .iter()
        .take(SHOWN)
        .map(|counterpart| {
            let title = counterpart.title.as_deref().unwrap_or("no title known");
            let shared = if counterpart.also_from.is_empty() {
                String::new()
            } else {
                format!(
                    " May also hold goods of {} {}.",
                    answer.from,
                    listed(&counterpart.also_from)
                )
            };
            format!("{} {}: {title}.{shared}", answer.to, counterpart.hs_code)
        })
        .collect();
    if code.counterparts.len() > SHOWN {
        lines.push(format!(
            "and {} more, which JSON and CSV list.",
            code.counterparts.len() - SHOWN
        ));
    }
    if !lines.is_empty() {
        blocks.push(Block::List(lines));
    }
    if let Some(value) = &code.value {
        let mut rows = vec![FigureRow::new(
            vec![format!("{} {}, all", answer.from, code.hs_code)],
            value.clone(),
        )];
        rows.extend(
            code.counterparts
                .iter()
                .take(SHOWN)
                .filter_map(|counterpart| {
                    Some(FigureRow::new(
                        vec![format!("as {} {}", answer.to, counterpart.hs_code)],
                        counterpart.value.clone()?,
                    ))
                }),
        );
        let of_year = answer
            .year
            .map_or_else(String::new, |year| format!(", {year}"));
        if value.value().is_some() {
            blocks.push(Block::Chart(Chart::RankedBars {
                caption: format!(
                    "World trade of {} {}{of_year}, and what part of it each code of {} can hold",
                    answer.from, code.hs_code, answer.to
                ),
                axis: value.unit().to_string(),
                bars: rows
                    .iter()
                    .map(|row| RankedBar::of(row.labels.join(" "), &row.figure))
                    .collect(),
            }));
        }
        blocks.push(Block::Figures(FigureTable {
            caption: format!("World trade under the code{of_year}"),
            labels: vec!["code"],
            rows,
        }));
    }
    blocks
}

fn listed(codes: &[HsCode]) -> String {
    let named: Vec<String> = codes.iter().take(NAMED).map(ToString::to_string).collect();
    if codes.len() > NAMED {
        format!("{} and {} more", named.join(", "), codes.len() - NAMED)
    } else {
        named.join(", ")
    }
}
