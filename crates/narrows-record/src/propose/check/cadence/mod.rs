//! A told rhythm against what the text tells of the rounds: "every six months"
//! against their dates, their number and the times without any, "each spring"
//! against their months, one rhythm against another one.

mod city;
mod counts;
mod empty;
mod excuse;
mod force;
mod habit;
mod lately;
mod lengths;
mod measure;
mod nouns;
mod rhythm_told;
mod rounds_told;
mod rows;
mod stretch;
mod topic;
mod venue;
mod venue_seen;

use super::{CheckText, Conflict};
use rhythm_told::{Beat, Bound, Rhythm};
use rounds_told::{Round, Told};
use topic::Topic;

/// What must speak for one thing told by both sides.
const ENOUGH: i32 = 2;

/// Words around a side in which an excuse is its own.
const EXCUSE: usize = 12;

/// Sentences beyond which a statement is of something else.
const FAR: usize = 40;

pub(super) fn check(text: &CheckText<'_>, conflicts: &mut Vec<Conflict>) {
    check_venues(text, conflicts);
    let rhythms = rhythm_told::rhythms(text);
    if rhythms.is_empty() {
        return;
    }
    let rounds = rounds_told::rounds(text);
    let lead = Topic::of_lead(text);
    let open = opens_with_round(text);
    for (index, rhythm) in rhythms.iter().enumerate() {
        let mut best: Option<(i32, f64, &Round, String)> = None;
        for round in &rounds {
            let held_now = open
                .iter()
                .any(|lead| *lead != round.sentence && *lead != rhythm.sentence)
                && rhythm.topic.shares_thing(&lead);
            let Some(reason) = excluded(text, rhythm, round, held_now) else {
                continue;
            };
            let Some(score) = same_thing(text, rhythm, round, &lead) else {
                continue;
            };
            let length = round.told.length();
            let better = best
                .as_ref()
                .is_none_or(|(known, longest, ..)| (*known, *longest) < (score, length));
            if score >= ENOUGH && better {
                best = Some((score, length, round, reason));
            }
        }
        if let Some((.., round, reason)) = best {
            let mut found = conflict(rhythm, (round.from, round.until), reason);
            found.sides.extend(round.more);
            found.add_new(conflicts);
        }
        for other in &rhythms[index + 1..] {
            if let Some(reason) = other_rhythm(rhythm, other) {
                conflict(rhythm, (other.from, other.until), reason).add_new(conflicts);
            }
        }
    }
}

/// Rules of places against the places of the rounds.
fn check_venues(text: &CheckText<'_>, conflicts: &mut Vec<Conflict>) {
    let rules = venue::rules(text);
    if rules.is_empty() {
        return;
    }
    let venues = venue_seen::venues(text);
    let lead = Topic::of_lead(text);
    for rule in &rules {
        let best = venues
            .iter()
            .filter(|venue| {
                (venue.from >= rule.until || venue.until <= rule.from)
                    && venue::broken(&rule.rule, &venue.seen)
            })
            .filter_map(|venue| {
                let sentences = [
                    (rule.sentence, rule.from, rule.until),
                    (venue.sentence, venue.from, venue.until),
                ];
                let mut score = alike(text, sentences, (&rule.topic, &venue.topic), &lead)?;
                let one = matches!(venue.seen, venue::Seen::At(_))
                    || matches!(rule.rule, venue::Rule::Always(_));
                score -= i32::from(one);
                (score >= ENOUGH).then_some((score, venue))
            })
            .max_by_key(|(score, venue)| (*score, std::cmp::Reverse(venue.from)));
        if let Some((_, venue)) = best {
            Conflict {
                kind: "cadence_conflict",
                severity: "warning",
                sides: vec![(rule.from, rule.until), (venue.from, venue.until)],
                confidence: 0.65,
                reason: format!(
                    "The places are told as {:?}, but a round was held {:?}.",
                    text.words.quote(rule.from, rule.until),
                    text.words.quote(venue.from, venue.until)
                ),
            }
            .add_new(conflicts);
        }
    }
}

fn conflict(rhythm: &Rhythm, side: (usize, usize), reason: String) -> Conflict {
    Conflict {
        kind: "cadence_conflict",
        severity: "warning",
        sides: vec![(rhythm.from, rhythm.until), side],
        confidence: 0.7,
        reason,
    }
}

