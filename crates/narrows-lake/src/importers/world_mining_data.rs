//! World Mining Data: production of mineral raw materials by country, as the
//! Austrian Federal Ministry of Finance publishes it: a workbook with one
//! sheet a mineral (its table 6.4), or the same as one CSV with a row a
//! mineral, country and year.
//!
//! The name of a sheet says what is weighed: `Lithium (Li2O)` is the weight of
//! lithium oxide. Units are kept. A letter in each row says whether figures
//! were reported (`r`) or estimated (`e`); what is neither is taken for an
//! estimate. A country without a figure is not one that produces nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use narrows_core::Economy;

use super::{ImportContext, Imported};
use crate::LakeError;
use crate::archive::file_name;
use crate::csv_text::{CsvText, RowCount};
use crate::labels::Labels;
use crate::manifest::TableKind;
use crate::small_table::SmallTable;
use crate::text::{finite_number, one_line, read_original, year as read_year};
use crate::workbook::{Cell, Sheet, SheetRow, is_workbook, read_workbook};

const VERSION: u32 = 1;

/// Rows above the header that a sheet may have.
const TITLE_ROWS: usize = 30;

/// One figure.
struct Production {
    mineral: String,
    label: String,
    economy: Option<&'static str>,
    unit: String,
    year: i32,
    value: Option<f64>,
    printed: String,
    qualifier: &'static str,
    note: String,
}

/// One figure as it is printed.
struct Printed<'p> {
    mineral: &'p str,
    country: &'p str,
    /// Code of the country, where the form has one.
    code: &'p str,
    unit: &'p str,
    data_source: &'p str,
    year: i32,
    value: &'p str,
}

/// What is gathered while reading, in either form.
#[derive(Default)]
struct Reading {
    rows: Vec<Production>,
    seen: BTreeSet<(String, String, i32)>,
    labels: Labels,
    /// Names whose code is that of another economy.
    contradicted: BTreeSet<String>,
    /// Sheets without a table of production.
    passed_over: Vec<String>,
}

/// A refused field and why.
type Refusal = (&'static str, String, &'static str);

impl Reading {
    /// Takes one figure in, or says why not.
    fn put(&mut self, printed: &Printed<'_>) -> Result<Result<(), Refusal>, LakeError> {
        let mineral = one_line(printed.mineral);
        let label = one_line(printed.country);
        if mineral.is_empty() {
            return Ok(Err(("sheet", String::new(), "empty")));
        }
        if label.is_empty() {
            return Ok(Err(("Country", String::new(), "empty")));
        }
        let Some(unit) = unit_name(printed.unit) else {
            return Ok(Err(("unit", printed.unit.to_owned(), "empty")));
        };
        let value = match read_value(printed.value) {
            Ok(value) => value,
            Err(reason) => return Ok(Err(("value", printed.value.to_owned(), reason))),
        };
        let economy = if is_total(&label, printed.code) {
            None
        } else {
            self.economy(&label, printed.code)?
        };
        if !self
            .seen
            .insert((mineral.clone(), label.clone(), printed.year))
        {
            return Ok(Err((
                "Country",
                label,
                "the same mineral, country and year stand on an earlier row",
            )));
        }
        let letter = printed.data_source.trim().to_lowercase();
        let qualifier = match (value, letter.as_str()) {
            (None, _) => "not-available",
            (Some(0.0), _) => "zero",
            (Some(_), "r") => "exact",
            (Some(_), "") if is_total(&label, printed.code) => "exact",
            (Some(_), _) => "estimated",
        };
        self.rows.push(Production {
            economy,
            unit,
            year: printed.year,
            value,
            // Some tools write whole numbers with a decimal point, which says
            // nothing of their precision.
            printed: printed
                .value
                .strip_suffix(".0")
                .unwrap_or(printed.value)
                .to_owned(),
            qualifier,
            note: if letter.is_empty() {
                String::new()
            } else {
                format!("data source: {letter}")
            },
            mineral,
            label,
        });
        Ok(Ok(()))
    }

