//! Goods that a verb, an apposition or a place in a list puts under a class:
//! "X is a C", "X, a C", "X is listed among the C".

use super::CheckText;
use super::class_statement::{denies, good_ends_at, goods_before, orders};
use super::class_table::{Class, Good};
use super::coordination::{is_dash, is_finite, is_preposition};
use crate::propose::lexicon::{is_function_word, numeral};
use crate::propose::words::Shape;

/// Words that lead from goods to the class that they are said to be of.
const LINKS: &[&str] = &[
    "a",
    "all",
    "also",
    "always",
    "among",
    "an",
    "and",
    "another",
    "are",
    "as",
    "be",
    "been",
    "being",
    "both",
    "can",
    "class",
    "category",
    "chapter",
    "family",
    "four",
    "five",
    "group",
    "has",
    "have",
    "had",
    "heading",
    "her",
    "in",
    "into",
    "is",
    "it",
    "its",
    "itself",
    "key",
    "legally",
    "list",
    "member",
    "members",
    "most",
    "must",
    "now",
    "of",
    "officially",
    "often",
    "one",
    "or",
    "part",
    "the",
    "some",
    "still",
    "strictly",
    "table",
    "technically",
    "that",
    "them",
    "themselves",
    "these",
    "they",
    "three",
    "to",
    "two",
    "under",
    "usually",
    "was",
    "were",
    "which",
    "widely",
    "will",
    "with",
    "within",
    "would",
    "may",
    "each",
    "example",
    "fact",
    "such",
    "commonly",
    "generally",
    "so-called",
    "by",
    "itself",
    "too",
    "just",
    "simply",
    "other",
    "only",
    "sole",
    "founding",
    "fellow",
    "should",
    "could",
    "'s",
    "annex",
];

/// "X is a C", "X and Y, both C", "X, a C", "X for sights appears among the
/// C", "the annex lists X as a C".
pub(super) fn said_to_be(
    text: &CheckText<'_>,
    from: usize,
    until: usize,
    class: &Class,
) -> Vec<Good> {
    let mut at = class.from;
    let mut link = Link::default();
    let mut unknown = 0;
    while at > from && class.from - at < 14 {
        let before = at - 1;
        let list = if good_ends_at(text, class, from, at) {
            goods_before(text, class, from, at)
        } else {
            Vec::new()
        };
        if !list.is_empty() && at < class.from {
            return if link.holds(text, from, at, &list, class, until) {
                list
            } else {
                Vec::new()
            };
        }
        let fold = text.fold(before);
        if denies(fold) {
            return Vec::new();
        }
        if matches!(fold, "\"" | "'" | "*") || text.words.is_hyphen(before) {
            at = before;
            continue;
        }
        if matches!(fold, "," | "—" | "–" | "(") || is_dash(text, before) {
            if link.sign.is_some() {
                return Vec::new();
            }
            link.sign = Some(before);
        } else if LINKS.contains(&fold) || orders(fold) {
            link.pass(text, before);
        } else if text.words.shape(before) == Shape::Lower
            && (!is_function_word(fold) || is_preposition(fold))
        {
            // "the heaviest of the"
            if fold.ends_with("est") && fold.len() > 5 {
                link.article = true;
                at = before;
                continue;
            }
            // An adjective, or "for thermal sights" behind the good.
            unknown += 1;
            if unknown > 4 {
                return Vec::new();
            }
            link.gap = link.gap || is_preposition(fold);
            link.unknown = unknown;
        } else {
            return Vec::new();
        }
        at = before;
    }
    Vec::new()
}

/// What stands between goods and a class.
#[derive(Debug, Default)]
struct Link {
    sign: Option<usize>,
    article: bool,
    /// "is", "are both", "one of".
    copula: bool,
    /// "belongs to", "is listed", "lists".
    ordering: bool,
    /// "among", "under", "as", "part of".
    place: bool,
    joined: bool,
    /// "with", "to", "in": beside a class, not of it.
    beside: bool,
    gap: bool,
    unknown: usize,
}

impl Link {
    fn pass(&mut self, text: &CheckText<'_>, at: usize) {
        let fold = text.fold(at);
        self.article = self.article
            || matches!(
                fold,
                "a" | "an"
                    | "another"
                    | "only"
                    | "sole"
                    | "both"
                    | "all"
                    | "each"
                    | "most"
                    | "least"
            )
            || fold.ends_with("est") && fold.len() > 5;
        self.copula = self.copula
            || matches!(
                fold,
                "is" | "are"
                    | "was"
                    | "were"
                    | "be"
                    | "been"
                    | "both"
                    | "all"
                    | "one"
                    | "two"
                    | "three"
                    | "four"
                    | "each"
                    | "most"
                    | "remain"
                    | "remains"
            );
        self.ordering = self.ordering || orders(fold);
        self.place = self.place
            || matches!(
                fold,
                "among"
                    | "under"
                    | "as"
                    | "into"
                    | "within"
                    | "part"
                    | "member"
                    | "members"
                    | "heading"
                    | "category"
                    | "family"
                    | "class"
                    | "with"
                    | "in"
            );
        self.beside =
            self.beside || matches!(fold, "with" | "to" | "in" | "by" | "into" | "within");
        self.joined = fold == "and" || fold == "or";
    }

