//! Each kind of contradiction in many forms, and texts beside them in which
//! nothing is wrong. Written from the language, not from the rules: a share of
//! the forms is allowed to be missed, and nothing may be found in the others.

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

/// `share`: how many of ten forms must be found, at least.
fn check(kind: &str, share: usize, wrong: &[&str], right: &[&str]) {
    let missed: Vec<&&str> = wrong
        .iter()
        .filter(|text| !kinds(text).iter().any(|found| found == kind))
        .collect();
    let alarms: Vec<(&&str, Vec<String>)> = right
        .iter()
        .map(|text| (text, kinds(text)))
        .filter(|(_, found)| !found.is_empty())
        .collect();
    assert!(
        alarms.is_empty() && (wrong.len() - missed.len()) * 10 >= wrong.len() * share,
        "{kind}: {} of {} found\nmissed: {missed:#?}\nfalse alarms: {alarms:#?}",
        wrong.len() - missed.len(),
        wrong.len()
    );
}

#[test]
fn wrong_class_in_many_forms() {
    check(
        "wrong_class",
        9,
        &[
            "China restricts rare earths such as gallium and germanium.",
            "China holds most reserves of rare-earth metals like gallium.",
            "Exports of gallium, germanium and other rare earths fell.",
            "Exports of graphite and similar rare earths fell sharply.",
            "Gallium, a rare earth used in chips, has become scarce.",
            "Germanium is one of the rare earths that Beijing controls.",
            "Nickel belongs to the rare earths, the report said.",
            "Lithium and cobalt are both classified as rare earth elements.",
            "The rare-earth metal germanium is used in fiber optics.",
            "The rare earths gallium and germanium need a licence.",
            "Three rare earths, gallium, germanium and graphite, are on the list.",
            "Beijing curbed exports of gallium and germanium last year. The two rare earths are used in chips.",
            "Tokyo wants more graphite. Like the other rare earths, graphite comes mostly from China.",
            "Shipments of rare earths, notably antimony and tungsten, have stopped.",
            "Rare earths (gallium, germanium) were discussed.",
            "The ministers discussed tungsten, cobalt and several other rare earths.",
            "Prices of rare earth elements, among them gallium and indium, doubled.",
            "Light rare earths such as dysprosium and terbium come from Myanmar.",
            "Precious metals such as nickel and cobalt were mentioned.",
            "Gallium and germanium, rare earths used in chips, are on the list.",
            "Germanium is sold by the gram. It is a rare earth that few traders stock.",
            "The rare earths rose, terbium a little, gallium and indium a lot.",
        ],
        &[
            "China restricts rare earths such as neodymium and dysprosium.",
            "The deal covers gallium, germanium and rare earths.",
            "They discussed rare earths, gallium and germanium.",
            "Terbium is sold by the gram. It is a rare earth that few traders stock.",
            "Kosaka has a smelter for gallium. It is a rare earth plant no more.",
            "The rare earths rose, terbium a little, dysprosium a lot.",
            "Gallium is not a rare earth, though it is often called one.",
            "Unlike rare earths, gallium is a by-product of aluminum.",
            "Critical minerals such as gallium, graphite and rare earths are at risk.",
            "Rare earths, as well as nickel and cobalt, were on the agenda.",
            "China controls rare earths. Gallium and germanium were added to the list later.",
            "Neodymium and other rare earths rose while nickel fell.",
            "Samples held both rare earths and lithium.",
            "Heavy rare earths such as dysprosium and terbium come from Myanmar.",
            "Tokyo imports graphite and other critical minerals, including rare earths.",
        ],
    );
}

