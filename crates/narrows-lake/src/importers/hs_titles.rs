//! Titles of HS codes, one revision a file: the JSON of UN Comtrade's
//! classifications, or the CSV of HS 2022 that DataHub keeps.

use std::collections::BTreeMap;
use std::path::Path;

use narrows_core::HsRevision;
use serde::Deserialize;

use super::{ImportContext, Imported};
use crate::LakeError;
use crate::archive::file_name;
use crate::csv_text::{CsvText, Lines, RowCount};
use crate::manifest::TableKind;
use crate::small_table::SmallTable;
use crate::text::{one_line, read_original};

const VERSION: u32 = 1;

/// Titles by code.
type Titles = BTreeMap<String, Title>;

struct Title {
    parent: Option<String>,
    level: i32,
    title: String,
}

pub(crate) fn import(context: &mut ImportContext<'_>) -> Result<Imported, LakeError> {
    let path = &context.only_original()?.to_owned();
    let text = read_original(context, path)?;
    let mut count = RowCount::new(path);
    let is_json = text.trim_start().starts_with('{');
    let (revision, titles) = if is_json {
        read_json(context, path, &text, &mut count)?
    } else {
        read_csv(context, path, &text, &mut count)?
    };
    count.check(titles.len())?;
    if let Some(said) = context.request.revision.filter(|said| *said != revision) {
        return Err(not_readable(
            path,
            None,
            format!("it holds the titles of {revision}, not of {said}; leave out --revision"),
        ));
    }
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
    SmallTable::default()
        .repeated("revision", titles.keys().map(|_| revision.short_name()))?
        .text("code", titles.keys().map(String::as_str))?
        .text_or_null("parent", titles.values().map(|row| row.parent.as_deref()))?
        .integers("level", titles.values().map(|row| row.level))
        .text("title", titles.values().map(|row| row.title.as_str()))?
        .write(&context.landing.table_path(TableKind::HsTitles))?;
    let (publisher, licence, address) = if is_json {
        (
            "United Nations Statistics Division, UN Comtrade",
            "UN Comtrade classification, as carried under MIT by concordance",
            "https://comtradeplus.un.org",
        )
    } else {
        (
            "DataHub, from UN Comtrade",
            "PDDL 1.0",
            "https://datahub.io/core/harmonized-system",
        )
    };
    Ok(Imported {
        source: format!("hs-titles-{}", revision.short_name().to_ascii_lowercase()),
        vintage,
        title: format!("Titles of the Harmonized System, {revision}"),
        publisher: publisher.to_owned(),
        licence: licence.to_owned(),
        attribution: if is_json {
            format!(
                "Source: UN Comtrade, classification {revision}; copyright (c) 2022 concordance \
                 authors, MIT licence"
            )
        } else {
            format!("Source: UN Comtrade, classification {revision}")
        },
        address: address.to_owned(),
        importer_version: VERSION,
        hs_revision: Some(revision),
        years: None,
        note: String::new(),
        tables: vec![TableKind::HsTitles],
    })
}

/// Why a code was refused.
type Refusal = (&'static str, &'static str);

/// Codes that are no digits are totals and groups, such as `TOTAL` and `AG6`.
fn is_aggregate(code: &str) -> bool {
    !code.is_empty() && !code.bytes().all(|byte| byte.is_ascii_digit())
}

/// Reads one title into `titles`. `title` may begin with the code.
fn put(titles: &mut Titles, code: &str, parent: &str, title: &str) -> Result<(), Refusal> {
    let level = match code.len() {
        2 => 2,
        4 => 4,
        6 => 6,
        _ => return Err(("code", "not 2, 4 or 6 digits; a zero in front may be lost")),
    };
    let title = one_line(title);
    let title = title
        .strip_prefix(code)
        .and_then(|rest| rest.trim_start().strip_prefix('-'))
        .map_or(title.as_str(), str::trim_start);
    if title.is_empty() {
        return Err(("title", "no title"));
    }
    let parent = (!parent.is_empty() && !is_aggregate(parent)).then(|| parent.to_owned());
    if parent
        .as_ref()
        .is_some_and(|parent| !code.starts_with(parent.as_str()))
    {
        return Err(("parent", "the code does not begin with its parent's"));
    }
    if titles.contains_key(code) {
        return Err(("code", "the same code stands on an earlier line"));
    }
    let row = Title {
        parent,
        level,
        title: title.to_owned(),
    };
    titles.insert(code.to_owned(), row);
    Ok(())
}

#[derive(Deserialize)]
struct Classification {
    #[serde(rename = "classCode")]
    class_code: String,
    results: Vec<serde_json::Value>,
}

fn read_json(
    context: &mut ImportContext<'_>,
    path: &Path,
    text: &str,
    count: &mut RowCount,
) -> Result<(HsRevision, Titles), LakeError> {
    let classification: Classification = serde_json::from_str(text).map_err(|error| {
        not_readable(
            path,
            u64::try_from(error.line()).ok(),
            format!("not the JSON of a classification ({error}); download it again"),
        )
    })?;
    let revision = HsRevision::ALL
        .into_iter()
        .find(|revision| revision.comtrade_name() == classification.class_code)
        .ok_or_else(|| {
            not_readable(
                path,
                None,
                format!(
                    "its \"classCode\" is {:?}; H0 to H6 are read",
                    classification.class_code
                ),
            )
        })?;
    let mut titles = Titles::new();
    let mut lines = Lines::new(text);
    for result in &classification.results {
        let field = |name: &str| {
            result
                .get(name)
                .and_then(serde_json::Value::as_str)
                .map(str::trim)
        };
        let line = lines.of_next("\"id\"");
        let (Some(code), Some(title)) = (field("id"), field("text")) else {
            count.add(context);
            let found = result.to_string();
            count.reject(context, line, "results", &found, "no id or no text in it")?;
            continue;
        };
        if is_aggregate(code) {
            continue;
        }
        count.add(context);
        let parent = field("parent").unwrap_or_default();
        if let Err((field, reason)) = put(&mut titles, code, parent, title) {
            let found = format!("{code}, {parent}, {title}");
            count.reject(context, line, field, &found, reason)?;
        }
    }
    Ok((revision, titles))
}

const CSV_COLUMNS: [&str; 4] = ["hscode", "description", "parent", "level"];

/// The CSV is of HS 2022 and does not say so but in its total.
fn read_csv(
    context: &mut ImportContext<'_>,
    path: &Path,
    text: &str,
    count: &mut RowCount,
) -> Result<(HsRevision, Titles), LakeError> {
    let mut table = CsvText::open(path, text, context.request.limits)?;
    let positions = table.columns(&CSV_COLUMNS)?.positions(CSV_COLUMNS);
    let mut titles = Titles::new();
    while let Some(row) = table.next(context, count)? {
        let [code, title, parent, level] = positions.map(|position| row.get(position));
        if is_aggregate(code) {
            continue;
        }
        let put = if level.parse() == Ok(code.len()) {
            put(&mut titles, code, parent, title)
        } else {
            Err(("level", "the level is not the number of the code's digits"))
        };
        if let Err((field, reason)) = put {
            let found = format!("{code}, {parent}, {level}, {title}");
            count.reject(context, row.line, field, &found, reason)?;
        }
    }
    Ok((HsRevision::Hs2022, titles))
}

fn not_readable(path: &Path, line: Option<u64>, reason: String) -> LakeError {
    LakeError::NotReadable {
        path: file_name(path),
        line,
        reason,
    }
}
