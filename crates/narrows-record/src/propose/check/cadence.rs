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
            let of_meetings = is_of_meetings(text, number, date, from, until);
            let against = of_meetings
                .then(|| {
                    against_season(text, number, date)
                        .or_else(|| against_one_before(text, number, date, months, until))
                        .or_else(|| against_dates(text, number, date, months, until))
                        .or_else(|| against_events(text, number, date, months))
                })
                .flatten();
            if let Some(conflict) = against {
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

/// "annual budget" is no rhythm of meetings.
fn is_of_meetings(
    text: &CheckText<'_>,
    number: usize,
    cadence: &ToldDate,
    from: usize,
    until: usize,
) -> bool {
    let adjective = matches!(
        text.fold(cadence.from),
        "annual" | "yearly" | "monthly" | "quarterly" | "biannual" | "semiannual" | "biennial"
    );
    let noun = text.fold(cadence.until);
    if adjective
        && matches!(
            noun,
            "budget"
                | "report"
                | "output"
                | "production"
                | "growth"
                | "revenue"
                | "sales"
                | "exports"
                | "imports"
                | "demand"
                | "capacity"
                | "spending"
                | "income"
                | "profit"
                | "consumption"
                | "average"
                | "rate"
                | "review"
                | "survey"
                | "data"
                | "results"
                | "earnings"
                | "supply"
        )
    {
        return false;
    }
    text.annotations.found[number].iter().any(|found| {
        matches!(
            found.kind,
            crate::propose::mention::MentionType::Meeting
                | crate::propose::mention::MentionType::Forum
        )
    }) || (from..until).any(|at| is_gathering(text.fold(at)))
}

fn is_gathering(fold: &str) -> bool {
    matches!(
        fold,
        "see"
            | "meet"
            | "meets"
            | "met"
            | "meeting"
            | "meetings"
            | "held"
            | "hold"
            | "convene"
            | "convenes"
            | "convened"
            | "session"
            | "sessions"
            | "talks"
            | "summit"
            | "ministerial"
            | "dialogue"
            | "consultations"
            | "gather"
            | "gathers"
            | "gathering"
            | "conference"
            | "rounds"
            | "round"
            | "sits"
            | "forum"
            | "committee"
            | "council"
            | "place"
            | "event"
            | "exercise"
            | "exercises"
            | "format"
    )
}

/// "every spring" against meetings in October.
fn against_season(text: &CheckText<'_>, number: usize, cadence: &ToldDate) -> Option<Conflict> {
    if !matches!(text.fold(cadence.from), "every" | "each") {
        return None;
    }
    let months: [i8; 5] = match text.fold(cadence.from + 1) {
        "spring" => [2, 3, 4, 5, 6],
        "summer" => [5, 6, 7, 8, 9],
        "autumn" | "fall" => [8, 9, 10, 11, 12],
        "winter" => [11, 12, 1, 2, 3],
        _ => return None,
    };
    for sentence in number..(number + 2).min(text.annotations.dates.len()) {
        if sentence > number && !goes_on(text, sentence) {
            break;
        }
        for date in &text.annotations.dates[sentence] {
            let Some(bounds) = point(date).map(|point| point.bounds) else {
                continue;
            };
            let (Some(lower), Some(upper)) = (bounds.lower, bounds.upper) else {
                continue;
            };
            if lower.month() == upper.month() && !months.contains(&lower.month()) {
                return Some(Conflict {
                    kind: "cadence_conflict",
                    severity: "warning",
                    sides: vec![(cadence.from, cadence.until), (date.from, date.until)],
                    confidence: 0.65,
                    reason: format!(
                        "Told as {}, but dated {}.",
                        text.words.quote(cadence.from, cadence.until),
                        text.words.quote(date.from, date.until)
                    ),
                });
            }
        }
    }
    None
}

/// "annually; the latest round was in April, and the one before that in 2018"
fn against_one_before(
    text: &CheckText<'_>,
    number: usize,
    cadence: &ToldDate,
    months: u32,
    until: usize,
) -> Option<Conflict> {
    let last = text.words.sentences.len().min(number + 2);
    for sentence in number..last {
        if sentence > number && !goes_on(text, sentence) {
            break;
        }
        let end = if sentence == number {
            until
        } else {
            text.words.sentences[sentence].until
        };
        let dates = &text.annotations.dates[sentence];
        for pair in dates.windows(2) {
            let [latest, earlier] = pair else {
                continue;
            };
            let before = (latest.until..earlier.from).any(|at| {
                text.fold(at) == "before" && earlier.from - at <= 4
                    || matches!(text.fold(at), "previous" | "preceding")
            });
            if !before || latest.from == cadence.from || earlier.until > end {
                continue;
            }
            let bounds = |date: &ToldDate| match &date.resolved {
                Resolved::Edtf(edtf) => edtf_bounds(edtf),
                _ => None,
            };
            let (Some(one), Some(other)) = (bounds(latest), bounds(earlier)) else {
                continue;
            };
            let (Some(start), Some(finish)) = (one.lower, other.upper) else {
                continue;
            };
            let least = i64::from(start.year() - finish.year()) * 12
                + i64::from(start.month() - finish.month());
            if least > 0 && is_late(least, i64::from(months)) {
                return Some(Conflict {
                    kind: "cadence_conflict",
                    severity: "warning",
                    sides: vec![
                        (cadence.from, cadence.until),
                        (latest.from, latest.until),
                        (earlier.from, earlier.until),
                    ],
                    confidence: 0.75,
                    reason: format!(
                        "told as every {months} months, but the last two lie {least} months apart."
                    ),
                });
            }
        }
    }
    None
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
        yearless_day: None,
        carried: false,
        ahead: date.future,
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
        if is_late(least, wanted) || (most >= 0 && most * 2 < wanted) {
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
    let told = text
        .events
        .iter()
        .filter(|event| event.forum.is_some() && event.sentence.abs_diff(number) <= 1)
        .min_by_key(|event| {
            (
                event.sentence.abs_diff(number),
                event.from.abs_diff(cadence.from),
            )
        })
        .map(|event| (event.forum.clone(), event.level));
    // "Its ministers see each other every other year": the forum named before.
    let (forum, level) = told.or_else(|| {
        (number.saturating_sub(2)..=number)
            .rev()
            .find_map(|sentence| {
                text.annotations.found[sentence]
                    .iter()
                    .rfind(|found| {
                        found.kind == crate::propose::mention::MentionType::Forum
                            && found.id.is_some()
                    })
                    .map(|forum| (forum.id.clone(), None))
            })
    })?;
    let mut dates: Vec<(EventDate, Option<u32>)> = text
        .events
        .iter()
        .filter(|event| {
            event.forum == forum
                && (event.level == level || event.level.is_none() || level.is_none())
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
        let too_late = following && is_late(least, wanted);
        // A forum of many has meetings of many kinds, close to each other.
        let few = forum.as_deref().is_some_and(|forum| {
            !crate::propose::gazetteer::Gazetteer::shipped()
                .members_of(forum)
                .is_empty()
        });
        if too_late || few && least > 0 && least * 2 < wanted {
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

/// Meetings slip: by half of the rhythm, or by four months and a third of it, is
/// too late.
fn is_late(least: i64, wanted: i64) -> bool {
    least * 2 > wanted * 3 || (least - wanted >= 4 && least * 10 > wanted * 13)
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
    let meeting = |from: usize, until: usize| {
        (from..until).any(|at| {
            matches!(text.fold(at), "the" | "this" | "their")
                && matches!(
                    text.fold(at + 1),
                    "meeting"
                        | "ministerial"
                        | "talks"
                        | "dialogue"
                        | "summit"
                        | "session"
                        | "format"
                        | "gathering"
                )
        })
    };
    let lower = |from: usize, until: usize| {
        (from..until)
            .any(|at| matches!(text.fold(at), "officials" | "experts" | "working" | "vice"))
    };
    if meeting(sentence.from, sentence.until)
        && meeting(from, until)
        && lower(sentence.from, sentence.until) == lower(from, until)
    {
        return true;
    }
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
