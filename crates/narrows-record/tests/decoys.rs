//! What must not be taken for something else.

#![allow(clippy::unwrap_used)]

use narrows_record::propose::{Proposals, ProposeRequest, propose};

fn read(text: &str) -> Proposals {
    propose(
        text.as_bytes(),
        &ProposeRequest {
            dateline: "2024-06-27".parse().ok(),
            form: None,
        },
    )
}

fn kinds(text: &str) -> Vec<String> {
    read(text)
        .inconsistencies
        .into_iter()
        .map(|found| found.kind)
        .collect()
}

fn forces(text: &str) -> Vec<String> {
    read(text)
        .commitments
        .into_iter()
        .map(|found| found.force)
        .collect()
}

#[test]
fn a_successor_is_no_other_spelling() {
    assert!(kinds("Minister Ken Saito attended. His successor, Minister Yoji Muto, signed later. Foreign Minister Yoko Kamikawa was followed by Foreign Minister Takeshi Iwaya.").is_empty());
    assert_eq!(
        kinds("Minister Ahn Duk-geun attended. Industry Minister Ahn Deok-geun signed."),
        ["name_spelling"]
    );
}

#[test]
fn ordinals_of_different_forums_are_no_contradiction() {
    let text = "The first ministerial meeting of the Economic Policy Consultative Committee was held in Washington in June 2024. \
        The fourth ministerial meeting of the JUCIP was held in Washington in June 2024.";
    assert!(kinds(text).is_empty());
    let text = "The third ministerial meeting of the JUCIP was held in Washington on June 26, 2024. \
        The fourth ministerial meeting of the JUCIP was held in Washington on June 26, 2024.";
    assert_eq!(kinds(text), ["ordinal_conflict"]);
}

#[test]
fn discussed_is_never_agreed() {
    assert_eq!(
        forces("Japan and the United States discussed export controls on graphite."),
        ["discussed"]
    );
    assert!(
        !forces("The ministers did not agree on export controls.").contains(&"agreed".to_owned())
    );
    assert_eq!(
        forces("Japan and the United States agreed to discuss graphite."),
        ["agreed"]
    );
}

#[test]
fn a_class_with_its_own_members_is_right() {
    assert!(kinds("China controls rare earths such as dysprosium and terbium, as well as gallium and germanium.").is_empty());
    assert_eq!(
        kinds("China controls rare earths such as gallium and dysprosium."),
        ["wrong_class"]
    );
    assert_eq!(
        kinds("Prices of gallium, germanium and other rare earths rose."),
        ["wrong_class"]
    );
}

#[test]
fn numerals_that_fit_their_lists_are_right() {
    assert!(
        kinds("Three countries, Japan, South Korea and the United States, took part.").is_empty()
    );
    assert!(kinds("Fourteen countries, including Japan and South Korea, took part.").is_empty());
    assert_eq!(
        kinds("Three countries, Japan, South Korea, China and the United States, took part."),
        ["count_mismatch"]
    );
}

#[test]
fn officials_at_working_level_are_right() {
    assert!(kinds("The ministers instructed working-level officials to meet.").is_empty());
    assert_eq!(
        kinds("The working-level talks were attended by Commerce Secretary Gina Raimondo."),
        ["level_conflict"]
    );
}

#[test]
fn without_a_day_nothing_is_guessed() {
    let proposals = propose(b"The ministers met last month.", &ProposeRequest::default());
    let date = proposals
        .mentions
        .iter()
        .find(|mention| mention.span.quote == "last month")
        .unwrap();
    assert_eq!(date.value, None);
    assert!(
        proposals
            .notices
            .iter()
            .any(|notice| notice.contains("--dateline"))
    );
    assert_eq!(proposals.unclear.len(), 1);
    assert_eq!(proposals.document.dateline, None);
}

#[test]
fn an_act_without_an_agreement_is_none() {
    for text in [
        "Japan and the United States settled nothing on stockpiles.",
        "Japan and the United States agreed on nothing.",
        "The Japanese and U.S. ministers signed the guest book.",
        "In Washington the minister signed off on the draft.",
    ] {
        assert!(forces(text).is_empty(), "{text}: {:?}", forces(text));
    }
    assert_eq!(
        forces("Japan and the United States signed the agreement."),
        ["signed"]
    );
    assert_eq!(
        forces("Japan and the United States put their names to a framework on gallium."),
        ["signed"]
    );
}

#[test]
fn a_company_that_speaks_is_no_party() {
    assert!(
        forces(
            "Officials met in Tokyo after the company said that it would spend more on a plant."
        )
        .is_empty()
    );
}

#[test]
fn a_relative_clause_tells_of_a_plan_but_not_of_history() {
    assert_eq!(
        forces("The gallium will be stored in Japan, which plans to fund a plant in Australia.")
            .last()
            .map(String::as_str),
        Some("intends")
    );
    assert!(forces("The metal comes from Australia, which signed a treaty in 1976.").is_empty());
}
