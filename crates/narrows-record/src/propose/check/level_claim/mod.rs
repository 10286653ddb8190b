//! One meeting with two levels: every telling of who was there, at most and at
//! least, against every other of the same text.

mod absence;
mod attended;
mod beside;
mod claim;
mod cue;
mod deed;
mod noun;
mod own;
mod post;
mod post_noun;
mod setting;
mod shift;
mod told;
mod unreal;

use super::rank::{MINISTERS, Ranks};
use super::{CheckText, Conflict};
use claim::{Claim, claim_of_pronoun, claims_of};
use own::Own;
use setting::Setting;

/// Claims beyond which the rest of a text is not compared.
const MOST: usize = 80;

/// Sides that are shown of one conflict.
const SHOWN: usize = 4;

/// Evidence for one meeting from which a report is made.
const ENOUGH: i32 = 2;

pub(super) fn check(text: &CheckText<'_>, conflicts: &mut Vec<Conflict>) {
    let ranks = Ranks::of(text);
    let mut claims: Vec<(Claim, Setting)> = Vec::new();
    let mut before = None;
    for (order, (number, from, until)) in text.sentences().enumerate() {
        let pronoun =
            before.and_then(|before| claim_of_pronoun(text, &ranks, before, (number, from, until)));
        before = Some((number, from, until));
        for mut claim in claims_of(text, &ranks, (number, from, until))
            .into_iter()
            .chain(pronoun)
        {
            if claims.len() >= MOST {
                break;
            }
            let setting = Setting::of(text, (claim.sentence, claim.from, claim.until), order);
            claim.ahead |= setting.is_ahead(text);
            claims.push((claim, setting));
        }
    }
    let own = Own::of(text);
    let mut pairs: Vec<(i32, usize, usize)> = Vec::new();
    for (low, (at_most, one)) in claims.iter().enumerate() {
        for (high, (at_least, other)) in claims.iter().enumerate() {
            let (Some(upper), Some(lower)) = (at_most.upper, at_least.lower) else {
                continue;
            };
            if upper >= lower
                || at_most.sentence == at_least.sentence
                || at_most.ahead != at_least.ahead
                || numbers_apart(text, at_most.sentence, at_least.sentence)
            {
                continue;
            }
            let score = one.likeness(other, &own) + fitness(text, at_most, at_least)
                // "Japan was represented by a director": of the others nothing is told.
                - i32::from(at_most.one_side && !one.shares_state(other)) * 4;
            if score >= ENOUGH {
                pairs.push((score, low, high));
            }
        }
    }
    pairs.sort_by_key(|(score, low, high)| (std::cmp::Reverse(*score), *low, *high));
    conflicts.retain(|known| known.kind != "level_conflict" || !is_of_two(text, known, &own));
    let mut told: Vec<usize> = Vec::new();
    for (_, low, high) in &pairs {
        let (at_most, at_least) = (&claims[*low].0, &claims[*high].0);
        if told.contains(&at_most.sentence) || told.contains(&at_least.sentence) {
            continue;
        }
        told.extend([at_most.sentence, at_least.sentence]);
        let mut sides = vec![
            (at_most.from, at_most.until),
            (at_least.from, at_least.until),
        ];
        // What else says the same as one of them, against the other.
        for (_, also_low, also_high) in &pairs {
            let also = match (also_low == low, also_high == high) {
                (true, false) => &claims[*also_high].0,
                (false, true) => &claims[*also_low].0,
                _ => continue,
            };
            if sides.len() < SHOWN && !told.contains(&also.sentence) {
                told.push(also.sentence);
                sides.push((also.from, also.until));
            }
        }
        Conflict {
            kind: "level_conflict",
            severity: "error",
            sides,
            confidence: 0.7,
            reason: format!(
                "Told of one meeting: {}, and {}.",
                text.words.quote(at_most.from, at_most.until),
                text.words.quote(at_least.from, at_least.until)
            ),
        }
        .add_new(conflicts);
    }
}

/// Whether what was reported as one meeting is rather two.
fn is_of_two(text: &CheckText<'_>, known: &Conflict, own: &Own) -> bool {
    let settings: Vec<(usize, Setting)> = known
        .sides
        .iter()
        .filter_map(|(from, until)| {
            let (order, (number, ..)) = text
                .sentences()
                .enumerate()
                .find(|(_, (_, start, end))| start <= from && from < end)?;
            Some((number, Setting::of(text, (number, *from, *until), order)))
        })
        .collect();
    settings.iter().enumerate().all(|(index, (number, one))| {
        settings[index + 1..]
            .iter()
            .all(|(other_number, other)| number != other_number && one.is_against(other, own))
    })
}

