//! The mean of the six estimates of the latest year by economy (JSON).

use std::fmt;
use std::path::Path;

use narrows_core::Economy;
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};

use super::{Estimate, MEAN_OF_SIX, is_missing, not_readable, read_estimate};
use crate::LakeError;
use crate::csv_text::{Lines, RowCount};
use crate::importers::ImportContext;
use crate::text::year as read_year;

/// The members of a JSON object in their order, repeated ones included.
struct Members(Vec<(String, serde_json::Value)>);

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;

        impl<'de> Visitor<'de> for InOrder {
            type Value = Members;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of codes and estimates")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }

        deserializer.deserialize_map(InOrder)
    }
}

#[derive(Deserialize)]
struct Means {
    source: String,
    wgi: Members,
}

pub(super) fn read(
    context: &mut ImportContext<'_>,
    path: &Path,
    text: &str,
    count: &mut RowCount,
) -> Result<Vec<Estimate>, LakeError> {
    let means: Means = serde_json::from_str(text).map_err(|error| {
        not_readable(
            path,
            u64::try_from(error.line()).ok(),
            format!("not the JSON of governance estimates ({error}); download it again"),
        )
    })?;
    let (year_from, year_to) = period_in(&means.source).ok_or_else(|| {
        not_readable(
            path,
            None,
            format!(
                "its \"source\" does not tell the years, such as 2015-2024; found: {:?}",
                means.source
            ),
        )
    })?;
    let mut lines = Lines::new(text);
    lines.of_next("\"wgi\"");
    let mut rows: Vec<Estimate> = Vec::new();
    for (code, value) in means.wgi.0 {
        let line = lines.of_next(&format!("\"{code}\""));
        count.add(context);
        // By the code alone: as a name, NA is a missing value; as a code it is
        // Namibia.
        let economy = Economy::all().find(|economy| economy.alpha2() == code);
        let Some(economy) = economy.filter(|_| !code.is_empty()) else {
            let reason = "no economy has this alpha-2 code";
            count.reject(context, line, "wgi", &code, reason)?;
            continue;
        };
        let printed = match &value {
            serde_json::Value::Null => continue,
            serde_json::Value::String(text) => text.trim().to_owned(),
            other => other.to_string(),
        };
        if is_missing(&printed) {
            continue;
        }
        if rows.iter().any(|row| row.economy == economy.alpha3()) {
            let reason = "the same code stands on an earlier line";
            count.reject(context, line, "wgi", &code, reason)?;
            continue;
        }
        match read_estimate(&printed) {
            Ok(value) => rows.push(Estimate {
                economy: economy.alpha3().to_owned(),
                label: economy.name().to_owned(),
                dimension: MEAN_OF_SIX,
                year_from,
                year_to,
                value,
            }),
            Err(reason) => count.reject(context, line, &code, &printed, reason)?,
        }
    }
    Ok(rows)
}

/// The first `2015-2024` in a text.
fn period_in(text: &str) -> Option<(i32, i32)> {
    text.split(|c: char| !(c.is_ascii_digit() || c == '-' || c == '–'))
        .find_map(|word| {
            let (from, to) = word.split_once(['-', '–'])?;
            let years = (read_year(from)?, read_year(to)?);
            (years.0 <= years.1).then_some(years)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_source_tells_the_years() {
        assert_eq!(
            period_in("Indicators (mean of 6 estimates, latest yr 2015-2024)"),
            Some((2015, 2024))
        );
        assert_eq!(period_in("latest year"), None);
    }
}
