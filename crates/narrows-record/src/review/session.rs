//! One pass over the proposals of a text.

use std::collections::BTreeSet;

use super::command::{Command, CommandError, Field};
use super::decision::{Decision, Decisions, State};
use super::draft::{self, RecordFile, Review, SourceFacts};
use crate::propose::{MentionType, Proposals};

/// What is proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemKind {
    /// A commitment, by number.
    Commitment(usize),
    /// A contradiction, by number.
    Inconsistency(usize),
    /// What the text tells otherwise than the record, by number.
    AgainstRecord(usize),
    /// A name that the gazetteer does not have, by number of its mention.
    Name(usize),
}

/// One proposal to decide on.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Which proposal: text, kind and place.
    pub key: String,
    /// What is proposed.
    pub kind: ItemKind,
    /// One line that says it.
    pub title: String,
    /// The words of the text.
    pub quotes: Vec<String>,
    /// Why it is proposed.
    pub reason: String,
    /// How sure the rule is, 0 to 1.
    pub confidence: f64,
}

/// A walk over the proposals that are not decided yet.
pub struct Session<'a> {
    proposals: &'a Proposals,
    text: String,
    source: SourceFacts,
    by: String,
    on: String,
    decisions: Decisions,
    items: Vec<Item>,
    next: usize,
    source_written: bool,
}

impl<'a> Session<'a> {
    /// Begins a review: `text` is the decoded file, `by` the reviewer, `on` the
    /// day. With `names`, new names of people, forums and instruments are
    /// walked too. What `decisions` holds is not asked again.
    #[must_use]
    pub fn new(
        proposals: &'a Proposals,
        text: &str,
        source: SourceFacts,
        by: &str,
        on: &str,
        decisions: Decisions,
        names: bool,
    ) -> Self {
        let mut items = Vec::new();
        let short = &proposals.document.sha256[..proposals.document.sha256.len().min(16)];
        for (number, commitment) in proposals.commitments.iter().enumerate() {
            let place = commitment
                .evidence
                .first()
                .map_or((0, 0), |evidence| (evidence.start, evidence.end));
            items.push(Item {
                key: format!("{short}/commitment/{}-{}", place.0, place.1),
                kind: ItemKind::Commitment(number),
                title: format!(
                    "commitment: {} {}",
                    commitment.actors.join(", "),
                    commitment.force
                ),
                quotes: commitment
                    .evidence
                    .iter()
                    .map(|evidence| evidence.quote.clone())
                    .collect(),
                reason: commitment.reason.clone(),
                confidence: commitment.confidence,
            });
        }
        for (number, found) in proposals.inconsistencies.iter().enumerate() {
            let places: Vec<String> = found
                .evidence
                .iter()
                .map(|evidence| format!("{}-{}", evidence.start, evidence.end))
                .collect();
            items.push(Item {
                key: format!("{short}/{}/{}", found.kind, places.join("+")),
                kind: ItemKind::Inconsistency(number),
                title: format!("contradiction: {} ({})", found.kind, found.severity),
                quotes: found
                    .evidence
                    .iter()
                    .map(|evidence| evidence.quote.clone())
                    .collect(),
                reason: found.reason.clone(),
                confidence: found.confidence,
            });
        }
        for (number, found) in proposals.against_record.iter().flatten().enumerate() {
            let mut quotes = vec![found.span.quote.clone()];
            quotes.extend(
                found
                    .record
                    .iter()
                    .map(|value| format!("record: {}", value.line())),
            );
            quotes.extend(found.dispute.iter().map(crate::RecordedDispute::line));
            let id = found.record.first().map_or("", |value| value.id.as_str());
            items.push(Item {
                key: format!(
                    "{short}/{}/{}-{}/{id}",
                    found.kind, found.span.start, found.span.end
                ),
                kind: ItemKind::AgainstRecord(number),
                title: format!("against the record: {} ({})", found.kind, found.severity),
                quotes,
                reason: found.reason.clone(),
                confidence: found.confidence,
            });
        }
        if names {
            let mut seen = BTreeSet::new();
            for (number, mention) in proposals.mentions.iter().enumerate() {
                let new = mention.value.is_none()
                    && matches!(
                        mention.kind,
                        MentionType::Per | MentionType::Forum | MentionType::Instr
                    )
                    && mention.span.quote.contains(' ')
                    && seen.insert(
                        mention
                            .span
                            .quote
                            .split_whitespace()
                            .collect::<Vec<_>>()
                            .join(" "),
                    );
                if new {
                    items.push(Item {
                        key: format!(
                            "{short}/{}/{}-{}",
                            mention.kind, mention.span.start, mention.span.end
                        ),
                        kind: ItemKind::Name(number),
                        title: format!("new name: {}", mention.kind),
                        quotes: vec![mention.span.quote.clone()],
                        reason: mention.reason.clone(),
                        confidence: mention.confidence,
                    });
                }
            }
        }
        items.retain(|item| decisions.get(&item.key).is_none());
        Self {
            proposals,
            text: text.to_owned(),
            source,
            by: by.to_owned(),
            on: on.to_owned(),
            decisions,
            items,
            next: 0,
            source_written: false,
        }
    }

