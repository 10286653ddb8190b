//! A list cut at its commas, semicolons and "and"; names that hold them are one
//! word.

use super::CheckText;
use super::coordination::Opener;
use crate::propose::lexicon::numeral;
use crate::propose::mention::{Found, MentionType};
use crate::propose::words::Shape;

/// A part between two commas or semicolons.
#[derive(Debug)]
pub(super) struct Piece {
    pub(super) from: usize,
    pub(super) until: usize,
    /// "and" stands before it.
    pub(super) lead: bool,
    /// "and" inside it, which may part two items.
    pub(super) joints: Vec<Joint>,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Joint {
    pub(super) at: usize,
    pub(super) until: usize,
    /// "between A and B", "both A and B".
    pub(super) governed: bool,
    /// "as well as", "along with": it closes no list.
    pub(super) soft: bool,
}

impl Piece {
    pub(super) fn closes(&self) -> bool {
        self.lead
            || self
                .joints
                .iter()
                .any(|joint| !joint.governed && !joint.soft)
    }

    pub(super) fn free(&self) -> usize {
        self.joints.iter().filter(|joint| !joint.governed).count()
    }
}

/// Cuts a list into pieces; also where it ends, and whether a sign ends it.
pub(super) fn pieces(
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
pub(super) fn parts_later(text: &CheckText<'_>, from: usize, until: usize) -> bool {
    (from..until).any(|at| {
        text.fold(at) == ";"
            || text.fold(at) == "," && matches!(text.fold(at + 1), "and" | "or" | "plus")
    })
}

pub(super) fn new_piece(from: usize) -> Piece {
    Piece {
        from,
        until: from,
        lead: false,
        joints: Vec::new(),
    }
}

pub(super) fn soft_joint(at: usize, until: usize) -> Joint {
    Joint {
        at,
        until,
        governed: false,
        soft: true,
    }
}

/// Behind "and" and quotes; true where "and" or "or" stood there.
pub(super) fn after_binders(text: &CheckText<'_>, at: usize) -> (usize, bool) {
    let mut next = at;
    let mut lead = false;
    while matches!(text.fold(next), "and" | "or" | "\"" | "'" | "&" | "plus") {
        lead = lead || matches!(text.fold(next), "and" | "or" | "&" | "plus");
        next += 1;
    }
    (next, lead)
}

/// Names that hold commas or "and" are one word of a list.
pub(super) fn atom(text: &CheckText<'_>, found: &[Found], at: usize) -> Option<usize> {
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
pub(super) fn parts_by_semicolon(text: &CheckText<'_>, from: usize, until: usize) -> bool {
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
pub(super) fn is_hanging(text: &CheckText<'_>, at: usize) -> bool {
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

pub(super) fn is_question(fold: &str) -> bool {
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

pub(super) fn is_finite_verb(fold: &str) -> bool {
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
