//! Tellings of meetings compared by series, people, number, date and place, in
//! wordings of many kinds; and texts beside them in which nothing is wrong.

#![allow(clippy::unwrap_used)]

use narrows_record::propose::{ProposeRequest, propose};

fn kinds(text: &str) -> Vec<String> {
    propose(
        text.as_bytes(),
        &ProposeRequest {
            dateline: "2024-06-27".parse().ok(),
            form: None,
        },
    )
    .inconsistencies
    .into_iter()
    .map(|found| found.kind)
    .collect()
}

#[track_caller]
fn finds(kind: &str, text: &str) {
    let kinds = kinds(text);
    assert!(kinds.iter().any(|found| found == kind), "{kinds:?}");
}

#[track_caller]
fn is_silent(text: &str) {
    let kinds = kinds(text);
    assert!(kinds.is_empty(), "{kinds:?}");
}

#[test]
fn the_meeting_before_is_dated_by_its_number() {
    finds(
        "date_conflict",
        "The second meeting of the Economic Policy Consultative Committee ended in San \
         Francisco on November 14, 2023. The committee last met in July 2022. At its inaugural \
         session in October 2022 it drew up a plan.",
    );
}

#[test]
fn a_summit_of_the_same_leaders_has_one_date() {
    finds(
        "date_conflict",
        "The plan was born at Camp David. On August 18, 2023, President Joe Biden, President \
         Yoon Suk Yeol and Prime Minister Fumio Kishida pledged to share early warnings. Officials \
         have worked on it since the Camp David summit of July 2023.",
    );
}

#[test]
fn more_rounds_are_told_than_the_number_allows() {
    finds(
        "ordinal_conflict",
        "The third session of the JUCIP was held in Washington in June 2024. Its ministers \
         had held earlier meetings: in Washington in May 2022, in Detroit in May 2023 and again \
         in Washington in April 2024.",
    );
}

#[test]
fn the_next_meeting_has_one_number() {
    finds(
        "ordinal_conflict",
        "The first summit of the Disruptive Technology Protection Network was held in \
         Washington on April 25, 2024. The network will hold its second summit in Tokyo in 2025. A \
         venue for the third summit in 2025 has yet to be chosen, officials said.",
    );
}

#[test]
fn a_rhythm_is_compared_with_rounds_told_in_a_row() {
    finds(
        "cadence_conflict",
        "The joint committee gathers every three months, its chair said. The committee has come \
         together three times: in Manila in May 2023, in Tokyo in December 2023 and in Cebu in \
         June 2024.",
    );
    finds(
        "cadence_conflict",
        "The JUCIP has met at intervals of six months. Its ministers convened in Washington in \
         May 2022 and in Detroit in May 2023.",
    );
}

#[test]
fn two_meetings_are_two() {
    is_silent(
        "The ministers of Japan, the United States and South Korea met in Washington on June 26. \
         The fourth ministerial meeting of the JUCIP was held there on June 25.",
    );
    is_silent(
        "The third ministerial meeting of the JUCIP was held in Washington in April 2024. The \
         fourth was held in Washington in June 2024.",
    );
    is_silent(
        "The leaders met at the G7 summit in Hiroshima in May 2023. The leaders of Japan, the \
         United States and South Korea met at Camp David in August 2023.",
    );
}

#[test]
fn the_summit_of_a_network_is_none_of_leaders() {
    is_silent(
        "The first summit of the Disruptive Technology Protection Network was held in \
         Washington in April 2024. It goes back to the Camp David summit of August 2023. The second \
         summit is to be held in Tokyo in 2025.",
    );
}
