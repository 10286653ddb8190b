//! Dates of rounds in a row, and single ones.

use super::nouns::{body_noun, meeting_word};
use super::rounds_told::{Reader, Told, is_stop};
use super::stretch::Stretch;

impl Reader<'_> {
    /// "and again the following year", "the year after", "two years later".
    pub(super) fn relative_dates(&mut self) {
        for at in self.from..self.until {
            let Some(base) = self
                .dates
                .iter()
                .rfind(|date| date.until <= at && at - date.until <= 14)
                .copied()
            else {
                continue;
            };
            let covered = |from: usize, until: usize| {
                self.dates
                    .iter()
                    .any(|date| date.from < until && from < date.until)
            };
            let fold = self.fold(at);
            let year = |sign: i32| {
                let first = base.first.div_euclid(12) * 12 + 12 * sign;
                (first, first + 11)
            };
            let (until, (first, last)) = match (fold, self.fold(at + 1)) {
                ("following" | "next", "year") => (at + 2, year(1)),
                ("year", "after") if self.before(at, 1) == "the" => (at + 2, year(1)),
                ("year", "before") if self.before(at, 1) == "the" => (at + 2, year(-1)),
                ("previous" | "preceding", "year") => (at + 2, year(-1)),
                _ => {
                    let Some((end, months)) = self.duration(at) else {
                        continue;
                    };
                    if months < 1.0 {
                        continue;
                    }
                    let sign = match self.fold(end) {
                        "later" | "on" | "afterwards" => 1.0,
                        "earlier" | "before" => -1.0,
                        _ => continue,
                    };
                    // Months since the year 0 are small enough.
                    #[allow(clippy::cast_possible_truncation)]
                    let shift = (months * sign).round() as i32;
                    (end + 1, (base.first + shift, base.last + shift))
                }
            };
            if covered(at, until) || matches!(self.fold(until), "the" | "that" | "than") {
                continue;
            }
            let place = self.dates.partition_point(|date| date.from < at);
            self.dates.insert(
                place,
                Stretch {
                    from: at,
                    until,
                    first,
                    last,
                    years: last - first >= 11,
                    ahead: false,
                    weekday: None,
                },
            );
        }
    }

    pub(super) fn joins(&self, one: &Stretch, other: &Stretch) -> bool {
        if other.from < one.until || other.from - one.until > 12 {
            return false;
        }
        let mut linked = false;
        for at in one.until..other.from {
            match self.fold(at) {
                "," | "and" | "then" | "again" | "&" | ";" | "followed" => linked = true,
                "after" if matches!(self.fold(at + 1), "that" | "this" | "which") => linked = true,
                "that" | "which" if self.before(at, 1) == "after" => {}
                "until" if matches!(self.before(at, 1), "not" | "n't") => linked = true,
                // "and the one before that in 2018"
                "before" if self.before(at, 1) == "one" => linked = true,
                "that" if self.before(at, 1) == "before" => {}
                "after" | "for" | "by" | "to" if linked && other.from - at > 3 => {}
                fold if is_stop(fold) => return false,
                // "and in November one of a business council"
                fold if body_noun(fold).is_some_and(|noun| {
                    !matches!(noun, "week" | "day" | "fair" | "mission" | "team")
                }) && !(self.from..one.from).any(|at| self.fold(at) == fold)
                    && !(other.until..self.until).any(|at| self.fold(at) == fold) =>
                {
                    return false;
                }
                "said" | "signed" | "announced" | "agreed" | "took"
                    if self.fold(at + 1) != "place" =>
                {
                    return false;
                }
                _ => {}
            }
        }
        linked
    }

    /// "took place in March 2021, April 2022 and May 2023"
    pub(super) fn row(&mut self) {
        let mut at = 0;
        while at < self.dates.len() {
            let mut end = at + 1;
            while end < self.dates.len() && self.joins(&self.dates[end - 1], &self.dates[end]) {
                end += 1;
            }
            let mut run: Vec<Stretch> = self.dates[at..end].to_vec();
            at = end;
            // "launched in 2022 and first held in 2023"
            let founded = run.first().is_some_and(|first| {
                (first.from.saturating_sub(4).max(self.from)..first.from).any(|at| {
                    matches!(
                        self.fold(at),
                        "launched"
                            | "founded"
                            | "created"
                            | "established"
                            | "announced"
                            | "agreed"
                            | "proposed"
                            | "up"
                            | "signed"
                    )
                })
            });
            if founded {
                run.remove(0);
            }
            let [first, .., last] = run.as_slice() else {
                continue;
            };
            let (start, finish) = (first.from, last.until);
            let mut before = self.before(start, 1).to_owned();
            if before == "the" {
                before = self.before(start, 2).to_owned();
            }
            if matches!(
                before.as_str(),
                "between" | "from" | "since" | "until" | "by" | "than"
            ) || !self.any_meeting(start.saturating_sub(16), last.from)
                && !(start.saturating_sub(16).max(self.from)..start).any(|at| {
                    matches!(
                        self.fold(at),
                        "venues"
                            | "calendar"
                            | "chronology"
                            | "entries"
                            | "dates"
                            | "minutes"
                            | "records"
                    )
                })
                || run
                    .iter()
                    .any(|date| date.ahead && self.now.is_none_or(|now| date.last > now))
            {
                continue;
            }
            // Whether rounds are what is dated: a word of meeting is the last verb or noun.
            if self.negated(start) {
                continue;
            }
            let mut sorted = run.clone();
            sorted.sort_by_key(|date| (date.first, date.last));
            sorted.dedup_by(|later, earlier| {
                // "in 2023, in April": one date inside the other.
                let inside = later.first >= earlier.first && later.last <= earlier.last;
                if inside && later.last - later.first < earlier.last - earlier.first {
                    *earlier = *later;
                }
                inside
            });
            if sorted.len() < 2 {
                continue;
            }
            let following = run.len() >= 3
                || self.any_meeting(start.saturating_sub(9), last.from)
                    && !matches!(before.as_str(), "after" | "before" | "following");
            let mut gaps: Vec<(f64, f64)> = sorted
                .windows(2)
                .map(|pair| pair[0].gap_to(&pair[1]))
                .collect();
            gaps.sort_by(|a, b| b.1.total_cmp(&a.1));
            if !following {
                continue;
            }
            if let Some((least, most)) = gaps.first().copied() {
                self.push(start, finish, Told::Gap { least, most });
            }
            if gaps.len() > 1
                && let Some((least, most)) = gaps.last().copied()
            {
                self.push(start, finish, Told::Gap { least, most });
            }
            for date in run {
                self.push(start, finish, Told::Dated(date));
            }
        }
    }

    pub(super) fn negated(&self, start: usize) -> bool {
        (start.saturating_sub(7).max(self.from)..start).any(|at| {
            matches!(self.fold(at), "no" | "none" | "neither" | "nor" | "never")
                || self.fold(at) == "not" && self.fold(at + 1) != "only"
        })
    }

    /// "the session in Perth in late October 2023"
    pub(super) fn dated(&mut self) {
        for date in self.dates.clone() {
            if date.ahead && self.now.is_none_or(|now| date.last >= now) {
                continue;
            }
            let told = (date.from.saturating_sub(8).max(self.from)..date.from)
                .rev()
                .take_while(|at| !is_stop(self.fold(*at)) || self.fold(*at) == "from")
                .find(|at| {
                    meeting_word(self.text, *at)
                        || matches!(self.fold(*at), "last" | "latest" | "previous")
                })
                .or_else(|| {
                    (date.until..(date.until + 7).min(self.until))
                        .take_while(|at| {
                            !is_stop(self.fold(*at)) || matches!(self.fold(*at), "when" | "which")
                        })
                        .find(|at| meeting_word(self.text, *at))
                });
            if let Some(word) = told {
                self.push(
                    word.min(date.from),
                    date.until.max(word + 1),
                    Told::Dated(date),
                );
            }
        }
    }
}
