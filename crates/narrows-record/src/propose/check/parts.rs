//! Numbers that follow each other in parallel and are parts of something:
//! "seven came from Japan, six from Korea and eight from Australia", or the
//! lines of a table.

use super::CheckText;
use super::part_tables::{list_tables, table_in};
use super::quantity::{Quantity, Unit, quantities};
use super::sums_evidence::is_persons;
use crate::propose::words::Shape;

/// Words between two parts.
const REACH: usize = 16;

/// A run of parts.
#[derive(Debug, Clone)]
pub(super) struct Parts {
    pub(super) sentence: usize,
    pub(super) last_sentence: usize,
    pub(super) from: usize,
    pub(super) until: usize,
    pub(super) sum: f64,
    /// "a press secretary with an assistant": one more, or not.
    pub(super) doubtful: f64,
    pub(super) largest: f64,
    pub(super) count: usize,
    pub(super) unit: Unit,
    /// The noun of the first part, where the others have none of their own or
    /// the same.
    pub(super) noun: Option<usize>,
    /// All parts count people.
    pub(super) persons: bool,
    /// No part but the first has a noun of its own.
    pub(super) elided: bool,
    /// "twelve of them".
    pub(super) of_them: bool,
    /// Lines of a table or a list.
    pub(super) table: bool,
    /// Votes for and against.
    pub(super) votes: bool,
    /// All are told in millions or billions.
    pub(super) large: bool,
    /// The first part.
    pub(super) first: Option<Quantity>,
}

impl Parts {
    /// Some reading of the parts gives that sum.
    pub(super) fn can_be(&self, value: f64) -> bool {
        let slack = match self.unit {
            Unit::Percent => 2.5,
            Unit::Count => 0.4,
            Unit::Money | Unit::Measure => self.sum * 0.005,
        };
        (self.sum - value).abs() <= slack || (self.sum + self.doubtful - value).abs() <= slack
    }
}

impl Parts {
    /// "four of the ten seats go to Japan, four to Korea": the ten.
    pub(super) fn is_inner_whole(&self, text: &CheckText<'_>, number: &Quantity) -> bool {
        number.from > self.from
            && number.from - self.from <= 4
            && (self.from + 1..number.from)
                .all(|at| matches!(text.fold(at), "of" | "the" | "its" | "their" | "these"))
    }
}

/// All runs of parts of a text.
pub(super) fn parts(text: &CheckText<'_>) -> Vec<Parts> {
    let mut all = Vec::new();
    let sentences: Vec<(usize, usize, usize)> = text.sentences().collect();
    for (number, from, until) in &sentences {
        if let Some(table) = table_in(text, *number, *from, *until) {
            all.push(table);
            continue;
        }
        let told = quantities(text, *from, *until);
        // "34 percent held it for one to three months, 36 percent for longer"
        let (shares, others): (Vec<Quantity>, Vec<Quantity>) = told
            .into_iter()
            .partition(|quantity| quantity.unit == Unit::Percent);
        for told in [others, shares] {
            let mut run: Vec<Quantity> = Vec::new();
            for quantity in told {
                let whole = run.last().is_some_and(|last| {
                    text.fold(last.until) == "of" && quantity.from <= last.until + 2
                });
                if whole {
                    continue;
                }
                let goes_on = run.last().is_some_and(|last| {
                    is_parallel(text, *number, last, &quantity)
                        && !(run.len() == 1 && is_apposed(text, last, &quantity))
                });
                if goes_on {
                    run.push(quantity);
                    continue;
                }
                all.extend(of_run(text, *number, &run, *until));
                run = vec![quantity];
            }
            all.extend(of_run(text, *number, &run, *until));
        }
        all.extend(of_which(text, *number, *from, *until));
    }
    all.extend(list_tables(text, &sentences));
    all
}

/// "3 billion yen, of which the city pays 2 billion and the company 1.5".
fn of_which(text: &CheckText<'_>, sentence: usize, from: usize, until: usize) -> Option<Parts> {
    let which = (from..until)
        .find(|at| text.fold(*at) == "of" && matches!(text.fold(at + 1), "which" | "whom"))?;
    let told = quantities(text, which, until);
    let large = told.len() == 2 && told.iter().all(|part| part.large && !part.inexact);
    let (first, last) = (told.first()?, told.last()?);
    let joined = (first.until..last.from).any(|at| matches!(text.fold(at), "and" | "," | "while"));
    let plain = large && joined && last.from - which <= 24 && !is_each(text, which, until);
    plain.then(|| Parts {
        sentence,
        last_sentence: sentence,
        from: first.from,
        until: last.until,
        sum: first.value + last.value,
        doubtful: 0.0,
        largest: first.value.max(last.value),
        count: 2,
        unit: Unit::Money,
        noun: None,
        persons: false,
        elided: true,
        of_them: false,
        table: false,
        votes: false,
        large: true,
        first: Some(*first),
    })
}

