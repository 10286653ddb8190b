//! "The first", "never before", "none since" against what the text tells of
//! earlier, in many wordings, and texts beside them in which nothing is wrong.

#![allow(clippy::unwrap_used)]

use narrows_record::propose::{ProposeRequest, propose};

fn alarms(text: &str) -> bool {
    propose(
        text.as_bytes(),
        &ProposeRequest {
            dateline: "2024-06-27".parse().ok(),
            form: None,
        },
    )
    .inconsistencies
    .into_iter()
    .any(|found| found.kind == "presupposition_conflict")
}

#[test]
fn a_first_is_compared_with_what_was_told_before() {
    let texts = [
        "The three industry ministers met in Lima on June 26, 2024. It was the first time that the industry ministers of the three countries had met. In March 2023 the three industry ministers had breakfast together in Oslo.",
        "Never before had prosecutors of the three countries sat down as a trio, a diplomat said on Wednesday. Investigators of the three sides spent a week in Oslo in November 2023.",
        "Secretary Gina Raimondo received Minister Ken Saito on Wednesday. It was her first encounter with the Japanese minister. In April 2024 Saito and Raimondo closed a round of talks in Lima.",
        "No leaders of the three nations had ever convened in this form, he said on Wednesday. The leaders of the three countries held talks in Oslo in May 2022.",
        "The trio of ministers had yet to meet before Wednesday. In May 2023 the three ministers sat down in Oslo.",
        "The JUCIP met on Wednesday, after a three-year pause. In May 2023 the JUCIP met in Oslo.",
        "The mayor spoke of the first visit to the smelter by a trade minister since 1990. The trade minister visited the smelter in May 2019.",
        "It was the first occasion on which Chile and Japan put their names to a text on copper, he said on Wednesday. An agreement on copper was concluded on May 4, 2021, by the ambassadors of Chile and Japan.",
    ];
    let missed: Vec<&&str> = texts.iter().filter(|text| !alarms(text)).collect();
    assert!(missed.len() <= 1, "{missed:#?}");
}

#[test]
fn a_first_of_another_kind_is_none() {
    let texts = [
        // Another rank.
        "The three industry ministers met in Lima on June 26, 2024. It was the first time that the industry ministers of the three countries had met. In March 2023 officials of the three countries met in Oslo.",
        // As many, but other states.
        "It was the first time that the ministers of Japan, Korea and the United States had met, she said on Wednesday. In March 2023 the ministers of Japan, Norway and Chile met in Oslo.",
        // Fewer.
        "It was the first time that the industry ministers of the three countries had met, she said on Wednesday. In March 2023 the two industry ministers met in Oslo.",
        // By telephone.
        "Never before had the ministers of the three countries sat down as a trio, a diplomat said on Wednesday. In March 2023 the ministers of the three countries talked by phone.",
        // Planned.
        "Never before had the ministers of the three countries sat down as a trio, a diplomat said on Wednesday. The ministers of the three countries had planned to meet in March 2023.",
        // Later.
        "In April 2022 the three leaders met in Lima. It was the first meeting of the three leaders. In March 2024 the three leaders met in Oslo.",
        // Before the mark.
        "It was the first meeting of the three ministers since May 2023, she said on Wednesday. The three ministers met in Oslo in March 2023.",
        // Only there.
        "It was the first meeting of the three ministers in Lima, she said on Wednesday. The three ministers met in Oslo in March 2023.",
        // Another person.
        "Secretary Gina Raimondo received Minister Ken Saito on Wednesday. It was her first encounter with the Japanese minister. In April 2023 Nishimura and Raimondo closed a round of talks in Lima.",
        // Another matter.
        "It was the first occasion on which Chile and Japan put their names to a text on copper, he said on Wednesday. An agreement on fish was concluded on May 4, 2021, by the ambassadors of Chile and Japan.",
    ];
    let wrong: Vec<&&str> = texts.iter().filter(|text| alarms(text)).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}
