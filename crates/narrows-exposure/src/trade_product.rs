//! What trade says of one material at one stage: suppliers and indicators.

use narrows_core::{
    CodeRelation, Coverage, Economy, Figure, HsCode, HsRevision, Interval, MaterialCode, SourceRef,
    Stage, Unit, WeightBasis, Year,
};
use schemars::JsonSchema;
use serde::Serialize;

use crate::concentration::ProductionConcentration;
use crate::geodep::{GeoDepConditions, GeoDepYear};
use crate::geopolrisk::{characterisation_factor, geopolrisk};
use crate::governance::Governance;
use crate::hhi::herfindahl_hirschman_index;
use crate::indicator::{Indicator, Threshold};
use crate::market::{FlagScratch, FlowTotal};
use crate::material_trade::SourceTrade;
use crate::net_import_reliance::net_import_reliance;
use crate::strategic_dependency::StrategicDependency;
use crate::subject::Subject;

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
    /// Flagged flows of the whole market: implausible ones before corroborated
    /// ones, largest first.
    pub flagged: Vec<FlaggedFlow>,
}

/// What a product is computed from.
pub(crate) struct ProductInputs<'a> {
    pub(crate) source: &'a SourceTrade,
    pub(crate) codes: Vec<MaterialCode>,
    pub(crate) missing: Vec<HsCode>,
    pub(crate) subject: &'a Subject,
    pub(crate) year: Year,
    pub(crate) governance: Option<&'a Governance>,
    pub(crate) production: Option<&'a ProductionConcentration>,
    /// Why there is no production to set beside the trade, where there is none.
    pub(crate) no_production: String,
}

const NO_UNCERTAINTY: &str =
    "no flow is flagged; BACI publishes no uncertainty and mirror gaps are not measured yet";
const SPREAD: &str = "by value and by quantity, with and without flagged flows";
const WITHOUT_FLAGGED: &str = "with and without flagged flows";

/// The imports of a subject as plain numbers, by value and by quantity.
struct Imports {
    flows: Vec<FlowTotal>,
    value: f64,
    quantity: f64,
    unquantified: f64,
    flagged_value: f64,
    flagged_quantity: f64,
    internal_kusd: f64,
    exports_kusd: f64,
    exports_t: f64,
    hhi_world_exports: Option<f64>,
    hhi_world_exports_unflagged: Option<f64>,
    world_flagged: bool,
}

impl Imports {
    fn read(source: &SourceTrade, year: Year, codes: &[HsCode], subject: &Subject) -> Self {
        let mut market = source.market(year, codes);
        let mut flows = market.imports_of(subject);
        flows.sort_by(|a, b| {
            b.value_kusd
                .total_cmp(&a.value_kusd)
                .then(a.exporter.cmp(&b.exporter))
        });
        let sum = |part: fn(&FlowTotal) -> f64| flows.iter().map(part).sum::<f64>();
        let exports = market.exports_of(subject);
        Self {
            value: sum(|flow| flow.value_kusd),
            quantity: sum(|flow| flow.quantity_t),
            unquantified: sum(|flow| flow.value_without_quantity_kusd),
            flagged_value: sum(|flow| flow.flagged_value_kusd),
            flagged_quantity: sum(|flow| flow.flagged_quantity_t),
            internal_kusd: market.internal_trade_of(subject).value_kusd,
            exports_kusd: exports.value_kusd,
            exports_t: exports.quantity_t,
            hhi_world_exports_unflagged: herfindahl_hirschman_index(
                market.unflagged_exports_by_economy().into_iter(),
            ),
            world_flagged: market
                .flows()
                .iter()
                .any(|flow| flow.flagged_value_kusd > 0.0),
            hhi_world_exports: herfindahl_hirschman_index(
                market
                    .exports_by_economy()
                    .into_iter()
                    .map(|(_, value, _)| value),
            ),
            flows,
        }
    }

    /// A number computed in the four ways: by value and quantity, with and
    /// without flagged flows; those that are defined.
    fn four_ways(&self, compute: impl Fn(&dyn Fn(&FlowTotal) -> f64) -> Option<f64>) -> Vec<f64> {
        let value = |flow: &FlowTotal| flow.value_kusd;
        let value_unflagged = |flow: &FlowTotal| flow.value_kusd - flow.flagged_value_kusd;
        let quantity = |flow: &FlowTotal| flow.quantity_t;
        let quantity_unflagged = |flow: &FlowTotal| flow.quantity_t - flow.flagged_quantity_t;
        let mut found: Vec<f64> = [compute(&value), compute(&value_unflagged)]
            .into_iter()
            .flatten()
            .collect();
        // Where much of the trade has no quantity, its shares mean little.
        if self.unquantified <= 0.1 * self.value {
            found.extend(compute(&quantity));
            found.extend(compute(&quantity_unflagged));
        }
        found
    }

