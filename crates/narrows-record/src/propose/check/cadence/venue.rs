//! Where rounds are held by rule, "alternately in Tokyo and Seoul", "always in
//! Geneva", "never in one city twice", against where the text says they were.

use super::super::CheckText;
use super::topic::{Topic, meeting_verb, meeting_word};
use crate::propose::gazetteer::Gazetteer;
use crate::propose::mention::MentionType;

/// A rule of places.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Rule {
    /// "always in Geneva"
    Always(String),
    /// "alternates between the capitals", "each member in turn"
    Turns,
    /// "never in the same city twice"
    NeverTwice,
}

/// A rule of places as it is told.
#[derive(Debug, Clone)]
pub(super) struct VenueRule {
    pub(super) sentence: usize,
    pub(super) from: usize,
    pub(super) until: usize,
    pub(super) rule: Rule,
    pub(super) topic: Topic,
}

/// What is told of places of rounds.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Seen {
    /// Rounds one after the other: their places.
    Row(Vec<String>),
    /// The same host or place as the one before.
    Again,
    /// Back at a place after some time.
    Return,
    /// One round at one place.
    At(String),
}

#[derive(Debug, Clone)]
pub(super) struct Venue {
    pub(super) sentence: usize,
    pub(super) from: usize,
    pub(super) until: usize,
    pub(super) seen: Seen,
    pub(super) topic: Topic,
}

/// Cities in which such talks are held, by country; capitals stand in the gazetteer.
const CITIES: &[(&str, &[&str])] = &[
    (
        "JPN",
        &[
            "osaka",
            "kyoto",
            "nagoya",
            "hiroshima",
            "nagasaki",
            "fukuoka",
            "kumamoto",
            "sapporo",
            "yokohama",
            "sendai",
            "kobe",
            "chiba",
            "karuizawa",
            "niigata",
            "hakone",
            "naha",
            "kanazawa",
            "nara",
            "okinawa",
            "hokkaido",
            "shizuoka",
            "kitakyushu",
        ],
    ),
    (
        "USA",
        &[
            "new york",
            "san francisco",
            "los angeles",
            "detroit",
            "chicago",
            "seattle",
            "honolulu",
            "houston",
            "boston",
            "philadelphia",
            "pittsburgh",
            "atlanta",
            "phoenix",
            "dallas",
            "austin",
            "denver",
            "camp david",
            "columbus",
            "san diego",
            "las vegas",
            "boise",
            "albany",
            "nevada",
            "hawaii",
            "california",
            "texas",
            "ohio",
            "san jose",
        ],
    ),
    (
        "KOR",
        &[
            "busan", "incheon", "daegu", "daejeon", "gwangju", "ulsan", "pohang", "gyeongju",
            "jeju", "sejong", "suwon", "gumi", "changwon", "yeosu",
        ],
    ),
    (
        "PHL",
        &[
            "cebu",
            "davao",
            "makati",
            "clark",
            "subic",
            "quezon city",
            "palawan",
            "boracay",
            "baguio",
            "iloilo",
        ],
    ),
    (
        "AUS",
        &[
            "sydney",
            "melbourne",
            "perth",
            "brisbane",
            "adelaide",
            "darwin",
            "townsville",
            "cairns",
            "hobart",
            "kalgoorlie",
        ],
    ),
    (
        "CAN",
        &[
            "toronto",
            "vancouver",
            "montreal",
            "calgary",
            "quebec",
            "halifax",
        ],
    ),
    (
        "CHN",
        &[
            "shanghai",
            "shenzhen",
            "guangzhou",
            "tianjin",
            "hong kong",
            "dalian",
            "qingdao",
        ],
    ),
    (
        "IND",
        &[
            "mumbai",
            "bengaluru",
            "bangalore",
            "chennai",
            "hyderabad",
            "kolkata",
            "goa",
        ],
    ),
    (
        "DEU",
        &[
            "munich",
            "frankfurt",
            "hamburg",
            "dresden",
            "cologne",
            "bonn",
            "leipzig",
        ],
    ),
    (
        "FRA",
        &[
            "lyon",
            "marseille",
            "bordeaux",
            "toulouse",
            "strasbourg",
            "nice",
            "lille",
        ],
    ),
    (
        "GBR",
        &[
            "manchester",
            "edinburgh",
            "glasgow",
            "birmingham",
            "cardiff",
            "belfast",
        ],
    ),
    ("NLD", &["the hague", "rotterdam", "eindhoven", "amsterdam"]),
    ("VNM", &["haiphong", "da nang", "ho chi minh city"]),
    ("IDN", &["bali", "bandung", "surabaya", "makassar"]),
    ("MYS", &["penang", "johor"]),
    ("TWN", &["kaohsiung", "hsinchu", "taichung", "tainan"]),
    ("CHL", &["antofagasta", "valparaiso"]),
    ("BRA", &["rio de janeiro", "sao paulo"]),
    ("ITA", &["milan", "turin", "naples", "venice", "florence"]),
    ("KAZ", &["almaty"]),
];

