//! Checks inside one text: what cannot all be true, and what a reader must
//! not fill in alone.

mod absence;
mod absence_about;
mod absence_apart;
mod absence_claim;
mod absence_time;
mod absence_veto;
mod absence_words;
mod attendance;
mod body_noun;
mod body_spelling;
mod cadence;
mod class_link;
mod class_list;
mod class_order;
mod class_reference;
mod class_statement;
mod class_table;
mod coordination;
mod coordination_pieces;
mod count;
mod count_in_title;
mod counted;
mod counted_noun;
mod dated_deed;
mod each;
mod event;
mod first_claim;
mod first_claim_read;
mod first_deed;
mod first_demand;
mod first_of_kind;
mod first_session;
mod first_signing;
mod first_visit;
mod fractions;
mod group_after;
mod itinerary;
mod level;
mod level_absence;
mod level_claim;
mod level_tie;
mod level_told;
mod level_words;
mod list_apart;
mod list_before;
mod list_behind;
mod list_below;
mod list_evidence;
mod list_fits;
mod measure_since;
mod member_class;
mod membership_table;
mod name_reader;
mod name_spelling;
mod named_run;
mod number_in_series;
mod number_words;
mod numbering;
mod occasion;
mod ordinal_count;
mod ordinal_rank;
mod ordinal_real;
mod part_tables;
mod parts;
mod party;
mod place_event;
mod quantity;
mod rank;
mod rank_noun;
mod remainder;
mod rhythm;
mod romanisation;
mod round_before;
mod series;
mod sums;
mod sums_evidence;
mod surname_alone;
mod taking_part;
mod thread;
mod told_before;
mod told_twice;
mod two_dates;
mod unclear;
mod union_members;
mod weekday;
mod wrong_class;
mod wrong_home;

pub use event::MeetingLevel;
pub(crate) use event::{Event, EventDate, events};
use occasion::Occasions;
pub(crate) use unclear::find_unclear;

use super::annotate::Annotations;
use super::words::Words;

/// A contradiction: words of both sides (or more), and why.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Conflict {
    pub(crate) kind: &'static str,
    pub(crate) severity: &'static str,
    pub(crate) sides: Vec<(usize, usize)>,
    pub(crate) confidence: f64,
    pub(crate) reason: String,
}

impl Conflict {
    /// Adds a contradiction unless one of its kind already names one of its sides.
    fn add_new(self, conflicts: &mut Vec<Self>) {
        let touches = |a: (usize, usize), b: (usize, usize)| a.0 < b.1 && b.0 < a.1;
        let known = conflicts.iter().any(|known| {
            known.kind == self.kind
                && known
                    .sides
                    .iter()
                    .any(|side| self.sides.iter().any(|other| touches(*side, *other)))
        });
        if !known {
            conflicts.push(self);
        }
    }
}

/// A text under the checks.
pub(crate) struct CheckText<'a> {
    pub(crate) words: &'a Words<'a>,
    pub(crate) annotations: &'a Annotations,
    pub(crate) events: Vec<Event>,
    /// Every telling of a meeting, with what is told of it.
    pub(crate) occasions: Occasions,
    /// The day of the text.
    pub(crate) dateline: Option<jiff::civil::Date>,
}

/// Sentences, some forty pages, among which contradictions are looked for:
/// every claim is compared with every other.
pub(crate) const MOST_SENTENCES: usize = 1_000;

/// Runs every check.
pub(crate) fn find_conflicts(
    words: &Words<'_>,
    annotations: &Annotations,
    dateline: Option<jiff::civil::Date>,
) -> Vec<Conflict> {
    let mut text = CheckText {
        words,
        annotations,
        events: event::events(words, annotations),
        occasions: Occasions::default(),
        dateline,
    };
    text.occasions = occasion::occasions(&text);
    let mut conflicts = Vec::new();
    wrong_class::check(&text, &mut conflicts);
    wrong_home::check(&text, &mut conflicts);
    count::check(&text, &mut conflicts);
    count_in_title::check(&text, &mut conflicts);
    sums::check(&text, &mut conflicts);
    remainder::check(&text, &mut conflicts);
    ordinal_count::check(&text, &mut conflicts);
    list_apart::check(&text, &mut conflicts);
    told_twice::check(&text, &mut conflicts);
    group_after::check(&text, &mut conflicts);
    each::check(&text, &mut conflicts);
    fractions::check(&text, &mut conflicts);
    itinerary::check(&text, &mut conflicts);
    name_spelling::check(&text, &mut conflicts);
    level::check(&text, &mut conflicts);
    level_claim::check(&text, &mut conflicts);
    series::check(&text, &mut conflicts);
    dated_deed::check(&text, &mut conflicts);
    weekday::check(&text, &mut conflicts);
    round_before::check(&text, &mut conflicts);
    place_event::check(&text, &mut conflicts);
    first_of_kind::check(&text, &mut conflicts);
    first_signing::check(&text, &mut conflicts);
    measure_since::check(&text, &mut conflicts);
    two_dates::check(&text, &mut conflicts);
    number_in_series::check(&text, &mut conflicts);
    numbering::check(&text, &mut conflicts);
    cadence::check(&text, &mut conflicts);
    rhythm::check(&text, &mut conflicts);
    first_session::check(&text, &mut conflicts);
    first_visit::check(&text, &mut conflicts);
    first_demand::check(&text, &mut conflicts);
    first_deed::check(&text, &mut conflicts);
    absence::check(&text, &mut conflicts);
    absence_veto::check(&text, &mut conflicts);
    conflicts.sort_by(|a, b| a.sides.cmp(&b.sides).then_with(|| a.kind.cmp(b.kind)));
    conflicts.dedup_by(|a, b| a.sides == b.sides);
    conflicts
}

impl CheckText<'_> {
    pub(crate) fn fold(&self, at: usize) -> &str {
        self.words.fold(at)
    }

    /// Numbers of the sentences with their words.
    pub(crate) fn sentences(&self) -> impl Iterator<Item = (usize, usize, usize)> + '_ {
        self.words
            .sentences
            .iter()
            .enumerate()
            .take(MOST_SENTENCES)
            .filter(|(_, sentence)| self.words.kind_of(sentence).is_text())
            .map(|(number, sentence)| (number, sentence.from, sentence.until))
    }
}
