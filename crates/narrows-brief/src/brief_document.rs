//! A briefing laid out as a document.

use narrows_exposure::MaterialExposure;

use crate::compose::{Brief, GoodBrief};
use crate::document::{Block, Chart, Document, FigureRow, FigureTable, IntervalPoint, Section};
use crate::exposure_charts::shares_chart;
use crate::exposure_document::{
    basket_blocks, disagreement_block, fits_unit_axis, flagged_table, gaps, indicator_table,
    method_notes, production_blocks, published_block, suppliers_table,
};
use crate::sentence::capitalised;

/// Lays a briefing out: sentences, overview, goods, gaps.
#[must_use]
pub fn brief_document(brief: &Brief) -> Document {
    let names: Vec<&str> = brief.members.iter().map(|member| member.name()).collect();
    let mut sections = vec![
        Section {
            id: "say".to_owned(),
            heading: "To say aloud".to_owned(),
            level: 2,
            detail: false,
            blocks: vec![Block::Sentences(
                brief
                    .sentences
                    .iter()
                    .map(|sentence| (sentence.text.clone(), sentence.anchors.clone()))
                    .collect(),
            )],
        },
        Section {
            id: "overview".to_owned(),
            heading: "At a glance".to_owned(),
            level: 2,
            detail: false,
            blocks: overview(brief),
        },
    ];
    for good in &brief.goods {
        sections.extend(good_sections(good));
    }
    if let Some(product) = brief
        .goods
        .iter()
        .flat_map(|good| &good.members)
        .flat_map(|exposure| &exposure.products)
        .next()
    {
        sections.push(Section {
            id: "methods".to_owned(),
            heading: "Why the methods disagree".to_owned(),
            level: 2,
            detail: true,
            blocks: vec![Block::List(method_notes(product))],
        });
    }
    let mut not_known = brief.not_known.clone();
    for good in &brief.goods {
        not_known.extend(gaps_of(good));
    }
    sections.push(Section {
        id: "not-known".to_owned(),
        heading: "What is not known".to_owned(),
        level: 2,
        detail: false,
        blocks: vec![Block::List(not_known)],
    });
    Document {
        title: format!("Briefing: {}", brief.forum_name),
        subtitle: format!(
            "{}. As of {}; trade and production of {}. {}",
            names.join(", "),
            brief.as_of,
            brief.year,
            brief.basis
        ),
        sections,
        credits: brief.sources.clone(),
    }
}

/// One row for what matters most of each good, and who supplies whom.
fn overview(brief: &Brief) -> Vec<Block> {
    let mut table = FigureTable {
        caption: format!("The narrowest point of each good, {}", brief.year),
        labels: vec!["good", "what"],
        rows: Vec::new(),
    };
    let mut bars: Vec<(String, Vec<(String, f64)>)> = Vec::new();
    for good in &brief.goods {
        let Some(first) = good.members.first() else {
            continue;
        };
        if let Some((production, producer)) = first
            .production
            .first()
            .and_then(|production| Some((production, production.producers.first()?)))
        {
            table.rows.push(FigureRow::new(
                vec![
                    good.name.clone(),
                    format!(
                        "{} in world {}{}{}",
                        producer.economy.name(),
                        production.what,
                        production.at,
                        // The nearest year stands in for a missing one, never
                        // under the other's name.
                        if production.period == brief.year.to_string() {
                            String::new()
                        } else {
                            format!(", {}", production.period)
                        }
                    ),
                ],
                producer.share.clone(),
            ));
        }
        for exposure in good.members.iter().chain(&good.together) {
            for product in &exposure.products {
                let Some(top) = product.suppliers.first() else {
                    continue;
                };
                table.rows.push(FigureRow::new(
                    vec![
                        good.name.clone(),
                        format!(
                            "{} from {}, {}",
                            exposure.subject_name,
                            top.economy.name(),
                            product.stage
                        ),
                    ],
                    top.share.clone(),
                ));
                let parts = product
                    .suppliers
                    .iter()
                    .take(3)
                    .filter_map(|supplier| {
                        Some((supplier.economy.name().to_owned(), supplier.share.value()?))
                    })
                    .collect();
                bars.push((
                    format!(
                        "{}: {}, {}",
                        exposure.subject_name, good.name, product.stage
                    ),
                    parts,
                ));
            }
        }
        if let Some(published) = good
            .members
            .iter()
            .flat_map(|exposure| &exposure.published)
            .find(|published| published.name.starts_with("Net import reliance"))
        {
            table.rows.push(FigureRow::new(
                vec![
                    good.name.clone(),
                    format!("{}, net import reliance", published.economy.name()),
                ],
                published.figure.clone(),
            ));
        }
    }
    let mut blocks = vec![Block::Figures(table)];
    if !bars.is_empty() {
        blocks.push(Block::Chart(Chart::WhoSuppliesWhom {
            caption: format!(
                "Who supplies whom: the three largest suppliers by import value, {}",
                brief.year
            ),
            bars,
        }));
    }
    blocks
}

fn good_sections(good: &GoodBrief) -> Vec<Section> {
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

/// The gaps of a good, each once, with the members that it concerns unless it
/// concerns all.
fn gaps_of(good: &GoodBrief) -> Vec<String> {
    let mut found: Vec<(String, Vec<&str>)> = Vec::new();
    for exposure in &good.members {
        for gap in gaps(exposure) {
            match found.iter_mut().find(|(known, _)| *known == gap) {
                Some((_, members)) => members.push(&exposure.subject_name),
                None => found.push((gap, vec![&exposure.subject_name])),
            }
        }
    }
    found
        .into_iter()
        .map(|(gap, members)| {
            if members.len() == good.members.len() {
                format!("{}: {gap}", good.name)
            } else {
                format!("{}, {}: {gap}", good.name, members.join(", "))
            }
        })
        .collect()
}
