//! Does what is traded add up with what is produced? Per stage, year and
//! economy: production + imports − exports, and who exports more than it can
//! have.
//!
//! An economy whose exports exceed production and imports together must have
//! drawn on stocks, or one of the three figures is wrong. The audit does not say
//! which; it names the economy and the shortfall. What is on another basis
//! (ore in gross weight, production in contained metal) is not added but
//! refused.

use narrows_core::{
    Coverage, Economy, Figure, HsCode, HsRevision, Interval, Material, SourceRef, Stage, Unit,
    WeightBasis, Year,
};
use narrows_lake::Lake;
use schemars::JsonSchema;
use serde::Serialize;

use crate::ExposureError;
use crate::concentration::ProductionConcentration;
use crate::imports::{REPORTS_NOT_USED, WITHOUT_FLAGGED};
use crate::stage_market::{StageMarket, with_markets_of_material};

/// Production and trade of one economy in one good.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct EconomyBalance {
    /// The economy.
    pub economy: Economy,
    /// Production, t.
    pub production: Figure,
    /// Imports, t.
    pub imports: Figure,
    /// Exports, t.
    pub exports: Figure,
    /// Production + imports − exports, t; negative where it exports more than
    /// it can have. Stock changes are not counted.
    pub apparent_consumption: Figure,
    /// Exports beyond production and imports, t.
    pub unexplained: Figure,
    /// The same as a share of world supply, which is world production and all
    /// that is unexplained.
    pub unexplained_share: Figure,
}

/// What kind of finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FindingKind {
    /// How world exports, imports and production compare.
    WorldTotals,
    /// Exports exceed production and imports.
    ExportsExceedSupply,
    /// Listed as a producer, but without trade.
    ProducerWithoutTrade,
    /// Production withheld or not attributed.
    ProductionNotAttributed,
    /// Flows without a quantity.
    QuantityMissing,
    /// Flows with an implausible unit value.
    ImplausibleFlows,
}

/// One finding of the audit.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct AuditFinding {
    /// What kind.
    pub kind: FindingKind,
    /// The finding in words.
    pub text: String,
    /// Whom it concerns.
    pub economies: Vec<Economy>,
}

/// The balance of one stage.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct MassBalance {
    /// The stage.
    pub stage: Stage,
    /// What a tonne is a tonne of.
    pub basis: WeightBasis,
    /// Revision of the codes.
    pub revision: HsRevision,
    /// The codes that are added up.
    pub hs_codes: Vec<HsCode>,
    /// Source of the trade.
    pub trade_source: SourceRef,
    /// Source of the production.
    pub production_source: SourceRef,
    /// World production, t.
    pub world_production: Figure,
    /// World trade, t: all exports, which are all imports.
    pub world_trade: Figure,
    /// All that is unexplained, t.
    pub unexplained: Figure,
    /// The same as a share of world supply.
    pub unexplained_share: Figure,
    /// Economies with production or trade, the largest supply first.
    pub economies: Vec<EconomyBalance>,
    /// What the audit found.
    pub findings: Vec<AuditFinding>,
}

/// A stage of which no balance can be made.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct RefusedBalance {
    /// The stage.
    pub stage: Stage,
    /// The codes whose trade is known.
    pub hs_codes: Vec<HsCode>,
    /// Why.
    pub reason: String,
}

/// The balances of a material.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct MaterialBalance {
    /// Id of the material.
    pub material: String,
    /// Its name.
    pub material_name: String,
    /// The year.
    pub year: Year,
    /// One entry a stage that can be balanced.
    pub balances: Vec<MassBalance>,
    /// Stages that cannot.
    pub refused: Vec<RefusedBalance>,
    /// What cannot be said, and why.
    pub not_known: Vec<String>,
}

