//! The last round before now and the next one: "last met in July", "the first since",
//! "will meet again in".

use super::nouns::{body_noun, meeting_verb, round_noun};
use super::rounds_told::{Reader, Told, is_stop};
use super::stretch::Stretch;
use crate::propose::lexicon::{numeral, ordinal};

impl Reader<'_> {
    /// "last met in July 2022", "its most recent edition dates from March"
    pub(super) fn last(&mut self) {
        for at in self.from..self.until {
            let marker = match self.fold(at) {
                "last" | "latest" | "previous" | "preceding" => true,
                "recent" => self.before(at, 1) == "most",
                "recently" => self.before(at, 1) == "most",
                // "the one before took place in", "its predecessor"
                "before" => {
                    (self.before(at, 1) == "one" || round_noun(self.before(at, 1)))
                        && matches!(self.before(at, 2), "the" | "one")
                }
                "predecessor" => true,
                _ => false,
            };
            let whole = matches!(self.fold(at), "before" | "predecessor");
            if !marker
                || self
                    .dates
                    .iter()
                    .any(|date| date.from <= at && at < date.until)
                || self.text.annotations.dates[self.sentence]
                    .iter()
                    .any(|date| date.from <= at && at < date.until)
            {
                continue;
            }
            let noun = (at + usize::from(!whole)..at + 7)
                .take_while(|at| !matches!(self.fold(*at), "," | "." | "in" | "on"))
                .find(|here| {
                    let at = here;
                    if whole {
                        return true;
                    }
                    round_noun(self.fold(*at))
                        || body_noun(self.fold(*at)).is_some()
                        || self.fold(*at) == "one"
                            && (self.any_meeting(*at, *at + 4)
                                || (*at + 1..*at + 4).any(|at| {
                                    matches!(self.fold(at), "was" | "been" | "dates" | "dated")
                                        && matches!(
                                            self.fold(at + 1),
                                            "in" | "on" | "from" | "back" | "last" | "at" | "to"
                                        )
                                }))
                        || self.fold(*at) == "did"
                })
                .or_else(|| {
                    // "last met", "was last held"
                    (at + 1..at + 4)
                        .take_while(|at| !matches!(self.fold(*at), "it" | "they" | "he" | "she"))
                        .find(|here| meeting_verb(self.text, *here))
                        .filter(|here| self.fold(at) != "previous" && *here <= at + 3)
                })
                .or_else(|| meeting_verb(self.text, at.saturating_sub(1)).then_some(at));
            let Some(noun) = noun else { continue };
            // "the last five sessions" are told in a row.
            if (at + 1..noun).any(|at| numeral(self.fold(at)).is_some_and(|count| count > 1)) {
                continue;
            }
            let date = self
                .date_behind(noun + 1, 9)
                .filter(|date| {
                    !(noun + 1..date.from).any(|at| {
                        is_stop(self.fold(at))
                            && !matches!(self.before(at, 1), "back" | "dates" | "dated")
                            && self.fold(at) != "from"
                    })
                })
                .or_else(|| {
                    self.dates
                        .iter()
                        .find(|date| {
                            date.until <= at
                                && at - date.until <= 5
                                && (date.until..at).any(|at| self.fold(at) == "when")
                        })
                        .copied()
                });
            let (Some(date), Some(now)) = (date, self.now) else {
                continue;
            };
            if date.last < now {
                let (least, most) = (f64::from(now - date.last), f64::from(now - date.first));
                let told = Told::Last { least, most };
                self.push(at.min(date.from), date.until.max(noun + 1), told);
            }
        }
    }

    /// "had not been held since May 2023", "the first since", "silent since"
    pub(super) fn since(&mut self) {
        self.not_again_until();
        self.as_recently();
        self.next();
        for at in self.from..self.until {
            if self.fold(at) != "since" {
                continue;
            }
            let start = at.saturating_sub(12).max(self.from);
            let none = (start..at)
                .rev()
                .take_while(|at| !matches!(self.fold(*at), ";" | ":"))
                .any(|here| {
                    matches!(
                        self.fold(here),
                        "not" | "n't" | "never" | "no" | "none" | "nothing" | "neither" | "nor"
                    )
                })
                && self.any_meeting(start, (at + 9).min(self.until));
            let silent = matches!(
                self.before(at, 1),
                "silent"
                    | "dormant"
                    | "idle"
                    | "suspended"
                    | "inactive"
                    | "frozen"
                    | "lapsed"
                    | "quiet"
                    | "abeyance"
                    | "hold"
                    | "ice"
                    | "asleep"
                    | "defunct"
            );
            let first = (start..at)
                .rev()
                .find(|here| self.fold(*here) == "first")
                .filter(|first| {
                    (*first + 1..at).all(|here| {
                        let fold = self.fold(here);
                        round_noun(fold)
                            || body_noun(fold).is_some()
                            || matches!(
                                fold,
                                "such"
                                    | "of"
                                    | "their"
                                    | "its"
                                    | "the"
                                    | "kind"
                                    | "sort"
                                    | "to"
                                    | "be"
                                    | "held"
                                    | "one"
                                    | "time"
                                    | "in"
                                    | "series"
                                    | "full"
                                    | "this"
                                    | "format"
                                    | "for"
                                    | "met"
                                    | "been"
                            )
                    })
                });
            if !none && !silent && first.is_none() {
                continue;
            }
            // "for the first time since": of whatever was done, only of meetings.
            if first.is_some() && !none && !self.any_meeting(start, at) {
                continue;
            }
            let date = self.date_behind(at + 1, 8).or_else(|| {
                silent
                    .then(|| self.dates.iter().rfind(|date| date.until <= at).copied())
                    .flatten()
            });
            let (Some(date), Some(now)) = (date, self.now) else {
                continue;
            };
            if date.last < now {
                let from = first.unwrap_or(start).min(date.from);
                let least = f64::from(now - date.last);
                self.push(from, date.until.max(at + 1), Told::Since { least });
            }
        }
    }

    /// "After Ottawa in October 2022, they did not meet again until this week"
    pub(super) fn not_again_until(&mut self) {
        for at in self.from..self.until {
            if !matches!(self.fold(at), "until" | "till") {
                continue;
            }
            let start = at.saturating_sub(9).max(self.from);
            let not = (start..at).find(|at| {
                matches!(
                    self.fold(*at),
                    "not" | "n't" | "never" | "no" | "none" | "nor"
                )
            });
            let Some(not) = not.filter(|not| self.any_meeting(*not, at)) else {
                continue;
            };
            let Some(before) = self.dates.iter().rfind(|date| date.until <= not).copied() else {
                continue;
            };
            let end = self.date_behind(at + 1, 4);
            let last = end.map(|date| date.first).or(self.now);
            if let Some(last) = last.filter(|last| *last > before.last) {
                let least = f64::from(last - before.last);
                let until = end.map_or(at + 1, |date| date.until);
                self.push(before.from, until, Told::Since { least });
            }
        }
    }

    /// "had met as recently as May 14"
    pub(super) fn as_recently(&mut self) {
        for at in self.from..self.until {
            let (Some(now), true) = (
                self.now,
                self.fold(at) == "recently" && self.before(at, 1) == "as"
                    || self.fold(at) == "already",
            ) else {
                continue;
            };
            let Some(date) = self.date_behind(at + 1, 7) else {
                continue;
            };
            if self.any_meeting(at.saturating_sub(9), date.from) && date.last <= now && !date.years
            {
                let most = f64::from(now - date.first).max(0.5);
                self.push(
                    at.saturating_sub(3).max(self.from),
                    date.until,
                    Told::Gap { least: 0.0, most },
                );
            }
        }
    }

    /// "The next session is planned for", "will meet again in two years' time"
    pub(super) fn next(&mut self) {
        let Some(now) = self.now else { return };
        for at in self.from..self.until {
            let next = match self.fold(at) {
                "next" => (at + 1..at + 4).any(|at| {
                    round_noun(self.fold(at))
                        || body_noun(self.fold(at)).is_some()
                        || matches!(
                            self.fold(at),
                            "one" | "is" | "due" | "will" | "meet" | "convene" | "scheduled"
                        )
                }),
                // "a third meeting would follow in early 2026"
                fold if ordinal(fold).is_some() => {
                    (at + 1..at + 3).any(|at| round_noun(self.fold(at)))
                        && (at + 2..at + 7).any(|at| {
                            matches!(
                                self.fold(at),
                                "will" | "would" | "is" | "planned" | "due" | "scheduled"
                            )
                        })
                }
                "again" => (at.saturating_sub(4).max(self.from)..at).any(|at| {
                    matches!(
                        self.fold(at),
                        "meet" | "convene" | "gather" | "assemble" | "confer" | "sit" | "reconvene"
                    )
                }),
                _ => false,
            };
            let inside = self.text.annotations.dates[self.sentence]
                .iter()
                .any(|date| date.from <= at && at < date.until);
            if !next || inside {
                continue;
            }
            self.next_that_was(at);
            let date = self
                .dates
                .iter()
                .find(|date| date.from > at && date.from - at <= 11 && date.first > now)
                .copied();
            if let Some(date) = date {
                let least = f64::from(date.first - now);
                self.push(at, date.until, Told::Next { least });
                continue;
            }
            // "in 18 months", "in two years' time"
            let ahead = (at + 1..(at + 12).min(self.until)).find_map(|at| {
                let (end, months) = self.duration(at)?;
                matches!(self.before(at, 1), "in" | "another" | "about").then_some((end, months))
            });
            if let Some((end, least)) = ahead {
                self.push(at, end, Told::Next { least });
            }
        }
    }

    /// "It met in March 2020. The next meeting was in June 2024."
    fn next_that_was(&mut self, at: usize) {
        let date = self
            .dates
            .iter()
            .find(|date| date.from > at && date.from - at <= 9)
            .filter(|date| self.now.is_some_and(|now| date.last <= now))
            .copied();
        let before = self.dates.iter().rfind(|date| date.until <= at).copied();
        let before = before.or_else(|| {
            let number = self.sentence.checked_sub(1)?;
            let dates = self.text.annotations.dates.get(number)?;
            dates.iter().filter_map(Stretch::of).next_back()
        });
        if let (Some(date), Some(before)) = (date, before)
            && before.last < date.first
        {
            let (least, most) = before.gap_to(&date);
            self.push(at, date.until, Told::Gap { least, most });
            if let Some(round) = self.rounds.last_mut() {
                round.more = Some((before.from, before.until));
            }
        }
    }
}
