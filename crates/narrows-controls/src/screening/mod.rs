//! Screening: is this name the name of a listed party?
//!
//! Two stages. A key index over the words of all listed names (by spelling,
//! by sound, by consonants) proposes about a hundred names; then the words of
//! the two names are aligned, each word weighing what its rarity is worth,
//! and the [`Alignment`] is at once the score's source and its explanation.
//!
//! The engine knows facts about languages and writing. It holds no name of
//! any party: those come with [`ScreeningIndex::build`].

pub mod benchmark_form;
mod calibration;
mod comparison;
mod evidence;
mod explanation;
mod fast_hash;
mod index;
mod judgement;
mod letter_distance;
mod listed_forms;
mod name_alignment;
mod name_analysis;
mod name_words;
mod proposal;
mod refinement;
mod script;
mod search;
mod similar_words;
mod skeleton_keys;
mod sound_costs;
mod sound_distance;
mod sound_lanes;
mod sound_length;
mod treasury;
mod vocabulary;
mod word_likeness;
mod writing;

pub use evidence::{FEATURE_NAMES, Features};
pub use index::ScreeningIndex;
pub use script::Script;
pub use treasury::treasury_score;

pub use crate::party::{NameKind, PartyType};

/// One party as the engine sees it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ScreenedParty {
    /// Identifies the party for the caller; the engine only hands it back.
    pub id: String,
    /// Person, organisation, vessel, aircraft or not known.
    pub party_type: PartyType,
    /// Countries of the party, as ISO 3166-1 alpha-2 codes.
    pub countries: Vec<String>,
    /// Every name the list gives, in any script.
    pub names: Vec<ScreenedName>,
    /// Numbers that name the party: passport, registry, IMO, tax.
    pub identifiers: Vec<String>,
    /// Birth dates as listed: `1960-05-01`, `1960-05` or `1960`.
    pub birth_dates: Vec<String>,
}

/// One name of a listed party.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ScreenedName {
    /// The name as listed.
    pub text: String,
    /// How the list gives it.
    pub kind: NameKind,
}

/// What is asked of the index.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct ScreeningQuery {
    /// The name to screen, in any script.
    pub name: String,
    /// What the asker knows the party to be.
    pub party_type: Option<PartyType>,
    /// Countries of the party, as ISO 3166-1 alpha-2 codes.
    pub countries: Vec<String>,
    /// Numbers that name the party.
    pub identifiers: Vec<String>,
    /// Birth date: `1960-05-01`, `1960-05` or `1960`.
    pub birth_date: Option<String>,
}

/// One listed party that may be the one asked for.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct ScreeningHit {
    /// Position of the party in the index, in the order given to
    /// [`ScreeningIndex::build`].
    pub party: usize,
    /// Which of its names fits best.
    pub name: usize,
    /// From 0 to 1; see [`alarm_threshold`] for what a value means.
    pub score: f64,
    /// Which word answers which, and what was passed over.
    pub alignment: Alignment,
}

/// Which words of two names answer each other.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize)]
pub struct Alignment {
    /// The words that answer each other.
    pub pairs: Vec<AlignedToken>,
    /// Words asked for that the listed name lacks.
    pub unmatched_query: Vec<String>,
    /// Words of the listed name that were not asked for.
    pub unmatched_listed: Vec<String>,
    /// What a clerk needs to know of the comparison, in sentences.
    pub notes: Vec<String>,
}

/// One word of the name asked for and its answer in the listed name.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct AlignedToken {
    /// As asked, folded to Latin letters.
    pub query: String,
    /// As listed, folded to Latin letters.
    pub listed: String,
    /// From 0 to 1.
    pub similarity: f64,
    /// Share of this word in the weight of the name asked for, 0 to 1.
    pub weight: f64,
}

/// Score above which about a share `rate` (0 to 1) of ordinary names of this
/// script and type alert, against lists of about 40,000 parties.
///
/// Measured on ordinary names that are on no list (see the chapter on
/// screening); rates below a thousandth are extrapolated. Without a type, or
/// where a script had too few names, the value is that of a wider group.
///
/// ```
/// use narrows_controls::screening::{Script, alarm_threshold};
///
/// let strict = alarm_threshold(0.01, Script::Latin, None);
/// assert!(strict > alarm_threshold(0.05, Script::Latin, None));
/// ```
pub fn alarm_threshold(rate: f64, script: Script, party_type: Option<PartyType>) -> f64 {
    let calibration = calibration::Calibration::get();
    let person = party_type.map(|t| t == PartyType::Person);
    calibration.score(calibration.alarm_log_odds(rate, script, person))
}