/// Production and trade of a material in a year, economy by economy.
///
/// # Errors
/// If the lake cannot be read.
pub fn mass_balance(
    lake: &Lake,
    material: Material,
    year: Year,
) -> Result<MaterialBalance, ExposureError> {
    with_markets_of_material(lake, material, year, |markets, not_known| {
        let mut found = MaterialBalance {
            material: material.id().to_owned(),
            material_name: material.name().to_owned(),
            year,
            balances: Vec::new(),
            refused: Vec::new(),
            not_known,
        };
        for mut market in markets {
            match market.production.clone() {
                Ok(production) => found.balances.push(balance(&mut market, production)),
                Err(reason) => found.refused.push(RefusedBalance {
                    stage: market.stage,
                    hs_codes: market.codes.clone(),
                    reason,
                }),
            }
        }
        found
    })
}

/// One direction of an economy's trade.
#[derive(Debug, Clone, Copy, Default)]
struct Amount {
    value: f64,
    without_quantity: f64,
    tonnes: f64,
    flagged: f64,
}

/// Plain numbers of one economy.
struct Row {
    economy: Economy,
    /// Value, lowest and highest; the value is `None` where it is not known.
    production: (Option<f64>, f64, f64),
    imports: Amount,
    exports: Amount,
}

impl Row {
    /// Exports − production − imports, with all flows at the printed
    /// production, and its range.
    fn shortfall(&self) -> (f64, f64, f64) {
        let (value, low, high) = self.production;
        let all = self.exports.tonnes - self.imports.tonnes;
        let kept = all - self.exports.flagged + self.imports.flagged;
        (
            all - value.unwrap_or(0.0),
            all.min(kept) - high,
            all.max(kept) - low,
        )
    }

    /// What stands behind it: printed production, and value with a quantity.
    fn coverage(&self) -> Coverage {
        let value = self.imports.value + self.exports.value;
        if value > 0.0 {
            let missing = self.imports.without_quantity + self.exports.without_quantity;
            Coverage::known(1.0 - missing / value, "its trade value with a quantity")
        } else {
            Coverage::known(1.0, "its printed production; it has no trade")
        }
    }
}

const RANGE: &str = "rounding of the printed production, production that is not attributed, \
                     with and without flagged flows";

fn rows(market: &mut StageMarket<'_>, production: &ProductionConcentration) -> Vec<Row> {
    let mut trade = vec![(Amount::default(), Amount::default()); Economy::count()];
    for flow in market.market.flows() {
        let add = |amount: &mut Amount| {
            amount.value += flow.value_kusd;
            amount.without_quantity += flow.value_without_quantity_kusd;
            amount.tonnes += flow.quantity_t;
            amount.flagged += flow.flagged_quantity_t;
        };
        add(&mut trade[usize::from(flow.importer)].0);
        add(&mut trade[usize::from(flow.exporter)].1);
    }
    let rest = if production.unattributed_t.is_some_and(|rest| rest > 0.0) {
        production.unattributed_most_t
    } else {
        0.0
    };
    let mut rows: Vec<Row> = Economy::all()
        .zip(trade)
        .filter_map(|(economy, (imports, exports))| {
            let named = production
                .named_t
                .iter()
                .find(|(named, _)| *named == economy);
            let known = match named {
                Some((_, tonnes)) => {
                    let printed = production
                        .printed(economy)
                        .and_then(|figure| figure.interval().ends());
                    let (low, high) = printed.unwrap_or((*tonnes, *tonnes));
                    (Some(*tonnes), low, high)
                }
                // The printed total may leave it out: nothing bounds it.
                None if production.unknown.contains(&economy) => (None, 0.0, f64::INFINITY),
                None => (None, 0.0, rest),
            };
            let active = imports.value > 0.0
                || exports.value > 0.0
                || named.is_some_and(|(_, tonnes)| *tonnes > 0.0)
                || production.unknown.contains(&economy);
            active.then_some(Row {
                economy,
                production: known,
                imports,
                exports,
            })
        })
        .collect();
    let supply = |row: &Row| row.production.0.unwrap_or(0.0) + row.imports.tonnes;
    rows.sort_by(|a, b| {
        supply(b)
            .total_cmp(&supply(a))
            .then(a.economy.cmp(&b.economy))
    });
    rows
}

