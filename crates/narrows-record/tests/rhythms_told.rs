//! A told rhythm against what a text tells of the rounds: their dates, how many
//! there were, how long there was none, and where they were held.

#![allow(clippy::unwrap_used)]

use narrows_record::propose::{ProposeRequest, propose};

/// The words of both sides of the first contradiction of a rhythm.
fn sides(text: &str) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    let request = ProposeRequest {
        dateline: "2024-06-27".parse().ok(),
        form: None,
    };
    propose(text.as_bytes(), &request)
        .inconsistencies
        .iter()
        .find(|found| found.kind == "cadence_conflict")
        .map(|found| {
            found
                .evidence
                .iter()
                .map(|side| letters[side.start..side.end].iter().collect())
                .collect()
        })
        .unwrap_or_default()
}

const LEAD: &str = "South Korea and Canada ended their minerals dialogue in Busan on Tuesday. ";

#[test]
fn a_rhythm_and_rounds_far_from_it() {
    for (rhythm, rounds) in [
        (
            "The dialogue meets every six months.",
            "The previous round was in March 2022.",
        ),
        (
            "The dialogue, a yearly affair, is chaired by two deputies.",
            "It was the first round in three years.",
        ),
        (
            "Twice a year the delegations of the dialogue compare notes.",
            "The dialogue skipped 2023 altogether.",
        ),
        (
            "The dialogue is held quarterly.",
            "Only one round was held in 2023.",
        ),
        (
            "The dialogue is biennial.",
            "Rounds took place in 2021, 2022 and 2023.",
        ),
        (
            "The dialogue has taken place annually.",
            "A break of four years had preceded it.",
        ),
        (
            "The dialogue is always held in spring.",
            "The dialogue met in Ottawa in November 2023.",
        ),
        (
            "The two capitals take turns in hosting the dialogue.",
            "Its earlier rounds were held in Busan, Jeju and Ottawa.",
        ),
    ] {
        let text = format!("{LEAD}{rhythm} Graphite was on the agenda. {rounds}");
        assert!(sides(&text).len() >= 2, "nothing found in: {text}");
    }
}

#[test]
fn rounds_within_the_rhythm_or_of_another_thing() {
    for quiet in [
        // In the rhythm.
        "The dialogue meets every six months. The previous round was in December.",
        "The dialogue is held every year. Rounds took place in 2022, 2023 and 2024.",
        // Another body, another level.
        "The dialogue meets twice a year. The business council last met in March 2021.",
        "The officials of the dialogue meet every month. The ministers last met in May 2022.",
        // Wished for, explained, or loosely told.
        "The delegations would like to meet every month. The previous round was in May 2022.",
        "The dialogue is held every year. The previous round was in May 2021, before the pandemic.",
        "The dialogue meets at least once a year. Rounds took place in January and in June.",
        // No rhythm of meetings.
        "Exports grow by three percent every year. The previous round was in May 2019.",
    ] {
        let text = format!("{LEAD}{quiet}");
        assert!(sides(&text).is_empty(), "{:?} in: {text}", sides(&text));
    }
}
