//! Who is central in the trade of a good: measures of the graph of its flows.

use narrows_core::{
    Coverage, Economy, Figure, HsCode, HsRevision, Interval, Material, SourceRef, Stage, Unit, Year,
};
use narrows_lake::Lake;
use schemars::JsonSchema;
use serde::Serialize;

use crate::ExposureError;
use crate::centrality::{betweenness_centrality, eigenvector_centrality};
use crate::imports::hull;
use crate::market::FlowTotal;
use crate::stage_market::{StageMarket, with_markets_of_code, with_markets_of_material};

/// How central one economy is.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct EconomyCentrality {
    /// The economy.
    pub economy: Economy,
    /// Weighted out-degree: its exports, kUSD.
    pub weighted_out_degree: Figure,
    /// The same as a share of world exports.
    pub world_export_share: Figure,
    /// Share of the importing economies whose largest supplier it is.
    pub top_supplier_share: Figure,
    /// Betweenness, where the length of a flow is world trade over its amount.
    pub betweenness: Figure,
    /// Eigenvector centrality over exports: it supplies central economies.
    pub eigenvector_exports: Figure,
    /// Eigenvector centrality over imports: central economies supply it.
    pub eigenvector_imports: Figure,
}

/// The measures of one market.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct NetworkMeasures {
    /// The stage.
    pub stage: Stage,
    /// Revision of the codes.
    pub revision: HsRevision,
    /// The codes that are added up.
    pub hs_codes: Vec<HsCode>,
    /// The source.
    pub source: SourceRef,
    /// Economies that trade, the largest exporter first.
    pub economies: Vec<EconomyCentrality>,
}

/// The measures of a material or a code.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct TradeNetwork {
    /// Id of the material, or the code.
    pub material: String,
    /// Its name.
    pub material_name: String,
    /// The year.
    pub year: Year,
    /// One entry a stage.
    pub markets: Vec<NetworkMeasures>,
    /// What cannot be said, and why.
    pub not_known: Vec<String>,
}

/// The network measures of a material's trade, stage by stage.
///
/// # Errors
/// If the lake cannot be read.
pub fn trade_network(
    lake: &Lake,
    material: Material,
    year: Year,
) -> Result<TradeNetwork, ExposureError> {
    with_markets_of_material(lake, material, year, |markets, not_known| TradeNetwork {
        material: material.id().to_owned(),
        material_name: material.name().to_owned(),
        year,
        markets: markets.into_iter().filter_map(measures).collect(),
        not_known,
    })
}

/// The network measures of the trade under one code.
///
/// # Errors
/// If the lake cannot be read.
pub fn trade_network_of_code(
    lake: &Lake,
    hs_code: HsCode,
    year: Year,
) -> Result<TradeNetwork, ExposureError> {
    with_markets_of_code(lake, hs_code, year, |markets, not_known| TradeNetwork {
        material: hs_code.to_string(),
        material_name: format!("HS {hs_code}"),
        year,
        markets: markets.into_iter().filter_map(measures).collect(),
        not_known,
    })
}

/// The measures in plain numbers, by node.
struct Measured {
    out_degree: Vec<f64>,
    top_supplier: Vec<f64>,
    betweenness: Vec<f64>,
    eigenvector_exports: Option<Vec<f64>>,
    eigenvector_imports: Option<Vec<f64>>,
}

impl Measured {
    fn of(nodes: usize, flows: &[(usize, usize, f64)]) -> Option<Self> {
        let total: f64 = flows.iter().map(|(_, _, amount)| amount).sum();
        if total <= 0.0 {
            return None;
        }
        let mut out_degree = vec![0.0; nodes];
        let mut largest = vec![0.0_f64; nodes];
        for (exporter, importer, amount) in flows {
            out_degree[*exporter] += amount;
            largest[*importer] = largest[*importer].max(*amount);
        }
        let importers = largest.iter().filter(|amount| **amount > 0.0).count() as f64;
        let mut top_supplier = vec![0.0; nodes];
        // A tie counts for each of the largest.
        for (exporter, importer, amount) in flows {
            if *amount == largest[*importer] {
                top_supplier[*exporter] += 1.0 / importers;
            }
        }
        let distances: Vec<(usize, usize, f64)> = flows
            .iter()
            .map(|(from, to, amount)| (*from, *to, total / amount))
            .collect();
        let turned: Vec<(usize, usize, f64)> = flows
            .iter()
            .map(|(from, to, amount)| (*to, *from, *amount))
            .collect();
        Some(Self {
            betweenness: betweenness_centrality(nodes, &distances),
            eigenvector_exports: eigenvector_centrality(nodes, flows),
            eigenvector_imports: eigenvector_centrality(nodes, &turned),
            out_degree,
            top_supplier,
        })
    }
}

