//! A claim that there was none, against a sentence that tells of one in the
//! time that the claim excludes. Nothing here knows the words of one deed:
//! what the claim is about and what the other sentence is about are compared
//! term by term, and what tells the two apart is counted against them.

use std::collections::{BTreeMap, BTreeSet};

use super::absence_claim::{Absence, Denied, absences};
use super::absence_veto::fields_apart;
use super::absence_words::{Term, frequency, terms};
use super::event::event_date;
use super::party::Party;
use super::rank::{LEADERS, Ranks};
use super::{CheckText, Conflict};
use crate::propose::date::is_month_or_weekday;
use crate::propose::lexicon::ordinal;
use crate::propose::mention::MentionType;
use jiff::ToSpan;
use jiff::civil::Date;

/// Evidence from which two sentences tell of the same thing.
const ENOUGH: f64 = 2.8;

/// Evidence that outweighs what another check found for the same claim.
const SURE: f64 = 3.3;

/// The part of what is denied that the other sentence must tell of.
const COVERED: f64 = 0.5;

/// Words between what is denied and the time of the telling.
const REACH: usize = 18;

/// The weight beyond which a claim is long.
const LONG: f64 = 3.6;

pub(super) fn check(text: &CheckText<'_>, conflicts: &mut Vec<Conflict>) {
    let claims = absences(text);
    if claims.is_empty() {
        return;
    }
    let ranks = Ranks::of(text);
    let frequency = frequency(text, &ranks);
    for claim in &claims {
        let about = About::of(text, &ranks, &frequency, claim);
        let best = text
            .sentences()
            .filter(|(number, _, _)| *number != claim.sentence)
            .filter_map(|place| likeness(text, &ranks, &frequency, &claims, claim, &about, place))
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        let Some((score, side)) = best.filter(|(score, _)| *score >= ENOUGH) else {
            continue;
        };
        // Another check found the same telling by one word of it.
        let sentence = |at: usize| {
            text.words
                .sentences
                .partition_point(|sentence| sentence.until <= at)
        };
        if let Some(known) = conflicts.iter_mut().find(|known| {
            known.kind == "presupposition_conflict"
                && known.sides.len() == 2
                && sentence(known.sides[0].0) == claim.sentence
                && sentence(known.sides[1].0) == sentence(side.0)
        }) {
            let other = known.sides[1];
            known.sides[1] = (other.0.min(side.0), other.1.max(side.1));
            continue;
        }
        if score >= SURE
            && let Some(known) = conflicts.iter_mut().find(|known| {
                known.kind == "presupposition_conflict"
                    && known.sides.len() == 2
                    && sentence(known.sides[0].0) == claim.sentence
            })
        {
            known.sides = vec![(claim.from, claim.until), side];
            continue;
        }
        Conflict {
            kind: "presupposition_conflict",
            severity: "error",
            sides: vec![(claim.from, claim.until), side],
            confidence: (0.4 + score / 12.0).min(0.8),
            reason: match claim.denied {
                Denied::Deed => {
                    "Said to be the first, or that there was none, but the text tells of one."
                }
                Denied::Other => "Said to be the only one, but the text tells of another.",
                Denied::State => "Said not to be so, or no longer, but the text tells that it is.",
            }
            .to_owned(),
        }
        .add_new(conflicts);
    }
}

/// What a claim is about.
struct About {
    /// What is denied, with weights.
    focus: BTreeMap<String, f64>,
    /// Of whom or what.
    subject: BTreeMap<String, f64>,
    /// How the words of both begin, where a class stands for them.
    stems: BTreeSet<String>,
    /// "outside the United States": a country that does not count.
    outside: Option<String>,
    party: Party,
}

