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

pub(super) fn check(text: &CheckText<'_>, conflicts: &mut Vec<Conflict>) {
    let longest = claim::longest(text);
    let mut claims = claim::told(text, &longest);
    claims.extend(reckoned::reckoned(text, &longest));
    claims.extend(pronoun::told_of_it(text, &longest));
    let loose = claim::loose(text, &longest, &claims);
    claims.extend(loose);
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
    best.sort_by(|a, b| {
        b.0.total_cmp(&a.0)
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
