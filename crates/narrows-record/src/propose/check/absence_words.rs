//! What words of a claim and of a telling mean: classes of deeds and things for
//! which English has many words, countries behind cities, and stems.

use std::collections::BTreeMap;

use super::CheckText;
use super::party::government_of;
use super::rank::Ranks;
use crate::propose::lexicon::{is_function_word, numeral};
use crate::propose::mention::MentionType;
use narrows_core::Economy;

/// Classes of deeds and things, with how their words begin. A word belongs to
/// the class when it begins so and goes on for no more than four letters.
const CLASSES: &[(&str, &[&str])] = &[
    (
        "#meet",
        &[
            "meet",
            "met",
            "talks",
            "consultation",
            "session",
            "convene",
            "convening",
            "gather",
            "confer",
            "dialogue",
            "round",
            "summit",
            "ministerial",
            "negotiat",
            "encounter",
            "discussions",
            "sit-down",
            "roundtable",
            "workshop",
            "huddle",
            "assembl",
            "reconven",
            "conversation",
            "edition",
            "plenary",
            "get-together",
            "conference",
            "symposi",
            "seminar",
            "forum",
            "breakfast",
            "lunch",
            "dinner",
        ],
    ),
    (
        "#visit",
        &[
            "visit", "trip", "travel", "flew", "flown", "fly", "tour", "journey", "foot", "stay",
            "arriv", "went", "gone", "stopover", "voyage", "inspect", "abroad",
        ],
    ),
    (
        "#sign",
        &[
            "sign",
            "conclud",
            "ink",
            "initial",
            "seal",
            "accord",
            "agreement",
            "pact",
            "treat",
            "deal",
            "memorand",
            "understanding",
            "compact",
            "contract",
            "convention",
            "arrangement",
            "names",
            "ratif",
        ],
    ),
    (
        "#paper",
        &[
            "statement",
            "communiqu",
            "declaration",
            "document",
            "report",
            "paper",
            "text",
            "guideline",
        ],
    ),
    (
        "#speak",
        &[
            "discuss", "raise", "raising", "lectur", "mention", "quarrel", "agenda", "broach",
            "debat", "argu", "address", "talked", "spoke", "spoken", "complain",
        ],
    ),
    (
        "#curb",
        &[
            "control", "curb", "restrict", "ban", "bans", "banned", "sanction", "tariff", "quota",
            "embargo", "limit", "dut", "lev",
        ],
    ),
    (
        "#licence",
        &[
            "licens",
            "licenc",
            "permit",
            "permission",
            "authoris",
            "authoriz",
            "clearance",
            "approv",
        ],
    ),
    (
        "#forbid",
        &[
            "order",
            "forbid",
            "forbad",
            "forbidden",
            "block",
            "prohibit",
            "veto",
            "halt",
            "stopp",
        ],
    ),
    (
        "#own",
        &[
            "stake",
            "share",
            "shareholder",
            "owns",
            "owned",
            "owner",
            "ownership",
            "acqui",
            "bought",
            "buy",
            "invest",
            "investor",
            "venture",
            "purchas",
            "takeover",
        ],
    ),
    (
        "#money",
        &[
            "grant", "money", "subsid", "funding", "funds", "funded", "aid", "loan", "financ",
            "paid", "credit",
        ],
    ),
    (
        "#attend",
        &[
            "attend",
            "participa",
            "took",
            "taken",
            "sat",
            "present",
            "delegate",
            "delegation",
        ],
    ),
    (
        "#chair",
        &["chair", "presid", "headed", "helm", "lead", "led"],
    ),
    (
        "#submit",
        &[
            "submi", "handed", "tabled", "lodg", "filed", "filing", "present",
        ],
    ),
    (
        "#plant",
        &[
            "plant", "factor", "refiner", "smelter", "facilit", "mill", "works", "fab", "foundr",
        ],
    ),
    (
        "#drill",
        &[
            "exercis",
            "drill",
            "rehears",
            "simulat",
            "table-top",
            "tabletop",
            "dry-run",
            "war-game",
        ],
    ),
    (
        "#ship",
        &["ship", "deliver", "cargo", "consignment", "suppl", "export"],
    ),
    (
        "#invoke",
        &["invok", "trigger", "activat", "request", "appeal", "resort"],
    ),
    (
        "#demand",
        &["ask", "demand", "urg", "press", "petition", "call"],
    ),
    (
        "#case",
        &[
            "lawsuit",
            "suit",
            "sued",
            "complaint",
            "dispute",
            "litigat",
            "arbitrat",
            "court",
        ],
    ),
    ("#woman", &["woman", "women", "female", "lady"]),
    (
        "#stock",
        &["stockpil", "reserv", "stock", "storag", "depot", "warehous"],
    ),
    (
        "#make",
        &["produc", "manufactur", "output", "smelt", "refin"],
    ),
    (
        "#open",
        &[
            "open",
            "inaugurat",
            "launch",
            "start",
            "establish",
            "founded",
            "founding",
        ],
    ),
    (
        "#close",
        &["closed", "closur", "shut", "suspend", "cease", "wound"],
    ),
    ("#order-goods", &["tender", "auction", "bid", "bidd"]),
    ("#name", &["appoint", "nominat", "elect", "swor"]),
    ("#strike", &["strike", "walkout", "stoppage", "outage"]),
    (
        "#fine",
        &[
            "fine", "penalt", "punish", "convict", "sentenc", "prosecut", "indict",
        ],
    ),
];

