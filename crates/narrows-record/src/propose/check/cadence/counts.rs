//! How many rounds there were in which time, and the numbers of rounds.

use super::nouns::{body_noun, meeting_verb, round_noun};
use super::rounds_told::{Mark, Reader, Told, round_number};
use super::topic::Topic;
use crate::propose::lexicon::{numeral, ordinal};

impl Reader<'_> {
    /// "two meetings in 2024", "met four times between 2022 and June 2024"
    pub(super) fn count(&mut self) {
        for at in self.from..self.until {
            let fold = self.fold(at);
            let (count, end) = match fold {
                "once" => (1, at + 1),
                "twice" => (2, at + 1),
                "thrice" => (3, at + 1),
                _ => {
                    // "her third encounter with Okabe since January"
                    let third = ordinal(fold).filter(|number| *number >= 2);
                    let Some(count) = numeral(fold).or(third) else {
                        continue;
                    };
                    let noun = (at + 1..at + 4)
                        .take_while(|at| {
                            !matches!(self.fold(*at), "," | "of" | "in" | "at" | "." | "-" | "to")
                        })
                        .find(|at| {
                            matches!(self.fold(*at), "times" | "time")
                                || round_noun(self.fold(*at))
                                || third.is_none()
                                    && body_noun(self.fold(*at)).is_some_and(|noun| {
                                        matches!(
                                            noun,
                                            "ministerial"
                                                | "summit"
                                                | "plenary"
                                                | "review"
                                                | "conference"
                                                | "survey"
                                                | "audit"
                                                | "exercise"
                                                | "drill"
                                        )
                                    })
                        });
                    match noun {
                        Some(noun) => (count, noun + 1),
                        // "was the third this year", "the fourth since January"
                        None if third.is_some()
                            && (matches!(self.fold(at + 1), "since" | "this")
                                || self.fold(at + 1) == "of" && self.fold(at + 2) == "the") =>
                        {
                            (count, at + 1)
                        }
                        None if third.is_none()
                            && (meeting_verb(self.text, at + 2)
                                || matches!(self.fold(at + 1), "since" | "in")
                                    && self.any_meeting(self.from, at)) =>
                        {
                            (count, at + 1)
                        }
                        None => continue,
                    }
                }
            };
            if self.text.annotations.dates[self.sentence]
                .iter()
                .any(|date| date.from <= at && at < date.until)
                || count > 60
                || matches!(self.fold(end), "a" | "per" | "every" | "each" | "-")
                || !self.any_meeting(at.saturating_sub(8), end + 4)
            {
                continue;
            }
            let third = ordinal(fold).is_some_and(|number| number >= 2);
            let Some(date) = self
                .dates
                .iter()
                .find(|date| date.from >= end && date.from - end <= 7)
                .or_else(|| {
                    self.dates.iter().find(|date| {
                        date.until <= at
                            && (date.from <= self.from + 1 && at - date.until <= 6
                                || (date.from.saturating_sub(5).max(self.from)..date.from)
                                    .any(|at| self.fold(at) == "since"))
                    })
                })
                .copied()
                .filter(|date| self.now.is_none_or(|now| date.first <= now))
            else {
                continue;
            };
            let link = self.before(date.from, 1).to_owned();
            let since = link == "since"
                || link == "beginning"
                || self.before(date.from, 2) == "since"
                || date.until <= at
                    && (date.from.saturating_sub(5).max(self.from)..date.from)
                        .any(|at| self.fold(at) == "since");
            let this_year = self.fold(date.from) == "this" && self.fold(date.from + 1) == "year"
                || self.fold(date.from) == "the" && self.fold(date.from + 1) == "year";
            if third && !since && !this_year
                || (end..date.from)
                    .any(|at| matches!(self.fold(at), "after" | "before" | "," | "that"))
            {
                continue;
            }
            let count = f64::from(count);
            let told = if third && this_year && !since {
                let Some(now) = self.now else { continue };
                Told::Count {
                    count,
                    months: f64::from(now.rem_euclid(12) + 1),
                    whole: false,
                }
            } else if since {
                let Some(now) = self.now else { continue };
                let months = f64::from(now - date.first).max(1.0);
                Told::Count {
                    count,
                    months,
                    whole: false,
                }
            } else if link == "between" || link == "from" {
                let Some(end) = self
                    .dates
                    .iter()
                    .find(|other| other.from > date.until && other.from - date.until <= 3)
                else {
                    continue;
                };
                Told::Count {
                    count,
                    months: f64::from(end.last - date.first + 1),
                    whole: false,
                }
            } else if date.years && date.last - date.first == 11 {
                match self.now {
                    // This year is not over.
                    Some(now) if date.last > now => Told::Count {
                        count,
                        months: 12.0,
                        whole: count <= 1.0,
                    },
                    _ => Told::Count {
                        count,
                        months: 12.0,
                        whole: true,
                    },
                }
            } else {
                continue;
            };
            let from = at.saturating_sub(1).max(self.from).min(date.from);
            self.push(from, date.until.max(end), told);
        }
    }

    /// "began in 2017 and reached its fourth edition in the autumn of 2024"
    pub(super) fn numbered(&mut self) {
        for at in self.from..self.until {
            let Some(number) = ordinal(self.fold(at)).filter(|number| (2..=60).contains(number))
            else {
                continue;
            };
            let noun = round_noun(self.fold(at + 1))
                || round_noun(self.fold(at + 2))
                || body_noun(self.fold(at + 1)).is_some()
                || matches!(self.before(at, 2), "was" | "is") && self.any_meeting(self.from, at);
            if !noun {
                continue;
            }
            let start = self
                .dates
                .iter()
                .find(|date| {
                    date.until <= at
                        && (date.from.saturating_sub(5).max(self.from)..date.from).any(|at| {
                            matches!(
                                self.fold(at),
                                "began"
                                    | "begun"
                                    | "launched"
                                    | "founded"
                                    | "started"
                                    | "inaugurated"
                                    | "created"
                                    | "established"
                                    | "inaugural"
                                    | "since"
                                    | "debuted"
                            )
                        })
                })
                .map(|date| date.first);
            let date = self
                .dates
                .iter()
                .find(|date| date.from > at && date.from - at <= 9 && !date.ahead)
                .map(|date| date.first)
                .or_else(|| {
                    self.dates
                        .iter()
                        .find(|date| date.until <= at && at - date.until <= 5 && start.is_none())
                        .map(|date| date.first)
                })
                .or(self.now);
            if let Some(date) = date {
                self.push(
                    at.saturating_sub(4).max(self.from),
                    (at + 2).min(self.until),
                    Told::Numbered {
                        number,
                        at: date,
                        start,
                    },
                );
            }
        }
    }

    /// "the seventh session, in Perth in May 2022"
    pub(super) fn marks(&self, marks: &mut Vec<Mark>) {
        for at in self.from..self.until {
            let Some(number) = round_number(self.fold(at)) else {
                continue;
            };
            let told = (at + 1..at + 5)
                .take_while(|at| {
                    !matches!(self.fold(*at), "," | ";" | "." | "time" | "half" | "since")
                })
                .any(|at| {
                    round_noun(self.fold(at))
                        || body_noun(self.fold(at)).is_some()
                        || matches!(
                            self.fold(at),
                            "one" | "in" | "on" | "was" | "came" | "followed" | "took"
                        )
                });
            let inside = self.text.annotations.dates[self.sentence]
                .iter()
                .any(|date| date.from <= at && at < date.until);
            if !told || inside {
                continue;
            }
            let date = self
                .dates
                .iter()
                .find(|date| {
                    date.from > at
                        && date.from - at <= 14
                        && !(at + 1..date.from).any(|at| {
                            round_number(self.fold(at)).is_some()
                                || matches!(
                                    self.fold(at),
                                    "since" | "after" | "before" | "until" | ";"
                                )
                        })
                })
                .or_else(|| {
                    self.dates
                        .iter()
                        .rfind(|date| date.until <= at && at - date.until <= 6)
                })
                .copied();
            let Some(date) = date.filter(|date| date.last - date.first <= 5) else {
                continue;
            };
            let (from, until) = (at.min(date.from), date.until.max(at + 2));
            marks.push(Mark {
                number,
                sentence: self.sentence,
                from,
                until,
                date,
                topic: Topic::of(self.text, self.sentence, at, at + 4),
            });
        }
    }
}
