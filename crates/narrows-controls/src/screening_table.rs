//! Answers as a table of rows: one a match, and one for a name without any. As
//! CSV and as a workbook, made harmless for spreadsheets.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

use crate::cell_text;
use crate::cleared_matches::ClearanceState;
use crate::screening_desk::{PartyMatch, ScreeningAnswer, VintageUsed};

const COLUMNS: [&str; 22] = [
    "row",
    "number",
    "name",
    "country",
    "type",
    "status",
    "score",
    "threshold",
    "party",
    "listed_name",
    "name_kind",
    "party_type",
    "party_countries",
    "jurisdiction",
    "list",
    "standing",
    "programmes",
    "licence_requirement",
    "licence_policy",
    "citations",
    "vintage",
    "cleared",
];

/// Columns that hold numbers.
const NUMBERS: [usize; 3] = [0, 6, 7];

/// A table of answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScreeningTable {
    rows: Vec<Vec<String>>,
    day: jiff::civil::Date,
}

impl ScreeningTable {
    /// The table of these answers; `places` has the row and the user's number of
    /// each name, in the same order.
    #[must_use]
    pub fn new(
        answers: &[ScreeningAnswer],
        places: &[(u64, String)],
        vintages: &[VintageUsed],
    ) -> Self {
        let mut rows = Vec::new();
        let day = answers
            .first()
            .map_or(jiff::civil::Date::ZERO, |answer| answer.as_of);
        for (index, answer) in answers.iter().enumerate() {
            let (row, number) = places.get(index).cloned().unwrap_or_default();
            let mut head = vec![
                row.to_string(),
                number,
                answer.query.name.clone(),
                answer.query.countries.join(";"),
                answer
                    .query
                    .party_type
                    .map_or_else(String::new, |kind| kind.word().to_owned()),
                answer.status.words().to_owned(),
            ];
            if answer.matches.is_empty() {
                head.push(String::new());
                head.push(format!("{:.3}", answer.threshold));
                head.resize(COLUMNS.len(), String::new());
                rows.push(head);
                continue;
            }
            for found in &answer.matches {
                let mut cells = head.clone();
                cells.push(format!("{:.3}", found.score));
                cells.push(format!("{:.3}", answer.threshold));
                cells.extend(match_cells(found, vintages));
                rows.push(cells);
            }
        }
        Self { rows, day }
    }

    /// As CSV.
    ///
    /// # Panics
    /// Never: it writes into memory.
    #[must_use]
    pub fn to_csv(&self) -> Vec<u8> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        let rows = self
            .rows
            .iter()
            .map(|row| row.iter().map(|cell| cell_text(cell)).collect::<Vec<_>>());
        writer
            .write_record(COLUMNS)
            .and_then(|()| {
                for row in rows {
                    writer.write_record(row)?;
                }
                Ok(())
            })
            .unwrap_or_else(|error| unreachable!("memory can be written: {error}"));
        writer
            .into_inner()
            .unwrap_or_else(|error| unreachable!("memory can be written: {error}"))
    }

    /// As a workbook of Excel. Cells are texts and numbers, never formulas. The
    /// same answers give the same bytes.
    ///
    /// # Errors
    /// If there are more rows than a worksheet has.
    pub fn to_xlsx(&self) -> Result<Vec<u8>, String> {
        self.workbook().map_err(|error| error.to_string())
    }

    fn workbook(&self) -> Result<Vec<u8>, XlsxError> {
        let mut workbook = Workbook::new();
        let day = ExcelDateTime::from_ymd(
            u16::try_from(self.day.year()).unwrap_or(1900).max(1900),
            u8::try_from(self.day.month()).unwrap_or(1),
            u8::try_from(self.day.day()).unwrap_or(1),
        )?;
        workbook.set_properties(&DocProperties::new().set_creation_datetime(&day));
        let bold = Format::new().set_bold();
        let sheet = workbook.add_worksheet();
        sheet.set_name("screening")?;
        sheet.set_freeze_panes(1, 0)?;
        for (column, name) in (0_u16..).zip(COLUMNS) {
            sheet.write_string_with_format(0, column, name, &bold)?;
        }
        for (row, cells) in (1_u32..).zip(&self.rows) {
            for (column, cell) in (0_u16..).zip(cells) {
                if cell.is_empty() {
                    continue;
                }
                let number = NUMBERS
                    .contains(&usize::from(column))
                    .then(|| cell.parse::<f64>().ok())
                    .flatten();
                match number {
                    Some(number) => sheet.write_number(row, column, number)?,
                    None => {
                        let mut text = cell_text(cell);
                        // What one cell of Excel takes.
                        if let Some((end, _)) = text.char_indices().nth(32_000) {
                            text.truncate(end);
                            text.push('…');
                        }
                        sheet.write_string(row, column, text)?
                    }
                };
            }
        }
        workbook.save_to_buffer()
    }
}

fn match_cells(found: &PartyMatch, vintages: &[VintageUsed]) -> Vec<String> {
    let party = &found.party;
    let listing = &party.listing;
    let countries: Vec<&str> = party
        .countries
        .iter()
        .map(|economy| economy.alpha3())
        .collect();
    let vintage = vintages
        .iter()
        .find(|used| used.sha256 == listing.snapshot)
        .map_or_else(String::new, VintageUsed::name);
    vec![
        party.id.clone(),
        found.listed_name.clone(),
        found.name_kind.word().to_owned(),
        party.party_type.word().to_owned(),
        countries.join(";"),
        listing.jurisdiction.clone(),
        listing.list.clone(),
        found.standing.words().to_owned(),
        listing.programmes.join("; "),
        listing.licence_requirement.clone().unwrap_or_default(),
        listing.licence_policy.clone().unwrap_or_default(),
        listing.citations.join("; "),
        vintage,
        match &found.cleared {
            None => String::new(),
            Some(ClearanceState::Holds { clearance }) => {
                format!(
                    "until {} by {}: {}",
                    clearance.until, clearance.by, clearance.why
                )
            }
            Some(ClearanceState::Expired { clearance }) => {
                format!("expired on {}", clearance.until)
            }
            Some(ClearanceState::Lapsed { .. }) => {
                "lapsed: the listing says something else now".to_owned()
            }
        },
    ]
}
