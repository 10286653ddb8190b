//! Any delimited table, through a mapping file that says what its columns mean.
//! Nothing is guessed: what the mapping does not say is refused, and what is
//! left out because the mapping says so is counted in the vintage's note.

mod builtin;
mod column;
mod economies;
mod exchange_rates;
mod field;
mod filter;
mod form;
mod layout;
mod mapping;
mod missing_numbers;
mod national;
mod needed_columns;
mod reading;
mod rows;
mod source_entry;
mod texts;
mod yearly;

use std::collections::BTreeMap;
use std::io::Read;
use std::path::PathBuf;

use super::{ImportContext, Imported};
use crate::LakeError;
use crate::archive::{file_name, for_each_member};
use crate::delimited_rows::DelimitedRows;
use crate::landing::sha256_of_bytes;
use crate::manifest::{Original, TableKind};
use crate::progress::ProgressUnit;
use field::Target;
use form::Repeats;
use layout::Layout;
use mapping::Mapping;
use national::NationalTrade;
use rows::{RowReader, Sides, Unused};
use yearly::{Minerals, Trade};

const VERSION: u32 = 1;

/// Factor and currency of a unit of value such as `million USD`.
pub(crate) fn value_unit(text: &str) -> Result<(f64, String), String> {
    match reading::ValueUnit::parse(text)? {
        reading::ValueUnit {
            factor,
            currency: Some(currency),
        } => Ok((factor, currency)),
        reading::ValueUnit { currency: None, .. } => Err(format!(
            "{text:?} names no currency; write for example million USD"
        )),
    }
}

/// The names of the shipped mappings, with commas between them.
pub(crate) fn builtin_names() -> String {
    builtin::names()
}

/// Where the rows go.
enum Sink {
    Trade(Trade),
    National(Box<NationalTrade>),
    Minerals(Minerals),
}

/// What is told of rows that the mapping leaves out, by cause.
type SetAside = BTreeMap<&'static str, u64>;

pub(crate) fn import(context: &mut ImportContext<'_>) -> Result<Imported, LakeError> {
    let request = context.request;
    let path = request
        .mapping
        .as_deref()
        .ok_or_else(|| LakeError::Unstated {
            what: "what the columns mean",
            remedy: format!(
                "name a mapping file with --mapping, or one of {}",
                builtin::names()
            ),
        })?;
    let mapping = Mapping::read(path)?;
    let mut sink = match mapping.target {
        Target::Trade => Sink::Trade(Trade::new(context)?),
        Target::NationalTrade => Sink::National(Box::new(NationalTrade::new(context)?)),
        Target::MineralStatistics => Sink::Minerals(Minerals::default()),
    };
    let mut partners = Sides::new(&mapping.partners);
    let mut reporters = Sides::new(&mapping.reporters);
    let mut files: Vec<String> = Vec::new();
    let mut set_aside = SetAside::new();
    // The order in which the files are named does not decide which of two
    // equal keys is refused.
    let mut originals: Vec<&PathBuf> = request.originals.iter().collect();
    originals.sort_by_key(|path| file_name(path));
    let progress = context.progress;
    for path in originals {
        refuse_7z(path)?;
        let bytes = std::fs::metadata(path).map_or(0, |metadata| metadata.len());
        let step = format!("read {}", file_name(path));
        progress.start(&step, Some(bytes), ProgressUnit::Bytes);
        for_each_member(
            path,
            request.limits,
            is_table,
            &|count| progress.advance(count),
            |name, reader| {
                files.push(name.to_owned());
                let index = u32::try_from(files.len() - 1).unwrap_or(u32::MAX);
                let mut table = TableReader {
                    context: &mut *context,
                    mapping: &mapping,
                    sink: &mut sink,
                    partners: &mut partners,
                    reporters: &mut reporters,
                    set_aside: &mut set_aside,
                };
                table.read(name, index, reader)
            },
        )?;
        progress.finish();
    }
    if files.is_empty() {
        return Err(LakeError::NotReadable {
            path: file_name(&request.originals[0]),
            line: None,
            reason: "the archive holds no .csv, .txt, .tsv or .dat".to_owned(),
        });
    }
    let repeats = mapping.repeats;
    let (years, kind) = match sink {
        Sink::Trade(trade) => (trade.finish(context, &files, repeats)?, TableKind::Trade),
        Sink::National(national) => (
            national.finish(context, &files, repeats)?,
            TableKind::NationalTrade,
        ),
        Sink::Minerals(minerals) => (
            minerals.finish(context, &files, repeats)?,
            TableKind::MineralStatistics,
        ),
    };
    let source = &mapping.source;
    let hs_revision = request.revision.or(source.hs_revision);
    if kind == TableKind::Trade && hs_revision.is_none() {
        return Err(LakeError::Unstated {
            what: "the HS revision",
            remedy: "say it in the mapping as source.hs_revision, or with --revision, for example \
                     --revision HS22"
                .to_owned(),
        });
    }
    let vintage = request
        .vintage
        .clone()
        .or_else(|| source.vintage.clone())
        .ok_or_else(|| LakeError::Unstated {
            what: "the vintage",
            remedy: "say it in the mapping as source.vintage, or with --vintage, for example \
                     --vintage 2024-12"
                .to_owned(),
        })?;
    Ok(Imported {
        source: source.id.clone(),
        vintage,
        title: source.title.clone(),
        publisher: source.publisher.clone(),
        licence: source.licence.clone(),
        attribution: source.attribution.clone(),
        address: source.address.clone(),
        importer_version: VERSION,
        hs_revision,
        years,
        note: note(&mapping, &set_aside),
        tables: vec![kind],
    })
}

