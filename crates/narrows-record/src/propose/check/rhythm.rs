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
    }
}

/// The series that a rhythm is told of: of the telling nearest to it, or of the
/// forum of its sentence.
fn series_of<'a>(
    text: &'a CheckText<'_>,
    number: usize,
    (from, until): (usize, usize),
    rhythm: &ToldDate,
) -> Option<&'a Occasion> {
    let meets = (from..until).any(|at| {
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
    let _ = rhythm;
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
    let model = series_of(text, number, sentence, rhythm)?;
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
    let wanted = i64::from(months);
    for pair in rounds.windows(2) {
        let [first, second] = pair else {
            continue;
        };
        let least = months_between(first.date.bounds.upper?, second.date.bounds.lower?);
        let most = months_between(first.date.bounds.lower?, second.date.bounds.upper?);
        // A text need not tell of every round: something must say that none
        // lies between.
        let following = matches!((first.ordinal, second.ordinal), (Some(a), Some(b)) if b == a + 1)
            || matches!((first.row, second.row), (Some(a), Some(b)) if a.0 == b.0)
            || first.one_before && second.main
            || first.main && second.ahead
            || first.ordinal == Some(1) && second.ordinal == Some(2);
        let late = following
            && (least * 2 > wanted * 3 || least - wanted >= 4 && least * 10 > wanted * 13);
        let soon = most > 0 && most * 2 < wanted;
        if late || soon {
            return Some(Conflict {
                kind: "cadence_conflict",
                severity: "warning",
                sides: vec![
                    (rhythm.from, rhythm.until),
                    (first.date.from, first.date.until),
                    (second.date.from, second.date.until),
                ],
                confidence: 0.7,
                reason: format!(
                    "told as every {months} months, but two meetings lie {least} to {most} months apart."
                ),
            });
        }
    }
    None
}

fn months_between(from: jiff::civil::Date, until: jiff::civil::Date) -> i64 {
    i64::from(until.year() - from.year()) * 12 + i64::from(until.month() - from.month())
}
