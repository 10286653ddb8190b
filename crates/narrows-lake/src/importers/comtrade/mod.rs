//! UN Comtrade: trade as each economy reported it, from the JSON of the API or
//! from CSV files, annual or monthly, under today's names of columns or the
//! older ones.

mod areas;
mod columns;
mod json;
mod record;
mod repeats;
mod row;
mod set_aside;

use std::collections::BTreeSet;
use std::io::{self, BufRead, BufReader, Read};

use narrows_core::HsRevision;

use self::columns::{COLUMNS, Column, missing};
use self::record::{ROWS_IN_MEMORY, Record, line_of, placed, short_texts};
use self::repeats::{DimensionTexts, Repeats};
use self::row::{Classification, Fate, Fields, Understood, classification, understand, unit_name};
use self::set_aside::SetAside;
use super::shared_texts::SharedTexts;
use super::{ImportContext, Imported};
use crate::archive::{Limits, file_name, for_each_member};
use crate::line_text::{Lines, split_line};
use crate::manifest::TableKind;
use crate::progress::ProgressUnit;
use crate::sorted_runs::SortedRuns;
use crate::{LakeError, ReportedTradeWriter};

const VERSION: u32 = 2;

pub(crate) fn import(context: &mut ImportContext<'_>) -> Result<Imported, LakeError> {
    let request = context.request;
    let progress = context.progress;
    let landing = context.landing;
    let mut reading = Reading {
        runs: SortedRuns::new(landing.scratch()?, ROWS_IN_MEMORY),
        context,
        files: Vec::new(),
        units: short_texts("qtyUnitAbbr"),
        dimensions: DimensionTexts::new(),
        set_aside: SetAside::default(),
        revision: None,
        unsaid: None,
        cut: Vec::new(),
    };
    let limits = Limits {
        // An answer in JSON may be one long line; lines of CSV are watched by
        // their own reader.
        line_bytes: usize::MAX,
        ..request.limits
    };
    for path in &request.originals {
        let bytes = std::fs::metadata(path).map_or(0, |metadata| metadata.len());
        progress.start(
            &format!("read {}", file_name(path)),
            Some(bytes),
            ProgressUnit::Bytes,
        );
        for_each_member(
            path,
            limits,
            is_table_member,
            &|count| progress.advance(count),
            |name, reader| reading.read(name, reader),
        )?;
        progress.finish();
    }
    reading.write()
}

/// Other files of an archive, such as a readme, hold no trade.
fn is_table_member(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    [".csv", ".txt", ".tsv", ".json"]
        .iter()
        .any(|ending| lower.ends_with(ending))
        && !lower.contains("readme")
}

/// Where something was first seen.
#[derive(Clone)]
struct Place {
    file: u32,
    line: u64,
}

struct Reading<'c, 'a> {
    context: &'c mut ImportContext<'a>,
    runs: SortedRuns<Record>,
    files: Vec<String>,
    units: SharedTexts<u16>,
    dimensions: DimensionTexts,
    set_aside: SetAside,
    /// The revision that rows tell, and where first.
    revision: Option<(HsRevision, Place)>,
    /// The first row that tells none.
    unsaid: Option<Place>,
    /// CSV files that have as many rows as an answer may have.
    cut: Vec<String>,
}

impl Reading<'_, '_> {
    fn read(&mut self, name: &str, reader: &mut dyn Read) -> Result<(), LakeError> {
        self.files.push(name.to_owned());
        let file = u32::try_from(self.files.len() - 1).unwrap_or(u32::MAX);
        let mut reader = BufReader::with_capacity(1 << 16, reader);
        let unreadable = |error: io::Error| LakeError::NotReadable {
            path: name.to_owned(),
            line: Some(1),
            reason: format!("cannot be read any further ({error}); download it again"),
        };
        let head = reader.fill_buf().map_err(unreadable)?;
        let mark = "\u{feff}".as_bytes();
        let marked = head.starts_with(mark);
        let text = head.strip_prefix(mark).unwrap_or(head).trim_ascii_start();
        match text.first() {
            Some(b'[') => Err(LakeError::NotReadable {
                path: name.to_owned(),
                line: Some(1),
                reason: "a list without the answer around it, which tells whether rows are \
                         missing; save the answer of UN Comtrade as it came"
                    .to_owned(),
            }),
            Some(b'{') => {
                if marked {
                    reader.consume(mark.len());
                }
                self.read_json(name, file, &mut reader)
            }
            _ => self.read_csv(name, file, &mut reader),
        }
    }

    fn read_json(
        &mut self,
        name: &str,
        file: u32,
        reader: &mut dyn BufRead,
    ) -> Result<(), LakeError> {
        let longest = self.context.request.limits.line_bytes;
        json::read(name, reader, longest, &mut |line, index, texts| {
            let fields = Fields(texts.each_ref().map(String::as_str));
            self.take(name, Place { file, line }, Some(index), &fields)
        })
    }

