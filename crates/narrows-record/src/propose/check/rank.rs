//! The rank of people who meet: by their post, by a noun for people of that
//! rank, by the post that the text or the gazetteer gives a name.
use super::CheckText;
use super::rank_noun::{left_of_noun, noun_of_rank};
use crate::propose::gazetteer::Gazetteer;
use crate::propose::mention::{Found, MentionType};
use std::collections::BTreeMap;

/// Officials, directors-general, vice-ministers, ministers, leaders.
pub(super) type Rank = u8;

pub(super) const EXPERTS: Rank = 0;

pub(super) const DIRECTORS: Rank = 1;

pub(super) const DEPUTIES: Rank = 2;

pub(super) const MINISTERS: Rank = 3;

pub(super) const LEADERS: Rank = 4;

/// Somebody of a rank: words of the post with the name, or of the noun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct People {
    pub(super) from: usize,
    pub(super) until: usize,
    pub(super) rank: Rank,
}

/// What a text and the gazetteer know of the ranks of names.
pub(super) struct Ranks {
    by_name: BTreeMap<String, Rank>,
    /// Words of names with the id of the person, where only one has them.
    persons: BTreeMap<String, Option<String>>,
}

impl Ranks {
    /// Reads the posts that stand beside names.
    pub(super) fn of(text: &CheckText<'_>) -> Self {
        let mut by_name = BTreeMap::new();
        let mut persons: BTreeMap<String, Option<String>> = BTreeMap::new();
        for found in &text.annotations.found {
            for person in found.iter().filter(|found| found.kind == MentionType::Per) {
                let whole = person.id.clone().or_else(|| {
                    (person.len() > 1).then(|| text.words.folded(person.from, person.until))
                });
                if let Some(whole) = whole {
                    for key in keys(text, person) {
                        let known = persons.entry(key).or_insert_with(|| Some(whole.clone()));
                        if known.as_ref() != Some(&whole) {
                            *known = None;
                        }
                    }
                }
                let Some(rank) = post_beside(text, found, person)
                    .and_then(|role| rank_of_post(text, role.from, role.until))
                    .or_else(|| rank_of_known(person))
                else {
                    continue;
                };
                for key in keys(text, person) {
                    let known = by_name.entry(key).or_insert(rank);
                    *known = rank.min(*known);
                }
            }
        }
        Self { by_name, persons }
    }

    /// A person by what all their names in the text share.
    pub(super) fn person(&self, text: &CheckText<'_>, person: &Found) -> String {
        if let Some(id) = &person.id {
            return id.clone();
        }
        keys(text, person)
            .iter()
            .find_map(|key| self.persons.get(key).cloned().flatten())
            .unwrap_or_else(|| text.fold(person.until - 1).to_owned())
    }

    /// Everybody of a known rank between two words of a sentence, in order.
    pub(super) fn people(
        &self,
        text: &CheckText<'_>,
        number: usize,
        from: usize,
        until: usize,
    ) -> Vec<People> {
        let found = &text.annotations.found[number];
        let mut people: Vec<People> = Vec::new();
        for mention in found
            .iter()
            .filter(|found| found.from >= from && found.until <= until)
        {
            match mention.kind {
                MentionType::Role => {
                    let Some(rank) = rank_of_post(text, mention.from, mention.until) else {
                        continue;
                    };
                    let end = found
                        .iter()
                        .find(|person| {
                            person.kind == MentionType::Per && person.from == mention.until
                        })
                        .map_or(mention.until, |person| person.until);
                    people.push(People {
                        from: mention.from,
                        until: end.min(until),
                        rank,
                    });
                }
                MentionType::Per => {
                    let rank = keys(text, mention)
                        .iter()
                        .find_map(|key| self.by_name.get(key).copied())
                        .or_else(|| rank_of_known(mention));
                    if let Some(rank) = rank {
                        people.push(People {
                            from: mention.from,
                            until: mention.until,
                            rank,
                        });
                    }
                }
                _ => {}
            }
        }
        let mut at = from;
        while at < until {
            let Some((rank, end)) = noun_of_rank(text, at).filter(|(_, end)| *end <= until) else {
                at += 1;
                continue;
            };
            let in_post = found
                .iter()
                .any(|role| role.kind == MentionType::Role && role.from <= at && end <= role.until);
            let start = left_of_noun(text, from, at);
            if in_post {
                at = end;
                continue;
            }
            people.push(People {
                from: start,
                until: end,
                rank,
            });
            at = end;
        }
        people.retain(|one| !is_of_another(text, from, one));
        people.sort_by_key(|one| (one.from, std::cmp::Reverse(one.until)));
        people.dedup_by(|next, kept| {
            let inside = next.from < kept.until;
            if inside {
                kept.rank = kept.rank.min(next.rank);
            }
            inside
        });
        people
    }
}

/// The names under which a person is found again: whole, last and first word.
fn keys(text: &CheckText<'_>, person: &Found) -> Vec<String> {
    let mut keys = vec![text.words.folded(person.from, person.until)];
    let last = text.fold(person.until - 1).to_owned();
    if person.until - person.from > 1 {
        keys.push(last);
        // "Ahn Duk-geun", "Saito Ken": the family name comes first.
        let first = text.fold(person.from).to_owned();
        if person.id.is_some() || text.words.is_hyphen(person.until - 2) {
            keys.push(first);
        }
    }
    keys
}

