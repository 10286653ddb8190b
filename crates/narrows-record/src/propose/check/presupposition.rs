//! "First since …", "never before", "has not met since" against another one
//! that the text tells of.

use std::collections::BTreeSet;

use super::event::{EventDate, parties_of};
use super::{CheckText, Conflict};
use crate::propose::annotate::ToldDate;
use crate::propose::date::{DateBounds, Resolved, edtf_bounds};
use crate::propose::lexicon::numeral;
use crate::propose::mention::MentionType;
use jiff::ToSpan;
use jiff::civil::Date;

/// That there has been none from a day on, or none ever.
#[derive(Debug, Clone, Copy)]
struct Claim {
    from: usize,
    until: usize,
    /// The last day that may have had one; none where there never was one.
    after: Option<Date>,
    /// The date that the claim itself tells.
    own_date: Option<usize>,
    /// "since Camp David": a mark that is no date.
    unbounded: bool,
}

/// What happened: who, how many, which forum, where.
#[derive(Debug, Default)]
struct Profile {
    forums: BTreeSet<String>,
    who: BTreeSet<&'static str>,
    parties: Option<u8>,
    places: BTreeSet<String>,
    persons: BTreeSet<String>,
    visit: bool,
    topic: BTreeSet<String>,
}

/// Claims of one text beyond which the rest is not looked after.
const MOST: usize = 60;

/// Dates of one sentence that are looked at.
const MOST_DATES: usize = 12;

pub(super) fn check(text: &CheckText<'_>, conflicts: &mut Vec<Conflict>) {
    let mut claims = 0;
    for (number, from, until) in text.sentences() {
        let mut at = from;
        while at < until {
            let Some(claim) = claim_at(text, number, from, at, until) else {
                at += 1;
                continue;
            };
            at = claim.until.max(at + 1);
            claims += 1;
            if claims > MOST {
                return;
            }
            if let Some(other) = other_than_claimed(text, number, &claim) {
                conflicts.push(Conflict {
                    kind: "presupposition_conflict",
                    severity: "error",
                    sides: vec![(claim.from, claim.until), other],
                    confidence: 0.75,
                    reason: "Said to be the first, or none since then, but the text tells of another one."
                        .to_owned(),
                });
            }
        }
    }
}

fn claim_at(
    text: &CheckText<'_>,
    number: usize,
    from: usize,
    at: usize,
    until: usize,
) -> Option<Claim> {
    let fold = |at: usize| text.fold(at);
    let met = |at: usize| {
        matches!(
            fold(at),
            "met"
                | "held"
                | "convened"
                | "gathered"
                | "visited"
                | "talked"
                | "sat"
                | "taken"
                | "meeting"
                | "meetings"
                | "ministerial"
                | "summit"
                | "talks"
                | "session"
                | "round"
                | "visit"
                | "dialogue"
                | "happened"
                | "trip"
                | "gathering"
                | "conversation"
                | "occasion"
                | "time"
        )
    };
    match fold(at) {
        "first" | "first-ever" => {
            if at > from && matches!(fold(at - 1), "at" | "the first") {
                return None;
            }
            let limit = until.min(at + 22);
            let clause = (at..limit)
                .find(|at| matches!(fold(*at), ";" | "—" | "–" | "but" | "although" | "while"))
                .unwrap_or(limit);
            let time = (at..until.min(at + 9)).any(met);
            if let Some(since) = (at..clause).find(|at| fold(*at) == "since") {
                return Some(bounded(text, number, at, since, until));
            }
            if let Some((mark, after)) = span_before(text, at, clause).filter(|_| time) {
                return Some(Claim {
                    from: at,
                    until: mark,
                    after: Some(after),
                    own_date: None,
                    unbounded: false,
                });
            }
            let ever = fold(at) == "first-ever"
                || matches!(fold(at + 1), "ever")
                || text.words.is_hyphen(at + 1) && fold(at + 2) == "ever"
                || fold(at + 1) == "time"
                    && (at > from && fold(at - 1) == "the")
                    && (at + 1..until.min(at + 9)).chain(from..at).any(|at| {
                        matches!(
                            fold(at),
                            "met"
                                | "meet"
                                | "gathered"
                                | "convened"
                                | "held"
                                | "meeting"
                                | "together"
                        )
                    });
            ever.then(|| Claim {
                from: at,
                until: noun_end(text, at, until),
                after: None,
                own_date: None,
                unbounded: false,
            })
        }
        "never" => (at + 1..until.min(at + 5))
            .find(|at| met(*at))
            .map(|verb| Claim {
                from: at,
                until: (verb + 1).max(at + 2),
                after: None,
                own_date: None,
                unbounded: false,
            }),
        "not" | "no" | "n't" | "without" => {
            let verb = (at + 1..until.min(at + 5)).find(|at| met(*at))?;
            let limit = until.min(verb + 10);
            if let Some(since) = (verb..limit).find(|at| fold(*at) == "since") {
                return Some(bounded(text, number, at, since, until));
            }
            let (mark, after) = span_before(text, verb, limit)?;
            Some(Claim {
                from: at,
                until: mark,
                after: Some(after),
                own_date: None,
                unbounded: false,
            })
        }
        _ => None,
    }
}

