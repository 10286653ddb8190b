//! The list behind a counted noun in its own sentence: behind a colon, a dash, a
//! comma, "namely", "are".

use super::CheckText;
use super::coordination::{Listing, Opener, is_dash, is_finite, is_preposition, read};
use super::counted::{Counted, Listed, counted_at, told_number};
use super::counted_noun::is_plural;
use super::list_fits::{fits, is_past};
use crate::propose::lexicon::{is_function_word, numeral};
use crate::propose::mention::Found;
use crate::propose::words::Shape;

/// Words behind a noun in which a colon may open its list.
const COLON_REACH: usize = 18;
/// Words behind a noun in which a comma or a dash may.
const COMMA_REACH: usize = 6;

/// The list behind a counted noun, where one can be read.
pub(super) fn behind(
    text: &CheckText<'_>,
    found: &[Found],
    from: usize,
    counted: Counted,
    until: usize,
) -> Option<Listing> {
    let mut relation = Between::default();
    let first = counted.noun + 1;
    for at in first..until.min(first + COLON_REACH) {
        let steps = at - first;
        let opened = match text.fold(at) {
            ":" => {
                // "the two ministers said: "..."
                let speech = text.fold(at + 1) == "\"" || relation.says;
                // "all five ambassadors came: those of Japan and Korea"
                if text.fold(at + 1) == "those" && matches!(text.fold(at + 2), "of" | "from") {
                    return read(text, found, at + 3, until, Opener::Colon).and_then(|list| {
                        fits(
                            text,
                            found,
                            of_places(text, counted, at + 3),
                            list,
                            Opener::Colon,
                        )
                    });
                }
                let own = !speech && relation.is_own(text, counted, at);
                return own
                    .then(|| read(text, found, at + 1, until, Opener::Colon))
                    .flatten()
                    .filter(|list| !holds_list(text, list))
                    .and_then(|list| fits(text, found, counted, list, Opener::Colon));
            }
            "namely" | "viz" | "viz." => Some((at + 1, Opener::Colon)),
            "that" if text.fold(at + 1) == "is" && text.fold(at + 2) == "," => {
                Some((at + 3, Opener::Colon))
            }
            "," if steps <= COMMA_REACH
                && (!relation.verb || relation.clause && counted.listed.is_named()) =>
            {
                behind_comma(text, at + 1)
            }
            "(" if steps <= COMMA_REACH && !relation.verb => Some((at + 1, Opener::Bracket)),
            "-" | "–" | "—" if is_dash(text, at) && steps <= COMMA_REACH => {
                let double = text.fold(at) == "-" && text.fold(at + 1) == "-";
                Some((at + 1 + usize::from(double), Opener::Dash))
            }
            "are" | "were" if !relation.verb && steps <= COMMA_REACH => {
                is_noun_list(text, at + 1).then_some((at + 1, Opener::Verb))
            }
            "as" if relation.naming && text.fold(at - 1) != "such" => Some((at + 1, Opener::Verb)),
            "comprise" | "comprises" | "comprised" | "comprising" if !relation.verb => {
                Some((at + 1, Opener::Verb))
            }
            "of" if at > first
                && matches!(
                    text.fold(at - 1),
                    "consist" | "consists" | "consisting" | "consisted" | "composed" | "up"
                ) =>
            {
                Some((at + 1, Opener::Verb))
            }
            "including" | "include" if steps <= COMMA_REACH => Some((at + 1, Opener::Open)),
            "of" if steps == 0
                && (counted.noun == counted.at || text.words.is_hyphen(counted.at + 1)) =>
            {
                Some((at + 1, Opener::Verb))
            }
            "like" if steps == 0 => Some((at + 1, Opener::Open)),
            "such" if text.fold(at + 1) == "as" && steps == 0 => Some((at + 2, Opener::Open)),
            "in" if steps == 0 && matches!(counted.listed, Listed::Places | Listed::Sites) => {
                Some((at + 1, Opener::Open))
            }
            ";" | "." => return None,
            _ => None,
        };
        if let Some((start, opener)) = opened
            && let Some(list) = read(text, found, start, until, opener)
            && !holds_list(text, &list)
            && let Some(list) = fits(text, found, of_places(text, counted, start), list, opener)
            && (opener != Opener::Comma
                || is_apposition(counted, from, &list)
                    && !goes_on(text, counted, at)
                    && !is_series(text, &list))
        {
            return Some(list);
        }
        relation.pass(text, counted, at);
    }
    None
}

