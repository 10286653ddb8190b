//! Files of parties that are to be screened: CSV, or a workbook of Excel.

use std::io::{Cursor, Read};
use std::panic::AssertUnwindSafe;
use std::path::Path;

use calamine::{Data, Reader, Xlsx};

use crate::lists::{Header, ListError, Original, Place, TextRow, rows};

/// Bytes of a workbook, packed and unpacked.
const MOST_WORKBOOK_BYTES: u64 = 64 << 20;
/// Rows of a file.
const MOST_ROWS: usize = 1_000_000;

/// A party of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FiledParty {
    /// Its row, as the file counts from 1.
    pub row: u64,
    /// Its name.
    pub name: String,
    /// The user's own number for it; may be empty, as all that follow.
    pub number: String,
    /// Its country, as written.
    pub country: String,
    /// Its type, as written.
    pub party_type: String,
    /// A number in a register.
    pub identifier: String,
    /// Its date of birth.
    pub birth_date: String,
}

/// In which columns things stand, where the header does not say it in words that
/// are known here.
#[derive(Debug, Clone, Default)]
pub struct PartyColumns {
    /// Column of names.
    pub name: Option<String>,
    /// Column of countries.
    pub country: Option<String>,
}

/// Headers of the column of names, and of the others.
const NAMES: [&str; 14] = [
    "name",
    "party",
    "party name",
    "company",
    "company name",
    "counterparty",
    "customer",
    "consignee",
    "entity",
    "会社名",
    "名称",
    "取引先",
    "상호",
    "企业名称",
];
const COUNTRIES: [&str; 6] = ["country", "economy", "country code", "国", "국가", "国家"];
const TYPES: [&str; 3] = ["type", "party type", "party_type"];
const NUMBERS: [&str; 5] = ["id", "number", "no", "no.", "reference"];
const IDENTIFIERS: [&str; 4] = [
    "identifier",
    "registration number",
    "passport",
    "tax number",
];
const BIRTHS: [&str; 4] = ["birth date", "birth_date", "date of birth", "dob"];

/// Reads the parties of a CSV or XLSX file.
///
/// # Errors
/// If the file cannot be read, has no column of names, or a row has no name.
pub fn read_party_file(
    path: &Path,
    columns: &PartyColumns,
    encoding: Option<&str>,
) -> Result<Vec<FiledParty>, ListError> {
    let name = path.file_name().map_or_else(
        || path.display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    );
    let rows = if is_workbook(path)? {
        workbook_rows(path, &name)?
    } else {
        let original = Original::read(path, encoding)?;
        rows(&name, &original.text, delimiter(&original.text))?
    };
    parties(&name, &rows, columns)
}

/// The mark that parts the columns: the one of comma, semicolon and tab that the
/// first line has most of.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    [b',', b';', b'\t']
        .into_iter()
        .max_by_key(|mark| {
            (
                first.bytes().filter(|byte| byte == mark).count(),
                *mark == b',',
            )
        })
        .unwrap_or(b',')
}

fn parties(
    file: &str,
    rows: &[TextRow],
    columns: &PartyColumns,
) -> Result<Vec<FiledParty>, ListError> {
    let Some((first, rest)) = rows.split_first() else {
        return Err(ListError::not_readable(
            Place::file(file),
            "an empty file; a row of column names and a row a party are needed",
        ));
    };
    if rest.len() > MOST_ROWS {
        return Err(ListError::refused(
            Place::file(file),
            format!("more than {MOST_ROWS} rows; part the file"),
        ));
    }
    let header = Header::new(file, first);
    let any = |names: &[&str]| names.iter().find_map(|name| header.find(name));
    let name = match &columns.name {
        Some(name) => header.need(name)?,
        None => any(&NAMES).ok_or_else(|| {
            ListError::not_readable(
                Place::line(file, first.line),
                format!(
                    "no column of names; call it \"name\" or name it with --name-column; found: {}",
                    first.fields.join(", ")
                ),
            )
        })?,
    };
    let country = match &columns.country {
        Some(name) => Some(header.need(name)?),
        None => any(&COUNTRIES),
    };
    let others = [any(&NUMBERS), any(&TYPES), any(&IDENTIFIERS), any(&BIRTHS)];
    rest.iter()
        .map(|row| {
            let get = |column: Option<usize>| {
                column.map_or_else(String::new, |column| row.get(column).to_owned())
            };
            let text = row.get(name);
            if text.is_empty() {
                return Err(ListError::not_readable(
                    Place::line(file, row.line).field(&first.fields[name]),
                    "empty, so there is nothing to screen; write the name or take the row out",
                ));
            }
            Ok(FiledParty {
                row: row.line,
                name: text.to_owned(),
                number: get(others[0]),
                country: get(country),
                party_type: get(others[1]),
                identifier: get(others[2]),
                birth_date: get(others[3]),
            })
        })
        .collect()
}

fn is_workbook(path: &Path) -> Result<bool, ListError> {
    let mut head = Vec::new();
    std::fs::File::open(path)
        .map_err(ListError::io(path, "open"))?
        .take(4)
        .read_to_end(&mut head)
        .map_err(ListError::io(path, "read"))?;
    Ok(head.starts_with(b"PK\x03\x04"))
}

