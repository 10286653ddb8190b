//! BACI, the reconciled bilateral trade of CEPII (Gaulier and Zignago 2010):
//! the zip as downloaded, its CSV files plain or gzipped, or a Parquet table
//! with the same columns.

use std::io::Read;
use std::path::Path;
use std::str::FromStr;

use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int32Type, Int64Type};
use arrow_array::{Array, RecordBatch};
use arrow_schema::DataType;
use narrows_core::{BaciCode, Economy, HsCode, HsRevision};

use super::{ImportContext, Imported};
use crate::archive::{file_name, for_each_member};
use crate::manifest::TableKind;
use crate::progress::ProgressUnit;
use crate::sorted_runs::{ROWS_IN_MEMORY, RunRow, SortedRuns};
use crate::text::Columns;
use crate::trade_table::{TradeRow, TradeTableWriter};
use crate::{LakeError, TableFile};

const VERSION: u32 = 1;
const NEEDED: [&str; 6] = ["t", "i", "j", "k", "v", "q"];

pub(crate) fn import(context: &mut ImportContext<'_>) -> Result<Imported, LakeError> {
    let request = context.request;
    let hints = Hints::of(&request.originals);
    let vintage = request.vintage.clone().or(hints.vintage);
    let revision = request.revision.or(hints.revision);
    let landing = context.landing;
    let mut runs = SortedRuns::new(landing.scratch()?, ROWS_IN_MEMORY);
    let mut files: Vec<String> = Vec::new();
    let progress = context.progress;
    for path in &request.originals {
        let bytes = std::fs::metadata(path).map_or(0, |metadata| metadata.len());
        progress.start(
            &format!("read {}", file_name(path)),
            Some(bytes),
            ProgressUnit::Bytes,
        );
        if is_parquet(path)? {
            let index = register(&mut files, &file_name(path));
            read_parquet(context, path, index, &mut runs)?;
        } else {
            for_each_member(
                path,
                request.limits,
                is_trade_member,
                &|count| progress.advance(count),
                |name, reader| {
                    let index = register(&mut files, name);
                    read_csv(context, name, index, reader, &mut runs)
                },
            )?;
        }
        progress.finish();
    }
    if files.is_empty() {
        return Err(LakeError::NotReadable {
            path: request.originals[0].display().to_string(),
            line: None,
            reason: "no BACI table in it: the archive of CEPII holds files such as \
                     BACI_HS92_Y2023_V202601.csv"
                .to_owned(),
        });
    }

    let mut writer = TradeTableWriter::create(&landing.table_path(TableKind::Trade))?;
    let mut last = None;
    let mut years: Option<(i32, i32)> = None;
    progress.start(
        "sort and write",
        Some(context.rows_read),
        ProgressUnit::Rows,
    );
    runs.drain_sorted(|row| {
        progress.advance(1);
        if last == Some(row.key) {
            return context.reject(
                &files[row.file as usize],
                row.line,
                "t, i, j, k",
                "",
                "the same year, exporter, importer and code stand on an earlier line; \
                 summing both would double the trade",
            );
        }
        last = Some(row.key);
        let trade = unpack(&row);
        years = Some(years.map_or((trade.year, trade.year), |(from, _)| (from, trade.year)));
        writer.push(&trade)
    })?;
    progress.finish();
    writer.finish()?;

    // Asked for last, so that an unreadable file is told as that.
    let revision = revision.ok_or_else(|| LakeError::Unstated {
        what: "the HS revision",
        remedy: "say it with --revision, for example --revision HS92".to_owned(),
    })?;
    let vintage = vintage.ok_or_else(|| LakeError::Unstated {
        what: "the vintage",
        remedy: "say it with --vintage, for example --vintage V202601".to_owned(),
    })?;
    Ok(Imported {
        source: format!("baci-{}", revision.short_name().to_ascii_lowercase()),
        vintage,
        title: format!("BACI, international trade database at the product level, {revision}"),
        publisher: "CEPII".to_owned(),
        licence: "Etalab Open Licence 2.0".to_owned(),
        attribution: "Source: CEPII, BACI (Gaulier and Zignago 2010), built from UN Comtrade data"
            .to_owned(),
        address: "https://www.cepii.fr/CEPII/en/bdd_modele/bdd_modele_item.asp?id=37".to_owned(),
        importer_version: VERSION,
        hs_revision: Some(revision),
        years,
        note: String::new(),
        tables: vec![TableKind::Trade],
    })
}

