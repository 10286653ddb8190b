//! One meeting on two dates: every claim of a text about when a meeting was is
//! compared with every other.

mod claim;
mod days_of_several;
mod length;
mod pointing;
mod pronoun;
mod reckoned;
mod stretch;
mod weigh;

use super::occasion::Time;
use super::{CheckText, Conflict};
use claim::Claim;

/// Claims beyond which a text's others are not compared.
const MOST: usize = 200;

/// Log odds above which a pair is told.
const ENOUGH: f64 = 0.0;

/// By how much a pair with the text's own meeting goes before others.
const OWN: f64 = 1.0;

pub(super) fn check(text: &CheckText<'_>, conflicts: &mut Vec<Conflict>) {
    let longest = claim::longest(text);
    let mut claims = claim::told(text, &longest);
    claims.extend(reckoned::reckoned(text, &longest));
    claims.extend(pronoun::told_of_it(text, &longest));
    let loose = claim::loose(text, &longest, &claims);
    claims.extend(loose);
    claim::drop_unfounded(&mut claims);
    claims.truncate(MOST);
    let mut best: Vec<(f64, &Claim, &Claim)> = Vec::new();
    for (a, one) in claims.iter().enumerate() {
        for other in &claims[a + 1..] {
            if let Some(score) =
                weigh::weigh(text, &claims, one, other).filter(|score| *score > ENOUGH)
            {
                best.push((score, one, other));
            }
        }
    }
    // Of two pairs of one claim, the one with the text's own meeting comes first.
    let rank = |(score, one, other): &(f64, &Claim, &Claim)| {
        let own = |claim: &Claim| claim.occasion.time == Time::Main;
        score + if own(one) == own(other) { 0.0 } else { OWN }
    };
    best.sort_by(|a, b| {
        rank(b)
            .total_cmp(&rank(a))
            .then_with(|| (a.1.span, a.2.span).cmp(&(b.1.span, b.2.span)))
    });
    for (score, one, other) in best {
        // What the text reports is told first: that is shown beside what was found.
        let mut sides = vec![one.span, other.span];
        for claim in [
            first_told(&claims, one, other),
            first_told(&claims, other, one),
        ] {
            if !sides.contains(&claim.span) {
                sides.push(claim.span);
            }
        }
        sides.sort_unstable();
        Conflict {
            kind: "date_conflict",
            severity: "error",
            confidence: (1.0 / (1.0 + (-score).exp())).clamp(0.5, 0.9),
            reason: format!(
                "One meeting seems to be dated twice: {} and {}.",
                text.words.quote(one.span.0, one.span.1),
                text.words.quote(other.span.0, other.span.1)
            ),
            sides,
        }
        .add_new(conflicts);
    }
}

/// The telling of the text's own meeting on the same day, where it stands first:
/// what the text reports is told there.
fn first_told<'a>(claims: &'a [Claim], claim: &'a Claim, against: &Claim) -> &'a Claim {
    if claim.reckoned || claim.occasion.time != Time::Main {
        return claim;
    }
    claims
        .iter()
        .filter(|other| {
            !other.reckoned
                && !other.date.carried
                && other.occasion.time == Time::Main
                && other.day.is_some()
                && other.day == claim.day
                && other.span.1 <= claim.span.0
                && weigh::disagree(other, against)
        })
        .min_by_key(|other| (other.span.0, std::cmp::Reverse(other.span.1)))
        .unwrap_or(claim)
}

#[cfg(test)]
mod tests {
    use crate::propose::{ProposeRequest, propose};

    fn conflicts(text: &str) -> usize {
        propose(text.as_bytes(), &ProposeRequest::default())
            .inconsistencies
            .iter()
            .filter(|found| found.kind == "date_conflict")
            .count()
    }

    #[test]
    fn days_reckoned_from_another_date_are_compared() {
        for text in [
            "NAGOYA, Feb. 20, 2025 (Agency) - A seminar on magnets will be held on March 12 in \
             the chamber of commerce.\n\nSpeakers come from Seoul.\n\nRegistration closes on \
             March 10, one week before the seminar.",
            "SEOUL, May 13, 2024 (Agency) - Talks between Korean and Chilean negotiators ended \
             on Friday, May 10, without a result.\n\nSantiago wants a factory.\n\nThe \
             delegation returned on May 9, two days after the talks, and reported.",
            "OTTAWA, Sept. 30, 2024 (Agency) - The battery conference ran from September 23 to \
             25.\n\nVisitors came from all over the world.\n\nOn September 27, the second \
             day of the conference, the power failed.",
        ] {
            assert_eq!(conflicts(text), 1, "{text}");
        }
    }

    #[test]
    fn a_meeting_named_by_its_day_is_the_one_reported() {
        for text in [
            "WASHINGTON, April 18, 2024 (Agency) - The finance ministers of Japan, South Korea \
             and the United States met on Wednesday for their first trilateral \
             meeting.\n\nThey noted concerns about the yen.\n\nThe central bank said last \
             Friday's trilateral meeting had helped the market.",
            "TORONTO, Sept. 25, 2024 (Agency) - A workshop on antimony took place in Toronto on \
             September 23.\n\nIt drew 70 people.\n\nThe workshop of September 20 heard from \
             a smelter in Oman.",
        ] {
            assert_eq!(conflicts(text), 1, "{text}");
        }
    }

    #[test]
    fn other_meetings_of_other_days_are_left_alone() {
        for text in [
            "TORONTO, March 5, 2024 (Agency) - The Minerals Security Partnership held a meeting \
             of officials in Toronto on Monday. On Tuesday the mining fair in the same city was \
             opened.\n\nThe next meeting is planned for June. A ministerial took place in \
             London in October.",
            "SEOUL, May 13, 2024 (Agency) - Talks between Korean and Chilean negotiators ended \
             on Friday, May 10, without a result.\n\nThe delegation returned on May 12, two \
             days after the talks, and reported.",
            "TOKYO, July 24, 2025 (Agency) - Officials met in Manila on Tuesday to prepare a \
             ministerial meeting that will be held on Friday.\n\nThe ministers last met on \
             March 4. A workshop for companies was held on July 10.",
        ] {
            assert_eq!(conflicts(text), 0, "{text}");
        }
    }
}