/// "Minister X", "X, the minister of Y".
fn post_beside<'a>(text: &CheckText<'_>, found: &'a [Found], person: &Found) -> Option<&'a Found> {
    let roles = || found.iter().filter(|found| found.kind == MentionType::Role);
    roles().find(|role| role.until == person.from).or_else(|| {
        roles().find(|role| {
            role.from > person.until
                && role.from - person.until <= 4
                && text.fold(person.until) == ","
                && (person.until + 1..role.from)
                    .all(|at| !matches!(text.fold(at), "," | "who" | "and" | "whose" | "to"))
        })
    })
}

fn rank_of_known(person: &Found) -> Option<Rank> {
    let posts = Gazetteer::shipped().posts_of(person.id.as_deref()?)?;
    posts
        .split(';')
        .filter_map(|post| {
            let words: Vec<&str> = post.split_whitespace().collect();
            rank_of_words(&words)
        })
        .min()
}

/// The rank of a post that is a mention of the text.
pub(super) fn rank_of_post(text: &CheckText<'_>, from: usize, until: usize) -> Option<Rank> {
    let mut start = from;
    while start > 0
        && from - start < 3
        && (matches!(
            text.fold(start - 1),
            "former"
                | "deputy"
                | "vice"
                | "ex"
                | "assistant"
                | "under"
                | "parliamentary"
                | "senior"
                | "principal"
                | "joint"
                | "additional"
                | "state"
        ) || text.words.is_hyphen(start - 1))
    {
        start -= 1;
    }
    let words: Vec<&str> = (start..until).map(|at| text.fold(at)).collect();
    rank_of_words(&words)
}

/// The rank of a post; nothing for those who speak, advise, govern a state or a
/// company, and for posts that are no more held.
fn rank_of_words(words: &[&str]) -> Option<Rank> {
    // "secretary to the president" is not the president.
    let served = words
        .windows(2)
        .any(|pair| matches!(pair[0], "secretary" | "aide" | "assistant") && pair[1] == "to");
    if served {
        return Some(DEPUTIES);
    }
    let pair = |first: &[&str], second: &str| {
        words
            .windows(2)
            .any(|pair| first.contains(&pair[0]) && pair[1] == second)
    };
    if pair(
        &["joint", "additional", "first", "second", "third"],
        "secretary",
    ) {
        return Some(DIRECTORS);
    }
    // The deputy of a minister in Japan, not so everywhere.
    if pair(&["state"], "minister") {
        return Some(DEPUTIES);
    }
    let any = |list: &[&str]| words.iter().any(|word| list.contains(word));
    let general = any(&["general"]);
    if any(&[
        "former",
        "ex",
        "press",
        "spokesman",
        "spokesperson",
        "spokeswoman",
        "advisor",
        "adviser",
        "private",
        "executive",
        "managing",
        "ambassador",
        "counselor",
    ]) || any(&["secretary"]) && general
    {
        return None;
    }
    if any(&["assistant"]) {
        return Some(DIRECTORS);
    }
    if any(&[
        "deputy",
        "deputies",
        "vice",
        "vice-minister",
        "under",
        "undersecretary",
        "parliamentary",
        "permanent",
        "administrative",
    ]) {
        // "deputy prime minister", "vice premier"
        let high = any(&["president", "premier", "prime"]);
        return Some(if high { MINISTERS } else { DEPUTIES });
    }
    if any(&["director", "directors"]) {
        return Some(DIRECTORS);
    }
    if any(&[
        "prime",
        "president",
        "presidents",
        "premier",
        "premiers",
        "chancellor",
    ]) {
        return Some(LEADERS);
    }
    let minister = any(&[
        "minister",
        "ministers",
        "secretary",
        "secretaries",
        "attorney",
    ]) || any(&["representative"]) && any(&["trade"]);
    minister.then_some(MINISTERS)
}

/// "the minister's aides", "aides to the minister", "former ministers", "the
/// ministers' meeting".
fn is_of_another(text: &CheckText<'_>, from: usize, one: &People) -> bool {
    let fold = |at: usize| text.fold(at);
    let owns = matches!(fold(one.until), "'s" | "'" | "’s" | "’")
        && !matches!(fold(one.until + 1), "successor" | "predecessor");
    if owns {
        return true;
    }
    let mut start = one.from;
    while start > from
        && matches!(
            fold(start - 1),
            "the" | "their" | "a" | "its" | "both" | "two" | "three" | "s"
        )
    {
        start -= 1;
    }
    if start <= from {
        return false;
    }
    let word = fold(start - 1);
    if matches!(word, "former" | "ex" | "shadow" | "retired" | "then-former") {
        return true;
    }
    matches!(word, "to" | "for" | "under" | "of" | "behind")
        && start >= from + 2
        && matches!(
            fold(start - 2),
            "aides"
                | "aide"
                | "adviser"
                | "advisers"
                | "advisor"
                | "advisors"
                | "deputies"
                | "deputy"
                | "officials"
                | "experts"
                | "staff"
                | "spokesman"
                | "spokesperson"
                | "envoys"
                | "representatives"
                | "assistant"
                | "assistants"
        )
}