impl About {
    fn of(
        text: &CheckText<'_>,
        ranks: &Ranks,
        frequency: &BTreeMap<String, usize>,
        claim: &Absence,
    ) -> Self {
        let number = claim.sentence;
        let range = text.words.sentences[number];
        // The mark of "since" says when, not what.
        let edge = (claim.from..claim.until)
            .find(|at| *at > claim.from + 1 && text.fold(*at) == "since")
            .unwrap_or(claim.until);
        let weigh = |terms: Vec<Term>| -> BTreeMap<String, f64> {
            terms
                .into_iter()
                .map(|term| {
                    let weight = weight(&term.name, frequency);
                    (term.name, weight)
                })
                .collect()
        };
        // "the first such order in the history of the law"
        let edge = (claim.from..edge)
            .find(|at| {
                text.fold(*at) == "in"
                    && (text.fold(at + 1) == "history" || text.fold(at + 2) == "history")
                    || text.fold(*at) == "on"
                        && (text.fold(at + 2) == "day" || text.fold(at + 3) == "day")
            })
            .unwrap_or(edge);
        // "… for the first time, covering tungsten": what was denied stands before.
        let closes = text.fold(claim.from) == "first"
            && text.fold(claim.from + 1) == "time"
            && is_closed(text, claim.from + 2);
        let edge = if closes { claim.from + 2 } else { edge };
        let mut focus = weigh(terms(
            text,
            ranks,
            number,
            claim.from + 1,
            edge.max(claim.from + 1),
        ));
        let stems = terms(text, ranks, number, claim.subject, edge)
            .into_iter()
            .map(|term| term.stem)
            .collect();
        let outside = (claim.from..edge)
            .find(|at| matches!(text.fold(*at), "outside" | "beyond"))
            .and_then(|at| {
                terms(text, ranks, number, at, edge)
                    .into_iter()
                    .map(|term| term.name)
                    .find(|name| name.starts_with('@'))
            });
        if let Some(outside) = &outside {
            focus.remove(outside);
        }
        let mut subject = weigh(terms(text, ranks, number, claim.subject, claim.from));
        // "for the first time" stands behind what it denies.
        let negates = matches!(
            text.fold(claim.from),
            "not" | "no" | "n't" | "never" | "none" | "nobody"
        );
        let behind = (focus.is_empty() || edge <= claim.from + 3) && !negates;
        if behind {
            focus.append(&mut subject);
            if edge < range.until {
                let rest = terms(text, ranks, number, edge, range.until);
                subject = weigh(rest);
            }
        }
        // "there", "the country": the place of the sentences before.
        let points = (claim.subject..claim.until).any(|at| {
            text.fold(at) == "there" && !matches!(text.fold(at + 1), "is" | "was" | "were" | "are")
                || text.fold(at) == "the" && matches!(text.fold(at + 1), "country" | "capital")
        });
        if points {
            for back in number.saturating_sub(2)..number {
                let range = text.words.sentences[back];
                for term in terms(text, ranks, back, range.from, range.until) {
                    if term.name.starts_with('@') {
                        focus.insert(term.name, 0.5);
                    }
                }
            }
        }
        // "It was the first time": those of the sentence before.
        if let Some(before) = number.checked_sub(1)
            && matches!(
                text.fold(range.from),
                "it" | "this" | "that" | "they" | "he" | "she"
            )
        {
            let range = text.words.sentences[before];
            for term in terms(text, ranks, before, range.from, range.until) {
                if !focus.contains_key(&term.name) {
                    let weight = weight(&term.name, frequency) * 0.5;
                    subject.entry(term.name).or_insert(weight);
                }
            }
        }
        // "he", "his": the person told last.
        let pronoun = (claim.subject..claim.until)
            .any(|at| matches!(text.fold(at), "he" | "she" | "his" | "her" | "him"));
        let named = |terms: &BTreeMap<String, f64>| terms.keys().any(|name| name.starts_with('%'));
        if pronoun && !named(&focus) && !named(&subject) {
            let person = (number.saturating_sub(2)..=number).rev().find_map(|back| {
                let range = text.words.sentences[back];
                let until = range.until.min(claim.from);
                terms(text, ranks, back, range.from, until.max(range.from))
                    .into_iter()
                    .rfind(|term| term.name.starts_with('%'))
            });
            if let Some(person) = person {
                subject.insert(person.name, 0.6);
            }
        }
        // Who keeps away from a country does not visit it.
        if matches!(text.fold(claim.from), "kept" | "stayed" | "remained") {
            focus.insert("#visit".to_owned(), 1.0);
        }
        Self {
            focus,
            subject,
            stems,
            outside,
            party: Party::of(text, ranks, number, claim.subject, edge),
        }
    }
}

/// Nothing follows that would say what "the first time" is of.
fn is_closed(text: &CheckText<'_>, at: usize) -> bool {
    let fold = text.fold(at);
    is_month_or_weekday(fold)
        || !fold.chars().any(char::is_alphanumeric)
        || matches!(
            fold,
            "on" | "in"
                | "at"
                | "since"
                | "this"
                | "last"
                | "under"
                | "with"
                | "by"
                | "during"
                | "as"
                | "when"
                | "and"
                | "after"
                | "to"
                | "for"
                | "from"
                | "there"
                | "here"
        )
}

