//! The number of a meeting against everything else that a text tells of the
//! numbers of its series: another number of the same one, how many came before,
//! the list of those held, the number of the next or the last one.

mod claim;
mod counted;
mod nouns;
mod number;
mod number_words;
mod phrase;
mod pointing;
mod qualified;
mod same;
mod standing;
mod when;

use super::event::EventDate;
use super::{CheckText, Conflict};
use claim::{Claim, Standing, Value, claims};
use nouns::is_of_issues;
use same::same_series;

/// Evidence from which on two claims are taken to be of one series.
const SAME: f64 = 1.5;

pub(super) fn check(text: &CheckText<'_>, conflicts: &mut Vec<Conflict>) {
    let claims = claims(text);
    let mut found: Vec<(usize, Conflict)> = Vec::new();
    for (index, one) in claims.iter().enumerate() {
        for other in &claims[index + 1..] {
            if let Some((reason, confidence)) = contradiction(text, one, other, &claims)
                && same_series(one, other) >= SAME
                && !recounted(text, one, other)
            {
                let conflict = Conflict {
                    kind: "ordinal_conflict",
                    severity: "error",
                    sides: vec![(one.from, one.until), (other.from, other.until)],
                    confidence,
                    reason,
                };
                found.push((one.sentence.abs_diff(other.sentence), conflict));
            }
        }
    }
    // Of many tellings of one number the nearest are shown.
    found.sort_by_key(|(distance, _)| *distance);
    for (_, conflict) in found {
        conflict.add_new(conflicts);
    }
}

/// The text says itself that the counts differ, or why.
fn recounted(text: &CheckText<'_>, a: &Claim, b: &Claim) -> bool {
    [a.sentence, b.sentence].iter().any(|number| {
        let from = number.saturating_sub(1);
        (from..=number + 1)
            .filter_map(|number| text.words.sentences.get(number))
            .flat_map(|sentence| sentence.from..sentence.until)
            .any(|at| match text.fold(at) {
                "mistaken" | "mistakenly" | "wrongly" | "erroneously" | "miscounted" | "counts"
                | "counted" | "recognise" | "recognize" | "renumbered" | "numbering"
                | "originally" | "cancelled" | "canceled" | "postponed" | "incorrectly"
                | "misnumbered" | "rescheduled" | "delayed" => true,
                "swap" | "swapped" => (at + 1..at + 4).any(|at| {
                    matches!(
                        text.fold(at),
                        "places" | "turns" | "order" | "dates" | "hosts"
                    )
                }),
                "put" | "called" => text.fold(at + 1) == "off",
                "not" => matches!(text.fold(at + 1), "counting" | "counted"),
                "began" | "begun" => {
                    matches!(text.fold(at + 1), "the") && text.fold(at + 2) == "count"
                }
                _ => false,
            })
    })
}

/// Why two claims about one series cannot both be true.
fn contradiction(
    text: &CheckText<'_>,
    one: &Claim,
    other: &Claim,
    all: &[Claim],
) -> Option<(String, f64)> {
    match (one.value, other.value) {
        (Value::Number(_), Value::Number(_)) => {
            numbers(text, one, other).or_else(|| numbers(text, other, one))
        }
        (Value::Number(number), _) => counts(one, number, other, all),
        (_, Value::Number(number)) => counts(other, number, one, all),
        _ => None,
    }
}

fn numbers(text: &CheckText<'_>, a: &Claim, b: &Claim) -> Option<(String, f64)> {
    let (Value::Number(first), Value::Number(second)) = (a.value, b.value) else {
        return None;
    };
    let issues = is_of_issues(&a.phrase.heads);
    // Firsts are for the checks of firsts.
    if first == 1 || second == 1 {
        return None;
    }
    let new = matches!(b.phrase.determiner.as_str(), "a" | "an");
    match (a.standing, b.standing) {
        (Standing::Main, Standing::Main)
            if first != second && (!issues || b.phrase.determiner == "this") && !excluded(a, b) =>
        {
            Some((
                format!("One meeting of a series is called number {first} and number {second}."),
                0.75,
            ))
        }
        (Standing::Main, Standing::Open)
            if second > first
                && !new
                && !issues
                && !b.phrase.elliptic
                && b.date.is_none()
                && b.place.is_none() =>
        {
            Some((
                format!("Called number {first}, but the text also tells of number {second}."),
                0.7,
            ))
        }
        (Standing::Main, Standing::Past)
            if !issues && (second > first || second == first && excluded(a, b)) =>
        {
            Some((
                format!("Called number {first}, but an earlier one was number {second}."),
                0.75,
            ))
        }
        (Standing::Main, Standing::JustBefore) if second + 1 != first => Some((
            format!("The one before number {first} is called number {second}."),
            0.75,
        )),
        (Standing::Main, Standing::Next) if second != first + 1 && second > 1 => Some((
            format!("The one after number {first} is called number {second}."),
            0.75,
        )),
        (Standing::Main | Standing::Open, Standing::Ahead | Standing::Next)
            if second <= first
                && second > 1
                && first - second <= 4
                && a.from < b.from
                && !issues =>
        {
            Some((
                format!(
                    "Number {first} has been held, but number {second} is said to be still to come."
                ),
                0.7,
            ))
        }
        (Standing::Past | Standing::Open, Standing::Past | Standing::Open)
            if first != second && a.from < b.from && one_event(a, b) =>
        {
            Some((
                format!("One meeting of a series is called number {first} and number {second}."),
                0.75,
            ))
        }
        (Standing::Past | Standing::JustBefore, Standing::Next)
            if second <= first && second > 1 && !issues =>
        {
            Some((
                format!(
                    "Number {first} has been held, but the next one is called number {second}."
                ),
                0.7,
            ))
        }
        (Standing::Past, Standing::Ahead)
            if second <= first && second > 1 && b.sentence <= 3 && !issues =>
        {
            Some((
                format!(
                    "Number {first} has been held, but number {second} is said to be still to come."
                ),
                0.7,
            ))
        }
        (
            Standing::Past | Standing::Open | Standing::Main,
            Standing::Past | Standing::Open | Standing::Main,
        ) if first < second && is_later(text, a, b) => Some((
            format!("Number {first} is dated behind number {second}."),
            0.75,
        )),
        _ => None,
    }
}

