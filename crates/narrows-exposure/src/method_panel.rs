//! The method panel: what the methods of the field say of one product, side by
//! side, each with what it looks at and the others do not.

use narrows_core::{Coverage, Figure, HsCode, Interval, SourceRef, Unit, Year};

use crate::counting::Amount;
use crate::flow_mirrors::{ImportMirrors, MirroredFlows};
use crate::flow_noise::FlowNoise;
use crate::geodep::GeoDepConditions;
use crate::geopolrisk::{characterisation_factor, geopolrisk};
use crate::hhi::herfindahl_hirschman_index;
use crate::imports::{Imports, WITHOUT_FLAGGED, hull};
use crate::indicator::{Indicator, Threshold};
use crate::net_import_reliance::net_import_reliance;
use crate::noisy_trade::set_crossings;
use crate::strategic_dependency::StrategicDependency;
use crate::trade_product::ProductInputs;

/// The panel of methods, side by side, with how probably each threshold is
/// crossed.
pub(crate) fn method_panel(
    inputs: &ProductInputs<'_>,
    codes: &[HsCode],
    imports: &Imports,
) -> Vec<Indicator> {
    let (mut panel, geodep_years_told) = indicators(inputs, codes, imports);
    let noise = FlowNoise::measure(
        inputs.source,
        inputs.year,
        codes,
        inputs.disagreement.cloned(),
    );
    set_crossings(
        &mut panel,
        inputs.source,
        inputs.year,
        codes,
        inputs.subject,
        &noise,
        geodep_years_told,
    );
    panel
}

/// The indicators of the panel computed without implausible flows; none where
/// no flow of the market is implausible.
pub(crate) fn plausible_panel(
    inputs: &ProductInputs<'_>,
    codes: &[HsCode],
    imports: Imports,
) -> Vec<Indicator> {
    if imports.world_flagged {
        indicators(inputs, codes, &imports.plausible()).0
    } else {
        Vec::new()
    }
}

/// The indicators, and of how many years GeoDep's conditions can be told.
fn indicators(
    inputs: &ProductInputs<'_>,
    codes: &[HsCode],
    imports: &Imports,
) -> (Vec<Indicator>, usize) {
    let source = || [inputs.source.source.clone()];
    let year = inputs.year;
    let no_import = imports.none();
    let hhi = |amount: Amount| herfindahl_hirschman_index(imports.flows.iter().map(amount));
    let counting = imports.counting();
    let hhi_ways = imports.interval(
        counting.numbers(hhi),
        imports.mirror_ends(ImportMirrors::hhi),
        counting.meaning,
    );
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
            imports.interval_of(
                MirroredFlows::World,
                if imports.world_flagged {
                    [Some(value), imports.hhi_world_exports_unflagged]
                        .into_iter()
                        .flatten()
                        .collect()
                } else {
                    Vec::new()
                },
                imports
                    .reported_twice(MirroredFlows::World)
                    .and_then(ImportMirrors::hhi_world_exports),
                WITHOUT_FLAGGED,
            ),
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
    let over_exports = imports.interval_of(
        MirroredFlows::Both,
        imports_over_exports_ways(imports),
        imports
            .reported_twice(MirroredFlows::Both)
            .and_then(ImportMirrors::imports_over_exports),
        WITHOUT_FLAGGED,
    );
    let external_share = if inputs.subject.single().is_some() {
        Interval::unknown("for a single economy every import is external by definition")
    } else {
        imports.interval(
            Vec::new(),
            imports
                .two_reports()
                .and_then(ImportMirrors::external_share),
            WITHOUT_FLAGGED,
        )
    };
    let (geodep, geodep_years_told) = geodep_indicator(inputs, codes, imports);
    let mut panel = vec![
        Indicator {
            id: "herfindahl_hirschman_index_imports",
            name: "HHI of import sources",
            method: "Hirschman 1945, Herfindahl 1950",
            figure: figure(
                hhi(|flow| flow.value_kusd),
                Unit::Index01,
                format!("import sources by value, {year}"),
                hhi_ways.clone(),
                no_import,
            ),
            threshold: None,
            crossing: None,
            differs: "looks at the subject's own sources only",
        },
        Indicator {
            id: "herfindahl_hirschman_index_world_exports",
            name: "HHI of world exports",
            method: "Hirschman 1945, Herfindahl 1950",
            figure: world(format!("world exports by value, {year}")),
            threshold: None,
            crossing: None,
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
            crossing: None,
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
                external_share,
                no_import,
            ),
            // Above by definition for a single economy, so no finding there.
            threshold: inputs.subject.single().is_none().then_some(Threshold {
                above: StrategicDependency::THRESHOLDS[1],
            }),
            crossing: None,
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
                over_exports,
                reason,
            ),
            threshold: Some(Threshold {
                above: StrategicDependency::THRESHOLDS[2],
            }),
            crossing: None,
            differs: "stands for missing production figures: who exports more than it imports \
                      can replace",
        },
        geodep,
    ];
    panel.extend(risk_indicators(inputs, imports));
    panel.push(reliance_indicator(inputs, imports));
    (panel, geodep_years_told)
}