/// The rows of the first worksheet. Every member is unpacked once without being
/// kept, so that the reader never meets an archive that grows without bounds.
fn workbook_rows(path: &Path, file: &str) -> Result<Vec<TextRow>, ListError> {
    let too_large = || {
        ListError::refused(
            Place::file(file),
            format!("larger than {MOST_WORKBOOK_BYTES} bytes unpacked; save it as CSV"),
        )
    };
    let damaged = |reason: &dyn std::fmt::Display| {
        ListError::not_readable(
            Place::file(file),
            format!("a workbook that cannot be read ({reason}); save it again as .xlsx or CSV"),
        )
    };
    let mut bytes = Vec::new();
    std::fs::File::open(path)
        .map_err(ListError::io(path, "open"))?
        .take(MOST_WORKBOOK_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(ListError::io(path, "read"))?;
    if bytes.len() as u64 > MOST_WORKBOOK_BYTES {
        return Err(too_large());
    }
    let mut archive = zip::ZipArchive::new(Cursor::new(&bytes)).map_err(|error| damaged(&error))?;
    let mut total = 0;
    for index in 0..archive.len() {
        let member = archive.by_index(index).map_err(|error| damaged(&error))?;
        total += std::io::copy(
            &mut member.take(MOST_WORKBOOK_BYTES + 1),
            &mut std::io::sink(),
        )
        .map_err(|error| damaged(&error))?;
        if total > MOST_WORKBOOK_BYTES {
            return Err(too_large());
        }
    }
    // The reader panics on some damaged files; that is a damaged file too.
    let read = AssertUnwindSafe(|| first_sheet(&bytes));
    std::panic::catch_unwind(read)
        .unwrap_or_else(|_| Err("its parts contradict one another".to_owned()))
        .map_err(|reason| damaged(&reason))
}

fn first_sheet(bytes: &[u8]) -> Result<Vec<TextRow>, String> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let Some(name) = workbook.sheet_names().first().cloned() else {
        return Err("it has no worksheet".to_owned());
    };
    let mut cells = workbook
        .worksheet_cells_reader(&name)
        .map_err(|error| error.to_string())?;
    let mut rows: std::collections::BTreeMap<u32, Vec<String>> = std::collections::BTreeMap::new();
    while let Some(cell) = cells.next_cell().map_err(|error| error.to_string())? {
        let (row, column) = cell.get_position();
        // Beyond any column of names; a far cell must not make a wide row.
        if column > 500 {
            continue;
        }
        let value: Data = cell.get_value().clone().into();
        let text = match value {
            Data::String(text) => text,
            Data::Float(number) => number.to_string(),
            Data::Int(number) => number.to_string(),
            Data::DateTimeIso(text) => text,
            _ => continue,
        };
        let fields = rows.entry(row).or_default();
        let column = column as usize;
        if fields.len() <= column {
            fields.resize(column + 1, String::new());
        }
        fields[column] = text;
        if rows.len() > MOST_ROWS + 1 {
            return Err(format!("more than {MOST_ROWS} rows"));
        }
    }
    Ok(rows
        .into_iter()
        .filter(|(_, fields)| fields.iter().any(|field| !field.trim().is_empty()))
        .map(|(row, fields)| TextRow {
            line: u64::from(row) + 1,
            fields,
        })
        .collect())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn read(name: &str, bytes: &[u8]) -> Result<Vec<FiledParty>, ListError> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        read_party_file(&path, &PartyColumns::default(), None)
    }

    #[test]
    fn a_semicolon_file_with_foreign_headers_is_read() {
        let parties = read(
            "p.csv",
            "会社名;国;id\nアルファ株式会社;日本;7\n".as_bytes(),
        )
        .unwrap();
        assert_eq!(parties[0].name, "アルファ株式会社");
        assert_eq!(parties[0].country, "日本");
        assert_eq!((parties[0].number.as_str(), parties[0].row), ("7", 2));
    }

    #[test]
    fn what_is_missing_is_named_with_its_place() {
        let error = |text: &str| read("p.csv", text.as_bytes()).unwrap_err().to_string();
        assert_eq!(
            error("who,where\nA,B\n"),
            "p.csv, line 1: no column of names; call it \"name\" or name it with --name-column; \
             found: who, where"
        );
        assert_eq!(
            error("name,country\nA,B\n,C\n"),
            "p.csv, line 3, field \"name\": empty, so there is nothing to screen; write the name \
             or take the row out"
        );
        assert!(error("").contains("an empty file"));
    }

    #[test]
    fn a_workbook_is_read_and_a_damaged_one_refused() {
        let mut workbook = rust_xlsxwriter::Workbook::new();
        let sheet = workbook.add_worksheet();
        for (column, text) in ["Company", "Country"].iter().enumerate() {
            sheet.write_string(0, column as u16, *text).unwrap();
        }
        sheet.write_string(2, 0, "Alpha Trading").unwrap();
        sheet.write_string(2, 1, "IR").unwrap();
        let bytes = workbook.save_to_buffer().unwrap();
        let parties = read("p.xlsx", &bytes).unwrap();
        assert_eq!(
            (parties[0].name.as_str(), parties[0].row),
            ("Alpha Trading", 3)
        );
        let error = read("p.xlsx", &bytes[..bytes.len() / 2])
            .unwrap_err()
            .to_string();
        assert!(
            error.starts_with("p.xlsx: a workbook that cannot be read"),
            "{error}"
        );
    }
}