/// How much a term says: one that stands everywhere says little.
fn weight(name: &str, frequency: &BTreeMap<String, usize>) -> f64 {
    let often = frequency.get(name).copied().unwrap_or(1);
    match (name.as_bytes().first(), often) {
        (Some(b'#'), _) => 1.0,
        (Some(b'@'), 0..=3) => 0.6,
        (Some(b'@'), _) => 0.3,
        (Some(b'%'), _) => 0.6,
        (_, 0..=3) => 1.0,
        (_, 4..=6) => 0.8,
        _ => 0.6,
    }
}

/// How well a sentence tells of what a claim denies.
#[allow(clippy::too_many_arguments)]
fn likeness(
    text: &CheckText<'_>,
    ranks: &Ranks,
    frequency: &BTreeMap<String, usize>,
    claims: &[Absence],
    claim: &Absence,
    about: &About,
    (number, from, until): (usize, usize, usize),
) -> Option<(f64, (usize, usize))> {
    if !text
        .words
        .kind_of(&text.words.sentences[number])
        .makes_statements()
        || claims
            .iter()
            .any(|other| other.sentence == number && (!other.numbers || claim.numbers))
    {
        return None;
    }
    let told = terms(text, ranks, number, from, until);
    // Who is told of goes on from the sentence before.
    let carried = before_in_block(text, ranks, number);
    let names: BTreeSet<&str> = told
        .iter()
        .chain(&carried)
        .map(|term| term.name.as_str())
        .collect();
    // The very word says more than another one of its class.
    let same_word = |name: &str| {
        !name.starts_with('#')
            || told
                .iter()
                .any(|term| term.name == name && about.stems.contains(&term.stem))
    };
    let shared = |terms: &BTreeMap<String, f64>| -> f64 {
        terms
            .iter()
            .filter(|(name, _)| names.contains(name.as_str()))
            .map(|(name, weight)| {
                if same_word(name) {
                    *weight
                } else {
                    weight * 0.75
                }
            })
            .sum()
    };
    let elsewhere = about.outside.as_ref().is_some_and(|outside| {
        names
            .iter()
            .any(|name| name.starts_with('@') && name != outside)
    });
    if about.outside.is_some() && !elsewhere {
        return None;
    }
    // Of a long list not every word is told again.
    let whole = about.focus.values().sum::<f64>().min(LONG);
    let was_there = was_there(text, about, &told, &names);
    let focus = shared(&about.focus) + if was_there { 1.0 } else { 0.0 };
    let covered = if whole > 0.0 { focus / whole } else { 0.0 };
    if covered < COVERED {
        return None;
    }
    let hits: Vec<&Term> = told
        .iter()
        .filter(|term| about.focus.contains_key(&term.name))
        .collect();
    if hits.iter().any(|term| is_denied(text, from, term.at))
        || hits
            .iter()
            .any(|term| is_unreal(text, from, until, term.at))
    {
        return None;
    }
    let (time, mark) = time_told(text, claim, (number, from, until))?;
    // A long sentence tells of much; what is denied must stand near its time.
    let near = |at: usize| mark.is_none_or(|mark| mark.abs_diff(at) <= REACH);
    if hits.iter().filter(|term| near(term.at)).count() * 2 < hits.len().max(2)
        || same_occasion(text, claim, number)
        || forums_apart(text, claim.sentence, number)
        || claim.numbers && tells_later_number(text, from, until)
    {
        return None;
    }
    // What the text opens with is what an undated claim speaks of.
    let opens = !claim.dated
        && text.annotations.dates.iter().position(|dates| {
            dates
                .iter()
                .filter_map(event_date)
                .any(|date| date.is_day())
        }) == Some(number);
    if opens || claim.denied == Denied::Other && !tells_another(text, claim, (from, until), &hits) {
        return None;
    }
    let party = Party::of(text, ranks, number, from, until);
    // Those who come to a summit are leaders.
    let summit = !about.party.ranks.is_empty()
        && !about.party.ranks.contains(&LEADERS)
        && hits
            .iter()
            .filter(|term| term.name == "#meet")
            .min_by_key(|term| mark.map_or(0, |mark| mark.abs_diff(term.at)))
            .is_some_and(|term| text.fold(term.at) == "summit");
    if summit {
        return None;
    }
    let range = text.words.sentences[claim.sentence];
    if fields_apart(text, (range.from, range.until), (from, until)) {
        return None;
    }
    let counts_apart = matches!((about.party.count, party.count), (Some(a), Some(b)) if a != b);
    let ranks_apart = !about.party.ranks.is_empty()
        && !party.ranks.is_empty()
        && about.party.ranks.is_disjoint(&party.ranks);
    if counts_apart || ranks_apart {
        return None;
    }
    let hit = |mark: char, terms: &BTreeMap<String, f64>| {
        terms
            .keys()
            .any(|name| name.starts_with(mark) && names.contains(name.as_str()))
    };
    let is_plain = |name: &str| !name.starts_with(['#', '@', '%']);
    let objects = hits
        .iter()
        .map(|term| term.name.as_str())
        .filter(|name| is_plain(name))
        .collect::<BTreeSet<_>>()
        .len();
    let owned = about
        .subject
        .iter()
        .filter(|(name, weight)| is_plain(name) && **weight >= 0.8 && names.contains(name.as_str()))
        .count();
    let same_count = about.party.count.is_some() && about.party.count == party.count;
    let same_rank = !about.party.ranks.is_disjoint(&party.ranks);
    let persons = hit('%', &about.focus) || hit('%', &about.subject);
    let places = hit('@', &about.focus);
    let deed = hit('#', &about.focus) || was_there;
    // The same deed alone says nothing: its object, those who did it or the
    // place must be the same too.
    let grounded = if deed {
        objects >= 1 || owned >= 1 || same_count && same_rank || persons || places || elsewhere
    } else {
        objects >= 2
    };
    if !grounded {
        return None;
    }
    // "the inaugural summit": of whom, or of what, must be told again.
    let inaugural = text.fold(claim.from) == "inaugural";
    if inaugural && objects < 2 && !same_rank && !persons {
        return None;
    }
    if !same_count && acts_for_another(text, claim, about, &told, from) {
        return None;
    }
    let subject = shared(&about.subject).min(2.0);
    let mut score = focus + 0.5 * subject + time;
    if elsewhere {
        score += 1.0;
    }
    if same_count {
        score += 0.6;
    }
    if same_rank {
        score += 0.4;
    }
    // "the first round" may only count; more must agree.
    if claim.plain {
        score -= 0.8;
    }
    if std::env::var_os("DEBUG_ABSENCE").is_some() {
        eprintln!(
            "  {score:.2} cov {covered:.2} time {time} | {} || {} || {:?} ~ {:?}",
            text.words.quote(claim.from, claim.until).replace('\n', " "),
            text.words.quote(from, until).replace('\n', " "),
            about.focus,
            hits.iter()
                .map(|term| term.name.as_str())
                .collect::<Vec<_>>(),
        );
    }
    let _ = frequency;
    let low = hits.iter().map(|term| term.at).min()?;
    let high = hits.iter().map(|term| term.at + 1).max()?;
    Some((
        score,
        (low.saturating_sub(2).max(from), (high + 2).min(until)),
    ))
}

