//! What is proposed from a text, with spans in the reader's own file.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::annotate::{Annotations, annotate};
use super::check::{MOST_SENTENCES, find_conflicts, find_unclear};
use super::commitment::find_commitments;
use super::date::{DateContext, edtf_bounds};
use super::decoding::{Decoded, LONGEST_FILE};
use super::mention::MentionType;
use super::readable::why_hardly_readable;
use super::reading::{BlockKind, FrontMatter, ReadText, TextForm, read};
use super::words::Words;
use crate::beside_record::{RecordFinding, compare};
use crate::error::RecordError;
use crate::index::Index;

/// Proposals of one kind beyond which the rest is left out, and said.
const MOST: usize = 200_000;

/// What is to be read, and what is known of it beforehand.
#[derive(Debug, Clone, Default)]
pub struct ProposeRequest {
    /// The day of the text, where the user knows it.
    pub dateline: Option<Date>,
    /// How to read the file; guessed from its beginning without.
    pub form: Option<TextForm>,
}

/// A stretch of the file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Evidence {
    /// The words, as they stand in the file.
    pub quote: String,
    /// First Unicode scalar of the decoded file.
    pub start: usize,
    /// Unicode scalar behind the last.
    pub end: usize,
    /// First byte of the file.
    pub start_byte: usize,
    /// Byte behind the last.
    pub end_byte: usize,
}

/// A mention that is proposed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MentionProposal {
    /// Its type.
    #[serde(rename = "type")]
    pub kind: MentionType,
    /// Where it stands.
    #[serde(flatten)]
    pub span: Evidence,
    /// How sure the rule is, 0 to 1; an ordering, no probability.
    pub confidence: f64,
    /// Why.
    pub reason: String,
    /// Id of the record or gazetteer entry, or the date as EDTF.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub value: Option<String>,
    /// What the block is that it stands in.
    pub block: BlockKind,
}

/// A commitment that is proposed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CommitmentProposal {
    /// How firmly: `signed` … `concerned`.
    pub force: String,
    /// Who: alpha-3 codes or forum ids.
    pub actors: Vec<String>,
    /// The clause.
    pub evidence: Vec<Evidence>,
    /// The words that show the force.
    pub cue: Evidence,
    /// How sure the rule is, 0 to 1.
    pub confidence: f64,
    /// Why.
    pub reason: String,
}

/// A contradiction that is proposed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct InconsistencyProposal {
    /// Which kind.
    pub kind: String,
    /// `error` (both cannot hold) or `warning`.
    pub severity: String,
    /// Both sides.
    pub evidence: Vec<Evidence>,
    /// How sure the rule is, 0 to 1.
    pub confidence: f64,
    /// Why, in a sentence.
    pub reason: String,
}

/// Something that the text leaves open, and that nothing guesses.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct UnclearProposal {
    /// `date` or `person`.
    pub kind: String,
    /// Where it stands.
    #[serde(flatten)]
    pub span: Evidence,
    /// Why, in a sentence.
    pub reason: String,
}

/// What is known of the text itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentFacts {
    /// SHA-256 of the file.
    pub sha256: String,
    /// How it was read.
    pub form: TextForm,
    /// Its encoding.
    pub encoding: String,
    /// Unicode scalars.
    pub scalars: usize,
    /// The day of the text, as EDTF.
    pub dateline: Option<String>,
    /// What the day rests on, or why it is unknown.
    pub dateline_basis: String,
    /// Title, where the head of the file gives one.
    pub title: Option<String>,
}

/// All proposals from a text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Proposals {
    /// The text.
    pub document: DocumentFacts,
    /// What was cut, left out or cannot be told, in sentences.
    pub notices: Vec<String>,
    /// Mentions, by place.
    pub mentions: Vec<MentionProposal>,
    /// Commitments, by place.
    pub commitments: Vec<CommitmentProposal>,
    /// Contradictions, by place.
    pub inconsistencies: Vec<InconsistencyProposal>,
    /// What the text tells otherwise than the record, by place; absent where it
    /// was not compared.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub against_record: Option<Vec<RecordFinding>>,
    /// What the text leaves open.
    pub unclear: Vec<UnclearProposal>,
}

