//! The cells of a workbook of Excel 97 to 2003 (`.xls`, BIFF8).
//!
//! Only values are read: numbers, texts, and the last results of formulas,
//! which are not computed. A reader of our own, because calamine lays a sheet
//! out as a full grid, so that two cells in opposite corners claim gigabytes,
//! and takes the lengths of records on trust. Records after
//! Microsoft, *Excel Binary File Format (.xls) Structure*, [MS-XLS].

use std::io::{Cursor, Read};

use crate::workbook::{Cell, Cells, NotAWorkbook};

const BOF: u16 = 0x0809;
const EOF: u16 = 0x000A;
const FILE_PASS: u16 = 0x002F;
const BOUND_SHEET: u16 = 0x0085;
const SHARED_STRINGS: u16 = 0x00FC;
const CONTINUE: u16 = 0x003C;
const SHARED_TEXT: u16 = 0x00FD;
const LABEL: u16 = 0x0204;
const NUMBER: u16 = 0x0203;
const RK: u16 = 0x027E;
const MUL_RK: u16 = 0x00BD;
const FORMULA: u16 = 0x0006;
const FORMULA_TEXT: u16 = 0x0207;
/// The records that hold cells.
const CELLS: [u16; 7] = [
    SHARED_TEXT,
    LABEL,
    NUMBER,
    RK,
    MUL_RK,
    FORMULA,
    FORMULA_TEXT,
];

/// Reads the cells of every worksheet into `cells`.
pub(crate) fn read_biff(
    bytes: &[u8],
    limit: u64,
    cells: &mut Cells<'_>,
) -> Result<(), NotAWorkbook> {
    let damaged = |error: std::io::Error| NotAWorkbook::Damaged(error.to_string());
    let mut compound = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(damaged)?;
    let name = if compound.is_stream("/Workbook") {
        "/Workbook"
    } else {
        "/Book"
    };
    let mut stream = Vec::new();
    compound
        .open_stream(name)
        .map_err(damaged)?
        .take(limit)
        .read_to_end(&mut stream)
        .map_err(damaged)?;
    let (sheets, strings) = read_globals(&stream)?;
    for (name, start) in sheets {
        cells.begin_sheet(&name)?;
        let sheet = stream.get(start..).unwrap_or_default();
        if u16_at(sheet, 0) != Some(BOF) {
            return Err(damage(&format!(
                "the sheet {name:?} does not begin where it should"
            )));
        }
        read_sheet(sheet, &strings, cells)?;
    }
    Ok(())
}

/// A workbook that is not whole is refused: what is lost of it would be missing
/// without a word.
fn damage(what: &str) -> NotAWorkbook {
    NotAWorkbook::Damaged(what.to_owned())
}

/// Records one after another: kind and content. Ends where the bytes end, or
/// where they form no record; no record is of kind 0.
struct Records<'b> {
    rest: &'b [u8],
}

