//! Noun phrases for what goes by numbers: meetings, the bodies that meet, and
//! what comes out in a row, with the words that say which series it is.

use std::collections::BTreeSet;

use super::super::CheckText;
use super::super::event::MeetingLevel;
use super::nouns::{is_body, is_plain, is_stop, lemma, stem};
use crate::propose::gazetteer::{EntryKind, Gazetteer};
use crate::propose::lexicon::ordinal;
use crate::propose::mention::MentionType;
use crate::propose::words::Shape;

/// Words before a noun that are looked at.
const LEFT: usize = 10;

/// Words of "of the … Partnership" that are looked at.
const RIGHT: usize = 12;

/// A noun phrase of a series.
#[derive(Debug, Clone, Default)]
pub(super) struct Phrase {
    pub(super) sentence: usize,
    pub(super) from: usize,
    pub(super) head: usize,
    /// Its nouns, in the singular: `meeting` and, behind "of", `committee`.
    pub(super) heads: BTreeSet<String>,
    /// Words that tell one series from another.
    pub(super) keys: BTreeSet<String>,
    pub(super) forum: Option<String>,
    pub(super) economies: BTreeSet<String>,
    /// Economies that the sentence names before it.
    pub(super) around: BTreeSet<String>,
    pub(super) level: Option<MeetingLevel>,
    pub(super) plural: bool,
    /// The word that determines it: "the", "this", "its".
    pub(super) determiner: String,
    /// In person, online, special: numbered among its like only.
    pub(super) narrow: bool,
    /// It may not have been told before; it surely has not.
    pub(super) introduced: bool,
    pub(super) other: bool,
    /// What it points at is only guessed.
    pub(super) unsure: bool,
    /// "their third meeting", where the sentence says whose: a level, countries.
    pub(super) owned: bool,
    /// … and opens with the name of a body or place.
    pub(super) owner_named: bool,
    /// The rank of those whom the sentence names before it.
    pub(super) rank: Option<MeetingLevel>,
    /// A number alone, without a noun.
    pub(super) elliptic: bool,
    /// The claim that it was told of first; one that points at it has its own.
    pub(super) series: Option<usize>,
}

impl Phrase {
    /// Nothing says of which series it is.
    pub(super) fn is_bare(&self) -> bool {
        self.keys.is_empty() && self.forum.is_none()
    }

    /// Makes it a series of its own.
    pub(super) fn stand_alone(&mut self) {
        self.keys.insert(format!("#{}", self.head));
    }

    /// Takes the series from a phrase that it points at.
    pub(super) fn take_series(&mut self, other: &Self) {
        self.keys.extend(other.keys.iter().cloned());
        self.heads.extend(other.heads.iter().cloned());
        if self.forum.is_none() {
            self.forum.clone_from(&other.forum);
        }
        if self.series.is_none() {
            self.series = other.series;
        }
        if self.economies.is_empty() {
            self.economies.clone_from(&other.economies);
        }
        if self.level.is_none() {
            self.level = other.level;
        }
        self.unsure |= other.unsure;
    }
}

/// Every phrase of a sentence, in its order.
pub(super) fn phrases(
    text: &CheckText<'_>,
    number: usize,
    (from, until): (usize, usize),
    countries: &[Country],
) -> Vec<Phrase> {
    let mut phrases: Vec<Phrase> = Vec::new();
    for head in from..until {
        let Some((noun, plural)) = lemma(text.fold(head)) else {
            continue;
        };
        let next_is_head =
            head + 1 < until && lemma(text.fold(head + 1)).is_some() && text.fold(head) != "talks";
        if next_is_head || text.words.is_hyphen(head + 1) {
            continue;
        }
        // "ministerial statement", "working groups" are of other things.
        if matches!(noun, "ministerial" | "plenary") && is_noun_after(text, head + 1, until) {
            continue;
        }
        // "the Group of Seven" is read as a forum; "is meeting" is a verb.
        if noun == "meeting"
            && head > from
            && matches!(text.fold(head - 1), "was" | "were" | "is" | "are" | "been")
        {
            continue;
        }
        let mut phrase = read(text, number, (from, until), head, countries);
        phrase.heads.insert(noun.to_owned());
        phrase.plural = plural;
        phrase.other = !plural && is_other(text, &phrase);
        if phrase.is_bare() && !plural {
            phrase.introduced = phrase.other || is_introduced(text, &phrase, noun);
        }
        phrases.push(phrase);
    }
    phrases
}

fn is_noun_after(text: &CheckText<'_>, at: usize, until: usize) -> bool {
    at < until
        && matches!(
            text.fold(at),
            "statement" | "level" | "declaration" | "rank" | "decree" | "ordinance" | "track"
        )
}

