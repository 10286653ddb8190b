//! One row of UN Comtrade, from the texts of its fields.

use narrows_core::{HsCode, HsRevision};

use super::areas::Area;
use super::columns::{COLUMNS, Column};
use super::record::Key;
use crate::{ReportedBy, ReportedFlow};

/// The texts of a row's fields; empty where a column or a value is missing.
pub(super) struct Fields<'r>(pub(super) [&'r str; COLUMNS]);

impl Fields<'_> {
    pub(super) fn get(&self, column: Column) -> &str {
        self.0[column as usize].trim()
    }
}

/// Why a row cannot be used: the column and the reason.
pub(super) type Refusal = (Column, &'static str);

/// What becomes of a row by its code and its economies.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Fate {
    /// It stands in the table.
    Kept(Key),
    /// A total over codes: a heading, a chapter, or all.
    TotalOfCodes,
    /// A total over economies.
    Group,
    /// A remainder of areas, by its code.
    Residual(u16, &'static str),
    /// A former area that is no economy here, by its name.
    Former(&'static str),
    /// Goods that the reporter did not say.
    UnspecifiedGoods,
    /// An economy's trade with itself.
    WithItself,
}

/// A row understood.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Understood {
    pub(super) fate: Fate,
    /// The codes of reporter and partner, as they stand.
    pub(super) areas: (u16, u16),
    pub(super) flow: ReportedFlow,
    pub(super) value_kusd: f64,
    /// NaN where not reported, as the following.
    pub(super) value_cif_kusd: f64,
    pub(super) value_fob_kusd: f64,
    pub(super) net_weight_t: f64,
    pub(super) quantity: f64,
    pub(super) weight_is_estimated: bool,
}

/// What is said of the classification.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Classification {
    /// A revision of the HS.
    Revision(HsRevision),
    /// The HS without its revision, or nothing.
    Unsaid,
    /// Another one.
    Other,
}

pub(super) fn classification(text: &str) -> Classification {
    if text.is_empty() || text.eq_ignore_ascii_case("HS") {
        return Classification::Unsaid;
    }
    HsRevision::ALL
        .into_iter()
        .find(|revision| text.eq_ignore_ascii_case(revision.comtrade_name()))
        .map_or(Classification::Other, Classification::Revision)
}

pub(super) fn understand(fields: &Fields<'_>) -> Result<Understood, Refusal> {
    let (year, month) = period(fields)?;
    let flow = flow(fields)?;
    let reporter = area_code(fields, Column::Reporter)?;
    let partner = area_code(fields, Column::Partner)?;
    let unknown = |column| (column, "narrows knows no area of this code in UN Comtrade");
    let value_kusd = match amount(fields, Column::Value)? {
        Some(value) => value / 1000.0,
        None => return Err((Column::Value, "no value")),
    };
    let part = |column, scale: f64| -> Result<f64, Refusal> {
        // A zero beside trade is what was not reported.
        Ok(amount(fields, column)?
            .filter(|amount| *amount > 0.0)
            .map_or(f64::NAN, |amount| amount / scale))
    };
    let net_weight_t = part(Column::NetWeight, 1000.0)?;
    let weight_is_estimated = !net_weight_t.is_nan() && weight_is_estimated(fields)?;
    let value_cif_kusd = part(Column::Cif, 1000.0)?;
    let value_fob_kusd = part(Column::Fob, 1000.0)?;
    let quantity = part(Column::Quantity, 1.0)?;
    let done = |fate| {
        Ok(Understood {
            fate,
            areas: (reporter, partner),
            flow,
            value_kusd,
            value_cif_kusd,
            value_fob_kusd,
            net_weight_t,
            quantity,
            weight_is_estimated,
        })
    };
    let fate = match code(fields.get(Column::Code))? {
        Code::Total => Fate::TotalOfCodes,
        code => {
            let one = Area::of(reporter).ok_or(unknown(Column::Reporter))?;
            let other = Area::of(partner).ok_or(unknown(Column::Partner))?;
            match (one, other) {
                (Area::Group(_), _) | (_, Area::Group(_)) => Fate::Group,
                (Area::Residual(name), _) => Fate::Residual(reporter, name),
                (_, Area::Residual(name)) => Fate::Residual(partner, name),
                (Area::Former(name), _) | (_, Area::Former(name)) => Fate::Former(name),
                (Area::Economy(one), Area::Economy(other)) if one == other => Fate::WithItself,
                (Area::Economy(one), Area::Economy(other)) => {
                    let Code::Six(hs_code) = code else {
                        return done(Fate::UnspecifiedGoods);
                    };
                    let (importer, exporter) = match flow.reported_by() {
                        ReportedBy::Importer => (one, other),
                        ReportedBy::Exporter => (other, one),
                    };
                    Fate::Kept(Key {
                        year,
                        month,
                        hs_code,
                        importer,
                        exporter,
                        flow,
                    })
                }
            }
        }
    };
    done(fate)
}

