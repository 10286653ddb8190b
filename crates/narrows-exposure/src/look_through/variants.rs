//! The two ways to know who produces: published production, and net exports.

use narrows_core::{Coverage, Economy, Figure, Interval, Unit};

use super::layout::Layout;
use super::market_nodes::Nodes;
use super::way::Way;
use super::{LookThrough, OriginVariant, REFUSED_ABOVE};
use crate::market::FlowTotal;
use crate::stage_market::StageMarket;
use crate::subject::Subject;
use crate::supply_network::SupplyNetwork;

/// Above this share of trade value without a quantity, tonnes are refused: less
/// than half of the flows would be seen.
const MOST_WITHOUT_QUANTITY: f64 = 0.5;

fn no_import(market: &StageMarket<'_>, subject: &Subject) -> String {
    format!(
        "no import of {} with a quantity is recorded in {}",
        subject.name_in_sentence(),
        market.year
    )
}

pub(super) fn by_production(
    market: &StageMarket<'_>,
    subject: &Subject,
    nodes: &Nodes,
) -> Result<LookThrough, String> {
    let production = market.production.clone()?;
    if nodes.unquantified() > MOST_WITHOUT_QUANTITY {
        return Err(format!(
            "{:.0} % of the value of world trade has no quantity: less than half of the tonnes \
             would be seen",
            nodes.unquantified() * 100.0
        ));
    }
    let mut produced = vec![0.0; nodes.economies.len()];
    for (economy, tonnes) in &production.named_t {
        if let Some(node) = nodes.node(*economy) {
            produced[node] += tonnes;
        }
    }
    let way = |amount: &dyn Fn(&FlowTotal) -> f64| {
        Way::new(
            nodes.supply_flows(amount),
            |flows| SupplyNetwork::new(produced.clone(), flows),
            nodes.economies.len(),
        )
    };
    let all = way(&|flow| flow.quantity_t).ok_or_else(|| no_import(market, subject))?;
    let kept = way(&|flow| flow.quantity_t - flow.flagged_quantity_t);
    let mut notes = Vec::new();
    let mut ways = vec![all];
    if let Some(kept) = kept {
        // Only what an implausible flow hides is not refused: it is shown
        // without that flow, and said.
        if ways[0].unexplained() > REFUSED_ABOVE && kept.unexplained() <= REFUSED_ABOVE {
            notes.push(format!(
                "Implausible flows alone make {:.0} % of the imports unexplained; the values are \
                 those without them.",
                ways[0].unexplained() * 100.0
            ));
            ways.insert(0, kept);
        } else {
            ways.push(kept);
        }
    }
    let listed: Vec<Economy> = production
        .named_t
        .iter()
        .map(|(economy, _)| *economy)
        .collect();
    let lists = |node: usize| {
        (0..Economy::count())
            .filter_map(Economy::from_index)
            .filter(|economy| nodes.node(*economy) == Some(node))
            .all(|economy| listed.contains(&economy))
    };
    if !production.unknown.is_empty() {
        let names: Vec<&str> = production.unknown.iter().map(|one| one.name()).collect();
        notes.push(format!(
            "Production that the source withholds or does not have: {}.",
            names.join(", ")
        ));
    }
    if let Some(rest) = production.unattributed_t.filter(|rest| *rest > 0.0) {
        notes.push(format!(
            "{} of world production are not attributed to an economy; they may explain part of \
             what is unexplained.",
            tonnes(rest)
        ));
    }
    let measure = format!("import quantity, {}, {}", market.basis, market.year);
    let sources = vec![market.source.source.clone(), production.source.clone()];
    let coverage = quantity_coverage(nodes);
    let look = Layout {
        variant: OriginVariant::Production,
        measure,
        meaning: "with and without flagged flows; what is unexplained at nobody, or at whoever \
                  exports it, or, above 10 %, at anyone",
        sources,
        coverage,
        ways: &ways,
        nodes,
        lists: &lists,
    };
    Ok(look.set(notes))
}

pub(super) fn by_exporter_surplus(
    market: &StageMarket<'_>,
    subject: &Subject,
    nodes: &Nodes,
) -> Result<LookThrough, String> {
    let way = |amount: &dyn Fn(&FlowTotal) -> f64| {
        let count = nodes.economies.len();
        Way::new(
            nodes.supply_flows(amount),
            |flows| SupplyNetwork::by_exporter_surplus(count, flows),
            count,
        )
    };
    // The same rule as for suppliers' shares: with more than a tenth of the
    // value without a quantity, shares of tonnes mean little.
    let by_quantity = nodes.unquantified() <= 0.1;
    let ways: Vec<Way> = if by_quantity {
        [
            way(&|flow| flow.quantity_t),
            way(&|flow| flow.quantity_t - flow.flagged_quantity_t),
            way(&|flow| flow.value_kusd),
            way(&|flow| flow.value_kusd - flow.flagged_value_kusd),
        ]
        .into_iter()
        .flatten()
        .collect()
    } else {
        [
            way(&|flow| flow.value_kusd),
            way(&|flow| flow.value_kusd - flow.flagged_value_kusd),
        ]
        .into_iter()
        .flatten()
        .collect()
    };
    if ways.is_empty() {
        return Err(no_import(market, subject));
    }
    let measure = if by_quantity {
        format!("import quantity, {}, {}", market.basis, market.year)
    } else {
        format!("import value, {}", market.year)
    };
    let look = Layout {
        variant: OriginVariant::ExporterSurplus,
        measure,
        meaning: "by quantity and by value, with and without flagged flows",
        sources: vec![market.source.source.clone()],
        coverage: if by_quantity {
            quantity_coverage(nodes)
        } else {
            Coverage::known(1.0, "world trade value under the codes")
        },
        ways: &ways,
        nodes,
        lists: &|_| true,
    };
    Ok(look.set(vec![
        "Production is not known here: an economy counts as an origin for what it exports beyond \
         its imports. A producer that imports more than it exports does not show."
            .to_owned(),
    ]))
}

fn quantity_coverage(nodes: &Nodes) -> Coverage {
    Coverage::known(
        1.0 - nodes.unquantified(),
        "world trade value with a reported quantity",
    )
}

fn tonnes(amount: f64) -> String {
    Figure::measured(
        amount,
        Unit::Tonne,
        "",
        Interval::unknown(""),
        Coverage::unknown(""),
        [],
    )
    .value_text()
}