/// "… since DATE".
fn bounded(text: &CheckText<'_>, number: usize, at: usize, since: usize, until: usize) -> Claim {
    let date = text.annotations.dates[number]
        .iter()
        .filter(|date| date.from > since && date.from < until.min(since + 9))
        .find_map(|date| bounds_of(date).map(|bounds| (date.from, bounds)));
    let end = (since + 1..until)
        .find(|at| matches!(text.fold(*at), "," | "." | ";" | "at"))
        .unwrap_or(until);
    Claim {
        from: at,
        until: end,
        after: date.and_then(|(_, bounds)| bounds.upper),
        own_date: date.map(|(from, _)| from),
        unbounded: date.is_none(),
    }
}

/// "in five years", "for two years": back from the day of the text.
fn span_before(text: &CheckText<'_>, from: usize, until: usize) -> Option<(usize, Date)> {
    let preposition = (from..until).find(|at| {
        matches!(text.fold(*at), "in" | "for")
            && (at + 1..at + 5).any(|at| {
                matches!(
                    text.fold(at),
                    "years" | "months" | "year" | "decade" | "decades"
                )
            })
            && !matches!(text.fold(at + 1), "the")
    })?;
    let unit = (preposition + 1..preposition + 5).find(|at| {
        matches!(
            text.fold(*at),
            "years" | "months" | "year" | "decade" | "decades"
        )
    })?;
    let count = (preposition + 1..unit)
        .find_map(|at| numeral(text.fold(at)))
        .or_else(|| {
            (preposition + 1..unit)
                .any(|at| matches!(text.fold(at), "a" | "the" | "nearly" | "over"))
                .then_some(1)
        })?;
    let count = i32::try_from(count.min(200)).ok()?;
    let day = text.day()?;
    let after = match text.fold(unit) {
        "months" => day.checked_sub(count.months()),
        "years" | "year" => day.checked_sub(count.years()),
        _ => day.checked_sub((count * 10).years()),
    };
    // Told roughly: a few weeks nearer.
    let after = after.ok()?.checked_add(20.days()).ok()?;
    Some((unit + 1, after))
}

fn noun_end(text: &CheckText<'_>, at: usize, until: usize) -> usize {
    (at + 1..until.min(at + 9))
        .find(|at| {
            matches!(
                text.fold(*at),
                "," | "."
                    | ";"
                    | "took"
                    | "was"
                    | "on"
                    | "that"
                    | "at"
                    | "in"
                    | "to"
                    | "held"
                    | "will"
            )
        })
        .unwrap_or_else(|| until.min(at + 4))
        .max(at + 1)
}