fn register(files: &mut Vec<String>, name: &str) -> u32 {
    files.push(name.to_owned());
    u32::try_from(files.len() - 1).unwrap_or(u32::MAX)
}

/// The archive's own tables of codes and titles are not trade.
fn is_trade_member(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let file = lower.rsplit(['/', '!']).next().unwrap_or(&lower);
    file.ends_with(".csv")
        && !file.starts_with("country_codes")
        && !file.starts_with("product_codes")
}

/// What file names such as `BACI_HS92_V202601.zip` tell.
struct Hints {
    vintage: Option<String>,
    revision: Option<HsRevision>,
}

impl Hints {
    fn of(originals: &[std::path::PathBuf]) -> Self {
        let mut hints = Self {
            vintage: None,
            revision: None,
        };
        for path in originals {
            let name = file_name(path);
            for part in name.split(['_', '-', '.']) {
                let digits = part.strip_prefix(['V', 'v']).unwrap_or_default();
                if digits.len() >= 6 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
                    hints.vintage.get_or_insert(format!("V{digits}"));
                } else if let Ok(revision) = HsRevision::from_str(part) {
                    hints.revision.get_or_insert(revision);
                }
            }
        }
        hints
    }
}

fn is_parquet(path: &Path) -> Result<bool, LakeError> {
    let mut magic = [0; 4];
    let mut file = std::fs::File::open(path).map_err(LakeError::io(path, "open"))?;
    Ok(file.read_exact(&mut magic).is_ok() && &magic == b"PAR1")
}

/// 12 bits of year, 20 of code, 10 and 10 of economies.
fn pack(row: &TradeRow) -> u64 {
    let year = row.year.unsigned_abs();
    (u64::from(year) << 40)
        | (u64::from(row.hs_code.number()) << 20)
        | ((row.importer.index() as u64) << 10)
        | row.exporter.index() as u64
}

fn unpack(row: &RunRow) -> TradeRow {
    let bits = |shift: u32, width: u32| ((row.key >> shift) & ((1 << width) - 1)) as u32;
    let economy = |index: u32| {
        Economy::from_index(index as usize).unwrap_or_else(|| unreachable!("packed by `pack`"))
    };
    TradeRow {
        year: bits(40, 12).cast_signed(),
        hs_code: HsCode::from_number(bits(20, 20))
            .unwrap_or_else(|_| unreachable!("packed by `pack`")),
        importer: economy(bits(10, 10)),
        exporter: economy(bits(0, 10)),
        value_kusd: row.value_kusd,
        quantity_t: (!row.quantity_t.is_nan()).then_some(row.quantity_t),
    }
}

/// Why a field was refused.
type Refusal = (&'static str, &'static str);

fn parse_year(text: &str) -> Result<i32, Refusal> {
    match text.parse::<i32>() {
        Ok(year) if (1962..=2100).contains(&year) => Ok(year),
        _ => Err(("t", "no year between 1962 and 2100")),
    }
}

fn parse_economy(text: &str, field: &'static str) -> Result<Economy, Refusal> {
    match text.parse::<u16>() {
        Ok(code) => Economy::from_baci(BaciCode(code))
            .ok_or((field, "no economy has this numeric BACI code")),
        Err(_) => Economy::from_alpha3(text).ok_or((
            field,
            "neither a numeric BACI code nor an alpha-3 code of a known economy",
        )),
    }
}

fn parse_value(text: &str) -> Result<f64, Refusal> {
    match text.parse::<f64>() {
        Ok(value) if value.is_finite() && value >= 0.0 => Ok(value),
        Ok(value) if value < 0.0 => Err(("v", "a negative value")),
        _ => Err(("v", "no finite number")),
    }
}

