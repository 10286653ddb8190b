//! The number itself: "the fourth ministerial meeting", "a seventh", "for the
//! ninth time", "Workshop 3".

use super::claim::{Claim, Reader, Scope, Value, is_noun, is_one_of};
use super::number_words::{number_at, roman};
use super::phrase::Phrase;
use super::qualified::{counted_in_span, narrow_behind, narrower_first, personal, since_founding};
use super::when::is_meeting_form;
use crate::propose::date::is_month_or_weekday;
use crate::propose::lexicon::numeral;
use crate::propose::mention::MentionType;
use crate::propose::words::Shape;

impl Reader<'_, '_> {
    /// "the fourth ministerial meeting", "a seventh", "the 29th in Seoul".
    pub(super) fn number(&self, scope: &Scope<'_>, at: usize) -> Option<Claim> {
        let text = self.text;
        let (count, start, end) = number_at(text, scope.from, at)?;
        if text.words.is_hyphen(end) || personal(text, scope.number, scope.from, at) {
            return None;
        }
        let owned = scope
            .here
            .iter()
            .find(|phrase| phrase.from <= at && at < phrase.head);
        let named = owned
            .is_none()
            .then(|| self.named_behind(scope, end))
            .flatten();
        match owned.or(named.as_ref()) {
            Some(phrase) => self.of_phrase(scope, (start, end), count, phrase),
            None => self.alone(scope, (start, end), count),
        }
    }

    fn of_phrase(
        &self,
        scope: &Scope<'_>,
        (start, end): (usize, usize),
        count: u32,
        phrase: &Phrase,
    ) -> Option<Claim> {
        let text = self.text;
        let before = if start > scope.from {
            text.fold(start - 1)
        } else {
            ""
        };
        // "the first two rounds"
        let counted = numeral(text.fold(end)).is_some() && text.words.shape(end) == Shape::Lower;
        if counted || phrase.plural || matches!(before, "his" | "her" | "my" | "every" | "each") {
            return None;
        }
        let tail = phrase.head + 1;
        if count == 1 && (phrase.narrow || narrower_first(text, start)) {
            return None;
        }
        let since = (tail..scope.until.min(tail + 6)).find(|at| text.fold(*at) == "since");
        if since.is_some_and(|since| !since_founding(text, since, scope.until)) && count == 1
            || counted_in_span(text, tail, scope.until)
        {
            return None;
        }
        let mut phrase = phrase.clone();
        phrase.narrow |= narrow_behind(text, tail, scope.until);
        Some(self.claim(scope, (start, tail), Value::Number(count), phrase))
    }

    /// "the third JUCIP", "the fifth Kitakyushu Encounter": a name as the noun.
    fn named_behind(&self, scope: &Scope<'_>, end: usize) -> Option<Phrase> {
        let text = self.text;
        let forum = text.annotations.found[scope.number]
            .iter()
            .find(|found| found.kind == MentionType::Forum && found.from == end);
        let head = match forum {
            Some(forum) => forum.until - 1,
            None => {
                let mut until = end;
                while until < scope.until
                    && until - end < 8
                    && (text.words.is_capital(until)
                        || text.words.is_hyphen(until) && text.words.is_capital(until + 1))
                {
                    until += 1;
                }
                let named = text.annotations.found[scope.number].iter().any(|found| {
                    matches!(
                        found.kind,
                        MentionType::Per | MentionType::Role | MentionType::Date | MentionType::Org
                    ) && found.from < until
                        && end < found.until
                });
                if until < end + 2 || named {
                    return None;
                }
                until - 1
            }
        };
        let mut phrase = Phrase {
            sentence: scope.number,
            from: end,
            head,
            forum: forum.and_then(|forum| forum.id.clone()),
            ..Phrase::default()
        };
        phrase.determiner = end
            .checked_sub(2)
            .map_or(String::new(), |at| text.fold(at).to_owned());
        phrase.keys.extend(
            (end..=head)
                .filter(|at| text.words.is_capital(*at))
                .map(|at| text.fold(at).to_owned()),
        );
        phrase.heads.insert(text.fold(head).to_owned());
        Some(phrase)
    }

