//! How single fields are read: numbers, units and periods.

use std::collections::BTreeMap;

use super::exchange_rates::is_currency;
use super::missing_numbers::Mark;
use crate::trade_period::TradePeriod;

/// A multiple and a currency, such as `thousand JPY`.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ValueUnit {
    pub(super) factor: f64,
    pub(super) currency: Option<String>,
}

fn multiple(word: &str) -> Option<f64> {
    Some(match word {
        "thousand" => 1e3,
        "million" => 1e6,
        "billion" => 1e9,
        _ => return None,
    })
}

impl ValueUnit {
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let unit = |factor, currency: Option<&str>| Self {
            factor,
            currency: currency.map(str::to_owned),
        };
        match words.as_slice() {
            [currency] if is_currency(currency) => Ok(unit(1.0, Some(currency))),
            [word] if multiple(word).is_some() => Ok(unit(multiple(word).unwrap_or(1.0), None)),
            [word, currency] if multiple(word).is_some() && is_currency(currency) => {
                Ok(unit(multiple(word).unwrap_or(1.0), Some(currency)))
            }
            _ => Err(format!(
                "{text:?} is no unit of value such as USD, thousand JPY or million EUR"
            )),
        }
    }
}

/// Kilograms of a unit of weight such as `kg`, `t`, `thousand t` or `lb`.
pub(super) fn weight_unit(text: &str) -> Option<f64> {
    let (factor, unit) = match text.split_once(' ') {
        Some((word, unit)) if multiple(word).is_some() => (multiple(word)?, unit),
        _ => (1.0, text),
    };
    let kilograms = match unit {
        "kg" => 1.0,
        "g" => 1e-3,
        "mg" => 1e-6,
        "t" => 1e3,
        // The international pound, and its parts and multiples.
        "lb" => 0.453_592_37,
        "oz" => 0.453_592_37 / 16.0,
        "short ton" => 2000.0 * 0.453_592_37,
        "long ton" => 2240.0 * 0.453_592_37,
        "troy oz" => 0.031_103_476_8,
        _ => return None,
    };
    Some(factor * kilograms)
}

#[derive(Debug, Clone, PartialEq)]
enum Part {
    Year,
    Month,
    MonthName,
    Day,
    Literal(char),
}

/// A form of dates: `%Y` is the year, `%m` the month as a number, `%b` its
/// English name, `%d` a day that is not kept, `%%` a percent sign.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct PeriodFormat(Vec<Part>);

const ENGLISH: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

impl PeriodFormat {
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let mut parts = Vec::new();
        let mut chars = text.chars();
        while let Some(c) = chars.next() {
            parts.push(match c {
                '%' => match chars.next() {
                    Some('Y') => Part::Year,
                    Some('m') => Part::Month,
                    Some('b') => Part::MonthName,
                    Some('d') => Part::Day,
                    Some('%') => Part::Literal('%'),
                    _ => return Err(format!("format {text:?}: there are %Y, %m, %b, %d and %%")),
                },
                c => Part::Literal(c),
            });
        }
        if !parts.contains(&Part::Year) {
            return Err(format!("format {text:?} has no year, %Y"));
        }
        Ok(Self(parts))
    }

    /// The forms that are understood where the mapping names none.
    pub(super) fn usual() -> Vec<Self> {
        use Part::{Literal, Month, Year};
        vec![
            Self(vec![Year]),
            Self(vec![Year, Month]),
            Self(vec![Year, Literal('-'), Month]),
        ]
    }

    /// The period, where the text is of this form.
    pub(super) fn read(&self, text: &str) -> Option<TradePeriod> {
        let chars: Vec<char> = text.chars().map(half_width).collect();
        let mut at = 0;
        let mut year = None;
        let mut month = None;
        let digits = |at: usize, least: usize, most: usize| -> Option<(u16, usize)> {
            let run = chars.get(at..)?.iter().take(most);
            let run: String = run.take_while(|c| c.is_ascii_digit()).collect();
            (run.len() >= least).then_some((run.parse().ok()?, at + run.len()))
        };
        for (index, part) in self.0.iter().enumerate() {
            let after_number =
                index > 0 && matches!(self.0[index - 1], Part::Year | Part::Month | Part::Day);
            match part {
                Part::Year => {
                    let (number, next) = digits(at, 4, 4)?;
                    year = Some(i32::from(number));
                    at = next;
                }
                Part::Month | Part::Day => {
                    let (number, next) = digits(at, if after_number { 2 } else { 1 }, 2)?;
                    match part {
                        Part::Month => month = Some(u8::try_from(number).ok()?),
                        _ if !(1..=31).contains(&number) => return None,
                        _ => {}
                    }
                    at = next;
                }
                Part::MonthName => {
                    let rest = chars.get(at..)?.iter();
                    let word: String = rest.take_while(|c| c.is_alphabetic()).collect();
                    month = Some(english_month(&word)?);
                    at += word.chars().count();
                }
                Part::Literal(c) => {
                    if chars.get(at).copied() != Some(half_width(*c)) {
                        return None;
                    }
                    at += 1;
                }
            }
        }
        if at != chars.len() {
            return None;
        }
        match month {
            Some(month) => TradePeriod::month_of(year?, month),
            None => TradePeriod::year_of(year?),
        }
    }
}