/// Evidence that a sentence tells of the time that is excluded; nothing where
/// it tells of another time.
fn time_told(
    text: &CheckText<'_>,
    claim: &Absence,
    (number, from, until): (usize, usize, usize),
) -> Option<(f64, Option<usize>)> {
    let now = claim.day;
    let mut dated = None;
    let mut outside = false;
    for date in &text.annotations.dates[number] {
        let mark = claim.denied == Denied::Deed
            && (date.from.saturating_sub(2)..date.from)
                .any(|at| matches!(text.fold(at), "since" | "until" | "by" | "before"))
            && text.fold(date.from.saturating_sub(1)) != "the";
        // "would be as good as last year": the date is past all the same.
        let past = event_date(date)
            .and_then(|told| told.bounds.upper)
            .zip(now)
            .is_some_and(|(upper, now)| upper < now);
        if date.future && !past || mark {
            outside = true;
            continue;
        }
        let Some(told) = event_date(date) else {
            continue;
        };
        match (told.bounds.lower, told.bounds.upper) {
            (Some(lower), Some(upper)) => {
                if is_within(claim, now, lower, upper) {
                    dated = Some((1.2, Some(date.from)));
                } else {
                    outside = true;
                }
            }
            _ if claim.after.is_none() && told.month.is_some() => {
                dated = Some((0.7, Some(date.from)));
            }
            _ => {}
        }
    }
    if dated.is_some() {
        return dated;
    }
    // "again": there was one before, whenever this one was.
    let again = !claim.numbers
        && claim.denied == Denied::Deed
        && claim.after.is_none()
        && (from..until).any(|at| {
            matches!(
                text.fold(at),
                "again" | "anew" | "resumed" | "repeatedly" | "renewed" | "reiterated" | "repeated"
            ) || matches!(text.fold(at), "second" | "third" | "fourth" | "fifth")
                && text.fold(at + 1) == "time"
                || text.fold(at) == "once" && text.fold(at + 1) == "more"
        });
    if again {
        return Some((0.9, None));
    }
    if claim.denied != Denied::Deed {
        return (!outside).then_some((0.0, None));
    }
    let recent = !claim.dated
        || match (now, text.dateline) {
            (Some(now), Some(dateline)) => dateline
                .checked_sub(20.days())
                .is_ok_and(|limit| now >= limit),
            (Some(_), None) => false,
            _ => true,
        };
    if outside || claim.after.is_some() || !recent {
        return None;
    }
    let earlier = (from..until).find(|at| {
        let at = *at;
        matches!(
            text.fold(at),
            "earlier"
                | "previous"
                | "previously"
                | "predecessor"
                | "predecessors"
                | "already"
                | "ago"
                | "recalled"
                | "remembered"
                | "former"
                | "again"
                | "repeated"
                | "second"
                | "third"
                | "once"
                | "twice"
                | "inaugural"
        ) || text.fold(at) == "last" && !matches!(text.fold(at + 1), "stake" | "word")
            || text.fold(at) == "opening" && !text.words.is_capital(at)
    });
    earlier.map(|at| (0.6, Some(at)))
}

