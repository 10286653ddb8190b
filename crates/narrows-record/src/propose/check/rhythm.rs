//! "Every year", "twice a year" against the meetings of the series that the text
//! dates, wherever it tells of them.

use super::event::EventDate;
use super::occasion::{Occasion, Time, is_meeting_noun};
use super::{CheckText, Conflict};
use crate::propose::annotate::ToldDate;
use crate::propose::date::DateExpression;

pub(super) fn check(text: &CheckText<'_>, conflicts: &mut Vec<Conflict>) {
    for (number, from, until) in text.sentences() {
        for date in &text.annotations.dates[number] {
            let DateExpression::Recurrent {
                months: Some(months),
            } = date.expression
            else {
                continue;
            };
            if let Some(conflict) = against_rounds(text, number, (from, until), date, months) {
                conflict.add_new(conflicts);
            }
        }
        if let Some(conflict) = against_season(text, number, (from, until)) {
            conflict.add_new(conflicts);
        }
    }
}

/// The series that a rhythm is told of: of the telling nearest to it, or of the
/// forum of its sentence.
fn nearest<'a>(
    text: &'a CheckText<'_>,
    number: usize,
    (from, until): (usize, usize),
    rhythm: usize,
) -> Option<&'a Occasion> {
    let near = |at: usize| at.abs_diff(rhythm) <= 8;
    let meets = (from..until).filter(|at| near(*at)).any(|at| {
        is_meeting_noun(text.fold(at))
            || matches!(
                text.fold(at),
                "meet"
                    | "meets"
                    | "convene"
                    | "convenes"
                    | "convened"
                    | "gather"
                    | "gathers"
                    | "affair"
                    | "meetings"
                    | "sessions"
                    | "rounds"
                    | "hold"
                    | "held"
                    | "sits"
                    | "met"
                    | "gathered"
                    | "event"
                    | "fixture"
                    | "sit"
            )
    });
    if !meets {
        return None;
    }
    if let Some(forum) = text.occasions.forum_of_sentence(number) {
        return text
            .occasions
            .iter()
            .filter(|occasion| occasion.series.as_ref() == Some(forum))
            .min_by_key(|occasion| occasion.sentence.abs_diff(number));
    }
    // "The ministers agreed to hold the talks every year": the text's own.
    text.occasions
        .iter()
        .filter(|occasion| occasion.sentence.abs_diff(number) <= 1 && occasion.series.is_some())
        .min_by_key(|occasion| occasion.sentence.abs_diff(number))
        .or_else(|| {
            text.occasions
                .iter()
                .find(|occasion| occasion.time == Time::Main)
        })
}

/// "every spring", "in the spring of each year" against the months of the rounds.
fn against_season(
    text: &CheckText<'_>,
    number: usize,
    (from, until): (usize, usize),
) -> Option<Conflict> {
    let (season, span) = (from..until).find_map(|at| {
        let season = match text.fold(at) {
            "spring" => [2, 3, 4, 5, 6],
            "summer" => [5, 6, 7, 8, 9],
            "autumn" | "fall" => [8, 9, 10, 11, 12],
            "winter" => [11, 12, 1, 2, 3],
            _ => return None,
        };
        if at > from && matches!(text.fold(at - 1), "every" | "each") {
            return Some((season, (at - 1, at + 1)));
        }
        (text.fold(at + 1) == "of" && matches!(text.fold(at + 2), "every" | "each"))
            .then_some((season, (at, at + 4)))
    })?;
    let model = nearest(text, number, (from, until), span.0)?;
    let outside: Vec<&Occasion> = text
        .occasions
        .iter()
        .filter(|occasion| occasion.shares_series(model) && occasion.time != Time::Ahead)
        .filter(|occasion| {
            occasion.date.is_some_and(|date| {
                !date.carried && date.month.is_some_and(|month| !season.contains(&month))
            })
        })
        .collect();
    // The season's own months may slip by one; a whole half-year does not.
    let first = outside.first()?;
    let date = first.date.as_ref()?;
    Some(Conflict {
        kind: "cadence_conflict",
        severity: "warning",
        sides: vec![
            span,
            row_span(text, first).unwrap_or((date.from, date.until)),
        ],
        confidence: 0.65,
        reason: format!(
            "Told as {}, but one meeting is dated {}.",
            text.words.quote(span.0, span.1),
            text.words.quote(date.from, date.until)
        ),
    })
}

/// All rounds that are told in a row with one.
fn row_span(text: &CheckText<'_>, round: &Occasion) -> Option<(usize, usize)> {
    if !round.in_a_row {
        return None;
    }
    let row = || {
        text.occasions
            .iter()
            .filter(|other| other.in_a_row && other.sentence == round.sentence)
            .filter_map(|other| other.date.as_ref())
    };
    Some((
        row().map(|date| date.from).min()?,
        row().map(|date| date.until).max()?,
    ))
}

struct Round {
    date: EventDate,
    ordinal: Option<u32>,
    /// Its row and place in it: rows are told without gaps.
    row: Option<(usize, usize)>,
    main: bool,
    one_before: bool,
    ahead: bool,
}