    /// The proposal to decide on; nothing at the end.
    #[must_use]
    pub fn current(&self) -> Option<&Item> {
        self.items.get(self.next)
    }

    /// Number of the current proposal from 1, and of all.
    #[must_use]
    pub fn progress(&self) -> (usize, usize) {
        ((self.next + 1).min(self.items.len()), self.items.len())
    }

    /// All decisions, old and new.
    #[must_use]
    pub fn decisions(&self) -> &Decisions {
        &self.decisions
    }

    /// Takes a command for the current proposal and goes on; the files that
    /// are to be written. `Quit` ends the walk.
    ///
    /// # Errors
    /// If the command does not fit the proposal; then nothing changes.
    pub fn decide(&mut self, command: &Command) -> Result<Vec<RecordFile>, CommandError> {
        let Some(item) = self.items.get(self.next).cloned() else {
            return Ok(Vec::new());
        };
        match command {
            Command::Quit => {
                self.next = self.items.len();
                Ok(Vec::new())
            }
            Command::Skip => {
                self.next += 1;
                Ok(Vec::new())
            }
            Command::Reject { reason } => {
                self.keep(&item, State::Rejected, reason, None);
                self.next += 1;
                Ok(Vec::new())
            }
            Command::Accept { words } => self.accept(&item, words, &[]),
            Command::Edit { changes } => self.accept(&item, "", changes),
        }
    }

    fn accept(
        &mut self,
        item: &Item,
        words: &str,
        changes: &[(Field, String)],
    ) -> Result<Vec<RecordFile>, CommandError> {
        let changed = |field: Field| {
            changes
                .iter()
                .rfind(|(name, _)| *name == field)
                .map(|(_, value)| value.as_str())
        };
        let reason = changed(Field::Reason)
            .unwrap_or("read in the source")
            .to_owned();
        let review = Review {
            by: &self.by,
            on: &self.on,
            reason: &reason,
        };
        let words = changed(Field::Action).unwrap_or(words).to_owned();
        let file = match item.kind {
            ItemKind::Commitment(number) => {
                let mut proposal = self.proposals.commitments[number].clone();
                if let Some(force) = changed(Field::Force) {
                    force.clone_into(&mut proposal.force);
                }
                if let Some(actors) = changed(Field::Actors) {
                    proposal.actors = actors
                        .split(',')
                        .map(|actor| actor.trim().to_owned())
                        .filter(|actor| !actor.is_empty())
                        .collect();
                }
                let action = if words.is_empty() {
                    if !self.source.public_domain {
                        return Err(CommandError::OwnWords);
                    }
                    item.quotes.join(" … ")
                } else {
                    words
                };
                draft::commitment(
                    &proposal,
                    &action,
                    self.proposals,
                    &self.text,
                    &self.source,
                    &review,
                )?
            }
            ItemKind::Inconsistency(number) => {
                let proposal = &self.proposals.inconsistencies[number];
                let label = if words.is_empty() {
                    format!("{} in {}", proposal.kind, self.source.id)
                } else {
                    words
                };
                draft::dispute(proposal, &label, &self.text, &self.source, &review)?
            }
            ItemKind::AgainstRecord(number) => {
                let Some(finding) = self
                    .proposals
                    .against_record
                    .as_ref()
                    .and_then(|findings| findings.get(number))
                else {
                    return Ok(Vec::new());
                };
                let label = if words.is_empty() {
                    format!("{} in {}", finding.kind, self.source.id)
                } else {
                    words
                };
                draft::dispute_with_record(finding, &label, &self.text, &self.source, &review)?
            }
            ItemKind::Name(number) => match draft::name(
                &self.proposals.mentions[number],
                &self.text,
                &self.source,
                &review,
            )? {
                Some(file) => file,
                None => return Ok(Vec::new()),
            },
        };
        let mut files = Vec::new();
        if !self.source_written {
            files.push(draft::source(self.proposals, &self.source, &review)?);
        }
        let path = file.path.clone();
        files.push(file);
        self.source_written = true;
        self.keep(item, State::Accepted, &reason, Some(path));
        self.next += 1;
        Ok(files)
    }