/// "four papers on lithium, beryllium and tantalum": the comma goes on with
/// what a preposition began.
pub(super) fn goes_on(text: &CheckText<'_>, counted: Counted, comma: usize) -> bool {
    !counted.listed.is_named()
        && (counted.noun + 1..comma).any(|at| is_preposition(text.fold(at)) && comma - at <= 4)
}

/// "half of the ministers, those of Japan and Korea": told by their countries.
pub(super) fn of_places(text: &CheckText<'_>, counted: Counted, start: usize) -> Counted {
    let those = start >= 2 && text.fold(start - 2) == "those";
    Counted {
        listed: if those && counted.listed == Listed::Persons {
            Listed::Places
        } else {
            counted.listed
        },
        ..counted
    }
}

/// "four deputies, two directors and five aides": one number after the other.
pub(super) fn is_series(text: &CheckText<'_>, list: &Listing) -> bool {
    list.items
        .first()
        .is_some_and(|(from, _)| numeral(text.fold(*from)).is_some_and(|number| number != 1))
}

/// "four metals, which are lithium, nickel and cobalt, and graphite": the first
/// item has a list of its own.
pub(super) fn holds_list(text: &CheckText<'_>, list: &Listing) -> bool {
    let counts = |from: usize| {
        matches!(text.fold(from), "a" | "an" | "the" | "one" | "another")
            || numeral(text.fold(from)).is_some()
    };
    let many = |from: usize| numeral(text.fold(from)).is_some_and(|number| number > 1);
    list.items
        .first()
        .is_some_and(|(from, _)| many(*from) && text.words.shape(*from) != Shape::Number)
        && !list.items.iter().all(|(from, _)| counts(*from))
}

/// What stands between a noun and a colon.
#[derive(Debug, Default)]
pub(super) struct Between {
    pub(super) verb: bool,
    pub(super) naming: bool,
    pub(super) relative: bool,
    /// "said", "asked".
    pub(super) says: bool,
    /// "who attended", further from the noun.
    pub(super) clause: bool,
    pub(super) other_plural: bool,
    pub(super) other_number: bool,
}

impl Between {
    pub(super) fn pass(&mut self, text: &CheckText<'_>, counted: Counted, at: usize) {
        let fold = text.fold(at);
        self.verb = self.verb
            || is_finite(text, at)
            || text.words.shape(at) == Shape::Lower && fold.len() > 4 && fold.ends_with("ed");
        self.naming = self.naming
            || matches!(
                fold,
                "lists"
                    | "listed"
                    | "names"
                    | "named"
                    | "gives"
                    | "given"
                    | "identifies"
                    | "identified"
                    | "defines"
                    | "defined"
                    | "describes"
                    | "described"
                    | "sets"
                    | "specifies"
                    | "specified"
                    | "known"
            );
        self.other_number = self.other_number
            || told_number(text, at).is_some_and(|number| number < 100)
                && counted_at(text, at, at, at + 6).is_some();
        self.says = self.says
            || matches!(
                fold,
                "said" | "says" | "asked" | "replied" | "wrote" | "told" | "added"
            );
        self.clause =
            self.clause || !self.verb && matches!(fold, "that" | "which" | "who" | "whose");
        self.relative = self.relative
            || at <= counted.noun + 2
                && matches!(fold, "that" | "which" | "who" | "where" | "whose");
        self.other_plural = self.other_plural
            || !self.relative
                && !behind_preposition(text, counted.noun, at)
                && text.words.shape(at) == Shape::Lower
                && is_plural(fold)
                && !is_function_word(fold)
                && !matches!(
                    fold,
                    "years"
                        | "months"
                        | "weeks"
                        | "days"
                        | "talks"
                        | "sources"
                        | "officials"
                        | "means"
                        | "follows"
                        | "terms"
                        | "ministers"
                        | "countries"
                        | "sides"
                        | "governments"
                );
    }