    fn read_csv(&mut self, name: &str, file: u32, reader: &mut dyn Read) -> Result<(), LakeError> {
        let mut short = ShortLines {
            reader,
            longest: self.context.request.limits.line_bytes,
            line: 0,
            broken: None,
        };
        let read = self.read_lines(name, file, &mut short);
        match (read, short.broken) {
            (Err(_), Some(reason)) => Err(LakeError::Refused {
                path: name.to_owned(),
                reason,
            }),
            (read, _) => read,
        }
    }

    fn read_lines(
        &mut self,
        name: &str,
        file: u32,
        reader: &mut dyn Read,
    ) -> Result<(), LakeError> {
        let mut lines = Lines::new(reader);
        let not_readable = |reason: String| LakeError::NotReadable {
            path: name.to_owned(),
            line: Some(1),
            reason,
        };
        if !lines.next(name)? {
            return Err(not_readable("an empty file; download it again".to_owned()));
        }
        let mut record = csv::ByteRecord::new();
        let header = lines.header(name)?;
        let delimiter = delimiter_of(header);
        split_line(header, delimiter, &mut record);
        let width = record.len();
        let mut positions = [None; COLUMNS];
        for (position, field) in record.iter().enumerate() {
            if let Some(column) = Column::of(&String::from_utf8_lossy(field)) {
                positions[column as usize].get_or_insert(position);
            }
        }
        let missing = missing(|column| positions[column as usize].is_some());
        if !missing.is_empty() {
            let found: Vec<String> = record
                .iter()
                .map(|field| String::from_utf8_lossy(field).trim().to_owned())
                .collect();
            let found: String = found.join(", ").chars().take(300).collect();
            return Err(not_readable(format!(
                "the header lacks {}; found: {found}",
                missing.join(", ")
            )));
        }
        let mut rows = 0;
        while lines.next(name)? {
            rows += 1;
            let line = lines.number;
            let closed = split_line(&lines.text, delimiter, &mut record);
            let mut beyond = record.iter().skip(width);
            let refused = if !closed {
                Some("a quotation mark out of place, or not closed on its line")
            } else if record.len() < width || beyond.any(|field| !field.trim_ascii().is_empty()) {
                Some("more or fewer fields than the header has")
            } else {
                None
            };
            if let Some(reason) = refused {
                self.context.rows_read += 1;
                let found = String::from_utf8_lossy(&lines.text);
                self.context.reject(name, line, "row", &found, reason)?;
                continue;
            }
            let mut fields = Fields([""; COLUMNS]);
            let mut broken = None;
            for (index, position) in positions.iter().enumerate() {
                let Some(bytes) = position.and_then(|position| record.get(position)) else {
                    continue;
                };
                match std::str::from_utf8(bytes) {
                    Ok(text) => fields.0[index] = text,
                    // A name may be in an older encoding; its code tells more.
                    Err(_) if index == Column::UnitName as usize => {}
                    Err(_) => broken = Some((index, bytes)),
                }
            }
            if let Some((index, bytes)) = broken {
                self.context.rows_read += 1;
                let column = Column::name_at(index);
                let found = String::from_utf8_lossy(bytes);
                self.context
                    .reject(name, line, column, &found, "not UTF-8")?;
                continue;
            }
            self.take(name, Place { file, line }, None, &fields)?;
        }
        if json::ROW_LIMITS.contains(&rows) {
            self.cut.push(name.to_owned());
        }
        Ok(())
    }

    /// Takes a row. In JSON, where all may stand on one line, `index` is its
    /// place in the list.
    fn take(
        &mut self,
        name: &str,
        place: Place,
        index: Option<u64>,
        fields: &Fields<'_>,
    ) -> Result<(), LakeError> {
        let line = place.line;
        self.check_whole(name, &place, fields)?;
        let understood = match understand(fields) {
            Ok(understood) => understood,
            Err((column, reason)) => {
                self.context.rows_read += 1;
                let found = match index {
                    Some(index) => format!("{} (row {index})", fields.get(column)),
                    None => fields.get(column).to_owned(),
                };
                return self
                    .context
                    .reject(name, line, column.name(), &found, reason);
            }
        };
        self.set_aside.count(&understood);
        let Fate::Kept(key) = understood.fate else {
            return Ok(());
        };
        self.context.rows_read += 1;
        let Understood {
            areas: (reporter, partner),
            value_kusd,
            value_cif_kusd,
            value_fob_kusd,
            net_weight_t,
            quantity,
            weight_is_estimated,
            ..
        } = understood;
        let unit = unit_name(fields.get(Column::UnitCode), fields.get(Column::UnitName))
            .filter(|_| !quantity.is_nan());
        self.runs.push(Record {
            key: key.pack(),
            areas: (u32::from(reporter) << 16) | u32::from(partner),
            file: place.file,
            line: placed(line, index),
            value_kusd,
            value_cif_kusd,
            value_fob_kusd,
            net_weight_t,
            quantity,
            dimensions: self.dimensions.number(
                fields.get(Column::Partner2),
                fields.get(Column::Customs),
                fields.get(Column::Transport),
            )?,
            unit: match unit {
                Some(unit) => self.units.number(&unit)?,
                None => 0,
            },
            weight_is_estimated,
        })
    }

