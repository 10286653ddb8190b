//! What a rhythm or a round is told of: the body, the series or the people that
//! the words around it name, or that they point back at.

use std::collections::BTreeSet;

use super::super::CheckText;
use super::super::occasion::is_meeting_noun;
use crate::propose::mention::MentionType;

/// How many sentences back "it" and "the session" may point.
const REACH: usize = 5;

/// What is met or held.
#[derive(Debug, Clone, Default)]
pub(super) struct Topic {
    /// Nouns of bodies and series: "dialogue", "council".
    pub(super) bodies: BTreeSet<String>,
    /// Nouns of those who meet: "officials".
    pub(super) people: BTreeSet<String>,
    /// Forums of the gazetteer.
    pub(super) forums: BTreeSet<String>,
    /// Bodies and forums of sentences further back, where nothing is named.
    pub(super) farther: BTreeSet<String>,
    /// "It", "that body": it points at what was told right before.
    pub(super) near: bool,
    /// Nothing is named: it points back.
    pub(super) points_back: bool,
}

/// Nouns of what meets or is held again and again, in the singular.
pub(super) fn body_noun(fold: &str) -> Option<&str> {
    let single = match fold {
        "talks" | "consultations" | "negotiations" => return Some(fold),
        "2+2" => return Some(fold),
        "bodies" => "body",
        "plenaries" => "plenary",
        "ceremonies" => "ceremony",
        _ => fold.strip_suffix('s').unwrap_or(fold),
    };
    matches!(
        single,
        "dialogue"
            | "dialog"
            | "forum"
            | "council"
            | "committee"
            | "subcommittee"
            | "commission"
            | "panel"
            | "board"
            | "group"
            | "subgroup"
            | "roundtable"
            | "table"
            | "conference"
            | "caucus"
            | "network"
            | "partnership"
            | "initiative"
            | "mechanism"
            | "platform"
            | "club"
            | "league"
            | "assembly"
            | "symposium"
            | "convention"
            | "fair"
            | "expo"
            | "exhibition"
            | "seminar"
            | "workshop"
            | "summit"
            | "ministerial"
            | "plenary"
            | "force"
            | "exercise"
            | "drill"
            | "survey"
            | "questionnaire"
            | "poll"
            | "census"
            | "audit"
            | "inspection"
            | "festival"
            | "retreat"
            | "alliance"
            | "association"
            | "secretariat"
            | "team"
            | "bureau"
            | "presidium"
            | "congress"
            | "colloquium"
            | "hearing"
            | "mission"
            | "auction"
            | "tender"
            | "review"
            | "week"
            | "day"
            | "working-group"
            | "taskforce"
            | "encounter"
            | "stocktaking"
            | "jamboree"
            | "ceremony"
    )
    .then_some(single)
}

/// Nouns for one round of whatever is met.
pub(super) fn round_noun(fold: &str) -> bool {
    let single = fold.strip_suffix('s').unwrap_or(fold);
    is_meeting_noun(fold) && body_noun(fold).is_none()
        || matches!(
            single,
            "session"
                | "round"
                | "meeting"
                | "edition"
                | "sitting"
                | "gathering"
                | "encounter"
                | "event"
                | "instalment"
                | "installment"
                | "iteration"
                | "get-together"
                | "convening"
                | "call"
                | "fixture"
                | "affair"
                | "occasion"
                | "reunion"
        )
}

/// Nouns of those who meet.
fn people_noun(fold: &str) -> Option<&str> {
    matches!(
        fold,
        "ministers"
            | "officials"
            | "experts"
            | "governors"
            | "chiefs"
            | "directors"
            | "leaders"
            | "presidents"
            | "negotiators"
            | "deputies"
            | "envoys"
            | "executives"
            | "engineers"
            | "regulators"
            | "officers"
            | "secretaries"
            | "prosecutors"
            | "staffs"
            | "lawmakers"
            | "parliamentarians"
            | "scientists"
            | "advisers"
            | "advisors"
            | "sherpas"
            | "principals"
            | "clerks"
            | "mayors"
            | "commissioners"
            | "premiers"
            | "ambassadors"
            | "diplomats"
            | "inspectors"
            | "auditors"
    )
    .then_some(fold)
}

