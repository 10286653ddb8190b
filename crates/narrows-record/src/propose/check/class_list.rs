//! Lists beside a class: "C such as X", "C, among them X", "X and other C",
//! "three C, X, Y and Z", "the C X".

use super::CheckText;
use super::class_statement::{denies, goods_before, goods_from};
use super::class_table::{Class, Good};
use super::coordination::{is_dash, is_finite, is_preposition};
use super::counted::is_plural;
use crate::propose::lexicon::{is_function_word, numeral};
use crate::propose::words::Shape;

/// Words between a class and the list of its members.
const BEFORE_MEMBERS: &[&[&str]] = &[
    &["such", "as"],
    &["meaning"],
    &["that", "is"],
    &["in", "other", "words"],
    &["comprising"],
    &["consisting", "of"],
    &["made", "up", "of"],
    &["which", "are"],
    &["specifically"],
    &["to", "wit"],
    &["i.e."],
    &["among", "others"],
    &["chief", "among", "which", "are"],
    &["he", "named"],
    &["she", "named"],
    &["he", "listed"],
    &["she", "listed"],
    &["he", "mentioned"],
    &["she", "mentioned"],
    &["for", "example"],
    &["for", "instance"],
    &["in", "particular"],
    &["above", "all"],
    &["of", "which"],
    &["which", "include"],
    &["that", "include"],
    &["which", "includes"],
    &["beginning", "with"],
    &["starting", "with"],
    &["led", "by"],
    &["first", "of", "all"],
    &["like"],
    &["including"],
    &["includes"],
    &["include"],
    &["included"],
    &["namely"],
    &["notably"],
    &["most", "notably"],
    &["especially"],
    &["particularly"],
    &["chiefly"],
    &["mainly"],
    &["mostly"],
    &["primarily"],
    &["e.g."],
    &["say"],
];

fn any_of(text: &CheckText<'_>, at: usize) -> Option<usize> {
    BEFORE_MEMBERS
        .iter()
        .filter(|words| (0..words.len()).all(|step| text.fold(at + step) == words[step]))
        .map(|words| words.len())
        .max()
}

/// "exports of rare earths", "rare earth ores": a noun that the class limits.
fn behind_head(text: &CheckText<'_>, class: &Class) -> usize {
    let mut at = class.until;
    while at < class.until + 2
        && matches!(
            text.fold(at),
            "exports"
                | "imports"
                | "shipments"
                | "supplies"
                | "metals"
                | "elements"
                | "minerals"
                | "ores"
                | "oxides"
                | "group"
                | "products"
                | "items"
                | "goods"
                | "family"
        )
    {
        at += 1;
    }
    at
}

/// "EU states with mines of their own", "members around the Pacific": the end
/// of a phrase that limits the class.
fn behind_phrase(text: &CheckText<'_>, at: usize, until: usize) -> usize {
    if !is_preposition(text.fold(at)) || matches!(text.fold(at), "like" | "as" | "of") {
        return at;
    }
    let end = (at + 1..until.min(at + 9)).find(|at| {
        text.words.shape(*at) == Shape::Sign && !text.words.is_hyphen(*at)
            || is_finite(text, *at)
            || matches!(
                text.fold(*at),
                "include" | "including" | "such" | "and" | "or"
            )
    });
    end.unwrap_or(at)
}

/// "C such as X and Y", "C (X and Y)", "C – X, Y and Z –", "C: X and Y".
pub(super) fn such_as(
    text: &CheckText<'_>,
    _from: usize,
    until: usize,
    class: &Class,
) -> Vec<Good> {
    let mut at = behind_phrase(text, behind_head(text, class), until);
    if matches!(text.fold(at), "\"" | "'") && is_dash(text, at + 1) {
        at += 1;
    }
    let dash = is_dash(text, at);
    let sign = dash || matches!(text.fold(at), "(" | ":");
    let mut next = at + usize::from(sign || text.fold(at) == ",");
    while text.fold(next) == "-" {
        next += 1;
    }
    let mut opens = any_of(text, next);
    // "rare earths, like gallium, are": a comparison as well as an example.
    if text.fold(at) == "," && text.fold(next) == "like" {
        return Vec::new();
    }
    // "such rare earths as X", "rare earths, from X to Y"
    let such = class.from > 0 && text.fold(class.from - 1) == "such" && text.fold(at) == "as";
    let range = range_at(text, class, next, until);
    if such || range {
        opens = Some(1);
    }
    if opens.is_none() && !sign {
        return Vec::new();
    }
    next += opens.unwrap_or(0);
    while matches!(text.fold(next), "," | ":" | "both") {
        next += 1;
    }
    let mut list = goods_from(text, class, next, until);
    let Some(end) = list.last().map(|last| last.until) else {
        return Vec::new();
    };
    if range {
        list.extend(goods_from(text, class, end + 1, until));
    }
    let Some(last) = list.last() else {
        return Vec::new();
    };
    // A dash or colon may also go on with another thing.
    let goes_on = opens.is_none()
        && text.words.shape(last.until) != Shape::Sign
        && last.until < until
        && text.fold(at) != "("
        && (list.len() < 2 || is_finite(text, last.until));
    if goes_on { Vec::new() } else { list }
}

