//! What a reconciliation found, for a person.

use narrows_core::{Coverage, Economy, Figure, Interval, SourceRef, Unit};
use narrows_lake::{ReportedBy, VintageEntry};
use serde::Serialize;

use super::reconcile::{Reconciled, ReconciliationCounts};
use super::reporting_periods::PeriodGap;

/// Mirrors from which on a reporter is named among the best and the worst.
const FEWEST_MIRRORS: u64 = 100;

/// One reporter and how far it errs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReporterSummary {
    /// Who reports.
    pub economy: Economy,
    /// The factor e^σ by which its reports typically miss the truth.
    pub error: Figure,
}

/// What a reconciliation found.
#[derive(Debug, Clone)]
pub struct MirrorSummary {
    /// The vintage as it landed.
    pub entry: VintageEntry,
    /// What it was derived from.
    pub derived_from: SourceRef,
    /// Counts and sums.
    pub counts: ReconciliationCounts,
    /// The median margin between CIF and FOB; its interval holds the middle
    /// half of the import reports.
    pub cif_margin: Figure,
    /// What lies between the mirrors, over the value of the flows with two.
    pub ambiguous: Figure,
    /// Reporters by their error, the smallest first; those with at least a
    /// hundred mirrors.
    pub reporters: Vec<ReporterSummary>,
    /// Reporters whose months make no year.
    pub gaps: Vec<PeriodGap>,
}