#[test]
fn count_mismatch_in_many_forms() {
    check(
        "count_mismatch",
        8,
        &[
            "Three companies, Sony, Toyota Motor, Hitachi and Panasonic, will take part.",
            "Four companies will take part: Sony, Toyota Motor and Hitachi.",
            "The project has three partners, namely Japan, Australia, India and South Korea.",
            "The framework rests on four pillars: trade, supply chains and clean economy.",
            "The four pillars are trade, supply chains and clean economy.",
            "The five members are Japan, the United States, Australia and India.",
            "Two ministers, Ken Saito, Gina Raimondo and Ahn Duk-geun, signed the text.",
            "Both companies (Sony, Hitachi and Toyota Motor) declined to comment.",
            "A trio of firms, Samsung Electronics and SK hynix, will join.",
            "Sony, Hitachi and Toyota Motor, the four companies that will take part, declined to comment.",
            "Five minerals were named: nickel, cobalt, lithium and graphite.",
            "The list names six materials — gallium, germanium, graphite, nickel and cobalt.",
            "Samsung Electronics and SK hynix, all three of them chipmakers, will join.",
            "Three countries including Japan, Australia, India and Canada will join.",
            "The ministers signed five agreements, two on minerals and two on chips.",
            "Four companies will take part. They are Sony, Hitachi and Toyota Motor.",
            "The statement sets out three areas: export controls, supply chains, artificial intelligence and quantum technology.",
            "The two governments picked three cities, Busan and Osaka, as sites.",
            "Four firms have asked the ministry in Tokyo about loans: Sony, Hitachi and Toyota Motor.",
            "Both lobby groups — the Federation of Korean Industries (FKI), Japan's Keidanren and the U.S. Chamber of Commerce — signed.",
            "The minister has two options: a joint stockpile of metals, a floor under the price and a tax on waste.",
            "The country's two makers of cells -- Samsung SDI, SK On and Norvane -- declined to comment.",
            "# Ministers name five priority fields\n\nThe two ministers met in Tokyo. They will work on three fields: chips, batteries and magnets.\n",
        ],
        &[
            "Three companies, Sony, Toyota Motor and Hitachi, will take part.",
            "Several companies, among them Sony and Hitachi, will take part.",
            "Three firms have asked the ministry in Tokyo about loans: Sony, Hitachi and Toyota Motor.",
            "Three firms have told two partners what they want: Sony and Hitachi.",
            "Three firms, Sony, Hitachi and a supplier from Nagoya, will join.",
            "# Ministers name three priority fields\n\nThe two ministers met in Tokyo. They will work on three fields: chips, batteries and magnets.\n",
            "# Ministers visit five sites\n\nThe two ministers met in Tokyo. They will work on three fields: chips, batteries and magnets.\n",
            "Five companies including Sony and Hitachi will take part.",
            "After talks with three companies, Sony and Hitachi announced a plan.",
            "Four of the companies, Sony and Hitachi among them, will take part.",
            "Two ministers, Ken Saito of Japan and Gina Raimondo of the United States, met.",
            "The ministers signed five agreements, two on minerals and three on chips.",
            "The three countries, Japan, South Korea and the United States, agreed.",
            "Among the four countries, Japan and Australia are the largest producers.",
            "The four pillars are trade, supply chains, clean economy and fair economy.",
            "In three countries, Japan, the ministry said, is ahead.",
            "Both companies, Sony and Hitachi, declined to comment.",
            "The two companies will work with Japan, Australia and India.",
            "At least three companies, Sony, Hitachi, Toyota Motor and Panasonic, have asked.",
        ],
    );
}

#[test]
fn level_conflict_in_many_forms() {
    check(
        "level_conflict",
        8,
        &[
            "The working-level talks were attended by Commerce Secretary Gina Raimondo and Minister Ken Saito.",
            "Minister Ken Saito attended the working-level meeting in Washington.",
            "The working-level session brought together the three ministers.",
            "Trade Minister Ken Saito and Commerce Secretary Gina Raimondo met on Wednesday. The working-level meeting lasted two hours.",
            "The talks, held at working level, were chaired by Industry Minister Ken Saito.",
            "The three ministers met in Washington. It was a working-level meeting.",
            "Industry ministers took part in the official-level dialogue.",
            "The vice-ministerial meeting was attended by Commerce Secretary Gina Raimondo and Minister Ken Saito.",
            "Foreign Minister Yoko Kamikawa chaired the director-general-level consultations.",
            "The expert-level gathering was opened by Prime Minister Fumio Kishida.",
            "Secretary Raimondo hosted the working-level round in Washington.",
            "The meeting was held at the working level, with ministers from the three countries present.",
            "The two ministers sat down for working-level consultations in Tokyo.",
            "In the working-level meeting between Minister Ken Saito and Secretary Gina Raimondo, chips were discussed.",
            "The deputy-level talks were led by the two foreign ministers.",
            "To many in Seoul the June 2024 talks were a quiet affair among section chiefs. The three ministers gathered in June 2024 in Washington.",
        ],
        &[
            "Working-level officials prepared the meeting of the ministers.",
            "To many in Seoul the May 2024 talks were a quiet affair among section chiefs. The three ministers gathered in June 2024 in Washington.",
            "The ministers agreed to hold working-level talks next month.",
            "After working-level talks, Minister Ken Saito met Secretary Gina Raimondo.",
            "The ministers instructed a working-level group to report by December.",
            "The working-level meeting was attended by directors-general of the three ministries.",
            "The vice-ministerial meeting was attended by Vice Minister Takehiko Matsuo.",
            "The ministers welcomed progress made in working-level consultations.",
            "Vice ministers met in May. The ministers met in June.",
            "The working-level meeting will be followed by a session of the ministers.",
            "The ministerial meeting was attended by Minister Ken Saito and Secretary Gina Raimondo.",
            "The working-level meeting was led by a deputy minister of industry.",
            "Minister Ken Saito said that working-level contacts would continue.",
        ],
    );
}

