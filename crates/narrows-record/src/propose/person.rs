//! Names of people: behind a title, beside a verb of speaking, with a known
//! given name, and the surname alone once the full name has stood.

use std::collections::{BTreeMap, BTreeSet};

use super::gazetteer::EntryKind;
use super::lexicon::is_function_word;
use super::mention::{Found, MentionType};
use super::scene::Scene;
use super::words::Shape;

/// Finds names of people in a sentence whose roles are known.
pub(crate) fn find_persons(scene: &mut Scene<'_>, byline: bool) {
    known_names(scene);
    behind_roles(scene);
    courtesy_titles(scene);
    given_names(scene);
    beside_speaking(scene);
    if byline {
        byline_names(scene);
    }
}

fn known_names(scene: &mut Scene<'_>) {
    let hits: Vec<_> = scene
        .hits
        .iter()
        .filter(|hit| hit.kind == EntryKind::Mention(MentionType::Per))
        .copied()
        .collect();
    for hit in &hits {
        let alone = hit.until - hit.from == 1;
        if alone && (is_beside_name(scene, hit.from, hit.until) || !scene.is_capital(hit.from)) {
            continue;
        }
        // "Takahide Kiuchi" at the head of a sentence: another person of that name.
        let head = hit.from == scene.from + 1
            && alone
            && scene.is_name_word(scene.from)
            && scene.words.shape(scene.from) == Shape::Capital
            && !scene.words.is_hyphen(hit.from - 1)
            && scene.any_hit_at(scene.from).is_none()
            && !scene
                .found
                .iter()
                .any(|found| found.kind == MentionType::Role && found.until == hit.from)
            && !is_courtesy(scene.fold(scene.from));
        if head {
            let until = suffix_end(scene, hit.until);
            scene.push(Found::new(
                MentionType::Per,
                scene.from,
                until,
                0.75,
                "a known family name with another name before it",
            ));
            continue;
        }
        let confidence = if alone { 0.8 } else { 0.97 };
        let until = suffix_end(scene, hit.until);
        scene.push(
            Found::new(
                MentionType::Per,
                hit.from,
                until,
                confidence,
                "a name in the gazetteer",
            )
            .with_id(hit.id),
        );
    }
}

/// True where another name word stands beside, so that a surname alone is not
/// what is meant.
fn is_beside_name(scene: &Scene<'_>, from: usize, until: usize) -> bool {
    let title_before = scene
        .found
        .iter()
        .any(|found| found.kind == MentionType::Role && found.until == from);
    let before = from > scene.from
        && scene.is_name_word(from - 1)
        && !title_before
        && !is_courtesy(scene.fold(from - 1));
    let hyphen =
        from > scene.from && scene.words.is_hyphen(from - 1) || scene.words.is_hyphen(until);
    before && from - 1 > scene.from || scene.is_name_word(until) || hyphen
}

fn is_courtesy(fold: &str) -> bool {
    matches!(
        fold,
        "mr." | "mrs." | "ms." | "dr." | "mr" | "ms" | "prof." | "sen." | "rep." | "gov." | "gen."
    )
}

fn suffix_end(scene: &Scene<'_>, until: usize) -> usize {
    let jr = |at: usize| matches!(scene.fold(at), "jr." | "jr" | "sr." | "iii");
    if scene.fold(until) == "," && jr(until + 1) {
        until + 2
    } else if jr(until) {
        until + 1
    } else {
        until
    }
}

/// The end of a name that begins at `at`: up to four capital words, with
/// initials, hyphens and particles.
fn name_end(scene: &Scene<'_>, at: usize) -> usize {
    let mut end = at;
    let mut count = 0;
    while end < scene.until && count < 4 {
        let fold = scene.fold(end);
        let particle = count > 0
            && matches!(
                fold,
                "de" | "van" | "von" | "der" | "bin" | "al" | "da" | "la" | "el"
            )
            && (scene.is_name_word(end + 1) || matches!(scene.fold(end + 1), "der" | "la"));
        if particle {
            end += 1;
            continue;
        }
        let name_like = scene.is_name_word(end)
            && !(scene.words.shape(end) == Shape::Upper
                && scene.words.raw(end).chars().count() > 2
                && count == 0
                && scene.hit_at(end, MentionType::Org).is_some());
        // "An Duk-kun", "Cheong In-kyo": words that are names only there.
        let korean = scene.is_capital(end)
            && (count == 0
                && scene.fold(end) == "an"
                && scene.is_name_word(end + 1)
                && scene.words.is_hyphen(end + 2)
                || count == 1
                    && scene.words.is_hyphen(end + 1)
                    && scene.words.shape(end + 2) == Shape::Lower);
        if !(name_like || korean) || blocks_name(scene, end) {
            break;
        }
        end += 1;
        count += 1;
        if scene.words.is_hyphen(end) && end + 1 < scene.until {
            end += 2;
        }
    }
    if end > at { suffix_end(scene, end) } else { at }
}

