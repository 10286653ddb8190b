//! Forms in which newspapers tell what governments commit to, and forms that look
//! alike and commit nobody. The sentences are made up.

#![allow(clippy::unwrap_used)]

use narrows_record::propose::{ProposeRequest, propose};

const DATELINE: &str = "WASHINGTON, June 26, 2024 - Japan, the United States and South Korea met.";

/// Forces and clauses proposed from one paragraph of an article.
fn clauses(paragraph: &str) -> Vec<(String, String)> {
    let text = format!("{DATELINE}\n\n{paragraph}\n");
    propose(text.as_bytes(), &ProposeRequest::default())
        .commitments
        .into_iter()
        .map(|found| (found.force, found.evidence[0].quote.clone()))
        .collect()
}

/// Each sentence carries the force, in a clause that begins with these words.
fn carries(force: &str, sentences: &[(&str, &str)]) {
    for (sentence, begins) in sentences {
        let found = clauses(sentence);
        assert!(
            found
                .iter()
                .any(|(carried, clause)| carried == force && clause.starts_with(begins)),
            "{force}: {sentence}\n{found:?}"
        );
    }
}

fn commits_nobody(sentences: &[&str]) {
    for sentence in sentences {
        let found = clauses(sentence);
        assert!(found.is_empty(), "{sentence}\n{found:?}");
    }
}

#[test]
fn a_subject_is_found_before_what_stands_between() {
    carries(
        "agreed",
        &[
            (
                "The two sides in a statement agreed to share data.",
                "The two sides",
            ),
            (
                "The ministers who attended the session also agreed on a pilot.",
                "The ministers",
            ),
            (
                "The two ministers, meeting in Detroit, agreed to share data.",
                "The two ministers",
            ),
            ("The trio agreed to meet every year.", "The trio"),
            (
                "All three pledged to keep each other informed.",
                "All three",
            ),
            ("Negotiators had settled on two fields.", "Negotiators"),
        ],
    );
    carries(
        "requested",
        &[(
            "Ken Saito, Japan's minister of economy, trade and industry, urged his guests to wait.",
            "Ken Saito",
        )],
    );
    carries(
        "noted",
        &[(
            "Mr. Saito and Ms. Raimondo there underscored the value of trust.",
            "Mr. Saito",
        )],
    );
}

#[test]
fn reported_plans_are_intentions() {
    carries(
        "intends",
        &[
            (
                "His colleague, Ken Saito, said Tokyo would host a seminar on chips.",
                "Tokyo",
            ),
            (
                "Raimondo told the audience her department would issue new rules.",
                "her department",
            ),
            (
                "The two governments said in the statement they would wait.",
                "they would",
            ),
            (
                "The ministers said the next round would be held in Seoul.",
                "the next round",
            ),
            (
                "\"We're going to keep the list short,\" an American official said.",
                "We're",
            ),
            (
                "South Korea, for its part, vowed to toughen penalties.",
                "South Korea",
            ),
        ],
    );
}

#[test]
fn plans_for_meetings_are_expected() {
    carries(
        "expected",
        &[
            (
                "Working groups are to convene in the autumn.",
                "Working groups",
            ),
            (
                "A follow-up meeting has been scheduled for the spring.",
                "A follow-up meeting",
            ),
            (
                "Invitations for a gathering are expected to go out soon.",
                "Invitations",
            ),
            (
                "The first list goes to the vice-ministers, who are to meet in March.",
                "who are to",
            ),
        ],
    );
}

#[test]
fn quoted_officials_and_statements_speak() {
    carries(
        "requested",
        &[
            (
                "\"We asked our friends to stay in touch,\" Saito told reporters.",
                "We asked",
            ),
            (
                "The statement calls for closer ties among customs officers.",
                "The statement",
            ),
            (
                "The ministers discussed chips but called for more money.",
                "called for",
            ),
        ],
    );
    carries(
        "concerned",
        &[
            (
                "The communique voices concern about overcapacity.",
                "The communique",
            ),
            (
                "They used the meeting to voice concern about bans.",
                "They used",
            ),
        ],
    );
}

#[test]
fn passives_carry_the_force_of_their_verb() {
    carries(
        "signed",
        &[(
            "Two documents were signed on the occasion.",
            "Two documents",
        )],
    );
    carries(
        "agreed",
        &[(
            "It was agreed that deputies would meet in May.",
            "It was agreed",
        )],
    );
    carries(
        "requested",
        &[("Officials were instructed to draw up a list.", "Officials")],
    );
    carries(
        "discussed",
        &[("A joint fund is being considered.", "A joint fund")],
    );
}

#[test]
fn a_headline_tells_what_was_done() {
    for (headline, force) in [
        ("Japan, South Korea vow joint front on chips", "agreed"),
        ("US, Japan launch network against theft", "announced"),
        ("Tokyo, Seoul seek common list", "seeks"),
        ("Ministers to meet every year", "expected"),
    ] {
        let text = format!("# {headline}\n\n{DATELINE}\n");
        let found = propose(text.as_bytes(), &ProposeRequest::default()).commitments;
        assert_eq!(found.len(), 1, "{headline}: {found:?}");
        assert_eq!(found[0].force, force, "{headline}");
        assert_eq!(found[0].evidence[0].quote, headline);
    }
}