/// "from X to Y".
fn range_at(text: &CheckText<'_>, class: &Class, at: usize, until: usize) -> bool {
    text.fold(at) == "from"
        && class
            .thing_at(text, at + 1, until)
            .is_some_and(|good| text.fold(good.until) == "to")
}

/// "C, chief among them X", "C, among them X and Y", "C, X and Y among them".
pub(super) fn among_them(
    text: &CheckText<'_>,
    _from: usize,
    until: usize,
    class: &Class,
) -> Vec<Good> {
    let start = behind_phrase(text, behind_head(text, class), until);
    if text.fold(start) != "," && !is_dash(text, start) && text.fold(start) != "(" {
        return Vec::new();
    }
    let pointer = |at: usize| {
        matches!(text.fold(at), "among" | "amongst" | "of")
            && matches!(text.fold(at + 1), "them" | "these" | "which" | "those")
    };
    let Some(at) = (start + 1..until.min(start + 14)).find(|at| pointer(*at)) else {
        return Vec::new();
    };
    if at <= start + 3 {
        let mut next = at + 2;
        while matches!(text.fold(next), "are" | "is" | "were" | "," | ":" | "was") {
            next += 1;
        }
        let list = goods_from(text, class, next, until);
        if !list.is_empty() {
            return list;
        }
    }
    let mut end = at;
    while end > start + 1
        && matches!(
            text.fold(end - 1),
            "chief" | "chiefly" | "foremost" | "first" | "notably" | "most" | "prominent"
        )
    {
        end -= 1;
    }
    let list = goods_before(text, class, start + 1, end);
    match list.first() {
        Some(first) if first.from <= start + 3 => list,
        _ => Vec::new(),
    }
}

/// "Tungsten joins six other rare earths", "X joined its fellow members".
pub(super) fn joins_others(
    text: &CheckText<'_>,
    from: usize,
    _until: usize,
    class: &Class,
) -> Vec<Good> {
    let start = class.from.saturating_sub(5).max(from);
    let Some(verb) = (start..class.from).find(|at| {
        matches!(
            text.fold(*at),
            "joins" | "joined" | "join" | "follows" | "followed" | "resembles"
        )
    }) else {
        return Vec::new();
    };
    let others = (verb + 1..class.from).any(|at| matches!(text.fold(at), "other" | "fellow"));
    let bare = (verb + 1..class.from).all(|at| text.words.shape(at) != Shape::Sign);
    if others && bare {
        goods_before(text, class, from, verb)
    } else {
        Vec::new()
    }
}

/// "The rare earth in question, X, is", "ASEAN's largest economy, X,": one
/// member set beside its class.
pub(super) fn one_beside(
    text: &CheckText<'_>,
    from: usize,
    until: usize,
    class: &Class,
) -> Vec<Good> {
    let lead = (class.from.saturating_sub(4).max(from)..class.from).any(|at| {
        matches!(
            text.fold(at),
            "the" | "its" | "another" | "fellow" | "only" | "a" | "one"
        )
    });
    let own = (class.from..class.until).any(|at| text.fold(at) == "'s");
    let at = behind_phrase(text, class.until, until);
    if class.several || !(lead || own) || text.fold(at) != "," {
        return Vec::new();
    }
    match class.thing_at(text, at + 1, until) {
        Some(good)
            if matches!(text.fold(good.until), "," | ".")
                && goods_from(text, class, at + 1, until).len() == 1 =>
        {
            vec![good]
        }
        _ => Vec::new(),
    }
}

