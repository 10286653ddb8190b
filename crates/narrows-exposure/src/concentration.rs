//! Concentration of world production.

use narrows_core::{
    Coverage, Economy, Figure, Interval, Material, SourceRef, Stage, Status, Unit, WeightBasis,
    Year,
};
use schemars::JsonSchema;
use serde::Serialize;

use crate::hhi::{hhi_between, hhi_bounds, hhi_of_parts, share_ranges, total_range};
use crate::mineral_statistics::{MineralStatistic, MineralStatistics, USGS, WORLD_MINING_DATA};
use crate::supply_shares::SupplyShare;

/// One producer's share of the world.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ProducerShare {
    /// The producer.
    pub economy: Economy,
    /// Share of world production.
    pub share: Figure,
    /// Production in t, where it is published in mass.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub production: Option<Figure>,
}

/// Who produces a material, from one source.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ProductionConcentration {
    /// What the source counts, in its words.
    pub series: String,
    /// The same inside a sentence: `primary production`.
    #[serde(skip)]
    pub what: String,
    /// Where in the chain, inside a sentence: ` at the processing stage`, or
    /// nothing where the series says it.
    #[serde(skip)]
    pub at: String,
    /// The stage.
    pub stage: Stage,
    /// What a tonne is a tonne of.
    pub basis: WeightBasis,
    /// The year, or the period as the source names it.
    pub period: String,
    /// World production in t, where published in mass.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub world: Option<Figure>,
    /// Producers, largest first.
    pub producers: Vec<ProducerShare>,
    /// Herfindahl–Hirschman index of world production.
    pub herfindahl_hirschman_index: Figure,
    /// Where it is published.
    pub source: SourceRef,
    /// Production not attributed to an economy, t; for the formulas.
    #[serde(skip)]
    pub(crate) unattributed_t: Option<f64>,
    /// The most that it can be within the rounding of total and producers, t.
    #[serde(skip)]
    pub(crate) unattributed_most_t: f64,
    /// The most that its share of the world can be within that rounding.
    #[serde(skip)]
    pub(crate) unattributed_most_share: f64,
    #[serde(skip)]
    pub(crate) named_t: Vec<(Economy, f64)>,
    /// Economies listed whose figure is withheld or not available.
    #[serde(skip)]
    pub(crate) unknown: Vec<Economy>,
}

impl ProductionConcentration {
    /// Whether the source prints a figure for each of these economies. One that
    /// it does not list may still produce a little.
    pub(crate) fn lists_all(&self, mut members: impl Iterator<Item = Economy>) -> bool {
        members.all(|member| self.named_t.iter().any(|(economy, _)| *economy == member))
    }

    /// Whether the production of any of these economies is withheld or not
    /// available: then nothing bounds it, since the printed total of the world
    /// may leave it out.
    pub(crate) fn withholds(&self, mut members: impl Iterator<Item = Economy>) -> bool {
        members.any(|member| self.unknown.contains(&member))
    }

    /// Whether any printed production of these economies is an estimate.
    pub(crate) fn estimates(&self, mut members: impl Iterator<Item = Economy>) -> bool {
        members.any(|member| {
            self.printed(member)
                .is_some_and(|figure| *figure.status() == Status::Estimated)
        })
    }

    /// The printed production of an economy as a figure, where it is not zero.
    pub(crate) fn printed(&self, economy: Economy) -> Option<&Figure> {
        self.producers
            .iter()
            .find(|producer| producer.economy == economy)?
            .production
            .as_ref()
    }

    /// Domestic production: as printed where the source names the economies;
    /// of one that it does not name, from nothing to all that it attributes to
    /// nobody. Both within the rounding of the printed figures.
    pub(crate) fn domestic(&self, members: impl Iterator<Item = Economy>) -> DomesticProduction {
        let mut found = DomesticProduction {
            value: 0.0,
            low: 0.0,
            high: 0.0,
            holds_unattributed: false,
        };
        let mut unnamed = false;
        for member in members {
            match self.named_t.iter().find(|(economy, _)| *economy == member) {
                Some((_, tonnes)) => {
                    let (low, high) = self
                        .printed(member)
                        .and_then(|figure| figure.interval().ends())
                        .unwrap_or((*tonnes, *tonnes));
                    found.value += tonnes;
                    found.low += low;
                    found.high += high;
                }
                None => unnamed = true,
            }
        }
        // Where nothing is left, none is assumed; where something is, it is
        // known as surely as total and producers are printed.
        found.holds_unattributed = unnamed && self.unattributed_t.is_some_and(|rest| rest > 0.0);
        if found.holds_unattributed {
            found.high += self.unattributed_most_t;
        }
        found
    }
}

