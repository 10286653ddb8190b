//! What the concordance says of some codes, with their titles and, where
//! trade is asked for, what of its value can be carried over.

use std::collections::BTreeMap;

use narrows_core::{Coverage, Figure, HsCode, HsRevision, Interval, SourceRef, Unit, Year};
use narrows_lake::{Lake, TableKind, read_columns};
use schemars::JsonSchema;
use serde::Serialize;

use crate::ExposureError;
use crate::concordance::{CodeRelationship, Concordance, ReclassifiedFlow};
use crate::material_trade::SourceTrade;
use crate::mineral_statistics::text_at;

/// A counterpart with its title.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct TitledCounterpart {
    /// The code.
    pub hs_code: HsCode,
    /// Its title, where the lake has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Other codes of the revision asked from that share goods with it.
    pub also_from: Vec<HsCode>,
    /// What of the value asked about belongs under it, kUSD.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Figure>,
}

/// A code, its counterparts, and its trade.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CodeAnswer {
    /// The code asked about.
    pub hs_code: HsCode,
    /// Its title, where the lake has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// How it stands to its counterparts.
    pub relation: CodeRelationship,
    /// By code.
    pub counterparts: Vec<TitledCounterpart>,
    /// World trade under the code, kUSD.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Figure>,
}

/// What the concordance says of some codes.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ConcordanceAnswer {
    /// The revision of the codes asked about.
    pub from: HsRevision,
    /// The revision of their counterparts.
    pub to: HsRevision,
    /// The year of the trade, where it is asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year: Option<Year>,
    /// In the order asked.
    pub codes: Vec<CodeAnswer>,
    /// Value of all codes asked about that has one counterpart, kUSD.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exact_value: Option<Figure>,
    /// Share of their value that has several counterparts, or none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ambiguous_share: Option<Figure>,
    /// The tables between the revisions, and the source of the trade.
    pub sources: Vec<SourceRef>,
}

/// The trade whose value is to be carried over.
#[derive(Debug, Clone, Copy)]
pub struct TradeOf<'a> {
    /// A source of trade in the revision asked from.
    pub source: &'a str,
    /// The year.
    pub year: Year,
}

/// Answers for some codes.
///
/// # Errors
/// If the lake cannot be read, lacks a table between the revisions, or lacks
/// the trade; if a code is not one of its revision.
pub fn concordance_answer(
    lake: &Lake,
    codes: &[HsCode],
    from: HsRevision,
    to: HsRevision,
    trade: Option<TradeOf<'_>>,
) -> Result<ConcordanceAnswer, ExposureError> {
    let concordance = Concordance::read(lake)?;
    if !concordance.connects(from, to) {
        return Err(ExposureError::NoData(format!(
            "the lake lacks a table for one of the steps between {from} and {to}; import it with \
             `narrows data import hs-concordance`"
        )));
    }
    for code in codes {
        if !concordance.knows(from, *code) {
            return Err(ExposureError::NoData(format!(
                "{code} is no code of {from} in the tables between revisions"
            )));
        }
    }
    let table_sources = concordance.sources(from, to);
    let values = trade
        .map(|trade| values(lake, codes, from, trade))
        .transpose()?;
    let from_titles = titles(lake, from)?;
    let to_titles = titles(lake, to)?;
    let mut sources = table_sources.clone();
    sources.extend(values.iter().map(|values| values.source.clone()));
    sources.sort();
    sources.dedup();

    let answers = codes
        .iter()
        .map(|code| {
            let found = concordance.counterparts(*code, from, to);
            let one = found.counterparts.len() == 1;
            let value = values.as_ref().map(|values| values.of(*code));
            let counterparts = found
                .counterparts
                .into_iter()
                .map(|counterpart| TitledCounterpart {
                    title: to_titles.get(&counterpart.hs_code).cloned(),
                    value: value.as_ref().map(|value| {
                        carried_over(value, *code, counterpart.hs_code, to, one, &sources)
                    }),
                    hs_code: counterpart.hs_code,
                    also_from: counterpart.also_from,
                })
                .collect();
            CodeAnswer {
                hs_code: *code,
                title: from_titles.get(code).cloned(),
                relation: found.relation,
                counterparts,
                value,
            }
        })
        .collect();
    let (exact_value, ambiguous_share) = match &values {
        None => (None, None),
        Some(values) => {
            let conversion = concordance.convert(&values.flows, from, to);
            let basis = format!("world trade of {} under the codes asked about", values.year);
            let traded = codes.iter().filter(|code| values.has(**code)).count();
            #[allow(clippy::cast_precision_loss)]
            let coverage = Coverage::known(
                traded as f64 / codes.len().max(1) as f64,
                "of the codes asked about, by number: the source has trade under them",
            );
            let exact = Figure::measured(
                conversion.exact_kusd,
                Unit::KiloUsd,
                format!("{basis}, under codes with one counterpart in {to}"),
                Interval::between(
                    conversion.exact_kusd,
                    conversion.exact_kusd,
                    "the tables leave no choice",
                ),
                coverage.clone(),
                sources.clone(),
            );
            let share_basis = format!("of {basis}: several counterparts in {to}, or none");
            let share = match conversion.ambiguous_share() {
                Some(share) => Figure::measured(
                    share,
                    Unit::Share,
                    share_basis,
                    Interval::between(share, share, "the tables leave no choice"),
                    coverage,
                    sources.clone(),
                ),
                None => Figure::unavailable(
                    Unit::Share,
                    share_basis,
                    format!(
                        "the source has no trade under these codes in {}",
                        values.year
                    ),
                    sources.clone(),
                ),
            };
            // A code without any flow is not traded for nothing: the source may
            // be an extract.
            let absent: Vec<String> = codes
                .iter()
                .filter(|code| !values.has(**code))
                .map(ToString::to_string)
                .collect();
            let exact = if conversion.exact_kusd > 0.0 || absent.is_empty() {
                exact
            } else {
                Figure::unavailable(
                    Unit::KiloUsd,
                    exact.basis(),
                    format!(
                        "the source has no trade under {} in {}",
                        absent.join(", "),
                        values.year
                    ),
                    sources.clone(),
                )
            };
            (Some(exact), Some(share))
        }
    };
    Ok(ConcordanceAnswer {
        from,
        to,
        year: trade.map(|trade| trade.year),
        codes: answers,
        exact_value,
        ambiguous_share,
        sources,
    })
}