    /// The economy by its name, which the publisher prints; by its code only
    /// where the name is unknown, since codes were added by others.
    fn economy(&mut self, label: &str, code: &str) -> Result<Option<&'static str>, LakeError> {
        let by_name = self.labels.economy(label)?;
        if code.is_empty() {
            return Ok(by_name);
        }
        let by_code = Economy::from_alpha3(code)
            .map(Economy::alpha3)
            .or(self.labels.economy(code)?);
        if by_name.is_some() && by_code.is_some() && by_name != by_code {
            self.contradicted.insert(format!("{label} ({code})"));
        }
        Ok(by_name.or(by_code))
    }
}

pub(crate) fn import(context: &mut ImportContext<'_>) -> Result<Imported, LakeError> {
    let path = &context.only_original()?.to_owned();
    let mut count = RowCount::new(path);
    let mut reading = Reading::default();
    if is_workbook(path)? {
        let sheets = read_workbook(context, path)?;
        read_sheets(context, path, &sheets, &mut count, &mut reading)?;
    } else {
        let text = read_original(context, path)?;
        read_csv(context, path, &text, &mut count, &mut reading)?;
    }
    count.check(reading.rows.len())?;
    let mut rows = std::mem::take(&mut reading.rows);
    rows.sort_by(|a, b| (&a.mineral, &a.label, a.year).cmp(&(&b.mineral, &b.label, b.year)));
    let years = rows
        .iter()
        .map(|row| (row.year, row.year))
        .reduce(|(from, to), (a, b)| (from.min(a), to.max(b)));
    SmallTable::default()
        .repeated("commodity", rows.iter().map(|row| row.mineral.as_str()))?
        .repeated("section", rows.iter().map(|_| "world"))?
        .repeated("series", rows.iter().map(|_| ""))?
        .repeated("statistic", rows.iter().map(|_| "production"))?
        .repeated("label", rows.iter().map(|row| row.label.as_str()))?
        .repeated_or_null("economy", rows.iter().map(|row| row.economy))?
        .repeated("unit", rows.iter().map(|row| row.unit.as_str()))?
        .integers("year_from", rows.iter().map(|row| row.year))
        .integers("year_to", rows.iter().map(|row| row.year))
        .numbers_or_null("value", rows.iter().map(|row| row.value))
        .text("printed", rows.iter().map(|row| row.printed.as_str()))?
        .repeated("qualifier", rows.iter().map(|row| row.qualifier))?
        .text("note", rows.iter().map(|row| row.note.as_str()))?
        .write(&context.landing.table_path(TableKind::MineralStatistics))?;
    let vintage = context
        .request
        .vintage
        .clone()
        .or_else(|| years.map(|(from, to)| format!("{from}-{to}")))
        .unwrap_or_default();
    Ok(Imported {
        source: "world-mining-data".to_owned(),
        title: format!(
            "World Mining Data, production by mineral and country{}",
            years.map_or_else(String::new, |(from, to)| format!(", {from}–{to}"))
        ),
        vintage,
        publisher: "Federal Ministry of Finance of Austria".to_owned(),
        licence: "terms not verified; not carried inside narrows".to_owned(),
        attribution: "Source: World Mining Data, Federal Ministry of Finance, Austria".to_owned(),
        address: "https://www.world-mining-data.info".to_owned(),
        importer_version: VERSION,
        hs_revision: None,
        years,
        note: note(&reading, &rows),
        tables: vec![TableKind::MineralStatistics],
    })
}

/// What a reader must know of the original, in sentences.
fn note(reading: &Reading, rows: &[Production]) -> String {
    let mut sentences = Vec::new();
    if !reading.contradicted.is_empty() {
        let names: Vec<&str> = reading.contradicted.iter().map(String::as_str).collect();
        sentences.push(format!(
            "Read by name, since the code is that of another economy or area: {}.",
            names.join(", ")
        ));
    }
    if !reading.passed_over.is_empty() {
        sentences.push(format!(
            "Sheets without a table of production: {}.",
            reading.passed_over.join(", ")
        ));
    }
    let off = totals_that_do_not_add_up(rows);
    if !off.is_empty() {
        let shown: Vec<String> = off.iter().take(5).cloned().collect();
        sentences.push(format!(
            "Printed totals that the countries do not add up to: {}{}.",
            shown.join("; "),
            if off.len() > shown.len() {
                format!("; and {} more", off.len() - shown.len())
            } else {
                String::new()
            }
        ));
    }
    sentences.join(" ")
}

