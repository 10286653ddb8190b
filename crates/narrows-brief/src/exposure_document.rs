//! An exposure laid out as a document.

use narrows_core::Figure;
use narrows_exposure::{
    Indicator, MaterialExposure, ProductionConcentration, ProductionDisagreement, TradeProduct,
};

use crate::credit::SourceCredit;
use crate::document::{Block, Document, FigureRow, FigureTable, Section};
use crate::exposure_charts::{producers_chart, shares_chart, suppliers_chart};
use crate::sentence::{producer_anchor, reliance_anchor, supplier_anchor};
use crate::supply_risk_section::supply_risk_section;
use crate::unmixing_document::unmixed_blocks;

/// Suppliers and producers shown before the rest is left to CSV and JSON.
const SHOWN: usize = 6;

/// An exposure as a document; with `panel`, every method and why it differs.
#[must_use]
pub fn exposure_document(
    exposure: &MaterialExposure,
    credits: Vec<SourceCredit>,
    panel: bool,
) -> Document {
    let mut sections = Vec::new();
    for product in &exposure.products {
        sections.push(Section {
            id: format!("trade-{}", product.stage).replace(' ', "-"),
            heading: product_heading(exposure, product),
            level: 2,
            detail: false,
            blocks: product_blocks(exposure, product, panel),
        });
    }
    if !exposure.production.is_empty() {
        sections.push(Section {
            id: "production".to_owned(),
            heading: "World production".to_owned(),
            level: 2,
            detail: false,
            blocks: {
                let mut blocks = production_blocks(&exposure.material, &exposure.production);
                blocks.extend(exposure.production.iter().filter_map(producers_chart));
                blocks.extend(disagreement_block(&exposure.production_disagreements));
                blocks
            },
        });
    }
    sections.extend(supply_risk_section(exposure, panel));
    if let Some(block) = published_block(exposure) {
        sections.push(Section {
            id: "published".to_owned(),
            heading: "Published figures".to_owned(),
            level: 2,
            detail: false,
            blocks: vec![block],
        });
    }
    if !exposure.baskets.is_empty() {
        sections.push(Section {
            id: "baskets".to_owned(),
            heading: "Codes that mix it with other materials".to_owned(),
            level: 2,
            detail: false,
            blocks: basket_blocks(exposure),
        });
    }
    if !exposure.unmixed.is_empty() {
        sections.push(Section {
            id: "unmixed".to_owned(),
            heading: "Between which bounds it lies inside these codes".to_owned(),
            level: 2,
            detail: false,
            blocks: unmixed_blocks(exposure),
        });
    }
    let mut not_known = exposure.not_known.clone();
    if !exposure.unmixed.is_empty() {
        for statement in &mut not_known {
            if statement.starts_with("Who sells") {
                statement.push_str(" Bounds on it are given above.");
            }
        }
    }
    not_known.extend(gaps(exposure));
    if !not_known.is_empty() {
        sections.push(Section {
            id: "not-known".to_owned(),
            heading: "What is not known".to_owned(),
            level: 2,
            detail: false,
            blocks: vec![Block::List(not_known)],
        });
    }
    Document {
        title: format!(
            "{}: exposure to {}, {}",
            exposure.subject_name, exposure.material_name, exposure.year
        ),
        subtitle: "Shares are of import value unless it says otherwise.".to_owned(),
        sections,
        credits,
    }
}

/// Reasons of unavailable indicators: one statement a stage and reason, with
/// all the indicators that it concerns.
pub(crate) fn gaps(exposure: &MaterialExposure) -> Vec<String> {
    let mut found: Vec<(String, &str, Vec<&str>)> = Vec::new();
    for product in &exposure.products {
        for indicator in &product.indicators {
            let narrows_core::Status::Unavailable { reason } = indicator.figure.status() else {
                continue;
            };
            let stage = product.stage.to_string();
            match found
                .iter_mut()
                .find(|(known, why, _)| *known == stage && *why == reason)
            {
                Some((_, _, names)) => names.push(indicator.name),
                None => found.push((stage, reason, vec![indicator.name])),
            }
        }
    }
    for indicator in &exposure.supply_risk.indicators {
        if let narrows_core::Status::Unavailable { reason } = indicator.figure.status() {
            found.push(("all stages".to_owned(), reason, vec![indicator.name]));
        }
    }
    found
        .into_iter()
        .map(|(stage, reason, names)| format!("{} ({stage}): {reason}.", names.join(", ")))
        .collect()
}

/// What each method looks at, in the words of the panel.
pub(crate) fn method_notes(product: &TradeProduct) -> Vec<String> {
    product
        .indicators
        .iter()
        .map(|indicator| {
            format!(
                "{}: {}. {}.",
                indicator.name, indicator.differs, indicator.method
            )
        })
        .collect()
}

/// Each crossing probability with its interval, and each noise model once.
pub(crate) fn crossing_notes(product: &TradeProduct) -> Vec<String> {
    let mut notes = Vec::new();
    for indicator in &product.indicators {
        let Some(crossing) = &indicator.crossing else {
            continue;
        };
        notes.push(format!(
            "{}, above {}: {}.",
            indicator.name, crossing.threshold, crossing.probability
        ));
    }
    notes.extend(
        noise_models(product)
            .iter()
            .map(|model| format!("Noise: {model}.")),
    );
    notes
}

