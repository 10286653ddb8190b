//! Statements in one sentence that goods belong to a class: "C such as X", "X
//! and other C", "X, a C", "X is listed among the C", "list X under C", "the
//! C X". A list of both ("X and C") says nothing, nor does a denial.

use super::CheckText;
use super::class_table::{Class, Good, class_at, good_at};
use super::coordination::{is_dash, is_finite, is_preposition, run, run_before};
use super::counted::is_plural;
use crate::propose::lexicon::{is_function_word, numeral};
use crate::propose::words::Shape;

/// Words between a class and the list of its members.
const BEFORE_MEMBERS: &[&[&str]] = &[
    &["such", "as"],
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
    "should",
    "could",
    "'s",
    "annex",
];

/// Beginnings of verbs that put a thing into a class.
const ORDERING: &[&str] = &[
    "appear", "assign", "belong", "call", "categor", "class", "consider", "count", "declar",
    "deem", "describ", "dub", "enter", "fall", "fell", "figur", "filed", "files", "filing",
    "found", "group", "includ", "known", "label", "list", "lump", "name", "place", "puts", "put",
    "rank", "record", "regard", "remain", "saw", "seen", "sees", "sort", "stand", "stood",
    "subsum", "term", "treat", "hail", "portray", "present", "mark", "register", "tag",
];

fn orders(fold: &str) -> bool {
    ORDERING.iter().any(|stem| fold.starts_with(stem))
}

/// "no", "isn't", "never": what follows is no statement.
fn denies(fold: &str) -> bool {
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
    ];
    statements
        .iter()
        .map(|statement| statement(text, from, until, class))
        .find(|members| !members.is_empty())
        .unwrap_or_default()
}

