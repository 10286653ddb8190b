//! A class named first and its members behind a verb: "Like other C, X …",
//! "Under C the annex lists X", "As a C, X …", "At the head of the C stands X".

use super::CheckText;
use super::class_statement::{denies, goods_before, goods_from, orders};
use super::class_table::{Class, Good};
use super::coordination::{is_finite, is_preposition};
use crate::propose::words::Shape;

/// "Like other C, X …", "Among the C, X is the scarcest", "As with most C, X".
pub(super) fn like_other(
    text: &CheckText<'_>,
    from: usize,
    until: usize,
    class: &Class,
) -> Vec<Good> {
    let start = class.from.saturating_sub(5).max(from);
    let words: Vec<&str> = (start..class.from).map(|at| text.fold(at)).collect();
    let like = words.windows(2).any(|pair| {
        matches!(
            pair,
            ["like", _]
                | ["as", "with" | "in" | "do" | "for"]
                | ["with", "other" | "most" | "all" | "many"]
        )
    }) && words
        .iter()
        .any(|word| matches!(*word, "other" | "all" | "most" | "many"));
    let among = words
        .iter()
        .any(|word| matches!(*word, "among" | "amongst" | "of"))
        && start <= from + 2;
    if !(like || among) || text.fold(class.until) != "," {
        return Vec::new();
    }
    let list = goods_from(text, class, class.until + 1, until);
    match list.last() {
        Some(last)
            if like
                || is_finite(text, last.until)
                || matches!(
                    text.fold(last.until),
                    "matters" | "comes" | "remains" | "stands" | "ranks" | "leads" | "costs"
                ) =>
        {
            list
        }
        _ => Vec::new(),
    }
}

/// "Under the heading of C, the annex lists X and Y", "The C include X", "As
/// C it names X".
pub(super) fn under_heading(
    text: &CheckText<'_>,
    from: usize,
    until: usize,
    class: &Class,
) -> Vec<Good> {
    let start = class.from.saturating_sub(6).max(from);
    let heads = (start..class.from).any(|at| {
        matches!(text.fold(at), "under" | "among" | "as" | "within")
            && (at + 1..class.from).all(|word| {
                matches!(
                    text.fold(word),
                    "the"
                        | "heading"
                        | "of"
                        | "its"
                        | "category"
                        | "group"
                        | "class"
                        | "\""
                        | "'"
                        | "chapter"
                        | "so-called"
                        | "label"
                        | "a"
                        | "title"
                        | "name"
                )
            })
    });
    if !heads {
        return Vec::new();
    }
    let Some(verb) = (class.until..until.min(class.until + 9)).find(|at| orders(text.fold(*at)))
    else {
        return Vec::new();
    };
    if (class.until..verb)
        .any(|at| denies(text.fold(at)) || class.thing_at(text, at, until).is_some())
    {
        return Vec::new();
    }
    let mut next = verb + 1;
    while matches!(text.fold(next), ":" | "both" | "as" | "under" | "also") {
        next += 1;
    }
    let list = goods_from(text, class, next, until);
    // "lists gallium as a by-product": another order is given behind it.
    match list.last() {
        Some(last) if !matches!(text.fold(last.until), "as" | "under" | "among") => list,
        _ => Vec::new(),
    }
}

/// "The C rose, X a little, Y and Z a lot": shares of what the class did.
pub(super) fn one_by_one(
    text: &CheckText<'_>,
    from: usize,
    until: usize,
    class: &Class,
) -> Vec<Good> {
    if class.from > from + 2
        || !(is_finite(text, class.until)
            || matches!(
                text.fold(class.until),
                "rose" | "fell" | "moved" | "gained" | "lost"
            ))
    {
        return Vec::new();
    }
    let measured = |at: usize| {
        matches!(
            (text.fold(at), text.fold(at + 1)),
            (
                "a",
                "little" | "lot" | "bit" | "third" | "quarter" | "tenth"
            ) | ("the", "most" | "least")
        ) || text.fold(at) == "by"
    };
    (class.until..until)
        .filter_map(|at| class.thing_at(text, at, until))
        .filter(|good| measured(good.until))
        .map(|good| good.until)
        .next_back()
        .map(|end| goods_before(text, class, class.until, end))
        .filter(|list| {
            list.first()
                .is_some_and(|good| matches!(text.fold(good.from - 1), "," | "and"))
        })
        .unwrap_or_default()
}

/// "As a member of the OECD, Indonesia", "As battery metals, X and Y".
pub(super) fn as_class(
    text: &CheckText<'_>,
    from: usize,
    until: usize,
    class: &Class,
) -> Vec<Good> {
    let leads = (from..class.from).all(|at| {
        matches!(
            text.fold(at),
            "as" | "being"
                | "a"
                | "an"
                | "the"
                | "only"
                | "one"
                | "of"
                | "both"
                | "\""
                | "'"
                | "two"
                | "three"
                | "all"
                | "founding"
                | "full"
                | "fellow"
                | "itself"
        )
    }) && (from..class.from)
        .any(|at| matches!(text.fold(at), "as" | "being" | "itself"));
    if leads && text.fold(class.until) == "," {
        goods_from(text, class, class.until + 1, until)
    } else {
        Vec::new()
    }
}

/// "At the head of her table of gases stood X", "First among the metals is X".
pub(super) fn at_the_head(
    text: &CheckText<'_>,
    from: usize,
    until: usize,
    class: &Class,
) -> Vec<Good> {
    let place = (class.from.saturating_sub(8).max(from)..class.from).any(|at| {
        matches!(
            text.fold(at),
            "head" | "top" | "bottom" | "first" | "foremost" | "last" | "chief" | "among" | "tail"
        )
    });
    let stands = matches!(
        text.fold(class.until),
        "is" | "are"
            | "was"
            | "were"
            | "stood"
            | "stands"
            | "stand"
            | "comes"
            | "came"
            | "come"
            | "ranks"
            | "ranked"
            | "sits"
            | "sat"
            | "remains"
            | "follow"
    );
    if place && stands {
        goods_from(text, class, class.until + 1, until)
    } else {
        Vec::new()
    }
}

/// "The rare earths at issue are X and Y."
pub(super) fn class_is(
    text: &CheckText<'_>,
    from: usize,
    until: usize,
    class: &Class,
) -> Vec<Good> {
    let leads = class.from <= from + 5
        && (from..class.from).any(|at| {
            matches!(
                text.fold(at),
                "the" | "these" | "those" | "his" | "her" | "its" | "their" | "our"
            )
        })
        && (from..class.from).all(|at| !is_preposition(text.fold(at)) && !is_finite(text, at));
    if !leads {
        return Vec::new();
    }
    let end = until.min(class.until + 9);
    let Some(verb) =
        (class.until..end).find(|at| matches!(text.fold(*at), "is" | "are" | "was" | "were"))
    else {
        return Vec::new();
    };
    let limited = verb == class.until
        || is_preposition(text.fold(class.until))
        || matches!(
            text.fold(class.until),
            "that" | "which" | "most" | "least" | "we" | "they"
        );
    let other = (class.until..verb).any(|at| {
        denies(text.fold(at))
            || text.words.shape(at) == Shape::Sign
            || class.thing_at(text, at, verb).is_some()
    });
    let list = goods_from(text, class, verb + 1, until);
    let whole = list.last().is_some_and(|last| {
        last.until >= until || matches!(text.fold(last.until), "." | "," | ";")
    });
    if limited && !other && whole {
        list
    } else {
        Vec::new()
    }
}
