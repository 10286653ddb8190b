//! How surely two tellings are of one meeting: what they share and what tells
//! them apart adds up, with one weight each.

use super::super::CheckText;
use super::super::event::MeetingLevel;
use super::{Occasion, Telling, Time};
use crate::propose::BlockKind;

/// What is left out of the comparison, because it is what may be told wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Without {
    Date,
    Ordinal,
    Level,
    Place,
    Nothing,
}

/// What two tellings have in common, or what parts them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Evidence {
    /// Both of one forum.
    SeriesSame,
    SeriesDiffers,
    /// One of a forum, the other of none that is named.
    SeriesOnce,
    LevelSame,
    LevelDiffers,
    PartiesSame,
    PartiesDiffer,
    /// Two economies or more are named in both.
    EconomiesShared,
    EconomiesDiffer,
    PersonShared,
    PersonsShared,
    PersonsDiffer,
    PlaceSame,
    PlaceDiffers,
    OrdinalSame,
    /// "the fourth ministerial" of one forum, in both.
    OrdinalOfOneSeries,
    OrdinalDiffers,
    DateSame,
    DateDiffers,
    /// "the seminar" and "the seminar".
    NounSame,
    /// A fair and a summit.
    NounDiffers,
    /// "the exercise" and nothing else of that kind in the text.
    OnlyOfItsNoun,
    /// Both are the meeting that the text reports.
    OwnBoth,
    OwnOnce,
    /// One is still to come and the other one over.
    AheadOnce,
    /// "another", "separate", "next".
    Separate,
    /// "last met": the one before.
    OneBefore,
    /// One of several told in a row.
    Row,
    /// The later one is definite and says nothing but its noun or its day, and the
    /// other one is the text's own or the one told right before.
    PointsBack,
    /// Definite likewise, but others lie between.
    PointsFar,
    /// The later one is definite, and more than its noun is told.
    Definite,
    /// The later one tells its forum, place, number, rank or parties, and the earlier
    /// one does not.
    MoreTold,
    MuchMoreTold,
    /// The later one is a statement of its own: "They met on Thursday".
    VerbAnew,
    /// The later one is new: "a meeting".
    New,
    SentenceSame,
    SentenceNext,
    /// Words before the noun that both have: "budget", "three-way".
    ModifierShared,
    /// A picture shows what the text reports.
    Caption,
    /// A headline tells what the text reports.
    Headline,
    /// Yearly or monthly meetings.
    Recurs,
    /// "its own talks", "their session": of those named right before.
    Owned,
    /// The later one is told apart: "the talks of the business federations".
    Qualified,
    /// "the closing session", "the opening ceremony".
    PartOfOne,
}

/// The weight of each piece of evidence, as log odds, tuned over all pairs of
/// tellings of many texts.
const WEIGHTS: &[(Evidence, f64)] = &[
    (Evidence::SeriesSame, 0.0),
    (Evidence::SeriesDiffers, -2.0),
    (Evidence::SeriesOnce, -0.4),
    (Evidence::LevelSame, 0.0),
    (Evidence::LevelDiffers, -1.2),
    (Evidence::PartiesSame, 0.0),
    (Evidence::PartiesDiffer, -1.0),
    (Evidence::EconomiesShared, 0.2),
    (Evidence::EconomiesDiffer, -1.5),
    (Evidence::PersonShared, 0.0),
    (Evidence::PersonsShared, 0.9),
    (Evidence::PersonsDiffer, -1.2),
    (Evidence::PlaceSame, 1.6),
    (Evidence::PlaceDiffers, -2.1),
    (Evidence::OrdinalSame, 0.7),
    (Evidence::OrdinalOfOneSeries, 2.8),
    (Evidence::OrdinalDiffers, -2.6),
    (Evidence::DateSame, 2.5),
    (Evidence::DateDiffers, -3.0),
    (Evidence::NounSame, 0.0),
    (Evidence::NounDiffers, -1.1),
    (Evidence::OnlyOfItsNoun, 1.1),
    (Evidence::OwnBoth, 0.5),
    (Evidence::OwnOnce, -0.6),
    (Evidence::AheadOnce, -3.0),
    (Evidence::Separate, -1.6),
    (Evidence::OneBefore, -1.5),
    (Evidence::Row, -2.5),
    (Evidence::PointsBack, 1.5),
    (Evidence::PointsFar, 0.1),
    (Evidence::Definite, 0.4),
    (Evidence::MoreTold, -0.8),
    (Evidence::MuchMoreTold, -1.5),
    (Evidence::VerbAnew, -1.7),
    (Evidence::New, -0.8),
    (Evidence::SentenceSame, 0.0),
    (Evidence::SentenceNext, -2.2),
    (Evidence::ModifierShared, 0.1),
    (Evidence::Caption, 1.1),
    (Evidence::Headline, 0.4),
    (Evidence::Recurs, -0.8),
    (Evidence::Owned, -0.8),
    (Evidence::Qualified, -0.6),
    (Evidence::PartOfOne, -1.0),
];

