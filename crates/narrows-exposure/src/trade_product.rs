//! What trade says of one material at one stage: suppliers and indicators.

use narrows_core::{
    CodeRelation, Coverage, Economy, Figure, HsCode, HsRevision, Interval, MaterialCode, SourceRef,
    Stage, Unit, WeightBasis, Year,
};
use schemars::JsonSchema;
use serde::Serialize;

use crate::concentration::ProductionConcentration;
use crate::flow_noise::Disagreement;
use crate::governance::Governance;
use crate::imports::{Imports, WITHOUT_FLAGGED};
use crate::indicator::Indicator;
use crate::look_through::{StageOrigins, stage_origins};
use crate::market::{FlagScratch, FlowTotal};
use crate::material_trade::SourceTrade;
use crate::method_panel::{method_panel, plausible_panel};
use crate::stage_market::{StageMarket, comparable_production};
use crate::subject::Subject;
use crate::workings::Workings;

/// One supplier of the subject.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SupplierShare {
    /// Who supplies.
    pub economy: Economy,
    /// Share of the subject's import value; the interval also holds the share
    /// by quantity and the shares without flagged flows.
    pub share: Figure,
    /// Import value.
    pub value: Figure,
    /// Import quantity.
    pub quantity: Figure,
}

/// Supplier shares of one year, for a chart over time.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ShareOverTime {
    /// The year.
    pub year: Year,
    /// Import value of the year.
    pub imports: Figure,
    /// Shares of the import value, in the order of the year asked about.
    pub shares: Vec<(Economy, Figure)>,
}

/// A flow whose unit value is more than 20 times off its market's median.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct FlaggedFlow {
    /// Who exports.
    pub exporter: Economy,
    /// Who imports.
    pub importer: Economy,
    /// The code in whose market the unit value stands out.
    pub hs_code: HsCode,
    /// Quantity of the flow.
    pub quantity: Figure,
    /// Its unit value over the median of the market.
    pub unit_value_over_median: Figure,
    /// Whether its exporter's other flows cost about the same: then it is
    /// another grade, and kept in both calculations.
    pub corroborated: bool,
}

/// One material at one stage in trade, from the viewpoint of a subject.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct TradeProduct {
    /// The stage.
    pub stage: Stage,
    /// What a tonne is a tonne of.
    pub basis: WeightBasis,
    /// Revision of the codes.
    pub revision: HsRevision,
    /// The codes that are added up.
    pub hs_codes: Vec<HsCode>,
    /// Codes of the same stage that the source does not carry.
    pub codes_not_in_source: Vec<HsCode>,
    /// What the codes cover, in words.
    pub notes: Vec<String>,
    /// The source.
    pub source: SourceRef,
    /// Import value of the year.
    pub imports: Figure,
    /// Import quantity of the year.
    pub imports_quantity: Figure,
    /// Suppliers, largest first by value.
    pub suppliers: Vec<SupplierShare>,
    /// Shares over the years that the source covers.
    pub over_time: Vec<ShareOverTime>,
    /// The method panel.
    pub indicators: Vec<Indicator>,
    /// The indicators of the panel that are functions of these flows alone or
    /// with production, without [implausible flows](Self::flagged); empty where
    /// none is implausible.
    pub indicators_without_implausible: Vec<Indicator>,
    /// Flagged flows of the whole market: implausible ones before corroborated
    /// ones, largest first.
    pub flagged: Vec<FlaggedFlow>,
    /// Where the imports come from after re-exports are seen through; the
    /// largest origins only.
    pub origins: StageOrigins,
    /// The plain numbers behind the panel, for its explanation.
    #[serde(skip)]
    pub(crate) workings: Workings,
}

/// Origins kept in a product; the view of origins has them all.
const ORIGINS_SHOWN: usize = 8;

/// What a product is computed from.
pub(crate) struct ProductInputs<'a> {
    pub(crate) source: &'a SourceTrade,
    pub(crate) codes: Vec<MaterialCode>,
    pub(crate) missing: Vec<HsCode>,
    pub(crate) subject: &'a Subject,
    pub(crate) year: Year,
    pub(crate) governance: Option<&'a Governance>,
    pub(crate) production: Option<&'a ProductionConcentration>,
    /// What a second reconciliation of the same flows says, where there is one.
    pub(crate) disagreement: Option<&'a Disagreement>,
    /// Why there is no production to set beside the trade, where there is none.
    pub(crate) no_production: String,
}

impl<'a> ProductInputs<'a> {
    /// Production that may be set against this trade, or why not.
    pub(crate) fn comparable_production(&self) -> Result<&'a ProductionConcentration, String> {
        let code = self.codes.first().ok_or("no code is the product")?;
        comparable_production(code, &self.missing, self.production, &self.no_production)
    }
}

