//! What is listed from a place on: the items of a coordination at top level,
//! and how many they can be. "A, B and C" are three; "A and B, C and D" are
//! three or four; "and" inside a name, behind "between" or "both" parts no
//! items.

use std::collections::BTreeSet;

use super::CheckText;
use crate::propose::lexicon::numeral;
use crate::propose::mention::{Found, MentionType};
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
    fn is_sure(self) -> bool {
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

/// A part between two commas or semicolons.
#[derive(Debug)]
struct Piece {
    from: usize,
    until: usize,
    /// "and" stands before it.
    lead: bool,
    /// "and" inside it, which may part two items.
    joints: Vec<Joint>,
}

#[derive(Debug, Clone, Copy)]
struct Joint {
    at: usize,
    until: usize,
    /// "between A and B", "both A and B".
    governed: bool,
    /// "as well as", "along with": it closes no list.
    soft: bool,
}

impl Piece {
    fn closes(&self) -> bool {
        self.lead
            || self
                .joints
                .iter()
                .any(|joint| !joint.governed && !joint.soft)
    }

    fn free(&self) -> usize {
        self.joints.iter().filter(|joint| !joint.governed).count()
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
        if weak {
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

/// Cuts a list into pieces; also where it ends, and whether a sign ends it.
fn pieces(
    text: &CheckText<'_>,
    found: &[Found],
    from: usize,
    until: usize,
    opener: Opener,
) -> (Vec<Piece>, usize, bool) {
    let by_semicolon = opener.is_sure() && parts_by_semicolon(text, from, until);
    let mut pieces: Vec<Piece> = Vec::new();
    let mut piece = new_piece(from);
    let mut governs = 0;
    let mut relative = false;
    let mut at = from;
    let mut stop_is_sign = true;
    while at < until {
        let fold = text.fold(at);
        if let Some(end) = atom(text, found, at) {
            at = end.min(until);
            continue;
        }
        let dash = is_dash(text, at);
        match fold {
            "." | "?" | "!" | ":" | ")" | "]" => break,
            "(" | "[" => {
                at = (at + 1..until)
                    .find(|next| matches!(text.fold(*next), ")" | "]"))
                    .map_or(until, |close| close + 1);
                continue;
            }
            ";" if !by_semicolon => break,
            "," if by_semicolon => {}
            "," | ";" => {
                piece.until = at;
                let begins = after_binders(text, at + 1);
                let next = text.fold(begins.0);
                let hangs = !begins.1
                    && is_hanging(text, begins.0)
                    && !(is_preposition(text.fold(from)) && is_preposition(next)
                        || is_question(text.fold(from)) && is_question(next));
                let listed = piece.closes() || pieces.iter().any(Piece::closes);
                let foreign =
                    numeral(next).is_some_and(|_| numeral(text.fold(from)).is_none()) && listed;
                let ended = opener.is_sure()
                    && hangs
                    && !parts_later(text, at + 1, until)
                    && (piece.lead && piece.joints.is_empty() && pieces.len() >= 2
                        || !pieces.is_empty()
                            && piece.joints.len() == 1
                            && piece.closes()
                            && pieces.iter().all(|piece| piece.joints.is_empty()));
                if ended || !opener.is_sure() && listed && (hangs || foreign) {
                    at = piece.until;
                    break;
                }
                if !hangs {
                    pieces.push(std::mem::replace(&mut piece, new_piece(begins.0)));
                    piece.lead = begins.1;
                    governs = 0;
                    relative = false;
                    at = begins.0;
                    continue;
                }
                relative = true;
            }
            _ if dash => break,
            "between" | "both" | "either" => governs += 1,
            "that" | "which" | "who" | "whose" | "where" | "what" | "how" | "whether" | "if"
            | "when" => relative = true,
            "and" | "or" | "&" | "plus" if at == piece.from => piece.from += 1,
            "and" | "or" | "&" | "plus" => {
                piece.joints.push(Joint {
                    at,
                    until: at + 1,
                    governed: governs > 0,
                    soft: false,
                });
                governs = usize::saturating_sub(governs, 1);
            }
            "as" if text.fold(at + 1) == "well" && text.fold(at + 2) == "as" => {
                piece.joints.push(soft_joint(at, at + 3));
                at += 3;
                continue;
            }
            "along" | "together" if text.fold(at + 1) == "with" => {
                piece.joints.push(soft_joint(at, at + 2));
                at += 2;
                continue;
            }
            _ if !opener.is_sure() && !relative && is_finite(text, at) => {
                // Behind a comma the verb is that of what the list explains.
                stop_is_sign = at == piece.from;
                break;
            }
            _ => {}
        }
        at += 1;
    }
    piece.until = at;
    while piece.until > piece.from
        && matches!(text.fold(piece.until - 1), "\"" | "'" | "," | "*" | "_")
    {
        piece.until -= 1;
    }
    if piece.until > piece.from {
        pieces.push(piece);
    }
    (pieces, at, stop_is_sign)
}

/// A later ", and" or semicolon still parts items.
fn parts_later(text: &CheckText<'_>, from: usize, until: usize) -> bool {
    (from..until).any(|at| {
        text.fold(at) == ";"
            || text.fold(at) == "," && matches!(text.fold(at + 1), "and" | "or" | "plus")
    })
}

fn new_piece(from: usize) -> Piece {
    Piece {
        from,
        until: from,
        lead: false,
        joints: Vec::new(),
    }
}

fn soft_joint(at: usize, until: usize) -> Joint {
    Joint {
        at,
        until,
        governed: false,
        soft: true,
    }
}

/// Behind "and" and quotes; true where "and" or "or" stood there.
fn after_binders(text: &CheckText<'_>, at: usize) -> (usize, bool) {
    let mut next = at;
    let mut lead = false;
    while matches!(text.fold(next), "and" | "or" | "\"" | "'" | "&" | "plus") {
        lead = lead || matches!(text.fold(next), "and" | "or" | "&" | "plus");
        next += 1;
    }
    (next, lead)
}

/// Names that hold commas or "and" are one word of a list.
fn atom(text: &CheckText<'_>, found: &[Found], at: usize) -> Option<usize> {
    found
        .iter()
        .filter(|found| {
            found.from == at
                && found.len() > 1
                && matches!(
                    found.kind,
                    MentionType::Org
                        | MentionType::Forum
                        | MentionType::Instr
                        | MentionType::Meeting
                        | MentionType::Role
                        | MentionType::Date
                        | MentionType::Per
                )
        })
        .filter(|found| {
            let joint = (at..found.until).find(|word| matches!(text.fold(*word), "and" | ","));
            // "Ministry of Trade, Industry and Energy", but not "Toyo and Hikari".
            joint.is_none_or(|joint| {
                found.id.is_some()
                    || found.kind == MentionType::Role
                    || found.kind == MentionType::Date
                    || (at..joint).any(|word| matches!(text.fold(word), "of" | "for" | "on"))
            }) && !(at..found.until).any(|word| {
                matches!(text.fold(word), "and" | ",")
                    && matches!(text.fold(word + 1), "a" | "an" | "the" | "and")
            })
        })
        .map(|found| found.until)
        .max()
}

pub(super) fn is_dash(text: &CheckText<'_>, at: usize) -> bool {
    match text.fold(at) {
        "—" => true,
        "–" | "-" => {
            !text.words.is_hyphen(at) && !text.words.is_joined(at + 1)
                || text.fold(at) == "-" && text.fold(at + 1) == "-"
        }
        _ => false,
    }
}

/// Semicolons part the items, and do not end the list.
fn parts_by_semicolon(text: &CheckText<'_>, from: usize, until: usize) -> bool {
    let end = (from..until)
        .find(|at| matches!(text.fold(*at), "." | "?" | "!"))
        .unwrap_or(until);
    let signs: Vec<usize> = (from..end).filter(|at| text.fold(*at) == ";").collect();
    let Some(last) = signs.last() else {
        return false;
    };
    signs.len() >= 2
        || matches!(text.fold(last + 1), "and" | "or")
        || (from..signs[0]).all(|at| !matches!(text.fold(at), "," | "and"))
}

/// A piece that goes on with the one before it.
fn is_hanging(text: &CheckText<'_>, at: usize) -> bool {
    let fold = text.fold(at);
    is_preposition(fold)
        || matches!(
            fold,
            "which"
                | "who"
                | "whom"
                | "whose"
                | "where"
                | "when"
                | "while"
                | "though"
                | "although"
                | "but"
                | "because"
                | "since"
                | "as"
                | "if"
                | "each"
                | "both"
                | "including"
                | "such"
                | "especially"
                | "namely"
                | "according"
                | "not"
                | "respectively"
                | "inc."
                | "inc"
                | "ltd."
                | "jr."
                | "d.c."
                | "now"
                | "then"
                | "all"
                | "none"
                | "so"
                | "even"
                | "again"
                | "too"
        )
        // "formerly in charge of licenses"
        || text.words.shape(at) == Shape::Lower
            && (fold.ends_with("ly") && is_preposition(text.fold(at + 1))
                || matches!(fold, "once" | "until"))
            && !matches!(fold, "supply" | "assembly" | "family" | "monopoly" | "reply")
        // "April 11, 2024"
        || text.words.shape(at) == Shape::Number && fold.len() == 4
}

fn is_question(fold: &str) -> bool {
    matches!(
        fold,
        "who" | "which" | "where" | "when" | "what" | "how" | "why" | "whether" | "whose" | "if"
    )
}

pub(super) fn is_preposition(fold: &str) -> bool {
    matches!(
        fold,
        "in" | "on"
            | "at"
            | "by"
            | "for"
            | "from"
            | "of"
            | "to"
            | "with"
            | "under"
            | "over"
            | "through"
            | "during"
            | "after"
            | "before"
            | "until"
            | "like"
            | "among"
            | "against"
            | "about"
            | "into"
            | "via"
            | "within"
            | "without"
    )
}

/// A verb that only a clause has; "May" is none.
pub(super) fn is_finite(text: &CheckText<'_>, at: usize) -> bool {
    text.words.shape(at) == Shape::Lower && is_finite_verb(text.fold(at))
}

fn is_finite_verb(fold: &str) -> bool {
    matches!(
        fold,
        "is" | "are"
            | "was"
            | "were"
            | "will"
            | "would"
            | "has"
            | "have"
            | "had"
            | "said"
            | "says"
            | "can"
            | "could"
            | "may"
            | "might"
            | "must"
            | "should"
            | "shall"
            | "do"
            | "does"
            | "did"
            | "took"
            | "met"
            | "agreed"
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
