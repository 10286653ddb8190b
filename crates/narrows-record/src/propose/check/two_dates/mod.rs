//! One meeting on two dates: every claim of a text about when a meeting was is
//! compared with every other.

mod claim;
mod length;
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
fn enough() -> f64 {
    std::env::var("NARROWS_T")
        .ok()
        .and_then(|t| t.parse().ok())
        .unwrap_or(ENOUGH)
}

pub(super) fn check(text: &CheckText<'_>, conflicts: &mut Vec<Conflict>) {
    let longest = claim::longest(text);
    let mut claims = claim::told(text, &longest);
    claims.extend(reckoned::reckoned(text, &longest));
    claims.extend(pronoun::told_of_it(text, &longest));
    let loose = claim::loose(text, &longest, &claims);
    claims.extend(loose);
    claims.truncate(MOST);
    if std::env::var_os("NARROWS_CLAIMS").is_some() {
        for c in &claims {
            eprintln!(
                "CLAIM {:?} | {:?} | {:?} tel={:?} noun={:?} series={:?} time={:?} reck={} who={:?} place={:?} carried={}",
                text.words.quote(c.span.0, c.span.1),
                text.words.quote(c.occasion.from, c.occasion.until),
                c.stretch,
                c.occasion.telling,
                super::occasion::noun(text, &c.occasion),
                c.occasion.series,
                c.occasion.time,
                c.reckoned,
                c.occasion.who,
                c.occasion.place,
                c.date.carried
            );
        }
        for o in text.occasions.iter().filter(|o| o.date.is_none()) {
            eprintln!(
                "UNDATED {:?} {:?}",
                text.words.quote(o.from, o.until),
                o.telling
            );
        }
    }
    let mut best: Vec<(f64, &Claim, &Claim)> = Vec::new();
    for (a, one) in claims.iter().enumerate() {
        for other in &claims[a + 1..] {
            if std::env::var_os("NARROWS_DUMP").is_some() {
                dump(text, &claims, one, other, conflicts);
                continue;
            }
            if let Some(score) =
                weigh::weigh(text, &claims, one, other).filter(|score| *score > enough())
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

fn dump(text: &CheckText<'_>, all: &[Claim], a: &Claim, b: &Claim, conflicts: &mut Vec<Conflict>) {
    let same_day = a.date.is_day()
        && b.date.is_day()
        && a.date.bounds == b.date.bounds
        && !a.date.carried
        && !b.date.carried;
    let disagree = weigh::disagree(a, b);
    if !same_day && !disagree || a.span == b.span {
        return;
    }
    let pointed = a.points_at.is_some() || b.points_at.is_some();
    let evidence = if pointed {
        vec![]
    } else {
        super::occasion::evidence(
            text,
            &a.occasion,
            &b.occasion,
            super::occasion::Without::Date,
        )
    };
    let signs = weigh::signs(text, all, a, b);
    conflicts.push(Conflict {
        kind: "date_conflict",
        severity: "error",
        sides: vec![a.span, b.span],
        confidence: 0.5,
        reason: format!(
            "FEATURES\t{}\t{}\t{}\t{}",
            if same_day { "same" } else { "differ" },
            if pointed { "pointed" } else { "-" },
            evidence
                .iter()
                .map(|e| format!("{e:?}"))
                .collect::<Vec<_>>()
                .join(" "),
            signs
                .iter()
                .map(|e| format!("S{e:?}"))
                .collect::<Vec<_>>()
                .join(" "),
        ),
    });
}
