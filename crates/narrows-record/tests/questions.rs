//! Questions to a small record made for the purpose.

#![allow(clippy::unwrap_used)]

use jiff::civil::{Date, date};
use narrows_core::{Economy, Material};
use narrows_record::{
    AskRequest, DueRequest, Force, Index, Inquiry, Outcome, RecordError, RecordSet, StandingKind,
    WhoKnown, expectation, read_record, score, validate, write_record,
};

const REVIEW: &str = "review = { state = \"accepted\", by = \"me\", on = \"2026-11-24\" }\n";

fn file(kind: &str, id: &str, statements: &[&str]) -> (String, String) {
    let mut text =
        format!("id = \"{id}\"\nkind = \"{kind}\"\nlabel = \"The {kind} {id}\"\n{REVIEW}");
    if kind != "source" {
        text.push_str("sources = [{ source = \"s\", basis = \"full_text\" }]\n");
    }
    for statement in statements {
        let (property, value) = statement.split_once('=').unwrap();
        text.push_str(&format!(
            "[[statement]]\nproperty = \"{property}\"\nvalue = {value}\n"
        ));
    }
    (format!("{kind}/{id}.toml"), text)
}

fn files() -> Vec<(String, String)> {
    let source = |id: &str, more: &[&str]| {
        let mut statements = vec![
            "title=\"Statement\"",
            "publisher=\"Ministry\"",
            "tier=1",
            "published=\"2025-01-15\"",
            "language=\"en\"",
        ];
        statements.extend(more);
        file("source", id, &statements)
    };
    let meeting = |number: usize, day: &str, more: &[&str]| {
        let (ordinal, date) = (format!("ordinal={number}"), format!("date=\"{day}\""));
        let mut statements = vec!["series=\"f-min\"", &ordinal, &date, "status=\"held\""];
        statements.extend(more);
        file("meeting", &format!("m-{number}"), &statements)
    };
    let commitment = |id: &str, force: &str, made_on: &str, more: &[&str]| {
        let (force, made_on) = (
            format!("force=\"{force}\""),
            format!("made_on=\"{made_on}\""),
        );
        let mut statements = vec![
            "actor=\"f\"",
            &force,
            "action=\"share stocks of a metal\"",
            &made_on,
            "unmeasured=\"stocks are not traded\"",
        ];
        statements.extend(more);
        file("commitment", id, &statements)
    };
    vec![
        source("s", &[]),
        source("s-copy", &["origin=\"s\""]),
        file(
            "forum",
            "f",
            &[
                "name=\"Forum of Two\"",
                "other_name={ text = \"FT2\", kind = \"acronym\" }",
                "party=\"JPN\"",
                "party=\"USA\"",
                "series={ id = \"f-min\", level = \"ministerial\", stated_cadence = \"P1Y\" }",
                "series={ id = \"f-work\", level = \"working\" }",
            ],
        ),
        file(
            "forum",
            "g",
            &["name=\"Forum of Others\"", "party=\"JPN\"", "party=\"KOR\""],
        ),
        meeting(1, "2020-06-01", &[]),
        meeting(2, "2021-06-11", &["outcome=\"i\""]),
        meeting(
            3,
            "2022-05-28",
            &["participant={ person = \"ann\", post = \"minister\" }"],
        ),
        meeting(
            4,
            "2023-06-05",
            &["participant={ person = \"ann\", post = \"minister\" }"],
        ),
        file(
            "post",
            "minister",
            &[
                "title=\"Minister of Industry\"",
                "other_title={ text = \"MOI minister\", kind = \"common\" }",
                "economy=\"JPN\"",
                "body=\"Ministry of Industry\"",
                "level=\"ministerial\"",
            ],
        ),
        file(
            "post",
            "vice-minister",
            &[
                "title=\"Vice-Minister of Industry\"",
                "economy=\"JPN\"",
                "body=\"Ministry of Industry\"",
                "level=\"vice_ministerial\"",
            ],
        ),
        file(
            "person",
            "ann",
            &[
                "name=\"Ann\"",
                "tenure={ post = \"minister\", from = \"2021-10-04\" }",
            ],
        ),
        file(
            "person",
            "ben",
            &[
                "name=\"Ben\"",
                "tenure={ post = \"minister\", from = \"2023-09\", until = \"2024-10-01\" }",
                "tenure={ post = \"vice-minister\", attested = [\"2020-01-01\"] }",
            ],
        ),
        file(
            "instrument",
            "i",
            &[
                "name=\"Memorandum on metals\"",
                "instrument_kind=\"memorandum\"",
                "status={ value = \"signed\", from = \"2021-06-11\" }",
                "status={ value = \"in_force\", from = \"2022-01-01\", until = \"2022-12-31\" }",
                "party=\"JPN\"",
                "party=\"USA\"",
                "material=\"gallium\"",
                "meeting=\"m-2\"",
            ],
        ),
        commitment(
            "c-open",
            "agreed",
            "2021-06-11",
            &[
                "instrument=\"i\"",
                "material=\"gallium\"",
                "due=\"2022-12\"",
            ],
        ),
        commitment(
            "c-done",
            "signed",
            "2021-06-11",
            &[
                "instrument=\"i\"",
                "material=\"gallium\"",
                "due=\"2023\"",
                "follow_up={ kind = \"advanced\", on = \"2022-05-28\", by = \"m-3\", score = 0 }",
                "follow_up={ kind = \"fulfilled\", on = \"2023-06-05\", by = \"m-4\", party = \"JPN\", score = 1 }",
            ],
        ),
        commitment(
            "c-talk",
            "discussed",
            "2023-06-05",
            &["meeting=\"m-4\"", "material=\"gallium\""],
        ),
        commitment(
            "c-other",
            "intends",
            "2023-06-05",
            &["meeting=\"m-4\"", "material=\"nickel\""],
        ),
        file(
            "dispute",
            "d",
            &[
                "subject=\"m-3\"",
                "property=\"date\"",
                "value={ value = \"2022-05-28\", source = \"s\" }",
                "value={ value = \"2022-05-27\", source = \"s-copy\" }",
                "state=\"open\"",
            ],
        ),
    ]
}

