//! Origins after look-through, mass balances and networks laid out as
//! documents.

use narrows_core::{Figure, HsCode, HsRevision, Stage};
use narrows_exposure::{
    Determined, EconomyBalance, EconomyCentrality, LookThrough, MassBalance, MaterialBalance,
    NetworkMeasures, OriginExposure, StageOrigins, TradeNetwork,
};

use crate::credit::SourceCredit;
use crate::document::{
    BalanceBars, BarFigure, Block, Chart, Document, FigureRow, FigureTable, RankedBar, Section,
};

/// Rows shown before the rest is left to CSV and JSON.
const SHOWN: usize = 10;
/// Parts of a bar that can still be told apart.
const PARTS: usize = 5;

fn codes(revision: HsRevision, codes: &[HsCode]) -> String {
    let codes: Vec<String> = codes.iter().map(ToString::to_string).collect();
    format!("{revision} {}", codes.join(" + "))
}

fn section(id: &str, stage: Option<Stage>, heading: String, blocks: Vec<Block>) -> Section {
    let id = match stage {
        Some(stage) => format!("{id}-{stage}").replace(' ', "-"),
        None => id.to_owned(),
    };
    Section {
        id,
        heading,
        level: 2,
        detail: false,
        blocks,
    }
}

fn not_known(statements: &[String]) -> Option<Section> {
    (!statements.is_empty()).then(|| {
        section(
            "not-known",
            None,
            "What is not known".to_owned(),
            vec![Block::List(statements.to_vec())],
        )
    })
}

/// Direct suppliers beside origins. Net exports stand in where origins by
/// production are not known, and beside them where `both` is asked for.
#[must_use]
pub fn origin_document(
    exposure: &OriginExposure,
    credits: Vec<SourceCredit>,
    both: bool,
) -> Document {
    let mut sections = Vec::new();
    for stage in &exposure.stages {
        let (blocks, known) = origin_blocks(stage, &exposure.subject_name, both);
        sections.push(section(
            "origin",
            Some(stage.stage),
            format!(
                "{}: {}, {} ({}){}",
                exposure.subject_name,
                exposure.material_name,
                stage.stage,
                codes(stage.revision, &stage.hs_codes),
                if known { "" } else { ": origins are not known" }
            ),
            blocks,
        ));
    }
    sections.extend(not_known(&exposure.not_known));
    Document {
        title: format!(
            "{}: where imports of {} come from, {}",
            exposure.subject_name, exposure.material_name, exposure.year
        ),
        subtitle: "Direct: who sells. Origin: who produced, after re-exports are seen through; \
                   every exporter is taken to pass on the mix of all that it has."
            .to_owned(),
        sections,
        credits,
    }
}

fn origin_blocks(stage: &StageOrigins, subject: &str, both: bool) -> (Vec<Block>, bool) {
    let mut blocks = Vec::new();
    let mut known = false;
    match &stage.by_production {
        Determined::Known(found) => {
            known = !found.shares.is_empty();
            look_through_blocks(found, subject, &mut blocks);
        }
        Determined::Refused { reason } => {
            blocks.push(Block::Paragraph(format!(
                "Origins by production: {reason}."
            )));
        }
    }
    if both || !known {
        match &stage.by_exporter_surplus {
            Determined::Known(found) => {
                known = true;
                look_through_blocks(found, subject, &mut blocks);
            }
            Determined::Refused { reason } => {
                blocks.push(Block::Paragraph(format!(
                    "Origins by net exports: {reason}."
                )));
            }
        }
    }
    (blocks, known)
}

fn look_through_blocks(found: &LookThrough, subject: &str, blocks: &mut Vec<Block>) {
    let mut table = FigureTable {
        caption: format!("{subject}, {}, by {}", found.variant.words(), found.measure),
        labels: vec!["economy", "as"],
        rows: Vec::new(),
    };
    for share in found.shares.iter().take(SHOWN) {
        let name = share.economy.name().to_owned();
        table.rows.push(FigureRow::new(
            vec![name.clone(), "origin".to_owned()],
            share.origin.clone(),
        ));
        table.rows.push(FigureRow::new(
            vec![name, "direct supplier".to_owned()],
            share.direct.clone(),
        ));
    }
    let rest = found.shares.len().saturating_sub(SHOWN);
    let more = if rest > 0 {
        format!("all (and {rest} more economies)")
    } else {
        "all".to_owned()
    };
    table.rows.push(FigureRow::new(
        vec![more, "unexplained".to_owned()],
        found.unexplained.clone(),
    ));
    table.rows.push(FigureRow::new(
        vec!["HHI".to_owned(), "of origins".to_owned()],
        found.herfindahl_hirschman_index_origins.clone(),
    ));
    table.rows.push(FigureRow::new(
        vec!["HHI".to_owned(), "of direct suppliers".to_owned()],
        found.herfindahl_hirschman_index_direct.clone(),
    ));
    let parts = |read: fn(&narrows_exposure::OriginShare) -> &Figure| {
        let mut parts: Vec<(String, f64)> = found
            .shares
            .iter()
            .filter_map(|share| Some((share.economy.name().to_owned(), read(share).value()?)))
            .filter(|(_, share)| *share > 0.0)
            .collect();
        parts.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        parts.truncate(PARTS);
        parts
    };
    if !found.shares.is_empty() {
        blocks.push(Block::Chart(Chart::WhoSuppliesWhom {
            caption: format!("{subject}: direct suppliers and origins, {}", found.measure),
            bars: vec![
                ("direct".to_owned(), parts(|share| &share.direct)),
                (
                    "after look-through".to_owned(),
                    parts(|share| &share.origin),
                ),
            ],
        }));
    }
    blocks.push(Block::Figures(table));
    if !found.notes.is_empty() {
        blocks.push(Block::List(found.notes.clone()));
    }
}

