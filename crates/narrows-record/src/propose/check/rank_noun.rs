//! Nouns for people of a rank: "section chiefs", "cabinet members".

use super::CheckText;
use super::rank::{DEPUTIES, DIRECTORS, EXPERTS, LEADERS, MINISTERS, Rank};

/// A noun for people of a rank at a word, and where it ends.
pub(super) fn noun_of_rank(text: &CheckText<'_>, at: usize) -> Option<(Rank, usize)> {
    let fold = |at: usize| text.fold(at);
    let before = at.checked_sub(1).map_or("", fold);
    let hyphen = usize::from(text.words.is_hyphen(at + 1));
    match fold(at) {
        // "cabinet members", "members of the cabinet"
        "cabinet" => matches!(
            fold(at + 1 + hyphen),
            "members"
                | "member"
                | "seat"
                | "rank"
                | "post"
                | "secretaries"
                | "secretary"
                | "officials"
                | "ministers"
                | "level"
        )
        .then_some((MINISTERS, at + 2 + hyphen))
        .filter(|_| fold(at + 1 + hyphen) != "level"),
        "members" | "member"
            if fold(at + 1) == "of"
                && (fold(at + 2) == "cabinet"
                    || matches!(fold(at + 2), "the" | "any" | "a" | "their" | "either")
                        && fold(at + 3) == "cabinet") =>
        {
            Some((MINISTERS, at + 3 + usize::from(fold(at + 3) == "cabinet")))
        }
        "politician" | "politicians" => Some((MINISTERS, at + 1)),
        "minister" | "ministers" | "secretaries" => {
            let lower = matches!(
                before,
                "vice" | "deputy" | "parliamentary" | "under" | "assistant"
            ) || at >= 2
                && text.words.is_hyphen(at - 1)
                && matches!(fold(at - 2), "vice" | "deputy");
            let rank = if before == "prime" {
                LEADERS
            } else if lower {
                DEPUTIES
            } else {
                MINISTERS
            };
            Some((rank, at + 1))
        }
        "vice-minister" | "vice-ministers" | "undersecretaries" | "deputies" => {
            Some((DEPUTIES, at + 1))
        }
        "leaders" | "presidents" | "premiers" | "heads"
            if fold(at) != "heads"
                || fold(at + 1) == "of" && matches!(fold(at + 2), "state" | "government") =>
        {
            let industry = matches!(
                before,
                "business"
                    | "industry"
                    | "community"
                    | "opposition"
                    | "corporate"
                    | "union"
                    | "team"
                    | "party"
                    | "company"
            );
            (!industry).then_some((LEADERS, at + 1))
        }
        // "trade chiefs", "section chiefs"
        "chiefs" | "heads" | "chief" => chiefs(before).map(|rank| (rank, at + 1)),
        "director" | "directors" if fold(at + 1 + hyphen).starts_with("general") => {
            Some((DIRECTORS, at + 2 + hyphen))
        }
        "directors" | "director" => Some((DIRECTORS, at + 1)),
        "bureaucrats" | "technocrats" | "technicians" | "clerks" | "staffers" | "experts"
        | "expert" | "specialists" | "functionaries" | "aides" | "practitioners" | "diplomats"
        | "investigators" | "prosecutors" | "negotiators" | "technician" | "bureaucrat"
        | "officers" | "officials" | "official" | "engineers" | "lawyers" | "staff" | "officer" => {
            let top = matches!(before, "cabinet" | "top");
            (!top).then_some((EXPERTS, at + 1))
        }
        "servants" if matches!(before, "civil" | "public") => Some((EXPERTS, at + 1)),
        _ => None,
    }
}

fn chiefs(before: &str) -> Option<Rank> {
    match before {
        "section" | "division" | "desk" | "unit" | "department" | "team" => Some(EXPERTS),
        "bureau" | "office" => Some(DIRECTORS),
        "trade" | "industry" | "commerce" | "foreign" | "economy" | "energy" | "finance"
        | "economic" | "ministry" | "industrial" | "defense" | "defence" => Some(MINISTERS),
        _ => None,
    }
}

/// "the three industry ministers": from its numeral or first adjective on.
pub(super) fn left_of_noun(text: &CheckText<'_>, from: usize, at: usize) -> usize {
    (from..at)
        .rev()
        .take(6)
        .take_while(|at| {
            matches!(
                text.fold(*at),
                "two"
                    | "three"
                    | "four"
                    | "five"
                    | "both"
                    | "all"
                    | "industry"
                    | "trade"
                    | "foreign"
                    | "commerce"
                    | "economy"
                    | "energy"
                    | "finance"
                    | "economic"
                    | "justice"
                    | "section"
                    | "division"
                    | "desk"
                    | "bureau"
                    | "civil"
                    | "vice"
                    | "deputy"
                    | "prime"
                    | "and"
                    | "-"
            )
        })
        .last()
        .map_or(at, |start| {
            if text.fold(start) == "and" || text.words.is_hyphen(start) {
                start + 1
            } else {
                start
            }
        })
}
