//! A class that points back to goods named before: "these rare earths", "the
//! five metals", "the fuel".

use super::CheckText;
use super::class_table::{Class, Good, good_at};
use super::coordination::{is_finite, is_preposition};
use super::wrong_class::classes;
use crate::propose::lexicon::numeral;
use crate::propose::words::Shape;

/// Sentences back in which goods can be what "these" points to.
const REACH: usize = 6;

fn goods(text: &CheckText<'_>, from: usize, until: usize) -> Vec<Good> {
    let mut found = Vec::new();
    let mut at = from;
    while at < until {
        match good_at(text, at, until) {
            Some(good) => {
                at = good.until;
                found.push(good);
            }
            None => at += 1,
        }
    }
    found
}

/// "These rare earths", "the two rare earths", "both are rare earths", "it is
/// a rare earth": the goods of the nearest sentence before that names any,
/// unless it names the class as well.
pub(super) fn points_back(
    text: &CheckText<'_>,
    sentences: &[(usize, usize, usize)],
    index: usize,
    class: &Class,
) -> Vec<Good> {
    let (number, from, _) = sentences[index];
    let Some(pointer) = pointer(text, from, class) else {
        return Vec::new();
    };
    // "These critical minerals" are those of a product as well.
    let wide = (class.from..class.until)
        .any(|at| matches!(text.fold(at), "critical" | "strategic" | "raw"));
    if wide {
        return Vec::new();
    }
    // Goods of the same sentence stand nearer.
    if !goods(text, from, class.from).is_empty() {
        return Vec::new();
    }
    let reach = if pointer == Pointer::Several {
        REACH
    } else {
        2
    };
    for (before, start, end) in sentences[..index].iter().rev().take(reach) {
        if classes(text, *start, *end)
            .iter()
            .any(|other| other.is_same(class))
        {
            return Vec::new();
        }
        let list = goods(text, *start, *end);
        if list.is_empty() {
            continue;
        }
        if list.iter().any(|good| class.holds(good)) {
            return Vec::new();
        }
        let block = |number: usize| text.words.sentences[number].block;
        return match pointer {
            Pointer::Several if list.len() >= 2 => list,
            Pointer::Class
                if list.len() >= 2
                    && index > 0
                    && *before == sentences[index - 1].0
                    && !is_named_before(text, sentences, index, class) =>
            {
                list
            }
            // The good that opens the sentence, or the only one.
            Pointer::One if block(*before) == block(number) => {
                let opens = list[0].from <= start + 1;
                if opens || list.len() == 1 {
                    list.into_iter().take(1).collect()
                } else {
                    Vec::new()
                }
            }
            _ => Vec::new(),
        };
    }
    Vec::new()
}