/// Verbs of meeting and of holding, in all their forms.
pub(super) fn meeting_verb(text: &CheckText<'_>, at: usize) -> bool {
    match text.fold(at) {
        "meet" | "meets" | "met" | "convene" | "convenes" | "convened" | "convening" | "gather"
        | "gathers" | "gathered" | "gathering" | "assemble" | "assembles" | "assembled" | "sit"
        | "sits" | "sat" | "confer" | "confers" | "conferred" | "conferring" | "held" | "hold"
        | "holds" | "holding" | "summoned" | "reconvene" | "reconvenes" | "reconvened"
        | "huddle" | "huddled" | "organised" | "organized" | "staged" | "hosted" | "hosts"
        | "scheduled" | "conducted" | "conducts" | "reunite" | "reunites" | "happens"
        | "happened" | "occurs" | "occurred" => true,
        "takes" | "take" | "took" | "taken" | "taking" => text.fold(at + 1) == "place",
        "come" | "comes" | "came" | "get" | "gets" | "got" | "brought" | "brings" | "bring" => {
            (at + 1..at + 7).any(|next| text.fold(next) == "together")
        }
        "see" | "sees" | "saw" | "seen" => {
            text.fold(at + 1) == "each" || text.fold(at + 1) == "one"
        }
        "speak" | "speaks" | "spoken" | "spoke" | "talk" => true,
        "put" => text.fold(at + 1) == "on",
        "compare" | "compares" | "compared" => text.fold(at + 1) == "notes",
        "consult" | "consults" | "consulted" => true,
        "been" => text.fold(at + 1) == "one",
        _ => false,
    }
}

/// A noun or verb of meeting.
pub(super) fn meeting_word(text: &CheckText<'_>, at: usize) -> bool {
    let fold = text.fold(at);
    round_noun(fold)
        || body_noun(fold).is_some_and(|noun| !is_faint(noun) || text.words.is_capital(at))
        || meeting_verb(text, at)
}

/// Nouns that mean a series only where they are written as its name.
fn is_faint(noun: &str) -> bool {
    matches!(
        noun,
        "week" | "day" | "table" | "force" | "encounter" | "team" | "board" | "mission"
    )
}

/// Words that name no body of their own and stand for the one told before.
fn is_generic(noun: &str) -> bool {
    matches!(
        noun,
        "body" | "mechanism" | "platform" | "club" | "encounter" | "initiative"
    )
}

fn body_at(text: &CheckText<'_>, at: usize) -> Option<String> {
    let noun = body_noun(text.fold(at))?;
    // "the forum", never told otherwise: another word for what was told before.
    let bare = |at: usize| at > 0 && matches!(text.fold(at - 1), "the" | "that" | "this" | "these");
    if bare(at)
        && !text.words.is_capital(at)
        && text.sentences().all(|(_, from, until)| {
            (from..until).all(|here| {
                body_noun(text.fold(here)) != Some(noun)
                    || bare(here) && !text.words.is_capital(here)
            })
        })
    {
        return None;
    }
    // "The talks resumed": of whatever was told before.
    if matches!(
        noun,
        "talks" | "consultations" | "conference" | "forum" | "encounter"
    ) && at > 0
        && matches!(text.fold(at - 1), "the" | "these" | "those")
        && noun.ends_with('s')
    {
        return None;
    }
    if noun == "table" && at > 0 && text.fold(at - 1) == "round" {
        return Some("roundtable".to_owned());
    }
    if is_generic(noun) || is_faint(noun) && noun != "board" && !text.words.is_capital(at) {
        return None;
    }
    // "working group" and "business council" are others than "group" and "council".
    let before = at.checked_sub(1).map_or("", |before| text.fold(before));
    Some(match before {
        "working" | "business" | "advisory" | "steering" | "expert" | "technical" | "sub"
        | "industry" | "drafting" | "skills" | "preparatory" => format!("{before} {noun}"),
        _ => noun.to_owned(),
    })
}

