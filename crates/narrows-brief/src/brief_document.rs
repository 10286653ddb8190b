//! A briefing laid out as a document.

use std::collections::BTreeMap;

use narrows_core::{Figure, Status, Year};

use crate::compose::{Brief, GoodBrief};
use crate::document::{Block, Chart, Document, FigureRow, FigureTable, Section};
use crate::exposure_document::{gaps, indicator_row, method_notes, noise_models};
use crate::good_sections::good_sections;
use crate::promises::{Promise, PromisedIndicator, Promises};
use crate::sentence::capitalised;

/// Lays a briefing out: sentences, overview, goods, gaps.
#[must_use]
pub fn brief_document(brief: &Brief) -> Document {
    let names: Vec<&str> = brief.members.iter().map(|member| member.name()).collect();
    let mut sections = vec![
        promises_section(&brief.promises),
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
            blocks: vec![Block::List(method_notes(product)), noise(brief)],
        });
    }
    let mut not_known = brief.not_known.clone();
    not_known.extend(method_gaps(&brief.goods));
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

/// What was promised on the goods, and the numbers since.
fn promises_section(promises: &Promises) -> Section {
    let mut blocks = Vec::new();
    if promises.commitments.is_empty() {
        blocks.push(Block::Paragraph(format!(
            "The policy record holds nothing on these goods among these members as of {}. That is \
             not to say that nothing was promised.",
            promises.as_of
        )));
    } else {
        let mut lines: Vec<String> = promises.commitments.iter().map(promise_line).collect();
        if promises.left_out > 0 {
            lines.push(format!(
                "{} more: `narrows record ask` lists them by good or forum.",
                promises.left_out
            ));
        }
        blocks.push(Block::Paragraph(format!(
            "By the policy record as of {}.",
            promises.as_of
        )));
        blocks.push(Block::List(lines));
        blocks.extend(promised_numbers(promises));
    }
    Section {
        id: "promised".to_owned(),
        heading: "What was promised, or only said".to_owned(),
        level: 2,
        detail: false,
        blocks,
    }
}

fn promise_line(promise: &Promise) -> String {
    let mut line = format!(
        "{}, {}: {} ({}). {}.",
        promise.made_on,
        promise.who,
        promise.action,
        promise.force_in_words,
        capitalised(&promise.standing)
    );
    for event in &promise.came_of_it {
        line.push_str(&format!(" {}.", capitalised(event)));
    }
    if let Some(reason) = &promise.not_measured {
        line.push_str(&format!(
            " Nothing measures it: {}.",
            reason.trim_end_matches('.')
        ));
    }
    line.push_str(&format!(" Record {}; {}.", promise.record, promise.sources));
    line
}

/// The indicators that the commitments should move, each once a promise's year:
/// what has moved as tables, what cannot be told as lines.
fn promised_numbers(promises: &Promises) -> Vec<Block> {
    let mut tables: BTreeMap<Year, FigureTable> = BTreeMap::new();
    let mut too_early: BTreeMap<Year, Vec<String>> = BTreeMap::new();
    let mut not_known: Vec<(String, Vec<String>)> = Vec::new();
    for promise in &promises.commitments {
        for indicator in &promise.indicators {
            let what = promised_words(indicator);
            let figure = indicator.change.as_ref().or(indicator.then.as_ref());
            let gap = match figure.map(Figure::status) {
                Some(Status::Unavailable { reason }) => {
                    format!("{}: {reason}", indicator.verdict)
                }
                Some(_) if indicator.change.is_some() => String::new(),
                Some(_) if indicator.verdict.starts_with("too early") => {
                    let early = too_early.entry(indicator.since).or_default();
                    if !early.contains(&what) {
                        early.push(what);
                    }
                    continue;
                }
                None | Some(_) => indicator.verdict.clone(),
            };
            if let (Some(figure), true) = (figure, gap.is_empty()) {
                let row = FigureRow::new(vec![what, indicator.verdict.clone()], figure.clone());
                let table = tables
                    .entry(indicator.since)
                    .or_insert_with(|| FigureTable {
                        caption: format!(
                            "Change since what was promised or said in {}",
                            indicator.since
                        ),
                        labels: vec!["what it should do", "verdict"],
                        rows: Vec::new(),
                    });
                if !table.rows.contains(&row) {
                    table.rows.push(row);
                }
                continue;
            }
            match not_known.iter_mut().find(|(known, _)| *known == gap) {
                Some((_, whats)) if whats.contains(&what) => {}
                Some((_, whats)) => whats.push(what),
                None => not_known.push((gap, vec![what])),
            }
        }
    }
    if tables.is_empty() && too_early.is_empty() && not_known.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![Block::Paragraph(
        "What these should move, and how it has moved since. A change after a promise or an \
         expectation is not yet a change because of it, and a change between two years is no trend."
            .to_owned(),
    )];
    blocks.extend(tables.into_values().map(Block::Figures));
    let mut lines: Vec<String> = too_early
        .into_iter()
        .map(|(year, whats)| {
            format!(
                "Promised or said in {year}, too early to tell, for no year of trade after it is known: \
                 {}.",
                whats.join("; ")
            )
        })
        .collect();
    lines.extend(
        not_known
            .into_iter()
            .map(|(gap, whats)| format!("{}: {gap}.", whats.join("; "))),
    );
    if !lines.is_empty() {
        lines.push("All figures: in the json form, and by `narrows record progress`.".to_owned());
        blocks.push(Block::List(lines));
    }
    blocks
}