/// "X, Y and other C", "X and similar C", "X, like other C".
pub(super) fn and_other(
    text: &CheckText<'_>,
    from: usize,
    _until: usize,
    class: &Class,
) -> Vec<Good> {
    let mut at = class.from;
    let mut other = false;
    while at > from && class.from - at < 5 {
        let fold = text.fold(at - 1);
        if matches!(
            fold,
            "other"
                | "similar"
                | "further"
                | "more"
                | "such"
                | "another"
                | "related"
                | "remaining"
                | "comparable"
        ) {
            other = true;
        } else if text.words.shape(at - 1) != Shape::Lower
            || is_finite(text, at - 1)
            || other
                && !matches!(
                    fold,
                    "the"
                        | "some"
                        | "several"
                        | "any"
                        | "all"
                        | "many"
                        | "these"
                        | "few"
                        | "of"
                        | "number"
                        | "a"
                        | "dozens"
                )
            || !other && is_function_word(fold)
        {
            break;
        }
        at -= 1;
    }
    // "X, like all rare earths,"
    let whole = matches!(
        text.fold(class.from.max(1) - 1),
        "all" | "most" | "many" | "any"
    ) && class.from >= from + 3
        && text.fold(class.from - 2) == "like"
        && text.fold(class.from - 3) == ",";
    if whole {
        return goods_before(text, class, from, class.from - 3);
    }
    let Some(before) = at.checked_sub(1).filter(|_| other) else {
        return Vec::new();
    };
    let binder = matches!(text.fold(before), "and" | "or" | "&" | "plus");
    let like = before > from
        && matches!(
            (text.fold(before - 1), text.fold(before)),
            (",", "like" | "as") | ("as", "with" | "well") | ("along" | "together", "with")
        );
    let well = text.fold(before) == "as" && before > from + 1 && text.fold(before - 1) == "well";
    if !(binder || like || well) {
        return Vec::new();
    }
    let end = if well { before - 2 } else { before };
    let end = if like && text.fold(end - 1) != "," {
        end - 1
    } else {
        end
    };
    goods_before(text, class, from, end)
}

/// "three rare earths, A, B and C", "a trio of rare earths, A and B".
pub(super) fn counted_list(
    text: &CheckText<'_>,
    from: usize,
    until: usize,
    class: &Class,
) -> Vec<Good> {
    let counts = (class.from.saturating_sub(3).max(from)..class.from).any(|at| {
        let number = numeral(text.fold(at)).is_some_and(|count| count > 1)
            || matches!(text.fold(at), "these" | "pair" | "trio" | "quartet" | "duo");
        // The number counts the class, and no noun before it.
        number
            && (at + 1..class.from)
                .all(|word| text.fold(word) == "of" || text.words.shape(word) == Shape::Lower)
            && !(at + 1..class.from).any(|word| is_plural(text.fold(word)))
    });
    let at = behind_head(text, class);
    if !counts || text.fold(at) != "," {
        return Vec::new();
    }
    let list = goods_from(text, class, at + 1, until);
    // "the 27 EU states, Japan and Korea": a list of others.
    let told =
        (class.from.saturating_sub(4).max(from)..class.from).find_map(|at| numeral(text.fold(at)));
    if class.is_of_goods() || told.is_none_or(|told| told as usize == list.len()) {
        list
    } else {
        Vec::new()
    }
}

/// "the rare earth element gallium", "the rare earths gallium and germanium".
pub(super) fn right_behind(
    text: &CheckText<'_>,
    _from: usize,
    until: usize,
    class: &Class,
) -> Vec<Good> {
    match class.thing_at(text, class.until, until) {
        Some(good) if good.until <= until => {
            // "the EU member Italy and Japan"
            if class.several || class.is_of_goods() {
                goods_from(text, class, class.until, until)
            } else {
                vec![good]
            }
        }
        _ => Vec::new(),
    }
}

/// Words between a class and the colon before its members.
const BEFORE_COLON: usize = 9;

/// "Five metals are on the list: X, Y and Z."
pub(super) fn before_colon(
    text: &CheckText<'_>,
    from: usize,
    until: usize,
    class: &Class,
) -> Vec<Good> {
    if !class.several {
        return Vec::new();
    }
    let end = until.min(class.until + BEFORE_COLON);
    let Some(colon) = (class.until..end).find(|at| text.fold(*at) == ":") else {
        return Vec::new();
    };
    let verb = (class.until..colon).any(|at| {
        is_finite(text, at)
            || matches!(
                text.fold(at),
                "sent" | "came" | "stand" | "remain" | "signed" | "joined" | "follow"
            )
    });
    let other = (class.until..colon).any(|at| {
        denies(text.fold(at))
            || text.words.is_capital(at)
            || class.thing_at(text, at, colon).is_some()
    });
    let list = goods_from(text, class, colon + 1, until);
    let whole = list
        .last()
        .is_some_and(|last| matches!(text.fold(last.until), "." | ";" | "") || last.until >= until);
    // "four heavy rare earths for coatings: A, B, C and D"
    let counted = (class.from.saturating_sub(3).max(from)..class.from)
        .find_map(|at| numeral(text.fold(at)))
        .is_some_and(|count| count as usize == list.len());
    if (verb || counted) && !other && whole && list.len() > 1 {
        list
    } else {
        Vec::new()
    }
}
