//! Where a numbered meeting stands in time: the text's own, an earlier one, one
//! to come.

use super::super::CheckText;
use super::claim::{Scope, Standing, is_noun, is_one_of};
use super::phrase::Phrase;
use super::when::{date_near, days_before, is_meeting_form, place_near};
use crate::propose::BlockKind;
use crate::propose::date::is_month_or_weekday;
use crate::propose::lexicon::ordinal;

/// Days back within which a date is one of the news.
const NEWS: i32 = 12;

/// Words that tell of what is to come.
const COMING: [&str; 34] = [
    "will",
    "would",
    "should",
    "could",
    "might",
    "shall",
    "plan",
    "plans",
    "planned",
    "planning",
    "prepare",
    "prepares",
    "preparing",
    "prepared",
    "preparations",
    "upcoming",
    "whether",
    "propose",
    "proposed",
    "expected",
    "scheduled",
    "due",
    "wants",
    "hopes",
    "hoped",
    "offered",
    "intend",
    "slated",
    "pencilled",
    "penciled",
    "tentatively",
    "likely",
    "arranged",
    "invited",
];

/// Participles of plans.
const PLANNED: [&str; 8] = [
    "scheduled",
    "planned",
    "due",
    "slated",
    "expected",
    "pencilled",
    "penciled",
    "tentatively",
];

const MODALS: [&str; 6] = ["will", "should", "could", "might", "would", "shall"];

/// Where a claim stands in time.
pub(super) fn standing(
    text: &CheckText<'_>,
    scope: &Scope<'_>,
    span: (usize, usize),
    phrase: &Phrase,
) -> Standing {
    Number {
        text,
        scope,
        low: span.0,
        high: span.1,
        phrase,
    }
    .standing()
}

/// A number in its sentence.
struct Number<'a, 'b> {
    text: &'a CheckText<'b>,
    scope: &'a Scope<'a>,
    low: usize,
    high: usize,
    phrase: &'a Phrase,
}

impl Number<'_, '_> {
    fn standing(&self) -> Standing {
        if self.is_this() {
            return Standing::Main;
        }
        if self.is_just_before() {
            return Standing::JustBefore;
        }
        if self.is_next() {
            return Standing::Next;
        }
        if self.is_ahead() {
            return Standing::Ahead;
        }
        let span = (self.low, self.high);
        let date = date_near(self.text, self.scope, span);
        let days = date.and_then(|date| days_before(self.text, &date));
        let past = self.is_told_past();
        match days {
            Some(days) if days > NEWS => return Standing::Past,
            Some(days) if days >= -1 && !past => return Standing::Main,
            _ => {}
        }
        let sentence = &self.text.words.sentences[self.scope.number];
        let heading = self.text.words.kind_of(sentence) == BlockKind::Heading;
        if past && !heading {
            return Standing::Past;
        }
        // A date told in a text without a day of its own says nothing of which.
        if date.is_some() && days.is_none() && !heading && self.scope.number > 1 {
            return Standing::Open;
        }
        // "The third round of the talks was conducted without him."
        let opens = self.low <= self.scope.from + 2
            && !self.phrase.elliptic
            && date.is_none()
            && place_near(self.text, self.scope, span).is_none();
        if self.scope.early
            || opens
            || self.is_it(date.is_some())
            || self.is_news()
            || self.speaks()
        {
            Standing::Main
        } else {
            Standing::Open
        }
    }

    fn is(&self, at: usize, words: &[&str]) -> bool {
        is_one_of(self.text, at, words)
    }

    /// The words before it.
    fn back(&self, words: usize) -> std::ops::Range<usize> {
        self.low.saturating_sub(words).max(self.scope.from)..self.low
    }

    /// The words behind it.
    fn on(&self, words: usize) -> std::ops::Range<usize> {
        self.high..self.scope.until.min(self.high + words)
    }

