//! How long it was between rounds: "after a break of three years".

use super::measure::unit_months;
use super::nouns::{body_noun, meeting_word, round_noun};
use super::rounds_told::{Reader, Told};
use crate::propose::lexicon::{numeral, ordinal};

impl Reader<'_> {
    /// "three years", "a two-year", "half a year", "fourteen months".
    pub(super) fn duration(&self, at: usize) -> Option<(usize, f64)> {
        // "three sessions in as many years"
        if self.fold(at) == "as" && self.fold(at + 1) == "many" {
            let unit = unit_months(self.fold(at + 2))?;
            let count =
                (at.saturating_sub(7).max(self.from)..at)
                    .rev()
                    .find_map(|at| match self.fold(at) {
                        "twice" => Some(2),
                        fold => numeral(fold).or(ordinal(fold)),
                    })?;
            return Some((at + 3, f64::from(count) * unit));
        }
        let (mut next, count) = match self.fold(at) {
            "a" | "an" => (at + 1, 1.0),
            "half" if self.fold(at + 1) == "a" => (at + 2, 0.5),
            "couple" if self.fold(at + 1) == "of" => (at + 2, 2.0),
            fold => (at + 1, f64::from(numeral(fold)?)),
        };
        let count = if self.fold(next) == "full" || self.fold(next) == "whole" {
            next += 1;
            count
        } else {
            count
        };
        let hyphen = matches!(self.fold(next), "-" | "–");
        next += usize::from(hyphen);
        let unit = unit_months(self.fold(next))?;
        if matches!(self.fold(at), "a" | "an") && hyphen {
            return None;
        }
        let mut end = next + 1;
        let mut months = count * unit;
        if self.fold(end) == "and" && self.fold(end + 1) == "a" && self.fold(end + 2) == "half" {
            months += unit / 2.0;
            end += 3;
        }
        Some((end, months))
    }

    pub(super) fn last_date_of_sentence_before(&self) -> Option<(usize, usize)> {
        let before = self.sentence.checked_sub(1)?;
        let date = self.text.annotations.dates.get(before)?.last()?;
        Some((date.from, date.until))
    }

    /// "after a break of three years", "none for fourteen months", "thirteen months
    /// after the seventh"
    pub(super) fn length(&mut self) {
        let is_break = |fold: &str| {
            matches!(
                fold,
                "break"
                    | "hiatus"
                    | "gap"
                    | "pause"
                    | "lull"
                    | "interruption"
                    | "absence"
                    | "suspension"
                    | "silence"
                    | "intermission"
                    | "standstill"
                    | "interval"
                    | "layoff"
                    | "recess"
                    | "dormancy"
                    | "inactivity"
                    | "idleness"
                    | "stalemate"
                    | "neglect"
                    | "disuse"
                    | "wait"
            )
        };
        let qualifier = |fold: &str| {
            matches!(
                fold,
                "nearly"
                    | "almost"
                    | "about"
                    | "around"
                    | "some"
                    | "more"
                    | "over"
                    | "than"
                    | "at"
                    | "least"
                    | "well"
                    | "fully"
                    | "exactly"
                    | "just"
                    | "only"
                    | "barely"
                    | "the"
                    | "roughly"
                    | "less"
                    | "under"
            )
        };
        let mut at = self.from;
        while at < self.until {
            let Some((end, months)) = self.duration(at) else {
                at += 1;
                continue;
            };
            let own = at;
            at = end;
            let start = own.saturating_sub(10).max(self.from);
            let paused = (end..end + 3).any(|at| is_break(self.fold(at)))
                || (own.saturating_sub(4).max(self.from)..own).any(|at| is_break(self.fold(at)));
            if paused {
                let until = (end..end + 3)
                    .find(|at| is_break(self.fold(*at)))
                    .map_or(end, |at| at + 1);
                let from = own.saturating_sub(4).max(self.from);
                self.push(
                    from,
                    until,
                    Told::Gap {
                        least: months,
                        most: months,
                    },
                );
                continue;
            }
            let none = (start..own).any(|at| {
                matches!(
                    self.fold(at),
                    "not"
                        | "n't"
                        | "no"
                        | "none"
                        | "nothing"
                        | "neither"
                        | "never"
                        | "without"
                        | "dormant"
                        | "idle"
                        | "silent"
                        | "suspended"
                        | "inactive"
                        | "frozen"
                        | "lapsed"
                        | "shelved"
                        | "abeyance"
                )
            });
            let mut lead_in = own;
            while lead_in > self.from && own - lead_in < 5 && qualifier(self.before(lead_in, 1)) {
                lead_in -= 1;
            }
            // "was the last for twenty months"
            if self.before(lead_in, 1) == "for" && self.before(lead_in, 2) == "last" {
                self.push(lead_in - 2, end, Told::Since { least: months });
                continue;
            }
            let behind = matches!(self.before(lead_in, 1), "for" | "in")
                && lead_in <= self.from + 2
                && (end..end + 9).any(|at| matches!(self.fold(at), "not" | "n't" | "no" | "never"))
                && self.any_meeting(end, end + 12);
            if behind {
                self.push(own, (end + 9).min(self.until), Told::Empty { months });
                continue;
            }
            let lasting = matches!(
                self.before(lead_in, 1),
                "for"
                    | "in"
                    | "over"
                    | "than"
                    | "nearly"
                    | "almost"
                    | "about"
                    | "some"
                    | "last"
                    | "past"
                    | "another"
                    | "next"
                    | "following"
            );
            if none && lasting && self.any_meeting(start, end + 4)
                || none && matches!(self.fold(start), "none")
            {
                self.push(
                    start.max(own.saturating_sub(8)),
                    end,
                    Told::Empty { months },
                );
                continue;
            }
            let first = (start..own).rev().find(|at| self.fold(*at) == "first");
            if let Some(first) = first
                && self.before(lead_in, 1) == "in"
                && (first + 1..lead_in - 1).all(|at| {
                    round_noun(self.fold(at))
                        || body_noun(self.fold(at)).is_some()
                        || matches!(
                            self.fold(at),
                            "such"
                                | "of"
                                | "its"
                                | "kind"
                                | "their"
                                | "time"
                                | "to"
                                | "be"
                                | "held"
                                | "one"
                        )
                })
                && self.any_meeting(start, own)
            {
                self.push(
                    first,
                    end,
                    Told::Gap {
                        least: months,
                        most: months,
                    },
                );
                continue;
            }
            let next = self.fold(end);
            let passed = matches!(
                next,
                "passed" | "elapsed" | "lay" | "lie" | "separate" | "separated" | "apart"
            ) || matches!(next, "went" | "go") && self.fold(end + 1) == "by"
                || matches!(
                    next,
                    "are" | "were" | "had" | "have" | "has" | "would" | "will"
                ) && (end + 1..end + 4).any(|at| {
                    matches!(
                        self.fold(at),
                        "pass" | "passed" | "elapse" | "elapsed" | "gone" | "lie"
                    )
                });
            if passed
                && (matches!(next, "separate" | "separated" | "apart")
                    || (end..end + 14).any(|at| {
                        matches!(
                            self.fold(at),
                            "between" | "before" | "until" | "since" | "without"
                        )
                    }))
                && self.any_meeting(end, end + 14)
            {
                self.push(
                    own,
                    (end + 6).min(self.until),
                    Told::Gap {
                        least: months,
                        most: months,
                    },
                );
                continue;
            }
            // "for the third time in five months", "three sessions within a year"
            if matches!(
                self.before(lead_in, 1),
                "in" | "within" | "inside" | "during"
            ) && let Some((count, at)) = (self.from..lead_in).rev().take(9).find_map(|at| {
                let count = match self.fold(at) {
                    "twice" => 2,
                    "thrice" => 3,
                    fold => numeral(fold).or(ordinal(fold))?,
                };
                let noun = (at + 1..at + 4).any(|at| {
                    round_noun(self.fold(at)) || matches!(self.fold(at), "time" | "times")
                }) || self.fold(at) == "twice";
                (noun && count >= 2).then_some((count, at))
            }) && self.any_meeting(self.from, own)
            {
                let count = f64::from(count);
                self.push(
                    at,
                    end,
                    Told::Count {
                        count,
                        months,
                        whole: false,
                    },
                );
                continue;
            }
            // "In five years it has met three times"
            if matches!(self.before(lead_in, 1), "in" | "within" | "over")
                && lead_in <= self.from + 2
                && let Some(count) = (end..(end + 12).min(self.until)).find_map(|at| {
                    let count = match self.fold(at) {
                        "once" => 1,
                        "twice" => 2,
                        fold => numeral(fold).filter(|_| {
                            self.fold(at + 1) == "times" || round_noun(self.fold(at + 1))
                        })?,
                    };
                    Some((count, at))
                })
                && self.any_meeting(end, count.1 + 3)
            {
                let told = Told::Count {
                    count: f64::from(count.0),
                    months,
                    whole: false,
                };
                self.push(own, count.1 + 1, told);
                continue;
            }
            let numbered = |at: usize| {
                matches!(
                    self.fold(at),
                    "last" | "previous" | "preceding" | "latest" | "inaugural" | "first"
                ) || self.fold(at) == "recent"
                    || ordinal(self.fold(at)).is_some_and(|number| number > 1)
            };
            if matches!(next, "after" | "since") {
                let named = (end + 1..end + 6).find(|at| numbered(*at));
                if let Some(named) = named
                    && (named + 1..named + 5).any(|at| {
                        round_noun(self.fold(at))
                            || body_noun(self.fold(at)).is_some()
                            || matches!(self.fold(at), "one" | "," | ".")
                    })
                {
                    // "The sixth session comes five years after the first"
                    if matches!(self.fold(named), "first" | "inaugural") {
                        let number = (self.from..own)
                            .rev()
                            .find_map(|at| ordinal(self.fold(at)).filter(|number| *number >= 2));
                        if let Some(number) = number {
                            let count = f64::from(number);
                            self.push(
                                own,
                                named + 1,
                                Told::Count {
                                    count,
                                    months,
                                    whole: false,
                                },
                            );
                        }
                        continue;
                    }
                    self.push(
                        own,
                        named + 2,
                        Told::Gap {
                            least: months,
                            most: months,
                        },
                    );
                    continue;
                }
                if matches!(self.fold(end + 1), "that" | "it") && (self.from..own).any(numbered) {
                    let before = self
                        .dates
                        .iter()
                        .rfind(|date| date.until <= own)
                        .map(|date| (date.from, date.until))
                        .or_else(|| self.last_date_of_sentence_before());
                    self.push(
                        self.from,
                        end + 2,
                        Told::Gap {
                            least: months,
                            most: months,
                        },
                    );
                    if let Some(round) = self.rounds.last_mut() {
                        round.more = before;
                    }
                }
                continue;
            }
            if matches!(next, "earlier" | "before" | "later" | "previously")
                && let Some(named) = (start..own)
                    .rev()
                    .chain(self.from..start)
                    .find(|at| {
                        numbered(*at)
                            && (*at..own).any(|at| meeting_word(self.text, at))
                            && !(*at..own).any(|at| self.fold(at) == ";")
                    })
                    .or_else(|| {
                        // "Just five weeks earlier, they had held the fifth session"
                        (end + 1..(end + 12).min(self.until))
                            .find(|at| numbered(*at) && self.any_meeting(end, at + 3))
                    })
                && !matches!(self.fold(end + 1), "that" | "the")
                    | matches!(self.fold(end), "later" | "earlier")
            {
                self.push(
                    named.min(own),
                    (end + 1).max(named + 1),
                    Told::Gap {
                        least: months,
                        most: months,
                    },
                );
            }
        }
    }
}