pub(crate) fn trade_product(inputs: &ProductInputs<'_>) -> Option<TradeProduct> {
    let first = inputs.codes.first()?;
    let origins = stage_origins(&mut StageMarket::of(inputs)?, inputs.subject);
    let codes: Vec<HsCode> = inputs.codes.iter().map(|code| code.hs_code).collect();
    let imports = Imports::read(inputs.source, inputs.year, &codes, inputs.subject);
    let reference = &inputs.source.source;
    let complete = |of: &str| {
        if inputs.missing.is_empty() {
            Coverage::known(1.0, of)
        } else {
            Coverage::unknown(format!(
                "the source lacks {}, which belong to the same stage",
                listed(&inputs.missing)
            ))
        }
    };
    let year = inputs.year;
    let value_basis = format!("import value, {year}");
    let quantity_basis = format!("import quantity, {}, {year}", first.basis);
    let no_trade = "the source has no import in this year";
    let imports_figure = if imports.value > 0.0 {
        Figure::measured(
            imports.value,
            Unit::KiloUsd,
            value_basis.clone(),
            imports.amount_interval(imports.value, imports.flagged_value, |mirrors| {
                mirrors.imports().value_kusd
            }),
            complete("import value under the codes"),
            [reference.clone()],
        )
    } else {
        Figure::unavailable(
            Unit::KiloUsd,
            value_basis.clone(),
            no_trade,
            [reference.clone()],
        )
    };
    let imports_quantity = if imports.quantity > 0.0 {
        Figure::measured(
            imports.quantity,
            Unit::Tonne,
            quantity_basis.clone(),
            imports.amount_interval(imports.quantity, imports.flagged_quantity, |mirrors| {
                mirrors.imports().quantity_t
            }),
            imports.quantity_coverage(),
            [reference.clone()],
        )
    } else {
        Figure::unavailable(
            Unit::Tonne,
            quantity_basis.clone(),
            if imports.value > 0.0 {
                "the source has no quantity in this year"
            } else {
                no_trade
            },
            [reference.clone()],
        )
    };
    let counting = imports.counting();
    let suppliers = imports
        .flows
        .iter()
        .map(|flow| {
            let shares = counting.numbers(|amount| {
                let total: f64 = imports.flows.iter().map(amount).sum();
                (total > 0.0).then(|| amount(flow) / total)
            });
            SupplierShare {
                economy: flow.exporter(),
                share: Figure::measured(
                    flow.value_kusd / imports.value,
                    Unit::Share,
                    format!("of {value_basis}"),
                    imports.interval(
                        shares,
                        imports.mirror_ends(|mirrors, of| mirrors.share(flow.exporter, of)),
                        counting.meaning,
                    ),
                    imports.quantity_coverage(),
                    [reference.clone()],
                ),
                value: Figure::measured(
                    flow.value_kusd,
                    Unit::KiloUsd,
                    value_basis.clone(),
                    imports.amount_interval(flow.value_kusd, flow.flagged_value_kusd, |mirrors| {
                        mirrors.supplier(flow.exporter).value_kusd
                    }),
                    complete("import value under the codes"),
                    [reference.clone()],
                ),
                quantity: if flow.quantity_t > 0.0 {
                    Figure::measured(
                        flow.quantity_t,
                        Unit::Tonne,
                        quantity_basis.clone(),
                        imports.amount_interval(
                            flow.quantity_t,
                            flow.flagged_quantity_t,
                            |mirrors| mirrors.supplier(flow.exporter).quantity_t,
                        ),
                        Coverage::known(
                            1.0 - flow.value_without_quantity_kusd / flow.value_kusd,
                            "import value with a reported quantity",
                        ),
                        [reference.clone()],
                    )
                } else {
                    Figure::unavailable(
                        Unit::Tonne,
                        quantity_basis.clone(),
                        "no quantity is reported for this flow",
                        [reference.clone()],
                    )
                },
            }
        })
        .collect();
    let mut product = TradeProduct {
        stage: first.stage,
        basis: first.basis.clone(),
        revision: inputs.source.revision,
        indicators: {
            let mut panel = method_panel(inputs, &codes, &imports);
            panel.push(origins.indicator(year, vec![reference.clone()]));
            panel
        },
        flagged: flagged_flows(inputs, &codes),
        workings: Workings::of(inputs, &codes, &imports, origins.known_by_production()),
        over_time: over_time(inputs, &codes, &imports),
        codes_not_in_source: inputs.missing.clone(),
        notes: inputs
            .codes
            .iter()
            .filter(|code| !code.note.is_empty())
            .map(|code| {
                let part = if code.relation == CodeRelation::Part {
                    " (a part of the material)"
                } else {
                    ""
                };
                format!("{} {}: {}{part}", code.revision, code.hs_code, code.note)
            })
            .collect(),
        source: reference.clone(),
        imports: imports_figure,
        imports_quantity,
        suppliers,
        origins: origins.shortened(ORIGINS_SHOWN),
        indicators_without_implausible: plausible_panel(inputs, &codes, imports),
        hs_codes: codes,
    };
    if inputs.source.is_derived() {
        product.call_estimates();
    }
    Some(product)
}