fn blocks_name(scene: &Scene<'_>, at: usize) -> bool {
    super::date::is_calendar_word(scene.fold(at))
        || scene.hits.iter().any(|hit| {
            hit.from == at
                && matches!(
                    hit.kind,
                    EntryKind::Mention(
                        MentionType::Place
                            | MentionType::Norp
                            | MentionType::Org
                            | MentionType::Forum
                            | MentionType::Instr
                    )
                )
                && !scene.lexicon.given_names.contains(scene.fold(at))
        })
        || scene
            .found
            .iter()
            .any(|found| found.kind == MentionType::Role && found.from <= at && at < found.until)
}

fn behind_roles(scene: &mut Scene<'_>) {
    let roles: Vec<usize> = scene
        .found
        .iter()
        .filter(|found| found.kind == MentionType::Role)
        .map(|found| found.until)
        .collect();
    for at in roles {
        let end = name_end(scene, at);
        if end > at {
            scene.push(Found::new(
                MentionType::Per,
                at,
                end,
                0.93,
                "a name right behind a title",
            ));
        }
    }
}

fn courtesy_titles(scene: &mut Scene<'_>) {
    for at in scene.from..scene.until {
        if is_courtesy(scene.fold(at)) && scene.is_capital(at) {
            let end = name_end(scene, at + 1);
            if end > at + 1 {
                scene.push(Found::new(
                    MentionType::Per,
                    at + 1,
                    end,
                    0.95,
                    "a name behind Mr., Ms. or Dr.",
                ));
            }
        }
    }
}

fn given_names(scene: &mut Scene<'_>) {
    let mut at = scene.from;
    while at < scene.until {
        let known = scene.is_capital(at)
            && scene.lexicon.given_names.contains(scene.fold(at))
            && scene.words.shape(at) == Shape::Capital;
        if !known || (at > scene.from && scene.words.is_hyphen(at - 1)) {
            at += 1;
            continue;
        }
        let end = name_end(scene, at);
        // The family name may stand first: "Kishida Fumio".
        let family_first = at > scene.from
            && scene.is_name_word(at - 1)
            && scene.words.shape(at - 1) == Shape::Capital
            && !blocks_name(scene, at - 1)
            && !scene.lexicon.given_names.contains(scene.fold(at - 1))
            && end == at + 1
            && !is_head(scene, at - 1)
            && !is_courtesy(scene.fold(at - 1))
            && at - 1 > scene.from;
        let from = if family_first { at - 1 } else { at };
        if end - from >= 2 && !(at + 1..end).any(|word| is_head(scene, word)) {
            scene.push(Found::new(
                MentionType::Per,
                from,
                end,
                0.88,
                "a known given name with a family name",
            ));
        }
        at = end.max(at + 1);
    }
    // "Kim Yong-beom": a given name of two syllables behind a family name.
    for at in scene.from..scene.until.saturating_sub(3) {
        let pattern = scene.is_name_word(at)
            && scene.words.shape(at) == Shape::Capital
            && scene.is_name_word(at + 1)
            && scene.words.shape(at + 1) == Shape::Capital
            && scene.words.is_hyphen(at + 2)
            && scene.words.shape(at + 3) == Shape::Lower
            && scene.words.raw(at).chars().count() <= 6
            && scene.words.raw(at + 1).chars().count() <= 6
            && scene.words.raw(at + 3).chars().count() <= 6
            && !blocks_name(scene, at)
            && !blocks_name(scene, at + 1);
        if pattern {
            scene.push(Found::new(
                MentionType::Per,
                at,
                at + 4,
                0.85,
                "a name in the Korean form",
            ));
        }
    }
}

fn is_head(scene: &Scene<'_>, at: usize) -> bool {
    let fold = scene.fold(at);
    let lexicon = scene.lexicon;
    [
        &lexicon.forum,
        &lexicon.organisation,
        &lexicon.instrument,
        &lexicon.meeting,
    ]
    .iter()
    .any(|heads| heads.contains(fold))
}