    /// "a seventh", "The eleventh fell to Osaka", "the second of its kind".
    fn alone(&self, scope: &Scope<'_>, (start, end): (usize, usize), count: u32) -> Option<Claim> {
        let text = self.text;
        let before = if start > scope.from {
            text.fold(start - 1)
        } else {
            ""
        };
        if text.fold(start) == "first" || text.fold(end) == "time" {
            return None;
        }
        // "on the 27th"
        let dated = text.annotations.dates[scope.number]
            .iter()
            .any(|date| date.from < end && start < date.until);
        let weekday = is_month_or_weekday(text.fold(start.saturating_sub(2)));
        let day = weekday
            || text.words.shape(start) == Shape::Number
                && count <= 31
                && is_one_of(
                    text,
                    start.saturating_sub(2),
                    &[
                        "on", "by", "until", "from", "till", "and", "to", "after", "before", "for",
                    ],
                );
        if dated || day {
            return None;
        }
        let determined = matches!(
            before,
            "the" | "a" | "its" | "their" | "this" | "our" | "’s" | "'s"
        ) || is_one_of(text, start.saturating_sub(2), &["the", "a"]);
        if !determined {
            return None;
        }
        const FOLLOWERS: [&str; 44] = [
            ",",
            ".",
            ";",
            ":",
            ")",
            "—",
            "–",
            "-",
            "\"",
            "”",
            "in",
            "at",
            "was",
            "is",
            "will",
            "would",
            "fell",
            "took",
            "came",
            "followed",
            "held",
            "under",
            "convened",
            "had",
            "has",
            "should",
            "could",
            "such",
            "since",
            "and",
            "on",
            "between",
            "within",
            "met",
            "opened",
            "ended",
            "so",
            "but",
            "goes",
            "went",
            "overall",
            "altogether",
            "or",
            "as",
        ];
        let of_kind = text.fold(end) == "of"
            && is_one_of(text, end + 1, &["its", "the", "their", "this"])
            && is_one_of(text, end + 2, &["kind", "sort", "type", "series"]);
        if end < scope.until && !of_kind && !FOLLOWERS.contains(&text.fold(end)) {
            return None;
        }
        let since = text.fold(end) == "since";
        if since && !since_founding(text, end, scope.until) {
            return None;
        }
        // "the fourth in person", "the second on the mainland", "the first in years"
        let of_series = is_one_of(text, end, &["in", "within", "under"])
            && (end + 1..end + 4).any(|at| is_noun(text, at));
        let in_person = text.fold(end) == "in" && text.fold(end + 1) == "person";
        let elsewhere = is_one_of(text, end, &["in", "on", "at"])
            && !of_series
            && !in_person
            && (is_one_of(
                text,
                end + 1,
                &["person", "the", "a", "which", "its", "as", "recent", "this"],
            ) || numeral(text.fold(end + 1)).is_some_and(|count| count < 100));
        // "The second is continuity."
        let thing = text.fold(end) == "is"
            && !is_one_of(
                text,
                end + 1,
                &[
                    "to",
                    "being",
                    "due",
                    "expected",
                    "scheduled",
                    "planned",
                    "set",
                ],
            );
        if elsewhere
            || thing
            || text.words.is_hyphen(end + 1)
            || counted_in_span(text, end, scope.until)
        {
            return None;
        }
        let mut phrase = self.series_of_number(scope, start)?;
        phrase.elliptic = true;
        before.clone_into(&mut phrase.determiner);
        phrase.plural = false;
        phrase.narrow |= narrow_behind(text, end, scope.until);
        Some(self.claim(
            scope,
            (start.saturating_sub(1).max(scope.from), end),
            Value::Number(count),
            phrase,
        ))
    }

