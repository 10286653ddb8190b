//! What is listed from a place on: the items of a coordination at top level,
//! and how many they can be. "A, B and C" are three; "A and B, C and D" are
//! three or four; "and" inside a name, behind "between" or "both" parts no
//! items.

use std::collections::BTreeSet;

use super::CheckText;
use super::coordination_pieces::{Piece, is_question, pieces};
pub(super) use super::coordination_pieces::{is_dash, is_finite, is_preposition};
use crate::propose::lexicon::numeral;
use crate::propose::mention::Found;
use crate::propose::words::Shape;

/// Words of an item of a list that nothing else can be.
const LONGEST_ITEM: usize = 30;

/// What leads to a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opener {
    /// A colon, "namely", "that is".
    Colon,
    /// A dash, which a second dash may close.
    Dash,
    /// A bracket, which a second one closes.
    Bracket,
    /// A comma: an apposition.
    Comma,
    /// "are", "consist of", "lists as", or the head of a sentence.
    Verb,
    /// "including", "such as": not all may be named.
    Open,
}

impl Opener {
    /// The sign says that nothing but the list follows.
    pub(super) fn is_sure(self) -> bool {
        matches!(self, Self::Colon | Self::Dash | Self::Bracket)
    }

    /// Words of an item beyond which it is no item.
    fn longest_item(self) -> usize {
        if self.is_sure() { LONGEST_ITEM } else { 6 }
    }
}

/// A list that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Listing {
    /// The items of the plainest reading.
    pub(super) items: Vec<(usize, usize)>,
    /// How many items every plausible reading gives.
    pub(super) counts: BTreeSet<usize>,
    pub(super) from: usize,
    pub(super) until: usize,
    /// A sign or the end of the sentence stands behind it.
    pub(super) closed: bool,
    /// "and others", "several more": not all are named.
    pub(super) open: bool,
    /// The last item runs on: only a name that ends before may be meant.
    pub(super) runs_on: bool,
}

impl Listing {
    /// A told number that no reading gives.
    pub(super) fn denies(&self, told: u32) -> bool {
        let told = told as usize;
        if self.open {
            self.counts.first().is_some_and(|least| *least > told)
        } else {
            !self.counts.contains(&told)
        }
    }
}

/// Reads the list that begins at `from`; nothing where none does.
pub(super) fn read(
    text: &CheckText<'_>,
    found: &[Found],
    from: usize,
    until: usize,
    opener: Opener,
) -> Option<Listing> {
    let (mut pieces, end, stop_is_sign) = pieces(text, found, from, until, opener);
    free_parallel(text, &mut pieces);
    let mut weak = false;
    if !pieces.iter().any(Piece::closes) {
        // "a paper on ties between A and B" closes a list only for want of better.
        let last = pieces.last_mut()?;
        if let Some(joint) = last.joints.iter_mut().find(|joint| joint.governed) {
            joint.governed = false;
            weak = true;
        }
    }
    if !pieces.iter().any(Piece::closes) {
        return asyndetic(text, &pieces, end, opener);
    }
    if weak && pieces.len() < 2 {
        return None;
    }
    let closers: Vec<usize> = (0..pieces.len())
        .filter(|at| pieces[*at].closes())
        .collect();
    let (ends, last) = if opener.is_sure() {
        let last = *closers.last()?;
        // ", officials said" may follow; anything else is no list.
        if last + 1 < pieces.len() && !is_attribution(text, &pieces[last + 1]) {
            return None;
        }
        (vec![last], last)
    } else {
        let mut ends = Vec::new();
        for at in closers {
            if ends.last().is_some_and(|before| at > before + 1) {
                break;
            }
            // "A, B and C, and wants to begin": what they do, and no item.
            let clause = pieces[at].lead
                && !ends.is_empty()
                && text.words.shape(pieces[at].from) == Shape::Lower
                && !matches!(
                    text.fold(pieces[at].from),
                    "the" | "a" | "an" | "its" | "their"
                )
                && pieces[..at]
                    .iter()
                    .all(|piece| text.words.is_capital(piece.from));
            if clause {
                break;
            }
            ends.push(at);
            if pieces[at].lead && !pieces.get(at + 1).is_some_and(|next| next.lead) {
                break;
            }
        }
        let first = *ends.first()?;
        (ends, first)
    };
    let mut counts = BTreeSet::new();
    for end in ends {
        let free: usize = pieces[..=end].iter().map(Piece::free).sum();
        let (least, most) = if pieces[end].lead {
            (end + 1, end + 1 + free)
        } else {
            (end + 2, (end + 1 + free).max(end + 2))
        };
        counts.extend(least..=most);
        // "Sony, Hitachi and Toyota's supplier": the supplier may be that of both.
        let owned = pieces[end]
            .joints
            .iter()
            .any(|joint| (joint.until..pieces[end].until).any(|at| text.fold(at) == "'s"));
        if weak || owned && end > 0 {
            counts.insert(end + 1);
        }
    }
    let items = items(&pieces[..=last]);
    // "who sells, who buys and who pays for transport and storage"
    if is_question(text.fold(pieces[0].from)) {
        let asked = |at: usize| usize::from(is_question(text.fold(at)));
        let questions = pieces[..=last]
            .iter()
            .map(|piece| {
                asked(piece.from)
                    + piece
                        .joints
                        .iter()
                        .map(|joint| asked(joint.until))
                        .sum::<usize>()
            })
            .sum();
        counts.insert(questions);
    }
    if !are_items(text, &items, opener) {
        return None;
    }
    if let Some((sum, all)) = sum_of_parts(text, &items) {
        if all {
            counts = BTreeSet::from([items.len()]);
        }
        counts.insert(sum);
    }
    let list_until = pieces[last].until;
    let runs_on = items
        .last()
        .is_some_and(|(from, until)| until - from > opener.longest_item())
        && !are_parallel(text, &items);
    Some(Listing {
        open: opener == Opener::Open || items.iter().any(|item| is_open(text, *item)),
        closed: if last + 1 < pieces.len() {
            true
        } else {
            stop_is_sign
        },
        from: pieces[0].from,
        until: list_until,
        runs_on,
        items,
        counts,
    })
}

