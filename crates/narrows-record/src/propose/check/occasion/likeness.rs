//! How surely two tellings are of one meeting: what they share and what tells
//! them apart adds up, with one weight each.

use super::super::CheckText;
use super::super::event::MeetingLevel;
use super::evidence::{BASE, Evidence, WEIGHTS};
use super::wording::{
    Kind, article, kind_of, noun as noun_of, number, qualified, recurs, shares_modifier,
};
use super::{Occasion, Telling, Time};
use crate::propose::BlockKind;

/// What is left out of the comparison, because it is what may be told wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(dead_code, reason = "one for each attribute that a check may compare")]
pub(crate) enum Without {
    Date,
    Ordinal,
    Level,
    Place,
    Nothing,
}

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
fn evidence(text: &CheckText<'_>, a: &Occasion, b: &Occasion, without: Without) -> Vec<Evidence> {
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
    if let (Some(x), Some(y)) = (a.who.parties, b.who.parties) {
        add(x == y, E::PartiesSame);
        add(x != y, E::PartiesDiffer);
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
    if without != Without::Place
        && let (Some(x), Some(y)) = (&a.place, &b.place)
    {
        add(x == y, E::PlaceSame);
        add(x != y, E::PlaceDiffers);
    }
    if without != Without::Ordinal
        && let (Some(x), Some(y)) = (number(text, a), number(text, b))
    {
        let one = a.series.is_some() && a.series == b.series;
        // "the first": of whatever.
        add(x == y && (one || x > 1), E::OrdinalSame);
        add(x == y && one, E::OrdinalOfOneSeries);
        add(x != y, E::OrdinalDiffers);
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
    let (one, other) = (noun_of(text, first), noun_of(text, second));
    let kind = |occasion: &Occasion, noun: Option<&str>| match (noun, occasion.telling) {
        (Some(noun), _) => kind_of(noun),
        (None, Telling::Signing) => Kind::Signing,
        (None, _) => Kind::Meeting,
    };
    let kinds = (kind(first, one), kind(second, other));
    add(one.is_some() && one == other, E::NounSame);
    if kinds.0 != kinds.1 {
        let signing = kinds.0 == Kind::Signing || kinds.1 == Kind::Signing;
        add(signing, E::SigningBeside);
        add(!signing, E::NounDiffers);
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
                    && noun_of(text, telling) == Some(noun)
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
        occasion.time == Time::Ahead || occasion.date.is_some_and(|date| date.ahead)
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
        ) && !definite
            && !first.caption
            && !second.caption
            && !subordinate
            && second.time != Time::Main,
        E::VerbAnew,
    );
    add(matches!(article, "a" | "an"), E::New);
    add(
        !headline && !definite && second.sentence == first.sentence + 1,
        E::SentenceNext,
    );
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