/// The mapping as one of the originals: another mapping of the same file gives
/// another table.
pub(crate) fn describe(path: &std::path::Path) -> Result<Original, LakeError> {
    let mapping = Mapping::read(path)?;
    Ok(Original {
        name: format!("mapping {}", mapping.name),
        bytes: mapping.bytes.len() as u64,
        sha256: sha256_of_bytes(&mapping.bytes),
    })
}

/// What a reader must know of how the table came to be.
fn note(mapping: &Mapping, set_aside: &SetAside) -> String {
    let mut sentences = Vec::new();
    if !mapping.source.note.trim().is_empty() {
        sentences.push(mapping.source.note.trim().to_owned());
    }
    for rates in &mapping.rates {
        sentences.push(format!(
            "Dollars of {} at these rates: {}.",
            rates.currency,
            rates.source.trim().trim_end_matches('.')
        ));
    }
    if mapping.repeats == Repeats::Add {
        sentences.push(format!(
            "Rows of one key were added: {}.",
            mapping.repeats_reason.trim().trim_end_matches('.')
        ));
    }
    if !set_aside.is_empty() {
        let causes: Vec<String> = set_aside
            .iter()
            .map(|(cause, count)| format!("{count} ({cause})"))
            .collect();
        sentences.push(format!(
            "Rows left out as the mapping says: {}.",
            causes.join(", ")
        ));
    }
    sentences.join(" ")
}

fn is_table(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    [".csv", ".txt", ".tsv", ".dat"]
        .iter()
        .any(|ending| lower.ends_with(ending))
}

/// An archive that is often met and is not read.
fn refuse_7z(path: &std::path::Path) -> Result<(), LakeError> {
    let mut magic = [0; 6];
    let mut file = std::fs::File::open(path).map_err(LakeError::io(path, "open"))?;
    if file.read_exact(&mut magic).is_ok() && magic == *b"7z\xbc\xaf\x27\x1c" {
        return Err(LakeError::NotReadable {
            path: path.display().to_string(),
            line: None,
            reason: "a 7z archive; unpack it and name the table inside".to_owned(),
        });
    }
    Ok(())
}

/// Reads one table.
struct TableReader<'a, 'c, 'm> {
    context: &'a mut ImportContext<'c>,
    mapping: &'m Mapping,
    sink: &'a mut Sink,
    partners: &'a mut Sides<'m>,
    reporters: &'a mut Sides<'m>,
    set_aside: &'a mut SetAside,
}

impl<'m> TableReader<'_, '_, 'm> {
    fn read(&mut self, name: &str, file: u32, reader: &mut dyn Read) -> Result<(), LakeError> {
        let mapping: &'m Mapping = self.mapping;
        let dialect = mapping.dialect(self.context.request.limits.line_bytes);
        let mut rows = DelimitedRows::new(name, reader, dialect);
        let Some((line, first)) = rows.next()? else {
            return Err(LakeError::NotReadable {
                path: name.to_owned(),
                line: Some(1),
                reason: "no row in it; download it again, or look at form.skip_rows".to_owned(),
            });
        };
        let layout = Layout::new(mapping, name, line, first)?;
        if !mapping.has_header {
            self.read_row(&layout, name, (file, line), first)?;
        }
        while let Some((line, record)) = rows.next()? {
            self.read_row(&layout, name, (file, line), record)?;
        }
        Ok(())
    }

    fn read_row(
        &mut self,
        layout: &Layout<'m>,
        name: &str,
        (file, line): (u32, u64),
        record: &csv::StringRecord,
    ) -> Result<(), LakeError> {
        if !layout.fits(record) {
            self.context.rows_read += 1;
            let found = record.iter().collect::<Vec<_>>().join(",");
            let reason = "more or fewer fields than the header has";
            return self.context.reject(name, line, "row", &found, reason);
        }
        if !layout.admits(record) {
            *self.set_aside.entry("filters of the mapping").or_default() += 1;
            return Ok(());
        }
        for block in &layout.blocks {
            let row = RowReader {
                mapping: self.mapping,
                block,
                record,
            };
            let place = (file, line);
            let (partners, reporters) = (&mut *self.partners, &mut *self.reporters);
            let pushed = match self.sink {
                Sink::Trade(trade) => trade.push(&row, partners, reporters, place),
                Sink::National(national) => national.push(&row, partners, reporters, place),
                Sink::Minerals(minerals) => minerals.push(&row, partners, place),
            };
            match pushed {
                Ok(()) => self.context.rows_read += 1,
                Err(Unused::SetAside(cause)) => *self.set_aside.entry(cause).or_default() += 1,
                Err(Unused::Failed(error)) => return Err(error),
                Err(Unused::Refused(refusal)) => {
                    self.context.rows_read += 1;
                    self.context.reject(
                        name,
                        line,
                        &refusal.field,
                        &refusal.found,
                        &refusal.reason,
                    )?;
                }
            }
        }
        Ok(())
    }
}
