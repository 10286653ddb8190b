//! Which properties a record of each kind has. The reader, the validator and
//! the published schema all follow this one table.

use crate::value::Shape;
use crate::words::Kind;

/// A property of a kind of record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Property {
    /// Its name in files.
    pub name: &'static str,
    /// What its value looks like.
    pub shape: Shape,
    /// Whether a record of the kind must have it.
    pub required: bool,
    /// Whether it can hold several values at once. Where it cannot, two
    /// accepted statements with different values contradict each other.
    pub repeats: bool,
    /// What it means.
    pub meaning: &'static str,
}

const fn required(name: &'static str, shape: Shape, meaning: &'static str) -> Property {
    Property {
        name,
        shape,
        required: true,
        repeats: false,
        meaning,
    }
}

const fn optional(name: &'static str, shape: Shape, meaning: &'static str) -> Property {
    Property {
        required: false,
        ..required(name, shape, meaning)
    }
}

const fn several(name: &'static str, shape: Shape, meaning: &'static str) -> Property {
    Property {
        repeats: true,
        ..optional(name, shape, meaning)
    }
}

const fn at_least_one(name: &'static str, shape: Shape, meaning: &'static str) -> Property {
    Property {
        repeats: true,
        ..required(name, shape, meaning)
    }
}

const SOURCE: &[Property] = &[
    required(
        "title",
        Shape::Text,
        "title as published, or what it is in our words",
    ),
    required("publisher", Shape::Text, "who published it"),
    several("address", Shape::Address, "where it can be read"),
    required(
        "tier",
        Shape::Whole(1, 4),
        "1 official text, 2 official summary, 3 agency or newspaper, 4 other",
    ),
    required("published", Shape::Date, "when it was published"),
    optional(
        "published_basis",
        Shape::Text,
        "what the date of publication rests on",
    ),
    required("language", Shape::Language, "its language"),
    optional(
        "sha256",
        Shape::Checksum,
        "checksum of the text that spans refer to",
    ),
    optional(
        "licence",
        Shape::Text,
        "its licence, such as public_domain_us",
    ),
    optional(
        "text",
        Shape::TextFile,
        "the file below texts that holds it, where it may be carried",
    ),
    optional(
        "origin",
        Shape::Reference(&[Kind::Source]),
        "the release of which it is a copy; copies corroborate nothing",
    ),
];

const FORUM: &[Property] = &[
    required("name", Shape::Text, "its name"),
    several("other_name", Shape::OtherName, "other names and acronyms"),
    at_least_one("party", Shape::Economy, "an economy that belongs to it"),
    several(
        "series",
        Shape::Series,
        "a series of its meetings, at one level",
    ),
];

const MEETING: &[Property] = &[
    required("series", Shape::SeriesReference, "the series it belongs to"),
    optional(
        "ordinal",
        Shape::Whole(1, 1000),
        "its number in the series, as its hosts count",
    ),
    required("date", Shape::Date, "when it took place or shall"),
    optional(
        "date_zone",
        Shape::Zone,
        "the zone that the date is told in",
    ),
    optional("place", Shape::Text, "where, in our words"),
    several(
        "participant",
        Shape::Participant,
        "who took part, with the post held that day",
    ),
    required("status", Shape::MeetingStatus, "whether it was held"),
    several(
        "outcome",
        Shape::Reference(&[Kind::Instrument]),
        "an instrument that came of it",
    ),
];

const PERSON: &[Property] = &[
    required("name", Shape::Text, "the name"),
    several("other_name", Shape::OtherName, "other spellings"),
    several("tenure", Shape::Tenure, "a post held"),
];

const POST: &[Property] = &[
    required("title", Shape::Text, "the title in English"),
    several("other_title", Shape::OtherName, "other titles"),
    required("economy", Shape::Economy, "whose post"),
    optional("body", Shape::Text, "the ministry or office"),
    optional("level", Shape::Level, "its level"),
];