    /// "meeting number nine", "Workshop 3", "G7 No. 50".
    pub(super) fn figure(&self, scope: &Scope<'_>, at: usize) -> Option<Claim> {
        let text = self.text;
        let marked = is_one_of(text, at + 1, &["number", "no", "no.", "#", "nr", "nr."]);
        let mut figure = at + 1 + usize::from(marked);
        if marked && text.fold(figure) == "." {
            figure += 1;
        }
        let count = numeral(text.fold(figure))
            .or_else(|| roman(text.raw_roman(figure)))
            .filter(|count| (1..200).contains(count))?;
        if figure >= scope.until {
            return None;
        }
        let behind = is_noun(text, figure + 1)
            || is_one_of(
                text,
                figure + 1,
                &[
                    "%",
                    "percent",
                    "per",
                    "million",
                    "billion",
                    "countries",
                    "members",
                ],
            );
        let numbered = (text.words.is_capital(at) || text.fold(at) == "round")
            && (text.words.shape(figure) == Shape::Number
                || text.words.shape(figure) == Shape::Upper
                || text.fold(at) == "round");
        let phrase = match scope.here.iter().find(|phrase| phrase.head == at) {
            Some(phrase) if (marked || numbered && !behind) && !phrase.plural => phrase.clone(),
            None if marked => {
                let forum = text.annotations.found[scope.number]
                    .iter()
                    .find(|found| found.kind == MentionType::Forum && found.until == at + 1)?;
                Phrase {
                    sentence: scope.number,
                    from: at,
                    head: at,
                    forum: forum.id.clone(),
                    ..Phrase::default()
                }
            }
            _ => return None,
        };
        Some(self.claim(scope, (at, figure + 1), Value::Number(count), phrase))
    }

    /// "met for the ninth time", "It was the second time that the committee had met".
    pub(super) fn times(&self, scope: &Scope<'_>, at: usize) -> Option<Claim> {
        let text = self.text;
        let (count, start, end) =
            number_at(text, scope.from, at).filter(|(count, _, _)| *count > 1)?;
        if text.fold(end) != "time" || personal(text, scope.number, scope.from, at) {
            return None;
        }
        // Hosts count the times that they were host.
        let verb = (start.saturating_sub(14).max(scope.from)..scope.until.min(end + 16))
            .filter(|verb| verb.abs_diff(at) > 1 && is_meeting_form(text, *verb))
            .min_by_key(|verb| verb.abs_diff(at))
            .filter(|verb| !is_one_of(text, *verb, &["host", "hosts", "hosted"]))?;
        // "for the second time in Korea", "… this year": there, or then, only.
        let behind = end + 1;
        let dated = text.annotations.dates[scope.number]
            .iter()
            .any(|date| date.from >= behind && date.from <= behind + 1);
        let few = numeral(text.fold(behind + 1)).is_some_and(|count| count < 1900);
        if is_one_of(
            text,
            behind,
            &["in", "at", "with", "this", "since", "running"],
        ) && (!dated || few)
            || text.fold(behind) == "on" && !dated
            || is_one_of(text, behind + 1, &["years", "months", "weeks", "days"])
            || is_one_of(text, start.saturating_sub(1), &["a", "every"])
        {
            return None;
        }
        let subject_at = if verb > at {
            scope
                .here
                .iter()
                .find(|phrase| phrase.head > at)
                .map_or(verb, |phrase| phrase.head + 1)
        } else {
            verb + 1
        };
        let phrase = self.subject(scope, subject_at)?;
        let phrase = Phrase {
            plural: false,
            determiner: String::new(),
            ..phrase
        };
        Some(self.claim(
            scope,
            (start.saturating_sub(2).max(scope.from), end + 1),
            Value::Number(count),
            phrase,
        ))
    }
}
