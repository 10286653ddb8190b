//! Two sources, one material, one year, two numbers: both are kept, none is
//! averaged, and by how much they differ is said.

use std::cmp::Ordering;

use narrows_core::{Coverage, Economy, Figure, Interval, Stage, Status, Unit, WeightBasis};
use schemars::JsonSchema;
use serde::Serialize;

use crate::concentration::{ProducerShare, ProductionConcentration};

/// How many contradictions between two sources are named; the largest come
/// first.
const NAMED: usize = 3;

/// Production of one economy, or of the world, of which two sources give
/// figures that their rounding does not explain.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ProductionDisagreement {
    /// The economy; none for the world.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub economy: Option<Economy>,
    /// The stage that both count.
    pub stage: Stage,
    /// The year.
    pub year: String,
    /// What the first source says: in t, or as a share of the world where the
    /// two weigh different things.
    pub first: Figure,
    /// What the second source says, in the same unit.
    pub second: Figure,
    /// Their distance over the smaller of the two; unavailable where that is
    /// zero.
    pub difference: Figure,
}

impl ProductionDisagreement {
    /// The contradiction in a sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        let source = |figure: &Figure| {
            figure.sources().first().map_or_else(String::new, |source| {
                format!(" ({} {})", source.id, source.vintage)
            })
        };
        let what = if self.first.unit() == Unit::Share {
            "Share of world production"
        } else {
            "Production"
        };
        let by_how_much = if self.difference.value().is_some() {
            format!(
                "They differ by {} of the smaller figure",
                self.difference.value_text()
            )
        } else {
            "One of them is zero".to_owned()
        };
        format!(
            "{what}, {}, {}, {}: {}{} against {}{}. {by_how_much}; both are kept, and neither is \
             averaged.",
            self.economy.map_or("world", Economy::name),
            self.stage,
            self.year,
            self.first.value_text(),
            source(&self.first),
            self.second.value_text(),
            source(&self.second),
        )
    }
}

/// The contradictions between the first series of each two sources, at each
/// stage and for each period that they share.
///
/// In t where both weigh the same thing; in shares of the world where one
/// weighs the metal and the other its oxide, which is a fixed part of it. Gross
/// weight and content are not compared, since grades differ between mines, nor
/// what is weighed in a way that the source does not say. Series of which a source
/// has several at one stage and on one basis are parts of a whole and are not
/// compared.
pub(crate) fn production_disagreements(
    production: &[ProductionConcentration],
) -> Vec<ProductionDisagreement> {
    let mut found = Vec::new();
    let comparable: Vec<&ProductionConcentration> = production
        .iter()
        .filter(|series| is_latest(series, production) && is_whole(series, production))
        .collect();
    for (position, first) in comparable.iter().enumerate() {
        for second in &comparable[position + 1..] {
            let same = first.source.id != second.source.id
                && first.stage == second.stage
                && first.period == second.period
                && are_proportional(&first.basis, &second.basis);
            if !same {
                continue;
            }
            // Another series of the same source may be on the same basis.
            let better = comparable.iter().any(|other| {
                other.source == first.source
                    && other.stage == first.stage
                    && other.period == first.period
                    && other.basis == second.basis
                    && other.basis != first.basis
            });
            if !better {
                found.extend(between(first, second));
            }
        }
    }
    found
}

/// Whether a tonne of the one is always the same part of a tonne of the other.
fn are_proportional(a: &WeightBasis, b: &WeightBasis) -> bool {
    a == b
        || ["contained", "gross weight"]
            .into_iter()
            .any(|word| a.as_str().starts_with(word) && b.as_str().starts_with(word))
}

/// Whether no later edition of the same source has the same stage and period.
fn is_latest(series: &ProductionConcentration, all: &[ProductionConcentration]) -> bool {
    !all.iter().any(|other| {
        other.source.id == series.source.id
            && other.source.vintage > series.source.vintage
            && other.stage == series.stage
            && other.period == series.period
    })
}

/// Whether the edition has no second series that could be the rest of it.
fn is_whole(series: &ProductionConcentration, all: &[ProductionConcentration]) -> bool {
    all.iter()
        .filter(|other| {
            other.source == series.source
                && other.stage == series.stage
                && other.basis == series.basis
                && other.period == series.period
        })
        .count()
        == 1
}

fn between(
    first: &ProductionConcentration,
    second: &ProductionConcentration,
) -> Vec<ProductionDisagreement> {
    let in_tonnes = first.basis == second.basis;
    let figure = |producer: &ProducerShare| {
        if in_tonnes {
            producer.production.clone()
        } else {
            Some(producer.share.clone())
        }
    };
    let mut pairs: Vec<(Option<Economy>, Figure, Figure)> = Vec::new();
    if let (true, Some(a), Some(b)) = (in_tonnes, &first.world, &second.world) {
        pairs.push((None, a.clone(), b.clone()));
    }
    for producer in &first.producers {
        let other = second
            .producers
            .iter()
            .find(|other| other.economy == producer.economy);
        if let (Some(a), Some(b)) = (figure(producer), other.and_then(figure)) {
            pairs.push((Some(producer.economy), a, b));
        }
    }
    let mut found: Vec<(f64, ProductionDisagreement)> = pairs
        .into_iter()
        .filter_map(|(economy, a, b)| {
            let (low, high) = (a.interval().ends()?, b.interval().ends()?);
            if low.0 <= high.1 && high.0 <= low.1 {
                return None;
            }
            let distance = (a.value()? - b.value()?).abs();
            Some((
                distance,
                ProductionDisagreement {
                    economy,
                    stage: first.stage,
                    year: first.period.clone(),
                    difference: difference(&a, &b)?,
                    first: a,
                    second: b,
                },
            ))
        })
        .collect();
    // The world first, then the widest gaps.
    found.sort_by(|a, b| {
        a.1.economy
            .is_some()
            .cmp(&b.1.economy.is_some())
            .then(b.0.partial_cmp(&a.0).unwrap_or(Ordering::Equal))
            .then_with(|| a.1.economy.cmp(&b.1.economy))
    });
    found.truncate(NAMED);
    found.into_iter().map(|(_, found)| found).collect()
}

/// The distance over the smaller figure, from the ends of both intervals.
fn difference(a: &Figure, b: &Figure) -> Option<Figure> {
    let (smaller, larger) = if a.value()? <= b.value()? {
        (a, b)
    } else {
        (b, a)
    };
    let basis = "distance of two sources over the smaller figure";
    let sources: Vec<_> = a.sources().iter().chain(b.sources()).cloned().collect();
    let (base, top) = (smaller.value()?, larger.value()?);
    if base <= 0.0 {
        return Some(Figure::unavailable(
            Unit::Share,
            basis,
            "one of the figures is zero",
            sources,
        ));
    }
    let (low, high) = (smaller.interval().ends()?, larger.interval().ends()?);
    let meaning = "rounding of both printed figures";
    let interval = if low.0 > 0.0 {
        Interval::between(
            (high.0 / low.1 - 1.0).max(0.0),
            high.1 / low.0 - 1.0,
            meaning,
        )
    } else {
        Interval::unknown("the smaller figure may be rounded from zero")
    };
    let figure = Figure::measured(
        top / base - 1.0,
        Unit::Share,
        basis,
        interval,
        Coverage::known(1.0, "both figures are printed"),
        sources,
    );
    let estimated = [smaller, larger]
        .iter()
        .any(|figure| *figure.status() == Status::Estimated);
    Some(if estimated {
        figure.as_estimate()
    } else {
        figure
    })
}