#[test]
fn a_pledge_and_what_is_pledged_are_one_clause() {
    let found = clauses("Akazawa pledged that Japan would bring its agency to the table.");
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].0, "agreed");
}

#[test]
fn questions_outsiders_history_and_travel_commit_nobody() {
    commits_nobody(&[
        "Will Tokyo pay for the lab?",
        "Analysts said Japan would pay for the lab.",
        "Tokyo will follow, said a trader in Rotterdam.",
        "\"We will buy more,\" said an executive at a refiner.",
        "JUCIP was launched in November 2021.",
        "Officials in Sejong were already asking what Korea will get out of it.",
        "Nothing has been agreed on the level of a floor.",
        "The trio issued no paper.",
        "He will meet start-up founders.",
        "The Netherlands would have to be on board.",
        "Neither side published a list.",
        "A vote was first planned for June.",
        "Saito took up his post in December.",
        "The deputies have convened three times.",
    ]);
}

#[test]
fn bodies_with_qualifiers_and_names_before_them_are_subjects() {
    carries(
        "agreed",
        &[
            (
                "At Busan the three sides decided to keep a joint register.",
                "the three sides",
            ),
            (
                "Under the text the members agreed to open a hotline.",
                "the members",
            ),
            (
                "In the morning the disaster network chose Korea as its chair.",
                "the disaster network",
            ),
            (
                "The leaders in Vientiane had committed to share stocks.",
                "The leaders",
            ),
            (
                "Stocks went to poorer neighbors, and Japan agreed to pay for them.",
                "Japan",
            ),
        ],
    );
    carries(
        "announced",
        &[
            (
                "Its export credit agency announced a loan for the port.",
                "Its export credit agency",
            ),
            ("Japan offered courses for customs staff.", "Japan"),
        ],
    );
    carries(
        "seeks",
        &[
            (
                "Korea, which had hosted the last round, wants a test before autumn.",
                "Korea",
            ),
            (
                "\"We want the plant here,\" Trade Secretary Maria Santos said.",
                "We want",
            ),
        ],
    );
}

#[test]
fn a_second_verb_shares_a_subject_with_an_insertion() {
    carries(
        "requested",
        &[
            (
                "Lutnick, for his part, called the text a milestone and urged buyers to wait.",
                "urged buyers",
            ),
            (
                "Commerce Secretary Howard Lutnick, who came by train, saw chiefs and urged them to wait.",
                "urged them",
            ),
        ],
    );
}

#[test]
fn passives_and_plans_behind_insertions_are_expected() {
    carries(
        "expected",
        &[
            (
                "The drill agreed on in Guam, at the second round, is to be held in Busan.",
                "The drill",
            ),
            (
                "Geologists are expected to reach Cebu in early May.",
                "Geologists",
            ),
            (
                "Officials spoke of a draft list, which is to be reviewed in May.",
                "which is to be",
            ),
            (
                "Ms. Raimondo and her colleagues are scheduled to talk on September 9.",
                "Ms. Raimondo",
            ),
        ],
    );
}

#[test]
fn what_a_party_keeps_from_is_a_position() {
    carries(
        "intends",
        &[
            ("Manila doesn't intend to relax its rules.", "Manila"),
            ("Tokyo does not plan to close the mine.", "Tokyo"),
            (
                "Ms. Raimondo told a panel that her bureau would \"follow the parts\".",
                "her bureau",
            ),
        ],
    );
    carries(
        "concerned",
        &[("The three governments won't accept a ban.", "The three")],
    );
}

#[test]
fn items_behind_will_without_a_colon_are_intentions() {
    let found = clauses(
        "Under the accord, the parties will\n\n- speed up permits for plants;\n- protect their \
         workers; and\n- set up a hotline.",
    );
    let intends = found.iter().filter(|(force, _)| force == "intends").count();
    assert_eq!(intends, 3, "{found:?}");
}

#[test]
fn candidates_markets_and_memories_commit_nobody() {
    commits_nobody(&[
        "Donald Trump, the Republican candidate, has vowed to end the talks.",
        "Mr. Trump has promised to scrap the pact.",
        "Toyota said it would build a plant in Texas.",
        "The steel makers' council welcomed the pact.",
        "The two sides first discussed the idea in 2022.",
        "Raimondo flew to Manila on Monday and will return on Friday.",
        "Prices are expected to reach 20 dollars by May.",
        "The text binds many and commits nobody to a date.",
        "The International Copper Study Group expects a deficit.",
        "Trade ministers of the forum wrapped up a two-day meeting.",
        "Ms. Raimondo will not be there next year.",
        "It was the first time that Tokyo had asked for a loan.",
        "Korean officials admit to some doubts.",
        "Officials of the trio first compared notes in 2022.",
        "Tokyo and Washington created the partnership in November 2021.",
    ]);
}
