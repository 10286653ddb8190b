//! Stretches without any round: "none in 2021", "skipped 2024".

use super::nouns::{body_noun, meeting_verb, round_noun};
use super::rounds_told::{Reader, Told};

impl Reader<'_> {
    /// "Neither 2019 nor 2020 saw a session", "none in 2021", "skipped 2024"
    pub(super) fn empty(&mut self) {
        for at in self.from..self.until {
            let fold = self.fold(at);
            let none = match fold {
                "no" | "none" | "neither" | "nor" | "zero" => true,
                "not" => {
                    self.fold(at + 1) == "a" && self.fold(at + 2) == "single"
                        || (at + 1..at + 5).any(|at| meeting_verb(self.text, at))
                }
                "skipped" | "omitted" | "missed" | "cancelled" | "canceled" | "scrapped" => true,
                "called" => self.fold(at + 1) == "off",
                "without" => true,
                "never" => (at + 1..at + 4).any(|at| meeting_verb(self.text, at)),
                _ => false,
            };
            if !none || matches!(self.fold(at + 1), "longer" | "doubt" | "more") {
                continue;
            }
            let skipped = matches!(
                fold,
                "skipped" | "omitted" | "missed" | "cancelled" | "canceled" | "scrapped" | "called"
            );
            // "In 2023 the delegations did not meet", "The 2023 sessions were cancelled"
            let in_front = || {
                self.dates
                    .iter()
                    .rfind(|date| date.until <= at && at - date.until <= 8)
                    .filter(|date| self.before(date.from, 1) != "since")
                    .filter(|date| {
                        date.years
                            || (date.from.saturating_sub(3).max(self.from)..date.from)
                                .any(|at| matches!(self.fold(at), "between" | "from"))
                    })
                    .filter(|date| {
                        !(date.until..at)
                            .any(|at| matches!(self.fold(at), "and" | "but" | "," | ";" | "since"))
                            || date.from <= self.from + 5
                    })
                    .copied()
            };
            let Some(first) = self
                .date_behind(at + 1, if skipped { 3 } else { 11 })
                .or_else(in_front)
            else {
                continue;
            };
            // "Between October 2022 and June 2024 they never met"
            let ahead = first.until <= at;
            let first = if ahead {
                self.dates
                    .iter()
                    .find(|date| {
                        date.until <= first.from
                            && first.from - date.until <= 2
                            && matches!(self.before(date.from, 1), "between" | "from")
                    })
                    .copied()
                    .unwrap_or(first)
            } else {
                first
            };
            // "no signing at the meeting in May" is not empty of meetings.
            let noun = matches!(fold, "none" | "neither" | "not" | "never")
                || skipped
                || (at + 1..at + 4)
                    .take_while(|at| !matches!(self.fold(*at), "of" | "in" | "on" | "at" | "to"))
                    .any(|at| round_noun(self.fold(at)) || body_noun(self.fold(at)).is_some());
            if !noun
                || (at + 1..first.from)
                    .any(|at| matches!(self.fold(at), "since" | "before" | "by" | "but" | ";"))
            {
                continue;
            }
            let reached = self
                .dates
                .iter()
                .find(|date| {
                    date.from >= first.until
                        && date.from - first.until <= 4
                        && (first.until..date.from).any(|at| {
                            matches!(self.fold(at), "and" | "nor" | "or" | "to" | "until")
                        })
                })
                .copied();
            let between = (at..first.from).any(|at| matches!(self.fold(at), "between" | "from"))
                || ahead && matches!(self.before(first.from, 1), "between" | "from");
            let until = reached.map_or(first.until, |date| date.until).max(at + 1);
            let months = match reached {
                Some(end) if between => f64::from(end.first - first.last),
                Some(end) => f64::from(end.last - first.first + 1),
                None if between => continue,
                None => f64::from(first.last - first.first + 1),
            };
            // Only whole stretches are empty: "not on 3 May" says nothing.
            let days = self.text.annotations.dates[self.sentence]
                .iter()
                .any(|date| {
                    date.from == first.from
                        && matches!(
                            date.expression,
                            crate::propose::date::DateExpression::Day { .. }
                                | crate::propose::date::DateExpression::Weekday { .. }
                        )
                });
            let met = skipped || self.any_meeting(self.from, self.until) || fold == "none";
            if !days && met && months >= 1.0 && self.now.is_none_or(|now| first.first < now) {
                self.push(at.min(first.from), until, Told::Empty { months });
            }
        }
    }
}
