//! Nouns for people of a rank.

use super::post::{before, lowering};
use crate::propose::check::CheckText;
use crate::propose::check::rank::{DEPUTIES, DIRECTORS, EXPERTS, LEADERS, MINISTERS, Rank};

/// A noun for people of a rank.
pub(super) fn noun_at(text: &CheckText<'_>, start: usize, at: usize) -> Option<(Rank, usize)> {
    let fold = |at: usize| text.fold(at);
    let before = before(text, start, at);
    let hyphen = usize::from(text.words.is_hyphen(at + 1));
    let next = fold(at + 1 + hyphen);
    if matches!(
        before,
        "former" | "ex" | "shadow" | "retired" | "would-be" | "onetime" | "incoming"
    ) {
        return None;
    }
    let one = |rank: Rank| Some((rank, at + 1));
    match fold(at) {
        "minister" | "ministers" => {
            // "a minister at the embassy", "minister-counsellor"
            if matches!(
                next,
                "counsellor" | "counselor" | "counsellors" | "counselors"
            ) || matches!(next, "at" | "in")
                && (at + 2..at + 6).any(|at| matches!(fold(at), "embassy" | "mission"))
            {
                return one(DIRECTORS);
            }
            one(match lowering(text, start, at) {
                "vice" | "deputy" | "parliamentary" | "assistant" | "junior" | "under" => DEPUTIES,
                "prime" => {
                    let deputy = (at.saturating_sub(5).max(start)..at)
                        .any(|at| matches!(fold(at), "deputy" | "vice"));
                    if deputy { MINISTERS } else { LEADERS }
                }
                // Of different rank from one country to the next.
                "state" => return None,
                _ => MINISTERS,
            })
        }
        "vice-minister" | "vice-ministers" | "undersecretary" | "undersecretaries" => one(DEPUTIES),
        "deputies" => one(DEPUTIES),
        // "the minister's deputy"
        "deputy"
            if matches!(before, "'s" | "his" | "her" | "their" | "its" | "a" | "own")
                && !text.words.is_hyphen(at + 1)
                && matches!(
                    next,
                    "," | "."
                        | "who"
                        | "attended"
                        | "came"
                        | "sat"
                        | "led"
                        | "took"
                        | "stood"
                        | "spoke"
                        | "instead"
                        | "in"
                        | "at"
                        | "to"
                        | "was"
                        | "and"
                        | ";"
                        | "for"
                        | "chaired"
                        | "went"
                ) =>
        {
            one(DEPUTIES)
        }
        "sherpa" | "sherpas" | "ambassador" | "ambassadors" | "envoy" | "envoys" => one(DEPUTIES),
        "consul" | "consuls" | "charge" | "counsellor" | "counselor" | "counsellors"
        | "counselors" => one(DIRECTORS),
        "secretary" | "secretaries" => {
            if next == "general" {
                return None;
            }
            match lowering(text, start, at) {
                "under" | "permanent" | "parliamentary" | "deputy" | "vice" => one(DEPUTIES),
                "assistant" | "joint" | "additional" => one(DIRECTORS),
                "first" | "second" | "third" | "junior" => one(EXPERTS),
                "private" | "press" | "executive" => None,
                "state" if fold(at) == "secretary" => one(DEPUTIES),
                "trade" | "commerce" | "business" | "foreign" | "treasury" | "finance"
                | "energy" | "cabinet" | "industry" | "defense" | "defence" | "interior"
                | "agriculture" | "labor" | "environment" | "economic" => one(MINISTERS),
                _ if next == "of" && !matches!(fold(at + 2), "the" | "a") => one(MINISTERS),
                // "Secretary Smith"
                _ if fold(at) == "secretary"
                    && text.words.is_capital(at)
                    && text.words.is_capital(at + 1) =>
                {
                    one(MINISTERS)
                }
                _ => None,
            }
        }
        "cabinet" => {
            let post = matches!(
                next,
                "members" | "member" | "ministers" | "minister" | "secretaries" | "officials"
            );
            let member = matches!(before, "of" | "the" | "any")
                && (at.saturating_sub(3).max(start)..at)
                    .any(|at| matches!(fold(at), "members" | "member"));
            if post {
                Some((MINISTERS, at + 2 + hyphen))
            } else {
                member.then_some((MINISTERS, at + 1))
            }
        }
        "politician" | "politicians" => one(MINISTERS),
        "political" if matches!(next, "directors" | "director") => Some((DIRECTORS, at + 2)),
        "principals" => one(MINISTERS),
        "political" if matches!(next, "office" | "leaders" | "masters" | "appointees") => {
            Some((MINISTERS, at + 2))
        }
        "commissioner" | "commissioners"
            if matches!(before, "trade" | "european" | "eu") || text.words.is_capital(at) =>
        {
            one(MINISTERS)
        }
        "diplomat" | "diplomats" if before == "top" => one(MINISTERS),
        "diplomats" | "diplomat" if matches!(before, "junior" | "career" | "ranking") => {
            one(DIRECTORS)
        }
        "councillor" | "councillors" | "directorate" => None,
        "attorney" if next == "general" && before != "assistant" && before != "deputy" => {
            Some((MINISTERS, at + 2 + hyphen))
        }
        "attorney" if next == "general" => Some((DIRECTORS, at + 2 + hyphen)),
        "representative" | "representatives" if before == "trade" => {
            let deputy = (at.saturating_sub(6).max(start)..at)
                .any(|at| matches!(fold(at), "deputy" | "assistant"));
            one(if deputy { DEPUTIES } else { MINISTERS })
        }
        "adviser" | "advisers" | "advisor" | "advisors" if before == "security" => {
            let deputy = (at.saturating_sub(4).max(start)..at).any(|at| fold(at) == "deputy");
            one(if deputy { DEPUTIES } else { MINISTERS })
        }
        "president" | "presidents" | "premier" | "premiers" | "chancellor" | "chancellors"
        | "leaders" | "monarchs" => {
            let other = matches!(
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
                    | "vice"
                    | "bank"
                    | "university"
                    | "council"
                    | "delegation"
                    | "market"
                    | "world"
                    | "religious"
                    | "local"
                    | "tech"
                    | "commission"
            ) || next == "of" && fold(at) == "president"
                // "secretary to the president"
                || before == "to" && fold(at) == "president";
            if fold(at) == "chancellor" && next == "of" && fold(at + 3) == "exchequer" {
                return Some((MINISTERS, at + 4));
            }
            (!other).then_some((LEADERS, at + 1))
        }
        "heads" | "head" | "chiefs" | "chief" => {
            let of = |list: &[&str]| {
                next == "of"
                    && (at + 2..at + 9)
                        .take_while(|at| !matches!(fold(*at), "," | ";" | "." | "and" | "who"))
                        .any(|at| list.contains(&fold(at)))
            };
            if of(&["state", "government"]) {
                return Some((LEADERS, at + 3));
            }
            if of(&["mission", "missions"]) {
                return Some((DEPUTIES, at + 3));
            }
            if of(&[
                "section",
                "unit",
                "division",
                "department",
                "desk",
                "branch",
                "units",
                "sections",
                "divisions",
                "departments",
            ]) {
                return Some((EXPERTS, at + 3));
            }
            if of(&["bureau", "bureaus", "bureaux", "directorate", "office"]) {
                return Some((DIRECTORS, at + 3));
            }
            match before {
                "section" | "division" | "desk" | "unit" | "department" | "team" | "branch" => {
                    one(EXPERTS)
                }
                "bureau" | "office" | "directorate" => one(DIRECTORS),
                "trade" | "industry" | "commerce" | "foreign" | "economy" | "finance"
                | "economic" | "ministry" | "minerals" => one(MINISTERS).filter(|_| {
                    // "the trade chief of a company"
                    fold(at).ends_with('s') || next != "of"
                }),
                _ => None,
            }
        }
        "director" | "directors" => {
            let general = matches!(next, "general" | "generals");
            let end = if general { at + 2 + hyphen } else { at + 1 };
            match before {
                "managing" | "executive" | "film" | "company" | "board" => None,
                "deputy" | "assistant" | "division" | "section" | "desk" | "unit" if !general => {
                    Some((EXPERTS, end))
                }
                _ if general => Some((DIRECTORS, end)),
                "senior" | "bureau" => Some((DIRECTORS, end)),
                _ => Some((DIRECTORS, end)),
            }
        }
        "director-general" | "directors-general" | "director-generals" => one(DIRECTORS),
        "experts" | "expert" | "technicians" | "technician" | "specialists" | "clerks"
        | "clerk" | "juniors" | "interns" | "intern" | "aides" | "staffers" | "staffer"
        | "bureaucrats" | "technocrats" | "functionaries" | "functionary" | "attaches"
        | "attache" | "geologists" | "underlings" | "subordinates" | "practitioners"
        | "statisticians" | "secondees" | "trainees" | "engineers" | "scientists"
        | "researchers" | "analysts" | "lawyers" | "inspectors" | "chemists" | "metallurgists"
        | "administrators" | "coordinators" | "assistants" | "underling" | "subordinate" => {
            one(EXPERTS)
        }
        "stand-ins" | "substitutes" | "proxies" | "stand-in" => one(DEPUTIES),
        "mandarins" => one(DEPUTIES),
        "officer" | "officers"
            if !matches!(
                before,
                "executive" | "chief" | "police" | "senior" | "financial" | "operating"
            ) =>
        {
            one(EXPERTS)
        }
        "servants" | "servant" if matches!(before, "civil" | "public") => one(EXPERTS),
        "staff" if !matches!(next, "said" | "member" | "statement") && before != "of" => {
            one(EXPERTS)
        }
        "officials" | "official" => {
            let window = at.saturating_sub(4).max(start)..at;
            let low = window.clone().any(|at| {
                matches!(
                    fold(at),
                    "junior" | "working" | "mid" | "lower" | "low" | "middle" | "desk" | "minor"
                )
            });
            let high = before == "cabinet" || before == "political" || before == "elected";
            one(if high {
                MINISTERS
            } else if low {
                EXPERTS
            } else {
                DEPUTIES
            })
        }
        _ => None,
    }
}