/// Cities that news of trade and industry names without their country.
const CITIES: &[(&str, &str)] = &[
    (
        "JPN",
        "tokyo osaka kyoto yokohama nagoya sapporo sendai hiroshima fukuoka kobe kumamoto kitakyushu niigata hakone nara nagasaki okinawa naha hakodate chitose hokkaido kyushu shikoku kanazawa toyama matsuyama takamatsu okayama shizuoka karuizawa ise-shima mie tsukuba kawasaki chiba saitama akita aomori morioka yamagata iwaki nagano gifu kagoshima oita miyazaki ehime hachinohe",
    ),
    (
        "KOR",
        "seoul busan incheon daegu daejeon gwangju ulsan suwon sejong jeju pohang gwangyang gyeongju pyeongtaek changwon icheon hwaseong yongin gunsan gangneung samcheok jeonju yeosu songdo pangyo cheongju gumi",
    ),
    (
        "USA",
        "washington detroit honolulu hawaii chicago houston boston seattle texas california michigan arizona phoenix ohio tennessee nevada dallas austin atlanta pittsburgh philadelphia miami denver portland albany alaska anchorage virginia maryland pennsylvania",
    ),
    (
        "CHN",
        "beijing shanghai shenzhen guangzhou chengdu chongqing tianjin wuhan nanjing hangzhou suzhou dalian qingdao xiamen ningbo guangxi yunnan",
    ),
    (
        "CAN",
        "ottawa toronto montreal vancouver quebec ontario alberta calgary kananaskis banff halifax saskatchewan",
    ),
    (
        "AUS",
        "canberra sydney melbourne perth brisbane adelaide darwin queensland kalgoorlie",
    ),
    (
        "IND",
        "delhi mumbai bangalore bengaluru chennai hyderabad gujarat kolkata pune",
    ),
    (
        "IDN",
        "jakarta bali surabaya bandung sulawesi morowali batam halmahera",
    ),
    (
        "PHL",
        "manila cebu davao luzon mindanao palawan clark surigao",
    ),
    ("VNM", "hanoi haiphong danang saigon"),
    ("THA", "bangkok phuket pattaya"),
    ("MYS", "kuala-lumpur penang kuching johor putrajaya"),
    ("LAO", "vientiane"),
    ("KHM", "phnom-penh siem-reap"),
    ("MNG", "ulaanbaatar"),
    ("KAZ", "astana almaty oskemen"),
    ("UZB", "tashkent samarkand"),
    (
        "DEU",
        "berlin munich frankfurt hamburg dresden bonn cologne dusseldorf stuttgart leipzig",
    ),
    (
        "FRA",
        "paris lyon marseille nice toulouse grenoble strasbourg evian",
    ),
    (
        "GBR",
        "london edinburgh glasgow manchester birmingham belfast cardiff cornwall",
    ),
    (
        "ITA",
        "rome milan turin venice bari naples trieste stresa apulia genoa bologna",
    ),
    ("NLD", "hague amsterdam rotterdam eindhoven veldhoven"),
    ("BEL", "brussels antwerp leuven ghent"),
    ("CHE", "geneva zurich davos bern basel"),
    ("EST", "tallinn narva"),
    ("CHL", "santiago antofagasta"),
    ("ARG", "jujuy salta"),
    ("BRA", "brasilia manaus belem"),
    ("PER", "lima arequipa"),
    ("ZAF", "johannesburg pretoria durban"),
    ("TWN", "taipei hsinchu kaohsiung tainan"),
    ("RUS", "moscow vladivostok"),
    ("UKR", "kyiv kiev odesa"),
    ("SAU", "riyadh jeddah"),
    ("ARE", "dubai"),
    ("MEX", "monterrey cancun"),
];

