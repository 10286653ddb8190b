//! Which meeting or forum a sentence goes on about: the one that it names, the
//! one named before it, or what the text itself is about.

use super::CheckText;
use super::event::{EventDate, event_date, forum_key, parties_of};
use crate::propose::mention::MentionType;
use jiff::civil::Date;

/// Sentences back to which "the committee" and "it" can point.
const BACK: usize = 4;

/// Sentences in which the text says what it is about.
const LEAD: usize = 6;

/// Forums by sentence, and the one that the text is about.
pub(super) struct Threads {
    forums: Vec<Vec<(usize, String)>>,
    pub(super) own: Option<String>,
}

/// What a few words are about.
#[derive(Debug, Clone, Default)]
pub(super) struct Topic {
    /// The forum that the sentence names for them.
    pub(super) named: Option<String>,
    /// The forum told before, where the sentence names none.
    pub(super) carried: Option<String>,
    pub(super) date: Option<EventDate>,
    pub(super) place: Option<String>,
    pub(super) parties: Option<u8>,
    /// The sentence is among those that tell what the text is about.
    pub(super) leads: bool,
    /// The date of the meeting that the sentence before tells of.
    pub(super) carried_date: Option<EventDate>,
}

impl Threads {
    pub(super) fn of(text: &CheckText<'_>) -> Self {
        let mut forums: Vec<Vec<(usize, String)>> = vec![Vec::new(); text.annotations.found.len()];
        let mut security = false;
        let mut economic = false;
        for (number, from, _) in text.sentences() {
            for forum in text.annotations.found[number]
                .iter()
                .filter(|found| found.kind == MentionType::Forum)
            {
                let Some(key) = forum_key(text.words, forum) else {
                    continue;
                };
                security |= key == "scc" && forum.len() > 1 && text.fold(forum.from) == "security"
                    || forum.from > from && text.fold(forum.from - 1) == "security";
                economic |= key == "epcc";
                if !is_backdrop(text, from, forum.from, forum.until) {
                    forums[number].push((forum.from, key));
                }
            }
        }
        // "the 2+2", where the economic one has been named.
        if economic && !security {
            for (_, key) in forums.iter_mut().flatten() {
                if key == "scc" {
                    "epcc".clone_into(key);
                }
            }
        }
        let own = text
            .sentences()
            .take(LEAD)
            .find_map(|(number, _, _)| forums[number].first())
            .map(|(_, key)| key.clone());
        Self { forums, own }
    }

    /// The forum nearest to a word in its sentence: before it, else behind it.
    fn named(&self, number: usize, from: usize, until: usize, at: usize) -> Option<String> {
        let inside = || {
            self.forums[number]
                .iter()
                .filter(|(position, _)| *position >= from && *position < until)
        };
        inside()
            .rfind(|(position, _)| *position <= at)
            .or_else(|| inside().find(|(position, _)| *position > at))
            .map(|(_, key)| key.clone())
    }

    /// The forum told last before a sentence.
    fn carried(&self, number: usize) -> Option<String> {
        (number.saturating_sub(BACK)..number)
            .rev()
            .find_map(|number| self.forums[number].last())
            .map(|(_, key)| key.clone())
    }

    /// What words between `from` and `until` are about, as seen from `at`.
    pub(super) fn topic(
        &self,
        text: &CheckText<'_>,
        number: usize,
        (from, until): (usize, usize),
        at: usize,
    ) -> Topic {
        let range = &text.words.sentences[number];
        let named = self
            .named(number, from, until, at)
            .or_else(|| self.named(number, range.from, range.until, at));
        let place = text.annotations.found[number]
            .iter()
            .filter(|found| {
                found.kind == MentionType::Place
                    && found.from >= from
                    && found.until <= until
                    && found.id.as_deref() == Some("city")
            })
            .find(|place| {
                place.from > 0
                    && matches!(text.fold(place.from - 1), "in" | "at" | "the")
                    && !stands_for_government(text, place.until)
            })
            .map(|place| text.words.folded(place.from, place.until));
        let date = text.annotations.dates[number]
            .iter()
            .filter(|date| date.from >= from && date.until <= until && !date.future)
            .filter(|date| {
                !matches!(
                    text.fold(date.from.saturating_sub(1)),
                    "since" | "until" | "by" | "from" | "after" | "before"
                )
            })
            .min_by_key(|date| date.from.abs_diff(at))
            .and_then(event_date);
        let carried_date = date
            .is_none()
            .then(|| {
                text.events
                    .iter()
                    .filter(|event| event.sentence + 1 == number && !event.opens)
                    .rev()
                    .find_map(|event| event.date)
            })
            .flatten();
        Topic {
            leads: text
                .sentences()
                .take(LEAD + 2)
                .any(|(lead, _, _)| lead == number),
            carried_date,
            carried: if named.is_none() {
                self.carried(number)
            } else {
                None
            },
            named,
            date,
            place,
            parties: parties_of(text.words, from, until),
        }
    }

    /// True where two topics can be the same meeting, or meetings of the same
    /// series where `series`.
    pub(super) fn agree(&self, text: &CheckText<'_>, a: &Topic, b: &Topic, series: bool) -> bool {
        // What each can be of: the forum it names, else the one told before, or
        // the text's own.
        let candidates = |topic: &Topic| -> Vec<Option<String>> {
            if topic.named.is_some() {
                return vec![topic.named.clone()];
            }
            let mut all = vec![topic.carried.clone()];
            if topic.leads || topic.carried.is_none() || !series {
                all.push(self.own.clone());
            }
            all
        };
        let (left, right) = (candidates(a), candidates(b));
        let forum = left.iter().any(|key| right.contains(key));
        if !forum || matches!((a.parties, b.parties), (Some(a), Some(b)) if a != b) {
            return false;
        }
        if series {
            return true;
        }
        if matches!((&a.place, &b.place), (Some(a), Some(b)) if a != b) {
            return false;
        }
        let date = |topic: &Topic| topic.date.or(topic.carried_date);
        match (&date(a), &date(b)) {
            (Some(a), Some(b)) => !a.excludes(b),
            (Some(date), None) | (None, Some(date)) => !far_from_own(text, date),
            (None, None) => true,
        }
    }
}

/// A date that is not that of the text's own event.
fn far_from_own(text: &CheckText<'_>, date: &EventDate) -> bool {
    let Some(day) = text.day().or(text.dateline) else {
        return false;
    };
    match (date.bounds.lower, date.bounds.upper) {
        (Some(lower), Some(upper)) => {
            let days = |a: Date, b: Date| {
                a.since((jiff::Unit::Day, b))
                    .map_or(0, |span| span.get_days())
            };
            days(lower, day) > 3 || days(day, upper) > 3
        }
        _ => date.month.is_some_and(|month| month != day.month()),
    }
}

/// "on the margins of the G7", "ahead of the APEC summit".
fn is_backdrop(text: &CheckText<'_>, from: usize, at: usize, until: usize) -> bool {
    (at.saturating_sub(5).max(from)..at).any(|at| {
        matches!(
            text.fold(at),
            "margins"
                | "margin"
                | "sidelines"
                | "edge"
                | "edges"
                | "fringes"
                | "fringe"
                | "ahead"
                | "alongside"
                | "corridors"
        )
    }) || matches!(text.fold(until), "week" | "leaders'")
}

/// "Washington said": the government, not the place.
fn stands_for_government(text: &CheckText<'_>, behind: usize) -> bool {
    matches!(
        text.fold(behind),
        "said" | "says" | "wants" | "agreed" | "has" | "had" | "would" | "will" | "and" | "'s"
    )
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