#[test]
fn ordinal_conflict_in_many_forms() {
    check(
        "ordinal_conflict",
        7,
        &[
            "The fourth ministerial meeting of the JUCIP was held in Washington on Wednesday. The JUCIP meeting was the second of its kind.",
            "The fourth ministerial meeting of the JUCIP took place in Washington on June 26. It was the third such meeting since 2022.",
            "The JUCIP held its fourth ministerial meeting on Wednesday. The third ministerial meeting of the JUCIP ended with a joint statement on Wednesday.",
            "The inaugural meeting of the Disruptive Technology Protection Network was held in Washington in April 2024. The Disruptive Technology Protection Network had already met in Seoul in March 2023.",
            "The JUCIP met for the third time on Wednesday. The fourth meeting of the JUCIP on June 26 discussed graphite.",
            "The second EPCC ministerial meeting was held in November 2023. The third EPCC ministerial meeting was held in July 2022.",
            "The fourth round of the JUCIP, on Wednesday, dealt with chips. This was the fifth round since the partnership began.",
            "The maiden meeting of the JUCIP was held on Wednesday. The ministers had met in the second JUCIP meeting in Detroit in May 2023.",
            "At its fourth meeting on Wednesday, the JUCIP agreed on chips. The third session, held the same day, was chaired by Saito.",
            "The fourth JUCIP meeting, after two earlier rounds, was held on Wednesday.",
            "The third JUCIP meeting took place on Wednesday, following three earlier meetings.",
            "The JUCIP was meeting for only the second time on Wednesday. The fourth ministerial meeting of the JUCIP ended on June 26 without a decision.",
            "The first ministerial meeting of the EPCC was held in 2023. The second ministerial meeting of the EPCC was held in July 2022.",
        ],
        &[
            "The fourth ministerial meeting of the JUCIP was held on Wednesday. It was the first since November.",
            "The fourth JUCIP meeting was held on Wednesday. The third was held in April.",
            "The first trilateral ministerial was held on Wednesday. The fourth JUCIP meeting was held on the same day.",
            "The second ministerial meeting of the EPCC was held in November 2023. The fourth vice-ministerial meeting of the EPCC was held in November 2023.",
            "The fourth JUCIP meeting, after three earlier rounds, was held on Wednesday.",
            "It was the second of two meetings that day. The fourth JUCIP meeting was held on Wednesday.",
            "The inaugural meeting of the network was held in April 2024. The second is planned for 2025.",
            "The first session of the JUCIP meeting dealt with chips, the second with minerals.",
            "The fourth JUCIP meeting was held on Wednesday. It was the third time that Saito visited Washington.",
            "The third JUCIP meeting was held in April 2024. The fourth JUCIP meeting was held in June 2024.",
        ],
    );
}

