//! Tables of the European Commission's study on critical raw materials: supply
//! shares of the world and of the EU by stage, uses by sector, and scores over
//! the assessments. All of them make one vintage; any subset may be given.

use std::path::Path;

use super::{ImportContext, Imported};
use crate::LakeError;
use crate::archive::file_name;
use crate::csv_text::{CsvText, RowCount};
use crate::labels::Labels;
use crate::manifest::TableKind;
use crate::small_table::SmallTable;
use crate::text::{finite_number, one_line, read_original, year as read_year};

const VERSION: u32 = 1;

#[derive(Default)]
struct Tables {
    shares: Vec<SupplyShare>,
    uses: Vec<MaterialUse>,
    scores: Vec<Score>,
}

struct SupplyShare {
    material: String,
    stage: &'static str,
    scope: &'static str,
    label: String,
    economy: Option<&'static str>,
    share: Option<f64>,
    printed: String,
    trade_parameter: Option<f64>,
}

struct MaterialUse {
    material: String,
    application: String,
    share: Option<f64>,
    printed: String,
    sector: String,
    value_added: Option<f64>,
}

struct Score {
    material: String,
    year: i32,
    supply_risk: Option<f64>,
    economic_importance: Option<f64>,
}

/// Which table a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Content {
    GlobalShares,
    EuShares,
    Uses,
    Scores,
}

pub(crate) fn import(context: &mut ImportContext<'_>) -> Result<Imported, LakeError> {
    let request = context.request;
    let mut tables = Tables::default();
    let mut given: Vec<Content> = Vec::new();
    for path in &request.originals {
        let text = read_original(context, path)?;
        let mut table = CsvText::open(path, &text, request.limits)?;
        let content = content_of(path, table.header())?;
        if given.contains(&content) {
            return Err(not_readable(
                path,
                "another file has the same table; give each once".to_owned(),
            ));
        }
        given.push(content);
        let mut count = RowCount::new(path);
        let usable = match content {
            Content::GlobalShares => read_shares(
                context,
                &mut table,
                &mut count,
                "global",
                &mut tables.shares,
            )?,
            Content::EuShares => {
                read_shares(context, &mut table, &mut count, "eu", &mut tables.shares)?
            }
            Content::Uses => read_uses(context, &mut table, &mut count, &mut tables.uses)?,
            Content::Scores => read_scores(context, &mut table, &mut count, &mut tables.scores)?,
        };
        count.check(usable)?;
    }
    // Asked for after reading, so that an unreadable file is told as that.
    let vintage = request.vintage.clone().ok_or_else(|| LakeError::Unstated {
        what: "the vintage",
        remedy: "say it with --vintage, for example --vintage 2023 for the study of 2023"
            .to_owned(),
    })?;
    let years = tables
        .scores
        .iter()
        .map(|score| (score.year, score.year))
        .reduce(|(from, to), (year, _)| (from.min(year), to.max(year)));
    Ok(Imported {
        source: "eu-crm".to_owned(),
        vintage,
        title: "Study on the critical raw materials for the EU, tables".to_owned(),
        publisher: "European Commission".to_owned(),
        licence: "CC BY 4.0".to_owned(),
        attribution: "Source: European Commission, Study on the critical raw materials for the \
                      EU 2023, Final report; tables as compiled in \
                      EU-Critical-Raw-Materials-CRM-Reports-Datasets, CC BY 4.0, converted to \
                      Parquet"
            .to_owned(),
        address: "https://single-market-economy.ec.europa.eu/sectors/raw-materials/\
                  areas-specific-interest/critical-raw-materials_en"
            .to_owned(),
        importer_version: VERSION,
        hs_revision: None,
        years,
        note: "Supply shares are averages over several years.".to_owned(),
        tables: write(context, tables)?,
    })
}