impl TradeProduct {
    /// Calls every figure that rests on its trade an estimate.
    fn call_estimates(&mut self) {
        let estimate = |figure: &mut Figure| *figure = figure.clone().as_estimate();
        estimate(&mut self.imports);
        estimate(&mut self.imports_quantity);
        for supplier in &mut self.suppliers {
            estimate(&mut supplier.share);
            estimate(&mut supplier.value);
            estimate(&mut supplier.quantity);
        }
        for at in &mut self.over_time {
            estimate(&mut at.imports);
            for (_, share) in &mut at.shares {
                estimate(share);
            }
        }
        for indicator in self
            .indicators
            .iter_mut()
            .chain(&mut self.indicators_without_implausible)
        {
            estimate(&mut indicator.figure);
        }
        for flow in &mut self.flagged {
            estimate(&mut flow.quantity);
            estimate(&mut flow.unit_value_over_median);
        }
    }
}

fn listed(codes: &[HsCode]) -> String {
    codes
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(", ")
}

/// The four largest suppliers of the year asked about, over all years.
fn over_time(inputs: &ProductInputs<'_>, codes: &[HsCode], now: &Imports) -> Vec<ShareOverTime> {
    let top: Vec<Economy> = now.flows.iter().take(4).map(FlowTotal::exporter).collect();
    let (from, until) = inputs.source.years;
    (from..=until.min(inputs.year.0))
        .map(Year)
        .filter(|year| inputs.codes.iter().all(|code| code.holds_in(*year)))
        .map(|year| {
            let imports = Imports::read(inputs.source, year, codes, inputs.subject);
            let basis = format!("import value, {year}");
            let missing = |unit| {
                Figure::unavailable(
                    unit,
                    basis.clone(),
                    "the source has no import in this year",
                    [inputs.source.source.clone()],
                )
            };
            let figure = |value: f64, unit, interval| {
                Figure::measured(
                    value,
                    unit,
                    basis.clone(),
                    interval,
                    Coverage::known(1.0, "import value under the codes"),
                    [inputs.source.source.clone()],
                )
            };
            let shares = top
                .iter()
                .map(|economy| {
                    let index = economy.index();
                    let flow = imports
                        .flows
                        .iter()
                        .find(|flow| usize::from(flow.exporter) == index)
                        .copied()
                        .unwrap_or_default();
                    let share = if imports.value > 0.0 {
                        let unflagged = (imports.value - imports.flagged_value > 0.0).then(|| {
                            (flow.value_kusd - flow.flagged_value_kusd)
                                / (imports.value - imports.flagged_value)
                        });
                        let with = flow.value_kusd / imports.value;
                        let ways: Vec<f64> =
                            [Some(with), unflagged].into_iter().flatten().collect();
                        let ends = imports.two_reports().and_then(|mirrors| {
                            mirrors.share(flow.exporter, |amount| amount.value_kusd)
                        });
                        figure(
                            with,
                            Unit::Share,
                            imports.interval(ways, ends, WITHOUT_FLAGGED),
                        )
                    } else {
                        missing(Unit::Share)
                    };
                    (*economy, share)
                })
                .collect();
            ShareOverTime {
                year,
                imports: if imports.value > 0.0 {
                    figure(
                        imports.value,
                        Unit::KiloUsd,
                        imports.amount_interval(imports.value, 0.0, |mirrors| {
                            mirrors.imports().value_kusd
                        }),
                    )
                } else {
                    missing(Unit::KiloUsd)
                },
                shares,
            }
        })
        .collect()
}

fn flagged_flows(inputs: &ProductInputs<'_>, codes: &[HsCode]) -> Vec<FlaggedFlow> {
    let mut found = Vec::new();
    for hs_code in codes {
        let mut market = inputs.source.market(inputs.year, &[*hs_code]);
        let Some(median) = market.flag_unit_values(&mut FlagScratch::default()) else {
            continue;
        };
        for (flow, corroborated) in market.outliers(median) {
            let basis = format!("{hs_code}, {}", inputs.year);
            let one = |value: f64, unit: Unit, basis: String| {
                Figure::measured(
                    value,
                    unit,
                    basis,
                    Interval::unknown(if corroborated {
                        "the source publishes no uncertainty of it"
                    } else {
                        "the flow is implausible as it stands"
                    }),
                    Coverage::known(1.0, "the reported flow"),
                    [inputs.source.source.clone()],
                )
            };
            found.push(FlaggedFlow {
                exporter: flow.exporter(),
                importer: flow.importer(),
                hs_code: *hs_code,
                quantity: one(flow.quantity_t, Unit::Tonne, format!("quantity, {basis}")),
                corroborated,
                unit_value_over_median: one(
                    (flow.value_kusd - flow.value_without_quantity_kusd) / flow.quantity_t / median,
                    Unit::Ratio,
                    format!("unit value over the market's median, {basis}"),
                ),
            });
        }
    }
    found.sort_by(|a, b| {
        a.corroborated
            .cmp(&b.corroborated)
            .then_with(|| {
                b.quantity
                    .value()
                    .unwrap_or(0.0)
                    .total_cmp(&a.quantity.value().unwrap_or(0.0))
            })
            .then_with(|| (a.exporter, a.importer).cmp(&(b.exporter, b.importer)))
    });
    found
}