fn balance(market: &mut StageMarket<'_>, production: &ProductionConcentration) -> MassBalance {
    let rows = rows(market, production);
    let world_t = production
        .named_t
        .iter()
        .map(|(_, tonnes)| tonnes)
        .sum::<f64>()
        + production.unattributed_t.unwrap_or(0.0);
    let total = |end: fn((f64, f64, f64)) -> f64| {
        rows.iter()
            .map(|row| end(row.shortfall()).max(0.0))
            .sum::<f64>()
    };
    let unexplained = (total(|s| s.0), total(|s| s.1), total(|s| s.2));
    let share = |part: f64, whole: f64| if whole > 0.0 { part / whole } else { 0.0 };
    let sources = || [market.source.source.clone(), production.source.clone()];
    let basis = format!("{}, {}", market.basis, market.year);
    let world = rows.iter().fold(Amount::default(), |sum, row| Amount {
        value: sum.value + row.exports.value,
        without_quantity: sum.without_quantity + row.exports.without_quantity,
        tonnes: sum.tonnes + row.exports.tonnes,
        flagged: sum.flagged + row.exports.flagged,
    });
    let world_coverage = || {
        Coverage::known(
            1.0 - share(world.without_quantity, world.value),
            "world trade value with a reported quantity",
        )
    };
    let estimate = |value: f64, unit: Unit, basis: String, interval: Interval, coverage| {
        Figure::estimated(value, unit, basis, interval, coverage, sources())
    };
    let economies = rows
        .iter()
        .map(|row| {
            let (short, low, high) = row.shortfall();
            let consumption_basis =
                format!("production + imports − exports, stock changes left out, {basis}");
            let (part, least, most) = (short.max(0.0), low.max(0.0), high.max(0.0));
            let apparent_consumption = match row.production.0 {
                Some(_) => {
                    let figure = Figure::measured(
                        -short,
                        Unit::Tonne,
                        consumption_basis,
                        Interval::between(-high, -low, RANGE),
                        row.coverage(),
                        sources(),
                    );
                    if production.estimates(std::iter::once(row.economy)) {
                        figure.as_estimate()
                    } else {
                        figure
                    }
                }
                None if row.production.2.is_infinite() => Figure::unavailable(
                    Unit::Tonne,
                    consumption_basis,
                    "its production is withheld or not available",
                    sources(),
                ),
                None if row.production.2 > 0.0 => Figure::bounded(
                    Unit::Tonne,
                    consumption_basis,
                    Interval::between(-high, -low, RANGE),
                    row.coverage(),
                    sources(),
                ),
                None => estimate(
                    -short,
                    Unit::Tonne,
                    format!("{consumption_basis}; production is assumed to be none"),
                    if high > low {
                        Interval::between(
                            -high,
                            -low,
                            "with and without flagged flows; that production is none is assumed, \
                             since the source lists none and attributes all of the world's",
                        )
                    } else {
                        Interval::unknown(
                            "production is assumed to be none, since the source lists none and \
                             attributes all of the world's",
                        )
                    },
                    row.coverage(),
                ),
            };
            let assumed = match row.production.0 {
                Some(_) => "",
                None => " (production that is not listed counted as none)",
            };
            EconomyBalance {
                economy: row.economy,
                production: production_figure(row, production, &basis),
                imports: trade_figure(row.imports, "imports", &basis, market),
                exports: trade_figure(row.exports, "exports", &basis, market),
                apparent_consumption,
                unexplained: estimate(
                    part,
                    Unit::Tonne,
                    format!("exports beyond production and imports{assumed}, {basis}"),
                    Interval::between(least, most, RANGE),
                    row.coverage(),
                ),
                unexplained_share: estimate(
                    share(part, world_t + unexplained.0),
                    Unit::Share,
                    format!("unexplained exports{assumed}, of world supply, {basis}"),
                    Interval::between(
                        share(least, world_t + unexplained.2),
                        share(most, world_t + unexplained.1.max(most)),
                        RANGE,
                    ),
                    row.coverage(),
                ),
            }
        })
        .collect();
    MassBalance {
        stage: market.stage,
        basis: market.basis.clone(),
        revision: market.revision,
        hs_codes: market.codes.clone(),
        trade_source: market.source.source.clone(),
        production_source: production.source.clone(),
        world_production: production.world.clone().unwrap_or_else(|| {
            Figure::unavailable(
                Unit::Tonne,
                format!("world production, {basis}"),
                "the source prints no world total",
                [production.source.clone()],
            )
        }),
        world_trade: trade_figure(world, "world trade", &basis, market),
        unexplained: estimate(
            unexplained.0,
            Unit::Tonne,
            format!(
                "exports beyond production and imports, all economies (production that is not \
                 listed counted as none), {basis}"
            ),
            Interval::between(unexplained.1, unexplained.2, RANGE),
            world_coverage(),
        ),
        unexplained_share: estimate(
            share(unexplained.0, world_t + unexplained.0),
            Unit::Share,
            format!("unexplained exports, of world supply, {basis}"),
            Interval::between(
                share(unexplained.1, world_t + unexplained.1),
                share(unexplained.2, world_t + unexplained.2),
                RANGE,
            ),
            world_coverage(),
        ),
        findings: findings(&rows, production, world, world_t),
        economies,
    }
}