fn set() -> RecordSet {
    let set = RecordSet::from_files(files().into_iter()).unwrap();
    assert_eq!(validate(&set), []);
    set
}

fn with<T>(day: Date, read: impl FnOnce(&Inquiry<'_>) -> T) -> T {
    let index = Index::in_memory(&set()).unwrap();
    read(&Inquiry::new(&index, day))
}

fn ids(answer: &[narrows_record::CommitmentAnswer]) -> Vec<&str> {
    answer.iter().map(|found| found.id.as_str()).collect()
}

const fn ask<'a>(about: &'a str, between: &'a [Economy]) -> AskRequest<'a> {
    AskRequest {
        about,
        between,
        forum: None,
        limit: 20,
    }
}

#[test]
fn commitments_come_firmest_first_with_what_came_of_them() {
    let sides = [Economy::find("JPN").unwrap(), Economy::find("USA").unwrap()];
    let answer = with(date(2024, 1, 1), |i| {
        i.ask(&ask("gallium", &sides)).unwrap()
    });
    assert_eq!(ids(&answer.commitments), ["c-done", "c-open", "c-talk"]);
    let done = &answer.commitments[0];
    assert_eq!(done.standing.kind, StandingKind::Closed);
    assert_eq!(done.follow_ups.len(), 2);
    assert_eq!(
        done.follow_ups[1].words(),
        "2023-06-05 fulfilled by Japan, score +1 (m-4)"
    );
    assert_eq!(done.actors, ["Forum of Two"]);
    assert_eq!(answer.commitments[1].standing.kind, StandingKind::Overdue);
    assert!(
        answer.commitments[1]
            .standing
            .words
            .contains("366 days ago"),
        "{:?}",
        answer.commitments[1].standing
    );
    assert_eq!(answer.commitments[2].force, Force::Discussed);
    assert!(!answer.commitments[2].promises);
    assert_eq!(answer.commitments[2].standing.kind, StandingKind::NoPromise);
    assert_eq!(answer.instruments.len(), 1);
    assert_eq!(answer.rows().rows.len(), 4);
}

#[test]
fn signed_is_not_in_force() {
    let status = |day| {
        with(day, |i| {
            i.ask(&ask("gallium", &[])).unwrap().instruments[0]
                .standing
                .words
                .clone()
        })
    };
    assert_eq!(
        status(date(2021, 7, 1)),
        "signed since 2021-06-11; not in force as far as the record knows"
    );
    assert_eq!(
        status(date(2022, 7, 1)),
        "in force since 2022-01-01, until 2022-12-31"
    );
    assert!(status(date(2023, 7, 1)).starts_with("signed"));
}

#[test]
fn what_was_not_yet_said_is_left_out() {
    let answer = with(date(2022, 1, 1), |i| i.ask(&ask("gallium", &[])).unwrap());
    assert_eq!(ids(&answer.commitments), ["c-done", "c-open"]);
    assert!(answer.commitments[0].follow_ups.is_empty());
    assert_eq!(answer.commitments[0].standing.kind, StandingKind::Open);
}

#[test]
fn sides_forums_and_words_narrow_the_answer() {
    let korea = [Economy::find("KOR").unwrap()];
    let error = with(date(2024, 1, 1), |i| {
        i.ask(&ask("gallium", &korea)).unwrap_err()
    });
    assert!(
        matches!(&error, RecordError::NotDetermined(words) if words.contains("not to say that nothing was agreed"))
    );
    assert_eq!(
        ids(&with(date(2024, 1, 1), |i| i.ask(&ask("FT2", &[])).unwrap()).commitments).len(),
        4
    );
    assert_eq!(
        ids(&with(date(2024, 1, 1), |i| i
            .ask(&ask("stock nickel", &[]))
            .unwrap())
        .commitments),
        ["c-other"]
    );
    assert!(matches!(
        with(date(2024, 1, 1), |i| i.ask(&ask("?!", &[])).unwrap_err()),
        RecordError::Unknown(_)
    ));
    let in_other = AskRequest {
        forum: Some("g"),
        ..ask("gallium", &[])
    };
    assert!(matches!(
        with(date(2024, 1, 1), |i| i.ask(&in_other).unwrap_err()),
        RecordError::NotDetermined(_)
    ));
}

#[test]
fn a_post_may_be_unknown() {
    let who = |post: &str, on| with(date(2025, 1, 1), |i| i.who(post, on).unwrap());
    let answer = who("MOI minister", date(2023, 6, 5));
    assert_eq!(
        (answer.known, answer.holders[0].name.as_str()),
        (WhoKnown::Stated, "Ann")
    );
    assert_eq!(who("minister", date(2021, 10, 4)).known, WhoKnown::Stated);
    let between = who("minister", date(2022, 12, 1));
    assert_eq!(between.known, WhoKnown::Between);
    assert!(between.holders[0].why.contains("nobody else between"));
    let possible = who("minister", date(2023, 9, 10));
    assert_eq!(
        (possible.known, possible.holders[0].name.as_str()),
        (WhoKnown::Possible, "Ben")
    );
    // Ben's term began in a month: who was there in July is open.
    let unknown = who("minister", date(2023, 7, 1));
    assert_eq!(unknown.known, WhoKnown::Unknown);
    assert!(unknown.holders.is_empty());
    assert_eq!(unknown.nearest.len(), 2);
    assert_eq!(who("minister", date(2025, 6, 1)).known, WhoKnown::Unknown);
    // The title of the minister is part of the vice-minister's.
    assert_eq!(
        who("Minister Industry Japan", date(2023, 6, 5)).post,
        "minister"
    );
    let error = with(date(2025, 1, 1), |i| {
        i.who("Minister of War", date(2023, 1, 1)).unwrap_err()
    });
    assert!(error.to_string().contains("no post of the record"));
}

#[test]
fn a_successor_s_first_day_makes_the_predecessor_possible() {
    let mut all = files();
    let ben = all
        .iter_mut()
        .find(|(name, _)| name.ends_with("ben.toml"))
        .unwrap();
    ben.1 = ben.1.replace("from = \"2023-09\"", "from = \"2023-09-14\"");
    let set = RecordSet::from_files(all.into_iter()).unwrap();
    let index = Index::in_memory(&set).unwrap();
    let answer = Inquiry::new(&index, date(2025, 1, 1))
        .who("minister", date(2023, 7, 1))
        .unwrap();
    assert_eq!(answer.known, WhoKnown::Possible);
    assert_eq!(answer.holders.len(), 1);
    assert_eq!(
        answer.holders[0].why,
        "last shown on 2023-06-05; the next holder known, Ben, began on 2023-09-14, and nobody is \
         known between"
    );
}

#[test]
fn a_timeline_tells_what_came_of_each_meeting() {
    let answer = with(date(2023, 1, 1), |i| i.timeline("ft2").unwrap());
    let meetings: Vec<&str> = answer.meetings.iter().map(|m| m.id.as_str()).collect();
    assert_eq!(meetings, ["m-1", "m-2", "m-3"]);
    assert_eq!(answer.meetings[1].commitment_words(), "1 signed, 1 agreed");
    let error = with(date(2023, 1, 1), |i| i.timeline("ft3").unwrap_err());
    assert_eq!(
        error.to_string(),
        "\"ft3\" is no forum of the record; there are f, g"
    );
    assert!(matches!(
        with(date(2023, 1, 1), |i| i.timeline("g").unwrap_err()),
        RecordError::NotDetermined(_)
    ));
}

#[test]
fn what_is_due_leaves_out_talk_and_what_is_done() {
    let due = |request| with(date(2024, 1, 1), |i| i.due(&request));
    let all = due(DueRequest {
        limit: 20,
        ..DueRequest::default()
    })
    .unwrap();
    assert_eq!(ids(&all.commitments), ["c-open", "c-other"]);
    assert_eq!(
        all.commitments[1].standing.kind,
        StandingKind::OpenWithoutDate
    );
    let nickel = DueRequest {
        material: Material::find("nickel").ok(),
        forum: Some("f"),
        limit: 1,
    };
    assert_eq!(ids(&due(nickel).unwrap().commitments), ["c-other"]);
    let none = DueRequest {
        material: Material::find("cobalt").ok(),
        ..DueRequest::default()
    };
    assert!(due(none).is_err());
    // Before it was fulfilled it was open.
    let earlier = with(date(2023, 1, 1), |i| {
        i.due(&DueRequest {
            limit: 20,
            ..DueRequest::default()
        })
    })
    .unwrap();
    assert_eq!(ids(&earlier.commitments), ["c-open", "c-done"]);
}

#[test]
fn disputes_name_both_values() {
    let answer = with(date(2024, 1, 1), |i| i.disputes(None).unwrap());
    assert_eq!(answer.disputes[0].values.len(), 2);
    assert_eq!(
        with(date(2024, 1, 1), |i| i.disputes(Some("m-3")).unwrap()),
        answer
    );
    assert!(with(date(2024, 1, 1), |i| i.disputes(Some("m-1")).is_err()));
}

#[test]
fn cadence_is_per_series_and_two_dates_are_no_trend() {
    let next = |day| with(day, |i| i.next("f", None).unwrap());
    let answer = next(date(2023, 8, 1));
    let ministerial = &answer.series[0];
    let found = ministerial.forecast.as_ref().unwrap();
    assert_eq!(
        (found.n, found.intervals.as_slice()),
        (3, &[375, 351, 373][..])
    );
    assert!(
        found.from < found.until && found.from > date(2024, 5, 1) && found.until < date(2024, 7, 1)
    );
    assert_eq!(found.probability, 0.5, "three errors carry one half");
    assert!(
        answer.series[1]
            .refused
            .as_deref()
            .unwrap()
            .contains("no trend")
    );
    let early = next(date(2021, 8, 1));
    assert!(early.is_unknown());
    assert!(
        early.series[0]
            .refused
            .as_deref()
            .unwrap()
            .starts_with("2 of its meetings are")
    );
}

#[test]
fn a_forecast_is_stored_and_scored() {
    let index = Index::in_memory(&set()).unwrap();
    let made = date(2022, 6, 1);
    let answer = Inquiry::new(&index, made).next("f", Some("f-min")).unwrap();
    let series = &answer.series[0];
    let record = expectation(
        &series.id,
        &series.name,
        series.forecast.as_ref().unwrap(),
        made,
    )
    .unwrap();
    let again = read_record(&record.file, &write_record(&record)).unwrap();
    let mut all = set();
    all.insert(again);
    assert_eq!(validate(&all), []);
    let index = Index::in_memory(&all).unwrap();
    let inquiry = Inquiry::new(&index, date(2024, 12, 31));
    let scored = score(&all, &inquiry, index.last_day().unwrap()).unwrap();
    let one = &scored.forecasts[0];
    let inside = one.interval.can_be(date(2023, 6, 5));
    let expected = if inside {
        Outcome::Occurred
    } else {
        Outcome::NotOccurred
    };
    assert_eq!(one.outcome, Some(expected));
    let hit = f64::from(u8::from(inside));
    assert_eq!(scored.mean_brier, Some((one.probability - hit).powi(2)));
    let before = Inquiry::new(&index, date(2022, 7, 1));
    assert_eq!(
        score(&all, &before, index.last_day().unwrap())
            .unwrap()
            .scored,
        0
    );
}

#[test]
fn a_commitment_that_nothing_measures_says_so() {
    let question = with(date(2024, 1, 1), |i| i.progress("c-open").unwrap());
    assert_eq!(
        question.unmeasured.as_deref(),
        Some("stocks are not traded")
    );
    assert!(question.indicators.is_empty());
    let error = with(date(2024, 1, 1), |i| i.progress("c-opne").unwrap_err());
    assert_eq!(
        error.to_string(),
        "\"c-opne\" is the id of no commitment: did you mean \"c-open\"?"
    );
    let error = with(date(2024, 1, 1), |i| i.progress("m-1").unwrap_err());
    assert_eq!(error.to_string(), "\"m-1\" is a meeting, not a commitment");
}

#[test]
fn a_record_is_shown_with_what_refers_to_it() {
    let shown = with(date(2024, 1, 1), |i| i.show("m-3").unwrap());
    assert_eq!(shown.disputes, ["d"]);
    assert_eq!(shown.rows().rows.len(), shown.statements.len());
    let source = with(date(2024, 1, 1), |i| i.show("s").unwrap());
    assert_eq!(
        source.referred_by,
        [("s-copy".to_owned(), "origin".to_owned())]
    );
}

#[test]
fn copies_of_one_release_are_one_source() {
    let mut all = files();
    let commitment = all
        .iter_mut()
        .find(|(name, _)| name.ends_with("c-open.toml"))
        .unwrap();
    commitment.1 = commitment.1.replace(
        "basis = \"full_text\" }]",
        "basis = \"full_text\" }, { source = \"s-copy\", basis = \"summary\" }]",
    );
    let set = RecordSet::from_files(all.into_iter()).unwrap();
    let index = Index::in_memory(&set).unwrap();
    let answer = Inquiry::new(&index, date(2024, 1, 1))
        .ask(&ask("gallium", &[]))
        .unwrap();
    let open = answer
        .commitments
        .iter()
        .find(|found| found.id == "c-open")
        .unwrap();
    assert_eq!((open.sources.len(), open.independent_sources), (2, 1));
}

#[test]
fn an_index_on_disk_answers_the_same_and_knows_its_stamp() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("index.sqlite");
    let set = set();
    Index::write(&set, &path, "now").unwrap();
    Index::write(&set, &path, "now").unwrap();
    assert!(Index::open(&path, "later").is_none());
    let disk = Index::open(&path, "now").unwrap();
    let memory = Index::in_memory(&set).unwrap();
    let day = date(2024, 1, 1);
    assert_eq!(
        Inquiry::new(&disk, day).ask(&ask("gallium", &[])).unwrap(),
        Inquiry::new(&memory, day)
            .ask(&ask("gallium", &[]))
            .unwrap()
    );
    let statements: usize = set.records().map(|record| record.statements.len()).sum();
    assert_eq!(disk.statements().unwrap(), statements as u64);
    assert_eq!(disk.last_day().unwrap(), date(2025, 1, 15));
    for id in set.records().map(|record| record.id.as_str()) {
        let mut held = disk.record(id).unwrap().unwrap();
        let original = set.get(id).unwrap();
        for (new, old) in held.statements.iter_mut().zip(&original.statements) {
            new.line = old.line;
        }
        assert_eq!(&held, original);
    }
    std::fs::write(&path, "not an index").unwrap();
    assert!(Index::open(&path, "now").is_none());
}
