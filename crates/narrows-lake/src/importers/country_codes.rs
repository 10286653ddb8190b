//! Codes and names of economies, from the table of country codes that DataHub
//! keeps.

use std::collections::BTreeMap;

use narrows_core::Economy;

use super::{ImportContext, Imported};
use crate::LakeError;
use crate::csv_text::{CsvText, RowCount};
use crate::manifest::TableKind;
use crate::small_table::SmallTable;
use crate::text::{one_line, read_original};

const VERSION: u32 = 1;

const ALPHA3: &str = "ISO3166-1-Alpha-3";
const M49: &str = "M49";

const NEEDED: [&str; 9] = [
    ALPHA3,
    "ISO3166-1-Alpha-2",
    M49,
    "official_name_en",
    "official_name_fr",
    "official_name_es",
    "official_name_ru",
    "official_name_cn",
    "official_name_ar",
];

/// The customary name, for territories without an official one.
const CUSTOMARY_NAME: &str = "CLDR display name";

/// The table's columns of names, as the official names stand in [`NEEDED`].
const NAMES: [&str; 6] = [
    "name_en", "name_fr", "name_es", "name_ru", "name_zh", "name_ar",
];

struct Row {
    alpha2: Option<String>,
    m49: Option<i32>,
    names: [Option<String>; 6],
}

pub(crate) fn import(context: &mut ImportContext<'_>) -> Result<Imported, LakeError> {
    let path = &context.only_original()?.to_owned();
    let text = read_original(context, path)?;
    let mut table = CsvText::open(path, &text, context.request.limits)?;
    let columns = table.columns(&NEEDED)?;
    let positions = columns.positions(NEEDED);
    let [customary] = columns.positions([CUSTOMARY_NAME]);
    let mut count = RowCount::new(path);
    let mut rows: BTreeMap<&'static str, Row> = BTreeMap::new();
    while let Some(row) = table.next(context, &mut count)? {
        let line = row.line;
        let fields = positions.map(|position| row.get(position));
        let [code, alpha2, m49, ..] = fields;
        let Some(economy) = Economy::from_alpha3(code) else {
            let reason = "no known economy has this alpha-3 code";
            count.reject(context, line, ALPHA3, code, reason)?;
            continue;
        };
        if rows.contains_key(economy.alpha3()) {
            let reason = "the same code stands on an earlier line";
            count.reject(context, line, ALPHA3, code, reason)?;
            continue;
        }
        let m49 = match m49.parse::<i32>() {
            Ok(number) if (1..=999).contains(&number) => Some(number),
            _ if m49.is_empty() => None,
            _ => {
                let reason = "no number from 1 to 999";
                count.reject(context, line, M49, m49, reason)?;
                continue;
            }
        };
        let mut names: [Option<String>; 6] =
            std::array::from_fn(|index| present(fields[3 + index]));
        if names[0].is_none() {
            names[0] = present(row.get(customary));
        }
        if names[0].is_none() {
            count.reject(context, line, NEEDED[3], "", "no English name")?;
            continue;
        }
        let row = Row {
            alpha2: present(alpha2),
            m49,
            names,
        };
        rows.insert(economy.alpha3(), row);
    }
    count.check(rows.len())?;
    // Asked for after reading, so that an unreadable file is told as that.
    let vintage = context
        .request
        .vintage
        .clone()
        .ok_or_else(|| LakeError::Unstated {
            what: "the vintage",
            remedy: "say it with --vintage, for example the day of the download, --vintage \
                     2026-08-01"
                .to_owned(),
        })?;
    let mut columns = SmallTable::default()
        .repeated("alpha3", rows.keys().copied())?
        .repeated_or_null("alpha2", rows.values().map(|row| row.alpha2.as_deref()))?
        .integers_or_null("m49", rows.values().map(|row| row.m49));
    for (index, name) in NAMES.into_iter().enumerate() {
        columns =
            columns.text_or_null(name, rows.values().map(|row| row.names[index].as_deref()))?;
    }
    columns.write(&context.landing.table_path(TableKind::Economies))?;
    Ok(Imported {
        source: "country-codes".to_owned(),
        vintage,
        title: "Codes and names of economies".to_owned(),
        publisher: "DataHub, from ISO, UN M49 and UNTERM".to_owned(),
        licence: "PDDL 1.0".to_owned(),
        attribution: "Source: DataHub, country codes, from ISO, UN M49 and UNTERM".to_owned(),
        address: "https://datahub.io/core/country-codes".to_owned(),
        importer_version: VERSION,
        hs_revision: None,
        years: None,
        note: String::new(),
        tables: vec![TableKind::Economies],
    })
}

fn present(text: &str) -> Option<String> {
    let text = one_line(text);
    (!text.is_empty()).then_some(text)
}
