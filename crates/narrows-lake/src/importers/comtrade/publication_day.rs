//! The day of publication in names of files.

use std::collections::BTreeSet;

/// The latest day such as `2024-05-01` in names of files: UN Comtrade's bulk
/// files carry the day of their publication.
pub(super) fn latest_day(names: impl Iterator<Item = String>) -> Option<String> {
    let mut days = BTreeSet::new();
    for name in names {
        let bytes = name.as_bytes();
        for window in 0..bytes.len().saturating_sub(9) {
            let Some(day) = name.get(window..window + 10) else {
                continue;
            };
            let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
            let mut parts = day.split('-');
            if let (Some(year), Some(month), Some(date), None) =
                (parts.next(), parts.next(), parts.next(), parts.next())
                && (year.len(), month.len(), date.len()) == (4, 2, 2)
                && [year, month, date].into_iter().all(digits)
                && ("2000".."2101").contains(&year)
                && ("01".."13").contains(&month)
                && ("01".."32").contains(&date)
            {
                days.insert(day.to_owned());
            }
        }
    }
    days.pop_last()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_tell_the_day() {
        let day = |names: &[&str]| latest_day(names.iter().map(|name| (*name).to_owned()));
        assert_eq!(
            day(&[
                "COMTRADE-FINAL-CA392202301H6[2024-05-01].gz",
                "COMTRADE-FINAL-CA842202301H6[2024-06-30].gz",
                "é2099-99-99",
            ]),
            Some("2024-06-30".to_owned())
        );
        assert_eq!(day(&["TradeData_1_5_2024.csv"]), None);
    }
}
