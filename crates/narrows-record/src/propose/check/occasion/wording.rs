//! What the words of a telling say of it: its noun, its article, its number, and
//! what sets it apart.

use super::super::CheckText;
use super::{Occasion, Telling, Time};

/// What kind of coming together a noun tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Meeting,
    Signing,
    Journey,
    Show,
    Lesson,
    Drill,
}

pub(super) fn kind_of(noun: &str) -> Kind {
    match noun {
        "ceremony" | "signing" => Kind::Signing,
        "visit" | "trip" | "tour" | "journey" | "stay" | "stopover" => Kind::Journey,
        "fair" | "expo" | "exhibition" | "exposition" | "show" => Kind::Show,
        "seminar" | "symposium" | "workshop" | "webinar" | "lecture" | "colloquium" => Kind::Lesson,
        "exercise" | "drill" | "simulation" => Kind::Drill,
        _ => Kind::Meeting,
    }
}

/// The noun of a telling.
pub(super) fn noun<'a>(text: &'a CheckText<'_>, occasion: &Occasion) -> Option<&'a str> {
    (occasion.from..occasion.until)
        .rev()
        .map(|at| text.fold(at))
        .find(|fold| super::is_meeting_noun(fold))
        .or_else(|| {
            // "a two-day forum", "the council" that ended: its last word.
            (occasion.telling == Telling::Noun)
                .then(|| text.fold(occasion.until - 1))
                .filter(|fold| fold.len() > 3)
        })
}

pub(super) fn article<'a>(text: &'a CheckText<'_>, occasion: &Occasion) -> &'a str {
    if !matches!(occasion.telling, Telling::Noun | Telling::Signing) {
        return "";
    }
    let first = text.fold(occasion.from);
    if matches!(first, "the" | "this" | "that" | "a" | "an" | "its") {
        return first;
    }
    occasion.from.checked_sub(1).map_or("", |at| text.fold(at))
}

/// The number of a meeting in its series: told, or one less than that of the
/// text's own for "last met".
pub(super) fn number(text: &CheckText<'_>, occasion: &Occasion) -> Option<u32> {
    if let Some((count, _)) = occasion.ordinal {
        return Some(count);
    }
    if !occasion.one_before {
        return None;
    }
    // The one that the text reports, or the one told right before.
    let numbered = |other: &&Occasion| other.ordinal.is_some() && other.shares_series(occasion);
    let main = text
        .occasions
        .iter()
        .filter(numbered)
        .find(|main| main.time == Time::Main)
        .or_else(|| {
            text.occasions.iter().rfind(|other| {
                other.from < occasion.from
                    && occasion.sentence - other.sentence <= 3
                    && numbered(other)
            })
        })?;
    main.ordinal?.0.checked_sub(1).filter(|count| *count > 0)
}

/// A word of weight before the noun that both tellings have.
pub(super) fn shares_modifier(text: &CheckText<'_>, a: &Occasion, b: &Occasion) -> bool {
    let words = |occasion: &Occasion| {
        (occasion.from..occasion.until)
            .filter(|at| {
                let fold = text.fold(*at);
                fold.len() > 3
                    && !super::is_meeting_noun(fold)
                    && super::ordinal_of(fold).is_none()
                    && !crate::propose::date::is_month_or_weekday(fold)
                    && !matches!(
                        fold,
                        "this" | "that" | "their" | "last" | "next" | "with" | "from"
                    )
            })
            .map(|at| text.fold(at).to_owned())
            .collect::<Vec<_>>()
    };
    let other = words(b);
    words(a).iter().any(|word| other.contains(word))
}

/// "the talks of the business federations": a complement that the earlier
/// telling does not have.
pub(super) fn qualified(text: &CheckText<'_>, first: &Occasion, second: &Occasion) -> bool {
    if second.telling != Telling::Noun
        || !matches!(text.fold(second.until), "of" | "between" | "among" | "with")
    {
        return false;
    }
    let Some(sentence) = text.words.sentences.get(first.sentence) else {
        return false;
    };
    let named: Vec<&str> = (second.until + 1..second.until + 7)
        .take_while(|at| {
            !matches!(
                text.fold(*at),
                "," | "." | ";" | "in" | "on" | "at" | "that" | "which"
            )
        })
        .filter(|at| {
            text.fold(*at).len() > 3 && !crate::propose::date::is_month_or_weekday(text.fold(*at))
        })
        .map(|at| text.fold(at))
        .collect();
    let of_day = text.words.shape(second.until + 1) == crate::propose::words::Shape::Number
        || crate::propose::date::is_month_or_weekday(text.fold(second.until + 1));
    !named.is_empty()
        && !of_day
        && !named
            .iter()
            .any(|word| (sentence.from..sentence.until).any(|at| text.fold(at) == *word))
}

/// "the annual summit": what recurs has many dates.
pub(super) fn recurs(text: &CheckText<'_>, occasion: &Occasion) -> bool {
    (occasion.from.saturating_sub(4)..occasion.until + 4).any(|at| {
        matches!(
            text.fold(at),
            "annual"
                | "yearly"
                | "annually"
                | "every"
                | "each"
                | "monthly"
                | "quarterly"
                | "biannual"
                | "weekly"
                | "regular"
        )
    })
}