fn bounds_of(date: &ToldDate) -> Option<DateBounds> {
    match &date.resolved {
        Resolved::Edtf(edtf) => edtf_bounds(edtf),
        _ => None,
    }
}

fn profile(text: &CheckText<'_>, number: usize, from: usize, until: usize) -> Profile {
    let mut profile = Profile {
        parties: parties_of(text.words, from, until).or_else(|| number_of_names(text, from, until)),
        ..Profile::default()
    };
    for at in from..until {
        let who = match text.fold(at) {
            "leaders" | "presidents" | "president" | "premiers" | "summit" | "prime" => "leaders",
            "ministers" | "ministerial" | "minister" | "secretary" | "secretaries" => {
                let start = at.saturating_sub(2).max(from);
                if (start..at).any(|at| matches!(text.fold(at), "vice" | "deputy" | "prime")) {
                    continue;
                }
                "ministers"
            }
            "vice" | "vice-ministerial" | "deputies" => "deputies",
            "officials" | "working" | "experts" => "officials",
            "visit" | "visited" | "trip" | "traveled" | "travelled" | "toured" | "tour" => {
                profile.visit = true;
                continue;
            }
            _ => {
                let fold = text.fold(at);
                if fold.chars().count() >= 5 && !is_common(fold) {
                    profile.topic.insert(fold.to_owned());
                }
                continue;
            }
        };
        profile.who.insert(who);
    }
    for found in &text.annotations.found[number] {
        if found.from < from || found.until > until {
            continue;
        }
        match found.kind {
            MentionType::Forum => {
                profile.forums.insert(
                    found
                        .id
                        .clone()
                        .unwrap_or_else(|| text.words.folded(found.from, found.until)),
                );
            }
            MentionType::Place => {
                profile
                    .places
                    .insert(text.words.folded(found.from, found.until));
            }
            _ => {}
        }
    }
    profile
}

fn is_common(fold: &str) -> bool {
    matches!(
        fold,
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
            | "after"
            | "before"
            | "never"
            | "time"
            | "years"
            | "months"
            | "wednesday"
            | "countries"
            | "would"
            | "about"
            | "where"
            | "other"
            | "talks"
            | "united"
            | "states"
            | "japan"
            | "south"
            | "korea"
            | "tokyo"
            | "seoul"
            | "sides"
            | "january"
            | "february"
            | "march"
            | "april"
            | "august"
            | "september"
            | "october"
            | "november"
            | "december"
    )
}

/// Another one, dated after the mark and before the text's own event.
fn other_than_claimed(
    text: &CheckText<'_>,
    number: usize,
    claim: &Claim,
) -> Option<(usize, usize)> {
    let range = &text.words.sentences[number];
    let mut claimed = profile(text, number, range.from, range.until);
    // "it … the pair's first": they are named in the sentence before.
    let points = (range.from..claim.until).any(|at| {
        matches!(
            text.fold(at),
            "it" | "pair" | "they" | "two" | "three" | "this"
        )
    });
    if points
        && let Some(before) = number.checked_sub(1)
        && let Some(range) = text.words.sentences.get(before)
    {
        claimed
            .persons
            .extend(profile(text, before, range.from, range.until).persons);
    }
    let now = text.day();
    let low = number.saturating_sub(14);
    let high = (number + 15).min(text.words.sentences.len());
    let order = (number..high).chain((low..number).rev());
    for sentence in order {
        let range = &text.words.sentences[sentence];
        let start = if sentence == number {
            // Behind the claim, in the same sentence: "although …".
            (claim.until..range.until)
                .find(|at| {
                    matches!(
                        text.fold(*at),
                        "although" | "though" | "but" | "while" | "despite"
                    )
                })
                .unwrap_or(range.until)
        } else {
            range.from
        };
        if start >= range.until || !text.words.kind_of(range).makes_statements() {
            continue;
        }
        for date in text.annotations.dates[sentence].iter().take(MOST_DATES) {
            if date.from < start || date.future || Some(date.from) == claim.own_date {
                continue;
            }
            let Some(bounds) = bounds_of(date) else {
                continue;
            };
            let (Some(lower), Some(upper)) = (bounds.lower, bounds.upper) else {
                continue;
            };
            let fine = upper
                .since((jiff::Unit::Day, lower))
                .is_ok_and(|span| span.get_days() <= 31);
            let later = claim.after.is_none_or(|after| lower > after);
            let own = now.is_some_and(|now| {
                now.since((jiff::Unit::Day, upper))
                    .is_ok_and(|span| span.get_days() <= 3)
            });
            if !fine
                || !later
                || own
                || (claim.unbounded
                    && now.is_none()
                    && claimed.forums.is_empty()
                    && claimed.parties.is_none())
            {
                continue;
            }
            if matches!(
                text.fold(date.from.saturating_sub(1)),
                "since" | "until" | "for" | "by" | "from"
            ) {
                continue;
            }
            if let Some(other) =
                meeting_near(text, (number, sentence), start, date, claim, &claimed)
            {
                return Some((other.min(date.from), date.until.max(other + 1)));
            }
        }
    }
    None
}

