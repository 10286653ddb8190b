//! The details of one good in a briefing: who supplies, by which indicators, from
//! where after re-exports, what the members are together, how risky supply is.

use narrows_core::{Figure, Status};
use narrows_exposure::{Determined, MaterialExposure, OriginShare, StageOrigins};

use crate::coalition_document::{Shown, coalition_blocks};
use crate::compose::GoodBrief;
use crate::document::{Block, Chart, FigureRow, FigureTable, IntervalPoint, Section};
use crate::exposure_charts::shares_chart;
use crate::exposure_document::{
    basket_blocks, disagreement_block, fits_unit_axis, flagged_table, indicator_row,
    indicator_table, production_blocks, published_block, suppliers_table,
};
use crate::sentence::capitalised;

/// What a briefing shows of a coalition: it must fit between other things.
const OF_COALITION: Shown = Shown {
    cover: 6,
    candidates: 4,
};
/// Origins shown of each member.
const ORIGINS: usize = 3;

/// The details of one good, section by section.
pub(crate) fn good_sections(good: &GoodBrief) -> Vec<Section> {
    let mut sections = Vec::new();
    let mut blocks = Vec::new();
    if let Some(first) = good.members.first() {
        blocks.extend(production_blocks(&good.material, &first.production));
        blocks.extend(disagreement_block(&first.production_disagreements));
    }
    sections.push(Section {
        id: good.material.clone(),
        heading: capitalised(&good.name),
        level: 2,
        detail: true,
        blocks,
    });
    let subjects: Vec<&MaterialExposure> = good.members.iter().chain(&good.together).collect();
    if subjects
        .iter()
        .any(|exposure| !exposure.products.is_empty())
    {
        let mut blocks = Vec::new();
        for exposure in &subjects {
            for product in &exposure.products {
                blocks.push(Block::Figures(suppliers_table(exposure, product)));
                if exposure.subject.contains('+') {
                    continue;
                }
                blocks.extend(shares_chart(exposure, product));
            }
        }
        sections.push(Section {
            id: format!("{}-trade", good.material),
            heading: "Who supplies".to_owned(),
            level: 3,
            detail: true,
            blocks,
        });
        sections.push(Section {
            id: format!("{}-panel", good.material),
            heading: "Indicators of several methods".to_owned(),
            level: 3,
            detail: true,
            blocks: panel_blocks(good, &subjects),
        });
    }
    sections.extend(origins_section(good, &subjects));
    sections.extend(together_section(good));
    sections.extend(risk_section(good, &subjects));
    let published: Vec<Block> = subjects
        .iter()
        .filter(|exposure| !exposure.subject.contains('+'))
        .filter_map(|exposure| published_block(exposure))
        .collect();
    if !published.is_empty() {
        sections.push(Section {
            id: format!("{}-published", good.material),
            heading: "Published figures".to_owned(),
            level: 3,
            detail: true,
            blocks: published,
        });
    }
    let baskets: Vec<Block> = subjects
        .iter()
        .filter(|exposure| !exposure.baskets.is_empty() && !exposure.subject.contains('+'))
        .flat_map(|exposure| {
            let mut blocks = basket_blocks(exposure);
            if let Some(Block::Figures(table)) = blocks.first_mut() {
                table.caption = format!("{}: {}", exposure.subject_name, table.caption);
            }
            // The sentences are the same for each member.
            if !std::ptr::eq(*exposure, subjects[0]) {
                blocks.truncate(1);
            }
            blocks
        })
        .collect();
    if !baskets.is_empty() {
        sections.push(Section {
            id: format!("{}-baskets", good.material),
            heading: "Codes that mix it with other materials".to_owned(),
            level: 3,
            detail: true,
            blocks: baskets,
        });
    }
    sections.extend(unmixed_section(good, &subjects));
    sections
}

