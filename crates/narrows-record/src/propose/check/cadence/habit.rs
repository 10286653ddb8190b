//! Habits without a number: "always in spring", "on Wednesdays", "as in previous
//! years", "a November fixture".

use super::super::CheckText;
use super::measure::{around, month_number, season_months};
use super::nouns::{body_noun, round_noun};
use super::rhythm_told::Beat;

/// "on Wednesdays only", "always on a Friday"
pub(super) fn weekday(text: &CheckText<'_>, at: usize, from: usize) -> Option<(usize, Vec<Beat>)> {
    use crate::propose::date::weekday_number;
    let fold = text.fold(at);
    let plural = fold.strip_suffix('s').and_then(weekday_number);
    let always = || {
        (at.saturating_sub(5).max(from)..at)
            .any(|at| matches!(text.fold(at), "always" | "invariably" | "only" | "fixed"))
    };
    let day = plural.or_else(|| weekday_number(fold).filter(|_| at > from && always()))?;
    Some((at + 1, vec![Beat::Weekday(day)]))
}

/// The months that a season or month behind a word allows, and their end.
pub(super) fn months_at(text: &CheckText<'_>, at: usize) -> Option<(usize, Vec<i8>)> {
    let mut next = at;
    while matches!(
        text.fold(next),
        "the"
            | "early"
            | "late"
            | "mid"
            | "-"
            | "month"
            | "of"
            | "first"
            | "second"
            | "third"
            | "last"
            | "week"
            | "half"
            | "days"
            | "end"
            | "beginning"
            | "start"
            | "fourth"
            | "weeks"
    ) && next < at + 7
    {
        next += 1;
    }
    let months = season_months(text.fold(next)).or_else(|| {
        month_number(text.fold(next))
            .filter(|_| text.words.is_capital(next))
            .map(around)
    })?;
    let dated = text.fold(next + 1).parse::<u32>().is_ok();
    (!dated).then_some((next + 1, months))
}

/// "As in previous years, the forum convened in November": so it was before.
pub(super) fn as_before(
    text: &CheckText<'_>,
    at: usize,
    until: usize,
) -> Option<(usize, Vec<Beat>)> {
    if text.fold(at) != "as" {
        return None;
    }
    let next = text.fold(at + 1);
    let end = match next {
        "usual" | "always" | "ever" => at + 2,
        "every" | "each" if text.fold(at + 2) == "year" => at + 3,
        "in" => {
            (at + 2..at + 7)
                .find(|at| matches!(text.fold(*at), "years" | "year"))
                .filter(|end| {
                    (at + 2..*end).any(|at| {
                        matches!(
                            text.fold(at),
                            "previous"
                                | "every"
                                | "each"
                                | "past"
                                | "other"
                                | "earlier"
                                | "all"
                                | "preceding"
                        )
                    })
                })?
                + 1
        }
        "it" | "they" if text.fold(at + 2) == "does" || text.fold(at + 2) == "do" => {
            (at + 3..at + 6).find(|at| text.fold(*at) == "year")? + 1
        }
        _ => return None,
    };
    (end..(end + 18).min(until)).find_map(|at| {
        if text.fold(at) != "in" {
            return None;
        }
        let (_, months) = months_at(text, at + 1)?;
        Some((end, vec![Beat::Months(months)]))
    })
}

/// "a November fixture", "its customary spring meeting"
pub(super) fn fixture(text: &CheckText<'_>, at: usize, from: usize) -> Option<(usize, Vec<Beat>)> {
    let (end, months) = months_at(text, at).filter(|(end, _)| *end == at + 1)?;
    let before = if at > from { text.fold(at - 1) } else { "" };
    let ritual = matches!(
        text.fold(end),
        "fixture" | "ritual" | "tradition" | "routine" | "staple"
    );
    let customary = matches!(
        before,
        "customary" | "traditional" | "usual" | "regular" | "habitual"
    ) && (round_noun(text.fold(end)) || body_noun(text.fold(end)).is_some());
    (ritual || customary).then(|| (end + 1, vec![Beat::Months(months)]))
}

