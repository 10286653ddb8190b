//! How many meetings there were: "had met only twice before", "the two dialogues
//! held so far", "in Astana in 2021 and in Seoul in 2022".

use super::claim::{Claim, Reader, Scope, Value, is_one_of};
use super::phrase::Phrase;
use super::when::is_meeting_form;
use crate::propose::lexicon::numeral;
use crate::propose::mention::MentionType;

/// Words for what lies before.
const EARLIER: [&str; 10] = [
    "earlier",
    "previous",
    "prior",
    "past",
    "preceding",
    "former",
    "previously",
    "beforehand",
    "predecessor",
    "predecessors",
];

impl Reader<'_, '_> {
    /// "had met only twice before", "it was held once", "has met three times so far".
    pub(super) fn adverb(&self, scope: &Scope<'_>, at: usize) -> Option<Claim> {
        let text = self.text;
        let (count, end) = match text.fold(at) {
            "once" => (1, at + 1),
            "twice" => (2, at + 1),
            "thrice" => (3, at + 1),
            fold => {
                let (count, next) = match fold {
                    "a" if text.fold(at + 1) == "single" => (1, at + 2),
                    "half" if text.fold(at + 1) == "a" && text.fold(at + 2) == "dozen" => {
                        (6, at + 3)
                    }
                    _ => (numeral(fold)?, at + 1),
                };
                let unit = next
                    + usize::from(is_one_of(
                        text,
                        next,
                        &["separate", "previous", "earlier", "other", "prior"],
                    ));
                if !is_one_of(text, unit, &["times", "occasions", "occasion", "time"]) {
                    return None;
                }
                (count, unit + 1)
            }
        };
        let verb = (at.saturating_sub(7).max(scope.from)..scope.until.min(end + 5))
            .filter(|verb| is_meeting_form(text, *verb))
            .min_by_key(|verb| verb.abs_diff(at))?;
        // "twice a year", "twice in 2023", "once more", "twice as often"
        const PARTIAL: [&str; 25] = [
            "a", "per", "in", "this", "last", "each", "every", "since", "more", "as", "again",
            "with", "between", "during", "within", "at", "the", "daily", "weekly", "yearly",
            "annually", "monthly", "there", "under", "for",
        ];
        let including = (end..scope.until.min(end + 6))
            .any(|at| is_one_of(text, at, &["counting", "including"]));
        let in_all = text.fold(end) == "in" && is_one_of(text, end + 1, &["all", "total"]);
        if PARTIAL.contains(&text.fold(end)) && !including && !in_all
            || is_one_of(text, at.saturating_sub(1), &["than", "or", "at"])
        {
            return None;
        }
        let perfect = (verb.saturating_sub(6).max(scope.from)..verb)
            .rev()
            .find_map(|at| match text.fold(at) {
                "had" => Some(true),
                "has" | "have" | "'ve" => Some(false),
                _ => None,
            });
        let now = (at.saturating_sub(6).max(scope.from)..scope.until.min(end + 6)).any(|at| {
            is_one_of(text, at, &["counting", "including"])
                || text.fold(at) == "now" && text.fold(at.saturating_sub(1)) != "until"
        });
        let before = (scope.from..verb)
            .chain(end..scope.until.min(end + 4))
            .any(|at| {
                EARLIER.contains(&text.fold(at))
                    || text.fold(at) == "before" && !is_one_of(text, at + 1, &["the", "a", "it"])
                    || text.fold(at) == "before" && at >= end
                    || is_one_of(text, at, &["until", "till", "by"])
                        && is_one_of(text, at + 1, &["then", "now"])
            })
            || (end..scope.until).any(|at| {
                text.fold(at) == "not"
                    && is_meeting_form(text, at + 1)
                    && text.fold(at + 2) == "since"
            });
        let value = if now || in_all {
            Value::SoFar(count)
        } else if before || perfect == Some(true) {
            Value::Before(count)
        } else if perfect == Some(false) {
            Value::SoFar(count)
        } else {
            return None;
        };
        // "have held the conference eleven times"
        let object = scope
            .here
            .iter()
            .rfind(|phrase| verb < phrase.head && phrase.head < at)
            .cloned();
        let phrase = object.or_else(|| self.subject(scope, verb.min(at)))?;
        let span = (verb.min(at), end.max(verb + 1));
        Some(self.claim(scope, span, value, phrase))
    }