    fn quantity_coverage(&self) -> Coverage {
        Coverage::known(
            1.0 - self.unquantified / self.value,
            "import value with a reported quantity",
        )
    }

    fn geodep(&self) -> GeoDepYear {
        GeoDepYear {
            hhi_imports: herfindahl_hirschman_index(self.flows.iter().map(|flow| flow.value_kusd)),
            hhi_exports: self.hhi_world_exports,
            imports_over_exports: (self.exports_kusd > 0.0).then(|| self.value / self.exports_kusd),
            imports: self.value > 0.0,
        }
    }
}

fn hull(values: &[f64], meaning: &str) -> Interval {
    let low = values.iter().copied().reduce(f64::min);
    let high = values.iter().copied().reduce(f64::max);
    match (low, high) {
        (Some(low), Some(high)) => Interval::between(low, high, meaning),
        _ => Interval::unknown("none of the ways to compute it has data"),
    }
}

pub(crate) fn trade_product(inputs: &ProductInputs<'_>) -> Option<TradeProduct> {
    let first = inputs.codes.first()?;
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
    let amount_interval = |with: f64, flagged: f64| {
        if flagged > 0.0 {
            Interval::between(with - flagged, with, WITHOUT_FLAGGED)
        } else {
            Interval::unknown(NO_UNCERTAINTY)
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
            amount_interval(imports.value, imports.flagged_value),
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
            amount_interval(imports.quantity, imports.flagged_quantity),
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
    let suppliers = imports
        .flows
        .iter()
        .map(|flow| {
            let shares = imports.four_ways(|amount| {
                let total: f64 = imports.flows.iter().map(amount).sum();
                (total > 0.0).then(|| amount(flow) / total)
            });
            SupplierShare {
                economy: flow.exporter(),
                share: Figure::measured(
                    flow.value_kusd / imports.value,
                    Unit::Share,
                    format!("of {value_basis}"),
                    hull(&shares, SPREAD),
                    imports.quantity_coverage(),
                    [reference.clone()],
                ),
                value: Figure::measured(
                    flow.value_kusd,
                    Unit::KiloUsd,
                    value_basis.clone(),
                    amount_interval(flow.value_kusd, flow.flagged_value_kusd),
                    complete("import value under the codes"),
                    [reference.clone()],
                ),
                quantity: if flow.quantity_t > 0.0 {
                    Figure::measured(
                        flow.quantity_t,
                        Unit::Tonne,
                        quantity_basis.clone(),
                        amount_interval(flow.quantity_t, flow.flagged_quantity_t),
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
    Some(TradeProduct {
        stage: first.stage,
        basis: first.basis.clone(),
        revision: inputs.source.revision,
        indicators: indicators(inputs, &codes, &imports),
        flagged: flagged_flows(inputs, &codes),
        over_time: over_time(inputs, &codes, &imports),
        hs_codes: codes,
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
    })
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
                        figure(with, Unit::Share, hull(&ways, WITHOUT_FLAGGED))
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
                        Interval::unknown(NO_UNCERTAINTY),
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
                        "BACI publishes no uncertainty"
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

/// The panel of methods, side by side.
fn indicators(inputs: &ProductInputs<'_>, codes: &[HsCode], imports: &Imports) -> Vec<Indicator> {
    let source = || [inputs.source.source.clone()];
    let year = inputs.year;
    let no_import = "the source has no import in this year";
    let hhi = |amount: &dyn Fn(&FlowTotal) -> f64| {
        herfindahl_hirschman_index(imports.flows.iter().map(amount))
    };
    let hhi_ways = hull(&imports.four_ways(hhi), SPREAD);
    let by_value: Vec<f64> = imports.flows.iter().map(|flow| flow.value_kusd).collect();
    let dependency =
        StrategicDependency::new(&by_value, imports.internal_kusd, imports.exports_kusd);
    let figure =
        |value: Option<f64>, unit, basis: String, interval: Interval, reason: &str| match value {
            Some(value) => Figure::measured(
                value,
                unit,
                basis,
                interval,
                imports.quantity_coverage(),
                source(),
            ),
            None => Figure::unavailable(unit, basis, reason, source()),
        };
    let reason = if imports.value > 0.0 {
        "it has no exports, so the ratio is unbounded"
    } else {
        no_import
    };
    let world = |basis: String| match imports.hhi_world_exports {
        Some(value) => Figure::measured(
            value,
            Unit::Index01,
            basis,
            if imports.world_flagged {
                let ways: Vec<f64> = [Some(value), imports.hhi_world_exports_unflagged]
                    .into_iter()
                    .flatten()
                    .collect();
                hull(&ways, WITHOUT_FLAGGED)
            } else {
                Interval::unknown(NO_UNCERTAINTY)
            },
            Coverage::known(1.0, "world trade value under the codes"),
            source(),
        ),
        None => Figure::unavailable(
            Unit::Index01,
            basis,
            "the source has no world trade in this year",
            source(),
        ),
    };
    let flagged_interval = |value: Option<f64>, flagged: f64, scale: f64| match value {
        Some(value) if flagged > 0.0 && scale > 0.0 => {
            Interval::between(value - flagged / scale, value, WITHOUT_FLAGGED)
        }
        _ => Interval::unknown(NO_UNCERTAINTY),
    };
    let mut panel = vec![
        Indicator {
            id: "herfindahl_hirschman_index_imports",
            name: "HHI of import sources",
            method: "Hirschman 1945, Herfindahl 1950",
            figure: figure(
                hhi(&|flow| flow.value_kusd),
                Unit::Index01,
                format!("import sources by value, {year}"),
                hhi_ways.clone(),
                no_import,
            ),
            threshold: None,
            differs: "looks at the subject's own sources only",
        },
        Indicator {
            id: "herfindahl_hirschman_index_world_exports",
            name: "HHI of world exports",
            method: "Hirschman 1945, Herfindahl 1950",
            figure: world(format!("world exports by value, {year}")),
            threshold: None,
            differs: "looks at all exporters: whom one could turn to; production kept at home \
                      does not count",
        },
        Indicator {
            id: "core_dependency_indicator_1",
            name: "EC CDI 1, concentration",
            method: "European Commission, SWD(2021) 352, generalised to any importer",
            figure: figure(
                dependency.concentration,
                Unit::Index01,
                format!("external suppliers by value, {year}"),
                hhi_ways,
                no_import,
            ),
            threshold: Some(Threshold {
                above: StrategicDependency::THRESHOLDS[0],
            }),
            differs: "the HHI of import sources with a threshold; trade among members is netted \
                      out",
        },
        Indicator {
            id: "core_dependency_indicator_2",
            name: "EC CDI 2, external share",
            method: "European Commission, SWD(2021) 352, generalised to any importer",
            figure: figure(
                dependency.external_share,
                Unit::Share,
                format!("external over total imports, by value, {year}"),
                Interval::unknown(if inputs.subject.single().is_some() {
                    "for a single economy every import is external by definition"
                } else {
                    NO_UNCERTAINTY
                }),
                no_import,
            ),
            // Above by definition for a single economy, so no finding there.
            threshold: inputs.subject.single().is_none().then_some(Threshold {
                above: StrategicDependency::THRESHOLDS[1],
            }),
            differs: "tells something of a coalition only: a single economy's imports are all \
                      external",
        },
        Indicator {
            id: "core_dependency_indicator_3",
            name: "EC CDI 3, imports over exports",
            method: "European Commission, SWD(2021) 352, generalised to any importer",
            figure: figure(
                dependency.imports_over_exports,
                Unit::Ratio,
                format!("external imports over exports, by value, {year}"),
                flagged_interval(
                    dependency.imports_over_exports,
                    imports.flagged_value,
                    imports.exports_kusd,
                ),
                reason,
            ),
            threshold: Some(Threshold {
                above: StrategicDependency::THRESHOLDS[2],
            }),
            differs: "stands for missing production figures: who exports more than it imports \
                      can replace",
        },
        geodep_indicator(inputs, codes, imports),
    ];
    panel.extend(risk_indicators(inputs, imports));
    panel.push(reliance_indicator(inputs, imports));
    panel
}

fn geodep_indicator(inputs: &ProductInputs<'_>, codes: &[HsCode], now: &Imports) -> Indicator {
    let at = |back: i32| {
        let year = Year(inputs.year.0 - back);
        (inputs.source.covers(year) && inputs.codes.iter().all(|code| code.holds_in(year)))
            .then(|| Imports::read(inputs.source, year, codes, inputs.subject).geodep())
    };
    let conditions = GeoDepConditions {
        years: [at(2), at(1), Some(now.geodep())],
    };
    let (told, holding) = conditions.count();
    let basis = format!(
        "years of {}–{} in which import HHI > 0.4, world-export HHI > 0.4 and imports exceed \
         exports",
        inputs.year.0 - 2,
        inputs.year
    );
    let source = [inputs.source.source.clone()];
    let figure = if told == 0 {
        Figure::unavailable(
            Unit::Count,
            basis,
            "no year of the three can be told",
            source,
        )
    } else {
        let coverage = Coverage::known(told as f64 / 3.0, "the three years");
        if told == 3 {
            Figure::measured(
                holding as f64,
                Unit::Count,
                basis,
                Interval::unknown(
                    "the conditions are yes or no; crossing probabilities are not computed yet",
                ),
                coverage,
                source,
            )
        } else {
            Figure::bounded(
                Unit::Count,
                basis,
                Interval::between(
                    holding as f64,
                    (holding + 3 - told) as f64,
                    "years that cannot be told may or may not hold",
                ),
                coverage,
                source,
            )
        }
    };
    Indicator {
        id: "geodep_years",
        name: "GeoDep, years of 3 that hold",
        method: "CEPII, GeoDep (Lefebvre and Wibaux 2024); dependent from 2 of 3 years",
        figure,
        threshold: Some(Threshold { above: 1.5 }),
        differs: "asks for own and world concentration together, and that it persists",
    }
}

fn risk_indicators(inputs: &ProductInputs<'_>, imports: &Imports) -> Vec<Indicator> {
    let year = inputs.year;
    let mut sources = vec![inputs.source.source.clone()];
    let row = |id,
               name,
               unit,
               basis: &str,
               differs,
               figure: Result<Figure, String>,
               sources: &[SourceRef]| {
        Indicator {
            id,
            name,
            method: "Gemechu et al. 2016, Santillán-Saldivar et al. 2022",
            figure: figure.unwrap_or_else(|reason| {
                Figure::unavailable(unit, basis.to_owned(), reason, sources.iter().cloned())
            }),
            threshold: None,
            differs,
        }
    };
    let instability_basis =
        format!("instability of suppliers, weighted by import quantity, {year}");
    let score_basis = format!("HHI of production × instability of supply, {year}");
    let factor_basis = format!("score × unit value of imports, {year}");
    let instability_differs =
        "weighs sources by political stability, not only by size; domestic production left out";
    let score_differs =
        "counts domestic production and world production, which CDI and GeoDep do not";
    let factor_differs = "scales the score by price, for life-cycle assessment";
    let Some(governance) = inputs.governance else {
        let reason = "the lake has no governance estimates for this year";
        return vec![row(
            "import_weighted_instability",
            "Instability of import sources",
            Unit::Index01,
            &instability_basis,
            instability_differs,
            Err(reason.to_owned()),
            &sources,
        )];
    };
    sources.push(governance.source.clone());
    let interval = |low: f64, value: f64, high: f64, covered: f64| {
        if covered < 1.0 {
            Interval::between(
                low.min(value),
                high.max(value),
                "suppliers without a governance estimate fully stable, or fully unstable",
            )
        } else {
            Interval::unknown(
                "every supplier has an estimate; the estimates' own margins are not in the data",
            )
        }
    };
    let made = |value: f64, unit, basis: &str, interval, covered: f64, sources: &[SourceRef]| {
        let figure = Figure::measured(
            value,
            unit,
            basis.to_owned(),
            interval,
            Coverage::known(covered, "import quantity with a governance estimate"),
            sources.iter().cloned(),
        );
        if covered < 1.0 {
            figure.as_estimate()
        } else {
            figure
        }
    };
    let no_quantity = || "no import quantity is reported for this year".to_owned();
    let plain = geopolrisk(&imports.flows, 0.0, 1.0, governance)
        .ok_or_else(no_quantity)
        .map(|risk| {
            made(
                risk.import_risk,
                Unit::Index01,
                &instability_basis,
                interval(
                    risk.import_risk_low,
                    risk.import_risk,
                    risk.import_risk_high,
                    risk.governance_coverage,
                ),
                risk.governance_coverage,
                &sources,
            )
        });
    let mut rows = vec![row(
        "import_weighted_instability",
        "Instability of import sources",
        Unit::Index01,
        &instability_basis,
        instability_differs,
        plain,
        &sources,
    )];

    let full = match inputs.production {
        None => Err(inputs.no_production.clone()),
        Some(production) if production.basis != inputs.codes[0].basis => Err(format!(
            "production is counted in {}, imports in {}: their tonnes cannot be added",
            production.basis, inputs.codes[0].basis
        )),
        Some(production) => {
            sources.push(production.source.clone());
            let hhi = production.herfindahl_hirschman_index.interval().ends();
            let (domestic_low, domestic_high) = production.domestic(inputs.subject.members());
            match hhi {
                None => Err("the concentration of production is not known".to_owned()),
                Some((hhi_low, hhi_high)) => {
                    let most = geopolrisk(&imports.flows, domestic_low, hhi_high, governance);
                    let least = geopolrisk(&imports.flows, domestic_high, hhi_low, governance);
                    let value = production
                        .herfindahl_hirschman_index
                        .value()
                        .and_then(|hhi| geopolrisk(&imports.flows, domestic_low, hhi, governance));
                    match (value, least, most) {
                        (Some(value), Some(least), Some(most)) => Ok((value, least, most)),
                        _ => Err(no_quantity()),
                    }
                }
            }
        }
    };
    let meaning = "domestic and other production that the source does not attribute, and \
                   suppliers without a governance estimate";
    let score = full.clone().map(|(value, least, most)| {
        made(
            value.score(),
            Unit::Index01,
            &score_basis,
            Interval::between(
                least.hhi_production * least.import_risk_low,
                most.hhi_production * most.import_risk_high,
                meaning,
            ),
            value.governance_coverage,
            &sources,
        )
        .as_estimate()
    });
    let factor = full.map(|(value, least, most)| {
        let price = value.price_kusd_per_t;
        made(
            characterisation_factor(value.score(), price),
            Unit::CopperEquivalent,
            &factor_basis,
            Interval::between(
                characterisation_factor(least.hhi_production * least.import_risk_low, price),
                characterisation_factor(most.hhi_production * most.import_risk_high, price),
                meaning,
            ),
            value.governance_coverage,
            &sources,
        )
        .as_estimate()
    });
    rows.push(row(
        "geopolrisk_score",
        "GeoPolRisk score",
        Unit::Index01,
        &score_basis,
        score_differs,
        score,
        &sources,
    ));
    rows.push(row(
        "geopolrisk_characterisation_factor",
        "GeoPolRisk factor",
        Unit::CopperEquivalent,
        &factor_basis,
        factor_differs,
        factor,
        &sources,
    ));
    rows
}

fn reliance_indicator(inputs: &ProductInputs<'_>, imports: &Imports) -> Indicator {
    let basis = format!(
        "(imports − exports) / (production + imports − exports), {}, stock changes left out, {}",
        inputs.codes[0].basis, inputs.year
    );
    let mut sources = vec![inputs.source.source.clone()];
    let figure = match inputs.production {
        None => Err(inputs.no_production.clone()),
        Some(production) if production.basis != inputs.codes[0].basis => Err(format!(
            "production is counted in {}, trade in {}: their tonnes cannot be added",
            production.basis, inputs.codes[0].basis
        )),
        Some(production)
            if inputs
                .subject
                .members()
                .any(|member| production.unknown.contains(&member)) =>
        {
            Err("domestic production is withheld or not available".to_owned())
        }
        Some(production) => {
            sources.push(production.source.clone());
            let (low, high) = production.domestic(inputs.subject.members());
            let reliance =
                |produced: f64| net_import_reliance(imports.quantity, imports.exports_t, produced);
            match (reliance(low), reliance(high)) {
                (Some(most), Some(least)) if imports.quantity > 0.0 => {
                    if high > low {
                        Ok(Figure::bounded(
                            Unit::Share,
                            basis.clone(),
                            Interval::between(
                                least,
                                most,
                                "domestic production between what is named and all that the \
                                 source does not attribute",
                            ),
                            imports.quantity_coverage(),
                            sources.iter().cloned(),
                        ))
                    } else {
                        Ok(Figure::measured(
                            most,
                            Unit::Share,
                            basis.clone(),
                            Interval::unknown(
                                "stock changes and trade in further codes are not counted",
                            ),
                            imports.quantity_coverage(),
                            sources.iter().cloned(),
                        ))
                    }
                }
                _ => Err(
                    "exports exceed imports and production together, so consumption cannot \
                          be computed"
                        .to_owned(),
                ),
            }
        }
    };
    Indicator {
        id: "net_import_reliance",
        name: "Net import reliance, computed",
        method: "USGS Mineral Commodity Summaries, appendix B, without stock changes",
        figure: figure
            .unwrap_or_else(|reason| Figure::unavailable(Unit::Share, basis, reason, sources)),
        threshold: None,
        differs: "counts domestic production; the published figure of the USGS also counts \
                  stocks and chooses its denominator by mineral",
    }
}