#[test]
fn date_conflict_in_many_forms() {
    check(
        "date_conflict",
        7,
        &[
            "The JUCIP ministers met in Washington on June 26. The JUCIP meeting was held on June 25.",
            "The fourth ministerial meeting of the JUCIP was held on June 26. The fourth JUCIP meeting took place on June 24.",
            "Japan and the United States agreed on Wednesday, June 25, 2024, to cooperate.",
            "The first trilateral ministerial was held in Washington on Wednesday. The trilateral ministerial took place in Washington on June 25, the ministry said.",
            "The inaugural meeting of the Disruptive Technology Protection Network was held in April 2024. The inaugural summit of the Disruptive Technology Protection Network took place in February 2024.",
            "The talks were held on Monday, June 27, 2023, in Tokyo.",
            "The agreement on supply chains, the IPEF Supply Chain Agreement, was signed in November 2023. The IPEF Supply Chain Agreement was signed in February 2023.",
            "The second JUCIP meeting was held in Detroit in May 2023. The second JUCIP meeting, in March 2023, dealt with chips.",
            "Camp David hosted the three leaders on August 18, 2023. The Camp David summit was held on August 28, 2023, officials said.",
            "The three leaders met at Camp David in August 2023. Since the Camp David summit of July 2023 they have not met.",
        ],
        &[
            "The JUCIP ministers met on Wednesday. A day later, the three ministers met in a separate meeting.",
            "Japan and the United States agreed on Wednesday, June 26, 2024, to cooperate.",
            "The third JUCIP meeting was held in April 2024. The fourth JUCIP meeting was held in June 2024.",
            "The JUCIP meeting was held on June 26. The next JUCIP meeting is planned for 2025.",
            "The two-day meeting began on June 25. The meeting ended on June 26.",
            "The ministers met on Wednesday. On Thursday, Saito met reporters.",
            "The agreement was signed in November 2023 and entered into force in February 2024.",
            "The leaders met at Camp David on August 18, 2023. The ministers met in Washington on June 26, 2024.",
            "The statement was released on June 27, a day after the JUCIP meeting of June 26.",
            "The JUCIP meeting was held on June 26, 2024. The EPCC meeting was held on June 25, 2024.",
            "Saito met Raimondo on Wednesday. Ahn met Raimondo on Tuesday.",
            "The meeting had been planned for June 25 but was held on June 26.",
        ],
    );
}

#[test]
fn cadence_conflict_in_many_forms() {
    check(
        "cadence_conflict",
        7,
        &[
            "The JUCIP meets annually. Its third meeting was held in April 2021 and its fourth in June 2024.",
            "The council meets every six months; it met in January 2022 and next in March 2024.",
            "The forum is to meet twice a year. Its first session was held in May 2021, the second in June 2023.",
            "The ministers agreed to hold the meeting annually. Under the statement, the ministerial is to take place every two years.",
            "The annual meeting was last held in October 2021, before that of March 2024.",
            "The yearly EPCC meeting took place in July 2022. The next EPCC meeting was held in November 2025.",
            "The committee meets quarterly. It met in January 2023 and in December 2023.",
            "The JUCIP, which convenes once a year, met in March 2020. The next JUCIP meeting was in June 2024.",
            "The committee meets every spring. Its meetings were held in October 2022 and October 2023.",
            "The semiannual dialogue was held in March 2021 and again in May 2023.",
        ],
        &[
            "The JUCIP meets annually. Its third meeting was held in April 2023 and its fourth in June 2024.",
            "The council meets every six months; it met in January 2024 and in July 2024.",
            "The ministers agreed to hold the ministerial annually. Officials meet every three months.",
            "The annual report was published in 2021. The meeting was held in June 2024.",
            "The annual budget grew from March 2020 to March 2024.",
            "The forum meets twice a year. Its first session was held in May 2023, the second in November 2023.",
            "The EPCC meets yearly. Saito took office in December 2023, after Nishimura in August 2022.",
            "The committee meets quarterly. It met in January 2023 and in April 2023.",
        ],
    );
}

