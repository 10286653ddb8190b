//! A level that is told against who took part: "working-level" with ministers,
//! "the ministers who attended" where directors-general did.

use super::attendance::{Attendance, attendances};
use super::level_tie::{Tie, is_of_another};
use super::level_told::{LevelTold, level_at};
use super::rank::{DEPUTIES, MINISTERS, Ranks};
use super::thread::{Threads, Topic};
use super::{CheckText, Conflict};

/// Attendances that are shown beside one level.
const SHOWN: usize = 3;

/// Levels told in one text beyond which the rest is not looked after.
const MOST: usize = 60;

type Span = (usize, usize);

struct Told {
    sentence: usize,
    level: LevelTold,
    topic: Topic,
}

pub(super) fn check(text: &CheckText<'_>, conflicts: &mut Vec<Conflict>) {
    let levels = levels(text);
    if levels.is_empty() {
        return;
    }
    let ranks = Ranks::of(text);
    let threads = Threads::of(text);
    let attended = attendances(text, &ranks, &threads);
    let told: Vec<Told> = levels
        .into_iter()
        .map(|(sentence, level)| {
            let range = &text.words.sentences[sentence];
            Told {
                sentence,
                topic: threads.topic(text, sentence, (range.from, range.until), level.from),
                level,
            }
        })
        .collect();
    let mut groups: Vec<(Vec<Span>, Vec<Span>)> = Vec::new();
    for (index, one) in told.iter().enumerate() {
        let range = &text.words.sentences[one.sentence];
        if is_of_another(text, range.from, range.until, &one.level) {
            continue;
        }
        let fits = if one.level.high {
            below(text, &threads, &attended, one)
        } else {
            let introduced = told[..index].iter().any(|before| {
                before.level.rank == one.level.rank && before.level.tie == Tie::Indefinite
            });
            above(text, &threads, &attended, one, introduced)
        };
        if fits.is_empty() {
            continue;
        }
        // Two words for one level, against the same people, are one conflict.
        let shown: Vec<Span> = fits.iter().map(|fit| (fit.from, fit.until)).collect();
        let side = (one.level.from, one.level.until);
        if let Some((sides, _)) = groups
            .iter_mut()
            .find(|(_, known)| known.first() == shown.first())
        {
            sides.push(side);
        } else {
            groups.push((vec![side], shown));
        }
    }
    for (levels, shown) in groups {
        conflicts.push(Conflict {
            kind: "level_conflict",
            severity: "error",
            confidence: 0.8,
            reason: format!(
                "Called {}, but {} took part.",
                text.words.quote(levels[0].0, levels[0].1),
                text.words.quote(shown[0].0, shown[0].1)
            ),
            sides: levels.into_iter().chain(shown).collect(),
        });
    }
}

fn levels(text: &CheckText<'_>) -> Vec<(usize, LevelTold)> {
    let mut levels = Vec::new();
    for (number, from, until) in text.sentences() {
        let mut at = from;
        while at < until {
            if let Some(level) = level_at(text, from, at, until) {
                at = level.until.max(at + 1);
                levels.push((number, level));
                if levels.len() >= MOST {
                    return levels;
                }
            } else {
                at += 1;
            }
        }
    }
    levels
}

/// Attendances of a higher rank than a level allows.
fn above<'a>(
    text: &CheckText<'_>,
    threads: &Threads,
    attended: &'a [Attendance],
    one: &Told,
    introduced: bool,
) -> Vec<&'a Attendance> {
    let mut fits: Vec<(u32, &Attendance)> = attended
        .iter()
        .filter(|other| other.rank > one.level.rank && other.rank >= MINISTERS)
        .filter(|other| !(other.from < one.level.until && one.level.from < other.until))
        .filter_map(|other| {
            let distance = other.sentence.abs_diff(one.sentence);
            let same_sentence = distance == 0;
            let named = one.topic.named.is_some() && one.topic.named == other.topic.named;
            let dated = matches!(
                (&one.topic.date, &other.topic.date.or(other.topic.carried_date)),
                (Some(a), Some(b)) if !a.excludes(b) && a.month.is_some() && b.month.is_some()
            );
            if !threads.agree(text, &one.topic, &other.topic, one.level.series) {
                return None;
            }
            // What was done there tells who was there only close by, or by its day.
            if other.weak
                && !(dated && one.topic.date.is_some()
                    || other.topic.leads && !same_sentence
                    || distance <= 1)
            {
                return None;
            }
            let bound = match one.level.tie {
                Tie::Predicate => same_sentence_fits(text, one, other),
                Tie::Definite => {
                    let vice = one.level.rank == DEPUTIES;
                    if same_sentence {
                        same_sentence_fits(text, one, other)
                    } else if vice || introduced {
                        dated && one.topic.date.is_some() && !(vice && other.weak)
                    } else {
                        true
                    }
                }
                Tie::Indefinite => same_sentence && same_sentence_fits(text, one, other),
            };
            let score = u32::from(same_sentence) * 40
                + u32::from(named) * 20
                + u32::from(dated) * 20
                + u32::from(other.topic.leads) * 8
                + u32::from(!other.weak) * 10
                + 8_u32.saturating_sub(u32::try_from(distance).unwrap_or(8));
            bound.then_some((score, other))
        })
        .collect();
    fits.sort_by_key(|(score, other)| (std::cmp::Reverse(*score), other.from));
    let mut shown: Vec<&Attendance> = Vec::new();
    for (_, other) in fits {
        if shown.len() < SHOWN && shown.iter().all(|one| one.sentence != other.sentence) {
            shown.push(other);
        }
    }
    shown
}

/// In one sentence, an attendance is of the same meeting unless words between
/// them part two meetings.
fn same_sentence_fits(text: &CheckText<'_>, one: &Told, other: &Attendance) -> bool {
    if one.sentence != other.sentence {
        return true;
    }
    let (from, until) = if other.from >= one.level.until {
        (one.level.until, other.from)
    } else {
        (other.until, one.level.from)
    };
    (from..until).all(|at| {
        !matches!(
            text.fold(at),
            "after"
                | "before"
                | "ahead"
                | "following"
                | "whom"
                | "while"
                | "instructed"
                | "agreed"
                | "followed"
                | "welcomed"
                | "progress"
                | "and"
                | ";"
                | "whereas"
        )
    }) || one.level.tie == Tie::Predicate && one.level.series
}

/// Attendances of a lower rank than a level claims, where they are all that came.
fn below<'a>(
    text: &CheckText<'_>,
    threads: &Threads,
    attended: &'a [Attendance],
    one: &Told,
) -> Vec<&'a Attendance> {
    if one.level.tie == Tie::Indefinite {
        return Vec::new();
    }
    let same = |other: &&Attendance| {
        threads.agree(text, &one.topic, &other.topic, one.level.series)
            && (one.level.from >= other.until || other.from >= one.level.until)
    };
    if attended
        .iter()
        .filter(same)
        .any(|other| other.is_high() && !other.weak && other.sentence != one.sentence)
    {
        return Vec::new();
    }
    let mut fits: Vec<&Attendance> = attended
        .iter()
        .filter(same)
        .filter(|other| other.all && other.rank < MINISTERS && other.rank < one.level.rank)
        .collect();
    fits.sort_by_key(|other| (other.sentence.abs_diff(one.sentence), other.from));
    fits.truncate(SHOWN);
    fits
}
