//! What speaks for one meeting and what against it, each with its weight.

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
    /// A signing and a meeting, which may be of one occasion.
    SigningBeside,
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
    /// The later one tells its forum, place, number or rank, and the earlier one does
    /// not.
    MoreTold,
    MuchMoreTold,
    /// The later one is a statement of its own: "They met on Thursday".
    VerbAnew,
    /// The later one is new: "a meeting".
    New,
    /// The later one is told right behind the other, and not pointed at by "the".
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
/// tellings of many texts. What different meetings of one text share as often as
/// tellings of one (the forum, the rank) weighs nothing.
pub(super) const WEIGHTS: &[(Evidence, f64)] = &[
    (Evidence::SeriesSame, 0.0),
    (Evidence::SeriesDiffers, -4.0),
    (Evidence::SeriesOnce, -0.3),
    (Evidence::LevelSame, 0.0),
    (Evidence::LevelDiffers, -1.1),
    (Evidence::PartiesSame, 0.0),
    (Evidence::PartiesDiffer, -1.0),
    (Evidence::EconomiesShared, 0.2),
    (Evidence::EconomiesDiffer, -1.6),
    (Evidence::PersonShared, 0.1),
    (Evidence::PersonsShared, 0.7),
    (Evidence::PersonsDiffer, -1.2),
    (Evidence::PlaceSame, 1.4),
    (Evidence::PlaceDiffers, -2.1),
    (Evidence::OrdinalSame, 0.7),
    (Evidence::OrdinalOfOneSeries, 2.8),
    (Evidence::OrdinalDiffers, -2.6),
    (Evidence::DateSame, 2.5),
    (Evidence::DateDiffers, -3.0),
    (Evidence::NounSame, 0.0),
    (Evidence::SigningBeside, -1.0),
    (Evidence::NounDiffers, -1.6),
    (Evidence::OnlyOfItsNoun, 0.8),
    (Evidence::OwnBoth, 0.5),
    (Evidence::OwnOnce, -0.4),
    (Evidence::AheadOnce, -0.9),
    (Evidence::Separate, -1.8),
    (Evidence::OneBefore, -1.5),
    (Evidence::Row, -1.8),
    (Evidence::PointsBack, 1.4),
    (Evidence::PointsFar, 0.3),
    (Evidence::Definite, 0.7),
    (Evidence::MoreTold, -0.9),
    (Evidence::MuchMoreTold, -1.7),
    (Evidence::VerbAnew, -1.8),
    (Evidence::New, -0.9),
    (Evidence::SentenceNext, -2.0),
    (Evidence::ModifierShared, 0.1),
    (Evidence::Caption, 1.0),
    (Evidence::Headline, 0.5),
    (Evidence::Recurs, -0.9),
    (Evidence::Owned, -0.7),
    (Evidence::Qualified, -0.4),
    (Evidence::PartOfOne, -1.0),
];

/// What speaks for one meeting before anything is known.
pub(super) const BASE: f64 = 0.5;