/// Minerals and years whose printed total is off by more than the rounding of
/// each figure to a unit.
fn totals_that_do_not_add_up(rows: &[Production]) -> Vec<String> {
    /// Sum of the economies, how many there are, and the printed total.
    type Sum = (f64, u32, Option<f64>);
    let mut sums: BTreeMap<(&str, &str, i32), Sum> = BTreeMap::new();
    for row in rows {
        let Some(value) = row.value else { continue };
        let entry = sums.entry((&row.mineral, &row.unit, row.year)).or_default();
        if is_total(&row.label, "") {
            entry.2 = Some(value);
        } else {
            entry.0 += value;
            entry.1 += 1;
        }
    }
    sums.into_iter()
        .filter_map(|((mineral, _, year), (sum, count, total))| {
            let total = total?;
            let rounding = 0.5 * f64::from(count + 1) + total.abs() * 1e-9;
            ((sum - total).abs() > rounding)
                .then(|| format!("{mineral} {year}: {sum} instead of {total}"))
        })
        .collect()
}

/// Whether the row is the total of the others.
fn is_total(label: &str, code: &str) -> bool {
    let label = label.to_lowercase();
    code.eq_ignore_ascii_case("DELETE")
        || ["total", "world", "world total", "total world"].contains(&label.as_str())
}

/// The unit as the tables of the lake name it.
fn unit_name(printed: &str) -> Option<String> {
    let unit = one_line(printed);
    let name = match unit.to_lowercase().trim_end_matches('.') {
        "" => return None,
        "metr. t" | "metr.t" | "metric t" | "metric tons" | "t" => "t",
        "kg" => "kg",
        "ct" | "carat" | "carats" => "ct",
        "mio m3" | "mio. m3" | "mio m³" => "million m3",
        _ => return Some(unit),
    };
    Some(name.to_owned())
}

/// A value as it is printed; none where the cell is empty or a mark.
fn read_value(printed: &str) -> Result<Option<f64>, &'static str> {
    let text = printed.trim();
    if ["", "-", "–", "—", "n.a.", "na", "nan", "...", "…"].contains(&text.to_lowercase().as_str())
    {
        return Ok(None);
    }
    let plain = text
        .chars()
        .all(|c| c.is_ascii_digit() || c.is_whitespace() || ".,-".contains(c));
    match finite_number(text) {
        Some(value) if plain && value >= 0.0 => Ok(Some(value)),
        Some(_) if plain => Err("a negative quantity"),
        _ => Err("not a number"),
    }
}

const CSV: [&str; 6] = ["sheet", "Country", "unit", "data_source", "year", "qty"];

fn read_csv(
    context: &mut ImportContext<'_>,
    path: &Path,
    text: &str,
    count: &mut RowCount,
    reading: &mut Reading,
) -> Result<(), LakeError> {
    let mut table = CsvText::open(path, text, context.request.limits)?;
    let columns = table.columns(&CSV)?;
    let [sheet, country, unit, data_source, year, value] = columns.positions(CSV);
    let codes = columns.positions(["Country_ISO", "Country_Code"]);
    while let Some(row) = table.next(context, count)? {
        let line = row.line;
        let is_deleted = codes.iter().any(|column| row.get(*column) == "DELETE");
        let printed_year = row.get(year);
        let Some(year) = read_year(printed_year) else {
            count.reject(context, line, "year", printed_year, "not a year")?;
            continue;
        };
        let printed = Printed {
            mineral: row.get(sheet),
            country: row.get(country),
            code: if is_deleted {
                "DELETE"
            } else {
                row.get(codes[0])
            },
            unit: row.get(unit),
            data_source: row.get(data_source),
            year,
            value: row.get(value),
        };
        if let Err((field, found, reason)) = reading.put(&printed)? {
            let field = if field == "value" { "qty" } else { field };
            count.reject(context, line, field, &found, reason)?;
        }
    }
    Ok(())
}