/// How well two claims, if they are of one meeting, exclude one another.
fn fitness(text: &CheckText<'_>, at_most: &Claim, at_least: &Claim) -> i32 {
    let (Some(upper), Some(lower)) = (at_most.upper, at_least.lower) else {
        return 0;
    };
    let mut score = match at_most.weight + at_least.weight {
        ..=2 => -2,
        3 => -1,
        4 => 0,
        _ => 1,
    };
    score += i32::from(lower - upper > 1);
    // Two meetings with names of their own are mostly two.
    score -= i32::from(at_least.named);
    if at_most.named && at_least.named {
        score -= 3;
    }
    // Leaders meet beside the meetings of their ministers.
    score -= i32::from(at_most.level && upper >= MINISTERS) * 3;
    if at_most.vague && !at_least.level {
        score -= if at_most.level { 1 } else { 2 };
    }
    if let Some((from, until)) = at_most.only_of {
        let same = text.words.folded(from, until);
        let theirs = text.words.folded(at_least.from, at_least.until);
        score += if theirs.contains(&same) { 2 } else { -3 };
    }
    let distance = at_most.sentence.abs_diff(at_least.sentence);
    score -= match distance {
        0..=8 => 0,
        9..=15 => 2,
        _ => 4,
    };
    score
}

/// "the second ministerial", "the fourth vice-ministerial meeting": meetings of
/// two series.
fn numbers_apart(text: &CheckText<'_>, one: usize, other: usize) -> bool {
    let number = |sentence: usize| {
        text.occasions
            .iter()
            .filter(|occasion| occasion.sentence == sentence)
            .find_map(|occasion| occasion.ordinal.map(|(count, _)| count))
    };
    matches!((number(one), number(other)), (Some(a), Some(b)) if a != b)
}

#[cfg(test)]
mod tests {
    use crate::propose::{ProposeRequest, propose};

    /// Level conflicts of a text of two sentences that matter, with others between.
    fn conflicts(first: &str, last: &str) -> usize {
        let text = format!(
            "SEOUL, Sept. 6, 2024 (Agency) - {first}\n\nThe sides exchanged data on stocks of \
             gallium. Prices have doubled since the spring.\n\n{last}\n"
        );
        propose(text.as_bytes(), &ProposeRequest::default())
            .inconsistencies
            .iter()
            .filter(|found| found.kind == "level_conflict")
            .count()
    }

    #[test]
    fn a_level_is_compared_with_those_who_came() {
        for (first, last) in [
            (
                "South Korea and Japan held director-general level talks on hydrogen in Busan on Thursday.",
                "The Busan talks were co-chaired by Ahn Duk-geun and Industry Minister Ken Saito.",
            ),
            (
                "Sherpas of the Group of Seven met in Rome on Thursday.",
                "Prime Minister Giorgia Meloni presided over the Rome session.",
            ),
            (
                "The highest-ranking American at Thursday's dialogue was a deputy assistant secretary.",
                "Commerce Secretary Gina Raimondo told Thursday's dialogue that tariffs would stay.",
            ),
            (
                "Cabinet ministers from both countries met in Perth on Thursday.",
                "As only bureaucrats took part in the Perth meeting, nothing was signed.",
            ),
        ] {
            assert_eq!(conflicts(first, last), 1, "{first} {last}");
        }
    }

    #[test]
    fn another_meeting_may_have_another_level() {
        for (first, last) in [
            (
                "South Korea and Japan held director-general level talks on hydrogen in Busan on Thursday.",
                "The two industry ministers will take up the list when they meet in Tokyo in May.",
            ),
            (
                "Trade ministers of Japan and Canada met in Ottawa on Thursday.",
                "Their vice-ministers, who had met in Ottawa in March, had drafted the list.",
            ),
            (
                "No minister was present when the dialogue convened in Seoul on Thursday.",
                "Ministers Ahn, Muto and Raimondo had met in Seoul once, in June 2023.",
            ),
            (
                "Officials of bureau-chief rank from Japan and India met on Thursday.",
                "Reports that the two ministers chaired the meeting were wrong.",
            ),
        ] {
            assert_eq!(conflicts(first, last), 0, "{first} {last}");
        }
    }
}