/// The audit of production and trade.
#[must_use]
pub fn balance_document(balance: &MaterialBalance, credits: Vec<SourceCredit>) -> Document {
    let mut sections: Vec<Section> = balance
        .balances
        .iter()
        .map(|stage| {
            section(
                "balance",
                Some(stage.stage),
                format!(
                    "{}, {} ({}), {}",
                    balance.material_name,
                    stage.stage,
                    codes(stage.revision, &stage.hs_codes),
                    stage.basis
                ),
                balance_blocks(stage),
            )
        })
        .collect();
    let mut gaps: Vec<String> = balance
        .refused
        .iter()
        .map(|refused| {
            let codes: Vec<String> = refused.hs_codes.iter().map(ToString::to_string).collect();
            format!(
                "No balance at the stage \"{}\" ({}): {}.",
                refused.stage,
                codes.join(", "),
                refused.reason
            )
        })
        .collect();
    gaps.extend(balance.not_known.iter().cloned());
    sections.extend(not_known(&gaps));
    Document {
        title: format!(
            "Production and trade of {}, {}: does it add up?",
            balance.material_name, balance.year
        ),
        subtitle: "Apparent consumption is production + imports − exports, stock changes left out."
            .to_owned(),
        sections,
        credits,
    }
}

fn balance_blocks(stage: &MassBalance) -> Vec<Block> {
    let findings = stage
        .findings
        .iter()
        .map(|finding| finding.text.clone())
        .collect();
    let mut world = FigureTable {
        caption: "World".to_owned(),
        labels: vec!["what"],
        rows: Vec::new(),
    };
    for (label, figure) in [
        ("production", &stage.world_production),
        ("trade", &stage.world_trade),
        ("unexplained exports", &stage.unexplained),
        ("unexplained, of world supply", &stage.unexplained_share),
    ] {
        world
            .rows
            .push(FigureRow::new(vec![label.to_owned()], figure.clone()));
    }
    let mut largest = FigureTable {
        caption: "Economies with the largest supply".to_owned(),
        labels: vec!["economy", "what"],
        rows: Vec::new(),
    };
    for one in stage.economies.iter().take(SHOWN) {
        economy_rows(one, &mut largest);
    }
    let mut short: Vec<&EconomyBalance> = stage
        .economies
        .iter()
        .filter(|one| one.unexplained.value().is_some_and(|tonnes| tonnes > 0.0))
        .collect();
    short.sort_by(|a, b| {
        let of = |one: &EconomyBalance| one.unexplained.value().unwrap_or(0.0);
        of(b).total_cmp(&of(a)).then(a.economy.cmp(&b.economy))
    });
    short.truncate(SHOWN);
    let mut blocks = vec![Block::List(findings), Block::Figures(world)];
    blocks.extend(balance_chart(stage).map(Block::Chart));
    if !short.is_empty() {
        blocks.push(Block::Chart(Chart::RankedBars {
            caption: "Exports beyond production and imports".to_owned(),
            axis: "t".to_owned(),
            bars: short
                .iter()
                .map(|one| RankedBar::of(one.economy.name(), &one.unexplained))
                .collect(),
        }));
        blocks.push(Block::Figures(FigureTable {
            caption: "Exports beyond production and imports".to_owned(),
            labels: vec!["economy"],
            rows: short
                .iter()
                .map(|one| {
                    FigureRow::new(vec![one.economy.name().to_owned()], one.unexplained.clone())
                })
                .collect(),
        }));
    }
    blocks.push(Block::Figures(largest));
    blocks
}

/// Economies drawn: those with the largest supply, and those with the most
/// unexplained exports.
const DRAWN: usize = 6;
/// Those of them that are drawn for their unexplained exports alone.
const DRAWN_SHORT: usize = 2;

/// Production, imports and exports of the largest economies, and of those whose
/// exports exceed their supply most.
fn balance_chart(stage: &MassBalance) -> Option<Chart> {
    let short = |one: &EconomyBalance| one.unexplained.value().unwrap_or(0.0);
    let mut drawn: Vec<&EconomyBalance> = stage.economies.iter().take(DRAWN).collect();
    let mut rest: Vec<&EconomyBalance> = stage
        .economies
        .iter()
        .skip(DRAWN)
        .filter(|one| short(one) > 0.0)
        .collect();
    rest.sort_by(|a, b| {
        short(b)
            .total_cmp(&short(a))
            .then(a.economy.cmp(&b.economy))
    });
    drawn.extend(rest.into_iter().take(DRAWN_SHORT));
    (!drawn.is_empty()).then(|| Chart::Balances {
        caption: format!(
            "Production + imports − exports, {} ({}): the economies with the largest supply, and \
             those of the others whose exports exceed theirs most; each bar starts where the one \
             above it ends. A remainder above zero is apparent consumption, below zero \
             unexplained exports",
            stage.stage, stage.basis
        ),
        axis: narrows_core::Unit::Tonne,
        economies: drawn.into_iter().map(balance_bars).collect(),
    })
}