fn of_run(text: &CheckText<'_>, sentence: usize, run: &[Quantity], end: usize) -> Option<Parts> {
    let (first, last) = (run.first()?, run.last()?);
    let money = run.iter().any(|part| part.unit == Unit::Money);
    if run.len() < 2
        || run
            .iter()
            .any(|part| part.inexact && part.unit != Unit::Percent)
        || run.iter().skip(1).any(|part| is_subset(text, part))
        || is_each(text, first.from, (last.end() + 4).min(end))
    {
        return None;
    }
    let (articles, doubtful) = single_ones(text, first.until, last, end);
    let nouns: Vec<Option<usize>> = run.iter().map(|part| part.noun).collect();
    let head = nouns.first().copied().flatten();
    let same = |noun: usize| head.is_some_and(|head| text.fold(head) == text.fold(noun));
    let elided = nouns.iter().skip(1).flatten().all(|noun| same(*noun));
    let persons = nouns.iter().all(Option::is_some)
        && nouns.iter().flatten().all(|noun| is_persons(text, *noun));
    // "two factories, five engineers": nothing holds them together.
    let loose = nouns.iter().skip(1).flatten().count();
    let mixed = !elided && !persons && loose > 0 && run.len() < 3;
    if mixed {
        return None;
    }
    Some(Parts {
        sentence,
        last_sentence: sentence,
        from: first.from,
        until: (last.end() + 4).min(end),
        sum: run.iter().map(|part| part.value).sum::<f64>() + articles,
        doubtful,
        largest: run.iter().map(|part| part.value).fold(0.0, f64::max),
        count: run.len() + articles as usize,
        unit: if money { Unit::Money } else { first.unit },
        noun: head.filter(|_| elided || loose < run.len() - 1),
        persons,
        elided,
        of_them: is_of_them(text, first),
        table: false,
        votes: is_vote(text, first.from, (last.end() + 6).min(end)),
        large: run.iter().all(|part| part.large),
        first: Some(*first),
    })
}

/// A division: "nine for, four against, two abstained".
fn is_vote(text: &CheckText<'_>, from: usize, until: usize) -> bool {
    (from..until).any(|at| {
        matches!(
            text.fold(at),
            "votes"
                | "voted"
                | "ballots"
                | "abstained"
                | "abstentions"
                | "abstention"
                | "abstaining"
                | "against"
                | "opposed"
                | "noes"
                | "nays"
        )
    })
}

/// "twelve of them", "ten of these".
fn is_of_them(text: &CheckText<'_>, part: &Quantity) -> bool {
    text.fold(part.until) == "of" && matches!(text.fold(part.until + 1), "them" | "these" | "those")
}

/// "Seven countries, five from Asia": the first number is that of the whole.
fn is_apposed(text: &CheckText<'_>, last: &Quantity, next: &Quantity) -> bool {
    // "a 500 million dollar fund, 200 million from Tokyo"
    let fund = last.large
        && next.large
        && last.unit == Unit::Money
        && next.from - last.until == 2
        && text.fold(next.from - 1) == ","
        && text.words.shape(last.until) == Shape::Lower;
    let counted = last.noun.is_some()
        && text.fold(last.end()) == ","
        && next.from == last.end() + 1
        && next.noun.is_none()
        && next.unit == Unit::Count;
    (fund || counted) && next.value < last.value
}

/// "Of the 30 bids, 14": the first number is that of the whole.
fn is_led_by_of(text: &CheckText<'_>, number: &Quantity) -> bool {
    let mut at = number.from;
    while at > 0
        && matches!(
            text.fold(at - 1),
            "the" | "its" | "their" | "these" | "those" | "our" | "$" | "all"
        )
    {
        at -= 1;
    }
    at > 0
        && text.fold(at - 1) == "of"
        && number.from - at <= 2
        && (at < 2
            || !text.words.is_joined(at - 1) && !matches!(text.words.shape(at - 2), Shape::Lower))
}