/// Whether a stretch of words names a body.
pub(super) fn body_within(text: &CheckText<'_>, from: usize, until: usize) -> bool {
    (from..until).any(|at| body_at(text, at).is_some())
}

impl Topic {
    /// What is named at or nearest to a word: before it, else behind it.
    pub(super) fn of(text: &CheckText<'_>, sentence: usize, at: usize, end: usize) -> Self {
        let Some(own) = text.words.sentences.get(sentence) else {
            return Self::default();
        };
        let mut topic = Self::default();
        let near_from = clause_start(text, own.from, at);
        for here in (near_from..at).rev() {
            if topic.bodies.is_empty()
                && let Some(body) = body_at(text, here)
            {
                topic.bodies.insert(body);
                // "The dialogue, a forum of officials, meets …" has two nouns.
                let indefinite = (here.saturating_sub(4).max(near_from)..here)
                    .any(|at| matches!(text.fold(at), "a" | "an"));
                if indefinite {
                    topic
                        .bodies
                        .extend((near_from..here).find_map(|at| body_at(text, at)));
                }
            }
            if topic.people.is_empty()
                && let Some(people) = people_noun(text.fold(here))
            {
                topic.people.insert(people.to_owned());
            }
        }
        for here in at..(end + 9).min(own.until) {
            if matches!(text.fold(here), ";" | ":" | "but" | "while" | "whereas") {
                break;
            }
            if let Some(body) = body_at(text, here)
                && (topic.bodies.is_empty() || here < end + 4 && here > at)
                && !(here > end && matches!(text.fold(here - 1), "by" | "under"))
            {
                if here <= end + 4 {
                    topic.bodies.insert(body);
                }
                break;
            }
        }
        let reach = if topic.people.is_empty() {
            end + 12
        } else {
            end
        };
        for here in at..reach.min(own.until) {
            if here > end && matches!(text.fold(here), ";" | "with" | "by" | "to") {
                break;
            }
            topic
                .people
                .extend(people_noun(text.fold(here)).map(str::to_owned));
        }
        topic.forums = forums(text, sentence, near_from, own.until);
        if topic.bodies.is_empty() && topic.forums.is_empty() {
            // "it", "they", "the session": what the sentences before tell of.
            topic.points_back = true;
            topic
                .bodies
                .extend((own.from..near_from).filter_map(|here| body_at(text, here)));
            topic.forums = forums(text, sentence, own.from, near_from);
            topic.near = matches!(
                text.fold(near_from),
                "it" | "its" | "that" | "this" | "they" | "these" | "those"
            );
            topic.look_back(text, sentence);
        }
        topic
    }

    fn look_back(&mut self, text: &CheckText<'_>, sentence: usize) {
        let mut nearest = self.bodies.is_empty() && self.forums.is_empty();
        for before in (sentence.saturating_sub(REACH)..sentence).rev() {
            let Some(earlier) = text.words.sentences.get(before) else {
                return;
            };
            let bodies = || (earlier.from..earlier.until).filter_map(|here| body_at(text, here));
            let forums = forums(text, before, earlier.from, earlier.until);
            if nearest {
                if self.people.is_empty() {
                    self.people.extend(
                        (earlier.from..earlier.until)
                            .filter_map(|here| people_noun(text.fold(here)).map(str::to_owned)),
                    );
                }
                self.bodies.extend(bodies());
                self.forums.extend(forums);
                nearest = self.bodies.is_empty() && self.forums.is_empty();
            } else {
                self.farther.extend(bodies());
                self.farther.extend(forums);
            }
        }
    }