/// The noise models behind the crossing probabilities of a product, each once.
pub(crate) fn noise_models(product: &TradeProduct) -> Vec<String> {
    let mut models: Vec<String> = Vec::new();
    for crossing in product
        .indicators
        .iter()
        .filter_map(|indicator| indicator.crossing.as_ref())
    {
        if !models.contains(&crossing.model) {
            models.push(crossing.model.clone());
        }
    }
    models
}

pub(crate) fn product_heading(exposure: &MaterialExposure, product: &TradeProduct) -> String {
    let codes: Vec<String> = product.hs_codes.iter().map(ToString::to_string).collect();
    format!(
        "{}: imports of {}, {} ({} {})",
        exposure.subject_name,
        exposure.material_name,
        product.stage,
        product.revision,
        codes.join(" + ")
    )
}

pub(crate) fn product_blocks(
    exposure: &MaterialExposure,
    product: &TradeProduct,
    panel: bool,
) -> Vec<Block> {
    let mut blocks = vec![Block::Figures(suppliers_table(exposure, product))];
    blocks.extend(shares_chart(exposure, product).or_else(|| suppliers_chart(exposure, product)));
    blocks.push(Block::Figures(indicator_table(product)));
    if panel {
        blocks.push(Block::Paragraph("Why the methods disagree:".to_owned()));
        blocks.push(Block::List(method_notes(product)));
        let crossings = crossing_notes(product);
        if !crossings.is_empty() {
            blocks.push(Block::Paragraph(
                "How probable it is that the thresholds are crossed (p), and under which noise:"
                    .to_owned(),
            ));
            blocks.push(Block::List(crossings));
        }
    }
    if !product.flagged.is_empty() {
        blocks.push(Block::Figures(flagged_table(product)));
        blocks.extend(with_and_without(product));
    }
    if !product.codes_not_in_source.is_empty() {
        let codes: Vec<String> = product
            .codes_not_in_source
            .iter()
            .map(ToString::to_string)
            .collect();
        blocks.push(Block::Paragraph(format!(
            "The source does not carry {}, which belong to the same stage.",
            codes.join(", ")
        )));
    }
    if !product.notes.is_empty() {
        blocks.push(Block::List(product.notes.clone()));
    }
    blocks
}

pub(crate) fn suppliers_table(exposure: &MaterialExposure, product: &TradeProduct) -> FigureTable {
    let mut table = FigureTable {
        caption: format!(
            "Suppliers of {}, {}, {}; interval: by value and by quantity, with and without \
             flagged flows",
            exposure.subject_name, product.stage, exposure.year
        ),
        labels: vec!["supplier"],
        rows: Vec::new(),
    };
    for (rank, supplier) in product.suppliers.iter().take(SHOWN).enumerate() {
        let row = FigureRow::new(
            vec![supplier.economy.name().to_owned()],
            supplier.share.clone(),
        );
        table.rows.push(if rank == 0 {
            row.at(supplier_anchor(
                &exposure.material,
                &exposure.subject,
                product.stage,
            ))
        } else {
            row
        });
    }
    let rest = product.suppliers.len().saturating_sub(SHOWN);
    table.rows.push(FigureRow::new(
        vec![if rest > 0 {
            format!("all imports (and {rest} more suppliers)")
        } else {
            "all imports".to_owned()
        }],
        product.imports.clone(),
    ));
    table.rows.push(FigureRow::new(
        vec![format!("all imports, {}", product.basis)],
        product.imports_quantity.clone(),
    ));
    table
}

pub(crate) fn indicator_row(indicator: &Indicator) -> FigureRow {
    let mut row = FigureRow::new(vec![indicator.name.to_owned()], indicator.figure.clone());
    row.reading = indicator
        .threshold
        .and_then(|threshold| Some((threshold.above, indicator.reading()?)));
    row.probability = indicator
        .crossing
        .as_ref()
        .map(narrows_exposure::Crossing::probability_text);
    row
}

pub(crate) fn indicator_table(product: &TradeProduct) -> FigureTable {
    FigureTable {
        caption: format!("Indicators, {}", product.stage),
        labels: vec!["indicator"],
        rows: product.indicators.iter().map(indicator_row).collect(),
    }
}