    /// "the two dialogues held so far", "with four rounds completed", "Half a
    /// dozen forums lay behind them", "one previous meeting".
    pub(super) fn counted(&self, scope: &Scope<'_>, at: usize) -> Option<Claim> {
        let text = self.text;
        let half = text.fold(at) == "dozen" && at >= scope.from + 2 && text.fold(at - 2) == "half";
        let count = match text.fold(at) {
            "dozen" if half => 6,
            "trio" => 3,
            "pair" | "both" => 2,
            "single" | "sole" => 1,
            fold => numeral(fold).filter(|count| (1..100).contains(count))?,
        };
        let start = if half { at - 2 } else { at };
        let before = if start > scope.from {
            text.fold(start - 1)
        } else {
            ""
        };
        const OTHER: [&str; 17] = [
            "first", "last", "next", "other", "these", "those", "of", "than", "least", "over",
            "about", "some", "almost", "nearly", "another", "in", "least",
        ];
        if OTHER.contains(&before)
            || is_one_of(text, at.saturating_sub(1), &["first", "last", "next"])
        {
            return None;
        }
        let phrase = match scope
            .here
            .iter()
            .find(|phrase| phrase.from <= at && at < phrase.head)
        {
            Some(phrase) => phrase.clone(),
            None => self.predecessors(scope, at)?,
        };
        let inside = (at + 1..phrase.head.max(at + 1)).any(|at| EARLIER.contains(&text.fold(at)));
        let outside = EARLIER.contains(&before);
        let earlier = inside || outside || text.fold(phrase.head).starts_with("predecessor");
        if !(phrase.plural || earlier && count == 1) || text.fold(at) == "both" && !earlier {
            return None;
        }
        let tail = phrase.head + 1;
        let word = |at: usize| text.fold(at);
        let gone = matches!(
            (word(tail), word(tail + 1)),
            ("went" | "came" | "gone", "before")
                | ("had", "gone" | "preceded" | "come")
                | ("lay" | "lie" | "lies", "behind")
        ) || matches!(
            word(tail),
            "preceded" | "earlier" | "before" | "beforehand" | "ago"
        ) || (tail..scope.until.min(tail + 4)).any(|at| {
            matches!(word(at), "before" | "previously" | "earlier")
                && (matches!(word(at + 1), "it" | "," | "." | "this" | "that")
                    || word(at - 1) == "held"
                    || crate::propose::date::is_month_or_weekday(word(at + 1))
                        && word(at + 1).ends_with("day"))
        });
        let so_far = (tail..scope.until.min(tail + 5)).any(|at| {
            matches!(
                word(at),
                "completed" | "altogether" | "already" | "concluded"
            ) || matches!(
                (word(at), word(at + 1)),
                ("so", "far")
                    | ("to", "date")
                    | ("have" | "had", "been")
                    | ("until", "now")
                    | ("in", "all")
                    | ("have" | "had", "taken")
            ) || word(at) == "in" && matches!(word(at + 1), "," | ".")
        });
        // "after four committees we finally have a project"
        let after = matches!(before, "after" | "following")
            && matches!(word(tail), "," | "we" | "they" | "the" | "it" | "in" | "at");
        let all = before == "all";
        let partial = matches!(
            word(tail),
            "of" | "last" | "this" | "between" | "with" | "each" | "a" | "on" | "under"
        ) || word(tail) == "in" && !matches!(word(tail + 1), "," | "." | "all")
            || (tail..scope.until.min(tail + 6))
                .any(|at| matches!(word(at), "year" | "month" | "week" | "day" | "years"));
        let partial = partial && !(all && word(tail) == "of");
        let value = if partial && !earlier {
            return None;
        } else if earlier || gone {
            Value::Before(count)
        } else if so_far || after || all {
            Value::SoFar(count)
        } else {
            return None;
        };
        Some(self.claim(scope, (start, tail), value, phrase))
    }

    /// "its two predecessors", "the previous three", "two earlier ones".
    fn predecessors(&self, scope: &Scope<'_>, at: usize) -> Option<Phrase> {
        let text = self.text;
        let before = if at > scope.from {
            text.fold(at - 1)
        } else {
            ""
        };
        let noun = (at + 1..scope.until.min(at + 4)).find(|at| {
            is_one_of(text, *at, &["predecessors", "ones"]) || text.fold(*at) == "predecessor"
        });
        let alone = matches!(before, "previous" | "preceding" | "earlier" | "prior")
            && (at + 1 >= scope.until
                || is_one_of(
                    text,
                    at + 1,
                    &[",", ".", ";", "were", "had", "in", "was", "took", "have"],
                ));
        let head = match (noun, alone) {
            (Some(noun), _) => noun,
            (None, true) => at,
            _ => return None,
        };
        let mut phrase = self.subject(scope, at)?;
        phrase.plural = true;
        phrase.head = head;
        Some(phrase)
    }

