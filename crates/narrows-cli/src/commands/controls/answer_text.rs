//! Answers of a screening as plain text.

use jiff::civil::Date;
use narrows_brief::{Column, Table};
use narrows_controls::{
    AnswerStatus, ClearanceState, Matcher, PartyMatch, ScreeningAnswer, ScreeningDesk,
    terminal_text,
};

use super::party_text::wrapped;

/// The answer for one name, match by match.
pub(super) fn answer_text(
    answer: &ScreeningAnswer,
    matcher: Matcher,
    explain: bool,
    width: usize,
) -> String {
    let mut text = format!("{}\n", terminal_text(&answer.query.name));
    let count = answer.matches.len();
    let scale = match matcher {
        Matcher::AlarmRate(rate) => {
            format!("at which {} of ordinary names alert", percent(rate))
        }
        Matcher::Treasury(_) => "in a search in the manner of the Treasury's".to_owned(),
    };
    let outcome = match answer.status {
        AnswerStatus::NotScreened => "not screened: it has no letters or digits".to_owned(),
        AnswerStatus::NoMatch => format!(
            "no match: no listed name reaches a score of {:.2}, {scale}",
            answer.threshold
        ),
        status => format!(
            "{}: {count} listed part{} at a score of {:.2} or more, {scale}",
            status.words(),
            if count == 1 { "y" } else { "ies" },
            answer.threshold,
        ),
    };
    text.push_str(&wrapped("  ", &outcome, width));
    for found in &answer.matches {
        text.push('\n');
        text.push_str(&match_text(found, explain, width));
    }
    text
}

fn percent(share: f64) -> String {
    let text = format!("{:.3}", share * 100.0);
    format!("{} %", text.trim_end_matches('0').trim_end_matches('.'))
}

fn match_text(found: &PartyMatch, explain: bool, width: usize) -> String {
    let party = &found.party;
    let listing = &party.listing;
    let mut title = party.primary_name().to_owned();
    if found.listed_name != party.primary_name() {
        title.push_str(&format!(
            " ({}: {})",
            found.name_kind.word(),
            found.listed_name
        ));
    }
    let mut text = wrapped(
        &format!("  {:.2}  ", found.score),
        &terminal_text(&title),
        width,
    );
    let mut facts: Vec<(&str, String)> = Vec::new();
    let countries: Vec<&str> = party
        .countries
        .iter()
        .map(|economy| economy.name())
        .chain(party.places.iter().map(String::as_str))
        .collect();
    let kind = match (party.party_type.word(), countries.is_empty()) {
        ("unknown", true) => "neither type nor country stated".to_owned(),
        ("unknown", false) => countries.join("; "),
        (word, true) => word.to_owned(),
        (word, false) => format!("{word}; {}", countries.join("; ")),
    };
    facts.push(("party", format!("{} ({kind})", party.id)));
    let since = listing
        .effective_from
        .map_or_else(String::new, |day| format!(" since {day}"));
    facts.push((
        "list",
        format!(
            "{} of {}, {}{since}",
            listing.list,
            listing.jurisdiction,
            found.standing.words()
        ),
    ));
    if !listing.programmes.is_empty() {
        facts.push(("programme", listing.programmes.join("; ")));
    }
    if let Some(requirement) = &listing.licence_requirement {
        facts.push(("licence", requirement.clone()));
    }
    if let Some(policy) = &listing.licence_policy {
        facts.push(("review", policy.clone()));
    }
    if !listing.citations.is_empty() {
        facts.push(("rule", listing.citations.join("; ")));
    }
    if let Some(cleared) = &found.cleared {
        facts.push((
            "cleared",
            match cleared {
                ClearanceState::Holds { clearance } => format!(
                    "by {} until {}: {}",
                    clearance.by, clearance.until, clearance.why
                ),
                ClearanceState::Expired { clearance } => format!(
                    "by {}, expired on {}: look at it again",
                    clearance.by, clearance.until
                ),
                ClearanceState::Lapsed { clearance } => format!(
                    "by {} on {}, but the listing says something else now: look at it again",
                    clearance.by, clearance.cleared_on
                ),
            },
        ));
    }
    if explain {
        for pair in &found.alignment.pairs {
            facts.push((
                "words",
                format!(
                    "{} = {} ({:.2} alike, {:.0} % of the weight)",
                    pair.query,
                    pair.listed,
                    pair.similarity,
                    pair.weight * 100.0
                ),
            ));
        }
        if !found.alignment.unmatched_query.is_empty() {
            facts.push(("only asked", found.alignment.unmatched_query.join(" ")));
        }
        if !found.alignment.unmatched_listed.is_empty() {
            facts.push(("only listed", found.alignment.unmatched_listed.join(" ")));
        }
        for note in &found.alignment.notes {
            facts.push(("note", note.clone()));
        }
    }
    for (label, fact) in facts {
        text.push_str(&wrapped(
            &format!("        {label:<12}"),
            &terminal_text(&fact),
            width,
        ));
    }
    text
}

