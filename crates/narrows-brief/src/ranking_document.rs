//! A ranking laid out as a document.

use narrows_exposure::{RankedRow, Ranking};

use crate::credit::SourceCredit;
use crate::document::{Block, Chart, Document, FigureRow, FigureTable, RankedBar, Section};

/// A ranking as a document: the first `shown` materials and codes.
#[must_use]
pub fn ranking_document(ranking: &Ranking, credits: Vec<SourceCredit>, shown: usize) -> Document {
    let mut sections = vec![
        Section {
            id: "materials".to_owned(),
            heading: heading("Materials by stage", ranking.materials.len(), shown),
            level: 2,
            detail: false,
            blocks: blocks(&ranking.materials, shown, "material"),
        },
        Section {
            id: "codes".to_owned(),
            heading: heading("HS codes", ranking.codes.len(), shown),
            level: 2,
            detail: false,
            blocks: blocks(&ranking.codes, shown, "code"),
        },
    ];
    if !ranking.not_ranked.is_empty() {
        sections.push(Section {
            id: "not-ranked".to_owned(),
            heading: "Not ranked".to_owned(),
            level: 2,
            detail: false,
            blocks: vec![Block::Paragraph(format!(
                "Nothing could be ranked of {}: the lake has neither trade under a code that is \
                 the material nor concentration of production. That is no sign of safety. The \
                 JSON form gives the reason for each.",
                ranking
                    .not_ranked
                    .iter()
                    .map(|(name, _)| name.as_str())
                    .collect::<Vec<_>>()
                    .join(", ")
            ))],
        });
    }
    Document {
        title: format!(
            "{}: narrowest points, {}",
            ranking.subject_name, ranking.year
        ),
        subtitle: "Ordered by the share of methods with a threshold that read above it, one \
                   whose interval holds its threshold counting half; then by concentration. A \
                   code is not a material: see what each carries."
            .to_owned(),
        sections,
        credits,
    }
}

fn heading(what: &str, count: usize, shown: usize) -> String {
    if count > shown {
        format!("{what}: the first {shown} of {count}")
    } else {
        format!("{what}: {count}")
    }
}

fn blocks(rows: &[RankedRow], shown: usize, label: &'static str) -> Vec<Block> {
    let rows = &rows[..rows.len().min(shown)];
    let mut table = FigureTable {
        caption: "HHI of import sources; of world production where trade cannot be read".to_owned(),
        labels: vec!["", label, "methods above"],
        rows: Vec::new(),
    };
    let mut why = Vec::new();
    let mut bars = Vec::new();
    for (position, row) in rows.iter().enumerate() {
        let name = name(row);
        table.rows.push(FigureRow::new(
            vec![(position + 1).to_string(), name.clone(), above(row)],
            row.concentration.clone(),
        ));
        why.push(format!("{}. {name}: {}.", position + 1, row.why.join("; ")));
        bars.push(RankedBar::of(name, &row.concentration));
    }
    let mut blocks = vec![Block::Figures(table), Block::List(why)];
    if !bars.is_empty() {
        blocks.push(Block::Chart(Chart::RankedBars {
            caption: format!("Concentration, worst {label} first"),
            axis: "(Herfindahl–Hirschman index)".to_owned(),
            bars,
        }));
    }
    blocks
}

fn name(row: &RankedRow) -> String {
    match row.stage {
        Some(stage)
            if row.id != row.name && row.hs_codes.iter().any(|code| code.to_string() == row.id) =>
        {
            let _ = stage;
            let revision = row
                .revision
                .map(|revision| format!("{revision} "))
                .unwrap_or_default();
            format!("{revision}{} ({})", row.id, row.name)
        }
        Some(stage) => format!("{}, {stage}", row.name),
        None => match row.production_of_another_year {
            Some(year) => format!("{}, world production {year}", row.name),
            None => format!("{}, world production", row.name),
        },
    }
}

/// `3 of 4`, or `3 of 4, 1 undecided`.
fn above(row: &RankedRow) -> String {
    let undecided = if row.undecided > 0 {
        format!(", {} undecided", row.undecided)
    } else {
        String::new()
    };
    format!("{} of {}{undecided}", row.above, row.readings.len())
}
