//! Lists, classes and names in further forms: most of those with a fault must
//! be found, and nothing in those without one.

#![allow(clippy::unwrap_used)]

use narrows_record::propose::{ProposeRequest, propose};

fn kinds(text: &str) -> Vec<String> {
    let request = ProposeRequest {
        dateline: "2024-06-27".parse().ok(),
        form: None,
    };
    let found = propose(text.as_bytes(), &request).inconsistencies;
    found.into_iter().map(|found| found.kind).collect()
}

/// `share`: how many of ten forms must be found, at least.
fn check(kind: &str, share: usize, wrong: &[&str], right: &[&str]) {
    let missed: Vec<&&str> = wrong
        .iter()
        .filter(|text| !kinds(text).iter().any(|found| found == kind))
        .collect();
    let alarms: Vec<&&str> = right
        .iter()
        .filter(|text| !kinds(text).is_empty())
        .collect();
    assert!(
        alarms.is_empty() && (wrong.len() - missed.len()) * 10 >= wrong.len() * share,
        "{kind}\nmissed: {missed:#?}\nfalse alarms: {alarms:#?}"
    );
}

#[test]
fn numbers_and_lists() {
    check(
        "count_mismatch",
        8,
        &[
            "Officials will look at four sectors, among them chips, batteries, magnets, displays and ships.",
            "Ministers identified three weak spots: magnets, wafers, battery anodes and optical fibre.",
            "The pact is built on three strands – a stockpile, a price floor, joint research and an early-warning line – and will run for ten years.",
            "The annex names six metals, which the annex lists as gallium, germanium, indium, antimony and tungsten.",
            "The two governments signed four memoranda, namely one on chips, one on batteries and one on steel.",
            "The envoys of five countries (Japan, South Korea, Australia and India) attended.",
            "The working group has met three times, in Perth in May 2023, in Osaka that October, in Seoul in March 2024 and in Busan in June.",
            "The trio, Gina Raimondo, Ken Saito, Ahn Duk-geun and Yoon Suk Yeol, posed for photos.",
            "Foreign Minister Yoko Kamikawa and Industry Minister Ken Saito met Secretary of State Antony Blinken. The four ministers spoke for an hour.",
            "The agenda had five points: tariffs, subsidies, export controls and shipping.",
            "A five-point agenda was agreed: tariffs, subsidies, export controls and shipping.",
            "The list covers four goods: gallium, germanium and graphite.",
            "Three questions remain open: who pays, who decides, where the stock is kept and when it may be used.",
            "Japan, Australia and South Korea -- the four buyers -- have stayed away.",
            "The body has 14 members: seven from Southeast Asia, three from the Pacific and two from the Americas.",
            "The ministers set up two committees: one for batteries; one for chips; and one for magnets.",
            "Three agencies, METI, JOGMEC, the Japan Bank for International Cooperation and Nippon Export and Investment Insurance, will share the cost.",
            "Saito outlined two goals: secure supply, fair prices and clean mines.",
            "The three ministers, Ken Saito and Gina Raimondo, shook hands.",
            "The quartet of Japan, Australia and India will meet again.",
            "The document lists seven technologies. They are artificial intelligence, quantum computing, biotechnology and robotics.",
            "The ministers approved three projects: a nickel refinery in Surigao and a graphite plant in Quebec.",
            "Five provinces - Jiangxi, Hunan, Guangxi and Yunnan - produce most of it.",
            "The plan has two parts. They are a stockpile, a price floor and a training scheme.",
            "In their statement the ministers listed three concerns, namely overcapacity and coercion.",
            "The trilateral will focus on a handful of fields; the five priorities are chips, batteries, magnets and ships.",
            "The ministers agreed on the following four steps: a joint study, a pilot and a review.",
            "Seoul sent three officials: Deputy Minister Park Jong-won and Director General Lee Yong-pil.",
            "# Ministers agree on four priorities\n\nThe two ministers met in Tokyo. They settled on three priorities for the coming year: chips, batteries and magnets.",
            "The ministers agreed on three steps:\n\n- a joint study\n- a pilot plant\n- a review in 2026\n- a budget\n\nThey left.",
            "Those two priorities -- resilience, transparency and reciprocity -- were Tokyo's idea.",
            "Success depends on three conditions: that money is found, that the ministries find staff, that prices stay up and that nobody leaves.",
        ],
        &[
            "Officials will look at four sectors, among them chips and batteries.",
            "Ministers identified four weak spots: magnets, wafers, battery anodes and optical fibre.",
            "The two ministers reached a deal: gallium, germanium and graphite will be bought jointly.",
            "The two sides said they would cooperate in the following areas: chips, batteries and magnets.",
            "The two governments named their aims: resilience, transparency and fair trade.",
            "The pact has two parts: research and development, and trade and investment.",
            "The four areas are supply chains, research and development, energy and food security, and trade.",
            "The three companies said sales, profits and exports had risen.",
            "In four years, Japan, South Korea and the United States have met twice.",
            "The two ministers, accompanied by Saito, Raimondo and Ahn, left.",
            "Two officials, one from Tokyo and one from Seoul, said talks went on.",
            "The framework has 14 members, seven of them from Southeast Asia and three from the Pacific.",
            "Four of the six projects are in Australia: Alcoa, Arafura, Iluka and Lynas.",
            "At least three companies: Sony, Hitachi, Toyota and Panasonic.",
            "The three ministers discussed chips, batteries and magnets with two guests, Margrethe Vestager and Thierry Breton.",
            "Four ministers attended: Antony Blinken, the secretary of state, Gina Raimondo, the commerce secretary, Yoko Kamikawa and Yasutoshi Nishimura.",
            "Two documents were signed: a memorandum between the Ministry of Trade, Industry and Energy and the Commerce Department, and a letter of intent.",
            "Three ministries, the Ministry of Economy, Trade and Industry, the Ministry of Finance and the Ministry of Foreign Affairs, were involved.",
            "The trio agreed to meet yearly: Japan will host in 2025, Korea in 2026, the United States in 2027 and Japan again in 2028.",
            "The four-part agenda covered chips, batteries and magnets.",
            "Two more companies, Sony, Hitachi and Toyota's supplier, may follow.",
            "The five countries in the region with refineries are rich, stable and close to ports.",
            "The three are working together, officials said, and Saito and Raimondo will meet again.",
            "Tokyo and Seoul agreed on 10 items, including chips, batteries and magnets.",
            "Secretary Gina Raimondo told Minister Ken Saito that talks were near. The three ministers had met in June.",
            "Secretary Gina Raimondo met Minister Ken Saito and their South Korean counterpart. The three ministers spoke for an hour.",
            "Three factors – price, quality, and the time and money needed for permits – matter.",
            "The ministers have three tasks, and Saito, Raimondo, Ahn and Yoon know them.",
            "Exports to two countries, Japan and South Korea, Taiwan and the United States among the others, fell.",
            "# Two firms win loans\n\nTokyo said that five firms had asked for loans: Sony, Hitachi, Toyota Motor, Panasonic and Mazda.",
            "The two leaders spoke about three things: money, and money, and money.",
            "Only two countries can refine it: China and Japan.",
            "The rule has two exceptions: samples, and goods returned for repair or replacement.",
            "Two ministers, one prime minister and three ambassadors came: Saito, Ahn, Kishida, Emanuel, Tomita and Cho.",
            "The two countries and Australia, India and Canada will follow.",
            "He saw two dangers: \"coercion\" and \"dependence\".",
            "The ministers set four priorities for the year: chips, batteries, and steel and aluminum.",
            "Two weeks later, Japan, Australia and India signed.",
            "The three countries' ministers, Saito, Raimondo and Ahn, signed two papers: the statement and its annex.",
            "The three-day visit took him to two cities, Seoul and Busan, and to a shipyard, a mine and a museum.",
            "Germany, France, Italy and 23 other states, the 27 members of the union, agreed.",
            "The four members -- Japan, Australia, India and the United States -- met.",
        ],
    );
}