impl MirrorSummary {
    pub(super) fn new(entry: VintageEntry, derived_from: SourceRef, found: &Reconciled) -> Self {
        let counts = found.counts;
        let source = || [derived_from.clone()];
        let imports = counts.both.0 + counts.importer_only.0;
        let margin_basis = "CIF over FOB less one, median over import reports";
        let cif_margin = match found.margin_quartiles {
            Some([low, middle, high]) => Figure::estimated(
                middle,
                Unit::Share,
                margin_basis,
                Interval::between(low, high, "the middle half of the import reports"),
                Coverage::known(
                    (imports - counts.own_fob) as f64 / imports.max(1) as f64,
                    "import reports without an FOB value of their own",
                ),
                source(),
            ),
            None => Figure::unavailable(
                Unit::Share,
                margin_basis,
                "too few mirrors give both weights, or all imports are given FOB: import values \
                 stand as they were reported",
                source(),
            ),
        };
        let ambiguous_basis = "difference between the mirrors over the value of flows with two";
        // Both values stand after the estimated margin was taken out.
        let ambiguous = if counts.both.1 > 0.0 {
            Figure::estimated(
                counts.between_kusd / counts.both.1,
                Unit::Ratio,
                ambiguous_basis,
                Interval::unknown("it is a sum over intervals"),
                Coverage::known(
                    counts.both.1 / counts.value_kusd(),
                    "value of flows with two reports",
                ),
                source(),
            )
        } else {
            Figure::unavailable(
                Unit::Ratio,
                ambiguous_basis,
                "no flow has two reports",
                source(),
            )
        };
        let mut reporters: Vec<(f64, ReporterSummary)> = Economy::all()
            .filter_map(|economy| {
                let error = found.values.of(economy)?;
                if error.mirrors < FEWEST_MIRRORS {
                    return None;
                }
                // A standard deviation from n normal numbers has the standard
                // error σ/√(2n).
                let spread = 1.96 / (2.0 * error.mirrors as f64).sqrt();
                let end = |sign: f64| (error.log_error * (1.0 + sign * spread)).exp();
                let figure = Figure::estimated(
                    error.log_error.exp(),
                    Unit::Ratio,
                    "factor by which a report typically misses the truth",
                    Interval::between(end(-1.0), end(1.0), "95 %, were the gaps normal"),
                    Coverage::known(1.0, format!("its {} mirrors", error.mirrors)),
                    source(),
                );
                let summary = ReporterSummary {
                    economy,
                    error: figure,
                };
                Some((error.log_error, summary))
            })
            .collect();
        reporters.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.economy.cmp(&b.1.economy)));
        Self {
            entry,
            counts,
            cif_margin,
            ambiguous,
            reporters: reporters.into_iter().map(|(_, summary)| summary).collect(),
            gaps: found.gaps.clone(),
            derived_from,
        }
    }

    /// The summary as lines of text, each no longer than 80 characters where
    /// the names allow it.
    #[must_use]
    pub fn text(&self) -> String {
        let counts = &self.counts;
        let value = counts.value_kusd();
        let mut lines = vec![format!(
            "{} {}: {} flows from {} rows of {}",
            self.entry.source,
            self.entry.vintage,
            counts.flows(),
            counts.rows,
            self.derived_from
        )];
        for (name, (flows, kusd)) in [
            ("two reports", counts.both),
            ("importer alone", counts.importer_only),
            ("exporter alone", counts.exporter_only),
        ] {
            lines.push(format!(
                "  {name:<15}{flows:>10} flows, {:>5.1} % of value",
                100.0 * kusd / value
            ));
        }
        let (denied, denied_kusd) = counts.denied;
        lines.push(format!(
            "  partner reports that year, not the flow: {denied} flows, {:.1} % of value",
            100.0 * denied_kusd / value
        ));
        lines.push(match self.cif_margin.value() {
            Some(_) => format!(
                "  CIF over FOB, median: {}, middle half {}; {} imports gave FOB",
                self.cif_margin.value_text(),
                self.cif_margin.interval_text(),
                counts.own_fob
            ),
            None => format!("  CIF over FOB: {}", self.cif_margin.gaps().join("; ")),
        });
        if counts.both.0 > 0 {
            let share = |flows: u64| 100.0 * flows as f64 / counts.both.0 as f64;
            lines.push(format!(
                "  between the mirrors: {:.1} % of the value of flows with two reports",
                100.0 * counts.between_kusd / counts.both.1
            ));
            lines.push(format!(
                "  mirrors within 10 %: {:.1} % of those flows; within a factor of 2: {:.1} %",
                share(counts.within_tenth),
                share(counts.within_factor_two)
            ));
        }
        lines.extend(self.reporter_lines());
        for (count, what) in [
            (
                counts.parts,
                "rows of re-exports, re-imports and other parts of a total",
            ),
            (counts.with_itself, "rows of an economy's trade with itself"),
            (counts.without_value, "rows without a positive value"),
            (
                counts.without_year,
                "flows for which neither side accounts for the year",
            ),
        ] {
            if count > 0 {
                lines.push(format!("  set aside: {count} {what}"));
            }
        }
        const NAMED: usize = 12;
        lines.extend(self.gaps.iter().take(NAMED).map(|gap| {
            format!(
                "  no year: {}'s {} of {} have {} of 12 months",
                gap.reporter.name(),
                match gap.side {
                    ReportedBy::Exporter => "exports",
                    ReportedBy::Importer => "imports",
                },
                gap.year,
                gap.months
            )
        }));
        if self.gaps.len() > NAMED {
            lines.push(format!(
                "  no year: {} more reporters and years",
                self.gaps.len() - NAMED
            ));
        }
        lines.push(String::new());
        lines.join("\n")
    }

    fn reporter_lines(&self) -> Vec<String> {
        const NAMED: usize = 5;
        if self.reporters.is_empty() {
            return vec![format!(
                "  no reporter has {FEWEST_MIRRORS} mirrors, so none is ranked"
            )];
        }
        let named = |reporter: &ReporterSummary| {
            format!(
                "{} ×{:.2}",
                reporter.economy.alpha3(),
                reporter.error.value().unwrap_or(f64::NAN)
            )
        };
        let best: Vec<String> = self.reporters.iter().take(NAMED).map(named).collect();
        let worst: Vec<String> = self.reporters.iter().rev().take(NAMED).map(named).collect();
        vec![
            format!("  smallest typical error: {}", best.join(", ")),
            format!("  largest typical error:  {}", worst.join(", ")),
        ]
    }
}