fn beside_speaking(scene: &mut Scene<'_>) {
    for at in scene.from..scene.until {
        if !scene.lexicon.speaking.contains(scene.fold(at)) || scene.words.shape(at) != Shape::Lower
        {
            continue;
        }
        let behind = name_end(scene, at + 1);
        if behind >= at + 3
            && matches!(scene.fold(at), "said" | "says" | "added")
            && plain_name(scene, at + 1, behind)
        {
            scene.push(Found::new(
                MentionType::Per,
                at + 1,
                behind,
                0.75,
                "a name behind a verb of speaking",
            ));
        }
        let mut from = at;
        while from > scene.from
            && at - from < 3
            && scene.is_name_word(from - 1)
            && !blocks_name(scene, from - 1)
            && !is_courtesy(scene.fold(from - 1))
        {
            from -= 1;
        }
        if at - from >= 2 && plain_name(scene, from, at) {
            scene.push(Found::new(
                MentionType::Per,
                from,
                at,
                0.72,
                "a name before a verb of speaking",
            ));
        }
    }
}

fn plain_name(scene: &Scene<'_>, from: usize, until: usize) -> bool {
    (from..until).all(|at| {
        !is_head(scene, at)
            && scene.words.shape(at) == Shape::Capital
            && scene
                .any_hit_at(at)
                .is_none_or(|hit| hit.kind == EntryKind::Mention(MentionType::Per))
    }) && !scene.is_covered(from, &[MentionType::Role, MentionType::Org])
}

fn byline_names(scene: &mut Scene<'_>) {
    let mut at = scene.from;
    while at < scene.until {
        if scene.fold(at) == "by"
            || scene.fold(at) == "and"
            || scene.fold(at) == ","
            || at == scene.from
        {
            let start = if scene.is_name_word(at) { at } else { at + 1 };
            let end = name_end(scene, start);
            if end >= start + 2
                && plain_name(scene, start, end)
                && !scene.fold(start).starts_with("staff")
            {
                scene.push(Found::new(
                    MentionType::Per,
                    start,
                    end,
                    0.9,
                    "a name in a byline",
                ));
                at = end;
                continue;
            }
        }
        at += 1;
    }
}

/// Surnames that a text has introduced, and whose they are.
#[derive(Debug, Default)]
pub(crate) struct Surnames {
    known: BTreeMap<String, Option<String>>,
}

impl Surnames {
    /// Learns from a full name at words `from..until`.
    pub(crate) fn learn(&mut self, scene: &Scene<'_>, found: &Found) {
        let names: Vec<usize> = (found.from..found.until)
            .filter(|at| {
                scene.words.shape(*at) == Shape::Capital
                    && !matches!(scene.fold(*at), "jr." | "jr" | "sr.")
            })
            .filter(|at| !scene.words.is_hyphen(at.saturating_sub(1)) || *at == found.from)
            .collect();
        if names.len() < 2 && found.confidence < 0.9 {
            return;
        }
        let ends: BTreeSet<usize> = [names.first(), names.last()]
            .into_iter()
            .flatten()
            .copied()
            .collect();
        for at in ends {
            let fold = scene.fold(at).to_owned();
            let given = scene.lexicon.given_names.contains(&fold);
            let syllables = scene.words.is_hyphen(at + 1) && at + 1 < found.until;
            let several = names.len() > 1;
            let lone_given = given && several && Some(&at) == names.first();
            let given_behind_family = given
                && several
                && Some(&at) == names.last()
                && !scene.lexicon.given_names.contains(scene.fold(names[0]));
            if fold.chars().count() >= 2
                && !lone_given
                && !syllables
                && !given_behind_family
                && !is_function_word(&fold)
                && !fold.ends_with('.')
            {
                self.known.entry(fold).or_insert_with(|| found.id.clone());
            }
        }
    }

    /// Finds surnames that stand alone.
    pub(crate) fn find(&self, scene: &mut Scene<'_>) {
        if self.known.is_empty() {
            return;
        }
        for at in scene.from..scene.until {
            let Some(id) = self.known.get(scene.fold(at)) else {
                continue;
            };
            let id = id.clone();
            let taken = scene.is_covered(
                at,
                &[
                    MentionType::Per,
                    MentionType::Org,
                    MentionType::Place,
                    MentionType::Forum,
                    MentionType::Instr,
                ],
            );
            if taken
                || scene.fold(at + 1) == "&"
                || !scene.is_capital(at)
                || scene.words.is_hyphen(at + 1)
                || (at > scene.from && scene.words.is_hyphen(at - 1))
            {
                continue;
            }
            let name = scene.hit_at(at, MentionType::Place).is_some()
                || scene.hit_at(at, MentionType::Org).is_some();
            if name {
                continue;
            }
            let full = scene.is_capital(at + 1)
                && self.known.contains_key(scene.fold(at + 1))
                && !scene.is_covered(at + 1, &[MentionType::Per]);
            let until = if full { at + 2 } else { at + 1 };
            let mut found = Found::new(
                MentionType::Per,
                at,
                until,
                0.9,
                "the surname of a person named before",
            );
            found.id = id;
            scene.push(found);
        }
    }
}