/// Whose indicator of which good should do what.
fn promised_words(indicator: &PromisedIndicator) -> String {
    let stage = indicator
        .stage
        .map_or_else(String::new, |stage| format!(" ({stage})"));
    format!(
        "{}, {}{stage}: {} to {}",
        indicator.importer.name(),
        indicator.material,
        indicator.name,
        indicator.should
    )
}

/// What the probabilities of crossing a threshold rest on.
fn noise(brief: &Brief) -> Block {
    let products = brief
        .goods
        .iter()
        .flat_map(|good| good.members.iter().chain(&good.together))
        .flat_map(|exposure| &exposure.products);
    let mut models: Vec<String> = Vec::new();
    for model in products.flat_map(noise_models) {
        if !models.contains(&model) {
            models.push(model);
        }
    }
    Block::List(
        models
            .into_iter()
            .map(|model| format!("p, the probability of lying above a threshold: {model}."))
            .collect(),
    )
}

/// Whose sources are too concentrated by the Commission's first criterion, and
/// how probable that is.
fn thresholds(brief: &Brief) -> Option<Block> {
    let mut table = FigureTable {
        caption: format!(
            "Sources concentrated beyond the threshold of EC CDI 1, {}, and how probable that is",
            brief.year
        ),
        labels: vec!["good", "who"],
        rows: Vec::new(),
    };
    for good in &brief.goods {
        for exposure in good.members.iter().chain(&good.together) {
            for product in &exposure.products {
                let Some(indicator) = product
                    .indicators
                    .iter()
                    .find(|indicator| indicator.id == "core_dependency_indicator_1")
                else {
                    continue;
                };
                let mut row = indicator_row(indicator);
                row.labels = vec![
                    good.name.clone(),
                    format!("{}, {}", exposure.subject_name, product.stage),
                ];
                table.rows.push(row);
            }
        }
    }
    (!table.rows.is_empty()).then_some(Block::Figures(table))
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
        for exposure in &good.members {
            for unmixed in &exposure.unmixed {
                table.rows.push(FigureRow::new(
                    vec![
                        good.name.clone(),
                        format!(
                            "{}, imports inside {} {}",
                            exposure.subject_name, unmixed.revision, unmixed.hs_code
                        ),
                    ],
                    unmixed.imports_quantity.clone(),
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
    blocks.extend(thresholds(brief));
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

/// What the methods cannot tell, each once with the goods and members of which
/// it holds.
fn method_gaps(goods: &[GoodBrief]) -> Vec<String> {
    let mut found: Vec<(String, Vec<String>)> = Vec::new();
    for good in goods {
        let mut of_good: Vec<(String, Vec<&str>)> = Vec::new();
        for exposure in &good.members {
            for gap in gaps(exposure) {
                match of_good.iter_mut().find(|(known, _)| *known == gap) {
                    Some((_, members)) => members.push(&exposure.subject_name),
                    None => of_good.push((gap, vec![&exposure.subject_name])),
                }
            }
        }
        for (gap, members) in of_good {
            let of_whom = if members.len() == good.members.len() {
                good.name.clone()
            } else {
                format!("{} ({})", good.name, members.join(", "))
            };
            match found.iter_mut().find(|(known, _)| *known == gap) {
                Some((_, goods)) => goods.push(of_whom),
                None => found.push((gap, vec![of_whom])),
            }
        }
    }
    found
        .into_iter()
        .map(|(gap, goods)| format!("{}: {gap}", goods.join(", ")))
        .collect()
}