fn production_figure(row: &Row, production: &ProductionConcentration, basis: &str) -> Figure {
    let basis = format!("production, {basis}");
    let source = [production.source.clone()];
    let (value, low, high) = row.production;
    match value {
        Some(tonnes) => {
            let printed = production
                .producers
                .iter()
                .find(|producer| producer.economy == row.economy)
                .and_then(|producer| producer.production.clone());
            printed.unwrap_or_else(|| {
                Figure::measured(
                    tonnes,
                    Unit::Tonne,
                    basis,
                    Interval::between(low, high, "as printed"),
                    Coverage::known(1.0, "the economy's printed production"),
                    source,
                )
            })
        }
        None => Figure::unavailable(
            Unit::Tonne,
            basis,
            if production.unknown.contains(&row.economy) {
                "withheld by the source, or not available"
            } else {
                "the source lists no production of it"
            },
            source,
        ),
    }
}

fn trade_figure(amount: Amount, what: &str, basis: &str, market: &StageMarket<'_>) -> Figure {
    let basis = format!("{what}, {basis}");
    let source = [market.source.source.clone()];
    if amount.tonnes <= 0.0 {
        let reason = if amount.value > 0.0 {
            "no quantity is reported"
        } else {
            "the source records none"
        };
        return Figure::unavailable(Unit::Tonne, basis, reason, source);
    }
    Figure::measured(
        amount.tonnes,
        Unit::Tonne,
        basis,
        if amount.flagged > 0.0 {
            Interval::between(
                amount.tonnes - amount.flagged,
                amount.tonnes,
                WITHOUT_FLAGGED,
            )
        } else {
            Interval::unknown(REPORTS_NOT_USED)
        },
        Coverage::known(
            1.0 - amount.without_quantity / amount.value,
            "trade value with a reported quantity",
        ),
        source,
    )
}

/// Tonnes as they are said in a finding.
fn tonnes(amount: f64) -> String {
    said(amount, Unit::Tonne)
}

/// A number as figures are written.
fn said(amount: f64, unit: Unit) -> String {
    let none = || Interval::unknown("");
    Figure::measured(amount, unit, "", none(), Coverage::unknown(""), []).value_text()
}

