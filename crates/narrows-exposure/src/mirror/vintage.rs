//! A reconciliation as a vintage of the lake.

use std::path::Path;

use narrows_lake::{Lake, LakeVintage, Original, TableKind, VintageEntry, derive_trade};

use super::reconcile::reconcile;
use super::reported_rows::ReportedRows;
use super::summary::MirrorSummary;
use crate::ExposureError;

/// What the source's id gets when its mirrors are reconciled.
pub const RECONCILED_SUFFIX: &str = "-reconciled";

/// Raised when the same rows are reconciled differently.
const VERSION: u32 = 1;

/// Which reported trade to reconcile, and where to.
#[derive(Debug, Clone, Copy)]
pub struct ReconcileRequest<'a> {
    /// Source of reported trade, such as `comtrade-hs17`.
    pub source: &'a str,
    /// Its vintage; the current one without it.
    pub vintage: Option<&'a str>,
    /// The lake's folder to land in.
    pub folder: &'a Path,
}

/// Reconciles a vintage of reported trade and lands the result as the same
/// vintage of `SOURCE-reconciled`, whole or not at all. The manifest's entry
/// names the table it was derived from, with its checksum.
///
/// # Errors
/// If the source is not in the lake or is no reported trade, or the table
/// cannot be read, or nothing can be written.
pub fn reconcile_vintage(
    lake: &Lake,
    request: &ReconcileRequest<'_>,
) -> Result<MirrorSummary, ExposureError> {
    let vintage = match request.vintage {
        Some(vintage) => lake.vintage(request.source, vintage)?,
        None => lake
            .current(request.source)
            .ok_or_else(|| narrows_lake::LakeError::NotFound {
                what: request.source.to_owned(),
            })?,
    };
    let table = lake.open_sound_table(vintage, TableKind::ReportedTrade)?;
    land(request.folder, vintage, &table)
}

pub(super) fn land(
    folder: &Path,
    vintage: &LakeVintage,
    rows: &(impl ReportedRows + ?Sized),
) -> Result<MirrorSummary, ExposureError> {
    let mut found = None;
    let entry = derive_trade(folder, |writer| {
        let reconciled = reconcile(rows, |flow| {
            Ok(writer.push_with_mirrors(&flow.row, &flow.mirror)?)
        })?;
        if reconciled.counts.flows() == 0 {
            return Err(ExposureError::NoData(format!(
                "{}: no reporter accounts for a whole year of any flow, so there is nothing to \
                 reconcile",
                vintage.reference()
            )));
        }
        let entry = entry_of(vintage, reconciled.counts.years);
        found = Some(reconciled);
        Ok::<_, ExposureError>(entry)
    })?;
    let found = found.ok_or_else(|| ExposureError::NoData("nothing was reconciled".to_owned()))?;
    Ok(MirrorSummary::new(entry, vintage.reference(), &found))
}

fn entry_of(vintage: &LakeVintage, years: Option<(i32, i32)>) -> VintageEntry {
    let known = &vintage.entry;
    VintageEntry {
        source: format!("{}{RECONCILED_SUFFIX}", known.source),
        vintage: known.vintage.clone(),
        title: format!("{}, mirrors reconciled", known.title),
        publisher: format!("{}; reconciled by narrows", known.publisher),
        licence: known.licence.clone(),
        attribution: [
            known.attribution.trim_end_matches('.'),
            "mirrors reconciled, not figures of the publisher",
        ]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("; "),
        address: known.address.clone(),
        importer: format!("mirror-reconciliation {VERSION}"),
        hs_revision: known.hs_revision,
        years,
        note: format!(
            "Derived from {}: values FOB, margins between CIF and FOB and the weights of \
             reporters estimated from the mirrors; net weights.",
            vintage.reference()
        ),
        originals: vintage
            .table(TableKind::ReportedTrade)
            .map(|table| Original {
                name: format!(
                    "{}, {}.parquet",
                    vintage.reference(),
                    table.kind.file_stem()
                ),
                bytes: table.bytes,
                sha256: table.sha256.clone(),
            })
            .into_iter()
            .collect(),
        tables: Vec::new(),
        rejected_rows: 0,
    }
}