/// "a total of 48 tonnes": a series in time that is added up.
fn has_total(text: &CheckText<'_>, sentence: usize) -> bool {
    text.words.sentences.get(sentence).is_some_and(|sentence| {
        (sentence.from..sentence.until).any(|at| {
            text.fold(at) == "total"
                || matches!(text.fold(at), "altogether" | "together")
                || text.fold(at) == "in" && text.fold(at + 1) == "all"
        })
    })
}

/// Tonnes are added to tonnes.
pub(super) fn is_same_measure(text: &CheckText<'_>, one: &Quantity, other: &Quantity) -> bool {
    one.unit != Unit::Measure
        || one.measure.is_some_and(|one| {
            other
                .measure
                .is_some_and(|other| text.fold(one) == text.fold(other))
        })
}

/// "twenty from each country": no part, but one of several alike.
fn is_each(text: &CheckText<'_>, from: usize, until: usize) -> bool {
    (from..until)
        .take_while(|at| !matches!(text.fold(*at), ";" | "."))
        .any(|at| matches!(text.fold(at), "each" | "per" | "apiece" | "every"))
}

/// "four of which", "three of the larger ones": part of a part.
fn is_subset(text: &CheckText<'_>, part: &Quantity) -> bool {
    text.fold(part.until) == "of" && matches!(text.fold(part.until + 1), "which" | "the")
}

/// The second number stands where a new part begins, and counts alike.
fn is_parallel(text: &CheckText<'_>, sentence: usize, last: &Quantity, next: &Quantity) -> bool {
    // "14 tonnes in January, 16 in February"
    let elided = last.measure.is_some() && next.unit == Unit::Count && next.noun.is_none();
    let like = elided
        || last.unit == next.unit && is_same_measure(text, last, next)
        || last.large && next.large && last.unit != Unit::Percent && next.unit != Unit::Percent;
    if !like
        || next.from - last.until > REACH
        || next.from < last.end() && text.fold(last.until) != "of"
        || is_led_by_of(text, last)
        || is_each(text, last.until, next.from)
    {
        return false;
    }
    // "90 percent in May": a series in time adds up to nothing.
    let dated = next.unit != Unit::Count
        && text.annotations.dates[sentence].iter().any(|date| {
            last.until <= date.from
                && date.until <= next.from + 8
                && matches!(
                    text.fold(date.from - 1),
                    "in" | "on" | "by" | "since" | "until" | "last"
                )
        });
    // "40 of them engineers, 20 of them women": groups that may overlap.
    if dated && !has_total(text, sentence) || is_of_them(text, next) {
        return false;
    }
    let mut at = next.from;
    // "South Korea two, and Australia three"
    if next.noun.is_none_or(|noun| {
        last.noun
            .is_some_and(|last| text.fold(last) == text.fold(noun))
    }) {
        while at > last.until && next.from - at < 3 && text.words.is_capital(at - 1) {
            at -= 1;
        }
    }
    // "and another five", "while only two"
    while at > last.until
        && matches!(
            text.fold(at - 1),
            "another"
                | "a"
                | "further"
                | "only"
                | "just"
                | "the"
                | "other"
                | "with"
                | "also"
                | "$"
                | "€"
                | "£"
                | "¥"
                | "by"
                | "to"
                | "remaining"
                | "for"
                | "last"
        )
    {
        at -= 1;
    }
    let lead = text.fold(at - 1);
    let joint = matches!(
        lead,
        "and" | "," | ";" | "while" | "but" | "plus" | "against"
    ) || at < next.from && matches!(text.fold(at), "to" | "with" | "against");
    let colon = (last.until..next.from).any(|at| matches!(text.fold(at), ":" | "." | "(" | ")"));
    joint && !colon
}

/// "two directors, a press secretary with an assistant, and five guards":
/// those told by an article between the numbers; and those that may be.
fn single_ones(text: &CheckText<'_>, from: usize, last: &Quantity, end: usize) -> (f64, f64) {
    let mut sure = 0.0;
    let mut doubtful = 0.0;
    for at in from..end.min(last.end() + 12) {
        if !matches!(text.fold(at), "a" | "an") || text.words.shape(at + 1) != Shape::Lower {
            continue;
        }
        let between = at < last.from;
        match text.fold(at - 1) {
            "," | "and" if between => sure += 1.0,
            "and" => doubtful += 1.0,
            "with" => doubtful += 1.0,
            _ => {}
        }
    }
    (sure, doubtful)
}
