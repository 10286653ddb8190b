//! Names of months, weekdays, seasons and units of time.

/// January is 1.
pub(crate) fn month(fold: &str) -> Option<i8> {
    Some(match fold {
        "january" | "jan." | "jan" => 1,
        "february" | "feb." | "feb" => 2,
        "march" | "mar." => 3,
        "april" | "apr." | "apr" => 4,
        "may" => 5,
        "june" | "jun." => 6,
        "july" | "jul." => 7,
        "august" | "aug." | "aug" => 8,
        "september" | "sept." | "sep." | "sept" | "sep" => 9,
        "october" | "oct." | "oct" => 10,
        "november" | "nov." | "nov" => 11,
        "december" | "dec." | "dec" => 12,
        _ => return None,
    })
}

/// Monday is 1.
pub(crate) fn weekday(fold: &str) -> Option<i8> {
    Some(match fold {
        "monday" => 1,
        "tuesday" => 2,
        "wednesday" => 3,
        "thursday" => 4,
        "friday" => 5,
        "saturday" => 6,
        "sunday" => 7,
        _ => return None,
    })
}

/// The EDTF number of a season: spring is 21.
pub(crate) fn season(fold: &str) -> Option<i8> {
    Some(match fold {
        "spring" => 21,
        "summer" => 22,
        "autumn" | "fall" => 23,
        "winter" => 24,
        _ => return None,
    })
}

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    Day,
    Week,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

pub(crate) fn unit(fold: &str) -> Option<Unit> {
    Some(match fold {
        "day" | "days" => Unit::Day,
        "week" | "weeks" | "weekend" => Unit::Week,
        "month" | "months" => Unit::Month,
        "quarter" | "quarters" => Unit::Quarter,
        "year" | "years" => Unit::Year,
        "decade" | "decades" => Unit::Decade,
        "century" | "centuries" => Unit::Century,
        _ => return None,
    })
}

/// True for every month and weekday.
pub(crate) fn is_month_or_weekday(fold: &str) -> bool {
    weekday(fold).is_some() || month(fold).is_some()
}

/// True for words that name a month or weekday and therefore no person.
pub(crate) fn is_calendar_word(fold: &str) -> bool {
    weekday(fold).is_some()
        || (month(fold).is_some() && !matches!(fold, "may" | "april" | "june" | "august"))
}
