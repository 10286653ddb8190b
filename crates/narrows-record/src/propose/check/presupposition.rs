//! "First since …" against another one that the text tells of.

use super::event::{EventDate, parties_of};
use super::{CheckText, Conflict};
use crate::propose::date::{DateBounds, Resolved, edtf_bounds};
use crate::propose::mention::MentionType;

pub(super) fn check(text: &CheckText<'_>, conflicts: &mut Vec<Conflict>) {
    for (number, from, until) in text.sentences() {
        let Some(first) = (from..until)
            .find(|at| text.fold(*at) == "first" && !(*at > from && text.fold(at - 1) == "at"))
        else {
            continue;
        };
        let Some(since) = (first..until.min(first + 20)).find(|at| text.fold(*at) == "since")
        else {
            continue;
        };
        let after = since_date(text, number, since, until);
        let parties =
            parties_of(text.words, first, since).or_else(|| three_names(text, first, until));
        if let Some(other) = other_since(text, number, first, since, after, parties) {
            let end = claim_end(text, since, until);
            conflicts.push(Conflict {
                kind: "presupposition_conflict",
                severity: "error",
                sides: vec![(first, end), other],
                confidence: 0.75,
                reason: "said to be the first since then, but the text tells of one in between."
                    .to_owned(),
            });
        }
    }
}

fn claim_end(text: &CheckText<'_>, since: usize, until: usize) -> usize {
    (since..until)
        .find(|at| matches!(text.fold(*at), "," | "." | ";" | "at"))
        .unwrap_or(until)
}

/// From when on there has been none.
fn since_date(
    text: &CheckText<'_>,
    number: usize,
    since: usize,
    until: usize,
) -> Option<DateBounds> {
    text.annotations.dates[number]
        .iter()
        .filter(|date| date.from > since && date.from < until.min(since + 9))
        .find_map(|date| match &date.resolved {
            Resolved::Edtf(edtf) => edtf_bounds(edtf),
            _ => None,
        })
}

/// Another meeting of the kind, dated after "since".
fn other_since(
    text: &CheckText<'_>,
    number: usize,
    first: usize,
    since: usize,
    after: Option<DateBounds>,
    parties: Option<u8>,
) -> Option<(usize, usize)> {
    let topic: Vec<String> = (first + 1..since)
        .chain(since..text.words.sentences[number].until)
        .map(|at| text.fold(at).to_owned())
        .filter(|fold| {
            fold.chars().count() >= 5
                && !matches!(
                    fold.as_str(),
                    "since"
                        | "first"
                        | "their"
                        | "which"
                        | "there"
                        | "meeting"
                        | "three"
                        | "summit"
                        | "washington"
                        | "camp"
                        | "david"
                        | "ministry"
                )
        })
        .collect();
    let low = number.saturating_sub(12);
    let high = (number + 13).min(text.words.sentences.len());
    for sentence in low..high {
        let range = &text.words.sentences[sentence];
        let start = if sentence == number {
            // Behind the claim, in the same sentence: "although …".
            (since..range.until)
                .find(|at| matches!(text.fold(*at), "although" | "though" | "but" | "while"))
                .unwrap_or(range.until)
        } else {
            range.from
        };
        if start >= range.until || !text.words.kind_of(range).makes_statements() {
            continue;
        }
        for date in &text.annotations.dates[sentence] {
            if date.from < start || date.future {
                continue;
            }
            let Resolved::Edtf(edtf) = &date.resolved else {
                continue;
            };
            let Some(bounds) = edtf_bounds(edtf) else {
                continue;
            };
            let point = EventDate {
                from: date.from,
                until: date.until,
                bounds,
                month: None,
                carried: false,
            };
            let later = match (after.and_then(|after| after.upper), point.bounds.lower) {
                (Some(after), Some(lower)) => lower > after,
                (None, Some(_)) => true,
                _ => false,
            };
            // A year alone says too little, and "since" must not be its own date.
            let fine = matches!((bounds.lower, bounds.upper), (Some(lower), Some(upper)) if upper.since((jiff::Unit::Day, lower)).is_ok_and(|span| span.get_days() <= 31));
            if !later || !fine {
                continue;
            }
            if let Some(other) =
                meeting_near(text, (number, sentence), start, date.from, parties, &topic)
            {
                return Some((other.min(date.from), date.until.max(other + 1)));
            }
        }
    }
    None
}

/// A meeting told before a date in its sentence, of the same number of parties
/// or on the same topic.
fn meeting_near(
    text: &CheckText<'_>,
    (claim, sentence): (usize, usize),
    start: usize,
    date: usize,
    parties: Option<u8>,
    topic: &[String],
) -> Option<usize> {
    let range = &text.words.sentences[sentence];
    let met = (start..range.until).find(|at| {
        matches!(
            text.fold(*at),
            "met" | "held" | "gathered" | "sat" | "convened" | "discussed" | "talked" | "hosted"
        )
    });
    let meeting = text.annotations.found[sentence]
        .iter()
        .find(|found| found.kind == MentionType::Meeting && found.from >= start)
        .map(|found| (found.from, found.until));
    let anchor = meeting.map(|span| span.0).or(met)?;
    // The same number of parties, or words of the topic in common.
    let here =
        parties_of(text.words, start, range.until).or_else(|| three_names(text, start, date));
    let same_parties = parties.is_some() && here == parties;
    let shared = topic
        .iter()
        .filter(|word| (start..range.until).any(|at| text.fold(at) == word.as_str()))
        .count();
    let forum = |at: usize| {
        text.annotations.found[at]
            .iter()
            .filter(|found| found.kind == MentionType::Forum)
            .filter_map(|found| found.id.clone())
            .collect::<Vec<_>>()
    };
    let same_forum = forum(claim).iter().any(|id| forum(sentence).contains(id));
    // "In March, they gathered in Honolulu": the next sentence goes on about them.
    let goes_on = sentence == claim + 1
        && met.is_some()
        && (start..range.until.min(start + 6))
            .any(|at| matches!(text.fold(at), "they" | "three" | "two" | "pair" | "both"));
    let other_parties = parties.is_some() && here.is_some() && here != parties;
    if other_parties || !(same_parties || shared >= 2 || same_forum || goes_on) {
        return None;
    }
    // The claim's own meeting is not another one.
    let numbered = meeting.is_some_and(|(from, until)| {
        (from..until).any(|at| {
            crate::propose::lexicon::ordinal(text.fold(at)).is_some_and(|number| number > 1)
        })
    });
    let definite_self = !numbered
        && meeting.is_some_and(|(from, _)| {
            matches!(text.fold(from.saturating_sub(1)), "this" | "the") && met.is_none()
        });
    (!definite_self).then_some(if met.is_some_and(|met| met < anchor) {
        start.max(met.unwrap_or(anchor))
    } else {
        anchor
    })
}

fn three_names(text: &CheckText<'_>, start: usize, until: usize) -> Option<u8> {
    (start..until).find_map(|at| match text.fold(at) {
        "three" => Some(3),
        "pair" | "both" => Some(2),
        _ => None,
    })
}