fn read(
    text: &CheckText<'_>,
    number: usize,
    (from, until): (usize, usize),
    head: usize,
    countries: &[Country],
) -> Phrase {
    let mut phrase = Phrase {
        sentence: number,
        head,
        ..Phrase::default()
    };
    let mut start = head;
    while start > from && head - start < LEFT {
        let before = start - 1;
        let joins = matches!(text.fold(before), "and" | ",")
            && before > from
            && text.words.is_capital(before - 1)
            && text.words.is_capital(start)
            && text.fold(before) == "and";
        let owner = matches!(text.fold(before), "'s" | "’s" | "'" | "’");
        if is_stop(text, before) && !joins && !owner {
            break;
        }
        start = before;
    }
    phrase.from = start;
    phrase.determiner = start
        .checked_sub(1)
        .filter(|at| *at >= from)
        .map_or(String::new(), |at| text.fold(at).to_owned());
    let mut range: Vec<usize> = (start..head).collect();
    // "of the committee", "under the partnership", "on battery materials"
    let mut at = head + 1;
    // "(JUCIP)" and closing quotes stand between.
    while at < until && matches!(text.fold(at), "\"" | "”") {
        at += 1;
    }
    let mut steps = 0;
    while at < until
        && steps < RIGHT
        && matches!(
            text.fold(at),
            "of" | "under" | "within" | "between" | "on" | "in" | "with"
        )
    {
        let link = text.fold(at).to_owned();
        let mut end = at + 1;
        while end < until
            && end - at < RIGHT
            && (!is_stop(text, end)
                || matches!(
                    text.fold(end),
                    "the" | "its" | "their" | "a" | "our" | "'s" | "’s"
                )
                || text.fold(end) == "and" && text.words.is_capital(end + 1))
        {
            end += 1;
        }
        // "of the committee produced": it ends behind its noun, or before a verb.
        let noun = (at + 1..end)
            .find(|at| {
                lemma(text.fold(*at)).is_some()
                    && !(*at + 1 < end
                        && (lemma(text.fold(*at + 1)).is_some()
                            || matches!(text.fold(*at + 1), "'s" | "’s")
                            || text.words.is_hyphen(*at + 1)
                            || text.words.is_capital(*at + 1)))
            })
            .map(|at| at + 1);
        let verb = (at + 3..end)
            .find(|at| text.words.shape(*at) == Shape::Lower && text.fold(*at).ends_with("ed"));
        end = end.min(noun.unwrap_or(end)).min(verb.unwrap_or(end));
        let named = (at + 1..end).any(|at| lemma(text.fold(at)).is_some());
        // "in Tokyo", "on Thursday", "in the channel"
        if end == at + 1
            || link == "in" && !named
            || link == "with"
                && !countries
                    .iter()
                    .any(|country| country.from > at && country.until <= end)
        {
            break;
        }
        range.extend(at + 1..end);
        steps += end - at;
        at = end;
    }
    for at in range {
        take_word(text, number, at, countries, &mut phrase);
    }
    take_found(text, number, start, at.max(head + 1), &mut phrase);
    let end = at.max(head + 1);
    phrase.economies.extend(
        countries
            .iter()
            .filter(|country| country.from < end && start < country.until)
            .map(|country| country.code.clone()),
    );
    take_surroundings(text, from, countries, &mut phrase);
    phrase
}

/// "a separate panel", "its sister format": not the body told before.
fn is_other(text: &CheckText<'_>, phrase: &Phrase) -> bool {
    const OTHER: [&str; 16] = [
        "separate",
        "sister",
        "parallel",
        "similar",
        "other",
        "another",
        "counterpart",
        "sibling",
        "companion",
        "rival",
        "smaller",
        "twin",
        "different",
        "comparable",
        "related",
        "neighbouring",
    ];
    (phrase.from.saturating_sub(1)..phrase.head).any(|at| OTHER.contains(&text.fold(at)))
}

/// "a committee", "their joint council": one that may not have been told before.
fn is_introduced(text: &CheckText<'_>, phrase: &Phrase, noun: &str) -> bool {
    let numbered = (phrase.from..phrase.head).any(|at| ordinal(text.fold(at)).is_some());
    is_body(noun)
        && !numbered
        && matches!(
            phrase.determiner.as_str(),
            "a" | "an" | "its" | "their" | "another"
        )
}