    /// What the text opens with.
    pub(super) fn of_lead(text: &CheckText<'_>) -> Self {
        let mut topic = Self::default();
        for (number, from, until) in text.sentences().take(3) {
            for at in from..until {
                topic.bodies.extend(body_at(text, at));
            }
            topic.forums.extend(forums(text, number, from, until));
        }
        topic
    }

    /// How much speaks for one thing told by both; negative for two things.
    pub(super) fn likeness(&self, other: &Self, lead: &Self) -> i32 {
        let shares =
            |a: &BTreeSet<String>, b: &BTreeSet<String>| a.intersection(b).next().is_some();
        let both_named = !self.points_back && !other.points_back;
        let bodies = shares(&self.bodies, &other.bodies) || shares(&self.forums, &other.forums);
        let none_known = |topic: &Self| topic.bodies.is_empty() && topic.forums.is_empty();
        let mut score = if bodies {
            3 - i32::from(self.points_back && other.points_back)
        } else if none_known(self) && none_known(other) {
            1
        } else if both_named {
            -2
        } else if other.points_back
            && (shares(&self.bodies, &other.farther) || shares(&self.forums, &other.farther))
        {
            if other.near { 0 } else { 2 }
        } else if other.points_back
            && (shares(&self.bodies, &lead.bodies) || shares(&self.forums, &lead.forums))
        {
            1
        } else {
            -1
        };
        if both_named
            && !self.forums.is_empty()
            && !other.forums.is_empty()
            && !shares(&self.forums, &other.forums)
        {
            score -= 3;
        }
        if shares(&self.people, &other.people) {
            score += if bodies { 1 } else { 3 };
        } else if !self.people.is_empty() && !other.people.is_empty() {
            score -= if both_named && bodies { 0 } else { 2 };
        }
        score
    }
}

/// Where the clause of a word begins: behind ";" or "but".
fn clause_start(text: &CheckText<'_>, from: usize, at: usize) -> usize {
    (from..at)
        .rev()
        .find(|here| matches!(text.fold(*here), ";" | "but" | "while" | "whereas"))
        .map_or(from, |here| here + 1)
}

fn forums(text: &CheckText<'_>, sentence: usize, from: usize, until: usize) -> BTreeSet<String> {
    text.annotations
        .found
        .get(sentence)
        .into_iter()
        .flatten()
        .filter(|found| {
            found.kind == MentionType::Forum && found.from >= from && found.until <= until
        })
        .filter_map(|found| found.id.clone())
        .collect()
}

/// Words that say that a rule was broken, or that something else is told of.
pub(super) fn excuses(text: &CheckText<'_>, from: usize, until: usize) -> bool {
    (from..until).any(|at| {
        let next = text.fold(at + 1);
        match text.fold(at) {
            "pandemic" | "covid" | "postponed" | "postponement" | "postponing" | "delayed"
            | "overdue" | "irregular" | "irregularly" | "unevenly" | "conceded" | "admitted"
            | "acknowledged" | "drifted" | "slipped" | "lapsed" | "extraordinary" | "emergency"
            | "unscheduled" | "supposed" | "nominally" | "officially" | "theoretically"
            | "exceptionally" | "exception" | "informal" | "informally" | "preparatory"
            | "separately" | "despite" | "although" | "swapped" | "swap" => {
                text.fold(at) != "exception" || at > 0 && text.fold(at - 1) != "without"
            }
            "in" => matches!(next, "practice" | "reality" | "theory" | "principle"),
            "on" => {
                matches!(next, "paper" | "average")
                    || next == "the" && {
                        text.fold(at + 2) == "other" && text.fold(at + 3) == "hand"
                    }
            }
            "by" => next == "contrast",
            "ad" => next == "hoc",
            "special" => super::topic::round_noun(next),
            "another" => next == "reason",
            _ => false,
        }
    })
}
