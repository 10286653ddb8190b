//! The mean of the six governance estimates, of the years that a method asks
//! for.

use std::collections::BTreeMap;

use narrows_core::{Economy, SourceRef, Year};
use narrows_lake::Lake;

use crate::ExposureError;
use crate::governance::{Governance, governance_rows, political_instability};

/// Each economy's latest year, without a series over time.
const LATEST: &str = "wgi-mean-of-six";
/// All years, as the user imported them.
const ALL_YEARS: &str = "wgi-six-dimensions";
/// The mean among the dimensions of [`ALL_YEARS`].
const MEAN: &str = "mean-of-six-estimates";

/// The mean of the six estimates (voice and accountability, political
/// stability, government effectiveness, regulatory quality, rule of law,
/// control of corruption) as far as the lake holds it.
pub(crate) struct MeanOfSix {
    latest: Option<Governance>,
    by_year: BTreeMap<Year, Governance>,
    /// Where `by_year` comes from.
    source: Option<SourceRef>,
}

/// Governance as a method weighs by it.
pub(crate) struct ChosenGovernance {
    pub(crate) governance: Governance,
    /// Of which years, to follow "governance of".
    pub(crate) years: String,
}

impl MeanOfSix {
    pub(crate) fn read(lake: &Lake) -> Result<Self, ExposureError> {
        let mut means = Self {
            latest: None,
            by_year: BTreeMap::new(),
            source: None,
        };
        if let Some((reference, rows)) = governance_rows(lake, LATEST, MEAN)? {
            let year = rows.iter().map(|(year, _, _)| *year).max();
            means.latest = year.map(|year| {
                let of_year = rows.iter().filter(|row| row.0 == year);
                let risks = of_year.map(|(_, economy, value)| {
                    let risk = political_instability(*value);
                    (*economy, risk)
                });
                Governance::from_risks(Year(year), reference, risks)
            });
        }
        if let Some((reference, rows)) = governance_rows(lake, ALL_YEARS, MEAN)? {
            let mut risks: BTreeMap<i32, Vec<(Economy, f64)>> = BTreeMap::new();
            for (year, economy, value) in rows {
                let of_year = risks.entry(year).or_default();
                of_year.push((economy, political_instability(value)));
            }
            means.by_year = risks
                .into_iter()
                .map(|(year, risks)| {
                    let year = Year(year);
                    (year, Governance::from_risks(year, reference.clone(), risks))
                })
                .collect();
            means.source = Some(reference);
        }
        Ok(means)
    }

    /// The average over a period, where the lake holds each of its years, else
    /// the latest. An economy counts if it has every year: averages over
    /// different years are not set beside each other.
    pub(crate) fn over(&self, first: Year, last: Year) -> Option<ChosenGovernance> {
        let years: Option<Vec<&Governance>> = (first.0..=last.0)
            .map(|year| self.by_year.get(&Year(year)))
            .collect();
        let (Some(years), Some(source)) = (years, &self.source) else {
            return self.latest();
        };
        let risks = Economy::all().filter_map(|economy| {
            let risks: Option<Vec<f64>> = years.iter().map(|one| one.risk(economy)).collect();
            let risks = risks?;
            Some((economy, risks.iter().sum::<f64>() / risks.len() as f64))
        });
        Some(ChosenGovernance {
            governance: Governance::from_risks(last, source.clone(), risks),
            years: format!("{first} to {last}, averaged"),
        })
    }

    /// That of a year, or of the nearest year in the lake, the earlier one of
    /// two.
    pub(crate) fn nearest(&self, year: Year) -> Option<ChosenGovernance> {
        let distance = |found: Year| found.0.abs_diff(year.0);
        let nearest = self.by_year.values().min_by_key(|one| distance(one.year));
        let latest = self.latest.as_ref();
        match nearest {
            Some(one) if latest.is_none_or(|l| distance(one.year) <= distance(l.year)) => {
                Some(ChosenGovernance {
                    governance: one.clone(),
                    years: if one.year == year {
                        year.to_string()
                    } else {
                        format!("{}, the year nearest to {year} in the lake", one.year)
                    },
                })
            }
            _ => self.latest(),
        }
    }

    fn latest(&self) -> Option<ChosenGovernance> {
        if let Some(latest) = &self.latest {
            return Some(ChosenGovernance {
                governance: latest.clone(),
                years: format!("{} or the latest year before", latest.year),
            });
        }
        let (year, last) = self.by_year.last_key_value()?;
        Some(ChosenGovernance {
            governance: last.clone(),
            years: year.to_string(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn means(years: &[i32], latest: Option<i32>) -> MeanOfSix {
        let source = SourceRef::new("test", "1");
        let china = Economy::find("China").unwrap();
        let japan = Economy::find("Japan").unwrap();
        let of = |year: i32| {
            // Japan has no estimate of 2016.
            let risks = [(china, f64::from(year - 2000) / 100.0), (japan, 0.25)];
            let kept = if year == 2016 { 1 } else { 2 };
            Governance::from_risks(Year(year), source.clone(), risks.into_iter().take(kept))
        };
        MeanOfSix {
            latest: latest.map(of),
            by_year: years.iter().map(|year| (Year(*year), of(*year))).collect(),
            source: (!years.is_empty()).then(|| source.clone()),
        }
    }

    #[test]
    fn a_period_is_averaged_over_all_its_years_or_not_at_all() {
        let all: Vec<i32> = (2015..=2021).collect();
        let chosen = means(&all, Some(2024))
            .over(Year(2016), Year(2020))
            .unwrap();
        assert_eq!(chosen.years, "2016 to 2020, averaged");
        let risk = |name: &str| chosen.governance.risk(Economy::find(name).unwrap());
        assert!((risk("China").unwrap() - 0.18).abs() < 1e-12);
        assert_eq!(risk("Japan"), None, "a year is missing");
        let lacking = means(&[2016, 2017, 2018, 2020], Some(2024))
            .over(Year(2016), Year(2020))
            .unwrap();
        assert_eq!(lacking.years, "2024 or the latest year before");
        assert!(means(&[], None).over(Year(2016), Year(2020)).is_none());
    }

    #[test]
    fn the_nearest_year_is_taken_and_said() {
        let held = means(&[2016, 2018, 2020], Some(2024));
        let years = |year: i32| held.nearest(Year(year)).unwrap().years;
        assert_eq!(years(2018), "2018");
        assert_eq!(years(2019), "2018, the year nearest to 2019 in the lake");
        assert_eq!(years(2000), "2016, the year nearest to 2000 in the lake");
        assert_eq!(years(2022), "2020, the year nearest to 2022 in the lake");
        assert_eq!(years(2023), "2024 or the latest year before");
        // Nothing but the latest: for every year, as it always was.
        let alone = means(&[], Some(2024));
        assert_eq!(
            alone.nearest(Year(1999)).unwrap().years,
            "2024 or the latest year before"
        );
        let series = means(&[2016], None);
        assert_eq!(series.over(Year(2016), Year(2020)).unwrap().years, "2016");
    }
}
