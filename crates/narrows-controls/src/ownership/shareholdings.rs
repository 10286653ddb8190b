//! Shareholdings as the user supplies them: owner, owned, share, day.

use std::collections::BTreeMap;

use jiff::civil::Date;
use narrows_core::fold_name;
use serde::Serialize;

use crate::lists::{Header, ListError, Original, Place, rows};

/// How far sums may exceed the whole before the file is wrong: rounded per cents.
const ROUNDING: f64 = 0.005;

/// One owner of one party.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Shareholding {
    /// The owner as written.
    pub owner: String,
    /// The owned party as written.
    pub owned: String,
    /// The least that the share can be, 0 to 1.
    pub low: f64,
    /// The most that it can be, 0 to 1.
    pub high: f64,
    /// The share as written; empty where it is missing.
    pub written: String,
    /// The day on which it was so, where stated.
    pub as_of: Option<Date>,
    /// Whether the owner is a human being, who has no owners.
    pub owner_is_person: bool,
    /// The line of the file.
    pub line: u64,
}

/// Shareholdings as of a day: for each pair the newest that is not younger.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Shareholdings {
    pub(super) holdings: Vec<Shareholding>,
    /// Rows that are younger than the day, or replaced by a newer one.
    pub passed_over: usize,
}

impl Shareholdings {
    /// Reads a CSV with the columns `owner`, `owned` and `share`, and if there
    /// are any `as_of` and `owner_type`.
    ///
    /// A share is a per cent (`25 %`) or a number from 0 to 1; it may be a span
    /// (`25-50 %`), a bound (`>50 %`, `<=10 %`), or empty where it is not known.
    ///
    /// # Errors
    /// With the line and field that cannot be read, and where the shares in one
    /// party add up to more than the whole.
    pub fn read(original: &Original, as_of: Date) -> Result<Self, ListError> {
        let file = &original.name;
        let rows = rows(file, &original.text, b',')?;
        let Some((first, rest)) = rows.split_first() else {
            return Err(ListError::not_readable(
                Place::file(file),
                "an empty file; a header with owner, owned and share is needed",
            ));
        };
        let header = Header::new(file, first);
        let owner = header.need("owner")?;
        let owned = header.need("owned")?;
        let share = header.need("share")?;
        let day = header.find("as_of");
        let kind = header.find("owner_type");
        let mut newest: BTreeMap<(String, String), Shareholding> = BTreeMap::new();
        let mut passed_over = 0;
        for row in rest {
            let place = || Place::line(file, row.line);
            for (column, name) in [(owner, "owner"), (owned, "owned")] {
                if fold_name(row.get(column)).is_empty() {
                    return Err(ListError::not_readable(
                        place().field(name),
                        "empty; every row needs both parties",
                    ));
                }
            }
            let written = row.get(share);
            let (low, high) = interval(written)
                .map_err(|reason| ListError::not_readable(place().field("share"), reason))?;
            let on = match day.map(|column| row.get(column)).unwrap_or_default() {
                "" => None,
                text => Some(text.parse::<Date>().map_err(|_| {
                    ListError::not_readable(
                        place().field("as_of"),
                        format!("{text:?} is no day such as 2026-07-31"),
                    )
                })?),
            };
            let holding = Shareholding {
                owner: row.get(owner).to_owned(),
                owned: row.get(owned).to_owned(),
                low,
                high,
                written: written.to_owned(),
                as_of: on,
                owner_is_person: kind.is_some_and(|column| {
                    crate::PartyType::from_word(row.get(column)) == crate::PartyType::Person
                }),
                line: row.line,
            };
            let key = (fold_name(&holding.owned), fold_name(&holding.owner));
            if key.0 == key.1 {
                return Err(ListError::not_readable(
                    place(),
                    format!("{:?} owns itself; leave its own shares out", holding.owner),
                ));
            }
            if on.is_some_and(|on| on > as_of) {
                passed_over += 1;
                continue;
            }
            match newest.get(&key) {
                Some(known) if known.as_of == on => {
                    return Err(ListError::not_readable(
                        place(),
                        format!(
                            "{:?} and {:?} stand twice for the same day, first on line {}",
                            holding.owner, holding.owned, known.line
                        ),
                    ));
                }
                Some(known) if known.as_of > on => passed_over += 1,
                Some(_) => {
                    passed_over += 1;
                    newest.insert(key, holding);
                }
                None => {
                    newest.insert(key, holding);
                }
            }
        }
        let mut holdings: Vec<Shareholding> = newest.into_values().collect();
        cap(file, &mut holdings)?;
        holdings.sort_by_key(|holding| holding.line);
        Ok(Self {
            holdings,
            passed_over,
        })
    }

    /// All parties that are named, as written first.
    #[must_use]
    pub fn parties(&self) -> Vec<&str> {
        let mut seen = BTreeMap::new();
        let mut names = Vec::new();
        for holding in &self.holdings {
            for name in [&holding.owner, &holding.owned] {
                if seen.insert(fold_name(name), ()).is_none() {
                    names.push(name.as_str());
                }
            }
        }
        names
    }
}