fn english_month(word: &str) -> Option<u8> {
    let word = word.to_lowercase();
    let found = ENGLISH
        .iter()
        .position(|name| word == *name || word == name[..3])?;
    u8::try_from(found + 1).ok()
}

/// A month as a number, by one of twelve names, or by its English name.
pub(super) fn read_month(text: &str, names: &[String]) -> Option<u8> {
    let text: String = text.chars().map(half_width).collect();
    if let Some(found) = names
        .iter()
        .position(|name| name.eq_ignore_ascii_case(&text))
    {
        return u8::try_from(found + 1).ok();
    }
    let number = text
        .parse::<u8>()
        .ok()
        .filter(|month| (1..=12).contains(month));
    number.or_else(|| english_month(&text))
}

/// Digits and signs as wide as an ideograph in their usual width.
pub(super) fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        '−' => '-',
        c => c,
    }
}

/// A number as it stands in a field, or what stands in its place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Number {
    Known(f64),
    Absent(Mark),
    LessThan(f64),
    MoreThan(f64),
}

/// How numbers are written.
#[derive(Debug, Clone, Copy)]
pub(super) struct NumberForm<'m> {
    pub(super) decimal: char,
    pub(super) thousands: Option<char>,
    pub(super) marks: &'m BTreeMap<String, Mark>,
}

impl NumberForm<'_> {
    pub(super) fn read(&self, text: &str) -> Result<Number, &'static str> {
        let text = text.trim();
        if let Some(mark) = self.marks.get(text) {
            return Ok(match mark {
                Mark::Zero => Number::Known(0.0),
                mark => Number::Absent(*mark),
            });
        }
        if text.is_empty() {
            return Ok(Number::Absent(Mark::NotAvailable));
        }
        let (text, bound): (&str, fn(f64) -> Number) = if let Some(rest) = text.strip_prefix('<') {
            (rest.trim(), Number::LessThan)
        } else if let Some(rest) = text.strip_prefix('>') {
            (rest.trim(), Number::MoreThan)
        } else {
            (text, Number::Known)
        };
        self.plain(text)
            .map(bound)
            .ok_or("neither a number of the mapping's form nor one of its marks")
    }

    fn plain(&self, text: &str) -> Option<f64> {
        let mut plain: String = text.chars().map(half_width).collect();
        if let Some(separator) = self.thousands {
            plain = without_thousands(&plain, separator, self.decimal)?;
        }
        if self.decimal != '.' {
            if plain.contains('.') {
                return None;
            }
            plain = plain.replace(self.decimal, ".");
        }
        // `parse` would read words such as inf too.
        let numeric = |c: char| c.is_ascii_digit() || ".eE+-".contains(c);
        let number: f64 = plain.chars().all(numeric).then(|| plain.parse().ok())??;
        // A minus before a zero is no other zero.
        number.is_finite().then_some(number + 0.0)
    }
}