/// The country of a place.
fn country(place: &str) -> Option<&str> {
    CITIES
        .iter()
        .find(|(_, cities)| cities.contains(&place))
        .map(|(country, _)| *country)
        .or_else(|| Gazetteer::shipped().capital_of(place))
}

/// A place at a word: one of the gazetteer or of the list.
fn place_at(text: &CheckText<'_>, sentence: usize, at: usize) -> Option<(String, usize)> {
    let found = text.annotations.found.get(sentence)?.iter().find(|found| {
        found.from == at
            && found.kind == MentionType::Place
            && found
                .id
                .as_deref()
                .is_some_and(|id| id == "city" || id.len() == 3)
    });
    if let Some(found) = found {
        let city = found.id.as_deref() == Some("city");
        let name = if city {
            text.words.folded(found.from, found.until)
        } else {
            found.id.clone()?
        };
        return Some((name, found.until));
    }
    let two = text.words.folded(at, at + 2);
    let one = text.fold(at);
    if country(&two).is_some() {
        return Some((two, at + 2));
    }
    (text.words.is_capital(at) && country(one).is_some()).then(|| (one.to_owned(), at + 1))
}

/// Two names of one place, as "Tokyo" and "Japan" are of one country.
fn is_within(place: &str, other: &str) -> bool {
    place == other || country(place) == Some(other) || country(other) == Some(place)
}

/// Reads the rules of places.
pub(super) fn rules(text: &CheckText<'_>) -> Vec<VenueRule> {
    let mut rules = Vec::new();
    for (number, from, until) in text.sentences() {
        let wished = |at: usize| {
            (at.saturating_sub(10).max(from)..at).any(|at| {
                matches!(
                    text.fold(at),
                    "should"
                        | "would"
                        | "will"
                        | "might"
                        | "could"
                        | "wants"
                        | "proposed"
                        | "agreed"
                        | "until"
                        | "supposed"
                        | "meant"
                        | "longer"
                        | "was"
                        | "not"
                        | "plan"
                        | "planned"
                        | "usually"
                        | "normally"
                ) && !(text.fold(at) == "was" && text.fold(at + 1) != "to")
            })
        };
        for at in from..until {
            if let Some((end, rule)) = rule_at(text, number, at, from, until)
                && !wished(at)
            {
                let about = (from..until).any(|at| meeting_word(text, at))
                    || text.occasions.forum_of_sentence(number).is_some()
                    || super::topic::body_within(text, from, until)
                    || (from..until).any(|at| is_host(text.fold(at)));
                if about {
                    rules.push(VenueRule {
                        sentence: number,
                        from: at,
                        until: end,
                        rule,
                        topic: Topic::of(text, number, at, end),
                    });
                    break;
                }
            }
        }
    }
    rules
}