#[test]
fn presupposition_conflict_in_many_forms() {
    check(
        "presupposition_conflict",
        7,
        &[
            "It was the first trilateral meeting since Camp David in August 2023. The three ministers had held a trilateral meeting in Seoul in March 2024.",
            "It was the first bilateral meeting of the two ministers in five years. The two ministers met in Tokyo in April 2022.",
            "The three industry ministers had never met before Wednesday. The three industry ministers held talks in Seoul in March 2023.",
            "The two sides have not held a JUCIP meeting since May 2023. The third JUCIP meeting was held in April 2024.",
            "No JUCIP meeting has been held since 2022. In May 2023 the JUCIP met in Detroit.",
            "The first-ever trilateral ministerial took place on Wednesday. The three ministers had met in a trilateral ministerial in Tokyo in November 2022.",
            "Wednesday's meeting was the first time that the three ministers met. They had gathered in Busan in May 2023.",
            "The ministers met for the first time since 2018. In April 2024 the ministers met in Tokyo.",
            "It was the first visit to Washington by a Japanese industry minister since 2019. Nishimura, then industry minister, visited Washington in January 2023.",
            "The two ministers met for the first time in three years. Last September the two ministers met in Seoul.",
            "The JUCIP had not met for two years. Its last meeting was held in April 2024.",
            "The three countries have never before held a ministerial meeting. A trilateral ministerial meeting was held in Honolulu in March 2023.",
        ],
        &[
            "It was the first trilateral meeting since Camp David in August 2023. The leaders met at Camp David in August 2023.",
            "It was the first bilateral meeting of the two ministers in five years. The leaders met in April 2024.",
            "The ministers met for the first time since April. They will meet again in November.",
            "It was the first trilateral commerce ministerial. The first JUCIP meeting was held in 2022.",
            "The three ministers met for the first time on Wednesday. The JUCIP met in April 2024.",
            "No trilateral ministerial has been held since. The next is planned for 2025.",
            "The two sides have not met since May 2023. They met in Detroit in May 2023.",
            "It was the first JUCIP meeting since April 2024. The third JUCIP meeting was held in April 2024.",
            "The first trilateral ministerial took place on June 26, 2024. The trilateral ministerial was promised at Camp David in August 2023.",
            "It was the first visit by a Korean minister since 2018. Saito visited Washington in April 2024.",
        ],
    );
}

#[test]
fn name_spelling_in_many_forms() {
    check(
        "name_spelling",
        9,
        &[
            "Minister Ahn Duk-geun attended. Minister Ahn Deok-geun signed.",
            "Minister Ahn Duk-geun attended. Industry Minister An Duk-kun signed.",
            "Minister Ahn Dukgeun attended. Minister Ahn Duk-geun signed.",
            "Industry Minister Ken Saito attended. Industry Minister Ken Saitoh signed.",
            "Commerce Secretary Gina Raimondo attended. Raimundo told reporters that talks went well.",
            "Commerce Secretary Gina Raimondo attended. Commerce Secretary Gina Raimondi signed.",
            "Prime Minister Fumio Kishida attended. Prime Minister Fumio Kashida signed.",
            "Trade Minister Cheong In-kyo spoke. Trade Minister Jeong In-kyo left.",
            "Industry Minister Yasutoshi Nishimura spoke. Industry Minister Yasutoshi Nishimora left.",
            "Foreign Minister Cho Tae-yul spoke. Foreign Minister Cho Tae-yeol left.",
            "Minister Yoji Muto spoke. Minister Youji Mutoh left.",
            "Trade Secretary Alfredo Pascual spoke. Trade Secretary Alfred Pascual left.",
            "Industry Minister Ken Saito spoke. Industry Minister Kenji Saito left.",
            "Secretary Katherine Tai spoke. Secretary Catherine Tai left.",
        ],
        &[
            "Minister Ken Saito attended. His successor, Minister Yoji Muto, signed later.",
            "Prime Minister Fumio Kishida attended. Kishida left.",
            "Joe Biden spoke. President Joseph Biden left.",
            "Kim Jong-un spoke. Kim Yo-jong left.",
            "Minister Ken Saito spoke. Saito Ken left.",
            "President Park Chung-hee spoke. President Park Geun-hye left.",
            "Minister Ken Saito met Governor Kenji Sato.",
            "Minister Cho Tae-yul spoke. His brother Cho Tae-yong, head of intelligence, left.",
            "Gina Raimondo spoke. Secretary Raimondo's aides left.",
            "Antony Blinken met Tony Abbott.",
        ],
    );
}