fn panel_blocks(good: &GoodBrief, subjects: &[&MaterialExposure]) -> Vec<Block> {
    let mut blocks = Vec::new();
    let Some(first) = subjects.first() else {
        return blocks;
    };
    for product in &first.products {
        let mut points = Vec::new();
        let mut tables = Vec::new();
        for exposure in subjects {
            let Some(own) = exposure
                .products
                .iter()
                .find(|other| other.stage == product.stage)
            else {
                continue;
            };
            let mut table = indicator_table(own);
            table.caption = format!("{}: {}", exposure.subject_name, table.caption);
            tables.push(Block::Figures(table));
            for indicator in own.indicators.iter().filter(|indicator| {
                fits_unit_axis(&indicator.figure) && indicator.id != "core_dependency_indicator_1"
            }) {
                points.push(IntervalPoint {
                    group: if exposure.subject.contains('+') {
                        "together".to_owned()
                    } else {
                        exposure.subject_name.clone()
                    },
                    label: indicator.name.to_owned(),
                    value: indicator.figure.value(),
                    ends: indicator.figure.interval().ends(),
                });
            }
        }
        if !points.is_empty() {
            blocks.push(Block::Chart(Chart::Intervals {
                caption: format!(
                    "Indicators with their intervals, {}, {}",
                    good.name, product.stage
                ),
                points,
            }));
        }
        blocks.extend(tables);
        if !product.flagged.is_empty() {
            blocks.push(Block::Figures(flagged_table(product)));
        }
        if !product.notes.is_empty() {
            blocks.push(Block::List(product.notes.clone()));
        }
    }
    blocks
}

/// Direct suppliers beside the economies that produced, for every member.
fn origins_section(good: &GoodBrief, subjects: &[&MaterialExposure]) -> Option<Section> {
    let mut blocks = Vec::new();
    let mut sentences = Vec::new();
    let mut refusals: Vec<String> = Vec::new();
    let mut tables: Vec<FigureTable> = Vec::new();
    for exposure in subjects {
        for product in &exposure.products {
            let origins = &product.origins;
            sentences.extend(
                origins
                    .sentence(&exposure.subject_in_sentence, &good.name)
                    .map(|sentence| capitalised(&sentence)),
            );
            if let Determined::Refused { reason } = &origins.by_production {
                let refusal = format!("Origins by production, {}: {reason}.", product.stage);
                if !refusals.contains(&refusal) {
                    refusals.push(refusal);
                }
            }
            add_origins(&exposure.subject_name, origins, &mut tables);
        }
    }
    if sentences.is_empty() && refusals.is_empty() {
        return None;
    }
    sentences.extend(refusals);
    blocks.push(Block::List(sentences));
    blocks.extend(tables.into_iter().map(Block::Figures));
    Some(Section {
        id: format!("{}-origins", good.material),
        heading: "Where it comes from, seen through re-exports".to_owned(),
        level: 3,
        detail: true,
        blocks,
    })
}

/// A subject's rows in the table of its stage.
fn add_origins(subject: &str, origins: &StageOrigins, tables: &mut Vec<FigureTable>) {
    let Some(found) = origins.best() else {
        return;
    };
    let caption = format!(
        "Direct suppliers and origins, {}, {}, by {}",
        origins.stage,
        found.variant.words(),
        found.measure
    );
    let position = tables
        .iter()
        .position(|table| table.caption == caption)
        .unwrap_or_else(|| {
            tables.push(FigureTable {
                caption,
                labels: vec!["who", "from", "as"],
                rows: Vec::new(),
            });
            tables.len() - 1
        });
    let rows = &mut tables[position].rows;
    let shown: Vec<&OriginShare> = found.shares.iter().take(ORIGINS).collect();
    for share in shown {
        for (what, figure) in [("origin", &share.origin), ("direct", &share.direct)] {
            rows.push(FigureRow::new(
                vec![
                    subject.to_owned(),
                    share.economy.name().to_owned(),
                    what.to_owned(),
                ],
                figure.clone(),
            ));
        }
    }
    // Judged by net exports every origin is explained, so there is no such share.
    if !matches!(found.unexplained.status(), Status::Unavailable { .. }) {
        rows.push(FigureRow::new(
            vec![
                subject.to_owned(),
                "not known".to_owned(),
                "origin".to_owned(),
            ],
            found.unexplained.clone(),
        ));
    }
}