/// One row a name.
pub(super) fn answers_table(
    answers: &[ScreeningAnswer],
    places: &[(u64, String)],
    width: usize,
) -> String {
    let mut table = Table::new(vec![
        Column::numbers("row", 0),
        Column::words("name", 0),
        Column::words("status", 0),
        Column::numbers("score", 0),
        Column::words("best match", 0),
        Column::words("list", 1),
        Column::numbers("matches", 2),
    ]);
    let mut counts = [0_usize; 4];
    for (index, answer) in answers.iter().enumerate() {
        counts[match answer.status {
            AnswerStatus::Match => 0,
            AnswerStatus::Cleared => 1,
            AnswerStatus::NoMatch => 2,
            AnswerStatus::NotScreened => 3,
        }] += 1;
        // The best that has to be looked at, or the best.
        let best = answer
            .matches
            .iter()
            .find(|found| found.is_open())
            .or(answer.matches.first());
        let row = places.get(index).map_or(0, |(row, _)| *row);
        table.row(vec![
            row.to_string(),
            terminal_text(&answer.query.name),
            answer.status.words().to_owned(),
            best.map_or_else(String::new, |found| format!("{:.2}", found.score)),
            best.map_or_else(String::new, |found| {
                terminal_text(found.party.primary_name())
            }),
            best.map_or_else(String::new, |found| {
                terminal_text(&format!(
                    "{} {}",
                    found.party.listing.jurisdiction, found.party.listing.list
                ))
            }),
            answer.matches.len().to_string(),
        ]);
    }
    let mut text = table.render(width);
    text.push_str(&format!(
        "\n{} names: {} with a match to look at, {} cleared, {} without a match",
        answers.len(),
        counts[0],
        counts[1],
        counts[2]
    ));
    if counts[3] > 0 {
        text.push_str(&format!(", {} not screened", counts[3]));
    }
    text.push('\n');
    text
}

/// What the answers rest on, and what they are not.
pub(super) fn credit_lines(desk: &ScreeningDesk, as_of: Date, width: usize) -> String {
    let names: Vec<String> = desk
        .vintages()
        .iter()
        .map(|used| {
            let remark = if used.younger_than_asked {
                " (no older one is held)"
            } else {
                ""
            };
            format!("{}{remark}", used.name())
        })
        .collect();
    let mut text = String::from("\n");
    text.push_str(&wrapped(
        "",
        &terminal_text(&format!(
            "As of {as_of}: {} listed parties of {}.",
            desk.parties(),
            names.join(", ")
        )),
        width,
    ));
    text.push_str(&wrapped(
        "",
        "Who was listed after these days is not found. A match is a reason to look, no match no \
         clearance by an authority, and neither is legal advice.",
        width,
    ));
    text
}