/// What of a code's value belongs under one counterpart.
fn carried_over(
    value: &Figure,
    code: HsCode,
    counterpart: HsCode,
    to: HsRevision,
    one: bool,
    sources: &[SourceRef],
) -> Figure {
    let basis = format!("{}, as {to} {counterpart}", value.basis());
    match value.value() {
        None => Figure::unavailable(
            Unit::KiloUsd,
            basis,
            format!("the source has no trade under {code}"),
            sources.iter().cloned(),
        ),
        Some(amount) if one => Figure::measured(
            amount,
            Unit::KiloUsd,
            basis,
            Interval::between(amount, amount, "the only counterpart"),
            value.coverage().clone(),
            sources.iter().cloned(),
        ),
        Some(amount) => Figure::bounded(
            Unit::KiloUsd,
            basis,
            Interval::between(
                0.0,
                amount,
                "one of several counterparts: how much falls to each is not known",
            ),
            value.coverage().clone(),
            sources.iter().cloned(),
        ),
    }
}

/// The trade under some codes.
struct Values {
    source: SourceRef,
    year: Year,
    flows: Vec<ReclassifiedFlow>,
}

impl Values {
    fn has(&self, code: HsCode) -> bool {
        self.flows.iter().any(|flow| flow.hs_code == code)
    }

    /// World trade under a code. No flow at all is not a trade of zero: the
    /// source may be an extract.
    fn of(&self, code: HsCode) -> Figure {
        let mut found = self
            .flows
            .iter()
            .filter(|flow| flow.hs_code == code)
            .map(|flow| flow.value_kusd)
            .peekable();
        let basis = format!("world trade under {code}, {}", self.year);
        if found.peek().is_none() {
            return Figure::unavailable(
                Unit::KiloUsd,
                basis,
                format!("the source has no trade under {code} in {}", self.year),
                [self.source.clone()],
            );
        }
        let sum = found.sum();
        Figure::measured(
            sum,
            Unit::KiloUsd,
            basis,
            Interval::unknown("the source publishes no uncertainty"),
            Coverage::known(1.0, "trade of the source under the code"),
            [self.source.clone()],
        )
    }
}