/// Items that follow each other from `at`, bound by commas and "and"; `item`
/// gives the end of the one that begins at a place.
pub(super) fn run<T>(
    text: &CheckText<'_>,
    at: usize,
    until: usize,
    item: impl Fn(usize) -> Option<(usize, T)>,
) -> Vec<T> {
    let mut list = Vec::new();
    let mut next = at;
    while next < until {
        while next < until && is_binder(text.fold(next)) && text.fold(next) != "as" {
            next += 1;
        }
        match item(next) {
            Some((end, value)) => {
                list.push(value);
                next = end.max(next + 1);
                if next < until && !is_binder(text.fold(next)) {
                    break;
                }
            }
            None => break,
        }
    }
    list
}

/// The same, for items that end at `end` and before.
pub(super) fn run_before<T>(
    text: &CheckText<'_>,
    from: usize,
    end: usize,
    item: impl Fn(usize) -> Option<(usize, T)>,
) -> Vec<T> {
    let mut list = Vec::new();
    let mut end = end;
    loop {
        let mut binders = 0;
        while end > from && is_binder(text.fold(end - 1)) {
            end -= 1;
            binders += 1;
        }
        if !list.is_empty() && binders == 0 {
            break;
        }
        match item(end) {
            Some((start, value)) => {
                list.insert(0, value);
                end = start;
            }
            None => break,
        }
    }
    list
}

fn is_binder(fold: &str) -> bool {
    matches!(
        fold,
        "," | "and" | "or" | "&" | "the" | "both" | "as" | "well" | "\"" | "'" | "either"
    )
}

fn is_attribution(text: &CheckText<'_>, piece: &Piece) -> bool {
    (piece.from..piece.until.min(piece.from + 10)).any(|at| {
        crate::propose::lexicon::Lexicon::shipped()
            .speaking
            .contains(text.fold(at))
            || matches!(text.fold(at), "according" | "said" | "says")
    })
}

/// "a talk between prosecutors and a plan": where all begin with an article,
/// the "and" before one parts items, whatever governs it.
fn free_parallel(text: &CheckText<'_>, pieces: &mut [Piece]) {
    let article = |at: usize| matches!(text.fold(at), "a" | "an");
    if pieces.len() < 2 || !pieces.iter().all(|piece| article(piece.from)) {
        return;
    }
    for joint in pieces.iter_mut().flat_map(|piece| &mut piece.joints) {
        joint.governed = joint.governed && !article(joint.until);
    }
}