/// Writes the tables that have rows.
fn write(context: &ImportContext<'_>, tables: Tables) -> Result<Vec<TableKind>, LakeError> {
    let Tables {
        mut shares,
        mut uses,
        mut scores,
    } = tables;
    let mut written = Vec::new();
    if !shares.is_empty() {
        shares.sort_by(|a, b| {
            (&a.material, a.stage, a.scope, &a.label).cmp(&(
                &b.material,
                b.stage,
                b.scope,
                &b.label,
            ))
        });
        let qualifier = |row: &SupplyShare| match row.share {
            Some(_) => "exact",
            None => "less-than",
        };
        SmallTable::default()
            .repeated("material", shares.iter().map(|row| row.material.as_str()))?
            .repeated("stage", shares.iter().map(|row| row.stage))?
            .repeated("scope", shares.iter().map(|row| row.scope))?
            .repeated("label", shares.iter().map(|row| row.label.as_str()))?
            .repeated_or_null("economy", shares.iter().map(|row| row.economy))?
            .numbers_or_null("share", shares.iter().map(|row| row.share))
            .text(
                "share_printed",
                shares.iter().map(|row| row.printed.as_str()),
            )?
            .repeated("qualifier", shares.iter().map(qualifier))?
            .numbers_or_null(
                "trade_parameter",
                shares.iter().map(|row| row.trade_parameter),
            )
            .write(&context.landing.table_path(TableKind::SupplyShares))?;
        written.push(TableKind::SupplyShares);
    }
    if !uses.is_empty() {
        uses.sort_by(|a, b| {
            (&a.material, &a.application, &a.sector).cmp(&(&b.material, &b.application, &b.sector))
        });
        SmallTable::default()
            .repeated("material", uses.iter().map(|row| row.material.as_str()))?
            .text(
                "application",
                uses.iter().map(|row| row.application.as_str()),
            )?
            .numbers_or_null("share", uses.iter().map(|row| row.share))
            .text("share_printed", uses.iter().map(|row| row.printed.as_str()))?
            .text("nace_sector", uses.iter().map(|row| row.sector.as_str()))?
            .numbers_or_null("value_added_meur", uses.iter().map(|row| row.value_added))
            .write(&context.landing.table_path(TableKind::MaterialUses))?;
        written.push(TableKind::MaterialUses);
    }
    if !scores.is_empty() {
        scores.sort_by(|a, b| (&a.material, a.year).cmp(&(&b.material, b.year)));
        SmallTable::default()
            .repeated("material", scores.iter().map(|row| row.material.as_str()))?
            .integers("year", scores.iter().map(|row| row.year))
            .numbers_or_null("supply_risk", scores.iter().map(|row| row.supply_risk))
            .numbers_or_null(
                "economic_importance",
                scores.iter().map(|row| row.economic_importance),
            )
            .write(&context.landing.table_path(TableKind::CriticalityScores))?;
        written.push(TableKind::CriticalityScores);
    }
    Ok(written)
}

const SHARES: [&str; 5] = ["Material", "Stage", "Country", "Share", "t"];
const USES: [&str; 4] = ["Material", "Application", "Share", "NACE sector"];
const SCORES: [&str; 4] = ["Material", "Year", "SR", "EI"];

/// Told by the header, and the two tables of shares by the file's name.
fn content_of(path: &Path, header: &[String]) -> Result<Content, LakeError> {
    let has = |columns: &[&str]| {
        columns.iter().all(|column| {
            header
                .iter()
                .any(|name| name.trim().eq_ignore_ascii_case(column))
        })
    };
    if has(&USES) {
        return Ok(Content::Uses);
    }
    if has(&SCORES) {
        return Ok(Content::Scores);
    }
    if !has(&SHARES) {
        return Err(not_readable(
            path,
            format!(
                "none of the study's tables has this header; there are {}; {}; and {}. Found: {}",
                SHARES.join(","),
                USES.join(","),
                SCORES.join(","),
                header
                    .iter()
                    .take(30)
                    .cloned()
                    .collect::<Vec<_>>()
                    .join(",")
            ),
        ));
    }
    let name = file_name(path).to_lowercase();
    if name.contains("globalsupply") {
        Ok(Content::GlobalShares)
    } else if name.contains("eusupply") {
        Ok(Content::EuShares)
    } else {
        Err(not_readable(
            path,
            "shares of the world or of the EU? Their headers are alike, so the file must keep its \
             name, with GlobalSupply or EUSupply in it"
                .to_owned(),
        ))
    }
}

/// A percentage as a fraction, shifted by the decimal point so that `12.3%` is
/// 0.123 and not a neighbour of it.
fn read_share(printed: &str) -> Option<f64> {
    let number = printed.strip_suffix('%')?.trim();
    let plain = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit() || c == '.');
    let share = plain
        .then(|| format!("{number}e-2").parse::<f64>().ok())
        .flatten()?;
    (0.0..=1.0).contains(&share).then_some(share)
}

/// A share that is known by a bound alone, such as `<0.1%` or `>0%`.
fn is_bound(printed: &str, sign: char) -> bool {
    printed
        .strip_prefix(sign)
        .is_some_and(|rest| read_share(rest.trim()).is_some())
}

const NO_SHARE: &str = "no percentage from 0% to 100%";
const NO_NUMBER: &str = "no number";
const EMPTY: &str = "empty";

/// A number, `None` where it is said to be missing.
fn number_or_missing(printed: &str) -> Result<Option<f64>, &'static str> {
    if printed.is_empty() || printed == "-" {
        return Ok(None);
    }
    match finite_number(printed) {
        Some(number) if number >= 0.0 => Ok(Some(number)),
        _ => Err(NO_NUMBER),
    }
}

fn read_shares(
    context: &mut ImportContext<'_>,
    table: &mut CsvText<'_>,
    count: &mut RowCount,
    scope: &'static str,
    rows: &mut Vec<SupplyShare>,
) -> Result<usize, LakeError> {
    let positions = table.columns(&SHARES)?.positions(SHARES);
    let before = rows.len();
    let mut labels = Labels::default();
    while let Some(row) = table.next(context, count)? {
        let fields = positions.map(|position| row.get(position));
        match read_supply_share(fields, scope) {
            Ok(mut share) => {
                share.economy = labels.economy(name_of(&share.label))?;
                rows.push(share);
            }
            Err((position, reason)) => {
                let (field, found) = (SHARES[position], fields[position]);
                count.reject(context, row.line, field, found, reason)?;
            }
        }
    }
    Ok(rows.len() - before)
}