fn rule_at(
    text: &CheckText<'_>,
    number: usize,
    at: usize,
    from: usize,
    until: usize,
) -> Option<(usize, Rule)> {
    let fold = text.fold(at);
    let within = |from: usize, words: usize, list: &[&str]| {
        (from..(from + words).min(until)).any(|at| list.contains(&text.fold(at)))
    };
    const PLACES: &[&str] = &[
        "capital",
        "capitals",
        "city",
        "cities",
        "country",
        "countries",
        "venue",
        "venues",
        "place",
        "places",
        "town",
        "towns",
        "location",
        "locations",
        "sides",
        "side",
        "member",
        "members",
        "soil",
        "host",
        "hosts",
        "spot",
        "home",
    ];
    match fold {
        "alternate" | "alternates" | "alternated" | "alternating" | "alternately"
        | "alternation" | "rotates" | "rotate" | "rotated" | "rotating" | "rotation"
        | "shuttles" | "shuttle" | "commutes" | "turns" => {
            // "the rotating chair" is of another thing.
            if within(at + 1, 2, &["chair", "presidency", "chairmanship", "staff"])
                || fold == "turns"
                    && !matches!(
                        text.fold(at.saturating_sub(1)),
                        "take" | "takes" | "taking" | "by" | "taken"
                    )
            {
                return None;
            }
            let place = within(at.saturating_sub(6).max(from), 18, PLACES)
                || (at..(at + 9).min(until)).any(|at| place_at(text, number, at).is_some());
            place.then_some((at + 1, Rule::Turns))
        }
        "in" if text.fold(at + 1) == "turn" => within(
            at.saturating_sub(10).max(from),
            10,
            &["host", "hosts", "hosted", "hosting", "venue", "held"],
        )
        .then_some((at + 2, Rule::Turns)),
        "back" if text.fold(at + 1) == "and" && text.fold(at + 2) == "forth" => {
            Some((at + 3, Rule::Turns))
        }
        // "has never been held outside Japan", "has never left Jeju"
        "never"
            if (at + 1..at + 6)
                .any(|at| matches!(text.fold(at), "outside" | "left" | "beyond")) =>
        {
            let out = (at + 1..at + 6)
                .find(|at| matches!(text.fold(*at), "outside" | "left" | "beyond"))?;
            let (place, end) = place_at(text, number, out + 1)
                .or_else(|| (from..at).rev().find_map(|at| place_at(text, number, at)))?;
            Some((end.max(out + 1), Rule::Always(place)))
        }
        // "All its sessions have been held in Geneva"
        "all" | "every" | "each"
            if at <= from + 2
                && (at + 1..at + 8).any(|at| super::topic::round_noun(text.fold(at))) =>
        {
            let start = (at + 2..(at + 16).min(until)).find(|at| {
                text.fold(*at) == "in"
                    && (at.saturating_sub(4)..*at).any(|at| meeting_verb(text, at))
            })?;
            let (place, end) = place_at(text, number, start + 1)?;
            let more = matches!(text.fold(end), "and" | "or" | ",");
            (!more).then_some((end, Rule::Always(place)))
        }
        // "No two consecutive rounds in one country", "No country has hosted it more than once"
        "no" if text.fold(at + 1) == "two" && within(at + 2, 2, &["consecutive", "successive"]) => {
            within(at + 3, 14, PLACES).then_some((at + 4, Rule::Turns))
        }
        "no" | "never"
            if within(at + 1, 12, PLACES)
                && (at + 1..(at + 14).min(until))
                    .any(|at| text.fold(at) == "more" && text.fold(at + 2) == "once") =>
        {
            Some(((at + 10).min(until), Rule::NeverTwice))
        }
        "switches" | "switch" | "switching" | "swaps" if text.fold(at + 1) == "between" => {
            Some((at + 2, Rule::Turns))
        }
        // "in Tokyo one year and in Canberra the next"
        "one"
            if matches!(text.fold(at + 1), "year" | "time" | "round")
                && (at + 2..at + 9).any(|at| {
                    text.fold(at) == "the" && matches!(text.fold(at + 1), "next" | "other")
                })
                && (at + 2..at + 7).any(|at| place_at(text, number, at).is_some()) =>
        {
            Some((at + 2, Rule::Turns))
        }
        "never" | "no" | "not" => {
            let twice = (at + 1..(at + 14).min(until)).find(|at| {
                text.fold(*at) == "twice"
                    || text.fold(*at) == "second" && text.fold(*at + 1) == "time"
            });
            let twice = twice?;
            let in_a_row = within(twice, 4, &["row", "running", "succession", "consecutively"]);
            within(at + 1, 13, PLACES).then_some((
                twice + 1,
                if in_a_row {
                    Rule::Turns
                } else {
                    Rule::NeverTwice
                },
            ))
        }
        "different" | "new" | "another" | "fresh" => {
            let each = within(at, 9, &["each", "every"])
                || within(at.saturating_sub(6).max(from), 6, &["each", "every"]);
            (each
                && within(
                    at + 1,
                    3,
                    &[
                        "city", "country", "venue", "capital", "town", "place", "member", "host",
                    ],
                ))
            .then_some((
                at + 2,
                if fold == "different" || fold == "another" {
                    Rule::Turns
                } else {
                    Rule::NeverTwice
                },
            ))
        }
        "always" | "invariably" | "only" | "exclusively" | "permanently" | "solely" => {
            // "only when the secretariat in …" is no rule of places.
            let start = (at + 1..at + 5)
                .take_while(|at| !matches!(text.fold(*at), "when" | "if" | "the" | "a" | "by"))
                .find(|at| matches!(text.fold(*at), "in" | "at"))?;
            let met = fold != "only"
                || (at.saturating_sub(5).max(from)..start).any(|at| meeting_verb(text, at));
            if !met || (at + 1..start).any(|at| matches!(text.fold(at), "," | "and")) {
                return None;
            }
            let (place, end) = place_at(text, number, start + 1)?;
            let more = matches!(text.fold(end), "and" | "or" | ",")
                && place_at(text, number, end + 1).is_some();
            (!more).then_some((end, Rule::Always(place)))
        }
        _ => None,
    }
}