/// "always held in spring", "meets in March and September", "in the spring of
/// each year".
pub(super) fn habit(
    text: &CheckText<'_>,
    at: usize,
    from: usize,
    until: usize,
) -> Option<(usize, Vec<Beat>)> {
    let (until, fold) = (until.min(at + 14), text.fold(at));
    if fold == "in" || fold == "during" {
        let mut next = at + 1;
        while matches!(text.fold(next), "the" | "early" | "late" | "mid" | "-") {
            next += 1;
        }
        let months =
            season_months(text.fold(next)).or_else(|| month_number(text.fold(next)).map(around))?;
        if text.fold(next + 1) == "of"
            && matches!(text.fold(next + 2), "each" | "every")
            && text.fold(next + 3) == "year"
        {
            return Some((next + 4, vec![Beat::Every(12.0), Beat::Months(months)]));
        }
        return None;
    }
    let customary = matches!(
        fold,
        "always"
            | "invariably"
            | "traditionally"
            | "customarily"
            | "usually"
            | "normally"
            | "typically"
            | "habitually"
            | "tradition"
            | "custom"
            | "rule"
            | "routinely"
            | "fail"
            | "fixed"
            | "unfailingly"
            | "regularly"
    );
    let present = matches!(
        fold,
        "meets"
            | "holds"
            | "sits"
            | "convenes"
            | "gathers"
            | "assembles"
            | "meet"
            | "sit"
            | "convene"
    ) && (fold.ends_with('s') || at > from);
    // "fall in the autumn", "is held in the first week of May"
    let falls = matches!(fold, "fall" | "falls") && text.fold(at + 1) == "in"
        || matches!(fold, "is" | "are") && text.fold(at + 1) == "held"
        || matches!(fold, "takes" | "take") && text.fold(at + 1) == "place";
    let present = present || falls && at > from;
    if !customary && !present {
        return None;
    }
    let limit = if customary { until } else { until.min(at + 8) };
    let start = (at + 1..limit)
        .take_while(|at| !matches!(text.fold(*at), "," | ";" | "." | "and" | "when" | "before"))
        .find(|at| {
            matches!(text.fold(*at), "in" | "during" | "for" | "each" | "every") && {
                let mut next = *at + 1;
                while matches!(
                    text.fold(next),
                    "the"
                        | "early"
                        | "late"
                        | "mid"
                        | "-"
                        | "month"
                        | "of"
                        | "months"
                        | "first"
                        | "week"
                        | "second"
                        | "third"
                        | "fourth"
                        | "weeks"
                        | "half"
                        | "end"
                        | "days"
                ) {
                    next += 1;
                }
                season_months(text.fold(next)).is_some()
                    || month_number(text.fold(next)).is_some() && text.words.is_capital(next)
            }
        })?;
    let mut months: Vec<i8> = Vec::new();
    let mut end = start + 1;
    let mut next = start + 1;
    while next < until {
        let word = text.fold(next);
        if let Some(season) = season_months(word) {
            months.extend(season);
            end = next + 1;
        } else if let Some(month) = month_number(word).filter(|_| text.words.is_capital(next)) {
            months.extend(around(month));
            end = next + 1;
        } else if !matches!(
            word,
            "the"
                | "early"
                | "late"
                | "mid"
                | "-"
                | ","
                | "and"
                | "or"
                | "in"
                | "month"
                | "months"
                | "of"
        ) {
            break;
        }
        next += 1;
    }
    // "in March 2024" is one date.
    let dated = text.fold(next).parse::<u32>().is_ok()
        || matches!(text.fold(next), "last" | "this" | "next")
        || (start..end).any(|at| matches!(text.fold(at), "last" | "this" | "next"));
    (!months.is_empty() && !dated).then(|| (end, vec![Beat::Months(months)]))
}