/// The name by which a label is looked up. The study has both Congos in one
/// list, the other as `Congo, D.R.`; elsewhere, `Congo` alone is neither.
fn name_of(label: &str) -> &str {
    match label {
        "Congo" => "Congo (Brazzaville)",
        _ => label,
    }
}

/// A refused field by its place in the header, and why.
type Refusal = (usize, &'static str);

fn read_supply_share(fields: [&str; 5], scope: &'static str) -> Result<SupplyShare, Refusal> {
    let [material, stage, country, printed, trade_parameter] = fields;
    if material.is_empty() {
        return Err((0, EMPTY));
    }
    if country.is_empty() {
        return Err((2, EMPTY));
    }
    let stage = match stage {
        "E" => "extraction",
        "P" => "processing",
        _ => return Err((1, "neither E (extraction) nor P (processing)")),
    };
    let share = read_share(printed);
    if share.is_none() && !is_bound(printed, '<') {
        return Err((3, NO_SHARE));
    }
    Ok(SupplyShare {
        material: one_line(material),
        stage,
        scope,
        label: one_line(country),
        economy: None,
        share,
        printed: printed.to_owned(),
        trade_parameter: number_or_missing(trade_parameter).map_err(|reason| (4, reason))?,
    })
}

fn read_uses(
    context: &mut ImportContext<'_>,
    table: &mut CsvText<'_>,
    count: &mut RowCount,
    rows: &mut Vec<MaterialUse>,
) -> Result<usize, LakeError> {
    let columns = table.columns(&USES)?;
    let positions = columns.positions(USES);
    // Its name ends in a currency sign that comes in more than one encoding.
    let value_added = columns
        .names()
        .iter()
        .position(|name| name.to_lowercase().starts_with("va in million"))
        .unwrap_or(usize::MAX);
    let before = rows.len();
    while let Some(row) = table.next(context, count)? {
        let [material, application, printed, sector] = positions.map(|position| row.get(position));
        let value_added = row.get(value_added);
        let refused = if material.is_empty() {
            Some((USES[0], material, EMPTY))
        } else if application.is_empty() {
            Some((USES[1], application, EMPTY))
        } else if read_share(printed).is_none()
            && !is_bound(printed, '<')
            && !is_bound(printed, '>')
        {
            Some((USES[2], printed, NO_SHARE))
        } else {
            None
        };
        let number = number_or_missing(value_added);
        let refused = refused.or(number
            .err()
            .map(|reason| ("VA in million", value_added, reason)));
        if let Some((field, found, reason)) = refused {
            count.reject(context, row.line, field, found, reason)?;
            continue;
        }
        rows.push(MaterialUse {
            material: one_line(material),
            application: one_line(application),
            share: read_share(printed),
            printed: printed.to_owned(),
            sector: one_line(sector),
            value_added: number.unwrap_or_default(),
        });
    }
    Ok(rows.len() - before)
}

fn read_scores(
    context: &mut ImportContext<'_>,
    table: &mut CsvText<'_>,
    count: &mut RowCount,
    rows: &mut Vec<Score>,
) -> Result<usize, LakeError> {
    let positions = table.columns(&SCORES)?.positions(SCORES);
    let before = rows.len();
    while let Some(row) = table.next(context, count)? {
        let fields = positions.map(|position| row.get(position));
        match read_score(fields) {
            Ok(score) => rows.push(score),
            Err((position, reason)) => {
                let (field, found) = (SCORES[position], fields[position]);
                count.reject(context, row.line, field, found, reason)?;
            }
        }
    }
    Ok(rows.len() - before)
}

fn read_score([material, year, risk, importance]: [&str; 4]) -> Result<Score, Refusal> {
    if material.is_empty() {
        return Err((0, EMPTY));
    }
    Ok(Score {
        material: one_line(material),
        year: read_year(year).ok_or((1, "no year"))?,
        supply_risk: number_or_missing(risk).map_err(|reason| (2, reason))?,
        economic_importance: number_or_missing(importance).map_err(|reason| (3, reason))?,
    })
}

fn not_readable(path: &Path, reason: String) -> LakeError {
    LakeError::NotReadable {
        path: file_name(path),
        line: None,
        reason,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn percentages_are_fractions_and_bounds_are_no_numbers() {
        assert_eq!(read_share("12.3%"), Some(0.123));
        assert_eq!(read_share("100%"), Some(1.0));
        assert_eq!(read_share("0.01%"), Some(0.0001));
        for printed in ["<0.1%", "101%", "-1%", "12.3", "%", ".%", "nan%", "1e1%"] {
            assert_eq!(read_share(printed), None, "{printed}");
        }
        assert!(is_bound("<0.1%", '<') && is_bound(">0%", '>'));
        assert!(!is_bound("<0.1", '<') && !is_bound("0.1%", '<'));
    }

    proptest! {
        #[test]
        fn any_row_is_read_or_refused(fields in prop::array::uniform5("\\PC{0,12}")) {
            let _ = read_supply_share(fields.each_ref().map(String::as_str), "eu");
        }
    }
}