/// A good with the words that limit it: "the refined gallium", "high-purity
/// germanium".
fn limited_good(text: &CheckText<'_>, at: usize, until: usize) -> Option<(usize, Good)> {
    for skip in 0..4 {
        let next = at + skip;
        if next >= until {
            return None;
        }
        if let Some(good) = good_at(text, next, until) {
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

fn goods_from(text: &CheckText<'_>, at: usize, until: usize) -> Vec<Good> {
    run(text, at, until, |at| limited_good(text, at, until))
}

/// Goods that end right before a place.
fn goods_before(text: &CheckText<'_>, from: usize, end: usize) -> Vec<Good> {
    run_before(text, from, end, |end| {
        // The longest name that ends here.
        (end.saturating_sub(6).max(from)..end)
            .find_map(|start| good_at(text, start, end).filter(|good| good.until == end))
            .map(|good| (good.from, good))
    })
}

/// A good's name ends right before a place.
fn good_ends_at(text: &CheckText<'_>, from: usize, end: usize) -> bool {
    (end.saturating_sub(6).max(from)..end)
        .any(|start| good_at(text, start, end).is_some_and(|good| good.until == end))
}

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

/// "C such as X and Y", "C (X and Y)", "C – X, Y and Z –", "C: X and Y".
fn such_as(text: &CheckText<'_>, _from: usize, until: usize, class: &Class) -> Vec<Good> {
    let at = behind_head(text, class);
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
    let range = range_at(text, next, until);
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
    let mut list = goods_from(text, next, until);
    let Some(end) = list.last().map(|last| last.until) else {
        return Vec::new();
    };
    if range {
        list.extend(goods_from(text, end + 1, until));
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
fn range_at(text: &CheckText<'_>, at: usize, until: usize) -> bool {
    text.fold(at) == "from"
        && good_at(text, at + 1, until).is_some_and(|good| text.fold(good.until) == "to")
}

/// "C, chief among them X", "C, among them X and Y", "C, X and Y among them".
fn among_them(text: &CheckText<'_>, _from: usize, until: usize, class: &Class) -> Vec<Good> {
    let start = behind_head(text, class);
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
        return goods_from(text, next, until);
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
    let list = goods_before(text, start + 1, end);
    match list.first() {
        Some(first) if first.from <= start + 3 => list,
        _ => Vec::new(),
    }
}

/// "X, Y and other C", "X and similar C", "X, like other C".
fn and_other(text: &CheckText<'_>, from: usize, _until: usize, class: &Class) -> Vec<Good> {
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
    goods_before(text, from, end)
}

/// "three rare earths, A, B and C", "a trio of rare earths, A and B".
fn counted_list(text: &CheckText<'_>, from: usize, until: usize, class: &Class) -> Vec<Good> {
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
    if counts && text.fold(at) == "," {
        goods_from(text, at + 1, until)
    } else {
        Vec::new()
    }
}

/// "the rare earth element gallium", "the rare earths gallium and germanium".
fn right_behind(text: &CheckText<'_>, _from: usize, until: usize, class: &Class) -> Vec<Good> {
    match good_at(text, class.until, until) {
        Some(good) if class_at(text, class.from, class.until).is_some() && good.until <= until => {
            goods_from(text, class.until, until)
        }
        _ => Vec::new(),
    }
}

/// "X is a C", "X and Y, both C", "X, a C", "X for sights appears among the
/// C", "the annex lists X as a C".
fn said_to_be(text: &CheckText<'_>, from: usize, until: usize, class: &Class) -> Vec<Good> {
    let mut at = class.from;
    let mut link = Link::default();
    let mut unknown = 0;
    while at > from && class.from - at < 14 {
        let before = at - 1;
        let list = if good_ends_at(text, from, at) {
            goods_before(text, from, at)
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
                "a" | "an" | "another" | "both" | "all" | "each" | "most" | "least"
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
            let apposition =
                (the || self.article || relative && bound || self.ordering && self.place)
                    && !self.gap
                    && !self.is_elsewhere(text, end, class);
            return apposition || bare;
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

/// "Like other C, X …", "Among the C, X is the scarcest", "As with most C, X".
fn like_other(text: &CheckText<'_>, from: usize, until: usize, class: &Class) -> Vec<Good> {
    let start = class.from.saturating_sub(5).max(from);
    let words: Vec<&str> = (start..class.from).map(|at| text.fold(at)).collect();
    let like = words
        .iter()
        .any(|word| matches!(*word, "like" | "as" | "with"))
        && words
            .iter()
            .any(|word| matches!(*word, "other" | "all" | "most" | "many"));
    let among = words
        .iter()
        .any(|word| matches!(*word, "among" | "amongst"))
        && start <= from + 2;
    if !(like || among) || text.fold(class.until) != "," {
        return Vec::new();
    }
    let list = goods_from(text, class.until + 1, until);
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
fn under_heading(text: &CheckText<'_>, from: usize, until: usize, class: &Class) -> Vec<Good> {
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
    if (class.until..verb).any(|at| denies(text.fold(at)) || good_at(text, at, until).is_some()) {
        return Vec::new();
    }
    let mut next = verb + 1;
    while matches!(text.fold(next), ":" | "both" | "as" | "under" | "also") {
        next += 1;
    }
    let list = goods_from(text, next, until);
    // "lists gallium as a by-product": another order is given behind it.
    match list.last() {
        Some(last) if !matches!(text.fold(last.until), "as" | "under" | "among") => list,
        _ => Vec::new(),
    }
}

/// "The C rose, X a little, Y and Z a lot": shares of what the class did.
fn one_by_one(text: &CheckText<'_>, from: usize, until: usize, class: &Class) -> Vec<Good> {
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
        .filter_map(|at| good_at(text, at, until))
        .filter(|good| measured(good.until))
        .map(|good| good.until)
        .next_back()
        .map(|end| goods_before(text, class.until, end))
        .filter(|list| {
            list.first()
                .is_some_and(|good| matches!(text.fold(good.from - 1), "," | "and"))
        })
        .unwrap_or_default()
}
