//! Reads what a text says of the rounds that were held: their dates in a row, how
//! long none was held, how many there were in which time.

use super::super::CheckText;
use super::rhythm_told::unit_months;
use super::stretch::{Stretch, month_of};
use super::topic::{Topic, body_noun, meeting_verb, meeting_word, round_noun};
use crate::propose::annotate::ToldDate;
use crate::propose::lexicon::{numeral, ordinal};

/// What is told of the rounds.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Told {
    /// Two rounds with none between them lie so many months apart.
    Gap { least: f64, most: f64 },
    /// The last round before now lies so many months back.
    Last { least: f64, most: f64 },
    /// The next one is so many months ahead.
    Next { least: f64 },
    /// None was held for at least so many months, up to now or the next one.
    Since { least: f64 },
    /// A stretch of so many months without any.
    Empty { months: f64 },
    /// So many in so many months.
    Count {
        count: f64,
        months: f64,
        whole: bool,
    },
    /// The round of that number, and when: of a series that began at a time told too.
    Numbered {
        number: u32,
        at: i32,
        start: Option<i32>,
    },
    /// One round, and when.
    Dated(Stretch),
}

impl Told {
    /// How long it is between the rounds, to prefer what is told most plainly.
    pub(super) fn length(&self) -> f64 {
        match self {
            Self::Gap { least, .. }
            | Self::Since { least }
            | Self::Next { least }
            | Self::Last { least, .. } => *least,
            Self::Empty { months } => *months,
            _ => 0.0,
        }
    }
}

/// One statement about rounds.
#[derive(Debug, Clone)]
pub(super) struct Round {
    pub(super) sentence: usize,
    pub(super) from: usize,
    pub(super) until: usize,
    pub(super) told: Told,
    /// The words of the other round, where they stand elsewhere.
    pub(super) more: Option<(usize, usize)>,
    /// The last month that it tells of.
    pub(super) latest: Option<i32>,
    pub(super) topic: Topic,
}

struct Reader<'a> {
    text: &'a CheckText<'a>,
    sentence: usize,
    from: usize,
    until: usize,
    dates: Vec<Stretch>,
    /// The month of the text.
    now: Option<i32>,
    rounds: Vec<Round>,
}

/// All that a text says of rounds.
pub(super) fn rounds(text: &CheckText<'_>) -> Vec<Round> {
    let mut all = Vec::new();
    let mut marks: Vec<Mark> = Vec::new();
    for (number, from, until) in text.sentences() {
        let mut reader = Reader {
            text,
            sentence: number,
            from,
            until,
            dates: text.annotations.dates[number]
                .iter()
                .filter(|date| !opens_dispatch(text, from, date))
                .filter_map(Stretch::of)
                .collect(),
            now: text.dateline.map(month_of),
            rounds: Vec::new(),
        };
        reader.relative_dates();
        reader.row();
        reader.last();
        reader.since();
        reader.length();
        reader.empty();
        reader.count();
        reader.numbered();
        reader.dated();
        reader.marks(&mut marks);
        all.extend(reader.rounds);
    }
    follow(&marks, &mut all);
    all
}

/// A round with its number and its date.
struct Mark {
    number: u32,
    sentence: usize,
    from: usize,
    until: usize,
    date: Stretch,
    topic: Topic,
}

/// Rounds whose numbers follow one another, wherever the text tells of them.
fn follow(marks: &[Mark], all: &mut Vec<Round>) {
    for first in marks {
        let next = marks.iter().find(|next| {
            next.number == first.number + 1
                && next.date.first > first.date.last
                && next.sentence.abs_diff(first.sentence) <= 8
                && first.topic.likeness(&next.topic, &Topic::default()) >= 1
        });
        if let Some(next) = next {
            let (least, most) = first.date.gap_to(&next.date);
            let (named, other) = if first.topic.points_back() {
                (next, first)
            } else {
                (first, next)
            };
            all.push(Round {
                sentence: named.sentence,
                from: named.from,
                until: named.until,
                told: Told::Gap { least, most },
                more: Some((other.from, other.until)),
                latest: Some(next.date.last),
                topic: named.topic.clone(),
            });
        }
    }
}

fn round_number(fold: &str) -> Option<u32> {
    match fold {
        "inaugural" | "maiden" | "opening" => Some(1),
        _ => ordinal(fold).filter(|number| *number <= 80),
    }
}