pub(crate) fn flagged_table(product: &TradeProduct) -> FigureTable {
    let implausible = product.flagged.iter().filter(|flow| !flow.corroborated);
    let count = implausible.clone().count();
    let mut table = FigureTable {
        caption: format!(
            "Flows of the whole market with a unit value more than 20 times off its median: \
             {count} implausible ones, left out of the second calculation; {} like their \
             exporter's other flows, so another grade, kept. The largest:",
            product.flagged.len() - count
        ),
        labels: vec!["exporter → importer", "code", "what"],
        rows: Vec::new(),
    };
    let shown: Vec<_> = if count > 0 {
        implausible.take(4).collect()
    } else {
        product.flagged.iter().take(2).collect()
    };
    for flow in shown {
        let labels = |what: &str| {
            vec![
                format!("{} → {}", flow.exporter.name(), flow.importer.name()),
                flow.hs_code.to_string(),
                format!(
                    "{what}, {}",
                    if flow.corroborated {
                        "kept"
                    } else {
                        "implausible"
                    }
                ),
            ]
        };
        table
            .rows
            .push(FigureRow::new(labels("quantity"), flow.quantity.clone()));
        table.rows.push(FigureRow::new(
            labels("unit value / median"),
            flow.unit_value_over_median.clone(),
        ));
    }
    table
}

/// The indicators of which a printed digit changes once implausible flows are
/// left out, each with all flows and without them.
fn with_and_without(product: &TradeProduct) -> Option<Block> {
    if product.indicators_without_implausible.is_empty() {
        return None;
    }
    let mut table = FigureTable {
        caption: "With and without these implausible flows; the other methods on trade change in \
                  no printed digit"
            .to_owned(),
        labels: vec!["indicator", "flows"],
        rows: Vec::new(),
    };
    for without in &product.indicators_without_implausible {
        let all = product.indicators.iter().find(|all| all.id == without.id);
        if let Some(all) = all.filter(|all| all.figure.value_text() != without.figure.value_text())
        {
            for (flows, indicator) in [("all", all), ("plausible", without)] {
                let mut row = indicator_row(indicator);
                row.labels.push(flows.to_owned());
                row.probability = None;
                table.rows.push(row);
            }
        }
    }
    Some(if table.rows.is_empty() {
        Block::Paragraph(
            "Without these implausible flows the methods on trade change in no printed digit."
                .to_owned(),
        )
    } else {
        Block::Figures(table)
    })
}

pub(crate) fn production_blocks(
    material: &str,
    production: &[ProductionConcentration],
) -> Vec<Block> {
    production
        .iter()
        .enumerate()
        .map(|(position, series)| {
            let mut table = FigureTable {
                caption: format!(
                    "{}, {}, {} ({} {})",
                    series.series,
                    series.basis,
                    series.period,
                    series.source.id,
                    series.source.vintage
                ),
                labels: vec!["producer"],
                rows: Vec::new(),
            };
            for (rank, producer) in series.producers.iter().take(SHOWN).enumerate() {
                let row = FigureRow::new(
                    vec![producer.economy.name().to_owned()],
                    producer.share.clone(),
                );
                table.rows.push(if rank == 0 && position == 0 {
                    row.at(producer_anchor(material))
                } else {
                    row
                });
            }
            if let Some(world) = &series.world {
                table
                    .rows
                    .push(FigureRow::new(vec!["world".to_owned()], world.clone()));
            }
            table.rows.push(FigureRow::new(
                vec!["HHI of world production".to_owned()],
                series.herfindahl_hirschman_index.clone(),
            ));
            Block::Figures(table)
        })
        .collect()
}

/// By how much the sources contradict each other, one sentence each.
pub(crate) fn disagreement_block(disagreements: &[ProductionDisagreement]) -> Option<Block> {
    (!disagreements.is_empty()).then(|| {
        Block::List(
            disagreements
                .iter()
                .map(ProductionDisagreement::sentence)
                .collect(),
        )
    })
}

pub(crate) fn published_block(exposure: &MaterialExposure) -> Option<Block> {
    if exposure.published.is_empty() {
        return None;
    }
    let mut anchored = false;
    let rows = exposure
        .published
        .iter()
        .map(|published| {
            let mut label = published.name.clone();
            if let Some(partner) = published.partner {
                label.push_str(": ");
                label.push_str(partner.name());
            }
            let row = FigureRow::new(vec![label], published.figure.clone());
            if !anchored && published.name.starts_with("Net import reliance") {
                anchored = true;
                row.at(reliance_anchor(&exposure.material))
            } else {
                row
            }
        })
        .collect();
    Some(Block::Figures(FigureTable {
        caption: "Published by the U.S. Geological Survey of the United States".to_owned(),
        labels: vec!["statistic"],
        rows,
    }))
}

pub(crate) fn basket_blocks(exposure: &MaterialExposure) -> Vec<Block> {
    let mut table = FigureTable {
        caption: "Imports under the whole basket; in no indicator above".to_owned(),
        labels: vec!["basket"],
        rows: Vec::new(),
    };
    let mut notes = Vec::new();
    for basket in &exposure.baskets {
        table.rows.push(FigureRow::new(
            vec![format!("{} {}", basket.revision, basket.hs_code)],
            basket.basket_imports.clone(),
        ));
        notes.push(format!("{}.", basket.sentence(&exposure.material_name)));
    }
    vec![Block::Figures(table), Block::List(notes)]
}

/// Whether a figure can be placed on a 0–1 axis.
pub(crate) fn fits_unit_axis(figure: &Figure) -> bool {
    use narrows_core::Unit;
    matches!(figure.unit(), Unit::Index01 | Unit::Share)
        && (figure.value().is_some() || figure.interval().ends().is_some())
}