/// Production of a subject, in t.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct DomesticProduction {
    /// What is printed of it.
    pub(crate) value: f64,
    pub(crate) low: f64,
    pub(crate) high: f64,
    /// Whether `high` holds production that the source attributes to nobody.
    pub(crate) holds_unattributed: bool,
}

/// What a source counts, in its words.
struct Counted {
    series: String,
    /// The same inside a sentence.
    what: String,
    stage: Stage,
    basis: WeightBasis,
    /// Whether the source lists all producers that it knows of, so that their
    /// sum is its total where it prints none.
    lists_all_producers: bool,
}

/// Production of a year from every source and edition that has it: the
/// editions of the USGS, the latest first, then World Mining Data. They are
/// never averaged.
pub(crate) fn production_of_year(
    material: Material,
    statistics: &MineralStatistics,
    year: Year,
) -> Vec<ProductionConcentration> {
    let mut found: Vec<ProductionConcentration> = material
        .production_series()
        .iter()
        .filter_map(|series| {
            let rows: Vec<_> = statistics
                .of("world", "production")
                .filter(|row| {
                    row.source.id == USGS
                        && row.source.vintage == series.edition
                        && row.series == series.series
                        && row.years == (year.0, year.0)
                })
                .collect();
            let counted = Counted {
                series: series.series.clone(),
                what: series
                    .series
                    .split(',')
                    .next()
                    .unwrap_or(&series.series)
                    .to_lowercase(),
                stage: series.stage,
                basis: series.basis.clone(),
                lists_all_producers: false,
            };
            concentration(&rows, counted, year)
        })
        .collect();
    found.sort_by(|a, b| b.source.vintage.cmp(&a.source.vintage));
    found.extend(material.mining_sheets().iter().filter_map(|sheet| {
        let rows: Vec<_> = statistics
            .of("world", "production")
            .filter(|row| {
                row.source.id == WORLD_MINING_DATA
                    && row.commodity == sheet.sheet
                    && row.years == (year.0, year.0)
            })
            .collect();
        let counted = Counted {
            series: format!("{}, production", sheet.sheet),
            what: "production".to_owned(),
            stage: sheet.stage,
            basis: sheet.basis.clone(),
            lists_all_producers: true,
        };
        concentration(&latest_vintage(&rows), counted, year)
    }));
    found
}

/// The rows of the last vintage by name.
fn latest_vintage<'a>(rows: &[&'a MineralStatistic]) -> Vec<&'a MineralStatistic> {
    let last = rows.iter().map(|row| &row.source.vintage).max();
    rows.iter()
        .copied()
        .filter(|row| Some(&row.source.vintage) == last)
        .collect()
}

/// Whether a label is that of the world or of the sum of the others.
fn is_total(label: &str) -> bool {
    let label = label.to_ascii_lowercase();
    label.starts_with("world") || label == "total"
}