/// What speaks for one meeting before anything is known.
const BASE: f64 = 0.9;

/// Log odds that two tellings are of one meeting: above 0, likelier one than two.
pub(crate) fn likeness(text: &CheckText<'_>, a: &Occasion, b: &Occasion, without: Without) -> f64 {
    evidence(text, a, b, without)
        .into_iter()
        .filter_map(|found| WEIGHTS.iter().find(|(kind, _)| *kind == found))
        .map(|(_, weight)| weight)
        .sum::<f64>()
        + BASE
}

/// All evidence for and against one meeting.
pub(crate) fn evidence(
    text: &CheckText<'_>,
    a: &Occasion,
    b: &Occasion,
    without: Without,
) -> Vec<Evidence> {
    use Evidence as E;
    let mut found = Vec::new();
    let mut add = |holds: bool, evidence: E| {
        if holds {
            found.push(evidence);
        }
    };
    match (&a.series, &b.series) {
        (Some(x), Some(y)) => add(
            true,
            if x == y {
                E::SeriesSame
            } else {
                E::SeriesDiffers
            },
        ),
        (None, None) => {}
        _ => add(true, E::SeriesOnce),
    }
    if without != Without::Level {
        match (a.who.level, b.who.level) {
            (Some(x), Some(y)) => add(
                true,
                if x == y {
                    E::LevelSame
                } else {
                    E::LevelDiffers
                },
            ),
            // Vice-ministers are named where they meet.
            (Some(MeetingLevel::ViceMinisterial), None)
            | (None, Some(MeetingLevel::ViceMinisterial)) => add(true, E::LevelDiffers),
            _ => {}
        }
    }
    match (a.who.parties, b.who.parties) {
        (Some(x), Some(y)) => add(
            true,
            if x == y {
                E::PartiesSame
            } else {
                E::PartiesDiffer
            },
        ),
        _ => {}
    }
    let shared = a.who.economies.intersection(&b.who.economies).count();
    let fewest = a.who.economies.len().min(b.who.economies.len());
    add(shared >= 2, E::EconomiesShared);
    add(
        fewest > 0 && shared < fewest && shared < 2,
        E::EconomiesDiffer,
    );
    let persons = a.who.persons.intersection(&b.who.persons).count();
    add(persons == 1, E::PersonShared);
    add(persons >= 2, E::PersonsShared);
    add(
        persons == 0 && a.who.persons.len() >= 2 && b.who.persons.len() >= 2,
        E::PersonsDiffer,
    );
    if without != Without::Place {
        match (&a.place, &b.place) {
            (Some(x), Some(y)) => add(
                true,
                if x == y {
                    E::PlaceSame
                } else {
                    E::PlaceDiffers
                },
            ),
            _ => {}
        }
    }
    if without != Without::Ordinal {
        match (number(text, a), number(text, b)) {
            (Some(x), Some(y)) => {
                let one = a.series.is_some() && a.series == b.series;
                // "the first": of whatever.
                add(x == y && (one || x > 1), E::OrdinalSame);
                add(x == y && one, E::OrdinalOfOneSeries);
                add(x != y, E::OrdinalDiffers);
            }
            _ => {}
        }
    }
    if without != Without::Date
        && let (Some(x), Some(y)) = (&a.date, &b.date)
    {
        add(x.excludes(y), E::DateDiffers);
        add(
            x.is_day() && x.bounds == y.bounds && !(x.carried || y.carried),
            E::DateSame,
        );
    }
    let (first, second) = if a.from <= b.from { (a, b) } else { (b, a) };
    let (one, other) = (noun(text, first), noun(text, second));
    match (one, other) {
        (Some(one), Some(other)) => {
            add(one == other, E::NounSame);
            add(kind_of(one) != kind_of(other), E::NounDiffers);
        }
        (Some(noun), None) | (None, Some(noun)) => {
            let kind = |occasion: &Occasion| match occasion.telling {
                Telling::Signing => Kind::Signing,
                _ => Kind::Meeting,
            };
            let verb = if one.is_none() { first } else { second };
            add(kind_of(noun) != kind(verb), E::NounDiffers);
        }
        (None, None) => add(
            (first.telling == Telling::Signing) != (second.telling == Telling::Signing),
            E::NounDiffers,
        ),
    }
    let article = article(text, second);
    let definite = matches!(
        article,
        "the" | "this" | "that" | "these" | "those" | "its" | "their" | "'s" | "’s" | "s" | "whose"
    );
    if let Some(noun) = other
        && definite
    {
        let others = text
            .occasions
            .iter()
            .filter(|telling| {
                telling.from != first.from
                    && telling.from != second.from
                    && self::noun(text, telling) == Some(noun)
            })
            .count();
        add(one == other && others == 0, E::OnlyOfItsNoun);
    }
    let main = |occasion: &Occasion| occasion.time == Time::Main;
    add(main(a) && main(b), E::OwnBoth);
    add(main(a) != main(b), E::OwnOnce);
    let heading = |occasion: &Occasion| {
        text.words
            .sentences
            .get(occasion.sentence)
            .is_some_and(|sentence| text.words.kind_of(sentence) == BlockKind::Heading)
    };
    let headline = heading(a) != heading(b);
    let ahead = |occasion: &Occasion| {
        occasion.time == Time::Ahead
            || matches!(
                (occasion.date.and_then(|date| date.bounds.lower), text.dateline),
                (Some(day), Some(dateline)) if day > dateline
            )
    };
    add(!headline && ahead(a) != ahead(b), E::AheadOnce);
    add(headline, E::Headline);
    add(a.separate || b.separate, E::Separate);
    // "last met", beside the text's own, and no number that says which.
    let before = |one: &Occasion, other: &Occasion| {
        one.one_before && !other.one_before && main(other) && number(text, one).is_none()
    };
    add(before(a, b) || before(b, a), E::OneBefore);
    add(a.in_a_row || b.in_a_row, E::Row);
    // "the meeting", "Tuesday's meeting", "the July 26 meeting"
    let bare = other.is_some()
        && (second.from..second.until).all(|at| {
            let fold = text.fold(at);
            super::is_meeting_noun(fold)
                || crate::propose::date::is_month_or_weekday(fold)
                || fold.starts_with(|letter: char| letter.is_ascii_digit())
                || matches!(
                    fold,
                    "the" | "'s" | "’s" | "," | "last" | "two-day" | "-" | "two" | "three" | "day"
                )
        });
    let of_day = second
        .date
        .is_some_and(|date| date.until <= second.from && date.until + 1 >= second.from);
    let between = text
        .occasions
        .iter()
        .any(|told| told.from > first.from && told.from < second.from && told.from != second.from);
    let near = first.time == Time::Main || !between;
    add(bare && near && (definite || of_day), E::PointsBack);
    add(bare && !near && (definite || of_day), E::PointsFar);
    let own = (second.from.saturating_sub(2)..second.until).any(|at| text.fold(at) == "own");
    add(definite && !bare && !own, E::Definite);
    let more = [
        first.series.is_none() && second.series.is_some(),
        first.place.is_none() && second.place.is_some() && without != Without::Place,
        first.ordinal.is_none() && second.ordinal.is_some() && without != Without::Ordinal,
        first.who.level.is_none() && second.who.level.is_some() && without != Without::Level,
        first.who.parties.is_none() && second.who.parties.is_some(),
    ]
    .iter()
    .filter(|more| **more)
    .count();
    add(more == 1, E::MoreTold);
    add(more >= 2, E::MuchMoreTold);
    let subordinate = (second.from.saturating_sub(8)..second.from).any(|at| {
        matches!(
            text.fold(at),
            "when"
                | "after"
                | "before"
                | "since"
                | "as"
                | "who"
                | "which"
                | "that"
                | "where"
                | "having"
                | "whose"
                | "once"
                | "until"
                | "while"
        )
    });
    add(
        matches!(
            second.telling,
            Telling::Verb | Telling::Signing | Telling::Outcome
        ) && !first.caption
            && !second.caption
            && !subordinate
            && second.time != Time::Main,
        E::VerbAnew,
    );
    add(matches!(article, "a" | "an"), E::New);
    match second.sentence - first.sentence {
        0 => add(true, E::SentenceSame),
        1 => add(!headline, E::SentenceNext),
        _ => {}
    }
    add(shares_modifier(text, first, second), E::ModifierShared);
    add(a.caption != b.caption, E::Caption);
    add(recurs(text, a) || recurs(text, b), E::Recurs);
    add(
        second.telling == Telling::Noun
            && (own || matches!(article, "their" | "his" | "her" | "our")),
        E::Owned,
    );
    add(qualified(text, first, second), E::Qualified);
    add(
        [first, second].iter().any(|telling| {
            (telling.from.saturating_sub(1)..telling.until).any(|at| {
                matches!(
                    text.fold(at),
                    "closing"
                        | "opening"
                        | "final"
                        | "preparatory"
                        | "side"
                        | "breakout"
                        | "preliminary"
                        | "follow-up"
                        | "separate"
                )
            })
        }),
        E::PartOfOne,
    );
    found
}

/// What kind of coming together a noun tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Meeting,
    Signing,
    Journey,
    Show,
    Lesson,
    Drill,
}

fn kind_of(noun: &str) -> Kind {
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
pub(crate) fn noun<'a>(text: &'a CheckText<'_>, occasion: &Occasion) -> Option<&'a str> {
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

fn article<'a>(text: &'a CheckText<'_>, occasion: &Occasion) -> &'a str {
    if occasion.telling != Telling::Noun {
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
fn number(text: &CheckText<'_>, occasion: &Occasion) -> Option<u32> {
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
fn shares_modifier(text: &CheckText<'_>, a: &Occasion, b: &Occasion) -> bool {
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
fn qualified(text: &CheckText<'_>, first: &Occasion, second: &Occasion) -> bool {
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
fn recurs(text: &CheckText<'_>, occasion: &Occasion) -> bool {
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