    /// The words before it in its clause, the nearest first.
    fn clause_back(&self, words: usize) -> impl Iterator<Item = usize> + '_ {
        const ENDS: [&str; 7] = [";", ":", ".", "after", "since", "following", "which"];
        self.back(words)
            .rev()
            .take_while(move |at| !self.is(*at, &ENDS))
    }

    /// The words behind it in its clause.
    fn clause_on(&self, words: usize) -> impl Iterator<Item = usize> + '_ {
        const ENDS: [&str; 6] = [";", ".", "after", "which", "and", "that"];
        self.on(words).take_while(move |at| !self.is(*at, &ENDS))
    }

    /// "this third gathering", "at that seventh meeting"
    fn is_this(&self) -> bool {
        const OPENERS: [&str; 11] = [
            "in", "at", "of", "during", "after", "before", "since", "by", ",", ";", "\"",
        ];
        match self.phrase.determiner.as_str() {
            "this" => true,
            // Not "added that meeting number nine".
            "that" => {
                self.phrase.from <= self.scope.from + 1
                    || self.is(self.phrase.from.saturating_sub(2), &OPENERS)
            }
            _ => false,
        }
    }

    /// "the previous one, the sixth", "when they last met, for the fourth round"
    fn is_just_before(&self) -> bool {
        let last = self.back(14).any(|at| {
            self.is(at, &["last"])
                && (is_meeting_form(self.text, at + 1)
                    || is_noun(self.text, at + 1)
                    || self.is(at + 1, &["sat", "one", "time"]))
                && !self.text.annotations.dates[self.scope.number]
                    .iter()
                    .any(|date| date.from <= at && at < date.until)
        });
        // "the tenth session, the last one,"
        let apposition = self.is(self.high, &[",", "("])
            && self.is(self.high + 1, &["the"])
            && self.is(self.high + 2, &["last", "previous", "preceding"])
            && self.is(self.high + 3, &[",", ".", ")", "one", "so"]);
        let previous = self
            .back(8)
            .any(|at| self.is(at, &["previous", "preceding", "predecessor"]));
        last || apposition || previous
    }

    fn is_next(&self) -> bool {
        const OTHER: [&str; 7] = ["year", "month", "week", "day", "door", "to", "-"];
        self.clause_back(12)
            .chain(self.clause_on(9))
            .any(|at| self.is(at, &["next"]) && !self.is(at + 1, &OTHER))
    }

    /// "a seventh could be arranged", "will host the fourth", "The fifth is due"
    fn is_ahead(&self) -> bool {
        let determiner = self.phrase.determiner.as_str();
        let indefinite = matches!(determiner, "a" | "an" | "its" | "their")
            || self.is(self.low, &["a", "an", "its", "their"]);
        let marked = self
            .clause_back(10)
            .any(|at| COMING.contains(&self.text.fold(at)));
        let held = self.clause_back(6).any(|at| {
            is_meeting_form(self.text, at)
                || self.is(
                    at,
                    &["have", "attend", "arrange", "prepare", "schedule", "be"],
                )
        });
        let to_hold = self.clause_back(8).any(|at| {
            self.is(at, &["to"])
                && (is_meeting_form(self.text, at + 1)
                    || self.is(at + 1, &["open", "have", "attend"])
                    || self.is(at + 1, &["be"]) && is_meeting_form(self.text, at + 2))
                && !self.is(at.saturating_sub(1), &["chance", "able"])
        });
        // "were to come to Astana for the tenth"
        let was_to = self
            .back(10)
            .any(|at| self.is(at, &["was", "were"]) && self.is(at + 1, &["to"]));
        // "The tenth, Quispe said, should be hers."
        let inserted = self.on(7).any(|at| self.is(at, &["said", "says", "added"]))
            && self.on(9).any(|at| self.is(at, &MODALS));
        marked && (indefinite || held)
            || to_hold
            || was_to
            || inserted
            || self.comes_for_it()
            || self.is_planned()
    }

    /// "will see each other in June for round five"
    fn comes_for_it(&self) -> bool {
        const WILL: [&str; 8] = [
            "will", "would", "plan", "plans", "should", "due", "set", "expected",
        ];
        let start = self.phrase.from;
        let for_it = [
            start.saturating_sub(1),
            start.saturating_sub(2),
            self.low.saturating_sub(1),
        ]
        .into_iter()
        .any(|at| self.is(at, &["for"]));
        for_it && self.back(16).any(|at| self.is(at, &WILL))
    }

    /// "The fifth will …", "is to be held", "planned for May"
    fn is_planned(&self) -> bool {
        const DUE: [&str; 12] = [
            "to",
            "being",
            "expected",
            "due",
            "scheduled",
            "planned",
            "set",
            "likely",
            "yet",
            "slated",
            "pencilled",
            "penciled",
        ];
        let modal = self.clause_on(4).any(|at| self.is(at, &MODALS));
        // As far as the next number: "the eighth in May, the ninth is planned".
        let due = self
            .clause_on(9)
            .take_while(|at| ordinal(self.text.fold(*at)).is_none())
            .any(|at| self.is(at, &["is", "are"]) && self.is(at + 1, &DUE));
        let participle = self.clause_on(3).any(|at| self.is(at, &PLANNED))
            && !self.clause_on(2).any(|at| self.is(at, &["was", "were"]));
        modal || due || participle
    }

    /// "a year ago", "had", "last year", "what was then the fourth round"
    fn is_told_past(&self) -> bool {
        let from = self.scope.from;
        let is_ago = |at: usize| {
            self.is(at, &["ago"])
                // "The party, set up four years ago, was meeting"
                && (at <= from + 4 || !(at..self.low).any(|at| self.is(at, &[","])))
        };
        let reported =
            (from..self.low).any(|at| self.is(at, &["said", "says", "announced", "reported"]));
        // "said it had concluded a sixth round": told in the past, of now.
        let had = |at: usize| {
            at > from
                && !(reported && self.scope.early)
                && self.is(at, &["had"])
                && !self.is(at + 1, &["their", "its", "a", "the"])
        };
        // "The fifth had taken place in Washington."
        let opens = self.low <= from + 2
            && !self.is(self.high, &["that"])
            && self.on(10).any(|at| self.is(at, &["had"]));
        opens
            || self
                .clause_back(9)
                .any(|at| self.is(at, &["earlier", "formerly"]) || had(at))
            || self.clause_on(7).any(|at| self.is(at, &["earlier", "ago"]))
            || self
                .back(14)
                .any(|at| is_ago(at) || self.is(at, &["last"]) && self.is(at + 1, &["year"]))
            || self.back(5).any(|at| {
                self.is(at, &["then"]) && self.is(at.saturating_sub(1), &["was", "were", "what"])
            })
    }

    /// "It was the sixth meeting of the group", "The Sydney meeting was its fourth"
    fn is_it(&self, dated: bool) -> bool {
        const COPULAS: [&str; 4] = ["was", "is", "marked", "marks"];
        let from = self.scope.from;
        let pronoun =
            self.is(from, &["it", "this"]) && self.is(from + 1, &COPULAS) && self.low <= from + 6;
        let noun = !dated
            && self.is(from, &["it", "this", "the"])
            && self.low <= from + 9
            && self.back(4).any(|at| self.is(at, &COPULAS));
        self.scope.number > 0 && (pronoun || noun)
    }

    /// "Tuesday's sixth round", "this week's hearing, the fourth"
    fn is_news(&self) -> bool {
        self.clause_on(5).chain(self.clause_back(4)).any(|at| {
            let fold = self.text.fold(at);
            matches!(fold, "today" | "yesterday" | "thus" | "now")
                || fold == "week" && self.is(at.saturating_sub(1), &["this", "last"])
                || is_month_or_weekday(fold) && fold.ends_with("day")
        })
    }

    /// "We came to the third round with a long list."
    fn speaks(&self) -> bool {
        const BACK: [&str; 7] = ["had", "were", "then", "last", "ago", "since", "remember"];
        let (from, until) = (self.scope.from, self.scope.until);
        (from..self.low).any(|at| self.is(at, &["\"", "“"]))
            && (from..until).any(|at| self.is(at, &["we", "our", "us", "i"]))
            && !(from..until).any(|at| self.is(at, &BACK))
    }
}