/// Shares and concentration of one series and year; none without a producer
/// or without a total.
fn concentration(
    rows: &[&MineralStatistic],
    counted: Counted,
    year: Year,
) -> Option<ProductionConcentration> {
    let source = rows.first()?.source.clone();
    let world = rows.iter().find(|row| is_total(&row.label));
    let mut named: Vec<(Economy, f64, f64, bool)> = Vec::new();
    let mut unknown = Vec::new();
    let mut estimated = world.is_some_and(|row| row.is_estimate());
    for row in rows.iter().filter(|row| !is_total(&row.label)) {
        estimated |= row.is_estimate();
        match (row.economy, row.tonnes()) {
            (Some(economy), Some(tonnes)) => {
                let factor = crate::mineral_statistics::tonnes_in(&row.unit)?;
                let rounding = if row.qualifier == "zero" {
                    0.0
                } else {
                    row.rounding().unwrap_or(0.0) * factor
                };
                named.push((economy, tonnes, rounding, row.is_estimate()));
            }
            (Some(economy), None) => unknown.push(economy),
            (None, _) => {}
        }
    }
    if named.is_empty() {
        return None;
    }
    let sum: f64 = named.iter().map(|(_, tonnes, _, _)| tonnes).sum();
    // Without a printed total nobody knows what is not listed: such a
    // series (a single economy under a label of its own) tells no share.
    let printed_total = world.and_then(|row| row.tonnes());
    let total = match (printed_total, counted.lists_all_producers) {
        (Some(total), _) => total.max(sum),
        (None, true) if sum > 0.0 => sum,
        (None, _) => return None,
    };
    let world_rounding = world
        .and_then(|row| Some(row.rounding()? * crate::mineral_statistics::tonnes_in(&row.unit)?))
        .unwrap_or_else(|| named.iter().map(|(_, _, rounding, _)| rounding).sum());
    let rest = total - sum;
    let withheld: Vec<String> = unknown
        .iter()
        .map(|economy: &Economy| economy.name_in_sentence())
        .collect();
    let coverage = || {
        if !withheld.is_empty() {
            return Coverage::unknown(format!(
                "the production of {} is withheld or not available, and the printed total may \
                 leave it out",
                withheld.join(", ")
            ));
        }
        Coverage::known(
            sum / total,
            if printed_total.is_some() {
                "world production attributed to economies"
            } else {
                "the producers that the source lists; it prints no total here"
            },
        )
    };
    let basis = format!(
        "{}, {}, {}",
        counted.series.to_lowercase(),
        counted.basis,
        year
    );
    let status = |figure: Figure, estimate: bool| {
        if estimate {
            figure.as_estimate()
        } else {
            figure
        }
    };
    named.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let parts: Vec<(f64, f64)> = named
        .iter()
        .map(|(_, tonnes, rounding, _)| ((tonnes - rounding).max(0.0), tonnes + rounding))
        .collect();
    let totals = total_range(
        &parts,
        printed_total.unwrap_or(total),
        world_rounding,
        total,
    );
    let ranges = share_ranges(&parts, totals);
    let (unattributed_most_t, unattributed_most_share) = if printed_total.is_some() {
        let least: f64 = parts.iter().map(|(low, _)| low).sum();
        let least_shares: f64 = ranges.iter().map(|(low, _)| low).sum();
        ((totals.1 - least).max(0.0), (1.0 - least_shares).max(0.0))
    } else {
        // The producers listed are the whole.
        (0.0, 0.0)
    };
    let producers = named
        .iter()
        .zip(ranges)
        .filter(|((_, tonnes, _, _), _)| *tonnes > 0.0)
        .map(|((economy, tonnes, rounding, estimate), (low, high))| {
            ProducerShare {
                economy: *economy,
                share: status(
                    Figure::measured(
                        tonnes / total,
                        Unit::Share,
                        format!("of world {basis}"),
                        Interval::between(low, high, "rounding of the printed figures"),
                        coverage(),
                        [source.clone()],
                    ),
                    // A share of a total that holds estimates rests on them too.
                    estimated,
                ),
                production: Some(status(
                    Figure::measured(
                        *tonnes,
                        Unit::Tonne,
                        basis.clone(),
                        Interval::between(
                            (tonnes - rounding).max(0.0),
                            tonnes + rounding,
                            "rounding of the printed figure",
                        ),
                        Coverage::known(1.0, "the economy's printed production"),
                        [source.clone()],
                    ),
                    *estimate,
                )),
            }
        })
        .collect();
    let amounts: Vec<f64> = named.iter().map(|(_, tonnes, _, _)| *tonnes).collect();
    let (index, _) = hhi_bounds(&amounts, rest)?;
    let (low, high) = match printed_total {
        Some(_) => hhi_of_parts(&parts, totals),
        // Without a printed total the producers listed are the whole.
        None => hhi_between(&parts)?,
    };
    let (low, high) = (low.min(index), high.max(index));
    let index = Figure::measured(
        index,
        Unit::Index01,
        format!("of world {basis}"),
        Interval::between(
            low,
            high,
            "rounding of the printed figures; production not attributed to an economy \
                     spread over many producers, or held by one",
        ),
        coverage(),
        [source.clone()],
    );
    Some(ProductionConcentration {
        series: counted.series,
        what: counted.what,
        at: String::new(),
        stage: counted.stage,
        basis: counted.basis,
        period: year.to_string(),
        world: printed_total.or(Some(total)).map(|tonnes| {
            status(
                Figure::measured(
                    tonnes,
                    Unit::Tonne,
                    format!("world {basis}"),
                    Interval::between(
                        tonnes - world_rounding,
                        tonnes + world_rounding,
                        "rounding of the printed total",
                    ),
                    coverage(),
                    [source.clone()],
                ),
                estimated,
            )
        }),
        producers,
        herfindahl_hirschman_index: status(index, estimated),
        source,
        unattributed_t: Some(rest),
        unattributed_most_t,
        unattributed_most_share,
        named_t: named
            .iter()
            .map(|(economy, tonnes, _, _)| (*economy, *tonnes))
            .collect(),
        unknown,
    })
}