fn is_named_before(
    text: &CheckText<'_>,
    sentences: &[(usize, usize, usize)],
    index: usize,
    class: &Class,
) -> bool {
    sentences[..index].iter().any(|(_, from, until)| {
        classes(text, *from, *until)
            .iter()
            .any(|other| other.is_same(class))
    })
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pointer {
    /// "these C", "the two C", "they are C".
    Several,
    /// "The C are", of a class not named before.
    Class,
    /// "It is a C".
    One,
}

fn pointer(text: &CheckText<'_>, from: usize, class: &Class) -> Option<Pointer> {
    let mut head = from;
    while matches!(
        text.fold(head),
        "\"" | "'" | "but" | "and" | "yet" | "*" | "so"
    ) {
        head += 1;
    }
    let before = |step: usize| {
        class
            .from
            .checked_sub(step)
            .filter(|at| *at >= from)
            .map_or("", |at| text.fold(at))
    };
    // "these C", "these two strategic C", "the three C", "both C"
    for step in 1..=3 {
        let pointed = match before(step) {
            "these" | "those" => true,
            "both" => step == 1 || before(1) == "these",
            word => {
                numeral(word).is_some_and(|count| (2..=9).contains(&count))
                    && matches!(before(step + 1), "the" | "all" | "these" | "those")
            }
        };
        if pointed {
            let bare = (1..step).all(|near| {
                !matches!(
                    before(near),
                    "," | "of" | "and" | "as" | "is" | "are" | "other" | "like" | "among" | "for"
                )
            });
            return bare.then_some(Pointer::Several);
        }
        if before(step) == "such" && step == 1 {
            return (text.fold(class.until) != "as").then_some(Pointer::Several);
        }
    }
    let between: Vec<&str> = (head..class.from).map(|at| text.fold(at)).collect();
    if between.iter().any(|word| {
        matches!(
            *word,
            "not" | "no" | "never" | "neither" | "hardly" | "," | "other"
        ) || word.ends_with("n't")
    }) || between.len() > 9
    {
        return None;
    }
    let bound = between.iter().any(|word| {
        matches!(
            *word,
            "is" | "are" | "was" | "were" | "belong" | "belongs" | "count" | "counts"
        )
    });
    let to_class = between.last().is_some_and(|word| {
        matches!(
            *word,
            "a" | "an" | "the" | "as" | "are" | "were" | "both" | "all" | "of" | "among" | "under"
        )
    }) || between.len() >= 2
        && matches!(between[between.len() - 2], "a" | "an" | "are" | "the");
    if bound && to_class {
        return match between.as_slice() {
            ["they" | "both" | "these" | "all", ..] => Some(Pointer::Several),
            ["the", number, ..] if numeral(number).is_some() => Some(Pointer::Several),
            ["it", "is" | "was", "a" | "an", ..] | ["this" | "that", "is", "a", ..]
                if is_whole(text, class.until) =>
            {
                Some(Pointer::One)
            }
            _ => None,
        };
    }
    (between == ["the"] && (is_finite(text, class.until) || text.fold(class.until) == "come"))
        .then_some(Pointer::Class)
}

/// "It is a rare earth that …", not "a rare earth plant".
fn is_whole(text: &CheckText<'_>, at: usize) -> bool {
    matches!(
        text.fold(at),
        "." | ","
            | ";"
            | "that"
            | "which"
            | "nobody"
            | "few"
            | "used"
            | "and"
            | "found"
            | "mined"
            | "with"
            | "in"
            | "for"
            | "of"
            | "\""
            | "but"
            | "whose"
            | "only"
            | ""
            | "?"
    )
}

/// "A deal on five metals": the only list of five raw materials before it.
pub(super) fn the_number_of_goods(
    text: &CheckText<'_>,
    sentences: &[(usize, usize, usize)],
    index: usize,
    class: &Class,
) -> Vec<Good> {
    let from = sentences[index].1;
    let Some(count) = class
        .from
        .checked_sub(1)
        .filter(|at| *at >= from && class.several)
        .and_then(|at| numeral(text.fold(at)))
        .filter(|count| (3..=9).contains(count))
    else {
        return Vec::new();
    };
    // "three other metals" and "three metals more" are none of them.
    if matches!(
        text.fold(class.until),
        "more" | "besides" | "too" | ":" | "," | "including" | "such" | "as" | "like"
    ) || !goods(text, from, class.from).is_empty()
    {
        return Vec::new();
    }
    let mut found: Option<Vec<Good>> = None;
    for (_, start, end) in &sentences[..index] {
        let list = goods(text, *start, *end);
        if list.len() != count as usize || !list.iter().all(Good::is_raw) {
            continue;
        }
        if found.is_some() {
            return Vec::new();
        }
        found = Some(list);
    }
    found.unwrap_or_default()
}

/// "The fuel", "the metal": the only good of this sentence before it, or of
/// the sentence before.
pub(super) fn the_good(
    text: &CheckText<'_>,
    sentences: &[(usize, usize, usize)],
    index: usize,
    class: &Class,
) -> Vec<Good> {
    let (number, from, _) = sentences[index];
    let definite = !class.several
        && class.until - class.from <= 3
        && class.from > from
        && matches!(text.fold(class.from - 1), "the" | "this" | "that");
    let whole = matches!(
        text.fold(class.until),
        "." | "," | ";" | "'s" | ":" | ")" | "\""
    ) || is_finite(text, class.until)
        || is_preposition(text.fold(class.until)) && text.fold(class.until) != "of";
    if !definite || !whole || text.words.shape(class.from) != Shape::Lower {
        return Vec::new();
    }
    let mut list = goods(text, from, class.from);
    let others = |from: usize, until: usize| {
        classes(text, from, until)
            .iter()
            .any(|other| !other.is_same(class) || other.from < class.from)
    };
    if others(from, class.from) {
        return Vec::new();
    }
    if list.is_empty() {
        let Some((before, start, end)) = index.checked_sub(1).map(|index| sentences[index]) else {
            return Vec::new();
        };
        let block = |number: usize| text.words.sentences[number].block;
        if block(before) != block(number) || others(start, end) {
            return Vec::new();
        }
        list = goods(text, start, end);
    }
    list.dedup_by(|a, b| a.is_same(b));
    match list.as_slice() {
        [good] if good.is_raw() && class.excludes(good) => list,
        _ => Vec::new(),
    }
}