/// A number that is neither negative nor infinite; `None` for an empty field.
fn amount(fields: &Fields<'_>, column: Column) -> Result<Option<f64>, Refusal> {
    let text = fields.get(column);
    if text.is_empty() || text.eq_ignore_ascii_case("NA") || text.eq_ignore_ascii_case("null") {
        return Ok(None);
    }
    match text.parse::<f64>() {
        Ok(number) if number.is_finite() && number >= 0.0 => Ok(Some(number)),
        Ok(number) if number < 0.0 => Err((column, "a negative number")),
        _ => Err((column, "no finite number")),
    }
}

/// Year and month. The month of a whole year is 52 in UN Comtrade's books.
fn period(fields: &Fields<'_>) -> Result<(i32, Option<u8>), Refusal> {
    let refusal = (
        Column::Period,
        "neither a year such as 2023 nor a month such as 202304, from 1962 to 2100",
    );
    let year_of = |text: &str| {
        text.parse::<i32>()
            .ok()
            .filter(|year| (1962..=2100).contains(year))
    };
    let month_of = |text: &str| {
        text.parse::<u8>()
            .ok()
            .filter(|month| (1..=12).contains(month))
    };
    let text = fields.get(Column::Period);
    let said = fields.get(Column::Year);
    let (year, month) = match text.len() {
        4 => (year_of(text).ok_or(refusal)?, None),
        6 if text.is_char_boundary(4) => {
            let (year, month) = text.split_at(4);
            (
                year_of(year).ok_or(refusal)?,
                Some(month_of(month).ok_or(refusal)?),
            )
        }
        0 => {
            let year = year_of(said).ok_or((Column::Year, refusal.1))?;
            let month = match fields.get(Column::Month) {
                "" | "0" | "52" => None,
                month => Some(month_of(month).ok_or((Column::Month, "no month from 1 to 12"))?),
            };
            (year, month)
        }
        _ => return Err(refusal),
    };
    if !said.is_empty() && said.parse() != Ok(year) {
        return Err((Column::Year, "another year than the period's"));
    }
    let frequency = fields.get(Column::Frequency);
    let fits = match frequency {
        "" => true,
        "A" | "a" => month.is_none(),
        "M" | "m" => month.is_some(),
        _ => return Err((Column::Frequency, "neither A (annual) nor M (monthly)")),
    };
    if !fits {
        return Err((Column::Frequency, "the period is of another frequency"));
    }
    Ok((year, month))
}

fn flow(fields: &Fields<'_>) -> Result<ReportedFlow, Refusal> {
    let code = fields.get(Column::Flow).to_ascii_uppercase();
    let flow = match code.as_str() {
        "M" | "1" => ReportedFlow::Import,
        "X" | "2" => ReportedFlow::Export,
        "RX" | "3" => ReportedFlow::ReExport,
        "RM" | "4" => ReportedFlow::ReImport,
        "DX" => ReportedFlow::DomesticExport,
        "FM" => ReportedFlow::ForeignImport,
        "MIP" => ReportedFlow::ImportForInwardProcessing,
        "XIP" => ReportedFlow::ExportAfterInwardProcessing,
        "MOP" => ReportedFlow::ImportAfterOutwardProcessing,
        "XOP" => ReportedFlow::ExportForOutwardProcessing,
        "" => {
            let name = fields.get(Column::FlowName).to_ascii_lowercase();
            match name.strip_suffix('s').unwrap_or(&name) {
                "import" => ReportedFlow::Import,
                "export" => ReportedFlow::Export,
                "re-export" => ReportedFlow::ReExport,
                "re-import" => ReportedFlow::ReImport,
                "domestic export" => ReportedFlow::DomesticExport,
                "foreign import" => ReportedFlow::ForeignImport,
                _ => return Err((Column::FlowName, "no name of a trade flow")),
            }
        }
        _ => return Err((Column::Flow, "no code of UN Comtrade's trade flows")),
    };
    Ok(flow)
}

fn area_code(fields: &Fields<'_>, column: Column) -> Result<u16, Refusal> {
    fields
        .get(column)
        .parse()
        .map_err(|_| (column, "no numeric code of an area"))
}

enum Code {
    Six(HsCode),
    Total,
    Unspecified,
}