/// The number without what parts its thousands; `None` where that parts
/// something else.
fn without_thousands(text: &str, separator: char, decimal: char) -> Option<String> {
    let same = |c: char| {
        c == separator || (separator == ' ' && matches!(c, '\u{a0}' | '\u{202f}' | '\u{2009}'))
    };
    if !text.chars().any(same) {
        return Some(text.to_owned());
    }
    let whole = text.split(decimal).next().unwrap_or_default();
    let mut groups = whole.trim_start_matches(['-', '+']).split(same);
    let first = groups.next().unwrap_or_default();
    let three = groups.all(|group| group.chars().count() == 3);
    let outside = text[whole.len()..].chars().any(same);
    ((1..=3).contains(&first.chars().count()) && three && !outside)
        .then(|| text.chars().filter(|c| !same(*c)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_read_in_the_form_that_is_named() {
        for (format, text, period) in [
            ("%Y", "2023", Some("2023")),
            ("%Y%m", "202304", Some("2023-04")),
            ("%Y%m", "20234", None),
            ("%Y-%m", "2023-4", Some("2023-04")),
            ("%Y年%m月", "２０２４年０１月", Some("2024-01")),
            ("%Y年%m月", "2024年1月", Some("2024-01")),
            ("%Y.%m", "2024.13", None),
            ("%d/%m/%Y", "17/04/2023", Some("2023-04")),
            ("%b %Y", "Apr 2023", Some("2023-04")),
            ("%b-%Y", "Foo-2023", None),
            ("%Y", "2023 ", None),
        ] {
            let read = PeriodFormat::parse(format).unwrap().read(text);
            assert_eq!(
                read.map(|read| read.to_string()).as_deref(),
                period,
                "{format} {text}"
            );
        }
        assert!(PeriodFormat::parse("%m").is_err());
        assert!(PeriodFormat::parse("%Y%").is_err());
    }

    #[test]
    fn numbers_are_read_in_the_form_that_is_named() {
        let marks = BTreeMap::from([
            ("W".to_owned(), Mark::Withheld),
            ("-".to_owned(), Mark::Zero),
        ]);
        let read = |decimal, thousands, text| {
            let form = NumberForm {
                decimal,
                thousands,
                marks: &marks,
            };
            form.read(text).ok()
        };
        let known = |number| Some(Number::Known(number));
        assert_eq!(read('.', Some(','), "1,234,567.5"), known(1_234_567.5));
        assert_eq!(read(',', Some('.'), "1.234,5"), known(1234.5));
        assert_eq!(read(',', Some(' '), "1\u{a0}234,5"), known(1234.5));
        assert_eq!(read('.', None, "１２３"), known(123.0));
        assert_eq!(read('.', None, "1.5E+06"), known(1_500_000.0));
        assert_eq!(read('.', None, "W"), Some(Number::Absent(Mark::Withheld)));
        assert_eq!(read('.', None, "-"), known(0.0));
        assert_eq!(
            read('.', None, ""),
            Some(Number::Absent(Mark::NotAvailable))
        );
        assert_eq!(read('.', None, "<5"), Some(Number::LessThan(5.0)));
        for (decimal, thousands, text) in [
            ('.', None, "1,234"),
            ('.', Some(','), "1,23"),
            (',', None, "1.5"),
            ('.', None, "inf"),
            ('.', None, "NA"),
            ('.', None, "1e400"),
            ('.', Some(','), "1.234,567"),
        ] {
            assert_eq!(read(decimal, thousands, text), None, "{text}");
        }
    }

    #[test]
    fn units_have_factors() {
        let unit = ValueUnit::parse("thousand JPY").unwrap();
        assert_eq!(
            (unit.factor, unit.currency.as_deref()),
            (1000.0, Some("JPY"))
        );
        assert!(ValueUnit::parse("yen").is_err());
        assert_eq!(weight_unit("thousand t"), Some(1e6));
        assert_eq!(weight_unit("lb"), Some(0.453_592_37));
        assert_eq!(weight_unit("pcs"), None);
    }
}
