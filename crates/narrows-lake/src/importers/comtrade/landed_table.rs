//! The table of reported trade and what the manifest says of it.

use super::VERSION;
use super::publication_day::latest_day;
use super::reading::Reading;
use super::record::line_of;
use super::repeats::Repeats;
use crate::archive::file_name;
use crate::importers::Imported;
use crate::manifest::TableKind;
use crate::progress::ProgressUnit;
use crate::{LakeError, ReportedTradeWriter};

impl Reading<'_, '_> {
    /// Sorts what was read and writes the table.
    pub(super) fn write(self) -> Result<Imported, LakeError> {
        let Self {
            context,
            runs,
            files,
            units,
            dimensions,
            set_aside,
            revision,
            unsaid,
            cut,
        } = self;
        let request = context.request;
        if files.is_empty() {
            return Err(LakeError::NotReadable {
                path: file_name(&request.originals[0]),
                line: None,
                reason: "no table in it: the archive has no file that ends in .csv, .txt, .tsv \
                         or .json"
                    .to_owned(),
            });
        }
        if context.rows_read == 0 && set_aside.any() {
            return Err(LakeError::NotReadable {
                path: files[0].clone(),
                line: None,
                reason: format!(
                    "nothing in it can stand in the table: {}; ask for six-digit codes and single \
                     partners",
                    set_aside.told()
                ),
            });
        }
        let progress = context.progress;
        progress.start(
            "sort and write",
            Some(context.rows_read),
            ProgressUnit::Rows,
        );
        let path = context.landing.table_path(TableKind::ReportedTrade);
        let mut writer = ReportedTradeWriter::create(&path)?;
        let mut repeats = Repeats::default();
        let mut years: Option<(i32, i32)> = None;
        let mut last = None;
        runs.drain_sorted(|record| {
            progress.advance(1);
            let repeated = repeats.watch(&record);
            if repeated || repeats.found() {
                // Nothing lands; the rest is read to tell how much it is.
                return Ok(());
            }
            if last == Some(record.key) {
                return context.reject(
                    &files[record.file as usize],
                    line_of(record.line),
                    "reporterCode, partnerCode",
                    &format!("{}, {}", record.areas >> 16, record.areas & 0xFFFF),
                    "the same economy stands under another code with the same partner, flow, \
                     period and code; adding both could double the trade",
                );
            }
            last = Some(record.key);
            let row = record.row(&units);
            years = Some(years.map_or((row.year, row.year), |(from, _)| (from, row.year)));
            writer.push(&row)
        })?;
        progress.finish();
        repeats.finish(&dimensions, &files)?;
        writer.finish()?;

        // Asked for last, so that an unreadable file is told as that.
        let revision = match (revision, request.revision, unsaid) {
            (Some((told, _)), None, Some(place)) => {
                return Err(LakeError::NotReadable {
                    path: files[place.file as usize].clone(),
                    line: Some(place.line),
                    reason: format!(
                        "the row does not tell its HS revision, and others are of {told}; if all \
                         are, say so with --revision {told}"
                    ),
                });
            }
            (Some((told, _)), _, _) => told,
            (None, Some(said), _) => said,
            (None, None, _) => {
                return Err(LakeError::Unstated {
                    what: "the HS revision",
                    remedy: "say it with --revision, for example --revision HS17".to_owned(),
                });
            }
        };
        let vintage = request
            .vintage
            .clone()
            .or_else(|| {
                let originals = request.originals.iter().map(|path| file_name(path));
                latest_day(originals.chain(files.iter().cloned()))
            })
            .ok_or_else(|| LakeError::Unstated {
                what: "the vintage",
                remedy: "say it with --vintage, for example the day of the download, --vintage \
                         2026-08-01"
                    .to_owned(),
            })?;
        let mut notes = vec![
            "Trade as each economy reported it: both sides of a flow, not reconciled. Re-imports, \
             re-exports and other partial flows are part of imports and exports."
                .to_owned(),
        ];
        if set_aside.any() {
            notes.push(format!("Set aside: {}.", set_aside.told()));
        }
        if let Some(mixed) = set_aside.mixed_periods() {
            notes.push(mixed);
        }
        for name in cut {
            notes.push(format!(
                "{name} has exactly as many rows as UN Comtrade gives in one answer, so that rows \
                 may be missing."
            ));
        }
        Ok(Imported {
            source: format!("comtrade-{}", revision.short_name().to_ascii_lowercase()),
            vintage,
            title: format!("UN Comtrade, trade as reported by each economy, {revision}"),
            publisher: "United Nations Statistics Division".to_owned(),
            licence: "UN Comtrade terms of use: reuse with attribution, redistribution restricted"
                .to_owned(),
            attribution: "Source: UN Comtrade".to_owned(),
            address: "https://comtradeplus.un.org".to_owned(),
            importer_version: VERSION,
            hs_revision: Some(revision),
            years,
            note: notes.join(" "),
            tables: vec![TableKind::ReportedTrade],
        })
    }
}