fn values(
    lake: &Lake,
    codes: &[HsCode],
    from: HsRevision,
    trade: TradeOf<'_>,
) -> Result<Values, ExposureError> {
    let vintage = lake
        .trade_sources()
        .find(|vintage| vintage.entry.source == trade.source)
        .ok_or_else(|| {
            let known: Vec<&str> = lake
                .trade_sources()
                .map(|vintage| vintage.entry.source.as_str())
                .collect();
            ExposureError::NoData(format!(
                "{}: no source of trade in the lake; there are {}",
                trade.source,
                known.join(", ")
            ))
        })?;
    let (Some(revision), Some(years)) = (vintage.entry.hs_revision, vintage.entry.years) else {
        return Err(ExposureError::NoData(format!(
            "{}: its revision of the Harmonized System or its years are not known",
            trade.source
        )));
    };
    if revision != from {
        return Err(ExposureError::NoData(format!(
            "{} is in {revision}, the codes are asked from {from}; say --from {revision}",
            trade.source
        )));
    }
    if !(years.0..=years.1).contains(&trade.year.0) {
        return Err(ExposureError::NoData(format!(
            "{} has the years {} to {}, not {}",
            trade.source, years.0, years.1, trade.year
        )));
    }
    let mut market = SourceTrade::read(lake, vintage, revision, years, codes.iter().copied())?;
    let mut flows = Vec::new();
    for (key, market) in &mut market.markets {
        if key.year != trade.year.0 {
            continue;
        }
        flows.extend(market.flows().iter().map(|flow| ReclassifiedFlow {
            hs_code: key.hs_code,
            exporter: flow.exporter(),
            importer: flow.importer(),
            value_kusd: flow.value_kusd,
        }));
    }
    Ok(Values {
        source: market.source,
        year: trade.year,
        flows,
    })
}

/// The titles of a revision, where the lake has them.
fn titles(lake: &Lake, revision: HsRevision) -> Result<BTreeMap<HsCode, String>, ExposureError> {
    let source = format!("hs-titles-{}", revision.short_name().to_ascii_lowercase());
    let Some(vintage) = lake.current(&source) else {
        return Ok(BTreeMap::new());
    };
    let table = lake.open_table(vintage, TableKind::HsTitles)?;
    let mut found = BTreeMap::new();
    for batch in read_columns(&table, &["code", "title"])? {
        for row in 0..batch.num_rows() {
            let code = text_at(&batch, "code", row)
                .filter(|code| code.len() == 6)
                .and_then(|code| code.parse().ok());
            if let (Some(code), Some(title)) = (code, text_at(&batch, "title", row)) {
                found.insert(code, title);
            }
        }
    }
    Ok(found)
}

impl ConcordanceAnswer {
    /// One pair of codes a row; a code without a counterpart has one row with
    /// an empty counterpart. `value`, `low` and `high` are kUSD and empty where
    /// no trade is asked for or the value is not known.
    #[must_use]
    pub fn to_csv(&self) -> String {
        let mut writer = csv::Writer::from_writer(Vec::new());
        let header = [
            "from",
            "code",
            "title",
            "relation",
            "to",
            "counterpart",
            "counterpart_title",
            "also_from",
            "value",
            "low",
            "high",
            "status",
        ];
        // Writing into memory does not fail.
        let _ = writer.write_record(header);
        for code in &self.codes {
            let mut row = |counterpart: Option<&TitledCounterpart>| {
                let figure = counterpart.and_then(|counterpart| counterpart.value.as_ref());
                let number =
                    |number: Option<f64>| number.map_or_else(String::new, |n| n.to_string());
                let ends = figure.and_then(|figure| figure.interval().ends());
                let title = |title: &Option<String>| title.clone().unwrap_or_default();
                let also_from: Vec<String> = counterpart
                    .map(|counterpart| {
                        counterpart
                            .also_from
                            .iter()
                            .map(ToString::to_string)
                            .collect()
                    })
                    .unwrap_or_default();
                let _ = writer.write_record([
                    self.from.to_string(),
                    code.hs_code.to_string(),
                    title(&code.title),
                    code.relation.name().to_owned(),
                    self.to.to_string(),
                    counterpart.map_or_else(String::new, |other| other.hs_code.to_string()),
                    counterpart.map_or_else(String::new, |other| title(&other.title)),
                    also_from.join(" "),
                    number(figure.and_then(Figure::value)),
                    number(ends.map(|(low, _)| low)),
                    number(ends.map(|(_, high)| high)),
                    figure.map_or_else(String::new, |figure| figure.status_word().to_owned()),
                ]);
            };
            if code.counterparts.is_empty() {
                row(None);
            }
            for counterpart in &code.counterparts {
                row(Some(counterpart));
            }
        }
        String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
    }
}
