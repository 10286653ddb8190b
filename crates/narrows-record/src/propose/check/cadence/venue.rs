//! Where rounds are held by rule, "alternately in Tokyo and Seoul", "always in
//! Geneva", "never in one city twice", against where the text says they were.

use super::super::CheckText;
use super::city::{country, is_within, place_at};
use super::nouns::{body_within, meeting_verb, meeting_word, round_noun};
use super::topic::Topic;
use super::venue_seen::is_host;

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
                    || body_within(text, from, until)
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
            if at <= from + 2 && (at + 1..at + 8).any(|at| round_noun(text.fold(at))) =>
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
