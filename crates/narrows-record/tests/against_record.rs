//! A text beside the record that ships: what it tells otherwise, and what is
//! new and no conflict.

#![allow(clippy::unwrap_used)]

use std::sync::LazyLock;

use narrows_record::propose::{
    ProposeRequest, propose, propose_beside_record, to_html, to_terminal,
};
use narrows_record::{Index, RecordFinding, RecordSet};

static SET: LazyLock<RecordSet> = LazyLock::new(|| RecordSet::shipped().unwrap());

fn findings(text: &str, dateline: &str) -> Vec<RecordFinding> {
    let index = Index::in_memory(&SET).unwrap();
    let request = ProposeRequest {
        dateline: dateline.parse().ok(),
        form: None,
    };
    propose_beside_record(text.as_bytes(), &request, &index)
        .unwrap()
        .against_record
        .unwrap()
}

fn kinds(text: &str, dateline: &str) -> Vec<(String, String)> {
    findings(text, dateline)
        .into_iter()
        .map(|found| (found.kind, found.record[0].id.clone()))
        .collect()
}

fn one(kind: &str, id: &str) -> Vec<(String, String)> {
    vec![(kind.to_owned(), id.to_owned())]
}

#[test]
fn another_date_place_or_number_names_the_record_and_its_source() {
    let text = "The fourth JUCIP ministerial was held in Washington on May 30, 2024.";
    let found = findings(text, "2024-07-01");
    assert_eq!(found.len(), 1, "{found:?}");
    let date = &found[0];
    assert_eq!(date.kind, "record_date");
    assert_eq!(date.severity, "error");
    assert!(date.span.quote.contains("May 30, 2024"));
    assert_eq!(date.told, "May 30, 2024");
    assert_eq!(date.record[0].id, "jucip-ministerial-4");
    assert_eq!(date.record[0].value, "2024-06-26");
    assert_eq!(
        date.record[0].source.as_deref(),
        Some("meti-2024-06-27-jucip-4-readout")
    );
    assert_eq!(date.record[0].tier, Some(1));
    // The record has two dates itself, and says so.
    let dispute = date.dispute.as_ref().unwrap();
    assert_eq!(dispute.id, "dispute-jucip-4-date");
    assert_eq!(dispute.values.len(), 2);
    assert!(dispute.line().contains("resolved"));

    assert_eq!(
        kinds(
            "The fourth JUCIP ministerial was held in Tokyo on June 26, 2024.",
            "2024-07-01"
        ),
        one("record_place", "jucip-ministerial-4")
    );
    assert_eq!(
        kinds(
            "The third JUCIP ministerial was held in Washington on June 26, 2024.",
            "2024-07-01"
        ),
        // Number 3 is recorded, with another date.
        one("record_date", "jucip-ministerial-3")
    );
    assert_eq!(
        kinds(
            "The sixth JUCIP ministerial was held in Washington on June 26, 2024.",
            "2024-07-01"
        ),
        one("record_ordinal", "jucip-ministerial-4")
    );
    assert_eq!(
        kinds(
            "The fifth JUCIP ministerial was held in Washington on March 2, 2024.",
            "2024-07-01"
        ),
        one("record_ordinal", "jucip-ministerial-3")
    );
}

#[test]
fn a_date_that_one_source_of_the_record_gives_is_a_warning() {
    let found = findings(
        "The fourth JUCIP ministerial was held in Washington on June 27, 2024.",
        "2024-07-01",
    );
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].severity, "warning");
    assert!(found[0].reason.contains("holds the text's date as well"));
    assert!(found[0].reason.contains("one day apart"));
    assert!(found[0].dispute.is_some());
}

#[test]
fn what_is_new_or_the_same_is_no_conflict() {
    for text in [
        "The fourth JUCIP ministerial was held in Washington on June 26, 2024.",
        "The fifth JUCIP ministerial was held in Tokyo on September 3, 2025.",
        "JUCIP ministers will meet for the fifth JUCIP ministerial next year.",
        // Another level of the same forum, and another forum.
        "The fourth EPCC vice-ministerial meeting was held online.",
        "The first EPCC vice-ministerial meeting was held in Tokyo on May 4, 2022.",
        "The first Quad leaders summit was held in Tokyo on May 24, 2022.",
        "The first ministerial meeting of the Chip 4 alliance was held in Osaka on June 26, 2024.",
        // A good under the wrong class is the text's own matter.
        "Rare earths such as gallium were on the table of the JUCIP.",
        "The two sides agreed that JUCIP ministers will meet every three months.",
        "It was the first JUCIP ministerial in Washington.",
    ] {
        assert_eq!(findings(text, "2026-01-05"), [], "{text}");
    }
}

