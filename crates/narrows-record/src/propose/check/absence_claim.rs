//! Claims of absence, in whatever words: there was no X before, none since a
//! day, none but one, none any more, none as yet.

use super::CheckText;
use super::event::event_date;
use super::first_claim_read::{then_mark, years_back};
use crate::propose::date::is_month_or_weekday;
use jiff::ToSpan;
use jiff::civil::Date;

/// Claims of one text beyond which the rest is not looked after.
const MOST: usize = 40;

/// Days back to which a mark without a date surely does not reach.
const FRESH: i64 = 120;

/// What is denied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Denied {
    /// A deed in an excluded time: "the first", "never", "none since".
    Deed,
    /// Another thing of the kind: "the only".
    Other,
    /// A state of things: "no longer", "absent", "has yet to".
    State,
}

#[derive(Debug, Clone)]
pub(super) struct Absence {
    pub(super) sentence: usize,
    pub(super) denied: Denied,
    /// Where the clause of the claim begins.
    pub(super) subject: usize,
    /// Words of the claim itself.
    pub(super) from: usize,
    pub(super) until: usize,
    /// The last day on which there may have been one.
    pub(super) after: Option<Date>,
    /// By a number: "the first".
    pub(super) numbers: bool,
    /// By a number alone, which may only count: "the first round".
    pub(super) plain: bool,
    /// Told with a day of its own.
    pub(super) dated: bool,
    /// The day of what is said to be the first.
    pub(super) day: Option<Date>,
}

/// All claims of absence of a text.
pub(super) fn absences(text: &CheckText<'_>) -> Vec<Absence> {
    let mut all = Vec::new();
    for (number, from, until) in text.sentences() {
        let mut at = from;
        while at < until && all.len() < MOST {
            let Some(denied) = denied_at(text, from, at, until) else {
                at += 1;
                continue;
            };
            let end = clause_end(text, at, until);
            if let Some(absence) = read(text, number, denied, (from, at, end, until)) {
                all.push(absence);
            }
            at = end.max(at + 1);
        }
    }
    // A title says again what the text says; the text has the fuller words.
    all.sort_by_key(|absence| {
        let sentence = &text.words.sentences[absence.sentence];
        (
            !text.words.kind_of(sentence).makes_statements(),
            absence.from,
        )
    });
    all
}

