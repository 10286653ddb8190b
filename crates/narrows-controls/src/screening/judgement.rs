//! Third stage: the calibrated score, and the rules that stand above it.

use super::calibration::Calibration;
use super::comparison::Candidate;
use super::index::ScreeningIndex;
use super::name_words::WordKind;
use super::proposal::Asked;
use super::script::Script;
use super::{ScreeningQuery, evidence, refinement};

/// Least score of a party with the identifier asked for.
pub(super) const SAME_IDENTIFIER: f64 = 0.99;

/// Least score of a name that differs from the listed one in its legal form
/// alone.
const SAME_BUT_FOR_FORM: f64 = 0.95;

/// Names that the calibration judges.
pub(super) const JUDGED: usize = 24;

impl ScreeningIndex {
    /// The calibrated score, with what is known beside the name.
    pub(super) fn judge(
        &self,
        query: &ScreeningQuery,
        asked: &Asked,
        candidates: &mut Vec<Candidate>,
    ) {
        let calibration = Calibration::get();
        let script = Script::of(&query.name);
        let log_odds = calibration.log_odds(candidates.iter().map(|c| &c.features));
        for (candidate, odds) in candidates.iter_mut().zip(log_odds) {
            let party = &self.parties[self.names[candidate.name as usize].party as usize];
            let (beside, same_identifier, _) = refinement::beside_the_name(query, party);
            let odds = calibration.compared(odds, script, asked.is_person > 0.75) + beside;
            candidate.score = if same_identifier {
                calibration.score(odds).max(SAME_IDENTIFIER)
            } else if beside >= 0.0 && self.is_identical(asked, candidate) {
                1.0
            } else if beside >= 0.0 && self.differs_in_form_alone(asked, candidate) {
                calibration.score(odds).max(SAME_BUT_FOR_FORM)
            } else if evidence::has_substance(&candidate.features) {
                calibration.score(odds)
            } else {
                0.0
            };
        }
        candidates.retain(|c| c.score > 0.0);
    }

    /// Whether the two names have the same words, in any order.
    pub(super) fn is_identical(&self, asked: &Asked, candidate: &Candidate) -> bool {
        let listed = self.words_of(candidate.name);
        let pairs = candidate.answers.len();
        let telling = |kind| matches!(kind, WordKind::Name | WordKind::Common | WordKind::Number);
        asked.words.iter().any(|w| telling(w.kind))
            && pairs == listed.len()
            && pairs == asked.words.len()
            && candidate.answers.iter().all(|a| {
                let number = listed[a.listed.0 as usize];
                asked.words[a.query.0 as usize].text == self.vocabulary.text(number)
            })
    }

    /// Whether the two names differ in legal forms, titles and particles alone.
    /// Many parties of one group share their telling words, which the fit takes
    /// for doubt about which of them is meant; for an alarm it is none.
    fn differs_in_form_alone(&self, asked: &Asked, candidate: &Candidate) -> bool {
        let listed = self.words_of(candidate.name);
        let telling =
            |kind| !matches!(kind, WordKind::Legal | WordKind::Title | WordKind::Particle);
        let count =
            |kinds: &mut dyn Iterator<Item = WordKind>| kinds.filter(|k| telling(*k)).count();
        let asked_telling = count(&mut asked.words.iter().map(|word| word.kind));
        let listed_telling = count(&mut listed.iter().map(|word| self.vocabulary.kind(*word)));
        let same = candidate
            .answers
            .iter()
            .filter(|answer| {
                let word = &asked.words[answer.query.0 as usize];
                telling(word.kind)
                    && answer.query.1 == 1
                    && answer.listed.1 == 1
                    && word.text == self.vocabulary.text(listed[answer.listed.0 as usize])
            })
            .count();
        let names = asked.words.iter().any(|word| word.kind == WordKind::Name);
        names && asked_telling == listed_telling && same == asked_telling
    }
}
