//! "Japan, Korea and Australia agreed … The two countries": who is named in one
//! sentence, and the number by which the next one points back.

use super::counted::{Counted, Listed, counted_at};
use super::named_run::{NamedRun, RunKind, named_runs};
use super::{CheckText, Conflict};
use crate::propose::BlockKind;
use crate::propose::mention::MentionType;
use crate::propose::words::Shape;

pub(super) fn check(text: &CheckText<'_>, conflicts: &mut Vec<Conflict>) {
    let runs = named_runs(text);
    let sentences: Vec<(usize, usize, usize)> = text.sentences().collect();
    for pair in sentences.windows(2) {
        let [(before, start, end), (sentence, from, until)] = pair else {
            continue;
        };
        let (heading, distance) = (
            text.words.kind_of(&text.words.sentences[*before]) == BlockKind::Heading,
            text.words.sentences[*sentence].block - text.words.sentences[*before].block,
        );
        let Some(counted) = opening(text, *from, *until).filter(|_| !heading && distance <= 1)
        else {
            continue;
        };
        let told = counted.number as usize;
        let here: Vec<&NamedRun> = runs.iter().filter(|run| run.sentence == *before).collect();
        let Some(run) = here
            .iter()
            .find(|run| is_pointed_at(text, &counted, run, *before, (*start, *end)))
        else {
            continue;
        };
        let named = run.len();
        let group = counted.noun == counted.at;
        // Two of three may have been told of further up, or be at hand.
        let known = text.sentences().any(|(other, from, until)| {
            other < *sentence
                && (from..until).any(|at| {
                    counted_at(text, from, at, until).is_some_and(|other| {
                        other.number == counted.number && other.at != counted.at
                    })
                })
        }) || runs.iter().any(|other| {
            other.sentence < *sentence && other.kind == run.kind && other.len() == told
        });
        if named == told || known || named < told && !group {
            continue;
        }
        let mut sides = vec![(run.from, run.until), (counted.at - 1, counted.noun + 1)];
        // Their names, where they follow.
        if let Some(names) = runs.iter().find(|other| {
            other.kind == RunKind::Persons
                && other.sentence > *sentence
                && other.sentence <= sentence + 6
                && other.len() == named
        }) {
            sides.push((names.from, names.until));
        }
        Conflict {
            kind: "count_mismatch",
            severity: "error",
            sides,
            confidence: 0.7,
            reason: format!(
                "The text says {} of {named} that it has named.",
                text.words.quote(counted.at - 1, counted.noun + 1)
            ),
        }
        .add_new(conflicts);
    }
}

/// "The two ministers", "The quartet" at the head of a sentence, with no word
/// that picks some.
fn opening(text: &CheckText<'_>, from: usize, until: usize) -> Option<Counted> {
    let at = from + 1;
    if text.fold(from) != "the" {
        return None;
    }
    let counted = counted_at(text, from, at, until)?;
    let plain = counted.noun == counted.at || counted.noun == counted.at + 1;
    let narrowed = matches!(
        text.fold(counted.noun + 1),
        "of" | "who" | "that" | "which" | "with" | "from" | "in" | "whose" | "other" | "others"
    );
    (plain && !narrowed && counted.number <= 8).then_some(counted)
}

/// The run is all that the number can point at.
fn is_pointed_at(
    text: &CheckText<'_>,
    counted: &Counted,
    run: &NamedRun,
    sentence: usize,
    (start, end): (usize, usize),
) -> bool {
    let found = &text.annotations.found[sentence];
    let outside = |kinds: &[MentionType]| {
        found.iter().any(|found| {
            kinds.contains(&found.kind)
                && (found.until <= run.from || run.until <= found.from)
                && found.from > start + 4
        })
    };
    // "said an official", "together with": others stand beside them.
    let plain = !(start..end).any(|at| {
        matches!(
            text.fold(at),
            "with" | "joined" | "while" | "whereas" | "but" | "both" | "except" | "without" | "two"
        )
    });
    let sides = matches!(
        text.fold(counted.noun),
        "countries" | "nations" | "governments" | "sides" | "capitals" | "economies"
    );
    let group = counted.noun == counted.at
        && matches!(
            text.fold(counted.at),
            "trio" | "quartet" | "quintet" | "duo" | "pair" | "foursome" | "threesome"
        );
    match run.kind {
        RunKind::Countries if sides => plain && !outside(&[MentionType::Place, MentionType::Norp]),
        // "the ministers of Japan, Korea and the United States"
        RunKind::Countries if counted.listed == Listed::Persons => {
            let of = matches!(text.fold(run.from - 1), "of" | "from")
                || text.fold(run.from - 1) == "the"
                    && matches!(text.fold(run.from.saturating_sub(2)), "of" | "from");
            let people = (run.from.saturating_sub(6).max(start)..run.from).any(|at| {
                text.words.shape(at) == Shape::Lower
                    && matches!(
                        text.fold(at),
                        "ministers"
                            | "chiefs"
                            | "secretaries"
                            | "leaders"
                            | "heads"
                            | "presidents"
                            | "envoys"
                            | "negotiators"
                            | "premiers"
                    )
            });
            plain && of && people && !outside(&[MentionType::Per, MentionType::Norp])
        }
        RunKind::Persons | RunKind::Bodies | RunKind::Countries if group => {
            plain
                && !outside(&[MentionType::Per, MentionType::Org, MentionType::Place])
                && run.from <= start + 3
        }
        _ => false,
    }
}
