//! Statements in one sentence that goods belong to a class: "C such as X", "X
//! and other C", "X, a C", "X is listed among the C", "list X under C", "the
//! C X". A list of both ("X and C") says nothing, nor does a denial.

use super::CheckText;
use super::class_link::said_to_be;
use super::class_list::{
    among_them, and_other, before_colon, counted_list, joins_others, one_beside, right_behind,
    such_as,
};
use super::class_order::{as_class, at_the_head, class_is, like_other, one_by_one, under_heading};
use super::class_table::{Class, Good};
use super::coordination::{is_finite, run, run_before};
use crate::propose::lexicon::is_function_word;
use crate::propose::words::Shape;

/// Beginnings of verbs that put a thing into a class.
const ORDERING: &[&str] = &[
    "appear", "assign", "belong", "call", "categor", "class", "consider", "count", "declar",
    "deem", "describ", "dub", "enter", "fall", "fell", "figur", "filed", "files", "filing",
    "found", "group", "includ", "known", "label", "list", "lump", "name", "place", "puts", "put",
    "rank", "record", "regard", "remain", "saw", "seen", "sees", "sort", "stand", "stood",
    "subsum", "term", "treat", "hail", "portray", "present", "mark", "register", "tag",
];

pub(super) fn orders(fold: &str) -> bool {
    ORDERING.iter().any(|stem| fold.starts_with(stem))
}

/// "no", "isn't", "never": what follows is no statement.
pub(super) fn denies(fold: &str) -> bool {
    matches!(
        fold,
        "not"
            | "no"
            | "never"
            | "neither"
            | "nor"
            | "hardly"
            | "cannot"
            | "without"
            | "wrongly"
            | "mistakenly"
            | "unlike"
            | "mislabelled"
            | "misnamed"
            | "nothing"
            | "rather"
            | "but"
            | "than"
            | "except"
            | "from"
            | "nowhere"
    ) || fold.ends_with("n't")
}

/// The goods that a sentence says are of a class.
pub(super) fn members(text: &CheckText<'_>, from: usize, until: usize, class: &Class) -> Vec<Good> {
    let statements = [
        such_as,
        among_them,
        and_other,
        counted_list,
        right_behind,
        said_to_be,
        like_other,
        under_heading,
        one_by_one,
        as_class,
        class_is,
        joins_others,
        one_beside,
        at_the_head,
        before_colon,
    ];
    statements
        .iter()
        .map(|statement| statement(text, from, until, class))
        .find(|members| !members.is_empty())
        .unwrap_or_default()
}

/// A good with the words that limit it: "the refined gallium", "high-purity
/// germanium".
fn limited_good(
    text: &CheckText<'_>,
    class: &Class,
    at: usize,
    until: usize,
) -> Option<(usize, Good)> {
    for skip in 0..4 {
        let next = at + skip;
        if next >= until {
            return None;
        }
        if let Some(good) = class.thing_at(text, next, until) {
            return Some((good.until, good));
        }
        let modifier = matches!(text.fold(next), "the" | "a" | "an" | "its" | "some")
            || text.words.is_hyphen(next)
            || text.words.shape(next) == Shape::Lower
                && !is_function_word(text.fold(next))
                && !is_finite(text, next)
            || text.words.is_hyphen(next + 1);
        if !modifier {
            return None;
        }
    }
    None
}

pub(super) fn goods_from(
    text: &CheckText<'_>,
    class: &Class,
    at: usize,
    until: usize,
) -> Vec<Good> {
    run(text, at, until, |at| limited_good(text, class, at, until))
}

/// Goods that end right before a place.
pub(super) fn goods_before(
    text: &CheckText<'_>,
    class: &Class,
    from: usize,
    end: usize,
) -> Vec<Good> {
    run_before(text, from, end, |end| {
        // The longest name that ends here.
        (end.saturating_sub(6).max(from)..end)
            .find_map(|start| {
                class
                    .thing_at(text, start, end)
                    .filter(|good| good.until == end)
            })
            .map(|good| (good.from, good))
    })
}

/// A good's name ends right before a place.
pub(super) fn good_ends_at(text: &CheckText<'_>, class: &Class, from: usize, end: usize) -> bool {
    (end.saturating_sub(6).max(from)..end).any(|start| {
        class
            .thing_at(text, start, end)
            .is_some_and(|good| good.until == end)
    })
}
