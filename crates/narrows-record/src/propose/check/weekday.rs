//! "Wednesday, June 25, 2024", where that day is a Tuesday.

use jiff::civil::{Date, Weekday};

use super::{CheckText, Conflict};
use crate::propose::annotate::ToldDate;
use crate::propose::date::{DateExpression, Resolved, edtf_bounds};

pub(super) fn check(text: &CheckText<'_>, conflicts: &mut Vec<Conflict>) {
    for (number, _, _) in text.sentences() {
        let dates = &text.annotations.dates[number];
        for (at, date) in dates.iter().enumerate() {
            let Some(day) = day_of(date) else {
                continue;
            };
            // Inside the date ("Wednesday, June 25"), or right beside it
            // ("Wednesday (June 25)", "June 25, a Wednesday").
            let beside = [at.checked_sub(1), Some(at + 1)]
                .into_iter()
                .flatten()
                .filter_map(|other| dates.get(other))
                .find(|other| {
                    matches!(other.expression, DateExpression::Weekday { .. })
                        && is_beside(text, other, date)
                })
                .map(|other| other.from);
            let told = weekday(text.fold(date.from))
                .map(|told| (told, date.from, date.from + 1))
                .or_else(|| {
                    let at = beside?;
                    weekday(text.fold(at)).map(|told| (told, at, date.from))
                });
            let Some((told, word, rest)) = told else {
                continue;
            };
            if told == day.weekday() {
                continue;
            }
            let rest = rest + usize::from(text.fold(rest) == ",");
            conflicts.push(Conflict {
                kind: "date_conflict",
                severity: "error",
                sides: vec![(word, word + 1), (rest, date.until)],
                confidence: 0.9,
                reason: format!("{day} is no {}.", text.words.quote(word, word + 1)),
            });
        }
    }
}

fn day_of(date: &ToldDate) -> Option<Date> {
    if !matches!(date.expression, DateExpression::Day { .. }) {
        return None;
    }
    let Resolved::Edtf(edtf) = &date.resolved else {
        return None;
    };
    let bounds = edtf_bounds(edtf)?;
    bounds.lower.filter(|_| bounds.lower == bounds.upper)
}

fn is_beside(text: &CheckText<'_>, weekday: &ToldDate, date: &ToldDate) -> bool {
    if weekday.until <= date.from {
        date.from - weekday.until == 1 && matches!(text.fold(weekday.until), "(" | ",")
    } else {
        weekday.from >= date.until
            && weekday.from - date.until <= 2
            && (date.until..weekday.from).all(|at| matches!(text.fold(at), "(" | "," | "a"))
    }
}

fn weekday(fold: &str) -> Option<Weekday> {
    Some(match fold {
        "monday" => Weekday::Monday,
        "tuesday" => Weekday::Tuesday,
        "wednesday" => Weekday::Wednesday,
        "thursday" => Weekday::Thursday,
        "friday" => Weekday::Friday,
        "saturday" => Weekday::Saturday,
        "sunday" => Weekday::Sunday,
        _ => return None,
    })
}