/// Where a sheet's columns are.
struct Header {
    country: u32,
    unit: u32,
    data_source: Option<u32>,
    years: Vec<(u32, i32)>,
}

/// The header of a sheet and the rows below it.
fn header(sheet: &Sheet) -> Option<(Header, &[SheetRow])> {
    for (index, row) in sheet.rows.iter().take(TITLE_ROWS).enumerate() {
        let named = |wanted: &[&str]| {
            row.cells()
                .find(|(_, cell)| {
                    matches!(cell, Cell::Text(text)
                        if wanted.contains(&one_line(text).to_lowercase().as_str()))
                })
                .map(|(column, _)| column)
        };
        let years: Vec<(u32, i32)> = row
            .cells()
            .filter_map(|(column, _)| Some((column, read_year(&row.text(column))?)))
            .collect();
        let (Some(country), Some(unit)) = (
            named(&["country", "countries", "land"]),
            named(&["unit", "units"]),
        ) else {
            continue;
        };
        if years.is_empty() {
            continue;
        }
        let header = Header {
            country,
            unit,
            data_source: named(&["data source", "datasource", "source", "data_source"]),
            years,
        };
        return Some((header, &sheet.rows[index + 1..]));
    }
    None
}

fn read_sheets(
    context: &mut ImportContext<'_>,
    path: &Path,
    sheets: &[Sheet],
    count: &mut RowCount,
    reading: &mut Reading,
) -> Result<(), LakeError> {
    for sheet in sheets {
        let Some((header, rows)) = header(sheet) else {
            reading.passed_over.push(sheet.name.clone());
            continue;
        };
        let mut unit_above = String::new();
        for row in rows {
            let country = row.text(header.country);
            let figures = header
                .years
                .iter()
                .filter(|(column, _)| row.get(*column).is_some())
                .count();
            // Notes below the table have a text and no figure.
            if country.is_empty() || (figures == 0 && row.get(header.unit).is_none()) {
                continue;
            }
            let mut unit = row.text(header.unit);
            if unit.is_empty() && is_total(&country, "") {
                unit.clone_from(&unit_above);
            }
            unit_above.clone_from(&unit);
            let data_source = header
                .data_source
                .map(|column| row.text(column))
                .unwrap_or_default();
            for (column, year) in &header.years {
                count.add(context);
                let printed = Printed {
                    mineral: &sheet.name,
                    country: &country,
                    code: "",
                    unit: &unit,
                    data_source: &data_source,
                    year: *year,
                    value: &row.text(*column),
                };
                if let Err((field, found, reason)) = reading.put(&printed)? {
                    let field = format!("{}: {field} {year}", sheet.name);
                    count.reject(context, row.number, &field, &found, reason)?;
                }
            }
        }
    }
    if reading.rows.is_empty() && reading.passed_over.len() == sheets.len() {
        return Err(LakeError::NotReadable {
            path: file_name(path),
            line: None,
            reason: format!(
                "none of its {} sheets has a header with \"Country\", \"unit\" and years; give \
                 the table of production by minerals (6.4)",
                sheets.len()
            ),
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_cell_is_no_zero() {
        assert_eq!(read_value(""), Ok(None));
        assert_eq!(read_value("-"), Ok(None));
        assert_eq!(read_value("0"), Ok(Some(0.0)));
        assert_eq!(read_value("1,234"), Ok(Some(1234.0)));
        assert_eq!(read_value("-3"), Err("a negative quantity"));
        assert_eq!(read_value("1e5"), Err("not a number"));
        assert_eq!(read_value("12 t"), Err("not a number"));
    }

    #[test]
    fn units_are_named_alike() {
        assert_eq!(unit_name("metr. t").as_deref(), Some("t"));
        assert_eq!(unit_name("Mio m3").as_deref(), Some("million m3"));
        assert_eq!(unit_name("ct").as_deref(), Some("ct"));
        assert_eq!(unit_name("bushel").as_deref(), Some("bushel"));
        assert_eq!(unit_name(" "), None);
    }
}