/// The country of a city by its folded name.
fn country_of_city(fold: &str) -> Option<&'static str> {
    CITIES
        .iter()
        .find(|(_, cities)| cities.split(' ').any(|city| city == fold))
        .map(|(country, _)| *country)
}

/// A city lies in the country that a name tells.
pub(super) fn is_place_within(city: &str, country: &str) -> bool {
    country_of_city(city)
        .and_then(|code| Economy::all().find(|economy| economy.alpha3() == code))
        .is_some_and(|economy| country.contains(&economy.name().to_lowercase()))
}

/// The class of a word together with the one behind it.
fn class_of(fold: &str, next: &str) -> Option<&'static str> {
    match (fold, next) {
        ("sat" | "sit" | "sitting", "down" | "together" | "across") => return Some("#meet"),
        ("came" | "come" | "brought", "together") => return Some("#meet"),
        ("been", "to" | "there") | ("was", "there") => return Some("#visit"),
        ("brought" | "bring", "up") | ("took" | "taken" | "take", "up") => return Some("#speak"),
        ("put", "their" | "its" | "his" | "her") => return Some("#sign"),
        ("dry", "run") => return Some("#drill"),
        ("handed", "out" | "over") => return None,
        ("conference", "room" | "rooms" | "call" | "center" | "centre" | "table") => return None,
        ("took" | "taken", next) if next != "part" => return None,
        ("present", next) if next != "at" => return None,
        _ => {}
    }
    CLASSES
        .iter()
        .find(|(_, words)| {
            words.iter().any(|word| {
                fold == *word
                    || word.len() >= 4 && fold.starts_with(word) && fold.len() <= word.len() + 4
                    || word.len() < 4
                        && fold.strip_prefix(word).is_some_and(|rest| {
                            matches!(rest, "s" | "ed" | "ing" | "ped" | "ned" | "ning")
                        })
            })
        })
        .map(|(class, _)| *class)
}

/// Words that say nothing of what a claim is about.
const COMMON: &str = "first time times since ever never before year years month months week weeks day days said says told that with have been would which their they when were this also after other last such kind only again until then than from into over under about only more most some each both same kind sort type history longer further still once earlier previous previously already another recent recently part make made making take came come goes going being does done because where while there here three four five seven eight nine half dozen officials official ministry minister ministers government governments country countries nation nations people member members long short much many very well even just like what whom whose will may might could should must able between among without within during against through ahead back down next away quite rather itself himself herself themselves noted added recalled according spokesman spokeswoman today yesterday tomorrow monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december spring summer autumn winter decade decades century date state states side sides public former format soil territory shores received receive gotten given existed exist new old big had has was were are not set put did got let say see two one six ten all any are who its his her out off for and but nor yet far own way day men man end use used won ago held body bodies thing things head rank kinds matter matters capital capitals opportunity chance taken devoted solely entirely dedicated exclusively held hold holding host hosts hosted hosting staged predecessors predecessor face issue issued issues issuing release released published publish publishes interruption office post outside beyond";