#[test]
fn a_holder_is_compared_with_the_tenures() {
    let text = "Japanese industry minister Yoji Muto met Commerce Secretary Gina Raimondo in Washington on June 26, 2024.";
    let found = findings(text, "2024-06-26");
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].kind, "record_holder");
    assert_eq!(found[0].record[0].id, "saito-ken");
    assert!(found[0].record[0].tier.is_some());

    for decoy in [
        // A successor, on a day of which the record knows nothing.
        "Japanese industry minister Taro Yamada met reporters on Monday.",
        "Japanese industry minister Yoji Muto met reporters on Monday.",
        "Then-Japanese industry minister Koichi Hagiuda attended.",
        "Former Commerce Secretary Wilbur Ross attended.",
        "Ken Saito, Japan's industry minister, attended.",
    ] {
        let day = if decoy.contains("Yamada") || decoy.contains("Muto") {
            "2030-01-01"
        } else {
            "2024-06-26"
        };
        assert_eq!(findings(decoy, day), [], "{decoy}");
    }
}

#[test]
fn a_spelling_that_the_record_lacks_is_told_from_another_person() {
    let found = findings(
        "Korean industry minister Ahn Duk-gunn attended on June 26, 2024.",
        "2024-06-27",
    );
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].kind, "record_spelling");
    assert_eq!(found[0].record[0].id, "ahn-duk-geun");
    assert!(found[0].record[0].value.contains("An Deok-geun"));
    for known in ["Ahn Duk-geun", "An Deok-geun", "Ahn Dukgeun"] {
        let text = format!("Korean industry minister {known} attended on June 26, 2024.");
        assert_eq!(findings(&text, "2024-06-27"), [], "{known}");
    }
}

#[test]
fn rhythm_and_first_since_are_compared_with_the_dates() {
    let found = findings("The JUCIP has met annually.", "2024-09-01");
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].kind, "record_cadence");
    assert_eq!(
        found[0]
            .record
            .iter()
            .map(|value| value.id.as_str())
            .collect::<Vec<_>>(),
        ["jucip-ministerial-3", "jucip-ministerial-4"]
    );
    assert_eq!(
        kinds(
            "It was the first JUCIP ministerial since May 2022.",
            "2024-07-01"
        ),
        one("record_first_since", "jucip-ministerial-2")
    );
    // The meeting that the text tells of is not one in between.
    assert_eq!(
        findings(
            "It was the first JUCIP ministerial since April 2024.",
            "2024-07-01"
        ),
        []
    );
    assert_eq!(
        findings(
            "It was the first EPCC ministerial since July 2022.",
            "2023-11-20"
        ),
        []
    );
}

#[test]
fn every_form_shows_it_and_the_text_alone_does_not() {
    let text = "The fourth JUCIP ministerial was held in Washington on May 30, 2024.";
    let index = Index::in_memory(&SET).unwrap();
    let request = ProposeRequest::default();
    let beside = propose_beside_record(text.as_bytes(), &request, &index).unwrap();
    for form in [
        to_terminal(&beside, text, false),
        to_html(&beside, text),
        serde_json::to_string(&beside).unwrap(),
    ] {
        for part in [
            "record_date",
            "jucip-ministerial-4",
            "2024-06-26",
            "dispute-jucip-4-date",
        ] {
            assert!(form.contains(part), "{part}: {form}");
        }
    }
    // Its key is its own: the measure reads contradictions inside a text alone.
    let alone = propose(text.as_bytes(), &request);
    assert_eq!(alone.inconsistencies, beside.inconsistencies);
    assert_eq!(alone.against_record, None);
    assert!(
        !serde_json::to_string(&alone)
            .unwrap()
            .contains("against_record")
    );
}