impl<'b> Iterator for Records<'b> {
    type Item = (u16, &'b [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let kind = u16_at(self.rest, 0).filter(|kind| *kind != 0)?;
        let length = usize::from(u16_at(self.rest, 2)?);
        let content = self.rest.get(4..4 + length)?;
        self.rest = &self.rest[4 + length..];
        Some((kind, content))
    }
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn f64_at(bytes: &[u8], at: usize) -> Option<f64> {
    Some(f64::from_le_bytes(bytes.get(at..at + 8)?.try_into().ok()?))
}

/// Names and places of the worksheets, and the texts that cells share.
type Globals = (Vec<(String, usize)>, Vec<String>);

fn read_globals(stream: &[u8]) -> Result<Globals, NotAWorkbook> {
    let mut sheets = Vec::new();
    let mut strings = Vec::new();
    let mut records = Records { rest: stream }.peekable();
    let (mut begun, mut ended) = (false, false);
    while let Some((kind, content)) = records.next() {
        match kind {
            BOF => {
                if u16_at(content, 0) != Some(0x0600) {
                    return Err(NotAWorkbook::Damaged(
                        "older than Excel 97; save it again as .xlsx".to_owned(),
                    ));
                }
                begun = true;
            }
            FILE_PASS => return Err(NotAWorkbook::Damaged("it has a password".to_owned())),
            // Worksheets are of kind 0; charts and macros are not read.
            BOUND_SHEET if content.get(5) == Some(&0) => {
                let name = Pieces::new(vec![content.get(6..).unwrap_or_default()]).short_text();
                let place = u32_at(content, 0).and_then(|place| usize::try_from(place).ok());
                match (name, place) {
                    (Some(name), Some(place)) => sheets.push((name, place)),
                    _ => return Err(damage("the name of a sheet is cut short")),
                }
            }
            SHARED_STRINGS => {
                let mut pieces = vec![content.get(8..).unwrap_or_default()];
                while let Some((_, more)) = records.next_if(|(kind, _)| *kind == CONTINUE) {
                    pieces.push(more);
                }
                let mut pieces = Pieces::new(pieces);
                let count = u32_at(content, 4)
                    .ok_or_else(|| damage("the texts of the cells are cut short"))?;
                for _ in 0..count {
                    let text = pieces
                        .text()
                        .ok_or_else(|| damage("the texts of the cells are cut short"))?;
                    strings.push(text);
                }
            }
            EOF => {
                ended = true;
                break;
            }
            _ => {}
        }
    }
    if !begun {
        return Err(damage("it does not begin as a workbook does"));
    }
    if !ended {
        return Err(damage("it ends before its list of sheets does"));
    }
    Ok((sheets, strings))
}

fn read_sheet(bytes: &[u8], strings: &[String], cells: &mut Cells<'_>) -> Result<(), NotAWorkbook> {
    // Charts inside a sheet have records of cells of their own.
    let mut depth = 0_usize;
    let mut awaiting_text = None;
    let mut ended = false;
    let short = || damage("a cell is cut short");
    for (kind, content) in (Records { rest: bytes }) {
        match kind {
            BOF => depth += 1,
            EOF if depth <= 1 => {
                ended = true;
                break;
            }
            EOF => depth -= 1,
            _ => {}
        }
        if depth != 1 {
            continue;
        }
        if !CELLS.contains(&kind) {
            continue;
        }
        if kind == FORMULA_TEXT {
            let text = Pieces::new(vec![content]).text().ok_or_else(short)?;
            if let Some((row, column)) = awaiting_text.take() {
                let (row, column): (u16, u16) = (row, column);
                cells.put(row.into(), column.into(), Cell::Text(text))?;
            }
            continue;
        }
        let (Some(row), Some(column)) = (u16_at(content, 0), u16_at(content, 2)) else {
            return Err(short());
        };
        let mut put = |column: u16, cell: Cell| cells.put(row.into(), column.into(), cell);
        match kind {
            NUMBER => {
                let number = f64_at(content, 6).ok_or_else(short)?;
                put(column, Cell::Number(number))?;
            }
            RK => {
                let packed = u32_at(content, 6).ok_or_else(short)?;
                put(column, Cell::Number(unpacked(packed)))?;
            }
            MUL_RK => {
                let mut column = column;
                let last = content.len().saturating_sub(2);
                if last < 10 || !(last - 4).is_multiple_of(6) {
                    return Err(short());
                }
                let mut at = 4;
                while at + 6 <= last {
                    let packed = u32_at(content, at + 2).ok_or_else(short)?;
                    put(column, Cell::Number(unpacked(packed)))?;
                    at += 6;
                    column = column.saturating_add(1);
                }
            }
            SHARED_TEXT => {
                let text = u32_at(content, 6)
                    .and_then(|index| usize::try_from(index).ok())
                    .and_then(|index| strings.get(index))
                    .ok_or_else(|| damage("a cell points to a text that is not there"))?;
                put(column, Cell::Text(text.clone()))?;
            }
            LABEL => {
                let text = Pieces::new(vec![content.get(6..).unwrap_or_default()])
                    .text()
                    .ok_or_else(short)?;
                put(column, Cell::Text(text))?;
            }
            FORMULA => match content.get(6..14) {
                // No number: a text in the next record, a truth value, an
                // error, or nothing.
                Some([0, .., 0xFF, 0xFF]) => awaiting_text = Some((row, column)),
                Some([.., 0xFF, 0xFF]) => {}
                None => return Err(short()),
                Some(_) => {
                    if let Some(number) = f64_at(content, 6) {
                        put(column, Cell::Number(number))?;
                    }
                }
            },
            _ => {}
        }
    }
    if ended {
        Ok(())
    } else {
        Err(damage("a sheet ends before its last record"))
    }
}

/// A number in 32 bits: 30 of it, whether it is a whole number, and whether
/// it is a hundred times too large.
fn unpacked(packed: u32) -> f64 {
    let number = if packed & 2 == 0 {
        f64::from_bits(u64::from(packed & !3) << 32)
    } else {
        // The sign is kept as the bits are moved.
        f64::from(packed.cast_signed() >> 2)
    };
    if packed & 1 == 0 {
        number
    } else {
        number / 100.0
    }
}

/// Texts that may go on from one record to the next.
struct Pieces<'b> {
    pieces: std::vec::IntoIter<&'b [u8]>,
    now: &'b [u8],
}