fn geodep_indicator(
    inputs: &ProductInputs<'_>,
    codes: &[HsCode],
    now: &Imports,
) -> (Indicator, usize) {
    let at = |back: i32| {
        let year = Year(inputs.year.0 - back);
        (inputs.source.covers(year) && inputs.codes.iter().all(|code| code.holds_in(year))).then(
            || {
                let then = Imports::read(inputs.source, year, codes, inputs.subject);
                if now.plausible_alone {
                    then.plausible().geodep()
                } else {
                    then.geodep()
                }
            },
        )
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
                    "the conditions are yes or no; the crossing probability says how surely",
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
    let indicator = Indicator {
        id: "geodep_years",
        name: "GeoDep, years of 3 that hold",
        method: "CEPII, GeoDep (Lefebvre and Wibaux 2024); dependent from 2 of 3 years",
        figure,
        threshold: Some(Threshold { above: 1.5 }),
        crossing: None,
        differs: "asks for own and world concentration together, and that it persists",
    };
    (indicator, told)
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
            crossing: None,
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

    let full = match inputs.comparable_production() {
        Err(reason) => Err(reason),
        Ok(production) if production.withholds(inputs.subject.members()) => {
            Err(WITHHELD.to_owned())
        }
        Ok(production) => {
            sources.push(production.source.clone());
            let hhi = production.herfindahl_hirschman_index.interval().ends();
            let domestic = production.domestic(inputs.subject.members());
            match hhi {
                None => Err("the concentration of production is not known".to_owned()),
                Some((hhi_low, hhi_high)) => {
                    let most = geopolrisk(&imports.flows, domestic.low, hhi_high, governance);
                    let least = geopolrisk(&imports.flows, domestic.high, hhi_low, governance);
                    let value = production
                        .herfindahl_hirschman_index
                        .value()
                        .and_then(|hhi| {
                            geopolrisk(&imports.flows, domestic.value, hhi, governance)
                        });
                    match (value, least, most) {
                        (Some(value), Some(least), Some(most)) => Ok((value, least, most)),
                        _ => Err(no_quantity()),
                    }
                }
            }
        }
    };
    let meaning = "rounding of the printed production, domestic and other production that the \
                   source does not attribute, and suppliers without a governance estimate";
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

const WITHHELD: &str = "domestic production is withheld or not available";

/// Imports over exports with and without flagged flows on either side; empty
/// where none is flagged.
fn imports_over_exports_ways(imports: &Imports) -> Vec<f64> {
    if imports.flagged_value <= 0.0 && imports.flagged_exports_kusd <= 0.0 {
        return Vec::new();
    }
    [
        (imports.value, imports.exports_kusd),
        (
            imports.value - imports.flagged_value,
            imports.exports_kusd - imports.flagged_exports_kusd,
        ),
    ]
    .into_iter()
    .filter(|(_, exports)| *exports > 0.0)
    .map(|(imports, exports)| imports / exports)
    .collect()
}

fn reliance_indicator(inputs: &ProductInputs<'_>, imports: &Imports) -> Indicator {
    let basis = format!(
        "(imports − exports) / (production + imports − exports), {}, stock changes left out, {}",
        inputs.codes[0].basis, inputs.year
    );
    let mut sources = vec![inputs.source.source.clone()];
    let figure = match inputs.comparable_production() {
        Err(reason) => Err(reason),
        Ok(production) if production.withholds(inputs.subject.members()) => {
            Err(WITHHELD.to_owned())
        }
        Ok(production) => {
            sources.push(production.source.clone());
            let members = || inputs.subject.members();
            // The printed production within its rounding, and trade with and
            // without flagged flows.
            let domestic = production.domestic(members());
            let trade = [
                (imports.quantity, imports.exports_t),
                (
                    imports.quantity - imports.flagged_quantity,
                    imports.exports_t - imports.flagged_exports_t,
                ),
            ];
            let ways: Vec<f64> = [domestic.low, domestic.high]
                .into_iter()
                .flat_map(|produced| {
                    trade.map(|(imported, exported)| {
                        net_import_reliance(imported, exported, produced)
                    })
                })
                .flatten()
                .collect();
            // Without production it is 100 % whatever the flows are: no interval.
            let spread = ways.iter().any(|way| (way - ways[0]).abs() > 1e-12);
            match net_import_reliance(imports.quantity, imports.exports_t, domestic.value) {
                Some(value) if imports.quantity > 0.0 => {
                    let coverage = imports.quantity_coverage();
                    let sources = sources.iter().cloned();
                    if domestic.holds_unattributed {
                        Ok(Figure::bounded(
                            Unit::Share,
                            basis.clone(),
                            hull(
                                &ways,
                                "domestic production between what is named and all that the \
                                 source does not attribute, with and without flagged flows",
                            ),
                            coverage,
                            sources,
                        ))
                    } else if !production.lists_all(members()) {
                        Ok(Figure::estimated(
                            value,
                            Unit::Share,
                            format!(
                                "{basis}; the source lists no domestic production, which is \
                                 assumed to be none"
                            ),
                            if spread {
                                hull(
                                    &ways,
                                    "with and without flagged flows; that domestic production \
                                     is none is assumed",
                                )
                            } else {
                                Interval::unknown(
                                    "domestic production is assumed to be none, stock changes \
                                     and trade in further codes are not counted",
                                )
                            },
                            coverage,
                            sources,
                        ))
                    } else {
                        let interval = if spread {
                            hull(
                                &ways,
                                "rounding of the printed production, with and without flagged \
                                 flows; stock changes and trade in further codes are not counted",
                            )
                        } else {
                            Interval::unknown(
                                "stock changes and trade in further codes are not counted",
                            )
                        };
                        let figure = Figure::measured(
                            value,
                            Unit::Share,
                            basis.clone(),
                            interval,
                            coverage,
                            sources,
                        );
                        Ok(if production.estimates(members()) {
                            figure.as_estimate()
                        } else {
                            figure
                        })
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
        crossing: None,
        differs: "counts domestic production; the published figure of the USGS also counts \
                  stocks and chooses its denominator by mineral",
    }
}