/// An empty field and `NA` are a quantity that was not reported.
fn parse_quantity(text: &str) -> Result<f64, Refusal> {
    if text.is_empty() || text == "NA" {
        return Ok(f64::NAN);
    }
    match text.parse::<f64>() {
        Ok(quantity) if quantity.is_finite() && quantity >= 0.0 => Ok(quantity),
        Ok(quantity) if quantity < 0.0 => Err(("q", "a negative quantity")),
        _ => Err(("q", "neither a finite number nor empty nor NA")),
    }
}

fn parse_row(fields: [&str; 6]) -> Result<(TradeRow, f64), (usize, Refusal)> {
    let [t, i, j, k, v, q] = fields.map(str::trim);
    let at = |index| move |refusal| (index, refusal);
    let quantity = parse_quantity(q).map_err(at(5))?;
    let row = TradeRow {
        year: parse_year(t).map_err(at(0))?,
        exporter: parse_economy(i, "i").map_err(at(1))?,
        importer: parse_economy(j, "j").map_err(at(2))?,
        hs_code: k.parse().map_err(|_| (3, ("k", "no six-digit HS code")))?,
        value_kusd: parse_value(v).map_err(at(4))?,
        quantity_t: None,
    };
    if row.importer == row.exporter {
        return Err((2, ("j", "importer and exporter are the same economy")));
    }
    Ok((row, quantity))
}

fn read_csv(
    context: &mut ImportContext<'_>,
    name: &str,
    index: u32,
    reader: &mut dyn Read,
    runs: &mut SortedRuns,
) -> Result<(), LakeError> {
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .has_headers(false)
        .buffer_capacity(1 << 18)
        .from_reader(reader);
    let mut record = csv::ByteRecord::new();
    let unreadable = |line: Option<u64>, error: csv::Error| LakeError::NotReadable {
        path: name.to_owned(),
        line,
        reason: format!("cannot be read any further ({error}); download it again"),
    };
    if !reader
        .read_byte_record(&mut record)
        .map_err(|error| unreadable(Some(1), error))?
    {
        return Err(LakeError::NotReadable {
            path: name.to_owned(),
            line: Some(1),
            reason: "an empty file; a BACI table starts with the header t,i,j,k,v,q".to_owned(),
        });
    }
    if record.get(0).is_some_and(|field| {
        field.starts_with(&[0xFF, 0xFE]) || field.starts_with(&[0xFE, 0xFF]) || field.contains(&0)
    }) {
        return Err(LakeError::NotReadable {
            path: name.to_owned(),
            line: Some(1),
            reason: "it looks like UTF-16 or a binary file; save it as UTF-8 text".to_owned(),
        });
    }
    let header = record.iter().map(|field| {
        String::from_utf8_lossy(field)
            .trim_start_matches('\u{feff}')
            .to_owned()
    });
    let columns = Columns::new(name, header, &NEEDED)?;
    let positions = NEEDED.map(|column| columns.position(column).unwrap_or(usize::MAX));
    loop {
        let more = reader
            .read_byte_record(&mut record)
            .map_err(|error| unreadable(None, error))?;
        if !more {
            return Ok(());
        }
        context.rows_read += 1;
        let line = record.position().map_or(0, csv::Position::line);
        let fields =
            positions.map(|position| record.get(position).map_or(Ok(""), std::str::from_utf8));
        if let Some(position) = fields.iter().position(Result::is_err) {
            let found =
                String::from_utf8_lossy(record.get(positions[position]).unwrap_or_default())
                    .into_owned();
            context.reject(name, line, NEEDED[position], &found, "not UTF-8")?;
            continue;
        }
        let fields = fields.map(Result::unwrap_or_default);
        push(context, name, index, line, fields, runs)?;
    }
}