fn balance_bars(one: &EconomyBalance) -> BalanceBars {
    let remarks = if one.unexplained.value().is_some_and(|tonnes| tonnes > 0.0) {
        vec![
            format!("unexplained: {}", one.unexplained_share.value_text()),
            format!("{} of world supply", one.unexplained_share.interval_text())
                .trim_start()
                .to_owned(),
        ]
    } else {
        Vec::new()
    };
    BalanceBars {
        name: one.economy.name().to_owned(),
        remarks,
        production: BarFigure::of(&one.production),
        imports: BarFigure::of(&one.imports),
        exports: BarFigure::of(&one.exports),
        remainder: BarFigure::of(&one.apparent_consumption),
    }
}

fn economy_rows(one: &EconomyBalance, table: &mut FigureTable) {
    for (label, figure) in [
        ("production", &one.production),
        ("imports", &one.imports),
        ("exports", &one.exports),
        ("apparent consumption", &one.apparent_consumption),
    ] {
        table.rows.push(FigureRow::new(
            vec![one.economy.name().to_owned(), label.to_owned()],
            figure.clone(),
        ));
    }
}

/// A measure: its caption, its axis, and how it is read.
type Measure = (
    &'static str,
    &'static str,
    fn(&EconomyCentrality) -> &Figure,
);

const MEASURES: [Measure; 6] = [
    ("Weighted out-degree: exports", "kUSD", |one| {
        &one.weighted_out_degree
    }),
    ("Share of world exports", "%", |one| &one.world_export_share),
    (
        "Share of importing economies whose largest supplier it is",
        "%",
        |one| &one.top_supplier_share,
    ),
    (
        "Betweenness (length of a flow: world trade over its value)",
        "of 1",
        |one| &one.betweenness,
    ),
    (
        "Eigenvector centrality over exports: supplies central economies",
        "of 1",
        |one| &one.eigenvector_exports,
    ),
    (
        "Eigenvector centrality over imports: supplied by central economies",
        "of 1",
        |one| &one.eigenvector_imports,
    ),
];

/// The network measures, the `top` highest of each.
#[must_use]
pub fn network_document(
    network: &TradeNetwork,
    credits: Vec<SourceCredit>,
    top: usize,
) -> Document {
    let mut sections: Vec<Section> = network
        .markets
        .iter()
        .map(|market| {
            section(
                "network",
                Some(market.stage),
                format!(
                    "{}, {} ({})",
                    network.material_name,
                    market.stage,
                    codes(market.revision, &market.hs_codes)
                ),
                network_blocks(market, top),
            )
        })
        .collect();
    sections.extend(not_known(&network.not_known));
    Document {
        title: format!(
            "Who is central in the trade of {}, {}",
            network.material_name, network.year
        ),
        subtitle: "Flows are weighted by value; the interval also holds the measures by quantity \
                   and without flagged flows."
            .to_owned(),
        sections,
        credits,
    }
}

fn network_blocks(market: &NetworkMeasures, top: usize) -> Vec<Block> {
    let mut blocks = Vec::new();
    for (position, (caption, axis, read)) in MEASURES.into_iter().enumerate() {
        let mut ranked: Vec<&EconomyCentrality> = market
            .economies
            .iter()
            .filter(|one| read(one).value().is_some_and(|value| value > 0.0))
            .collect();
        ranked.sort_by(|a, b| {
            let of = |one: &EconomyCentrality| read(one).value().unwrap_or(0.0);
            of(b).total_cmp(&of(a)).then(a.economy.cmp(&b.economy))
        });
        ranked.truncate(top);
        if ranked.is_empty() {
            let reason = market
                .economies
                .first()
                .map(|one| read(one).gaps().join("; "))
                .filter(|reason| !reason.is_empty())
                .unwrap_or_else(|| "no economy has any".to_owned());
            blocks.push(Block::Paragraph(format!("{caption}: {reason}.")));
            continue;
        }
        if position == 0 {
            blocks.push(Block::Chart(Chart::RankedBars {
                caption: caption.to_owned(),
                axis: axis.to_owned(),
                bars: ranked
                    .iter()
                    .map(|one| RankedBar::of(one.economy.name(), read(one)))
                    .collect(),
            }));
        }
        blocks.push(Block::Figures(FigureTable {
            caption: caption.to_owned(),
            labels: vec!["economy"],
            rows: ranked
                .iter()
                .map(|one| FigureRow::new(vec![one.economy.name().to_owned()], read(one).clone()))
                .collect(),
        }));
    }
    blocks
}
