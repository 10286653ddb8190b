//! Workbooks of Excel as originals: `.xlsx` and `.xls`, told by their first
//! bytes. Cells come as rows that hold only what is filled in, so that a
//! workbook never takes more memory than its content.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::panic::AssertUnwindSafe;
use std::path::Path;

use calamine::{DataRef, Reader, SheetType, Xlsx, XlsxError};

use crate::LakeError;
use crate::archive::{Limits, file_name, for_each_member};
use crate::biff::read_biff;
use crate::importers::ImportContext;
use crate::progress::ProgressUnit;

/// Bytes of a workbook, unpacked; real originals have up to 10 MB.
const MOST_BYTES: u64 = 48 << 20;
/// Cells of a workbook; real originals have up to 60,000.
const MOST_CELLS: usize = 2_000_000;
/// Bytes of text in all cells, shared texts counted each time.
const MOST_TEXT: usize = 64 << 20;
/// Worksheets of a workbook; real originals have up to 70.
const MOST_SHEETS: usize = 500;

/// A filled cell. Dates, truth values and errors are of no use here and read
/// as empty.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell {
    /// A text, white space at its ends removed, never empty.
    Text(String),
    /// A finite number.
    Number(f64),
}

/// A row with at least one filled cell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct SheetRow {
    /// As the spreadsheet counts, from 1.
    pub(crate) number: u64,
    cells: BTreeMap<u32, Cell>,
}

impl SheetRow {
    /// The cell in a column, counted from 0.
    pub(crate) fn get(&self, column: u32) -> Option<&Cell> {
        self.cells.get(&column)
    }

    /// The cell as text; a whole number without a decimal point. Empty where
    /// there is none.
    pub(crate) fn text(&self, column: u32) -> String {
        match self.get(column) {
            Some(Cell::Text(text)) => text.clone(),
            Some(Cell::Number(number)) => number.to_string(),
            None => String::new(),
        }
    }

    /// Columns and cells from left to right.
    pub(crate) fn cells(&self) -> impl Iterator<Item = (u32, &Cell)> {
        self.cells.iter().map(|(column, cell)| (*column, cell))
    }
}

/// A worksheet.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Sheet {
    /// Its name, on the tab.
    pub(crate) name: String,
    /// Rows from top to bottom.
    pub(crate) rows: Vec<SheetRow>,
}

/// Why bytes are no workbook that can be read.
pub(crate) enum NotAWorkbook {
    /// What is wrong with it.
    Damaged(String),
    /// Which limit it breaks.
    TooLarge(String),
}

/// Cells by row and column, from 0.
type Rows = BTreeMap<u32, BTreeMap<u32, Cell>>;

/// Cells on their way into sheets, counted.
pub(crate) struct Cells<'s> {
    sheets: &'s mut Vec<(String, Rows)>,
    cells: usize,
    text: usize,
}

impl Cells<'_> {
    pub(crate) fn begin_sheet(&mut self, name: &str) -> Result<(), NotAWorkbook> {
        if self.sheets.len() == MOST_SHEETS {
            return Err(NotAWorkbook::TooLarge(format!(
                "more than {MOST_SHEETS} worksheets, as in no real original"
            )));
        }
        self.sheets.push((name.trim().to_owned(), BTreeMap::new()));
        Ok(())
    }

    /// Puts a cell into the sheet begun last; row and column from 0.
    pub(crate) fn put(&mut self, row: u32, column: u32, cell: Cell) -> Result<(), NotAWorkbook> {
        let cell = match cell {
            Cell::Number(number) if !number.is_finite() => return Ok(()),
            Cell::Number(_) => cell,
            Cell::Text(text) => match text.trim() {
                "" => return Ok(()),
                trimmed => Cell::Text(trimmed.to_owned()),
            },
        };
        self.cells += 1;
        if let Cell::Text(text) = &cell {
            self.text = self.text.saturating_add(text.len());
        }
        if self.cells > MOST_CELLS || self.text > MOST_TEXT {
            return Err(NotAWorkbook::TooLarge(format!(
                "more than {MOST_CELLS} cells or {MOST_TEXT} bytes of text, as in no real original"
            )));
        }
        if let Some((_, rows)) = self.sheets.last_mut() {
            rows.entry(row).or_default().insert(column, cell);
        }
        Ok(())
    }
}

/// Whether the file begins as a workbook does: as a zip archive or as a
/// compound file.
pub(crate) fn is_workbook(path: &Path) -> Result<bool, LakeError> {
    let mut head = Vec::new();
    std::fs::File::open(path)
        .map_err(LakeError::io(path, "open"))?
        .take(8)
        .read_to_end(&mut head)
        .map_err(LakeError::io(path, "read"))?;
    Ok(head.starts_with(b"PK\x03\x04") || head.starts_with(COMPOUND))
}