/// One thing that a sentence is about, at a word.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Term {
    pub(super) name: String,
    /// How its word begins, where the name is a class.
    pub(super) stem: String,
    pub(super) at: usize,
}

/// What words `from..until` of a sentence are about.
pub(super) fn terms(
    text: &CheckText<'_>,
    ranks: &Ranks,
    number: usize,
    from: usize,
    until: usize,
) -> Vec<Term> {
    let mut terms = Vec::new();
    let mut taken = vec![false; until - from];
    for found in text.annotations.found[number]
        .iter()
        .filter(|found| found.from >= from && found.until <= until)
    {
        let name = match found.kind {
            MentionType::Per => Some(format!("%{}", ranks.person(text, found))),
            MentionType::Place | MentionType::Norp => {
                government_of(text, found).map(|state| format!("@{state}"))
            }
            MentionType::Date => {
                taken[found.from - from..found.until - from].fill(true);
                None
            }
            _ => None,
        };
        if let Some(name) = name {
            taken[found.from - from..found.until - from].fill(true);
            terms.push(Term {
                name,
                stem: String::new(),
                at: found.from,
            });
        }
    }
    for at in from..until {
        if taken[at - from] {
            continue;
        }
        let fold = text.fold(at);
        if text.words.is_capital(at)
            && let Some(country) = country_of_city(fold)
        {
            terms.push(Term {
                name: format!("@{country}"),
                stem: String::new(),
                at,
            });
            continue;
        }
        if let Some(class) = class_of(fold, text.fold(at + 1)) {
            terms.push(Term {
                name: class.to_owned(),
                stem: fold.chars().take(4).collect(),
                at,
            });
            continue;
        }
        if fold.chars().count() < 3
            || !fold.chars().all(|c| c.is_alphabetic() || c == '-')
            || is_function_word(fold)
            || numeral(fold).is_some()
            || COMMON.split(' ').any(|word| word == fold)
        {
            continue;
        }
        terms.push(Term {
            name: fold.chars().take(5).collect(),
            stem: String::new(),
            at,
        });
    }
    terms.sort_by_key(|term| term.at);
    terms
}

/// Sentences beyond which the rest of a text is not compared.
const MOST_SENTENCES: usize = 2_000;

/// What each sentence is about, read once.
pub(super) struct Told {
    sentences: Vec<Vec<Term>>,
}

impl Told {
    pub(super) fn of(text: &CheckText<'_>, ranks: &Ranks) -> Self {
        let sentences = text
            .words
            .sentences
            .iter()
            .take(MOST_SENTENCES)
            .enumerate()
            .map(|(number, range)| terms(text, ranks, number, range.from, range.until))
            .collect();
        Self { sentences }
    }

    /// The terms of a sentence; none beyond the sentences that are compared.
    pub(super) fn in_sentence(&self, number: usize) -> &[Term] {
        self.sentences.get(number).map_or(&[], Vec::as_slice)
    }

    /// In how many sentences each term stands.
    pub(super) fn frequency(&self, text: &CheckText<'_>) -> BTreeMap<String, usize> {
        let mut frequency = BTreeMap::new();
        for (number, _, _) in text.sentences() {
            let mut names: Vec<&str> = self
                .in_sentence(number)
                .iter()
                .map(|term| term.name.as_str())
                .collect();
            names.sort_unstable();
            names.dedup();
            for name in names {
                *frequency.entry(name.to_owned()).or_insert(0) += 1;
            }
        }
        frequency
    }
}