    /// "It met in Astana in 2021, in Seoul in 2022 and once more last autumn",
    /// "Earlier forums were in Perth, Osaka and Darwin".
    pub(super) fn listed(&self, scope: &Scope<'_>) -> Option<Claim> {
        let text = self.text;
        let among = (scope.from..scope.until).any(|at| {
            is_one_of(
                text,
                at,
                &["among", "including", "include", "included", "notably"],
            )
        });
        if among {
            return None;
        }
        let (items, first, last) = self
            .row_of_dates(scope)
            .or_else(|| self.row_of_places(scope))?;
        let verb = (scope.from..first)
            .rev()
            .find(|at| is_meeting_form(text, *at));
        let noun = scope
            .here
            .iter()
            .rfind(|phrase| phrase.plural && phrase.head < first && first - phrase.head <= 8);
        let those = (first.saturating_sub(3).max(scope.from)..first)
            .find(|at| is_one_of(text, *at, &["those", "ones", "predecessors"]));
        let (start, phrase) = match (noun, those, verb) {
            (Some(phrase), _, _) => (phrase.from, phrase.clone()),
            (None, Some(those), _) => (those, self.subject(scope, those)?),
            (None, None, Some(verb)) if first - verb <= 6 => (verb, self.subject(scope, verb)?),
            _ => return None,
        };
        // A row that ends long before the text does not take in its own meeting.
        let over = text.annotations.dates[scope.number]
            .iter()
            .filter(|date| date.from < last && first <= date.from)
            .filter_map(super::super::event::event_date)
            .filter_map(|date| date.bounds.upper)
            .max()
            .zip(text.dateline)
            .is_some_and(|(end, day)| {
                day.since((jiff::Unit::Day, end))
                    .is_ok_and(|span| span.get_days() > 60)
            });
        let all = (scope.from..scope.until).any(|at| {
            matches!(
                (text.fold(at), text.fold(at + 1)),
                ("no", "other" | "others")
                    | ("never", "otherwise")
                    | ("been", "none")
                    | ("none", "since" | "other" | "before")
            )
        });
        let earlier = those.is_some()
            || (start.saturating_sub(2).max(scope.from)..first)
                .any(|at| EARLIER.contains(&text.fold(at)) || text.fold(at) == "after");
        let count = u32::try_from(items).ok()?;
        // The last of the row may be the meeting that the text reports.
        let least = if earlier || all || over {
            count
        } else {
            count.saturating_sub(1)
        };
        Some(self.claim(scope, (start, last), Value::Listed(least, all), phrase))
    }

    fn row_of_dates(&self, scope: &Scope<'_>) -> Option<(usize, usize, usize)> {
        let text = self.text;
        let mut dates: Vec<(usize, usize)> = text.annotations.dates[scope.number]
            .iter()
            .filter(|date| !date.future)
            .map(|date| (date.from, date.until))
            .collect();
        for at in scope.from..scope.until {
            let year = text.fold(at);
            if year.len() == 4
                && year
                    .parse::<u32>()
                    .is_ok_and(|year| (1950..2100).contains(&year))
                && !dates.iter().any(|date| date.0 <= at && at < date.1)
            {
                dates.push((at, at + 1));
            }
        }
        // Each with a month, a season or a year: "on Friday and Saturday" is one meeting.
        dates.retain(|date| {
            (date.0..date.1).any(|at| {
                let fold = text.fold(at);
                fold.len() == 4 && fold.parse::<u32>().is_ok()
                    || crate::propose::date::is_month_or_weekday(fold) && !fold.ends_with("day")
                    || is_one_of(
                        text,
                        at,
                        &[
                            "year", "spring", "summer", "autumn", "fall", "winter", "month",
                        ],
                    )
            })
        });
        dates.retain(|date| {
            !is_one_of(
                text,
                date.0.saturating_sub(1),
                &["since", "until", "from", "by", "before"],
            )
        });
        dates.sort_unstable();
        // "set it up in 2017 and convened it in 2018, 2019 and 2022"
        let verb = (scope.from..scope.until).rev().find(|at| {
            is_meeting_form(text, *at) && dates.iter().filter(|date| date.0 > *at).count() >= 2
        });
        if let Some(verb) = verb {
            dates.retain(|date| date.0 > verb);
        }
        let (first, last) = (*dates.first()?, *dates.last()?);
        if dates.len() < 2 || last.0 - first.0 > 9 * dates.len() {
            return None;
        }
        // One row, all of meetings: no other verb between the dates.
        let broken = (first.1..last.0).any(|at| {
            is_one_of(
                text,
                at,
                &[
                    "but", "while", "when", "which", "who", "said", "signed", "agreed", "was",
                    "were", ";", "then", "to", "before", "after", "since", "or", "that",
                ],
            )
        });
        (!broken).then_some((dates.len(), first.0, last.1))
    }

    /// "in Perth, Osaka and Darwin"
    fn row_of_places(&self, scope: &Scope<'_>) -> Option<(usize, usize, usize)> {
        let text = self.text;
        let places: Vec<(usize, usize)> = text.annotations.found[scope.number]
            .iter()
            .filter(|found| found.kind == MentionType::Place)
            .map(|found| (found.from, found.until))
            .collect();
        let mut row: Vec<(usize, usize)> = Vec::new();
        for place in places {
            let follows = row.last().is_some_and(|last: &(usize, usize)| {
                (last.1..place.0).all(|at| is_one_of(text, at, &[",", "and", "in", "then", "at"]))
                    && place.0 - last.1 <= 3
            });
            if follows {
                row.push(place);
            } else if row.len() < 2 {
                let opens = is_one_of(text, place.0.saturating_sub(1), &["in", "at", ":", "("]);
                row = if opens { vec![place] } else { Vec::new() };
            }
        }
        let earlier = (scope.from..row.first()?.0).any(|at| EARLIER.contains(&text.fold(at)));
        (row.len() >= 2 && earlier).then_some((row.len(), row.first()?.0, row.last()?.1))
    }
}