fn denied_at(text: &CheckText<'_>, from: usize, at: usize, until: usize) -> Option<Denied> {
    let fold = |at: usize| text.fold(at);
    let before = if at > from { fold(at - 1) } else { "" };
    let ahead = |reach: usize, list: &[&str]| {
        (at + 1..until.min(at + reach)).any(|at| list.contains(&fold(at)))
    };
    match fold(at) {
        "first" | "first-ever" | "maiden" | "debut" | "unprecedented" | "inaugural"
            if !is_count(text, from, at) =>
        {
            Some(Denied::Deed)
        }
        "never" => Some(Denied::Deed),
        "none" | "nobody" | "neither" | "nor" | "no" | "not" | "n't" | "nowhere" => {
            let next = fold(at + 1);
            if next == "longer" || next == "more" || ahead(9, &["anymore"]) {
                Some(Denied::State)
            } else if matches!(next, "only" | "just" | "least")
                || !(at.saturating_sub(5).max(from)..until.min(at + 11))
                    .take_while(|word| *word < at || !matches!(fold(*word), ":" | ";" | ","))
                    .any(|at| {
                        matches!(
                            fold(at),
                            "has"
                                | "have"
                                | "had"
                                | "was"
                                | "were"
                                | "did"
                                | "been"
                                | "ever"
                                | "since"
                                | "predecessors"
                        )
                    })
            {
                None
            } else if ahead(16, &["ever", "before", "since", "once", "hitherto"])
                || ahead(14, &["far"])
                || ahead(3, &["yet"])
                    && (at.saturating_sub(3).max(from)..at)
                        .any(|at| matches!(fold(at), "has" | "have" | "had"))
                || ahead(20, &["until", "till"]) && ahead(20, &["now", "then"])
                || next == "once"
                || ahead(9, &["existed", "exists"])
                || ahead(5, &["such", "kind"]) && ahead(9, &["been", "held", "taken"])
                || (from..at).any(|at| {
                    matches!(fold(at), "until" | "since" | "hitherto")
                        || matches!(fold(at), "so") && fold(at + 1) == "far"
                })
                || fold(at) == "none" && next == "of" && ahead(5, &["predecessors"])
            {
                Some(Denied::Deed)
            } else {
                None
            }
        }
        "yet" if fold(at + 1) == "to" => Some(Denied::State),
        "only" | "sole" if matches!(before, "the" | "its" | "'s" | "their" | "his" | "her") => {
            (fold(at) == "sole" || !matches!(fold(at + 1), "one" | "way" | "thing" | "question"))
                .then_some(Denied::Other)
        }
        "absent" | "missing" | "unheard" | "untouched" | "ceased" | "dormant" | "avoided"
        | "shunned" => marked(text, from, until).then_some(Denied::Deed),
        "without"
            if matches!(
                fold(at + 1),
                "interruption" | "break" | "pause" | "exception"
            ) && marked(text, from, until) =>
        {
            Some(Denied::Deed)
        }
        "suspended" | "frozen" | "halted" | "stalled" | "idle" | "deadlocked" | "stopped"
        | "ice"
            if (at + 1..until.min(at + 6)).any(|at| fold(at) == "since") =>
        {
            Some(Denied::Deed)
        }
        "pause" | "hiatus" | "gap" | "lull" | "freeze" | "drought" | "silence" | "standstill"
        | "break" | "interruption" | "absence"
            if (at.saturating_sub(6).max(from)..until.min(at + 6)).any(|at| {
                matches!(
                    fold(at),
                    "year" | "years" | "month" | "months" | "decade" | "decades"
                )
            }) =>
        {
            Some(Denied::Deed)
        }
        "last" if since_last(text, at, until).is_some() => Some(Denied::Deed),
        "novelty" | "novum" | "premiere" | "precedent" if fold(at + 1) != "for" => {
            Some(Denied::Deed)
        }
        "lone" if before == "the" => Some(Denied::Other),
        "uninterrupted" | "uninterruptedly" if marked(text, from, until) => Some(Denied::Deed),
        "kept" | "stayed" | "stay" | "remained"
            if ahead(
                4,
                &[
                    "away", "out", "off", "aloof", "closed", "empty", "idle", "outside",
                ],
            ) && marked(text, from, until) =>
        {
            Some(Denied::Deed)
        }
        _ => None,
    }
}

/// "they last met in May 2022", "the last time was in 2019": none since then.
fn since_last(text: &CheckText<'_>, at: usize, until: usize) -> Option<usize> {
    let told = matches!(
        text.fold(at + 1),
        "time"
            | "one"
            | "such"
            | "met"
            | "held"
            | "convened"
            | "visited"
            | "gathered"
            | "sat"
            | "spoke"
            | "travelled"
            | "traveled"
            | "signed"
            | "issued"
            | "happened"
            | "took"
            | "came"
            | "talked"
            | "saw"
    );
    told.then(|| {
        (at + 2..until.min(at + 16)).find(|at| {
            text.fold(*at).len() == 4 && text.fold(*at).chars().all(|c| c.is_ascii_digit())
        })
    })
    .flatten()
}

/// A mark of the time in which there was none.
fn marked(text: &CheckText<'_>, from: usize, until: usize) -> bool {
    (from..until).any(|at| {
        matches!(text.fold(at), "since" | "hitherto" | "until" | "till")
            || text.fold(at) == "after" && text.fold(at + 1).starts_with("20")
            || text.fold(at) == "so" && text.fold(at + 1) == "far"
            || text.fold(at) == "up" && text.fold(at + 1) == "to"
    })
}