/// Reads what is told of the places of rounds.
pub(super) fn venues(text: &CheckText<'_>) -> Vec<Venue> {
    let mut venues = Vec::new();
    for (number, from, until) in text.sentences() {
        let mut push = |from: usize, until: usize, seen: Seen| {
            venues.push(Venue {
                sentence: number,
                from,
                until,
                seen,
                topic: Topic::of(text, number, from, until),
            });
        };
        let places: Vec<(String, usize, usize)> = (from..until)
            .filter_map(|at| place_at(text, number, at).map(|(name, end)| (name, at, end)))
            .filter(|(_, at, _)| *at > from)
            .collect();
        let met = (from..until).any(|at| meeting_word(text, at) || is_host(text.fold(at)));
        // "held in Davao, Cebu and Manila", "in Seoul in May and in Busan in June"
        let mut row: Vec<&(String, usize, usize)> = Vec::new();
        for place in &places {
            let joined = row.last().is_some_and(|last: &&(String, usize, usize)| {
                place.1 - last.2 <= 9
                    && (last.2..place.1).all(|at| {
                        let fold = text.fold(at);
                        matches!(
                            fold,
                            "," | "and"
                                | "in"
                                | "then"
                                | "again"
                                | "the"
                                | "at"
                                | "once"
                                | "more"
                                | "of"
                                | "early"
                                | "late"
                                | "year"
                                | "following"
                                | "next"
                                | "on"
                        ) || text.annotations.dates[number]
                            .iter()
                            .any(|date| date.from <= at && at < date.until)
                    })
                    && (last.2..place.1).any(|at| matches!(text.fold(at), "," | "and" | "then"))
            });
            if joined {
                row.push(place);
                continue;
            }
            if row.len() >= 2 {
                break;
            }
            let placed = matches!(text.fold(place.1 - 1), "in" | "at");
            row = if placed { vec![place] } else { Vec::new() };
        }
        if met
            && row.len() >= 2
            && let (Some(first), Some(last)) = (row.first(), row.last())
            && (first.1.saturating_sub(14).max(from)..first.1).any(|at| meeting_word(text, at))
        {
            push(
                first.1.saturating_sub(1).max(from),
                last.2,
                Seen::Row(row.iter().map(|place| place.0.clone()).collect()),
            );
        }
        for at in from..until {
            if let Some((end, seen)) = repeated(text, number, at, from, until) {
                push(at, end, seen);
            }
        }
        for (name, at, end) in &places {
            let near = (at.saturating_sub(7).max(from)..*at)
                .rev()
                .take_while(|at| !matches!(text.fold(*at), "," | ";" | "that" | "after"))
                .any(|at| {
                    meeting_word(text, at)
                        || matches!(text.fold(at), "closing" | "closed" | "opened" | "opening")
                });
            if matches!(text.fold(at - 1), "in" | "at") && near {
                push(at.saturating_sub(4).max(from), *end, Seen::At(name.clone()));
            }
        }
    }
    venues
}

fn is_host(fold: &str) -> bool {
    matches!(
        fold,
        "host" | "hosts" | "hosted" | "hosting" | "honour" | "honor" | "turn" | "venue"
    )
}

