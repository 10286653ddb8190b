//! The number of a meeting against what else a text tells of the numbers of its
//! series; and texts beside them in which every number is right.

#![allow(clippy::unwrap_used)]

use narrows_record::propose::{ProposeRequest, propose};

fn numbers(text: &str) -> usize {
    propose(
        text.as_bytes(),
        &ProposeRequest {
            dateline: "2025-04-24".parse().ok(),
            form: None,
        },
    )
    .inconsistencies
    .into_iter()
    .filter(|found| found.kind == "ordinal_conflict")
    .count()
}

#[track_caller]
fn finds(text: &str) {
    assert_eq!(numbers(text), 1);
}

#[track_caller]
fn is_silent(text: &str) {
    assert_eq!(numbers(text), 0);
}

#[test]
fn two_numbers_of_one_meeting() {
    finds(
        "CANBERRA, April 24, 2025 - Australia's trade minister and his counterpart from Seoul met \
         on Thursday for the tenth Australia-Korea Resources Committee.\n\nA study on vanadium \
         was announced.\n\n\"It was a pleasure to host this ninth committee,\" the minister wrote \
         afterwards.\n",
    );
}

#[test]
fn an_earlier_one_has_no_higher_number() {
    finds(
        "SEOUL, April 24, 2025 - The trade ministers agreed on Thursday to share data on neon at \
         the fourth meeting of the Korea-Japan Industry Dialogue.\n\nThe dialogue was set up in \
         2021.\n\nAt the fifth meeting in June last year, the two had called for a hotline.\n",
    );
    is_silent(
        "SEOUL, April 24, 2025 - The trade ministers agreed on Thursday to share data on neon at \
         the fourth meeting of the Korea-Japan Industry Dialogue.\n\nThe vice ministers had held \
         their fifth meeting in June last year. The ministers' third meeting was in Fukuoka in \
         2023.\n",
    );
}

#[test]
fn the_next_one_has_the_next_number() {
    finds(
        "OTTAWA, April 24, 2025 - The 51st summit of the Northern Metals Group ended on Thursday \
         with an action plan.\n\nOsaka will take over in January.\n\nThe next summit, the 53rd, \
         will be held in Sendai.\n",
    );
    is_silent(
        "OTTAWA, April 24, 2025 - The 51st summit of the Northern Metals Group ended on Thursday \
         with an action plan.\n\nThe 52nd will be held in Sendai. It will be Japan's seventh as \
         host.\n",
    );
}

#[test]
fn so_many_came_before() {
    finds(
        "TOKYO, April 24, 2025 - Japan and Malaysia opened the fourth meeting of their joint \
         working group on tin on Thursday.\n\nThe group had met only twice before. Scrap was on \
         the agenda.\n",
    );
    is_silent(
        "TOKYO, April 24, 2025 - Japan and Malaysia opened the fourth meeting of their joint \
         working group on tin on Thursday.\n\nA sister group on rubber had met only twice before. \
         Scrap was on the agenda.\n",
    );
}

#[test]
fn the_list_of_those_held() {
    finds(
        "LIMA, April 24, 2025 - Korea and Peru opened the third meeting of their joint minerals \
         committee in Lima on Thursday.\n\nEarlier meetings were held in 2014, 2016, 2018 and \
         2022.\n",
    );
    is_silent(
        "LIMA, April 24, 2025 - Korea and Peru opened the third meeting of their joint minerals \
         committee in Lima on Thursday.\n\nEarlier meetings were held in 2018 and 2022. \
         Delegations of companies followed in 2023 and 2024.\n",
    );
}

#[test]
fn numbers_of_other_things() {
    is_silent(
        "NAGOYA, April 24, 2025 - More than 200 delegates came to Nagoya for the third Asia Magnet \
         Conference, which closed on Thursday.\n\nNagoya was host for the second time. The Asia \
         Battery Conference, whose seventh edition ended last week, was held in the same halls. \
         For Mr. Sato it was the fifth conference. The sixth speaker of the second day, from \
         Korea, spoke of antimony.\n",
    );
}
