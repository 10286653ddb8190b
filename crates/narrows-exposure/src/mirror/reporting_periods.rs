//! Which periods a reporter reported: whole years, or months that make one.

use std::collections::BTreeMap;

use narrows_core::Economy;
use narrows_lake::{ReportedBy, ReportedTradeRow};

use super::flow_reports::{ALL_MONTHS, Amount, Side};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Periods {
    annual: bool,
    months: u16,
}

/// A year of a reporter that has months, not all twelve, and no annual rows:
/// its trade is not known for the year and does not enter it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PeriodGap {
    /// Calendar year.
    pub year: i32,
    /// Who reports.
    pub reporter: Economy,
    /// Of exports or of imports.
    pub side: ReportedBy,
    /// Months reported, 1–11.
    pub months: u32,
}

/// The periods of every reporter, year and side.
#[derive(Debug, Clone, Default)]
pub(super) struct ReportingPeriods {
    known: BTreeMap<(i32, ReportedBy, u16), Periods>,
    /// The year being read, so that the map is not asked for every row.
    year: i32,
    open: Vec<[Periods; 2]>,
}

impl ReportingPeriods {
    pub(super) fn see(&mut self, row: &ReportedTradeRow) {
        if row.year != self.year || self.open.is_empty() {
            self.close_year();
            self.year = row.year;
            self.open = vec![[Periods::default(); 2]; Economy::count()];
        }
        let reporter = match row.reported_by {
            ReportedBy::Importer => row.importer,
            ReportedBy::Exporter => row.exporter,
        };
        let periods = &mut self.open[reporter.index()][side_index(row.reported_by)];
        match row.month {
            None => periods.annual = true,
            Some(month @ 1..=12) => periods.months |= 1 << (month - 1),
            Some(_) => {}
        }
    }

    /// Puts the year that was read last among the known ones.
    pub(super) fn close_year(&mut self) {
        for (index, sides) in self.open.drain(..).enumerate() {
            for side in [ReportedBy::Exporter, ReportedBy::Importer] {
                let periods = sides[side_index(side)];
                if periods != Periods::default() {
                    let known = self
                        .known
                        .entry((self.year, side, u16::try_from(index).unwrap_or(u16::MAX)))
                        .or_default();
                    known.annual |= periods.annual;
                    known.months |= periods.months;
                }
            }
        }
    }

    fn of(&self, year: i32, side: ReportedBy, reporter: Economy) -> Periods {
        u16::try_from(reporter.index())
            .ok()
            .and_then(|index| self.known.get(&(year, side, index)))
            .copied()
            .unwrap_or_default()
    }

    /// Whether the reporter accounts for the whole year on this side.
    pub(super) fn covers_year(&self, year: i32, side: ReportedBy, reporter: Economy) -> bool {
        let periods = self.of(year, side, reporter);
        periods.annual || periods.months == ALL_MONTHS
    }

    /// What a reporter says of a flow in a year: its annual row; where the
    /// reporter sent no annual row of any flow and all twelve months of some,
    /// the sum of this flow's months, in some of which it may have had no
    /// trade. Nothing else is a year.
    pub(super) fn year_of(
        &self,
        year: i32,
        side: ReportedBy,
        reporter: Economy,
        reports: &Side,
    ) -> Option<Amount> {
        // An annual row settles it, and most rows are annual.
        if reports.annual.is_some() {
            return reports.annual;
        }
        let months = reports.months?;
        let periods = self.of(year, side, reporter);
        (!periods.annual && periods.months == ALL_MONTHS).then_some(months)
    }

    /// The reporters whose months make no year.
    pub(super) fn gaps(&self) -> Vec<PeriodGap> {
        self.known
            .iter()
            .filter(|(_, periods)| !periods.annual && periods.months != ALL_MONTHS)
            .filter_map(|((year, side, index), periods)| {
                Some(PeriodGap {
                    year: *year,
                    reporter: Economy::from_index(usize::from(*index))?,
                    side: *side,
                    months: periods.months.count_ones(),
                })
            })
            .collect()
    }
}

fn side_index(side: ReportedBy) -> usize {
    match side {
        ReportedBy::Exporter => 0,
        ReportedBy::Importer => 1,
    }
}