/// The years that any source has production of.
pub(crate) fn production_years(material: Material, statistics: &MineralStatistics) -> Vec<Year> {
    let mut years: Vec<Year> = statistics
        .of("world", "production")
        .filter(|row| {
            row.value.is_some()
                && match row.source.id.as_str() {
                    USGS => material.production_series().iter().any(|series| {
                        series.edition == row.source.vintage && series.series == row.series
                    }),
                    _ => material
                        .mining_sheets()
                        .iter()
                        .any(|sheet| sheet.sheet == row.commodity),
                }
        })
        .map(|row| Year(row.years.1))
        .collect();
    years.sort();
    years.dedup();
    years
}

/// Global supply shares of the EU study, one entry a stage.
pub(crate) fn production_of_eu_study(shares: &[SupplyShare]) -> Vec<ProductionConcentration> {
    ["extraction", "processing"]
        .into_iter()
        .filter_map(|stage| {
            let rows: Vec<&SupplyShare> = shares
                .iter()
                .filter(|share| share.scope == "global" && share.stage == stage)
                .collect();
            let source = rows.first()?.source.clone();
            let mut named: Vec<(Economy, f64, f64)> = rows
                .iter()
                .filter_map(|row| Some((row.economy?, row.share?, row.rounding())))
                .collect();
            named.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            if named.is_empty() {
                return None;
            }
            let sum: f64 = named.iter().map(|(_, share, _)| share).sum();
            let rest = (1.0 - sum).max(0.0);
            let amounts: Vec<f64> = named.iter().map(|(_, share, _)| *share).collect();
            let (index, _) = hhi_bounds(&amounts, rest)?;
            let parts: Vec<(f64, f64)> = named
                .iter()
                .map(|(_, share, rounding)| ((share - rounding).max(0.0), share + rounding))
                .collect();
            // The whole is 1, though the printed shares may sum to a little more.
            let whole = (1.0, sum.max(1.0));
            let least_shares: f64 = share_ranges(&parts, whole).iter().map(|(low, _)| low).sum();
            let (low, high) = hhi_of_parts(&parts, whole);
            let (low, high) = (low.min(index), high.max(index));
            let coverage = || Coverage::known(sum.min(1.0), "world supply attributed to economies");
            let basis = format!("of world {stage}, average of the study's years");
            Some(ProductionConcentration {
                series: format!("Global supply, {stage}"),
                what: "supply".to_owned(),
                at: format!(" at the {stage} stage"),
                stage: if stage == "extraction" {
                    Stage::OreAndConcentrate
                } else {
                    Stage::Refined
                },
                basis: WeightBasis::named("as the study counts it"),
                period: "the average of the years of the EU study".to_owned(),
                world: None,
                producers: named
                    .iter()
                    .map(|(economy, share, rounding)| ProducerShare {
                        economy: *economy,
                        share: Figure::estimated(
                            *share,
                            Unit::Share,
                            basis.clone(),
                            Interval::between(
                                (share - rounding).max(0.0),
                                (share + rounding).min(1.0),
                                "rounding of the printed share",
                            ),
                            coverage(),
                            [source.clone()],
                        ),
                        production: None,
                    })
                    .collect(),
                herfindahl_hirschman_index: Figure::estimated(
                    index,
                    Unit::Index01,
                    basis,
                    Interval::between(
                        low,
                        high,
                        "rounding of the printed shares; supply not attributed to an economy spread over many suppliers, or held \
                         by one",
                    ),
                    coverage(),
                    [source.clone()],
                ),
                source,
                unattributed_t: None,
                unattributed_most_t: 0.0,
                unattributed_most_share: (1.0 - least_shares).max(0.0),
                named_t: Vec::new(),
                unknown: Vec::new(),
            })
        })
        .collect()
}