    /// Refuses the whole import where a row tells of services, of another
    /// classification, or of another revision than rows before it.
    fn check_whole(
        &mut self,
        name: &str,
        place: &Place,
        fields: &Fields<'_>,
    ) -> Result<(), LakeError> {
        let refused = |reason: String| LakeError::NotReadable {
            path: name.to_owned(),
            line: Some(place.line),
            reason,
        };
        let kind = fields.get(Column::Type);
        if kind.eq_ignore_ascii_case("S") {
            return Err(refused(
                "trade in services (typeCode S), which has no HS codes; ask for commodities, \
                 typeCode C"
                    .to_owned(),
            ));
        }
        let text = fields.get(Column::Classification);
        match classification(text) {
            Classification::Other => {
                let shown: String = text.chars().take(20).collect();
                Err(refused(format!(
                    "the classification is {shown:?}, not the Harmonized System; S1 to S4 are \
                     SITC, B4 and B5 are BEC, EB are services; ask for HS, or for one of its \
                     revisions H0 to H6"
                )))
            }
            Classification::Unsaid => {
                self.unsaid.get_or_insert_with(|| place.clone());
                Ok(())
            }
            Classification::Revision(told) => {
                if let Some((known, first)) = &self.revision {
                    if *known == told {
                        return Ok(());
                    }
                    return Err(refused(format!(
                        "the classification is {} here and {} in {}, line {}: the same code is \
                         another basket in another revision; ask for one revision (clCode {}, \
                         not HS as reported) or import each by itself",
                        told.comtrade_name(),
                        known.comtrade_name(),
                        self.files[first.file as usize],
                        first.line,
                        known.comtrade_name()
                    )));
                }
                if let Some(said) = self.context.request.revision.filter(|said| *said != told) {
                    return Err(refused(format!(
                        "the classification is {} ({told}), not {said}; leave out --revision",
                        told.comtrade_name()
                    )));
                }
                self.revision = Some((told, place.clone()));
                Ok(())
            }
        }
    }

    /// Sorts what was read and writes the table.
    fn write(self) -> Result<Imported, LakeError> {
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

/// What parts the fields of a header: the mark that occurs most often.
fn delimiter_of(header: &[u8]) -> u8 {
    let count = |mark: u8| header.iter().filter(|byte| **byte == mark).count();
    // The last of several equal ones is taken.
    [b';', b'\t', b',']
        .into_iter()
        .max_by_key(|mark| count(*mark))
        .unwrap_or(b',')
}

/// The latest day such as `2024-05-01` in names of files: UN Comtrade's bulk
/// files carry the day of their publication.
fn latest_day(names: impl Iterator<Item = String>) -> Option<String> {
    let mut days = BTreeSet::new();
    for name in names {
        let bytes = name.as_bytes();
        for window in 0..bytes.len().saturating_sub(9) {
            let Some(day) = name.get(window..window + 10) else {
                continue;
            };
            let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
            let mut parts = day.split('-');
            if let (Some(year), Some(month), Some(date), None) =
                (parts.next(), parts.next(), parts.next(), parts.next())
                && (year.len(), month.len(), date.len()) == (4, 2, 2)
                && [year, month, date].into_iter().all(digits)
                && ("2000".."2101").contains(&year)
                && ("01".."13").contains(&month)
                && ("01".."32").contains(&date)
            {
                days.insert(day.to_owned());
            }
        }
    }
    days.pop_last()
}

/// Stops at a line that is longer than any of a real table.
struct ShortLines<'r> {
    reader: &'r mut dyn Read,
    longest: usize,
    line: usize,
    broken: Option<String>,
}

impl Read for ShortLines<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.reader.read(buffer)?;
        for (index, piece) in buffer[..count].split(|byte| *byte == b'\n').enumerate() {
            if index > 0 {
                self.line = 0;
            }
            self.line += piece.len();
            if self.line > self.longest {
                let reason = format!(
                    "a line is longer than {} bytes, as in no table",
                    self.longest
                );
                self.broken = Some(reason.clone());
                return Err(io::Error::other(reason));
            }
        }
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_tell_the_day() {
        let day = |names: &[&str]| latest_day(names.iter().map(|name| (*name).to_owned()));
        assert_eq!(
            day(&[
                "COMTRADE-FINAL-CA392202301H6[2024-05-01].gz",
                "COMTRADE-FINAL-CA842202301H6[2024-06-30].gz",
                "é2099-99-99",
            ]),
            Some("2024-06-30".to_owned())
        );
        assert_eq!(day(&["TradeData_1_5_2024.csv"]), None);
    }

    #[test]
    fn headers_tell_their_delimiter() {
        assert_eq!(delimiter_of(b"a,b\tc,d"), b',');
        assert_eq!(delimiter_of(b"a\tb\tc"), b'\t');
        assert_eq!(delimiter_of(b"alone"), b',');
    }
}
