//! Who says what a sentence tells: an official, or an analyst or company.

use super::super::actor::{ActorScene, Parties};
use super::super::mention::MentionType;
use super::super::words::Words;
use super::extent::is_saying;
use super::memory::is_private_name;

/// Words before and behind a verb of saying among which its subject stands.
const REACH: usize = 14;

/// Sentences before and behind a quotation among which its speaker is named.
const NEIGHBOURS: usize = 6;

/// True where the clause at `at` is told by somebody who speaks for no
/// government: "analysts said", "according to a broker".
pub(super) fn said_by_outsider(scene: &ActorScene<'_>, at: usize, parties: &Parties) -> bool {
    attribution(scene, at).is_some_and(|(from, until)| {
        (from..until).any(|word| {
            is_outside_speaker(scene.words.fold(word))
                || scene.words.fold(word) == "former"
                    && matches!(scene.words.fold(word.saturating_sub(1)), "a" | "one")
        }) || is_private_person(scene, from, until, parties)
    })
}

/// True for a text that tells at least twice what somebody said: a report, in
/// which "we" outside quotation marks is its author.
pub(super) fn is_report(words: &Words<'_>) -> bool {
    let said = words.sentences.iter().filter(|sentence| {
        (sentence.from..sentence.until).any(|at| {
            matches!(words.fold(at), "said" | "says" | "told")
                || words.fold(at) == "according" && words.fold(at + 1) == "to"
        })
    });
    said.count() >= 2
}

/// True inside quotation marks, also where these were opened in an earlier
/// sentence of the paragraph.
pub(super) fn is_quoted(scene: &ActorScene<'_>, at: usize) -> bool {
    let words = scene.words;
    let here = words
        .sentences
        .partition_point(|sentence| sentence.from <= at)
        .saturating_sub(1);
    let Some(block) = words.sentences.get(here).map(|sentence| sentence.block) else {
        return false;
    };
    let from = words.sentences[..=here]
        .iter()
        .rev()
        .take_while(|sentence| sentence.block == block)
        .last()
        .map_or(scene.from, |sentence| sentence.from);
    (from..at).filter(|word| words.fold(*word) == "\"").count() % 2 == 1
}

/// True where whoever speaks has a name and, as far as the text tells, no post.
fn is_private_person(scene: &ActorScene<'_>, from: usize, until: usize, parties: &Parties) -> bool {
    let inside = |kind: MentionType| {
        scene
            .found
            .iter()
            .filter(move |found| found.kind == kind && found.from >= from && found.until <= until)
    };
    let mut persons = inside(MentionType::Per).peekable();
    persons.peek().is_some()
        && inside(MentionType::Role).next().is_none()
        && persons.all(|person| is_private_name(scene, person, parties))
        && !(from..until).any(|word| is_official_word(scene.words.fold(word)))
}

fn is_official_word(fold: &str) -> bool {
    matches!(
        fold,
        "official"
            | "officials"
            | "minister"
            | "secretary"
            | "diplomat"
            | "president"
            | "chief"
            | "ministry"
            | "spokesperson"
            | "spokesman"
            | "spokeswoman"
            | "negotiator"
            | "envoy"
            | "ambassador"
            | "commissioner"
            | "government"
            | "department"
    )
}

/// True where a person with a post, or an official, says it.
pub(super) fn said_by_official(scene: &ActorScene<'_>, at: usize, parties: &Parties) -> bool {
    attribution(scene, at).is_some_and(|(from, until)| {
        (from..until).any(|word| {
            is_official_word(scene.words.fold(word))
                || parties.officials.contains(scene.words.fold(word))
        }) || scene.found.iter().any(|found| {
            matches!(found.kind, MentionType::Per | MentionType::Role)
                && found.from >= from
                && found.until <= until
        })
    })
}