const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// The worksheets of a workbook, in the order of their tabs.
pub(crate) fn read_workbook(
    context: &ImportContext<'_>,
    path: &Path,
) -> Result<Vec<Sheet>, LakeError> {
    read_workbook_up_to(context, path, MOST_BYTES)
}

/// [`read_workbook`] for a source whose workbooks are larger than others,
/// packed and unpacked.
pub(crate) fn read_workbook_up_to(
    context: &ImportContext<'_>,
    path: &Path,
    most: u64,
) -> Result<Vec<Sheet>, LakeError> {
    let limits = context.request.limits;
    let most = most.min(limits.whole_bytes);
    let refused = |reason: String| LakeError::Refused {
        path: file_name(path),
        reason,
    };
    let length = std::fs::metadata(path)
        .map_err(LakeError::io(path, "open"))?
        .len();
    if length > most {
        return Err(refused(format!(
            "larger than {most} bytes, as no workbook is"
        )));
    }
    context.progress.start(
        &format!("read {}", file_name(path)),
        Some(length),
        ProgressUnit::Bytes,
    );
    let bytes = std::fs::read(path).map_err(LakeError::io(path, "read"))?;
    let mut found = Vec::new();
    let mut cells = Cells {
        sheets: &mut found,
        cells: 0,
        text: 0,
    };
    let read = if bytes.starts_with(COMPOUND) {
        read_biff(&bytes, most, &mut cells)
    } else {
        check_members(path, limits, most)?;
        read_xlsx(&bytes, &mut cells)
    };
    read.map_err(|error| match error {
        NotAWorkbook::TooLarge(reason) => refused(reason),
        NotAWorkbook::Damaged(reason) => LakeError::NotReadable {
            path: file_name(path),
            line: None,
            reason: format!("a workbook that cannot be read ({reason}); download it again"),
        },
    })?;
    context.progress.advance(length);
    context.progress.finish();
    Ok(found
        .into_iter()
        .map(|(name, rows)| Sheet {
            name,
            rows: rows
                .into_iter()
                .map(|(row, cells)| SheetRow {
                    number: u64::from(row) + 1,
                    cells,
                })
                .collect(),
        })
        .collect())
}

/// Unpacks every member once without keeping it, so that the reader proper
/// never meets an archive that grows without bounds.
fn check_members(path: &Path, limits: Limits, most: u64) -> Result<(), LakeError> {
    let limits = Limits {
        member_bytes: most,
        // The XML of a sheet is one long line.
        line_bytes: usize::MAX,
        ..limits
    };
    let mut total = 0_u64;
    for_each_member(
        path,
        limits,
        |_| true,
        &|_| {},
        |name, reader| {
            let read = std::io::copy(reader, &mut std::io::sink()).map_err(|source| {
                LakeError::NotReadable {
                    path: name.to_owned(),
                    line: None,
                    reason: format!("cannot be read to its end ({source}); download it again"),
                }
            })?;
            total = total.saturating_add(read);
            if total > most {
                return Err(LakeError::Refused {
                    path: file_name(path),
                    reason: format!("larger than {most} bytes unpacked, as no workbook is"),
                });
            }
            Ok(())
        },
    )
}

/// The library panics on some damaged files; that is a damaged file too. What
/// was read of it by then is thrown away with the import.
fn read_xlsx(bytes: &[u8], cells: &mut Cells<'_>) -> Result<(), NotAWorkbook> {
    let read = AssertUnwindSafe(|| read_cells(bytes, cells));
    std::panic::catch_unwind(read).unwrap_or_else(|_| {
        Err(NotAWorkbook::Damaged(
            "its parts contradict one another".to_owned(),
        ))
    })
}

fn read_cells(bytes: &[u8], cells: &mut Cells<'_>) -> Result<(), NotAWorkbook> {
    let damaged = |error: XlsxError| NotAWorkbook::Damaged(error.to_string());
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let names: Vec<String> = workbook
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| sheet.name.clone())
        .collect();
    for name in names {
        cells.begin_sheet(&name)?;
        let mut reader = workbook.worksheet_cells_reader(&name).map_err(damaged)?;
        while let Some(cell) = reader.next_cell().map_err(damaged)? {
            let (row, column) = cell.get_position();
            #[allow(clippy::cast_precision_loss)]
            let value = match cell.get_value() {
                DataRef::Int(number) => Cell::Number(*number as f64),
                DataRef::Float(number) => Cell::Number(*number),
                DataRef::String(text) => Cell::Text(text.clone()),
                DataRef::SharedString(text) => Cell::Text((*text).to_owned()),
                _ => continue,
            };
            cells.put(row, column, value)?;
        }
    }
    Ok(())
}