/// A meeting in the sentence of a date, of the same kind as claimed.
fn meeting_near(
    text: &CheckText<'_>,
    (claim_sentence, sentence): (usize, usize),
    start: usize,
    date: &ToldDate,
    claim: &Claim,
    claimed: &Profile,
) -> Option<usize> {
    let range = &text.words.sentences[sentence];
    let told = profile(text, sentence, start, range.until);
    let verb = (start..range.until).find(|at| {
        matches!(
            text.fold(*at),
            "met"
                | "held"
                | "gathered"
                | "sat"
                | "convened"
                | "discussed"
                | "talked"
                | "hosted"
                | "visited"
                | "traveled"
                | "toured"
                | "assembled"
                | "co-chaired"
                | "conferred"
                | "huddled"
        ) || text.fold(*at) == "took" && text.fold(*at + 1) == "place"
    });
    let promised = (start..range.until).any(|at| {
        matches!(
            text.fold(at),
            "promised" | "planned" | "scheduled" | "expected" | "plan" | "next" | "agreed"
        )
    });
    let meeting = text.annotations.found[sentence]
        .iter()
        .find(|found| found.kind == MentionType::Meeting && found.from >= start)
        .map(|found| (found.from, found.until));
    let anchor = meeting.map(|span| span.0).or(verb)?;
    let same_persons = claimed.persons.intersection(&told.persons).count() >= 2;
    let visited = (start..range.until).any(|at| {
        matches!(
            text.fold(at),
            "visited" | "traveled" | "travelled" | "toured"
        )
    });
    if claimed.visit {
        // A place within a sentence of the claim may go without its name.
        let place = claimed.places.intersection(&told.places).next().is_some()
            || claimed.places.is_empty() && told.places.is_empty();
        let who = claimed.who.intersection(&told.who).next().is_some();
        let nation = claimed.topic.intersection(&told.topic).next().is_some();
        return (visited && place && who && nation)
            .then_some(anchor)
            .filter(|_| claim_nations_agree(text, claim_sentence, sentence));
    }
    if visited || promised && verb.is_none_or(|verb| verb > date.from) {
        return None;
    }
    let other_parties =
        claimed.parties.is_some() && told.parties.is_some() && claimed.parties != told.parties;
    let other_who = !claimed.who.is_empty()
        && !told.who.is_empty()
        && claimed.who.intersection(&told.who).next().is_none();
    let other_forum = !told.forums.is_empty()
        && (claimed.forums.is_empty()
            || claimed.forums.intersection(&told.forums).next().is_none())
        && !told.forums.iter().all(|id| id == "jpn-kor-usa");

    let goes_on = sentence == claim_sentence + 1
        && (start..range.until.min(start + 6)).any(|at| {
            matches!(
                text.fold(at),
                "they" | "three" | "two" | "pair" | "both" | "its" | "it"
            )
        });
    let same_forum = claimed.forums.intersection(&told.forums).next().is_some();
    let same_parties = claimed.parties.is_some() && told.parties == claimed.parties;
    let same_who = claimed.who.intersection(&told.who).next().is_some();
    let shared = claimed.topic.intersection(&told.topic).count();
    // Posts in the mark ("since the April summit") do not tell who met.
    let same_subject = same_parties && shared >= 2;
    if !same_persons && (other_parties || other_forum || other_who && !same_subject) {
        return None;
    }
    // "discussed" alone is a meeting only on the same topic.
    let only_discussed = verb.is_some_and(|verb| matches!(text.fold(verb), "discussed" | "talked"))
        && meeting.is_none();
    let same = if same_persons {
        true
    } else if only_discussed {
        shared >= 1 && (same_parties || shared >= 2 || goes_on)
    } else if claimed.forums.is_empty() {
        goes_on
            || same_parties
            || shared >= 2
            || same_who && claimed.parties == told.parties && sentence.abs_diff(claim_sentence) <= 6
    } else {
        same_forum || goes_on || shared >= 3 && same_parties
    };
    if !same {
        return None;
    }
    // The claim's own meeting is not another one.
    let numbered = meeting.is_some_and(|(from, until)| {
        (from..until).any(|at| {
            crate::propose::lexicon::ordinal(text.fold(at)).is_some_and(|number| number > 1)
        })
    });
    let earlier = (start..range.until).any(|at| {
        matches!(
            text.fold(at),
            "had" | "last" | "previous" | "previously" | "already" | "earlier"
        )
    });
    let definite_self = !numbered
        && !earlier
        && meeting.is_some_and(|(from, _)| {
            matches!(text.fold(from.saturating_sub(1)), "this" | "the") && verb.is_none()
        });
    // Without a mark, only what is clearly told as past is another one.
    let weak = claim.unbounded && !numbered && !earlier && verb.is_none() && meeting.is_none();
    (!definite_self && !weak).then_some(match verb {
        Some(verb) if verb < anchor => verb,
        _ => anchor,
    })
}

