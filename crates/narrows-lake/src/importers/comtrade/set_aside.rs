//! Rows that are sound and do not belong in a table of flows between two
//! economies: they are counted, and the vintage's note tells them.

use std::collections::{BTreeMap, BTreeSet};

use narrows_core::Economy;

use super::row::{Fate, Understood};
use crate::{ReportedBy, ReportedFlow};

/// How many rows, and what they are worth among imports and exports.
#[derive(Default, Clone, Copy)]
struct Count {
    rows: u64,
    value_kusd: f64,
}

#[derive(Default)]
pub(super) struct SetAside {
    totals_of_codes: u64,
    groups: u64,
    residual: Count,
    residual_names: BTreeMap<&'static str, u64>,
    former: Count,
    former_names: BTreeMap<&'static str, u64>,
    unspecified: Count,
    with_itself: Count,
    /// Imports and exports of six-digit codes with single partners, those set
    /// aside included.
    all_kusd: f64,
    annual: BTreeSet<(Economy, i32)>,
    monthly: BTreeSet<(Economy, i32)>,
}

impl SetAside {
    /// Counts a row, whatever becomes of it.
    pub(super) fn count(&mut self, row: &Understood) {
        // The other flows are parts of these two.
        let counts = matches!(row.flow, ReportedFlow::Import | ReportedFlow::Export);
        let value_kusd = if counts { row.value_kusd } else { 0.0 };
        let slot = match row.fate {
            Fate::TotalOfCodes => {
                self.totals_of_codes += 1;
                return;
            }
            Fate::Group => {
                self.groups += 1;
                return;
            }
            Fate::Kept(key) => {
                self.all_kusd += value_kusd;
                let reporter = match key.flow.reported_by() {
                    ReportedBy::Importer => key.importer,
                    ReportedBy::Exporter => key.exporter,
                };
                let periods = if key.month.is_some() {
                    &mut self.monthly
                } else {
                    &mut self.annual
                };
                periods.insert((reporter, key.year));
                return;
            }
            Fate::Residual(_, name) => {
                *self.residual_names.entry(name).or_default() += 1;
                &mut self.residual
            }
            Fate::Former(name) => {
                *self.former_names.entry(name).or_default() += 1;
                &mut self.former
            }
            Fate::UnspecifiedGoods => &mut self.unspecified,
            Fate::WithItself => &mut self.with_itself,
        };
        slot.rows += 1;
        slot.value_kusd += value_kusd;
        self.all_kusd += value_kusd;
    }

    /// Whether any row was set aside.
    pub(super) fn any(&self) -> bool {
        self.totals_of_codes
            + self.groups
            + self.residual.rows
            + self.former.rows
            + self.unspecified.rows
            + self.with_itself.rows
            > 0
    }

    /// What was set aside, in words.
    pub(super) fn told(&self) -> String {
        let mut parts = Vec::new();
        if self.totals_of_codes > 0 {
            parts.push(format!(
                "{} of totals over codes (TOTAL, or fewer than six digits)",
                rows(self.totals_of_codes)
            ));
        }
        if self.groups > 0 {
            parts.push(format!(
                "{} with the world or a group of economies",
                rows(self.groups)
            ));
        }
        for (what, count, names) in [
            (
                "areas that are no economy",
                self.residual,
                &self.residual_names,
            ),
            (
                "former areas, whose trade is not divided among their successors",
                self.former,
                &self.former_names,
            ),
        ] {
            if count.rows > 0 {
                let names: Vec<String> = names
                    .iter()
                    .map(|(name, rows)| format!("{name}: {rows}"))
                    .collect();
                parts.push(format!(
                    "{} with {what} ({}), {}",
                    rows(count.rows),
                    names.join("; "),
                    self.share(count)
                ));
            }
        }
        if self.unspecified.rows > 0 {
            parts.push(format!(
                "{} of goods not specified (chapter 99), {}",
                rows(self.unspecified.rows),
                self.share(self.unspecified)
            ));
        }
        if self.with_itself.rows > 0 {
            parts.push(format!(
                "{} of an economy with itself, {}",
                rows(self.with_itself.rows),
                self.share(self.with_itself)
            ));
        }
        parts.join("; ")
    }

    fn share(&self, count: Count) -> String {
        if self.all_kusd > 0.0 {
            format!(
                "{:.2} % of the value of imports and exports read",
                100.0 * count.value_kusd / self.all_kusd
            )
        } else {
            "of no value".to_owned()
        }
    }

    /// Says where a year stands beside its months.
    pub(super) fn mixed_periods(&self) -> Option<String> {
        let mut mixed = self.annual.intersection(&self.monthly);
        let (reporter, year) = mixed.next()?;
        let more = match mixed.count() {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        Some(format!(
            "Annual and monthly rows stand side by side for {} {year}{more}: months are parts of \
             their year, so that the two must not be added.",
            reporter.alpha3()
        ))
    }
}

fn rows(count: u64) -> String {
    if count == 1 {
        "1 row".to_owned()
    } else {
        format!("{count} rows")
    }
}
