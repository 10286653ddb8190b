//! Mirror reconciliation: what importers and exporters report of the same
//! trade, made one flow.
//!
//! In the manner of Gaulier and Zignago (2010), "BACI: International Trade
//! Database at the Product-Level", CEPII Working Paper 2010-23: transport and
//! insurance are taken out of import values, the reporters' errors are read
//! off the gaps between mirrors, and the two reports of a flow are joined with
//! weights inverse to those errors. What differs from the paper is in
//! `docs/src/methods/mirror-reconciliation.md`.
//!
//! A sorted table of reported trade is read three times, in constant memory:
//!
//! 1. which reporters reported which periods, and the margins between CIF and
//!    FOB ([`CifMargins`]);
//! 2. the gaps between mirrors, from which the errors of reporters come
//!    ([`Reliability`]);
//! 3. the reconciled flows.
//!
//! What is held grows with the number of economies and codes, never with the
//! number of flows.

mod cif_margin;
mod flow_reports;
mod log_histogram;
mod reconcile;
mod reliability;
mod reported_rows;
mod reporting_periods;
mod summary;
mod vintage;

pub use cif_margin::{CifMargins, HIGHEST_MARGIN};
pub use reconcile::{Reconciled, ReconciledFlow, ReconciliationCounts, reconcile};
pub use reliability::{LOWEST_ERROR, Reliability, ReporterError};
pub use reported_rows::{ReportedRows, RowIterator};
pub use reporting_periods::PeriodGap;
pub use summary::{MirrorSummary, ReporterSummary};
pub use vintage::{RECONCILED_SUFFIX, ReconcileRequest, reconcile_vintage};