impl<'b> Pieces<'b> {
    fn new(pieces: Vec<&'b [u8]>) -> Self {
        let mut pieces = pieces.into_iter();
        let now = pieces.next().unwrap_or_default();
        Self { pieces, now }
    }

    fn byte(&mut self) -> Option<u8> {
        while self.now.is_empty() {
            self.now = self.pieces.next()?;
        }
        let (first, rest) = self.now.split_first()?;
        self.now = rest;
        Some(*first)
    }

    fn number(&mut self, bytes: u32) -> Option<u32> {
        let mut number = 0;
        for place in 0..bytes {
            number |= u32::from(self.byte()?) << (8 * place);
        }
        Some(number)
    }

    fn skip(&mut self, mut count: u64) -> Option<()> {
        while count > 0 {
            while self.now.is_empty() {
                self.now = self.pieces.next()?;
            }
            let step =
                usize::try_from(count).map_or(self.now.len(), |count| count.min(self.now.len()));
            self.now = &self.now[step..];
            count -= step as u64;
        }
        Some(())
    }

    /// A text whose length has two bytes; what is said of its fonts and of its
    /// reading is passed over.
    fn text(&mut self) -> Option<String> {
        let length = self.number(2)?;
        let flags = self.byte()?;
        let runs = if flags & 8 == 0 { 0 } else { self.number(2)? };
        let extra = if flags & 4 == 0 { 0 } else { self.number(4)? };
        let text = self.characters(length, flags)?;
        self.skip(u64::from(runs) * 4 + u64::from(extra))?;
        Some(text)
    }

    /// A text whose length has one byte.
    fn short_text(&mut self) -> Option<String> {
        let length = self.number(1)?;
        let flags = self.byte()?;
        self.characters(length, flags)
    }

    fn characters(&mut self, length: u32, flags: u8) -> Option<String> {
        let mut wide = flags & 1 != 0;
        let mut units: Vec<u16> = Vec::new();
        for _ in 0..length {
            if self.now.is_empty() {
                // Where a text goes on, its first byte says its width anew.
                wide = self.byte()? & 1 != 0;
            }
            units.push(u16::try_from(self.number(if wide { 2 } else { 1 })?).ok()?);
        }
        Some(String::from_utf16_lossy(&units))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_numbers_are_unpacked() {
        // 380999 as a whole number, 12.34 as a whole number of hundredths, 1.0
        // as the upper half of a double.
        assert_eq!(unpacked((380_999 << 2) | 2), 380_999.0);
        assert_eq!(unpacked((1234 << 2) | 3), 12.34);
        assert_eq!(unpacked(0x3FF0_0000), 1.0);
        assert_eq!(unpacked(((-5_i32).cast_unsigned() << 2) | 2), -5.0);
    }

    #[test]
    fn a_text_goes_on_in_the_next_record() {
        let mut pieces = Pieces::new(vec![&[4, 0, 0, b'a', b'b'], &[1, b'c', 0, 0xE9, 0]]);
        assert_eq!(pieces.text().as_deref(), Some("abcé"));
        assert_eq!(pieces.text(), None);
    }
}