    /// The words say that the goods are of the class.
    fn holds(
        &self,
        text: &CheckText<'_>,
        from: usize,
        end: usize,
        list: &[Good],
        class: &Class,
        until: usize,
    ) -> bool {
        let head = text.fold(end);
        if !class.is_of_goods() && !self.says_member(text, end, class) {
            return false;
        }
        if self.joined || matches!(head, "and" | "or") && self.sign.is_none() {
            return false;
        }
        let start = list.first().map_or(end, |good| good.from);
        if (start.saturating_sub(3).max(from)..start)
            .any(|at| denies(text.fold(at)) && text.fold(at) != "from" && text.fold(at) != "but")
        {
            return false;
        }
        if let Some(sign) = self.sign {
            if sign != end {
                return false;
            }
            let relative = matches!(
                text.fold(end + 1),
                "which" | "both" | "all" | "each" | "two" | "three" | "one"
            );
            let bound = self.copula || self.ordering;
            // "X and Y, rare earths used in chips"
            let bare = end + 1 == class.from
                && text.fold(start.max(1) - 1) != ","
                && is_participle(text, class.until)
                && class.until < until
                && (list.len() > 1 || start == from);
            // "X and Y, the rare earths that Beijing controls"
            let the = text.fold(end + 1) == "the"
                && end + 2 == class.from
                && is_participle(text, class.until)
                && text.fold(start.max(1) - 1) != ",";
            // "X and Y, the two rare earths in its reserve"
            let counted = text.fold(end + 1) == "the"
                && numeral(text.fold(end + 2)).is_some_and(|count| count as usize == list.len())
                && list.len() > 1
                && (end + 3..class.from).all(|at| text.words.shape(at) == Shape::Lower);
            let apposition =
                (the || self.article || relative && bound || self.ordering && self.place)
                    && !self.gap
                    && !self.is_elsewhere(text, end, class);
            return apposition || bare || counted;
        }
        // A verb before the goods: "the annex lists X under C".
        let led = (start.saturating_sub(6).max(from)..start).any(|at| orders(text.fold(at)));
        let verb = is_finite(text, end) || orders(head);
        if self.gap && !(self.ordering || self.copula) {
            return false;
        }
        (self.copula && verb && !self.beside)
            || (self.ordering && (self.place || self.copula || head != "listed"))
            || led && (self.place || self.article && !self.copula)
            || self.copula && self.gap && !self.beside
    }

    /// "X is a member", not "X is to become one", "X has talks with members".
    fn says_member(&self, text: &CheckText<'_>, end: usize, class: &Class) -> bool {
        let only_planned = (end..class.from).any(|at| {
            matches!(
                text.fold(at),
                "to" | "will"
                    | "would"
                    | "could"
                    | "can"
                    | "may"
                    | "might"
                    | "should"
                    | "must"
                    | "become"
                    | "becoming"
                    | "once"
                    | "by"
                    | "with"
                    | "in"
                    | "had"
            )
        });
        let named = self.article
            || class.several && self.place
            || (end..class.from)
                .any(|at| matches!(text.fold(at), "one" | "the" | "among" | "both"));
        !only_planned && named && !self.is_elsewhere(text, end, class)
    }

    /// A verb with an object between: "X, a maker of C".
    fn is_elsewhere(&self, text: &CheckText<'_>, end: usize, class: &Class) -> bool {
        (end + 1..class.from).any(|at| text.fold(at) == "of")
            && !(end + 1..class.from).any(|at| {
                matches!(
                    text.fold(at),
                    "one"
                        | "best"
                        | "some"
                        | "all"
                        | "both"
                        | "two"
                        | "three"
                        | "part"
                        | "most"
                        | "member"
                        | "members"
                        | "family"
                        | "class"
                        | "group"
                        | "example"
                        | "heading"
                        | "least"
                ) || text.fold(at).ends_with("est")
            })
    }
}

fn is_participle(text: &CheckText<'_>, at: usize) -> bool {
    let fold = text.fold(at);
    text.words.shape(at) == Shape::Lower
        && (fold.ends_with("ed") && fold.len() > 3
            || matches!(
                fold,
                "vital"
                    | "essential"
                    | "critical"
                    | "that"
                    | "which"
                    | "crucial"
                    | "key"
                    | "whose"
                    | "for"
                    | "with"
                    | "found"
                    | "in"
            ))
}