/// Visits by people of two nations are two things.
fn claim_nations_agree(text: &CheckText<'_>, claim: usize, other: usize) -> bool {
    let nations = |sentence: usize| -> BTreeSet<String> {
        text.annotations.found[sentence]
            .iter()
            .filter(|found| found.kind == MentionType::Norp)
            .map(|found| text.words.folded(found.from, found.until))
            .collect()
    };
    let (a, b) = (nations(claim), nations(other));
    a.is_empty() || b.is_empty() || a.intersection(&b).next().is_some()
}

fn number_of_names(text: &CheckText<'_>, start: usize, until: usize) -> Option<u8> {
    (start..until).find_map(|at| match text.fold(at) {
        "three"
            if !matches!(
                text.fold(at + 1),
                "years" | "months" | "times" | "days" | "companies"
            ) =>
        {
            Some(3)
        }
        "two"
            if matches!(
                text.fold(at + 1),
                "ministers"
                    | "leaders"
                    | "met"
                    | "men"
                    | "industry"
                    | "foreign"
                    | "trade"
                    | "governments"
            ) =>
        {
            Some(2)
        }
        "pair" | "both" | "bilateral" => Some(2),
        _ => None,
    })
}

impl CheckText<'_> {
    /// The day on which what the text opens with took place, as far as it tells.
    pub(super) fn day(&self) -> Option<Date> {
        self.events
            .iter()
            .filter(|event| event.opens)
            .find_map(|event| {
                event
                    .date
                    .as_ref()
                    .and_then(|date: &EventDate| date.bounds.lower)
            })
            .or(self.dateline)
    }
}
