//! How much speaks for two claims being about one series.

use super::super::event::MeetingLevel;
use super::claim::{Claim, Standing};
use super::nouns::is_of_issues;
use super::phrase::Phrase;

/// How much speaks for one series.
pub(super) fn same_series(a: &Claim, b: &Claim) -> f64 {
    let (one, other) = (&a.phrase, &b.phrase);
    let mut score = 0.0;
    if one.narrow != other.narrow
        || one.unsure
        || other.unsure
        || owned_by_others(one, other)
        || owned_by_others(other, one)
    {
        return -4.0;
    }
    match (&one.forum, &other.forum) {
        (Some(x), Some(y)) if x == y => score += 2.0,
        (Some(_), Some(_)) => return -4.0,
        _ => {}
    }
    if one.level.is_some() && other.level.is_some() && one.level != other.level {
        return -4.0;
    }
    if !one.economies.is_empty() && !other.economies.is_empty() {
        let shared = one.economies.intersection(&other.economies).count();
        if shared < one.economies.len().min(other.economies.len()) {
            return -4.0;
        }
        score += 0.5;
    } else if apart(one, other) {
        return -4.0;
    } else if one.is_foreign_to(other) || other.is_foreign_to(one) {
        score -= 1.5;
    }
    let heads = !one.heads.is_disjoint(&other.heads);
    // What comes out in parts is counted among its like only.
    if (is_of_issues(&one.heads) || is_of_issues(&other.heads)) && !heads {
        return -4.0;
    }
    score += if heads { 0.6 } else { -0.3 };
    let pointed = one.series.is_some() && one.series == other.series;
    if pointed {
        score += 1.5;
    }
    let shared = one.keys.intersection(&other.keys).count();
    // Under another noun most of the name has to be the same.
    let least = if heads {
        one.keys.len().min(other.keys.len())
    } else {
        one.keys.len().max(other.keys.len())
    };
    if !one.keys.is_empty() && !other.keys.is_empty() {
        let share = shared as f64 / least as f64;
        // "Asia Magnet Conference", "Asia Battery Conference"
        let differ = shared < one.keys.len() && shared < other.keys.len();
        if share >= 0.5 && (!differ || share > 0.7) {
            score += 1.0 + share;
        } else if !pointed {
            score -= 1.5;
        }
    } else if heads && (one.is_bare() && other.is_bare() || a.opens_text(b)) {
        score += 1.0;
    }
    score
}

/// "Negotiators of Korea and Chile are in their sixth round": of those whom the
/// sentence names.
fn owned_by_others(owned: &Phrase, other: &Phrase) -> bool {
    if !owned.owned {
        return false;
    }
    let countries = if other.economies.is_empty() {
        &other.around
    } else {
        &other.economies
    };
    let foreign = !owned.around.is_empty()
        && !owned.around.is_subset(countries)
        && (countries.len() < 2 || !countries.is_subset(&owned.around));
    let rank = owned.rank.is_some_and(|rank| {
        rank != MeetingLevel::Working
            && other.rank.or(other.level) != Some(rank)
            && other.sentence != owned.sentence
    });
    let named = owned.owner_named
        && owned.around.is_empty()
        && owned.forum.is_none()
        && other.sentence != owned.sentence;
    foreign || rank || named
}

impl Phrase {
    /// "Chile's eighth auction", where nothing says of whom the other is.
    fn is_foreign_to(&self, other: &Self) -> bool {
        !self.economies.is_empty() && other.economies.is_empty() && other.around.is_empty()
    }
}

impl Claim {
    /// One of two claims is of the meeting that the text opens with, and names no
    /// series: the only one that the text can mean.
    fn opens_text(&self, other: &Self) -> bool {
        let (first, second) = if self.sentence <= other.sentence {
            (self, other)
        } else {
            (other, self)
        };
        first.standing == Standing::Main
            && first.phrase.is_bare()
            && first.sentence <= 3
            && second.phrase.economies.is_empty()
            && !second.phrase.owned
    }
}

/// Other countries meet.
fn apart(one: &Phrase, other: &Phrase) -> bool {
    let of = |phrase: &Phrase| {
        if phrase.economies.is_empty() {
            phrase.around.clone()
        } else {
            phrase.economies.clone()
        }
    };
    let told = !one.economies.is_empty() || !other.economies.is_empty();
    let (one, other) = (of(one), of(other));
    told && one.len() + other.len() > 2
        && !one.is_empty()
        && !other.is_empty()
        && !one.is_subset(&other)
        && !other.is_subset(&one)
}