/// Two meetings, by their dates or places.
fn excluded(a: &Claim, b: &Claim) -> bool {
    other_place(a, b) || matches!((&a.date, &b.date), (Some(x), Some(y)) if x.excludes(y))
}

fn other_place(a: &Claim, b: &Claim) -> bool {
    matches!((&a.place, &b.place), (Some(x), Some(y)) if x != y)
}

/// Two numbers of one meeting: on one date, or in one place where no date parts them.
fn one_event(a: &Claim, b: &Claim) -> bool {
    let apart = match (&a.date, &b.date) {
        (Some(x), Some(y)) => x.excludes(y),
        _ => false,
    };
    let month =
        matches!((&a.date, &b.date), (Some(x), Some(y)) if x.month.is_some() && x.month == y.month);
    let place = a.place.is_some() && a.place == b.place;
    !apart && !other_place(a, b) && (month || place && (a.date.is_none() || b.date.is_none()))
}

/// True where the first is dated, with its year, behind the second.
fn is_later(text: &CheckText<'_>, a: &Claim, b: &Claim) -> bool {
    match (&a.date, &b.date) {
        (Some(x), Some(y)) => {
            let year = |date: &EventDate| {
                (date.from..date.until)
                    .any(|at| text.fold(at).len() == 4 && text.fold(at).parse::<u32>().is_ok())
            };
            year(x)
                && year(y)
                && matches!((x.bounds.lower, y.bounds.upper), (Some(start), Some(end)) if start > end)
        }
        _ => false,
    }
}

fn counts(numbered: &Claim, number: u32, other: &Claim, all: &[Claim]) -> Option<(String, f64)> {
    let of_series = |wanted: &dyn Fn(u32, &Claim) -> bool| {
        all.iter().any(|claim| {
            matches!(claim.value, Value::Number(told) if wanted(told, claim))
                && same_series(claim, other) >= SAME
        })
    };
    // Of the text's own meeting; of one to come where no other is numbered.
    let only = !of_series(&|told, _| told != number);
    let own = match numbered.standing {
        Standing::Main => number > 1 || numbered.sentence <= 3,
        // Not said which: where it is the only number, and nothing else parts it.
        Standing::Open => number > 1 && only && numbered.date.is_none() && numbered.place.is_none(),
        Standing::Ahead | Standing::Next => {
            !of_series(&|_, claim| matches!(claim.standing, Standing::Main | Standing::Open))
        }
        _ => false,
    };
    if !own {
        return None;
    }
    let coming = matches!(numbered.standing, Standing::Ahead | Standing::Next);
    // A number that fits is told of the series: the other one is of another meeting.
    let fits = |wanted: &dyn Fn(u32) -> bool| {
        of_series(&|told, claim| wanted(told) && claim.standing != Standing::Past)
    };
    match other.value {
        Value::Before(count) if !fits(&|told| told == count + 1) => Some((
            format!("Called number {number}, but {count} are said to have come before."),
            0.75,
        )),
        Value::SoFar(count) if !fits(&|told| told == count + 1 || told == count && !coming) => {
            Some((
                format!("Called number {number}, but {count} are said to have been held."),
                0.7,
            ))
        }
        Value::Listed(count, true) if !fits(&|told| told == count + 1 || told == count) => Some((
            format!("Called number {number}, but the text tells of {count} and of no other."),
            0.7,
        )),
        Value::Listed(count, false)
            if numbered.standing != Standing::Open
                && number <= count
                && !fits(&|told| told > count) =>
        {
            Some((
                format!("Called number {number}, but the text tells of {count} before it."),
                0.7,
            ))
        }
        _ => None,
    }
}
