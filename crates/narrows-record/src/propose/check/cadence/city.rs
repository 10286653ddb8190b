//! Places of rounds and their countries.

use super::super::CheckText;
use crate::propose::gazetteer::Gazetteer;
use crate::propose::mention::MentionType;

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
pub(super) fn country(place: &str) -> Option<&str> {
    CITIES
        .iter()
        .find(|(_, cities)| cities.contains(&place))
        .map(|(country, _)| *country)
        .or_else(|| Gazetteer::shipped().capital_of(place))
}

/// A place at a word: one of the gazetteer or of the list.
pub(super) fn place_at(
    text: &CheckText<'_>,
    sentence: usize,
    at: usize,
) -> Option<(String, usize)> {
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
pub(super) fn is_within(place: &str, other: &str) -> bool {
    place == other || country(place) == Some(other) || country(other) == Some(place)
}
