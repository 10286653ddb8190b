//! "Annually", "every six months" against the dates, and against each other.

use super::event::EventDate;
use super::{CheckText, Conflict};
use crate::propose::annotate::ToldDate;
use crate::propose::date::{DateExpression, Resolved, edtf_bounds};

pub(super) fn check(text: &CheckText<'_>, conflicts: &mut Vec<Conflict>) {
    let mut told: Vec<(usize, usize, usize, u32)> = Vec::new();
    for (number, from, until) in text.sentences() {
        for date in &text.annotations.dates[number] {
            let DateExpression::Recurrent {
                months: Some(months),
            } = date.expression
            else {
                continue;
            };
            if let Some(conflict) = against_dates(text, number, date, months, until) {
                conflicts.push(conflict);
                continue;
            }
            if let Some(conflict) = against_events(text, number, date, months) {
                conflicts.push(conflict);
                continue;
            }
            for (other, other_from, other_until, other_months) in &told {
                if number - other <= 3
                    && *other_months != months
                    && share_a_subject(text, *other, from, until)
                {
                    conflicts.push(Conflict {
                        kind: "cadence_conflict",
                        severity: "error",
                        sides: vec![(*other_from, *other_until), (date.from, date.until)],
                        confidence: 0.75,
                        reason: "two rhythms are told for what seems to be one thing.".to_owned(),
                    });
                }
            }
            told.push((number, date.from, date.until, months));
        }
    }
}

fn point(date: &ToldDate) -> Option<EventDate> {
    let Resolved::Edtf(edtf) = &date.resolved else {
        return None;
    };
    let bounds = edtf_bounds(edtf)?;
    let fine = match (bounds.lower, bounds.upper) {
        (Some(lower), Some(upper)) => upper
            .since((jiff::Unit::Day, lower))
            .is_ok_and(|span| span.get_days() <= 190),
        _ => false,
    };
    fine.then_some(EventDate {
        from: date.from,
        until: date.until,
        bounds,
        month: None,
        carried: false,
    })
}

/// The dates in the sentence and the one behind it, where they date meetings.
fn against_dates(
    text: &CheckText<'_>,
    number: usize,
    cadence: &ToldDate,
    months: u32,
    until: usize,
) -> Option<Conflict> {
    let mut dates: Vec<EventDate> = Vec::new();
    for sentence in number..(number + 2).min(text.annotations.dates.len()) {
        if sentence > number && !goes_on(text, sentence) {
            break;
        }
        dates.extend(text.annotations.dates[sentence].iter().filter_map(point));
        if sentence > number && (dates.len() >= 2) {
            break;
        }
    }
    let _ = until;
    dates.retain(|date| date.from != cadence.from);
    dates.sort_by_key(|date| date.bounds.lower);
    dates.dedup_by_key(|date| date.bounds.lower);
    if dates.len() < 2 {
        return None;
    }
    for pair in dates.windows(2) {
        let least = months_between(&pair[0], &pair[1], true)?;
        let most = months_between(&pair[0], &pair[1], false)?;
        let wanted = i64::from(months);
        if least * 2 > wanted * 3 || (most >= 0 && most * 2 < wanted) {
            return Some(Conflict {
                kind: "cadence_conflict",
                severity: "warning",
                sides: vec![
                    (cadence.from, cadence.until),
                    (pair[0].from, pair[0].until),
                    (pair[1].from, pair[1].until),
                ],
                confidence: 0.75,
                reason: format!(
                    "told as every {months} months, but the dates lie {least} to {most} months apart."
                ),
            });
        }
    }
    None
}

/// The dated meetings of the forum that the rhythm is told of, anywhere in the
/// text.
fn against_events(
    text: &CheckText<'_>,
    number: usize,
    cadence: &ToldDate,
    months: u32,
) -> Option<Conflict> {
    let near = text
        .events
        .iter()
        .filter(|event| event.forum.is_some() && event.sentence.abs_diff(number) <= 1)
        .min_by_key(|event| {
            (
                event.sentence.abs_diff(number),
                event.from.abs_diff(cadence.from),
            )
        })?;
    let mut dates: Vec<(EventDate, Option<u32>)> = text
        .events
        .iter()
        .filter(|event| {
            event.forum == near.forum
                && (event.level == near.level || event.level.is_none() || near.level.is_none())
        })
        .filter_map(|event| Some((event.date?, event.ordinal)))
        .filter(|(date, _)| !date.carried && date.bounds.lower.is_some() && date.month.is_some())
        .collect();
    dates.sort_by_key(|(date, _)| date.bounds.lower);
    dates.dedup_by_key(|(date, _)| date.bounds.lower);
    for pair in dates.windows(2) {
        let ((first, number), (second, next)) = (&pair[0], &pair[1]);
        let least = months_between(first, second, true)?;
        let wanted = i64::from(months);
        // A text need not tell of every meeting: only numbers show that none
        // lies between.
        let following = matches!((number, next), (Some(a), Some(b)) if *b == *a + 1);
        let too_late = following && least * 2 > wanted * 3;
        if too_late || (least > 0 && least * 2 < wanted) {
            return Some(Conflict {
                kind: "cadence_conflict",
                severity: "warning",
                sides: vec![
                    (cadence.from, cadence.until),
                    (first.from, first.until),
                    (second.from, second.until),
                ],
                confidence: 0.65,
                reason: format!(
                    "told as every {months} months, but two meetings lie {least} months apart."
                ),
            });
        }
    }
    None
}

/// Months from the end of one to the beginning of the other, or the other way round.
fn months_between(a: &EventDate, b: &EventDate, least: bool) -> Option<i64> {
    let (from, until) = if least {
        (a.bounds.upper?, b.bounds.lower?)
    } else {
        (a.bounds.lower?, b.bounds.upper?)
    };
    let months =
        i64::from(until.year() - from.year()) * 12 + i64::from(until.month() - from.month());
    Some(months)
}

/// The next sentence goes on about it: "Its third session", "The first was".
fn goes_on(text: &CheckText<'_>, sentence: usize) -> bool {
    let Some(sentence) = text.words.sentences.get(sentence) else {
        return false;
    };
    matches!(
        text.fold(sentence.from),
        "its" | "the" | "it" | "their" | "they" | "both" | "this" | "but"
    )
}

/// A noun of at least five letters stands before the verb in both sentences.
fn share_a_subject(text: &CheckText<'_>, other: usize, from: usize, until: usize) -> bool {
    let Some(sentence) = text.words.sentences.get(other) else {
        return false;
    };
    (sentence.from..sentence.until).any(|at| {
        let fold = text.fold(at);
        fold.chars().count() >= 6
            && !matches!(
                fold,
                "countries"
                    | "ministers"
                    | "leaders"
                    | "meeting"
                    | "meetings"
                    | "ministry"
                    | "official"
                    | "officials"
                    | "minister"
                    | "south korea"
                    | "states"
                    | "united"
                    | "annually"
                    | "every"
                    | "president"
                    | "should"
                    | "government"
                    | "governments"
            )
            && (from..until).any(|here| text.fold(here) == fold)
    })
}