/// How much speaks for the rounds being those of the rhythm.
fn same_thing(text: &CheckText<'_>, rhythm: &Rhythm, round: &Round, lead: &Topic) -> Option<i32> {
    let score = alike(
        text,
        [
            (rhythm.sentence, rhythm.from, rhythm.until),
            (round.sentence, round.from, round.until),
        ],
        (&rhythm.topic, &round.topic),
        lead,
    )?;
    // One date alone may be of anything near.
    Some(score - i32::from(matches!(round.told, Told::Dated(_))))
}

fn alike(
    text: &CheckText<'_>,
    sides: [(usize, usize, usize); 2],
    topics: (&Topic, &Topic),
    lead: &Topic,
) -> Option<i32> {
    let apart = sides[0].0.abs_diff(sides[1].0);
    if apart > FAR {
        return None;
    }
    let excused = sides.into_iter().any(|(number, from, until)| {
        text.words.sentences.get(number).is_some_and(|sentence| {
            let start = from.saturating_sub(EXCUSE).max(sentence.from);
            excuse::excuses(text, start, (until + EXCUSE).min(sentence.until))
        })
    });
    if excused {
        return None;
    }
    let near = match apart {
        0 | 1 => 1,
        2..=5 => 0,
        _ => -1,
    };
    Some(topics.0.likeness(topics.1, lead) + near)
}

/// The sentences at the beginning that tell of a meeting that was held.
fn opens_with_round(text: &CheckText<'_>) -> Vec<usize> {
    text.sentences()
        .take(3)
        .filter(|(_, from, until)| {
            let past = (*from..*until).any(|at| {
                matches!(
                    text.fold(at),
                    "met"
                        | "ended"
                        | "closed"
                        | "opened"
                        | "held"
                        | "convened"
                        | "gathered"
                        | "concluded"
                        | "wrapped"
                        | "agreed"
                        | "endorsed"
                        | "adopted"
                )
            });
            past && (*from..*until).any(|at| nouns::round_noun(text.fold(at)))
        })
        .map(|(number, ..)| number)
        .collect()
}

/// Why what is told of the rounds cannot be in the rhythm; nothing where it can.
fn excluded(
    text: &CheckText<'_>,
    rhythm: &Rhythm,
    round: &Round,
    held_now: bool,
) -> Option<String> {
    // A rhythm holds a date of its own only as its beginning.
    if round.from < rhythm.until && rhythm.from < round.until {
        return None;
    }
    // What lies before the rhythm began is not held against it.
    if matches!((rhythm.since, round.latest), (Some(since), Some(latest)) if latest < since) {
        return None;
    }
    // What is only agreed on says nothing of what was.
    if rhythm.wish && !matches!(round.told, Told::Next { .. }) {
        return None;
    }
    let quote = text.words.quote(rhythm.from, rhythm.until);
    match &rhythm.beat {
        Beat::Every(months) => {
            let slack = if rhythm.about { 1.4 } else { 1.0 };
            let months = months * slack;
            let (why, oftener) = against_beat(months, rhythm.since, &round.told, held_now)?;
            let allowed = match rhythm.bound {
                Some(Bound::AtLeast) => oftener,
                Some(Bound::AtMost) => !oftener,
                None => false,
            };
            (!allowed).then(|| format!("told as {quote:?}, but {why}."))
        }
        Beat::Months(months) => {
            let Told::Dated(date) = &round.told else {
                return None;
            };
            let month = date.month().or_else(|| {
                // A season has three months; all of them must lie outside.
                (date.last - date.first == 2)
                    .then(|| i8::try_from((date.first + 1).rem_euclid(12) + 1).ok())
                    .flatten()
            })?;
            (!months.contains(&month)).then(|| {
                format!(
                    "told as {quote:?}, but a round is dated {:?}.",
                    text.words.quote(date.from, date.until)
                )
            })
        }
        Beat::Years { even } => {
            let Told::Dated(date) = &round.told else {
                return None;
            };
            ((date.year()? % 2 == 0) != *even).then(|| {
                format!(
                    "told as {quote:?}, but a round is dated {:?}.",
                    text.words.quote(date.from, date.until)
                )
            })
        }
        Beat::Weekday(weekday) => {
            let Told::Dated(date) = &round.told else {
                return None;
            };
            (date.weekday? != *weekday).then(|| {
                format!(
                    "told as {quote:?}, but a round is dated {:?}.",
                    text.words.quote(date.from, date.until)
                )
            })
        }
        Beat::Steady => match round.told {
            Told::Empty { months } if months >= 12.0 => Some(format!(
                "told as {quote:?}, but none was held for {months:.0} months."
            )),
            Told::Gap { least, .. } if least >= 18.0 => Some(format!(
                "told as {quote:?}, but two rounds lie {least:.0} months apart."
            )),
            _ => None,
        },
    }
}