/// "first half", "at first", "first, …": no claim that there was none before.
fn is_count(text: &CheckText<'_>, from: usize, at: usize) -> bool {
    let before = if at > from { text.fold(at - 1) } else { "" };
    let next = text.fold(at + 1);
    matches!(
        before,
        "at" | "come" | "came" | "comes" | "one" | "be" | "were" | "are" | "twenty" | "thirty"
    ) || text.words.is_hyphen(at.saturating_sub(1))
        || text.words.is_hyphen(at + 1) && !matches!(text.fold(at + 2), "ever" | "time")
        || is_month_or_weekday(before)
        || matches!(
            next,
            "half"
                | "quarter"
                | "lady"
                | "minister"
                | "phase"
                | "step"
                | "line"
                | "day"
                | "days"
                | "hour"
                | "week"
                | "place"
                | "and"
                | "or"
                | "two"
                | "three"
                | "four"
                | "five"
                | "six"
                | "10"
                | "item"
                | "part"
                | "word"
                | "name"
                | "glance"
                | "sight"
                | "stage"
                | "deputy"
                | "vice"
                | "secretary"
                | "class"
                | "floor"
                | "ton"
                | "tonne"
                | "thing"
                | "aid"
        )
        // "was first drawn up": when, not the first of its kind.
        || matches!(before, "was" | "were" | "is" | "had" | "has" | "have")
            && (next.ends_with("ed") || next.ends_with("wn") || next.ends_with("en")
                || matches!(next, "met" | "held" | "put" | "set" | "sold" | "told" | "built"))
        || next == "," && before != "a" && text.fold(at + 2) != "since"
        || matches!(before, "to" | "the") && matches!(next, "is" | "was" | "carries" | ";" | ":")
}

/// Where the clause of a claim ends.
fn clause_end(text: &CheckText<'_>, at: usize, until: usize) -> usize {
    (at + 1..until)
        .find(|word| match text.fold(*word) {
            ":" => *word > at + 9,
            ";" | "—" => true,
            "but" | "although" | "though" | "whereas" | "while" => *word > at + 2,
            "," => {
                *word > at + 5
                    || *word > at + 2
                        && matches!(
                            text.fold(*word + 1),
                            "which" | "who" | "where" | "and" | "but" | "as" | "with" | "after"
                        )
                    || (*word + 1..until.min(*word + 8)).any(|at| {
                        matches!(
                            text.fold(at),
                            "said" | "says" | "told" | "noted" | "according" | "added" | "who"
                        )
                    })
            }
            "\"" => *word > at + 2,
            _ => false,
        })
        .unwrap_or(until)
}

fn clause_start(text: &CheckText<'_>, from: usize, at: usize) -> usize {
    (from..at)
        .rev()
        .find(|at| {
            matches!(
                text.fold(*at),
                ";" | ":" | "but" | "although" | "while" | "\""
            )
        })
        .map_or(from, |at| at + 1)
}