/// "chips, batteries, magnets": a list without "and".
fn asyndetic(
    text: &CheckText<'_>,
    pieces: &[Piece],
    end: usize,
    opener: Opener,
) -> Option<Listing> {
    let items: Vec<(usize, usize)> = pieces
        .iter()
        .map(|piece| (piece.from, piece.until))
        .collect();
    let short = items.iter().all(|(from, until)| until - from <= 8);
    if !opener.is_sure()
        || items.len() < 2
        || !short
        || !are_items(text, &items, opener)
        || pieces.iter().any(|piece| is_attribution(text, piece))
    {
        return None;
    }
    let mut counts = BTreeSet::from([items.len()]);
    if let Some((sum, _)) = sum_of_parts(text, &items) {
        counts.insert(sum);
    }
    Some(Listing {
        counts,
        from: items[0].0,
        until: end,
        closed: true,
        open: items.iter().any(|item| is_open(text, *item)),
        runs_on: false,
        items,
    })
}

/// The last piece is parted at its last "and", unless one leads it.
fn items(pieces: &[Piece]) -> Vec<(usize, usize)> {
    let mut items: Vec<(usize, usize)> = Vec::new();
    for (number, piece) in pieces.iter().enumerate() {
        let split = piece
            .joints
            .iter()
            .rev()
            .find(|joint| !joint.governed && !joint.soft)
            .filter(|_| number + 1 == pieces.len() && !piece.lead);
        match split {
            Some(joint) => {
                items.push((piece.from, joint.at));
                items.push((joint.until, piece.until));
            }
            None => items.push((piece.from, piece.until)),
        }
    }
    items
}

fn are_items(text: &CheckText<'_>, items: &[(usize, usize)], opener: Opener) -> bool {
    let parallel = are_parallel(text, items);
    let longest = if parallel { 30 } else { opener.longest_item() };
    let clause = |item: &(usize, usize)| {
        let opens = (item.0..item.1).find(|at| {
            is_finite(text, *at)
                || matches!(
                    text.fold(*at),
                    "that"
                        | "which"
                        | "who"
                        | "whose"
                        | "where"
                        | "whether"
                        | "how"
                        | "what"
                        | "if"
                )
        });
        opens.is_some_and(|at| is_finite(text, at))
    };
    let clauses = items.iter().filter(|item| clause(item)).count();
    let last = items.len() - 1;
    items
        .iter()
        .enumerate()
        .all(|(number, (from, until))| until > from && (number == last || until - from <= longest))
        && (clauses == 0 || opener.is_sure() && clauses == items.len())
}

/// All items begin alike.
fn are_parallel(text: &CheckText<'_>, items: &[(usize, usize)]) -> bool {
    let first = items.first().map_or("", |item| text.fold(item.0));
    items
        .iter()
        .all(|item| text.fold(item.0) == first || matches!(text.fold(item.0), "again" | "later"))
        || items
            .iter()
            .all(|item| matches!(text.fold(item.0), "a" | "an" | "the"))
        || items.iter().all(|item| is_preposition(text.fold(item.0)))
}

/// "two on minerals and three on chips", "a visit and three seminars": what
/// the items add up to; true where all begin with a number.
fn sum_of_parts(text: &CheckText<'_>, items: &[(usize, usize)]) -> Option<(usize, bool)> {
    let mut sum = 0;
    let mut numbers = 0;
    for (from, _) in items {
        let mut at = *from;
        while matches!(
            text.fold(at),
            "another" | "the" | "other" | "some" | "then" | "and"
        ) {
            at += 1;
        }
        match (text.fold(at), numeral(text.fold(at))) {
            ("twice", _) => {
                sum += 2;
                numbers += 1;
            }
            (_, Some(number)) if number < 1000 => {
                sum += number as usize;
                numbers += 1;
            }
            _ => sum += 1,
        }
    }
    (numbers > 0).then_some((sum, numbers == items.len()))
}

fn is_open(text: &CheckText<'_>, (from, until): (usize, usize)) -> bool {
    (from..until).any(|at| {
        matches!(
            text.fold(at),
            "others" | "etc" | "etc." | "several" | "various" | "elsewhere"
        )
    }) || matches!(text.fold(from), "more" | "some" | "many" | "so")
}