fn measures(mut market: StageMarket<'_>) -> Option<NetworkMeasures> {
    let flows = market.market.flows().to_vec();
    let mut node_of = vec![None; Economy::count()];
    let mut economies: Vec<Economy> = Vec::new();
    for economy in Economy::all() {
        let index = economy.index();
        let trades = |flow: &FlowTotal| {
            usize::from(flow.exporter) == index || usize::from(flow.importer) == index
        };
        if flows.iter().any(trades) {
            node_of[index] = Some(economies.len());
            economies.push(economy);
        }
    }
    let graph = |amount: &dyn Fn(&FlowTotal) -> f64| -> Vec<(usize, usize, f64)> {
        flows
            .iter()
            .filter(|flow| flow.exporter != flow.importer)
            .filter_map(|flow| {
                let exporter = node_of[usize::from(flow.exporter)]?;
                let importer = node_of[usize::from(flow.importer)]?;
                Some((exporter, importer, amount(flow)))
            })
            .filter(|(_, _, amount)| *amount > 0.0)
            .collect()
    };
    let nodes = economies.len();
    let main = Measured::of(nodes, &graph(&|flow| flow.value_kusd))?;
    let flagged = flows.iter().any(|flow| flow.flagged_value_kusd > 0.0);
    let without = flagged
        .then(|| {
            Measured::of(
                nodes,
                &graph(&|flow| flow.value_kusd - flow.flagged_value_kusd),
            )
        })
        .flatten();
    let value: f64 = flows.iter().map(|flow| flow.value_kusd).sum();
    let missing: f64 = flows
        .iter()
        .map(|flow| flow.value_without_quantity_kusd)
        .sum();
    // Where much of the trade has no quantity, its shares mean little.
    let by_quantity = (missing <= 0.1 * value)
        .then(|| Measured::of(nodes, &graph(&|flow| flow.quantity_t)))
        .flatten();
    let quantity_without = by_quantity.as_ref().filter(|_| flagged).and_then(|_| {
        Measured::of(
            nodes,
            &graph(&|flow| flow.quantity_t - flow.flagged_quantity_t),
        )
    });
    let ways: Vec<&Measured> = [
        Some(&main),
        without.as_ref(),
        by_quantity.as_ref(),
        quantity_without.as_ref(),
    ]
    .into_iter()
    .flatten()
    .collect();
    let source = market.source.source.clone();
    let year = market.year;
    let figure = |unit: Unit, basis: String, value: f64, ways: &[f64]| {
        Figure::measured(
            value,
            unit,
            basis,
            hull(
                ways,
                "by value and by quantity, with and without flagged flows",
            ),
            Coverage::known(1.0, "world trade value under the codes"),
            [source.clone()],
        )
    };
    let vector =
        |basis: String, node: usize, read: fn(&Measured) -> &Option<Vec<f64>>| match read(&main) {
            Some(values) => {
                let all: Vec<f64> = ways
                    .iter()
                    .filter_map(|way| read(way).as_ref().map(|values| values[node]))
                    .collect();
                figure(Unit::Index01, basis, values[node], &all)
            }
            None => Figure::unavailable(
                Unit::Index01,
                basis,
                "the graph has no circuit of trade, or two parts of it are equally strong",
                [source.clone()],
            ),
        };
    let mut order: Vec<usize> = (0..nodes).collect();
    order.sort_by(|a, b| {
        main.out_degree[*b]
            .total_cmp(&main.out_degree[*a])
            .then(a.cmp(b))
    });
    let share = |way: &Measured, node: usize| {
        let total: f64 = way.out_degree.iter().sum();
        way.out_degree[node] / total
    };
    let of = |read: &dyn Fn(&Measured) -> f64| -> Vec<f64> {
        ways.iter().map(|way| read(way)).collect()
    };
    let economies = order
        .into_iter()
        .map(|node| EconomyCentrality {
            economy: economies[node],
            weighted_out_degree: if main.out_degree[node] > 0.0 {
                Figure::measured(
                    main.out_degree[node],
                    Unit::KiloUsd,
                    format!("export value, {year}"),
                    match &without {
                        Some(without) => Interval::between(
                            without.out_degree[node],
                            main.out_degree[node],
                            "with and without flagged flows",
                        ),
                        None => Interval::unknown(crate::imports::REPORTS_NOT_USED),
                    },
                    Coverage::known(1.0, "world trade value under the codes"),
                    [source.clone()],
                )
            } else {
                Figure::unavailable(
                    Unit::KiloUsd,
                    format!("export value, {year}"),
                    "the source records no export",
                    [source.clone()],
                )
            },
            world_export_share: figure(
                Unit::Share,
                format!("of world exports by value, {year}"),
                share(&main, node),
                &of(&|way| share(way, node)),
            ),
            top_supplier_share: figure(
                Unit::Share,
                format!("of importing economies whose largest supplier by value it is, {year}"),
                main.top_supplier[node],
                &of(&|way| way.top_supplier[node]),
            ),
            betweenness: figure(
                Unit::Index01,
                format!(
                    "shortest paths through it, length of a flow: world trade over its value, {year}"
                ),
                main.betweenness[node],
                &of(&|way| way.betweenness[node]),
            ),
            eigenvector_exports: vector(
                format!("eigenvector centrality over exports by value, length 1, {year}"),
                node,
                |way| &way.eigenvector_exports,
            ),
            eigenvector_imports: vector(
                format!("eigenvector centrality over imports by value, length 1, {year}"),
                node,
                |way| &way.eigenvector_imports,
            ),
        })
        .collect();
    Some(NetworkMeasures {
        stage: market.stage,
        revision: market.revision,
        hs_codes: market.codes.clone(),
        source,
        economies,
    })
}