/// Leads spans of the running text back to the file.
pub(crate) struct Places<'a> {
    pub(crate) decoded: &'a Decoded,
    pub(crate) read: &'a ReadText,
}

impl Places<'_> {
    pub(crate) fn evidence(&self, range: (usize, usize)) -> Evidence {
        let (from, until) = self.read.run.source_range(range.0, range.1);
        Evidence {
            quote: self
                .decoded
                .text
                .get(from..until)
                .unwrap_or_default()
                .to_owned(),
            start: self.decoded.scalar_at(from),
            end: self.decoded.scalar_at(until),
            start_byte: self.decoded.file_byte_at(from),
            end_byte: self.decoded.file_byte_at(until),
        }
    }
}

/// Proposes what could be recorded of a file.
///
/// Never fails: what cannot be read is said in the notices.
#[must_use]
pub fn propose(bytes: &[u8], request: &ProposeRequest) -> Proposals {
    proposed(bytes, request, None).0
}

/// As [`propose`], and compares what the text tells with what is recorded.
///
/// # Errors
/// If the record's index cannot be read.
pub fn propose_beside_record(
    bytes: &[u8],
    request: &ProposeRequest,
    record: &Index,
) -> Result<Proposals, RecordError> {
    let (mut proposals, compared) = proposed(bytes, request, Some(record));
    proposals.against_record = compared.transpose()?;
    Ok(proposals)
}

/// What is proposed, and what compared with the record.
type Proposed = (Proposals, Option<Result<Vec<RecordFinding>, RecordError>>);