/// The date of the other sentence is told with the claim too: both speak of
/// the same occasion.
fn same_occasion(text: &CheckText<'_>, claim: &Absence, other: usize) -> bool {
    let bounds = |number: usize| {
        text.annotations.dates[number]
            .iter()
            .filter(|date| text.fold(date.from.saturating_sub(1)) != "since")
            .filter_map(event_date)
            .filter(|date| date.month.is_some())
            .collect::<Vec<_>>()
    };
    let told = bounds(other);
    (claim.sentence.saturating_sub(1)..=claim.sentence)
        .filter(|number| *number != other)
        .flat_map(bounds)
        .any(|own| told.iter().any(|date| !date.excludes(&own)))
}

/// "Kim was in Washington": a visit of the person, told by no word for one.
fn was_there(text: &CheckText<'_>, about: &About, told: &[Term], names: &BTreeSet<&str>) -> bool {
    let person = about
        .focus
        .keys()
        .chain(about.subject.keys())
        .any(|name| name.starts_with('%') && names.contains(name.as_str()));
    about.focus.contains_key("#visit")
        && person
        && !names.contains("#visit")
        && told.iter().any(|term| {
            about.focus.contains_key(&term.name)
                && term.name.starts_with('@')
                && term.at > 0
                && matches!(
                    text.fold(term.at - 1),
                    "in" | "to" | "at" | "near" | "through"
                )
        })
}

/// "China imposed …" where the Commission is said to have done so never: who
/// is told to have acted is nobody of the claim.
fn acts_for_another(
    text: &CheckText<'_>,
    claim: &Absence,
    about: &About,
    told: &[Term],
    from: usize,
) -> bool {
    let anybody = claim.denied == Denied::Other
        || matches!(
            text.fold(claim.from),
            "no" | "none" | "nobody" | "neither" | "without" | "uninterrupted"
        );
    !anybody
        && !about.subject.is_empty()
        && told
            .iter()
            .find(|term| term.name.starts_with('@'))
            .filter(|term| {
                term.at <= from + 1
                    && !matches!(text.fold(term.at + 1), "'s" | "'")
                    && !matches!(
                        text.fold(term.at.saturating_sub(1)),
                        "in" | "at" | "on" | "from"
                    )
            })
            .is_some_and(|term| {
                !about.focus.contains_key(&term.name) && !about.subject.contains_key(&term.name)
            })
}

/// Both name a forum, and not the same one.
fn forums_apart(text: &CheckText<'_>, a: usize, b: usize) -> bool {
    let forums = |number: usize| {
        text.annotations.found[number]
            .iter()
            .filter(|found| found.kind == MentionType::Forum)
            .filter(|found| text.words.is_capital(found.from))
            .map(|found| {
                found
                    .id
                    .clone()
                    .unwrap_or_else(|| text.words.folded(found.from, found.until))
            })
            .collect::<BTreeSet<String>>()
    };
    let (a, b) = (forums(a), forums(b));
    !a.is_empty() && !b.is_empty() && a.is_disjoint(&b)
}