/// Meetings slip: by half of the rhythm, or by four months and a third of it, is too late.
fn is_late(least: f64, wanted: f64) -> bool {
    least > wanted * 1.5 && least >= 1.0 || least - wanted >= 4.0 && least > wanted * 1.3
}

/// What of the rounds is not in the beat, and whether they are oftener than told.
fn against_beat(
    wanted: f64,
    since: Option<i32>,
    told: &Told,
    held_now: bool,
) -> Option<(String, bool)> {
    match *told {
        Told::Gap { least, most } => {
            let soon = most > 0.0 && most * 2.0 < wanted
                || least == most && most > 0.0 && most * 2.0 <= wanted;
            (is_late(least, wanted) || soon).then(|| {
                let apart = if (least - most).abs() < f64::EPSILON {
                    format!("two rounds lie {least:.0} months apart")
                } else {
                    format!("two rounds lie {least:.0} to {most:.0} months apart")
                };
                (apart, soon)
            })
        }
        Told::Last { least, most } => {
            let soon = held_now && most > 0.0 && most * 2.0 < wanted;
            (is_late(least, wanted) || soon)
                .then(|| (format!("the last round was {least:.0} months before"), soon))
        }
        Told::Next { least } => is_late(least, wanted)
            .then(|| (format!("the next one is {least:.0} months ahead"), false)),
        Told::Since { least } => {
            is_late(least, wanted).then(|| (format!("none was held for {least:.0} months"), false))
        }
        Told::Empty { months } => (months >= wanted * 0.95 && months >= wanted.min(12.0))
            .then(|| (format!("none was held for {months:.0} months"), false)),
        Told::Count {
            count,
            months,
            whole,
        } => {
            let expected = months / wanted;
            let many = if whole {
                count >= expected + 1.0 && count >= expected * 1.5
            } else {
                (count - 1.0) * wanted * 0.6 > months
            };
            let few = if whole {
                count <= expected * 0.6 && expected - count >= 1.0
            } else {
                (count + 1.0) * wanted * 1.5 < months
            };
            (many || few).then(|| (format!("{count:.0} in {months:.0} months are told"), many))
        }
        Told::Numbered { number, at, start } => {
            let start = start.or(since)?;
            let gap = f64::from(at - start) / f64::from(number - 1);
            let often = gap > 0.0 && gap * 1.7 < wanted;
            (often || gap > wanted * 1.6).then(|| {
                (
                    format!(
                        "number {number} came {} months after the beginning",
                        at - start
                    ),
                    often,
                )
            })
        }
        Told::Dated(_) => None,
    }
}

/// Two rhythms of one thing.
fn other_rhythm(rhythm: &Rhythm, other: &Rhythm) -> Option<String> {
    let (Beat::Every(a), Beat::Every(b)) = (&rhythm.beat, &other.beat) else {
        return None;
    };
    let (short, long) = if a < b { (*a, *b) } else { (*b, *a) };
    let apart = rhythm.sentence.abs_diff(other.sentence);
    if long < short * 1.5 || apart > FAR || rhythm.from == other.from {
        return None;
    }
    // Two in one sentence are told beside each other, of two things.
    if apart == 0 || rhythm.wish != other.wish && apart > 1 {
        return None;
    }
    // "The ministers … annually. The ministerial … every two years."
    let close = apart <= 1 && rhythm.topic.shares_people(&other.topic);
    if close && rhythm.topic.points_back() && other.topic.points_back() {
        return Some("two rhythms are told for what seems to be one thing.".to_owned());
    }
    if rhythm.topic.points_back() || other.topic.points_back() && !other.topic.near {
        return None;
    }
    let likeness = rhythm.topic.likeness(&other.topic, &Topic::default());
    (likeness >= 3).then(|| "two rhythms are told for what seems to be one thing.".to_owned())
}
