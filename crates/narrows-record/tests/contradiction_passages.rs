//! What the checks find in short passages, a third of which nobody looks at
//! while the checks change. The bounds lie a little beside the figures on the
//! day they were set.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;

use narrows_record::evaluate::{Passage, read_passages};
use narrows_record::propose::{ProposeRequest, propose};

fn passages() -> Vec<Passage> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/passages");
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    files
        .iter()
        .flat_map(|file| read_passages(&fs::read_to_string(file).unwrap()).unwrap())
        .collect()
}

/// Right, wrong and missed.
fn measure(passages: &[Passage]) -> [usize; 3] {
    let mut score = [0; 3];
    for passage in passages {
        let proposals = propose(passage.text.as_bytes(), &ProposeRequest::default());
        let found = |side: &std::ops::Range<usize>, at: usize| {
            proposals.inconsistencies.get(at).is_some_and(|conflict| {
                conflict
                    .evidence
                    .iter()
                    .any(|words| words.start < side.end && side.start < words.end)
            })
        };
        let right = passage.sides.as_ref().is_some_and(|[a, b]| {
            (0..proposals.inconsistencies.len()).any(|at| found(a, at) && found(b, at))
        });
        score[0] += usize::from(right);
        score[1] += proposals.inconsistencies.len() - usize::from(right);
        score[2] += usize::from(passage.sides.is_some() && !right);
    }
    score
}

#[test]
fn contradictions_of_many_forms_are_found() {
    let (held, open): (Vec<Passage>, Vec<Passage>) = passages().into_iter().partition(|passage| {
        let number = passage.name.split('-').find_map(|part| part.parse().ok());
        number.is_some_and(|number: usize| number.is_multiple_of(3))
    });
    assert!(open.len() >= 400 && held.len() >= 200);
    let [right, wrong, _] = measure(&open);
    assert!(right >= 165 && wrong <= 15, "{right} right, {wrong} wrong");
    let [right, wrong, _] = measure(&held);
    assert!(
        right >= 20 && wrong <= 18,
        "held out: {right} right, {wrong} wrong"
    );
}
