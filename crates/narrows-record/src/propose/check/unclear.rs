//! What a reader must not fill in alone: dates that hang on a day that is not
//! known, and "the minister" where two are meant. Flagged, never guessed.

use std::collections::BTreeSet;

use crate::propose::annotate::Annotations;
use crate::propose::date::Resolved;
use crate::propose::mention::MentionType;
use crate::propose::words::Words;

/// A stretch of words that needs a person.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Unclear {
    pub(crate) kind: &'static str,
    pub(crate) from: usize,
    pub(crate) until: usize,
    pub(crate) reason: String,
}

/// Finds what cannot be told from the text.
pub(crate) fn find_unclear(words: &Words<'_>, annotations: &Annotations) -> Vec<Unclear> {
    let mut unclear = Vec::new();
    let mut ministers: BTreeSet<String> = BTreeSet::new();
    for (number, sentence) in words.sentences.iter().enumerate() {
        for date in &annotations.dates[number] {
            let reason = match date.resolved {
                Resolved::NeedsDateline => {
                    "it is told from the day of the text, which is not known: give it with --dateline."
                }
                Resolved::NeedsEarlierDate => "it points at a date told before, and none was.",
                _ => continue,
            };
            unclear.push(Unclear {
                kind: "date",
                from: date.from,
                until: date.until,
                reason: format!(
                    "\"{}\" is not reckoned out: {reason}",
                    words.quote(date.from, date.until)
                ),
            });
        }
        let found = &annotations.found[number];
        for at in sentence.from..sentence.until {
            if words.fold(at) == "the"
                && matches!(words.fold(at + 1), "minister" | "secretary")
                && ministers.len() >= 2
                && !found
                    .iter()
                    .any(|found| found.from <= at + 1 && at + 1 < found.until)
            {
                unclear.push(Unclear {
                    kind: "person",
                    from: at,
                    until: at + 2,
                    reason: format!(
                        "\"{}\" can be one of several: {}.",
                        words.quote(at, at + 2),
                        ministers.iter().cloned().collect::<Vec<_>>().join(", ")
                    ),
                });
            }
        }
        for role in found.iter().filter(|found| found.kind == MentionType::Role) {
            let post = words.folded(role.from, role.until);
            if (post.contains("minister") || post.contains("secretary"))
                && let Some(person) = found
                    .iter()
                    .find(|person| person.kind == MentionType::Per && person.from == role.until)
            {
                let surname = words.quote(person.from, person.until);
                if ministers.len() < 20 {
                    ministers.insert(surname.to_owned());
                }
            }
        }
    }
    unclear
}