#[test]
fn classes_and_members() {
    check(
        "wrong_class",
        8,
        &[
            "Gallium and germanium, the rare earths that Beijing controls, are scarce.",
            "Under the heading \"rare earths\" the annex lists gallium and germanium.",
            "The annex lists gallium and germanium under the heading of rare earths.",
            "Graphite must be declared as a rare earth.",
            "Beijing put gallium under license. Traders call gallium a rare earth.",
            "Customs files antimony among the rare earths.",
            "Rare earths, of which gallium is the scarcest, are traded in Rotterdam.",
            "The rare earths in question, gallium and germanium, need a permit.",
            "Japan buys rare earths, from gallium to germanium, in China.",
            "Of the rare earths, gallium matters most.",
            "Gallium, the best known of the rare earths, is a by-product.",
            "They spoke about antimony and tungsten. Both metals were praised; these rare earths are mined in Hunan.",
            "China curbs gallium and germanium.\n\nSeoul said nothing. \"If these rare earths stop flowing, we stop,\" he said.",
            "China curbs gallium and germanium. They are rare earths.",
            "China curbs gallium and germanium. Such rare earths are hard to replace.",
            "Heavy rare earths like neodymium are mined in Myanmar.",
            "Light rare earths, chiefly dysprosium and terbium, are mined there.",
            "Noble gases such as hydrogen and neon are needed.",
            "Fossil fuels including coal, oil and uranium will be taxed.",
            "Legacy chips, for instance 5-nanometer processors, are covered.",
            "Mature-node chips such as 3 nm parts are covered.",
            "Platinum-group metals – platinum, palladium and nickel – were discussed.",
            "Precious metals (gold, silver and tungsten) rose.",
            "Battery metals – lithium, nickel, gallium – rose.",
            "The three battery metals, lithium, graphite and cobalt, rose.",
            "Critical minerals such as gallium and semiconductors are on the list.",
            "Base metals such as copper, zinc and dysprosium fell.",
            "The precious metals germanium and gallium fell.",
            "Metals like graphite fell.",
            "Germanium ranks among the rare earths.",
            "The list counts graphite as one of the rare earths.",
            "Along with other rare earths, gallium is controlled.",
            "Shipments of gallium and other rare-earth materials stopped.",
            "Graphite (a rare earth) was left out.",
            "\"Tungsten is a rare earth we cannot do without,\" he said.",
            "Beijing's curbs on rare earths -- gallium first, then germanium -- hurt.",
            "Germanium dioxide was quoted higher. The rare earth is used in lenses.",
            "Rare earths, among which the ministers named gallium and germanium, are scarce.",
            "Nickel and cobalt are among the noble gases.",
            "Antimony joined gallium and germanium on the list of rare earths.",
            "Prices for such rare earths as gallium and germanium rose.",
        ],
        &[
            "Gallium and germanium, like rare earths, are controlled by China.",
            "The annex lists gallium and germanium alongside rare earths.",
            "The annex lists rare earths, gallium and germanium.",
            "Gallium is not one of the rare earths.",
            "China curbs gallium and germanium. Rare earths are another matter.",
            "China curbs gallium and germanium as well as rare earths. These rare earths include dysprosium.",
            "Graphite is used with rare earths in motors.",
            "Neither gallium nor germanium is a rare earth.",
            "Gallium, a by-product of aluminum, is no rare earth.",
            "Tungsten, unlike the rare earths, is mined in Vietnam.",
            "Japan recycles gallium, a rival of rare earth makers.",
            "Lynas, a rare earths miner, and nickel producers gained.",
            "Nickel comes from Indonesia, while rare earths such as neodymium come from China.",
            "Critical minerals such as gallium, germanium and copper are at risk.",
            "Legacy chips, such as 40-nanometer parts, are covered.",
            "Legacy chips and 3-nanometer processors are covered.",
            "Advanced chips such as 3-nanometer processors are covered.",
            "The ministers discussed critical minerals, semiconductors and batteries.",
            "Critical minerals and semiconductors such as memory chips are on the list.",
            "Noble gases such as helium and neon come from Ukraine.",
            "Materials from rare earths to graphite were on the list.",
            "Battery metals such as lithium, nickel and cobalt rose, as did graphite.",
            "Graphite is a battery mineral, not a metal.",
            "Chips, batteries and magnets are in the annex.",
            "Semiconductors, including chips made with gallium, were discussed.",
            "Permanent magnets contain rare earths such as neodymium, with cobalt in some grades.",
            "China controls gallium, germanium, graphite and seven rare earths, dysprosium among them.",
            "Is gallium a rare earth? It is not.",
            "He confused gallium with a rare earth.",
            "Rare earths, like gallium, are mostly refined in China.",
            "Base metals such as copper fell while gold rose.",
            "The two metals, copper and nickel, rose.",
            "Gallium and germanium are by-products of zinc and aluminum. The two metals are used in chips.",
            "Graphite and lithium are scarce. These minerals come from China.",
            "The plant makes chips from silicon and batteries from lithium.",
            "Semiconductors and batteries come first. These goods are critical minerals' main use.",
            "Gallium exporters need the same licence as rare earths shippers.",
            "The metals on the list are gallium and germanium; graphite is listed as a mineral.",
            "A price floor for graphite was put next to one for rare earths.",
            "Steel, aluminum and other metals were hit.",
            "Companies that mine copper or rare earths gained.",
            "The deal names gallium. A rare earth, dysprosium, was dropped.",
            "Gallium was added to rare earths on the list.",
        ],
    );
}