fn against_rounds(
    text: &CheckText<'_>,
    number: usize,
    sentence: (usize, usize),
    rhythm: &ToldDate,
    months: u32,
) -> Option<Conflict> {
    let model = nearest(text, number, sentence, rhythm.from)?;
    let own = model.series.is_none();
    let mut rounds: Vec<Round> = text
        .occasions
        .iter()
        .enumerate()
        .filter(|(_, occasion)| {
            let same = if own {
                occasion.series.is_none()
                    && (occasion.time == Time::Main
                        || occasion.time == Time::Ahead && occasion.sentence.abs_diff(number) <= 2)
            } else {
                occasion.shares_series(model)
            };
            same && occasion.who.agreement(&model.who).is_some()
        })
        .filter_map(|(index, occasion)| {
            let date = occasion.date?;
            let (lower, upper) = (date.bounds.lower?, date.bounds.upper?);
            let fine = upper
                .since((jiff::Unit::Day, lower))
                .is_ok_and(|span| span.get_days() <= 190);
            fine.then(|| Round {
                date,
                ordinal: occasion.ordinal.map(|(count, _)| count),
                row: occasion.in_a_row.then_some((occasion.sentence, index)),
                main: occasion.time == Time::Main,
                one_before: occasion.one_before,
                ahead: occasion.time == Time::Ahead,
            })
        })
        .collect();
    rounds.sort_by_key(|round| (round.date.bounds.lower, round.date.carried));
    rounds.dedup_by(|later, earlier| {
        let same = !later.date.excludes(&earlier.date);
        if same {
            earlier.ordinal = earlier.ordinal.or(later.ordinal);
            earlier.main |= later.main;
            earlier.one_before |= later.one_before;
            earlier.row = earlier.row.or(later.row);
        }
        same
    });
    // "about once a year" is told loosely.
    let about = rhythm.from > 0
        && matches!(
            text.fold(rhythm.from - 1),
            "about" | "roughly" | "around" | "approximately"
        );
    let wanted = i64::from(months) * if about { 7 } else { 5 } / 5;
    // Four rounds or more in a row, on average far closer than told.
    let row: Vec<&Round> = rounds
        .iter()
        .filter(|round| {
            round.row.is_some() && round.row.map(|row| row.0) == rounds[0].row.map(|row| row.0)
        })
        .collect();
    if let [first, .., last] = row.as_slice()
        && row.len() >= 4
    {
        let span = months_between(first.date.bounds.lower?, last.date.bounds.upper?);
        let gaps = i64::try_from(row.len()).ok()? - 1;
        if span > 0 && span * 3 < wanted * gaps * 2 {
            return Some(Conflict {
                kind: "cadence_conflict",
                severity: "warning",
                sides: sides(rhythm, first, last),
                confidence: 0.65,
                reason: format!(
                    "told as every {months} months, but {} meetings lie within {span} months.",
                    row.len()
                ),
            });
        }
    }
    for pair in rounds.windows(2) {
        let [first, second] = pair else {
            continue;
        };
        let least = months_between(first.date.bounds.upper?, second.date.bounds.lower?);
        let most = months_between(first.date.bounds.lower?, second.date.bounds.upper?);
        // A text need not tell of every round: something must say that none
        // lies between.
        // A forum of many has meetings of many kinds.
        let few = model.series.as_deref().is_none_or(|series| {
            series.starts_with("the ")
                || !crate::propose::gazetteer::Gazetteer::shipped()
                    .members_of(series)
                    .is_empty()
        });
        let numbered = matches!((first.ordinal, second.ordinal), (Some(a), Some(b)) if b == a + 1)
            || matches!((first.row, second.row), (Some(a), Some(b)) if a.0 == b.0);
        let following =
            numbered || few && (first.one_before && second.main || first.main && second.ahead);
        let late = following
            && (least * 2 > wanted * 3 || least - wanted >= 4 && least * 10 > wanted * 13);
        let soon = (few || following) && most > 0 && most * 2 < wanted;
        if late || soon {
            return Some(Conflict {
                kind: "cadence_conflict",
                severity: "warning",
                sides: sides(rhythm, first, second),
                confidence: 0.7,
                reason: format!(
                    "told as every {months} months, but two meetings lie {least} to {most} months apart."
                ),
            });
        }
    }
    None
}

/// The rhythm and both dates, or the stretch of a row of rounds.
fn sides(rhythm: &ToldDate, first: &Round, second: &Round) -> Vec<(usize, usize)> {
    let own = (rhythm.from, rhythm.until);
    if matches!((first.row, second.row), (Some(a), Some(b)) if a.0 == b.0) {
        let from = first.date.from.min(second.date.from);
        return vec![own, (from, first.date.until.max(second.date.until))];
    }
    vec![
        own,
        (first.date.from, first.date.until),
        (second.date.from, second.date.until),
    ]
}

fn months_between(from: jiff::civil::Date, until: jiff::civil::Date) -> i64 {
    i64::from(until.year() - from.year()) * 12 + i64::from(until.month() - from.month())
}