/// "TOKYO, June 26 (Agency) -"
fn opens_dispatch(text: &CheckText<'_>, from: usize, date: &ToldDate) -> bool {
    date.from <= from + 6
        && (date.until..date.until + 5)
            .any(|at| matches!(text.fold(at), "(" | "—" | "–" | "-" | "--"))
        && (from..date.from).all(|at| text.words.is_capital(at) || text.fold(at) == ",")
}

/// Words that bind a date to something else than the round before it.
fn is_stop(fold: &str) -> bool {
    matches!(
        fold,
        "since"
            | "between"
            | "until"
            | "till"
            | "after"
            | "before"
            | "from"
            | "to"
            | "that"
            | "which"
            | "who"
            | "when"
            | "because"
            | "while"
            | "whose"
            | "where"
            | "as"
            | "if"
            | "by"
            | "for"
            | ";"
            | "but"
            | "although"
    )
}

impl Reader<'_> {
    fn fold(&self, at: usize) -> &str {
        self.text.fold(at)
    }

    fn before(&self, at: usize, back: usize) -> &str {
        if at >= self.from + back {
            self.text.fold(at - back)
        } else {
            ""
        }
    }

    fn push(&mut self, from: usize, until: usize, told: Told) {
        let topic = Topic::of(self.text, self.sentence, from, until);
        self.rounds.push(Round {
            sentence: self.sentence,
            from,
            until,
            told,
            more: None,
            latest: self
                .dates
                .iter()
                .filter(|date| from < date.until && date.from < until)
                .map(|date| date.last)
                .max(),
            topic,
        });
    }

    fn any_meeting(&self, from: usize, until: usize) -> bool {
        (from.max(self.from)..until.min(self.until)).any(|at| meeting_word(self.text, at))
    }

    /// "and again the following year", "the year after", "two years later".
    fn relative_dates(&mut self) {
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

    /// Past dates that stand behind a word, the nearest first.
    fn date_behind(&self, at: usize, within: usize) -> Option<Stretch> {
        self.dates
            .iter()
            .find(|date| date.from >= at && date.from - at <= within)
            .copied()
            .filter(|date| !date.ahead || self.now.is_some_and(|now| date.last < now))
    }

    fn joins(&self, one: &Stretch, other: &Stretch) -> bool {
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
                fold if body_noun(fold).is_some()
                    && !(self.from..one.from).any(|at| self.fold(at) == fold)
                    && !(other.until..self.until).any(|at| self.fold(at) == fold) =>
                {
                    if !matches!(
                        body_noun(fold),
                        Some("week" | "day" | "fair" | "mission" | "team")
                    ) {
                        return false;
                    }
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
    fn row(&mut self) {
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

    fn negated(&self, start: usize) -> bool {
        (start.saturating_sub(7).max(self.from)..start).any(|at| {
            matches!(self.fold(at), "no" | "none" | "neither" | "nor" | "never")
                || self.fold(at) == "not" && self.fold(at + 1) != "only"
        })
    }

    /// "last met in July 2022", "its most recent edition dates from March"
    fn last(&mut self) {
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
    fn since(&mut self) {
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

    fn last_date_of_sentence_before(&self) -> Option<(usize, usize)> {
        let before = self.sentence.checked_sub(1)?;
        let date = self.text.annotations.dates.get(before)?.last()?;
        Some((date.from, date.until))
    }

    /// "After Ottawa in October 2022, they did not meet again until this week"
    fn not_again_until(&mut self) {
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
    fn as_recently(&mut self) {
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
    fn next(&mut self) {
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

    /// "three years", "a two-year", "half a year", "fourteen months".
    fn duration(&self, at: usize) -> Option<(usize, f64)> {
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

    /// "after a break of three years", "none for fourteen months", "thirteen months
    /// after the seventh"
    fn length(&mut self) {
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
                    .find(|at| numbered(*at) && (*at..own).any(|at| meeting_word(self.text, at)))
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

    /// "Neither 2019 nor 2020 saw a session", "none in 2021", "skipped 2024"
    fn empty(&mut self) {
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

    /// "two meetings in 2024", "met four times between 2022 and June 2024"
    fn count(&mut self) {
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
    fn numbered(&mut self) {
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
    fn marks(&self, marks: &mut Vec<Mark>) {
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
                        || matches!(self.fold(at), "one" | "was" | "came" | "followed" | "took")
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

    /// "the session in Perth in late October 2023"
    fn dated(&mut self) {
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