/// Six digits, or five whose zero in front was lost.
fn code(text: &str) -> Result<Code, Refusal> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if text.len() == 6 && text.starts_with("99") {
        return Ok(Code::Unspecified);
    }
    match (text.len(), digits) {
        (1..=4, true) => Ok(Code::Total),
        (5 | 6, true) => text
            .parse()
            .map(Code::Six)
            .map_err(|_| (Column::Code, "no six-digit HS code")),
        (_, true) => Err((
            Column::Code,
            "more than six digits; national tariff lines are no HS codes",
        )),
        // TOTAL, ALL, AG2 and the like.
        (1..=10, false) if text.bytes().all(|byte| byte.is_ascii_alphanumeric()) => Ok(Code::Total),
        _ => Err((Column::Code, "no HS code")),
    }
}

fn weight_is_estimated(fields: &Fields<'_>) -> Result<bool, Refusal> {
    match fields
        .get(Column::WeightEstimated)
        .to_ascii_lowercase()
        .as_str()
    {
        "true" | "1" => return Ok(true),
        "false" | "0" => return Ok(false),
        "" => {}
        _ => return Err((Column::WeightEstimated, "neither true nor false")),
    }
    match fields.get(Column::EstimationFlag) {
        "" => Ok(false),
        // 2 is the quantity, 4 the net weight, 6 both.
        flag => flag
            .parse::<u8>()
            .map(|flag| flag & 4 != 0)
            .map_err(|_| (Column::EstimationFlag, "no estimation flag such as 0 or 6")),
    }
}

/// The unit of a quantity: by its code, so that it is the same whether or not
/// the file has names; `None` where there is no quantity.
pub(super) fn unit_name(code: &str, name: &str) -> Option<String> {
    let known = match code {
        "" if name.is_empty() => return None,
        "-1" | "0" | "1" => return None,
        "2" => "m²",
        "3" => "1000 kWh",
        "4" => "m",
        "5" => "u",
        "6" => "2u",
        "7" => "l",
        "8" => "kg",
        "9" => "1000u",
        "10" => "u (jeu/pack)",
        "11" => "12u",
        "12" => "m³",
        "13" => "carat",
        _ if name.is_empty() => return Some(format!("unit code {code}")),
        _ => name,
    };
    Some(known.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fields<'r>(pairs: &[(Column, &'r str)]) -> Fields<'r> {
        let mut fields = Fields([""; COLUMNS]);
        let sound = [
            (Column::Period, "2023"),
            (Column::Reporter, "392"),
            (Column::Partner, "156"),
            (Column::Flow, "M"),
            (Column::Code, "250410"),
            (Column::Value, "12500"),
        ];
        for (column, text) in sound.iter().chain(pairs) {
            fields.0[*column as usize] = text;
        }
        fields
    }

    fn refused(pairs: &[(Column, &str)]) -> Option<&'static str> {
        understand(&fields(pairs))
            .err()
            .map(|(column, _)| column.name())
    }

    #[test]
    fn flows_put_the_economies_in_their_places() {
        for (code, importer, exporter) in [
            ("M", "JPN", "CHN"),
            ("4", "JPN", "CHN"),
            ("X", "CHN", "JPN"),
            ("RX", "CHN", "JPN"),
        ] {
            let row = understand(&fields(&[(Column::Flow, code)])).unwrap();
            let Fate::Kept(key) = row.fate else {
                panic!("{:?}", row.fate)
            };
            assert_eq!(
                (key.importer.alpha3(), key.exporter.alpha3()),
                (importer, exporter)
            );
            assert_eq!(row.value_kusd, 12.5);
            assert!(row.net_weight_t.is_nan());
        }
    }

    #[test]
    fn faults_are_told_by_their_column() {
        for (column, text, named) in [
            (Column::Period, "23", "period"),
            (Column::Period, "202313", "period"),
            (Column::Year, "2022", "refYear"),
            (Column::Frequency, "M", "freqCode"),
            (Column::Flow, "Z", "flowCode"),
            (Column::Reporter, "JPN", "reporterCode"),
            (Column::Partner, "998", "partnerCode"),
            (Column::Code, "2504100000", "cmdCode"),
            (Column::Code, "2504-10", "cmdCode"),
            (Column::Value, "", "primaryValue"),
            (Column::Value, "NaN", "primaryValue"),
            (Column::Value, "-1", "primaryValue"),
            (Column::Fob, "inf", "fobvalue"),
            (Column::NetWeight, "-5", "netWgt"),
        ] {
            assert_eq!(refused(&[(column, text)]), Some(named), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_row_of_any_text_is_understood_or_refused(
            texts in prop::collection::vec("\\PC{0,8}", COLUMNS),
        ) {
            let mut fields = Fields([""; COLUMNS]);
            for (field, text) in fields.0.iter_mut().zip(&texts) {
                *field = text;
            }
            let _ = understand(&fields);
            let _ = unit_name(&texts[0], &texts[1]);
        }
    }
}
