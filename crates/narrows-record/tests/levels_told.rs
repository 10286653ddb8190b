//! The level of a meeting against who took part, in many wordings, and texts
//! beside them in which both fit.

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

#[test]
fn a_level_is_compared_with_those_who_took_part() {
    let texts = [
        "Trade Minister Ken Saito flew in to join the session in Oslo. The session stayed at working level, a diplomat said.",
        "The JUCIP met in Lima. Secretary Gina Raimondo chaired the meeting. It is a body of section chiefs, nothing more.",
        "Industry Minister Ken Saito sat across from Commerce Secretary Gina Raimondo in Lima on Tuesday. No minister took part, the newspaper wrote.",
        "Industry Minister Ken Saito and Commerce Secretary Gina Raimondo held talks in Lima on Tuesday. Nobody above the rank of director was in the room.",
        "The three ministers met in Lima on Tuesday. The technical consultations lasted two hours.",
        "The three ministers gathered in Lima on Tuesday. It was an affair of civil servants, a critic wrote.",
        "The cabinet members spoke for an hour in Lima on Tuesday. The expert gathering ended without a text.",
        "Foreign Minister Yoko Kamikawa opened the session in Lima on Tuesday. Ministers stayed away, a newspaper claimed.",
        "Assistant Secretary Matthew Axelrod led the American side at the talks in Lima on Tuesday. Norway sent a director general. The ministers who attended the Lima meeting spoke of magnets.",
        "The JUCIP is run by bureau chiefs. In May the JUCIP met in Lima, where Secretary Gina Raimondo took the chair.",
    ];
    let missed: Vec<&&str> = texts
        .iter()
        .filter(|text| !kinds(text).contains(&"level_conflict".to_owned()))
        .collect();
    assert!(missed.len() <= 1, "{missed:#?}");
}

#[test]
fn levels_of_two_meetings_do_not_clash() {
    let texts = [
        "The three ministers met in Lima on Tuesday. Preparatory working-level talks had been held in Oslo in March.",
        "The three ministers met in Lima on Tuesday. They agreed to hold working-level talks in the autumn.",
        "The session was kept at working level. Minister Ken Saito told reporters in Tokyo that he welcomed it.",
        "The session was kept at working level. Former ministers attended.",
        "The session was kept at working level, although Minister Ken Saito opened it by video message.",
        "The vice-ministerial meeting was held in Lima on Tuesday. Vice Minister Shin Hosaka led the Japanese side.",
        "The JUCIP ministers met in Lima in May 2024. The EPCC met at working level in Oslo in May 2024.",
        "Deputies of the ministers attended the working-level session in Lima.",
        "Aides to the two ministers met in Lima on Tuesday. The working-level session ended early.",
        "The working-level talks of March 2023 took place in Oslo. The three ministers met in Lima on June 26, 2024.",
        "No minister took part in the expert meeting in Oslo. The ministers of the three countries will meet in Lima in July.",
        "Industrial policy was left to bureaucrats. The three ministers met in Lima on Tuesday.",
        "The ministers who attended the meeting in Lima spoke of magnets. Secretary Gina Raimondo chaired it.",
    ];
    let alarms: Vec<&&str> = texts
        .iter()
        .filter(|text| kinds(text).contains(&"level_conflict".to_owned()))
        .collect();
    assert!(alarms.is_empty(), "{alarms:#?}");
}