    fn keep(&mut self, item: &Item, state: State, reason: &str, record: Option<String>) {
        self.decisions.add(Decision {
            key: item.key.clone(),
            state,
            by: self.by.clone(),
            on: self.on.clone(),
            reason: reason.to_owned(),
            record,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::propose::{ProposeRequest, propose};

    const TEXT: &str = "---\ndate: '2024-06-27'\ntitle: A statement of Japan and the United States\n---\n\nJapan and the United States agreed to share \"early\" warnings. The two sides discussed graphite.\n";

    fn facts(public_domain: bool) -> SourceFacts {
        SourceFacts {
            id: "example-2024-06-27".to_owned(),
            publisher: "Example".to_owned(),
            tier: 1,
            language: "en".to_owned(),
            public_domain,
        }
    }

    #[test]
    fn accepted_is_written_rejected_is_remembered() {
        let proposals = propose(TEXT.as_bytes(), &ProposeRequest::default());
        let mut session = Session::new(
            &proposals,
            TEXT,
            facts(true),
            "Reviewer",
            "2026-11-24",
            Decisions::default(),
            false,
        );
        assert_eq!(session.progress(), (1, 2));
        let files = session
            .decide(&Command::parse("a share early warnings").unwrap())
            .unwrap();
        assert_eq!(files.len(), 2);
        for file in &files {
            let table: toml::Table = toml::from_str(&file.text).unwrap();
            let id = table["id"].as_str().unwrap();
            assert!(file.path.ends_with(&format!("/{id}.toml")));
            assert!(!table["statement"].as_array().unwrap().is_empty());
        }
        let commitment: toml::Table = toml::from_str(&files[1].text).unwrap();
        let statements = commitment["statement"].as_array().unwrap();
        let value = |property: &str| -> Vec<String> {
            statements
                .iter()
                .filter(|statement| statement["property"].as_str() == Some(property))
                .map(|statement| statement["value"].as_str().unwrap().to_owned())
                .collect()
        };
        assert_eq!(value("force"), ["agreed"]);
        assert_eq!(value("actor"), ["JPN", "USA"]);
        assert_eq!(value("made_on"), ["2024-06-27"]);
        let span = &commitment["sources"][0]["span"];
        let start = span["start"].as_integer().unwrap() as usize;
        let quote = span["quote"].as_str().unwrap();
        assert_eq!(
            TEXT.chars()
                .skip(start)
                .take(quote.chars().count())
                .collect::<String>(),
            quote
        );

        assert!(
            session
                .decide(&Command::parse("r no promise").unwrap())
                .unwrap()
                .is_empty()
        );
        assert!(session.current().is_none());
        // Nothing is asked twice.
        let again = Session::new(
            &proposals,
            TEXT,
            facts(true),
            "Reviewer",
            "2026-11-24",
            session.decisions().clone(),
            false,
        );
        assert!(again.current().is_none());
    }

    #[test]
    fn words_under_rights_are_not_copied() {
        let proposals = propose(TEXT.as_bytes(), &ProposeRequest::default());
        let mut session = Session::new(
            &proposals,
            TEXT,
            facts(false),
            "Reviewer",
            "2026-11-24",
            Decisions::default(),
            false,
        );
        assert_eq!(
            session.decide(&Command::Accept {
                words: String::new()
            }),
            Err(CommandError::OwnWords)
        );
        let files = session
            .decide(&Command::parse("e force=discussed; action=share warnings").unwrap())
            .unwrap();
        assert!(files[1].text.contains("\"discussed\""));
        assert!(files.iter().all(|file| !file.text.contains("early")));
    }

    #[test]
    fn a_finding_against_the_record_becomes_a_dispute_between_both() {
        let text = "---\ndate: '2024-07-01'\ntitle: A \"statement\"\n---\n\nThe fourth JUCIP ministerial was held in Washington on May 30, 2024.\n";
        let set = crate::RecordSet::shipped().unwrap();
        let index = crate::Index::in_memory(&set).unwrap();
        let proposals = crate::propose::propose_beside_record(
            text.as_bytes(),
            &ProposeRequest::default(),
            &index,
        )
        .unwrap();
        let mut session = Session::new(
            &proposals,
            text,
            facts(true),
            "Reviewer",
            "2026-11-24",
            Decisions::default(),
            false,
        );
        let item = session.current().unwrap().clone();
        assert!(matches!(item.kind, ItemKind::AgainstRecord(0)), "{item:?}");
        assert!(item.quotes.iter().any(|quote| quote.contains("tier 1")));
        let files = session
            .decide(&Command::parse("a when it met").unwrap())
            .unwrap();
        let mut whole = set.clone();
        for file in &files {
            whole.insert(crate::read_record(&file.path, &file.text).unwrap());
        }
        let path = &files.last().unwrap().path;
        let id = path
            .trim_start_matches("dispute/")
            .trim_end_matches(".toml");
        let dispute = whole.get(id).unwrap();
        assert_eq!(
            dispute.reference("subject").map(ToString::to_string),
            Some("jucip-ministerial-4".to_owned())
        );
        assert_eq!(dispute.text("property"), Some("date"));
        assert_eq!(crate::validate(&whole), []);
        assert!(session.current().is_none());
    }

    #[test]
    fn nothing_is_written_without_a_decision() {
        let proposals = propose(TEXT.as_bytes(), &ProposeRequest::default());
        let mut session = Session::new(
            &proposals,
            TEXT,
            facts(true),
            "Reviewer",
            "2026-11-24",
            Decisions::default(),
            true,
        );
        while session.current().is_some() {
            assert!(session.decide(&Command::Skip).unwrap().is_empty());
        }
        assert!(session.decisions().is_empty());
    }
}