/// What can only be said of the members together.
fn together_section(good: &GoodBrief) -> Option<Section> {
    let mut blocks = Vec::new();
    for product in &good.coalition {
        if good.coalition.len() > 1 {
            blocks.push(Block::Paragraph(format!(
                "{}:",
                capitalised(&product.stage.to_string())
            )));
        }
        let mut own = coalition_blocks(product, OF_COALITION);
        for block in &mut own {
            if let Block::Figures(table) = block {
                table.caption = format!(
                    "{}: {}",
                    capitalised(&product.stage.to_string()),
                    table.caption
                );
            }
        }
        blocks.extend(own);
    }
    (!blocks.is_empty()).then(|| Section {
        id: format!("{}-together", good.material),
        heading: "The members together".to_owned(),
        level: 3,
        detail: true,
        blocks,
    })
}

/// Supply risk over the stages, every member in one table.
fn risk_section(good: &GoodBrief, subjects: &[&MaterialExposure]) -> Option<Section> {
    let mut table = FigureTable {
        caption: "Supply risk over all stages; the EU's method is generalised to each importer"
            .to_owned(),
        labels: vec!["who", "indicator"],
        rows: Vec::new(),
    };
    for exposure in subjects {
        let assessment = &exposure.supply_risk;
        // What is unavailable stands under "What is not known", once.
        for indicator in assessment
            .indicators
            .iter()
            .filter(|indicator| !matches!(indicator.figure.status(), Status::Unavailable { .. }))
        {
            let mut row = indicator_row(indicator);
            row.labels.insert(0, exposure.subject_name.clone());
            table.rows.push(row);
        }
        // With one stage its risk is the one above.
        for stage in assessment
            .stages
            .iter()
            .filter(|_| assessment.stages.len() > 1)
        {
            table.rows.push(FigureRow::new(
                vec![
                    exposure.subject_name.clone(),
                    format!("EU supply risk, {}", stage.stage),
                ],
                stage.supply_risk.clone(),
            ));
        }
    }
    (!table.rows.is_empty()).then(|| Section {
        id: format!("{}-risk", good.material),
        heading: "Supply risk over the stages".to_owned(),
        level: 3,
        detail: true,
        blocks: vec![Block::Figures(table)],
    })
}

/// The bounds on the good inside codes that mix it with others, every member in
/// one table.
fn unmixed_section(good: &GoodBrief, subjects: &[&MaterialExposure]) -> Option<Section> {
    let mut tables: Vec<FigureTable> = Vec::new();
    let mut sentences: Vec<String> = Vec::new();
    let mut would_tighten: Vec<String> = Vec::new();
    for exposure in subjects {
        for unmixed in &exposure.unmixed {
            let caption = format!(
                "Imports of {} inside {} {}, t: between which bounds",
                good.name, unmixed.revision, unmixed.hs_code
            );
            let position = tables
                .iter()
                .position(|table| table.caption == caption)
                .unwrap_or_else(|| {
                    tables.push(FigureTable {
                        caption,
                        labels: vec!["who", "from"],
                        rows: Vec::new(),
                    });
                    tables.len() - 1
                });
            let mut row = |from: &str, figure: &Figure| {
                tables[position].rows.push(FigureRow::new(
                    vec![exposure.subject_name.clone(), from.to_owned()],
                    figure.clone(),
                ));
            };
            row("all", &unmixed.imports_quantity);
            for supplier in unmixed.suppliers.iter().take(ORIGINS) {
                row(supplier.economy.name(), &supplier.quantity);
            }
            sentences.extend(unmixed.reading.iter().cloned());
            // What narrows the bounds of each narrows those of all together.
            let single = !exposure.subject.contains('+');
            for statement in unmixed.would_tighten.iter().filter(|_| single) {
                if !would_tighten.contains(statement) {
                    would_tighten.push(statement.clone());
                }
            }
        }
    }
    if tables.is_empty() {
        return None;
    }
    let mut blocks = vec![Block::List(sentences)];
    blocks.extend(tables.into_iter().map(Block::Figures));
    if !would_tighten.is_empty() {
        blocks.push(Block::Paragraph("What would narrow the bounds:".to_owned()));
        blocks.push(Block::List(would_tighten));
    }
    Some(Section {
        id: format!("{}-unmixed", good.material),
        heading: "How much of it is in these codes, at least and at most".to_owned(),
        level: 3,
        detail: true,
        blocks,
    })
}