fn findings(
    rows: &[Row],
    production: &ProductionConcentration,
    world: Amount,
    world_t: f64,
) -> Vec<AuditFinding> {
    let mut found = vec![AuditFinding {
        kind: FindingKind::WorldTotals,
        text: format!(
            "World exports are {} against a world production of {}. The source of trade gives \
             one quantity for both sides of a flow, so that world exports and imports agree by \
             construction and are no test.",
            tonnes(world.tonnes),
            production
                .world
                .as_ref()
                .map_or_else(|| tonnes(world_t), Figure::value_text)
        ),
        economies: Vec::new(),
    }];
    let mut short: Vec<&Row> = rows.iter().filter(|row| row.shortfall().0 > 0.0).collect();
    short.sort_by(|a, b| {
        b.shortfall()
            .0
            .total_cmp(&a.shortfall().0)
            .then(a.economy.cmp(&b.economy))
    });
    if !short.is_empty() {
        let certain = short.iter().filter(|row| row.shortfall().1 > 0.0).count();
        let named: Vec<String> = short
            .iter()
            .take(5)
            .map(|row| format!("{} {}", row.economy.name(), tonnes(row.shortfall().0)))
            .collect();
        found.push(AuditFinding {
            kind: FindingKind::ExportsExceedSupply,
            text: format!(
                "{} economies export more than they produce and import, which needs stocks or \
                 shows an error: {}{}. For {certain} of them neither rounding, production that \
                 is not attributed, nor flagged flows can explain it.",
                short.len(),
                named.join(", "),
                if short.len() > named.len() {
                    " …"
                } else {
                    ""
                }
            ),
            economies: short.iter().map(|row| row.economy).collect(),
        });
    }
    let idle: Vec<Economy> = rows
        .iter()
        .filter(|row| {
            row.production.0.is_some_and(|tonnes| tonnes > 0.0)
                && row.imports.value + row.exports.value <= 0.0
        })
        .map(|row| row.economy)
        .collect();
    let names = |economies: &[Economy]| {
        let names: Vec<&str> = economies.iter().map(|economy| economy.name()).collect();
        names.join(", ")
    };
    if !idle.is_empty() {
        found.push(AuditFinding {
            kind: FindingKind::ProducerWithoutTrade,
            text: format!(
                "Listed as producers, but without any trade under the codes: {}.",
                names(&idle)
            ),
            economies: idle,
        });
    }
    let rest = production.unattributed_t.unwrap_or(0.0);
    if rest > 0.0 || !production.unknown.is_empty() {
        let withheld = if production.unknown.is_empty() {
            String::new()
        } else {
            format!(
                " Withheld or not available: {}; the printed total may leave that out.",
                names(&production.unknown)
            )
        };
        found.push(AuditFinding {
            kind: FindingKind::ProductionNotAttributed,
            text: format!(
                "{} of world production are not attributed to an economy{}.{withheld}",
                tonnes(rest),
                if rest > 0.0 {
                    format!(
                        "; within the rounding of the printed figures an economy that is not \
                         listed may produce up to {}",
                        tonnes(production.unattributed_most_t)
                    )
                } else {
                    String::new()
                }
            ),
            economies: production.unknown.clone(),
        });
    }
    if world.without_quantity > 0.0 {
        found.push(AuditFinding {
            kind: FindingKind::QuantityMissing,
            text: format!(
                "{} of the value of world trade has no quantity and is in no tonne here.",
                said(world.without_quantity / world.value, Unit::Share)
            ),
            economies: Vec::new(),
        });
    }
    if world.flagged > 0.0 {
        let concerned: Vec<Economy> = rows
            .iter()
            .filter(|row| row.exports.flagged > 0.0)
            .map(|row| row.economy)
            .collect();
        found.push(AuditFinding {
            kind: FindingKind::ImplausibleFlows,
            text: format!(
                "{} of {} of world exports have an implausible unit value; every interval holds \
                 the balance without them.",
                tonnes(world.flagged),
                tonnes(world.tonnes)
            ),
            economies: concerned,
        });
    }
    found
}