#[test]
fn names_and_people() {
    check(
        "name_spelling",
        8,
        &[
            "Commerce Secretary Gina Raimondo spoke. Later Riamondo left.",
            "Kamikawa Yoko, Japan's foreign minister, arrived. Foreign Minister Yoko Kamigawa spoke.",
            "Trade Minister Cheong In-kyo spoke. Inkyo Cheong's deputy left. Trade Minister Jeong In-gyo left.",
            "Industry Minister Yoji Muto met Secretary Howard Lutnick. Mr. Lutnik smiled.",
            "Cristina Roque, the trade secretary, spoke. \"No,\" said Rocque.",
            "Prime Minister Sanae Takaichi spoke. Takaichi was asked. Prime Minister Sanae Takaechi left.",
            "[Caption: Antony Blinken and Yoko Kamikawa]\n\nSecretary of State Anthony Blinken met Kamikawa.",
            "President Ferdinand Marcos Jr. met Minister Ken Saito. Sec. Ferdinand Markos left.",
        ],
        &[
            "Deputy Minister Park Jong-won met Governor Park Jung-won in Busan.",
            "Prime Minister Shinzo Abe and his father, Foreign Minister Shintaro Abe, were named.",
            "Minister Ken Saito spoke. Kaito said the firm would follow. Saitama Prefecture was host.",
            "Secretary Marco Rubio spoke. Rubies were sold.",
            "Prime Minister Narendra Modi spoke. Modes of transport were named.",
            "Ambassador Koji Tomita and Ambassador Shigeo Yamada signed. Yamato Holdings agreed.",
            "Gina Raimondo, commerce secretary, met Minister Ahn Duk-geun. Ahn Cheol-soo, a lawmaker, spoke.",
            "Minister Lee Chang-yang was followed by Minister Bang Moon-kyu. Lee Chang-yong, the central bank governor, spoke.",
            "Secretary Janet Yellen spoke. Yellow lights blinked. Yelling was heard.",
            "Axelrod Systems and Matthew Axelrod agreed. Axel Rod left.",
        ],
    );
}