/// The words that tell who says the clause at `at`: in its sentence, and for a
/// quotation also in the other sentences of its paragraph.
fn attribution(scene: &ActorScene<'_>, at: usize) -> Option<(usize, usize)> {
    let sign = |word: usize| matches!(scene.fold(word), "," | "\"");
    let behind = (at..scene.until).find(|word| {
        (is_saying(scene.fold(*word)) || scene.fold(*word) == "according") && (at..*word).any(sign)
    });
    if let Some(says) = behind {
        // "…, said the analyst" or "…, the analyst said"
        let inverted = sign(says.saturating_sub(1)) || scene.fold(says) == "according";
        if inverted {
            return Some((says, (says + REACH).min(scene.until)));
        }
        let opens = (at..says).rev().find(|word| sign(*word)).unwrap_or(at);
        return Some((opens, says));
    }
    let before = (scene.from..at)
        .rev()
        .take_while(|word| !matches!(scene.fold(*word), "but" | ";" | "while" | "although"))
        .find(|word| is_saying(scene.fold(*word)) || scene.fold(*word) == "say");
    if let Some(says) = before {
        let opens = (scene.from..says)
            .rev()
            .take(REACH)
            .find(|word| matches!(scene.fold(*word), "\"" | ";"))
            .map_or(says.saturating_sub(REACH).max(scene.from), |sign| sign + 1);
        return Some((opens, says));
    }
    let quoted = (scene.from..at)
        .filter(|word| scene.fold(*word) == "\"")
        .count()
        % 2
        == 1;
    if !quoted {
        return None;
    }
    // `"…," said the minister. "We will …"`
    let number = scene
        .words
        .sentences
        .binary_search_by_key(&scene.from, |sentence| sentence.from)
        .ok()?;
    let block = scene.words.sentences.get(number)?.block;
    let same = |sentence: &&super::super::words::Sentence| sentence.block == block;
    let earlier = scene
        .words
        .sentences
        .get(..number)?
        .iter()
        .rev()
        .take(NEIGHBOURS)
        .take_while(same);
    let later = scene
        .words
        .sentences
        .get(number + 1..)?
        .iter()
        .take(NEIGHBOURS)
        .take_while(same);
    earlier.chain(later).find_map(|sentence| {
        let says =
            (sentence.from..sentence.until).find(|word| is_saying(scene.words.fold(*word)))?;
        Some((
            says.saturating_sub(REACH).max(sentence.from),
            (says + REACH).min(sentence.until),
        ))
    })
}

/// Experts, traders and companies: they speak for no government.
pub(super) fn is_outside_speaker(fold: &str) -> bool {
    matches!(
        fold,
        "company"
            | "companies"
            | "firm"
            | "firms"
            | "maker"
            | "makers"
            | "manufacturer"
            | "manufacturers"
            | "automaker"
            | "automakers"
            | "refiner"
            | "refiners"
            | "smelter"
            | "smelters"
            | "analyst"
            | "analysts"
            | "expert"
            | "experts"
            | "economist"
            | "economists"
            | "professor"
            | "researcher"
            | "researchers"
            | "trader"
            | "traders"
            | "broker"
            | "brokers"
            | "executive"
            | "executives"
            | "manager"
            | "fellow"
            | "lawyer"
            | "lawyers"
            | "consultant"
            | "consultants"
            | "consultancy"
            | "strategist"
            | "critics"
            | "skeptics"
            | "sceptics"
            | "lobbyist"
            | "lobbyists"
            | "lobby"
            | "lobbies"
            | "buyer"
            | "buyers"
            | "importer"
            | "importers"
            | "exporter"
            | "exporters"
            | "association"
            | "observers"
            | "investors"
            | "miner"
            | "miners"
            | "tank"
            | "tanks"
            | "university"
            | "pundits"
            | "activists"
            | "seller"
            | "sellers"
            | "supplier"
            | "suppliers"
            | "dealer"
            | "dealers"
            | "chamber"
            | "federation"
            | "producers"
            | "producer"
            | "students"
            | "founder"
            | "ceo"
            | "historian"
            | "historians"
            | "scholar"
            | "scholars"
    )
}