    /// The list behind the colon at `colon` is that of the counted noun, and
    /// of no other noun that stands nearer.
    pub(super) fn is_own(&self, text: &CheckText<'_>, counted: Counted, colon: usize) -> bool {
        if counted.listed.is_named() {
            return !self.other_number;
        }
        // "The two fields got a boost: ..."
        let object = (counted.noun + 1..colon).any(|at| {
            matches!(text.fold(at), "a" | "an" | "this")
                && !matches!(
                    text.fold(at - 1),
                    "on" | "in"
                        | "at"
                        | "for"
                        | "of"
                        | "with"
                        | "by"
                        | "under"
                        | "from"
                        | "to"
                        | "into"
                        | "as"
                        | "during"
                        | "after"
                )
        });
        !self.other_number && !self.other_plural && !object
    }
}

/// The noun at `at` hangs on a preposition: "by the ministers", "on the table".
pub(super) fn behind_preposition(text: &CheckText<'_>, from: usize, at: usize) -> bool {
    let mut before = at;
    while before > from + 1 {
        before -= 1;
        let fold = text.fold(before);
        if is_preposition(fold) {
            return true;
        }
        if is_finite(text, before)
            || is_past(text, before)
            || text.words.shape(before) == Shape::Sign
        {
            return false;
        }
    }
    false
}

/// Where the list begins behind a comma.
pub(super) fn behind_comma(text: &CheckText<'_>, at: usize) -> Option<(usize, Opener)> {
    let fold = text.fold(at);
    if matches!(fold, "including" | "notably" | "especially") {
        return Some((at + 1, Opener::Open));
    }
    if fold == "namely" {
        return Some((at + 1, Opener::Colon));
    }
    if fold == "such" && text.fold(at + 1) == "as" {
        return Some((at + 2, Opener::Open));
    }
    // "four metals, led by tungsten"
    if text.fold(at + 1) == "by" && text.words.shape(at) == Shape::Lower {
        let first = matches!(fold, "led" | "headed" | "topped" | "represented");
        return first.then_some((at + 2, Opener::Open));
    }
    // "half of the delegations, those of A, B and C"
    if fold == "those" && matches!(text.fold(at + 1), "of" | "from" | "in") {
        return Some((at + 2, Opener::Comma));
    }
    if fold == "among" && matches!(text.fold(at + 1), "them" | "which") {
        return Some((at + 2, Opener::Open));
    }
    let opens = matches!(fold, "the" | "a" | "an" | "in" | "one" | "between" | "on")
        || !is_function_word(fold);
    (opens && !is_finite(text, at)).then_some((at, Opener::Comma))
}

/// "The four pillars are trade and energy", not "are working" or "are in".
pub(super) fn is_noun_list(text: &CheckText<'_>, at: usize) -> bool {
    let fold = text.fold(at);
    let verb = text.words.shape(at) == Shape::Lower
        && (fold.ends_with("ing") && text.fold(at + 1) != "," || fold.ends_with("ed"));
    !verb && (fold == "the" || fold == "a" || !is_function_word(fold))
}

/// "After talks with three companies, A and B announced": the names are the
/// subject of what follows, and no apposition.
pub(super) fn is_apposition(counted: Counted, from: usize, list: &Listing) -> bool {
    list.closed || counted.at <= from + 1 && list.items.len() > counted.number as usize
}