/// No share can be more than what the others leave.
fn cap(file: &str, holdings: &mut [Shareholding]) -> Result<(), ListError> {
    let mut sums: BTreeMap<String, (f64, u64)> = BTreeMap::new();
    for holding in holdings.iter() {
        let sum = sums.entry(fold_name(&holding.owned)).or_default();
        sum.0 += holding.low;
        sum.1 = sum.1.max(holding.line);
        if sum.0 > 1.0 + ROUNDING {
            return Err(ListError::not_readable(
                Place::line(file, sum.1).field("share"),
                format!(
                    "with this row the shares in {:?} add up to {:.1} %, more than the whole",
                    holding.owned,
                    sum.0 * 100.0
                ),
            ));
        }
    }
    for holding in holdings {
        let others = sums[&fold_name(&holding.owned)].0 - holding.low;
        holding.high = holding.high.min((1.0 - others).max(holding.low));
    }
    Ok(())
}

/// The least and the most that a written share can be.
fn interval(written: &str) -> Result<(f64, f64), String> {
    let text = written.trim();
    if text.is_empty() || ["unknown", "n/a", "?", "-"].contains(&text.to_lowercase().as_str()) {
        return Ok((0.0, 1.0));
    }
    let per_cent = text.ends_with(['%', '％']);
    let bare = text.trim_end_matches(['%', '％']).trim();
    let number = |text: &str| -> Result<f64, String> {
        let text = text.trim().trim_end_matches(['%', '％']).trim();
        let value: f64 = text
            .parse()
            .ok()
            .filter(|value: &f64| value.is_finite() && *value >= 0.0)
            .ok_or_else(|| {
                format!(
                    "{written:?} is no share; write 25 %, 0.25, 25-50 %, >50 %, or leave it empty"
                )
            })?;
        let value = if per_cent { value / 100.0 } else { value };
        if value > 1.0 {
            return Err(if per_cent {
                format!("{written:?} is more than the whole")
            } else {
                format!("{written:?} is more than 1; write {text} % if it is a per cent")
            });
        }
        Ok(value)
    };
    if let Some(rest) = bare.strip_prefix(['>', '≥']) {
        return Ok((number(rest.trim_start_matches('='))?, 1.0));
    }
    if let Some(rest) = bare.strip_prefix(['<', '≤']) {
        return Ok((0.0, number(rest.trim_start_matches('='))?));
    }
    if let Some((low, high)) = bare.split_once(['-', '–']) {
        let (low, high) = (number(low)?, number(high)?);
        if low > high {
            return Err(format!("{written:?} runs downwards"));
        }
        return Ok((low, high));
    }
    let value = number(bare)?;
    Ok((value, value))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn read(text: &str) -> Result<Shareholdings, ListError> {
        let original = Original::from_bytes("s.csv", text.as_bytes(), None).unwrap();
        Shareholdings::read(&original, "2026-11-24".parse().unwrap())
    }

    #[test]
    fn shares_are_intervals() {
        for (text, low, high) in [
            ("25 %", 0.25, 0.25),
            ("0.25", 0.25, 0.25),
            ("25-50%", 0.25, 0.5),
            (">50 %", 0.5, 1.0),
            ("<=10 %", 0.0, 0.1),
            ("", 0.0, 1.0),
        ] {
            assert_eq!(interval(text), Ok((low, high)), "{text}");
        }
        assert!(
            interval("25")
                .unwrap_err()
                .contains("write 25 % if it is a per cent")
        );
        assert!(
            interval("130 %")
                .unwrap_err()
                .contains("more than the whole")
        );
        assert!(interval("half").unwrap_err().contains("no share"));
        assert!(interval("50-25 %").unwrap_err().contains("downwards"));
    }

    #[test]
    fn a_missing_share_is_what_the_others_leave() {
        let read = read("owner,owned,share\nA,C,60 %\nB,C,\n").unwrap();
        assert_eq!((read.holdings[1].low, read.holdings[1].high), (0.0, 0.4));
    }

    #[test]
    fn the_newest_row_of_a_pair_counts() {
        let read = read(
            "owner,owned,share,as_of\nA,C,60 %,2020-01-01\nA,C,40 %,2025-01-01\nA,C,10 %,2027-01-01\n",
        )
        .unwrap();
        assert_eq!(read.holdings.len(), 1);
        assert_eq!(read.holdings[0].low, 0.4);
        assert_eq!(read.passed_over, 2);
    }

    #[test]
    fn what_is_wrong_is_named_with_its_place() {
        let error = |text: &str| read(text).unwrap_err().to_string();
        assert_eq!(
            error("owner,owned,share\nA,C,60 %\nB,C,70 %\n"),
            "s.csv, line 3, field \"share\": with this row the shares in \"C\" add up to 130.0 %, \
             more than the whole"
        );
        assert!(error("owner,share\nA,1\n").contains("the header lacks \"owned\""));
        assert!(error("owner,owned,share\nA,a,10 %\n").contains("owns itself"));
        assert!(error("owner,owned,share\nA,B,10 %\nA,B,20 %\n").contains("stand twice"));
        assert!(error("owner,owned,share,as_of\nA,B,10 %,soon\n").contains("field \"as_of\""));
        assert!(error("owner,owned,share\n,B,10 %\n").contains("field \"owner\": empty"));
    }
}
