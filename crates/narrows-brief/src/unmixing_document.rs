//! The materials inside a basket laid out as a document.

use narrows_exposure::{BasketUnmixing, MaterialExposure, UnmixedMaterial, Unmixing};

use crate::credit::SourceCredit;
use crate::document::{Block, Chart, Document, FigureRow, FigureTable, RankedBar, Section};

/// Suppliers shown of one material alone, and of one among several.
const SHOWN_ALONE: usize = 12;
const SHOWN_IN_EXPOSURE: usize = 6;
const SHOWN: usize = 3;

/// The bounds on each material of a basket, and what they rest on.
#[must_use]
pub fn unmixing_document(unmixing: &Unmixing, credits: Vec<SourceCredit>) -> Document {
    let mut sections = Vec::new();
    for basket in &unmixing.baskets {
        let alone = basket.materials.len() == 1;
        sections.push(section(
            format!("basket-{}", basket.source.id),
            format!(
                "{}: {} {} ({})",
                unmixing.subject_name, basket.revision, basket.hs_code, basket.source.id
            ),
            basket_blocks(basket, alone),
        ));
        for material in &basket.materials {
            sections.push(section(
                format!("{}-{}", material.material, basket.source.id),
                format!("{}: {}", unmixing.subject_name, material.material_name),
                material_blocks(material, alone),
            ));
        }
        sections.push(section(
            format!("constraints-{}", basket.source.id),
            "What the bounds rest on".to_owned(),
            vec![Block::List(basket.constraints.clone())],
        ));
    }
    if !unmixing.not_known.is_empty() {
        sections.push(section(
            "not-known".to_owned(),
            "What is not known".to_owned(),
            vec![Block::List(unmixing.not_known.clone())],
        ));
    }
    Document {
        title: format!(
            "{}: materials inside HS {}, {}",
            unmixing.subject_name, unmixing.hs_code, unmixing.year
        ),
        subtitle: "Bounds: every amount between the ends agrees with what is known, and none is \
                   likelier than another."
            .to_owned(),
        sections,
        credits,
    }
}

fn section(id: String, heading: String, blocks: Vec<Block>) -> Section {
    Section {
        id,
        heading,
        level: 2,
        detail: false,
        blocks,
    }
}

/// The whole basket: one row a material, and the chart of their bounds.
fn basket_blocks(basket: &BasketUnmixing, alone: bool) -> Vec<Block> {
    let mut table = FigureTable {
        caption: "Imports under the code, and what part of them each material can be".to_owned(),
        labels: vec!["what"],
        rows: vec![FigureRow::new(
            vec!["all materials together".to_owned()],
            basket.basket_imports.clone(),
        )],
    };
    table.rows.extend(basket.materials.iter().map(|material| {
        FigureRow::new(
            vec![material.material_name.clone()],
            material.imports_quantity.clone(),
        )
    }));
    let mut blocks = Vec::new();
    if !alone {
        let bars: Vec<RankedBar> = basket
            .materials
            .iter()
            .map(|material| RankedBar::of(&material.material_name, &material.imports_quantity))
            .collect();
        // A material without bounds keeps its line, which says so.
        if bars
            .iter()
            .any(|bar| bar.figure.value.is_some() || bar.figure.ends.is_some())
        {
            blocks.push(Block::Chart(Chart::RankedBars {
                caption: "What part of the imports each material can be".to_owned(),
                axis: "t".to_owned(),
                bars,
            }));
        }
    }
    blocks.push(Block::Figures(table));
    blocks
}

fn bar(label: &str, figure: &narrows_core::Figure) -> Option<RankedBar> {
    let ends = figure.interval().ends();
    (figure.value().is_some() || ends.is_some()).then(|| RankedBar::of(label, figure))
}

/// One material: what the bounds tell, who can have supplied it, and what
/// would narrow them.
fn material_blocks(material: &UnmixedMaterial, alone: bool) -> Vec<Block> {
    let shown = if alone { SHOWN_ALONE } else { SHOWN };
    let mut blocks = vec![Block::List(material.reading.clone())];
    if alone {
        let bars: Vec<RankedBar> = material
            .suppliers
            .iter()
            .take(shown)
            .filter_map(|one| bar(one.economy.name(), &one.quantity))
            .collect();
        if !bars.is_empty() {
            blocks.push(Block::Chart(Chart::RankedBars {
                caption: format!("Imports of {} by supplier", material.material_name),
                axis: "t".to_owned(),
                bars,
            }));
        }
    }
    blocks.push(Block::Figures(unmixed_table(material, shown)));
    if alone {
        blocks.extend(would_tighten(material));
    }
    blocks
}

fn would_tighten(material: &UnmixedMaterial) -> Vec<Block> {
    if material.would_tighten.is_empty() {
        return Vec::new();
    }
    vec![
        Block::Paragraph("What would narrow the bounds:".to_owned()),
        Block::List(material.would_tighten.clone()),
    ]
}

/// Suppliers with the most that is possible, and all imports.
fn unmixed_table(material: &UnmixedMaterial, shown: usize) -> FigureTable {
    let mut table = FigureTable {
        caption: format!(
            "Imports of {} inside {} {}",
            material.material_name, material.revision, material.hs_code
        ),
        labels: vec!["supplier", "what"],
        rows: Vec::new(),
    };
    let mut row = |who: &str, what: &str, figure: &narrows_core::Figure| {
        let labels = vec![who.to_owned(), what.to_owned()];
        table.rows.push(FigureRow::new(labels, figure.clone()));
    };
    for one in material.suppliers.iter().take(shown) {
        row(one.economy.name(), "quantity", &one.quantity);
        // A share of anything from nothing to all tells nobody anything.
        if one.share.interval().ends() != Some((0.0, 1.0)) {
            row(one.economy.name(), "share", &one.share);
        }
    }
    let rest = material.suppliers.len().saturating_sub(shown);
    let all = if rest > 0 {
        format!("all (and {rest} more)")
    } else {
        "all".to_owned()
    };
    row(&all, "quantity", &material.imports_quantity);
    row(&all, "value", &material.imports_value);
    row("HHI", "of suppliers", &material.herfindahl_hirschman_index);
    table
}

/// The bounds on the material of an exposure inside its basket codes.
pub(crate) fn unmixed_blocks(exposure: &MaterialExposure) -> Vec<Block> {
    exposure
        .unmixed
        .iter()
        .flat_map(|material| {
            let mut blocks = vec![
                Block::Figures(unmixed_table(material, SHOWN_IN_EXPOSURE)),
                Block::List(material.reading.clone()),
            ];
            blocks.extend(would_tighten(material));
            blocks
        })
        .collect()
}