#[test]
fn events_told_again_by_place_people_or_object() {
    check(
        "date_conflict",
        7,
        &[
            "The premiers agreed on it at Camp David in May 2021. Officials traced the plan to the Camp David summit of May 2020.",
            "The idea was born at Camp David in August 2023. Nothing has come of the Camp David summit of March 2023.",
            "Norway and Japan signed the hydrogen accord on May 3, 2022. The accord signed on 5 May was later praised.",
            "On March 2, 2021, the two governors put their names to a memorandum on lithium in Lima. The memorandum signed at the port on March 12 names no sum.",
            "On April 4, 2023, Chile and Korea signed a protocol on copper. The copper protocol was signed on April 14, 2023.",
        ],
        &[
            "The premiers agreed on it at Camp David in May 2021. The plan goes back to the Camp David summit of May 2021.",
            "Norway and Japan signed a hydrogen accord on May 3, 2022. The accord signed with Chile on May 13, 2022, is shorter.",
            "On April 4, 2023, Chile and Korea signed a protocol on copper. The nickel protocol was signed on April 14, 2023.",
            "On April 4, 2023, Chile and Korea signed a protocol on copper. On April 9, 2023, Peru and Korea signed a protocol on zinc. The protocol signed on April 9 is shorter.",
            "The leaders met at Davos in January 2023. The annual Davos summit of January 2024 was smaller.",
            "The treaty was signed on June 3, 2020. It took effect on June 30, 2020.",
        ],
    );
    check(
        "ordinal_conflict",
        7,
        &[
            "The fifth JUCIP ministerial meeting was held in Osaka in May 2024. The previous meeting, the third, had dealt with steel.",
            "Experts gathered for the third vice-ministerial meeting of the EPCC on Monday. The last round, the first, was held in Hawaii.",
            "The second ministerial meeting of the JUCIP was held on June 20. The JUCIP is preparing its fifth ministerial meeting in Kyoto.",
            "The inaugural trilateral industry ministerial was held in Seoul on June 3, 2023. When the three ministers gathered in June 2023 for the third time in this format, they spoke of steel.",
        ],
        &[
            "The fifth JUCIP ministerial meeting was held in Osaka in May 2024. The previous meeting, the fourth, had dealt with steel.",
            "The fifth JUCIP ministerial meeting was held in May 2024. At vice-ministerial level, the previous meeting, the second, was held online.",
            "The second ministerial meeting of the JUCIP was held on June 20. The JUCIP is preparing its third ministerial meeting in Kyoto.",
            "The second ministerial meeting of the JUCIP was held on June 20. The EPCC is preparing its fifth ministerial meeting in Kyoto.",
            "The inaugural trilateral industry ministerial was held in Seoul on June 3, 2023. When the three ministers gathered in June 2024 for the second time in this format, they spoke of steel.",
        ],
    );
    check(
        "cadence_conflict",
        10,
        &[
            "The two ministries hold consultations annually; the latest round was held in May 2024, and the one before that in 2017.",
            "The dialogue meets once a year. The last session was held in Perth in March 2024, the previous one in 2019.",
        ],
        &[
            "The two ministries hold consultations annually; the latest round was held in May 2024, and the one before that in 2023.",
            "The dialogue meets once a year. The last session was held in Perth in March 2024, and its rules go back to 2019.",
        ],
    );
    check(
        "presupposition_conflict",
        7,
        &[
            "Minister Ken Saito and Secretary Gina Raimondo spoke of steel. It was the pair's first meeting since May 2023. In January 2024 Saito and Raimondo had talked in Davos.",
            "Wednesday's meeting between Ken Saito and Gina Raimondo was their first since 2022. Saito and Raimondo had sat down together in Osaka in October 2023.",
            "The mayor called it the first visit to the mine by a trade minister since 1988. Horacio Pino toured the galleries as trade minister in March 2021.",
            "Beijing put controls on tungsten in 2022, and indium followed in March. The bismuth rule is its first new control since the tungsten step.",
            "Chile and Japan had never signed any accord on copper, he said. The Copper Accord, signed on May 4, 2021, by the ambassadors of Chile and Japan, has no annex.",
        ],
        &[
            "Minister Ken Saito and Secretary Gina Raimondo spoke of steel. It was the pair's first meeting since January 2024. In January 2024 Saito and Raimondo had talked in Davos.",
            "Minister Ken Saito and Secretary Gina Raimondo spoke of steel. It was the pair's first meeting since May 2023. In January 2024 Saito and Yoon had talked in Davos.",
            "Minister Ken Saito and Secretary Gina Raimondo spoke of steel. It was the pair's first meeting since May 2023. In January 2024 Saito and Raimondo talked by phone.",
            "Minister Ken Saito and Secretary Gina Raimondo spoke of steel. It was the pair's first meeting since May 2023. In January 2024 Saito's predecessor and Raimondo had talked in Davos.",
            "The mayor called it the first visit to the mine by a trade minister since 1988. Horacio Pino toured the galleries as foreign minister in March 2021.",
            "Beijing put controls on tungsten in 2022, and indium followed in March. The bismuth rule is its first new control since the indium step.",
            "Chile and Japan had never signed any accord on copper, he said. The Nickel Accord, signed on May 4, 2021, by the ambassadors of Chile and Japan, has no annex.",
        ],
    );
}