/// "came back to Townsville", "hosted, as it had the one before", "for the second
/// time running".
fn repeated(
    text: &CheckText<'_>,
    number: usize,
    at: usize,
    from: usize,
    until: usize,
) -> Option<(usize, Seen)> {
    let fold = text.fold(at);
    let any = |from: usize, words: usize, list: &[&str]| {
        (from..(from + words).min(until)).any(|at| list.contains(&text.fold(at)))
    };
    let place_within = |start: usize, words: usize| {
        (start..(start + words).min(until)).find_map(|at| place_at(text, number, at))
    };
    let met = (from..until).any(|at| meeting_word(text, at) || is_host(text.fold(at)));
    // "The two previous forums had also been held in Washington"
    let plural = fold.ends_with('s')
        && (super::topic::round_noun(fold) || super::topic::body_noun(fold).is_some());
    if plural
        && any(
            at.saturating_sub(4).max(from),
            4.min(at - from),
            &[
                "previous",
                "last",
                "past",
                "both",
                "two",
                "three",
                "earlier",
                "preceding",
                "four",
            ],
        )
        && let Some(start) = (at + 1..at + 7).find(|at| text.fold(*at) == "in")
        && (at + 1..start)
            .any(|at| meeting_verb(text, at) || matches!(text.fold(at), "were" | "been"))
        && let Some((_, end)) = place_at(text, number, start + 1)
        && !matches!(text.fold(end), "and" | "," | "or")
    {
        return Some((end, Seen::Again));
    }
    match fold {
        "back" | "return" | "returned" | "returns" | "returning" => {
            let to = (at + 1..at + 3).find(|at| matches!(text.fold(*at), "to" | "in"))?;
            let (_, end) = place_within(to + 1, 2)?;
            met.then_some((end, Seen::Return))
        }
        "again" => {
            let placed =
                place_within(at + 1, 4).or_else(|| place_within(at.saturating_sub(4).max(from), 4));
            let (_, end) = placed?;
            // "in Tokyo in 2020 and in Seoul again in May" names another one.
            (met && (any(
                from,
                at - from,
                &["host", "hosted", "honour", "honor", "turn"],
            )))
            .then_some((end.max(at + 1), Seen::Again))
        }
        "as" if matches!(text.fold(at + 1), "it" | "they" | "did" | "had")
            && any(at + 1, 8, &["before", "previous", "earlier", "last"])
            && any(
                from,
                at - from,
                &["host", "hosted", "hosts", "hosting", "held"],
            ) =>
        {
            Some(((at + 7).min(until), Seen::Again))
        }
        "running" | "consecutive" | "successive" | "straight" | "row" => {
            let times = any(
                at.saturating_sub(5).max(from),
                5,
                &[
                    "time",
                    "times",
                    "second",
                    "third",
                    "second-straight",
                    "twice",
                    "year",
                    "years",
                ],
            ) || any(at, 3, &["time", "times", "year", "years"]);
            let hosted = (from..until).any(|at| is_host(text.fold(at)))
                || places_in(text, number, from, until) == 1;
            (times && hosted && met).then_some((at + 1, Seen::Again))
        }
        _ => None,
    }
}

fn places_in(text: &CheckText<'_>, number: usize, from: usize, until: usize) -> usize {
    (from..until)
        .filter(|at| place_at(text, number, *at).is_some())
        .count()
}

/// Why the places told cannot be by the rule.
pub(super) fn broken(rule: &Rule, seen: &Seen) -> bool {
    match (rule, seen) {
        (Rule::Always(place), Seen::At(other)) => !is_within(place, other),
        (Rule::Always(place), Seen::Row(row)) => row.iter().any(|other| !is_within(place, other)),
        (Rule::Turns, Seen::Again) => true,
        (Rule::Turns, Seen::Row(row)) => row.windows(2).any(|pair| {
            is_within(&pair[0], &pair[1])
                || matches!((country(&pair[0]), country(&pair[1])), (Some(a), Some(b)) if a == b)
        }),
        (Rule::NeverTwice, Seen::Again | Seen::Return) => true,
        (Rule::NeverTwice, Seen::Row(row)) => row
            .iter()
            .enumerate()
            .any(|(at, place)| row[at + 1..].contains(place)),
        _ => false,
    }
}