const INSTRUMENT: &[Property] = &[
    required("name", Shape::Text, "its name"),
    several("other_name", Shape::OtherName, "other names"),
    required(
        "instrument_kind",
        Shape::InstrumentKind,
        "what sort of text it is",
    ),
    several("status", Shape::StatusSpan, "a status and when it held"),
    several("party", Shape::Economy, "who made it"),
    several("material", Shape::Material, "a material it names"),
    several("hs_code", Shape::HsCode, "a code it names"),
    optional(
        "forum",
        Shape::Reference(&[Kind::Forum]),
        "the forum it belongs to",
    ),
    optional(
        "meeting",
        Shape::Reference(&[Kind::Meeting]),
        "the meeting it came of",
    ),
];

const COMMITMENT: &[Property] = &[
    at_least_one("actor", Shape::Actor, "who said it: an economy or a forum"),
    required("force", Shape::Force, "how firmly"),
    required("action", Shape::Text, "what, in our own words"),
    optional(
        "instrument",
        Shape::Reference(&[Kind::Instrument]),
        "the instrument it stands in",
    ),
    optional(
        "meeting",
        Shape::Reference(&[Kind::Meeting]),
        "the meeting it was made at",
    ),
    required("made_on", Shape::Date, "when it was made"),
    several("material", Shape::Material, "a material it is about"),
    several("stage", Shape::Stage, "a stage of processing it is about"),
    several("technology", Shape::Text, "a technology it is about"),
    several("hs_code", Shape::HsCode, "a code it is about"),
    several(
        "control_entry",
        Shape::Text,
        "an entry of a control list it is about",
    ),
    optional("due", Shape::Date, "when it shall be done"),
    several("indicator", Shape::Indicator, "an indicator it should move"),
    optional("unmeasured", Shape::Text, "why nothing measures it"),
    several("follow_up", Shape::FollowUp, "what came of it"),
];

const EXPECTATION: &[Property] = &[
    required("holder", Shape::Text, "who expects"),
    required("modality", Shape::Text, "how: forecast, expectation, plan"),
    required(
        "about",
        Shape::Subject,
        "what about: an id, or our own words",
    ),
    optional("made_on", Shape::Date, "when it was held"),
    optional("horizon", Shape::Date, "by when it will be known"),
    optional("interval", Shape::Date, "when it should happen"),
    optional(
        "probability",
        Shape::Share,
        "how probable the holder thinks it",
    ),
    optional("n", Shape::Whole(0, 1_000_000), "observations behind it"),
    optional("outcome", Shape::Outcome, "how it ended"),
    optional("scored", Shape::Share, "Brier score, 0 is best"),
];

const CLAIM: &[Property] = &[
    required("author", Shape::Text, "who says it"),
    required("text", Shape::Text, "what, in our own words"),
    several(
        "about",
        Shape::Subject,
        "what about: an id, or our own words",
    ),
    required("made_on", Shape::Date, "when"),
];

const DISPUTE: &[Property] = &[
    required(
        "subject",
        Shape::Reference(Kind::ALL),
        "the record whose value is in dispute",
    ),
    required("property", Shape::Text, "the property in dispute"),
    at_least_one("value", Shape::DisputedValue, "a value and who says it"),
    required("state", Shape::DisputeState, "whether it is settled"),
    optional("resolution", Shape::Text, "which value holds, and why"),
];

impl Kind {
    /// The properties of the kind.
    #[must_use]
    pub fn properties(self) -> &'static [Property] {
        match self {
            Self::Source => SOURCE,
            Self::Forum => FORUM,
            Self::Meeting => MEETING,
            Self::Person => PERSON,
            Self::Post => POST,
            Self::Instrument => INSTRUMENT,
            Self::Commitment => COMMITMENT,
            Self::Expectation => EXPECTATION,
            Self::Claim => CLAIM,
            Self::Dispute => DISPUTE,
        }
    }

    /// One property of the kind.
    #[must_use]
    pub fn property(self, name: &str) -> Option<&'static Property> {
        self.properties().iter().find(|known| known.name == name)
    }
}