fn read(
    text: &CheckText<'_>,
    number: usize,
    denied: Denied,
    (from, at, end, until): (usize, usize, usize, usize),
) -> Option<Absence> {
    // "had yet to … when he came": of another time than the text's.
    if (at..until).any(|at| text.fold(at) == "when") && denied == Denied::State {
        return None;
    }
    // "had not yet done so": what it denies was told before.
    if (at + 1..at + 4)
        .any(|at| matches!(text.fold(at), "done" | "do") && text.fold(at + 1) == "so")
    {
        return None;
    }
    // "will hold its first meeting": nothing is said of the time before.
    if text.fold(at) == "first"
        && (at.saturating_sub(3).max(from)..at).any(|at| text.fold(at) == "will")
    {
        return None;
    }
    let subject = clause_start(text, from, at);
    let own = claim_day(text, number, from, at, until);
    let day = own.or_else(|| text.day());
    let since = (subject..until)
        .find(|word| text.fold(*word) == "since")
        .or_else(|| (at..end).find(|word| text.fold(*word) == "after"));
    let dates = &text.annotations.dates[number];
    let after = since.and_then(|since| {
        dates
            .iter()
            .filter(|date| date.from > since && date.from < since + 24)
            .filter_map(event_date)
            .find_map(|date| date.bounds.upper)
    });
    let after = after.or_else(|| {
        let year = since_last(text, at, until).filter(|_| text.fold(at) == "last")?;
        dates
            .iter()
            .filter(|date| date.from <= year && year < date.until)
            .filter_map(event_date)
            .find_map(|date| date.bounds.upper)
    });
    // "since then", "since that day": the last date told before.
    let after = match since.filter(|_| after.is_none()) {
        Some(since) => match text.fold(since + 1) {
            "then" | "that" | "those" => {
                Some(then_mark(text, number, at).and_then(|date| date.bounds.upper)?)
            }
            // A mark that no date tells: only what is fresh lies behind it.
            fold if fold.chars().all(char::is_alphanumeric) => {
                Some(day.or(text.dateline)?.checked_sub(FRESH.days()).ok()?)
            }
            _ => None,
        },
        None => after,
    };
    let this_year = (from..until)
        .find(|at| text.fold(*at) == "this" && text.fold(at + 1) == "year")
        .and(text.dateline)
        .and_then(|day| Date::new(day.year() - 1, 12, 31).ok());
    // "in almost 17 years": one at the edge of that time is not denied.
    let nearly = (at..until).any(|at| {
        matches!(
            text.fold(at),
            "almost" | "nearly" | "about" | "some" | "roughly" | "around"
        )
    });
    let span = years_back(text, at, until, day.or(text.dateline)).and_then(|edge| {
        if nearly {
            edge.checked_add(jiff::Span::new().months(9)).ok()
        } else {
            Some(edge)
        }
    });
    let numbers = matches!(
        text.fold(at),
        "first" | "first-ever" | "inaugural" | "maiden" | "debut"
    );
    let asserted = text.fold(at) == "first-ever"
        || text.words.is_hyphen(at + 1)
        || (at + 1..until.min(at + 24)).any(|at| {
            matches!(
                text.fold(at),
                "time" | "ever" | "since" | "such" | "kind" | "occasion" | "history" | "sort"
            )
        })
        || (subject..at).rev().take(6).any(|at| {
            matches!(
                text.fold(at),
                "was"
                    | "is"
                    | "were"
                    | "marked"
                    | "marks"
                    | "became"
                    | "as"
                    | "been"
                    | "his"
                    | "her"
                    | "its"
                    | "their"
                    | "makes"
                    | "made"
            )
        })
        || (at + 1..until.min(at + 10)).any(|at| {
            text.fold(at) == "to"
                || text.fold(at) == "in"
                    && matches!(text.fold(at + 2), "years" | "months" | "decades")
        });
    Some(Absence {
        numbers,
        plain: numbers && !asserted,
        sentence: number,
        denied,
        subject,
        from: at,
        until: end,
        after: after.or(span).or(this_year),
        dated: own.is_some(),
        day,
    })
}

/// The day of the claim: of its sentence, of the one before where "It" points
/// there, of the text.
fn claim_day(
    text: &CheckText<'_>,
    number: usize,
    from: usize,
    at: usize,
    until: usize,
) -> Option<Date> {
    let day_in = |number: usize, low: usize, high: usize| {
        text.annotations.dates[number]
            .iter()
            .filter(|date| date.from >= low && date.until <= high && !date.future)
            .filter(|date| {
                !(date.from.saturating_sub(3)..date.from).any(|at| {
                    matches!(
                        text.fold(at),
                        "since" | "until" | "after" | "before" | "from" | "by"
                    )
                }) && !(at..date.from).any(|at| text.fold(at) == "since")
            })
            .filter_map(event_date)
            .filter_map(|date| date.bounds.lower)
            .max()
    };
    let points = matches!(text.fold(from), "it" | "this" | "that" | "they");
    day_in(number, from, at)
        .or_else(|| {
            let before = number.checked_sub(1)?;
            let range = text.words.sentences[before];
            points
                .then(|| day_in(before, range.from, range.until))
                .flatten()
        })
        .or_else(|| day_in(number, at, until))
}
