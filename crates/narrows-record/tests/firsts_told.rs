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

#[test]
fn a_first_session_visit_or_demand_is_compared_with_earlier_ones() {
    let texts = [
        "The council will hold its first meeting in Lima next month. It met in Oslo in March, a delegate said.",
        "The council is to convene for its inaugural session in August. The council's April round in Oslo had ended without a text.",
        "The Minerals Network held its maiden session in Lima on June 25, 2024. The network had convened in Oslo in March 2023, and asked for a list.",
        "The inaugural round of the board took place in Lima on June 20, 2024. The board met in Oslo in May 2023.",
        "The trip on Wednesday is the first by a Japanese trade minister to the United States in three years. In May 2022 Koichi Hagiuda, the trade minister, flew to Washington.",
        "She is the first Korean trade minister to visit Japan since 2019, an aide said on Wednesday. Trade Minister Ahn Duk-geun travelled to Tokyo in May 2023.",
        "It was the first time that Tokyo had asked its partners for smelters, he said on Wednesday. Tokyo had already demanded plants in Lima.",
        "Never had Seoul pressed Washington for an exemption, he said on Wednesday. In March 2023 Seoul sought a waiver for its battery makers.",
        "The leaders met in Lima on April 11, 2024. Wednesday's session was the first time since then that the three governments had discussed copper. Deputy ministers from the three capitals had gone over the same ground in Oslo in May 2024.",
    ];
    let missed: Vec<&&str> = texts.iter().filter(|text| !alarms(text)).collect();
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn a_first_session_visit_or_demand_of_another_kind_is_none() {
    let texts = [
        // Another body.
        "The council will hold its first meeting in Lima next month. The board met in Oslo in March.",
        // Two bodies of one noun.
        "The Supply Council will hold its first meeting in Lima next month. The Security Council met in Oslo in March.",
        // Only its first in person.
        "The council will hold its first in-person meeting in Lima next month. The council met in March by video.",
        // Preparatory.
        "The council will hold its first meeting in Lima next month. The council held a preparatory meeting in Oslo in March.",
        // Later.
        "The council held its first meeting in Lima in March 2023. The council met in Oslo in May 2024.",
        // The first time there, or on that.
        "The council will meet for the first time in Lima next month. The council met in Oslo in March.",
        "The council will meet for the first time on fish in August. The council met in Oslo in March.",
        // Since the mark.
        "The committee met for the first time in March 2023. The committee met again in Oslo in May 2024.",
        // Not asked for.
        "Seoul asked for an exemption for the first time on Wednesday. Seoul would have asked for a waiver in March 2023.",
        // Asked of it, not by it.
        "Seoul asked for an exemption for the first time on Wednesday. In March 2023 Tokyo had asked Seoul for a waiver.",
        // In another capital.
        "It is the first visit to Seoul by a Japanese trade minister in six years, an aide said on Wednesday. In March 2023 Yasutoshi Nishimura visited Berlin.",
        // The host.
        "It is the first visit to Seoul by a Japanese trade minister in six years, an aide said on Wednesday. Trade Minister Ahn Duk-geun was in Seoul in March 2023.",
        // The same one.
        "The council held its first meeting in Lima in March 2024. The council's March meeting was short.",
        // At another level.
        "The council will hold its first ministerial meeting in Lima next month. The council met in Oslo in March.",
        // Before the time.
        "The trip on Wednesday is the first by a Japanese trade minister to the United States in three years. In May 2019 Koichi Hagiuda, the trade minister, flew to Washington.",
        // To somewhere else.
        "The trip on Wednesday is the first by a Japanese trade minister to the United States in three years. In May 2022 Koichi Hagiuda, the trade minister, flew to Berlin.",
        // Of another country.
        "The trip on Wednesday is the first by a Japanese trade minister to the United States in three years. In May 2022 the Korean trade minister flew to Washington.",
        // Of another rank.
        "The trip on Wednesday is the first by a Japanese trade minister to the United States in three years. In May 2022 Prime Minister Fumio Kishida flew to Washington.",
        // For something else.
        "It was the first time that Tokyo had asked its partners for smelters, he said on Wednesday. Tokyo had already demanded loans in Lima.",
        // By somebody else.
        "It was the first time that Tokyo had asked its partners for smelters, he said on Wednesday. Seoul had already demanded plants in Lima.",
    ];
    let wrong: Vec<&&str> = texts.iter().filter(|text| alarms(text)).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn firsts_in_other_words_are_compared_too() {
    let texts = [
        "The Supply Council holds its inaugural meeting in Lima on July 3, 2024. Members of the council sat down in Oslo in February to agree its rules.",
        "The committee will meet for the first time in August, officials said. The committee had gathered in Oslo in March 2024.",
        "The working group is due to open its first round of talks in July. The group completed a round in Oslo in April.",
        "The panel's first-ever session is set for July 10. In March the panel spent two days in Oslo.",
        "No Japanese trade minister had been to Washington since 2019, an aide said on Wednesday. Koichi Hagiuda was in Washington in May 2022 for talks with Raimondo.",
        "It is the first visit to Seoul by a Japanese trade minister in six years, an aide said on Wednesday. In March 2023 Yasutoshi Nishimura visited Seoul.",
        "Ken Saito is the first Japanese industry minister to set foot in South Korea in five years. Nishimura went to Seoul in March 2023.",
        "It was the first time that officials of the three capitals had compared notes on gallium, she said on Wednesday. Officials of the three had taken up gallium in Oslo in March 2023.",
        "The three delegations had never discussed nickel together before Wednesday, he said. Envoys from the three capitals talked nickel in Oslo in May 2023.",
        "The memorandum is the first undertaking on cobalt that Chile and Japan have signed. A pact on cobalt was sealed by Chile and Japan in May 2021.",
        "Never before, he said on Wednesday, had Manila sought a waiver. At the round in March 2023 Manila asked for an exemption from the tariff.",
        "Seoul asked for an exemption for the first time on Wednesday, an aide said. Seoul had sought the same waiver in Lima in March 2023.",
    ];
    let missed: Vec<&&str> = texts.iter().filter(|text| !alarms(text)).collect();
    assert!(missed.is_empty(), "{missed:#?}");
}