fn push(
    context: &mut ImportContext<'_>,
    name: &str,
    file: u32,
    line: u64,
    fields: [&str; 6],
    runs: &mut SortedRuns,
) -> Result<(), LakeError> {
    match parse_row(fields) {
        Ok((row, quantity_t)) => runs.push(RunRow {
            key: pack(&row),
            value_kusd: row.value_kusd,
            quantity_t,
            file,
            line,
        }),
        Err((position, (field, reason))) => {
            context.reject(name, line, field, fields[position], reason)
        }
    }
}

/// Columns of a Parquet table with BACI's content, with the names in use.
const PARQUET_COLUMNS: [&[&str]; 6] = [
    &["t", "year"],
    &["i", "exporter"],
    &["j", "importer"],
    &["k", "hs6", "hs_code"],
    &["v", "value_kusd"],
    &["q", "qty_t", "quantity_t"],
];

fn read_parquet(
    context: &mut ImportContext<'_>,
    path: &Path,
    index: u32,
    runs: &mut SortedRuns,
) -> Result<(), LakeError> {
    let table = TableFile::open(path)?;
    let mut names = [""; 6];
    for (position, known) in PARQUET_COLUMNS.iter().enumerate() {
        names[position] = known
            .iter()
            .copied()
            .find(|column| table.schema().column_with_name(column).is_some())
            .ok_or_else(|| LakeError::NotReadable {
                path: path.display().to_string(),
                line: None,
                reason: format!("it has no column {}", known.join(" or ")),
            })?;
    }
    let shown = file_name(path);
    let groups = (0..table.metadata().num_row_groups()).collect();
    let mut line = 0;
    for batch in table.read(groups, &names, 8192)? {
        let batch = batch?;
        for row in 0..batch.num_rows() {
            line += 1;
            context.rows_read += 1;
            let mut fields: [String; 6] = Default::default();
            for (field, column) in fields.iter_mut().zip(names) {
                *field = cell_text(&batch, column, row).ok_or_else(|| LakeError::NotReadable {
                    path: shown.clone(),
                    line: None,
                    reason: format!("the column {column:?} is neither text nor numbers"),
                })?;
            }
            push(
                context,
                &shown,
                index,
                line,
                fields.each_ref().map(String::as_str),
                runs,
            )?;
        }
    }
    Ok(())
}

/// The cell as the CSV would have it; empty where it is null.
fn cell_text(batch: &RecordBatch, column: &str, row: usize) -> Option<String> {
    let array = batch.column_by_name(column)?;
    if array.is_null(row) {
        return Some(String::new());
    }
    Some(match array.data_type() {
        DataType::Utf8 => array.as_string::<i32>().value(row).to_owned(),
        DataType::LargeUtf8 => array.as_string::<i64>().value(row).to_owned(),
        DataType::Int32 => array.as_primitive::<Int32Type>().value(row).to_string(),
        DataType::Int64 => array.as_primitive::<Int64Type>().value(row).to_string(),
        DataType::Float64 => array.as_primitive::<Float64Type>().value(row).to_string(),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn packing_keeps_the_row_and_the_order(
            year in 1962_i32..2100,
            code in 10_000_u32..=999_999,
            importer in 0..Economy::count(),
            exporter in 0..Economy::count(),
        ) {
            let row = TradeRow {
                year,
                hs_code: HsCode::from_number(code).unwrap(),
                importer: Economy::from_index(importer).unwrap(),
                exporter: Economy::from_index(exporter).unwrap(),
                value_kusd: 1.0,
                quantity_t: Some(2.0),
            };
            let run = RunRow { key: pack(&row), value_kusd: 1.0, quantity_t: 2.0, file: 0, line: 0 };
            prop_assert_eq!(unpack(&run), row);
        }

        #[test]
        fn a_row_of_any_text_is_parsed_or_refused(fields in prop::array::uniform6("\\PC{0,12}")) {
            let _ = parse_row(fields.each_ref().map(String::as_str));
        }
    }

    #[test]
    fn file_names_tell_release_and_revision() {
        let hints = Hints::of(&["BACI_HS17_V202601.zip".into()]);
        assert_eq!(hints.vintage.as_deref(), Some("V202601"));
        assert_eq!(hints.revision, Some(HsRevision::Hs2017));
    }
}