/// "the second round": the first one came before it and remains the first.
fn tells_later_number(text: &CheckText<'_>, from: usize, until: usize) -> bool {
    (from..until).any(|at| ordinal(text.fold(at)).is_some_and(|number| number > 1))
}

/// Persons and countries of the sentence before, in the same block.
fn before_in_block(text: &CheckText<'_>, ranks: &Ranks, number: usize) -> Vec<Term> {
    let sentences = &text.words.sentences;
    number
        .checked_sub(1)
        .filter(|before| sentences[*before].block == sentences[number].block)
        .map(|before| {
            let range = sentences[before];
            terms(text, ranks, before, range.from, range.until)
                .into_iter()
                .filter(|term| term.name.starts_with(['@', '%']))
                .collect()
        })
        .unwrap_or_default()
}

/// Where there is said to be only one: "a", "another", "the … that" with the
/// noun of the claim.
fn tells_another(
    text: &CheckText<'_>,
    claim: &Absence,
    (from, until): (usize, usize),
    hits: &[&Term],
) -> bool {
    let end = (claim.from + 1..claim.until)
        .find(|at| {
            matches!(
                text.fold(*at),
                "of" | "for"
                    | "in"
                    | "that"
                    | "to"
                    | "with"
                    | "on"
                    | "at"
                    | "from"
                    | "which"
                    | "where"
                    | "submitted"
                    | "held"
                    | "by"
                    | "who"
            )
        })
        .unwrap_or(claim.until);
    let head = text.fold(end - 1);
    let head: String = head.chars().take(4).collect();
    hits.len() >= 2
        && (from..until).any(|noun| {
            text.fold(noun).starts_with(&head)
                && !text.words.is_hyphen(noun + 1)
                && ((noun.saturating_sub(4).max(from)..noun).any(|at| {
                    matches!(
                        text.fold(at),
                        "a" | "an" | "another" | "other" | "second" | "two" | "three" | "several"
                    )
                }) || (noun + 1..noun + 3).any(|at| matches!(text.fold(at), "that" | "which"))
                    && text.fold(noun.saturating_sub(1)) == "the")
        })
}

fn is_within(claim: &Absence, now: Option<Date>, lower: Date, upper: Date) -> bool {
    let behind = claim.after.is_none_or(|after| lower > after);
    // What is so no longer is told of as of these days.
    if claim.denied == Denied::State {
        return now.is_some_and(|now| {
            now.checked_sub(60.days())
                .is_ok_and(|limit| lower >= limit && upper <= now)
        });
    }
    let before = now.is_none_or(|now| {
        let limit = if claim.denied == Denied::Deed { 3 } else { 0 };
        now.checked_sub(limit.days())
            .is_ok_and(|limit| upper < limit || claim.denied != Denied::Deed && upper <= limit)
    });
    behind && before
}

/// "had not met": the sentence denies it too.
fn is_denied(text: &CheckText<'_>, from: usize, at: usize) -> bool {
    (at.saturating_sub(5).max(from)..at).any(|at| {
        matches!(
            text.fold(at),
            "not"
                | "no"
                | "never"
                | "nobody"
                | "none"
                | "without"
                | "n't"
                | "nor"
                | "neither"
                | "will"
                | "would"
                | "could"
                | "should"
                | "might"
                | "shall"
                | "cannot"
        )
    })
}

/// What was only wanted, planned or broken off did not take place.
fn is_unreal(text: &CheckText<'_>, from: usize, until: usize, hit: usize) -> bool {
    (hit.saturating_sub(7).max(from)..until.min(hit + 5)).any(|at| {
        matches!(
            text.fold(at),
            "wanted"
                | "hoped"
                | "planned"
                | "plans"
                | "cancelled"
                | "canceled"
                | "postponed"
                | "scrapped"
                | "withdrew"
                | "withdrawn"
                | "failed"
                | "refused"
                | "rejected"
                | "instead"
                | "proposed"
                | "next"
                | "if"
                | "almost"
                | "nearly"
                | "unofficial"
                | "privately"
                | "alone"
                | "letter"
                | "letters"
                | "video"
                | "telephone"
                | "separately"
                | "bilaterally"
                | "deputies"
        ) || text.fold(at) == "called" && text.fold(at + 1) == "off"
            || text.fold(at) == "fell" && text.fold(at + 1) == "through"
    })
}