fn take_word(
    text: &CheckText<'_>,
    number: usize,
    at: usize,
    countries: &[Country],
    phrase: &mut Phrase,
) {
    let fold = text.fold(at);
    if at != phrase.head
        && let Some((noun, _)) = lemma(fold)
        && !text.words.is_hyphen(at + 1)
    {
        phrase.heads.insert(noun.to_owned());
    }
    match fold {
        "vice" | "vice-ministerial" | "deputy" | "deputies" => {
            phrase.level = Some(MeetingLevel::ViceMinisterial);
        }
        "ministerial" | "ministers" if phrase.level.is_none() => {
            phrase.level = Some(MeetingLevel::Ministerial);
        }
        "leaders" | "summit" if phrase.level.is_none() => {
            phrase.level = Some(MeetingLevel::Leaders);
        }
        "working-level" | "director-general" | "officials" if phrase.level.is_none() => {
            phrase.level = Some(MeetingLevel::Working);
        }
        "in-person" | "virtual" | "online" | "physical" | "special" | "extraordinary"
        | "informal" | "emergency" | "preparatory" => phrase.narrow = true,
        _ => {}
    }
    if matches!(text.words.shape(at), Shape::Sign | Shape::Number)
        || matches!(fold, "'s" | "’s" | "s")
        || is_plain(fold)
        || countries
            .iter()
            .any(|country| country.from <= at && at < country.until)
    {
        return;
    }
    let placed = text.annotations.found[number].iter().any(|found| {
        matches!(
            found.kind,
                        MentionType::Place | MentionType::Norp | MentionType::Date | MentionType::Per
        ) && found.from <= at
            && at < found.until
            // "Tokyo Rare Metals Forum": a city in a name belongs to it.
            && !(found.kind == MentionType::Place
                && !found.id.as_deref().is_some_and(is_economy)
                && at < phrase.head
                && text.words.is_capital(phrase.head))
    });
    if !placed {
        phrase.keys.insert(stem(fold).to_owned());
    }
}

fn take_found(text: &CheckText<'_>, number: usize, from: usize, until: usize, phrase: &mut Phrase) {
    let head = text.fold(phrase.head);
    if phrase.level.is_none() {
        phrase.level = match head {
            "ministerial" | "ministerials" => Some(MeetingLevel::Ministerial),
            "summit" | "summits" => Some(MeetingLevel::Leaders),
            _ => None,
        };
    }
    for found in &text.annotations.found[number] {
        if found.until <= from || found.from >= until {
            continue;
        }
        if found.kind == MentionType::Forum && found.id.is_some() {
            phrase.forum.clone_from(&found.id);
        }
    }
}

/// A country named in a sentence, also inside a longer name.
pub(super) struct Country {
    from: usize,
    until: usize,
    pub(super) code: String,
}

/// The countries that a sentence names.
pub(super) fn countries_of(text: &CheckText<'_>, number: usize) -> Vec<Country> {
    let Some(sentence) = text.words.sentences.get(number) else {
        return Vec::new();
    };
    let mut hits = Vec::new();
    Gazetteer::shipped().hits(text.words, sentence, &mut hits);
    hits.iter()
        .filter(|hit| {
            matches!(
                hit.kind,
                EntryKind::Mention(MentionType::Place | MentionType::Norp)
            )
        })
        .filter(|hit| is_economy(hit.id))
        .map(|hit| Country {
            from: hit.from,
            until: hit.until,
            code: hit.id.to_owned(),
        })
        .collect()
}

fn is_economy(id: &str) -> bool {
    id.len() == 3 && id.bytes().all(|letter| letter.is_ascii_uppercase())
}

/// What the sentence says before the phrase of who meets: "Vice ministers …
/// their fourth session", "Japan and the Netherlands held a ninth consultation".
fn take_surroundings(
    text: &CheckText<'_>,
    from: usize,
    countries: &[Country],
    phrase: &mut Phrase,
) {
    let start = (from..phrase.from)
        .rev()
        .find(|at| matches!(text.fold(*at), ";" | ":" | "after" | "before" | "while"))
        .unwrap_or(from);
    if phrase.level.is_none() {
        let vice = (start..phrase.from).any(|at| {
            matches!(text.fold(at), "vice" | "vice-ministers" | "deputies")
                && !matches!(text.fold(at + 1), "president" | "-president" | "-")
        });
        if vice {
            phrase.level = Some(MeetingLevel::ViceMinisterial);
        }
    }
    phrase.rank = (start..phrase.from).find_map(|at| match text.fold(at) {
        "vice" | "vice-ministers" | "deputies" | "deputy" => Some(MeetingLevel::ViceMinisterial),
        "minister" | "ministers" | "secretary" | "secretaries" => Some(MeetingLevel::Ministerial),
        "leaders" | "president" | "presidents" | "premier" => Some(MeetingLevel::Leaders),
        "officials" | "sherpas" | "experts" | "directors" => Some(MeetingLevel::Working),
        _ => None,
    });
    phrase.owned = matches!(phrase.determiner.as_str(), "its" | "their" | "whose");
    phrase.owner_named = phrase.owned
        && text.annotations.found[phrase.sentence].iter().any(|found| {
            matches!(
                found.kind,
                MentionType::Org | MentionType::Forum | MentionType::Place
            ) && text.words.is_capital(found.from)
                && found.from >= start
                && found.until <= phrase.from
                && found.until - found.from <= 4
                && found.from <= start + 2
        });
    phrase.around.extend(
        countries
            .iter()
            .filter(|country| country.from >= start && country.until <= phrase.from)
            .map(|country| country.code.clone()),
    );
}