fn proposed(bytes: &[u8], request: &ProposeRequest, record: Option<&Index>) -> Proposed {
    let decoded = Decoded::new(bytes);
    let read = read(&decoded.text, request.form);
    let words = Words::of(&read);
    let mut notices = read.notices.clone();
    let hardly = why_hardly_readable(
        bytes.len(),
        &decoded.text,
        read.run.as_str(),
        decoded.malformed,
    );
    let readable = hardly.is_none();
    notices.extend(hardly);
    if decoded.cut > 0 {
        notices.push(format!(
            "The file is longer than {LONGEST_FILE} bytes: the last {} bytes were not read.",
            decoded.cut
        ));
    }
    if decoded.malformed > 0 {
        notices.push(format!(
            "{} runs of bytes are no {} and were read as U+FFFD.",
            decoded.malformed, decoded.encoding
        ));
    }
    if words.cut_sentences > 0 {
        notices.push(format!(
            "{} sentences were longer than 400 words and were read in parts.",
            words.cut_sentences
        ));
    }
    let (dateline, mut dateline_basis) = match dateline(request, &read.front) {
        (None, _) => dateline_of_text(&words),
        known => known,
    };
    let mut context = DateContext {
        dateline,
        ..DateContext::default()
    };
    let annotations = annotate(&words, &mut context);
    let places = Places {
        decoded: &decoded,
        read: &read,
    };
    let mut mentions = Vec::new();
    for (sentence, found) in words.sentences.iter().zip(&annotations.found) {
        for mention in found {
            mentions.push(MentionProposal {
                kind: mention.kind,
                span: places.evidence(words.range(mention.from, mention.until)),
                confidence: mention.confidence,
                reason: mention.reason.to_owned(),
                value: mention.id.clone(),
                block: words.kind_of(sentence),
            });
        }
    }
    let commitments = find_commitments(&words, &annotations, read.front.title.as_deref(), &places);
    let compared = record.map(|record| compare(&words, &annotations, dateline, &places, record));
    let inconsistencies = find_conflicts(&words, &annotations, dateline)
        .into_iter()
        .map(|conflict| InconsistencyProposal {
            kind: conflict.kind.to_owned(),
            severity: conflict.severity.to_owned(),
            evidence: conflict
                .sides
                .iter()
                .map(|(from, until)| places.evidence(words.range(*from, *until)))
                .collect(),
            confidence: conflict.confidence,
            reason: conflict.reason,
        })
        .collect();
    let unclear = find_unclear(&words, &annotations)
        .into_iter()
        .take(MOST)
        .map(|open| UnclearProposal {
            kind: open.kind.to_owned(),
            span: places.evidence(words.range(open.from, open.until)),
            reason: open.reason,
        })
        .collect();
    if dateline.is_none() {
        dateline_basis = bounds_sentence(&annotations);
        if readable {
            notices.push(dateline_basis.clone());
        }
    }
    let mut proposals = Proposals {
        document: DocumentFacts {
            sha256: hex(&Sha256::digest(bytes)),
            form: read.form,
            encoding: decoded.encoding.to_owned(),
            scalars: decoded.scalar_at(decoded.text.len()),
            dateline: dateline.map(|date| {
                let doubt = if dateline_basis.contains("inferred") {
                    "?"
                } else {
                    ""
                };
                format!("{date}{doubt}")
            }),
            dateline_basis,
            title: read.front.title.clone(),
        },
        notices,
        mentions,
        commitments,
        inconsistencies,
        against_record: None,
        unclear,
    };
    for (name, length) in [
        ("mentions", proposals.mentions.len()),
        ("commitments", proposals.commitments.len()),
    ] {
        if length > MOST {
            proposals.notices.push(format!(
                "{} {name} were left out behind the first {MOST}.",
                length - MOST
            ));
        }
    }
    if words.sentences.len() > MOST_SENTENCES {
        proposals.notices.push(format!(
            "Contradictions were looked for in the first {MOST_SENTENCES} of {} sentences.",
            words.sentences.len()
        ));
    }
    proposals.mentions.truncate(MOST);
    proposals.commitments.truncate(MOST);
    (proposals, compared)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The day in the text's own dateline ("WASHINGTON, June 27, 2024 --"), or a
/// full date that stands alone or in a byline within the first lines.
fn dateline_of_text(words: &Words<'_>) -> (Option<Date>, String) {
    for (number, sentence) in words.sentences.iter().enumerate().take(8) {
        let scene = super::scene::Scene::new(words, sentence);
        let Some((from, until, expression)) = super::date::find_dates(&scene).into_iter().next()
        else {
            continue;
        };
        let super::date::DateExpression::Day { year, month, day } = expression else {
            continue;
        };
        let opening = from <= sentence.from + 5;
        let dash = (until..sentence.until.min(until + 6))
            .any(|at| matches!(words.fold(at), "-" | "–" | "—"));
        let short = sentence.until - sentence.from <= 12;
        if !((opening && dash) || short || words.kind_of(sentence) == BlockKind::Byline) {
            continue;
        }
        let date = match year {
            Some(year) => Date::new(year, month, day).ok(),
            None if opening && dash => year_by_weekday(words, month, day),
            None => None,
        };
        if let Some(date) = date {
            let how = if year.is_some() {
                ""
            } else {
                "; its year is inferred from the weekdays and years that the text tells"
            };
            return (
                Some(date),
                format!(
                    "the date at the head of the text, sentence {}{how}",
                    number + 1
                ),
            );
        }
    }
    day_by_weekday(words)
}

/// "Wednesday, June 26" in the first sentences: the day that the text tells of,
/// with the year in which it is that weekday.
fn day_by_weekday(words: &Words<'_>) -> (Option<Date>, String) {
    for (number, sentence) in words.sentences.iter().enumerate().take(12) {
        let scene = super::scene::Scene::new(words, sentence);
        for (from, _, expression) in super::date::find_dates(&scene) {
            if let super::date::DateExpression::Day {
                year: None,
                month,
                day,
            } = expression
                && super::date::weekday_number(words.fold(from)).is_some()
                && let Some(date) = year_by_weekday(words, month, day)
            {
                return (
                    Some(date),
                    format!(
                        "the day told in sentence {}; its year is inferred from the weekday and the years that the text tells",
                        number + 1
                    ),
                );
            }
        }
    }
    (None, String::new())
}

/// The year of a dateline that has none: among the years near those the text
/// tells, the one in which a weekday of the first sentences is that day or the
/// day before; nothing where two years fit as well.
fn year_by_weekday(words: &Words<'_>, month: i8, day: i8) -> Option<Date> {
    use super::date::DateExpression as E;
    let mut weekdays = std::collections::BTreeSet::new();
    let mut years: Vec<i16> = Vec::new();
    let mut text_sentences = 0;
    for sentence in words.sentences.iter().take(400) {
        if words.kind_of(sentence) == BlockKind::Paragraph {
            text_sentences += 1;
        }
        let scene = super::scene::Scene::new(words, sentence);
        for (from, _, expression) in super::date::find_dates(&scene) {
            match expression {
                E::Weekday { weekday, .. } if text_sentences <= 5 => {
                    weekdays.insert(weekday);
                }
                E::Day {
                    year: None,
                    month: own_month,
                    day: own_day,
                } if (own_month, own_day) == (month, day) => {
                    weekdays.extend(super::date::weekday_number(words.fold(from)));
                }
                E::Year(year)
                | E::Month {
                    year: Some(year), ..
                }
                | E::Day {
                    year: Some(year), ..
                } => years.push(year),
                E::PartOf { of, .. } => {
                    if let E::Year(year) = *of {
                        years.push(year);
                    }
                }
                _ => {}
            }
        }
    }
    let candidates: std::collections::BTreeSet<i16> = years
        .iter()
        .flat_map(|year| [year - 1, *year, year + 1])
        .collect();
    let mut scored: Vec<(usize, Date)> = candidates
        .into_iter()
        .filter_map(|year| Date::new(year, month, day).ok())
        .filter_map(|date| {
            let that_day = date.weekday().to_monday_one_offset();
            let before = if that_day == 1 { 7 } else { that_day - 1 };
            let fits = usize::from(weekdays.contains(&that_day)) * 4
                + usize::from(weekdays.contains(&before)) * 2;
            let near = years
                .iter()
                .filter(|year| (**year - date.year()).abs() <= 1)
                .count();
            (fits > 0).then_some((fits * 100 + near, date))
        })
        .collect();
    scored.sort();
    let best = scored.pop()?;
    (scored.last().is_none_or(|second| second.0 < best.0)).then_some(best.1)
}

/// What the dates of a text tell of its own day, where no dateline does.
fn bounds_sentence(annotations: &Annotations) -> String {
    let latest = annotations
        .dates
        .iter()
        .flatten()
        .filter(|date| !date.future)
        .filter(|date| {
            matches!(
                date.expression,
                super::date::DateExpression::Day { .. } | super::date::DateExpression::Month { .. }
            )
        })
        .filter_map(|date| match &date.resolved {
            super::date::Resolved::Edtf(edtf) => edtf_bounds(edtf)?.lower,
            _ => None,
        })
        .max();
    match latest {
        Some(date) => format!(
            "The day of the text is not known. The latest date that it tells as past begins on {date}, so the text is hardly older; dates such as \"last month\" are not reckoned out. Give the day with --dateline."
        ),
        None => "The day of the text is not known, and no full date in it bounds it; dates such as \"last month\" are not reckoned out. Give the day with --dateline.".to_owned(),
    }
}

fn dateline(request: &ProposeRequest, front: &FrontMatter) -> (Option<Date>, String) {
    if let Some(date) = request.dateline {
        return (Some(date), "as given".to_owned());
    }
    if let (Some(published), Some(key)) = (&front.published, &front.published_key) {
        let day: String = published.chars().take(10).collect();
        if let Ok(date) = day.parse::<Date>()
            && edtf_bounds(&day).is_some()
        {
            return (Some(date), format!("\"{key}\" in the head of the file"));
        }
    }
    (None, "unknown".to_owned())
}
