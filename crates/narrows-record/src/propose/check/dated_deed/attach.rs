//! Which date belongs to which deed of a sentence.

use super::super::CheckText;
use super::claim::{Claim, Telling};
use super::deed::{Deed, DeedWords};
use super::when::When;
use crate::propose::words::Shape;

/// Claims with a date of their own.
pub(super) fn told(telling: &Telling<'_, '_>, mut taken: Vec<usize>, all: &mut Vec<Claim>) {
    let Telling {
        text,
        from,
        deeds,
        dates,
        ..
    } = *telling;
    // The nearest first: a date belongs to one deed, a deed has one date.
    let mut pairs: Vec<(usize, usize, usize)> = Vec::new();
    for (place, deed) in deeds.iter().enumerate() {
        for (date, when) in dates.iter().enumerate() {
            if let Some(distance) = distance(text, deeds, deed, when) {
                pairs.push((distance, place, date));
            }
        }
    }
    pairs.sort_unstable();
    let mut dated: Vec<(usize, usize)> = Vec::new();
    for (_, place, date) in pairs {
        let free =
            !taken.contains(&dates[date].from) && dated.iter().all(|(known, _)| *known != place);
        if free {
            taken.push(dates[date].from);
            dated.push((place, date));
        }
    }
    dated.sort_unstable();
    for (place, date) in dated {
        let deed = &deeds[place];
        if deed.deed == Deed::Other {
            continue;
        }
        let when = dates[date];
        let kind = until_means_end(text, deed, &when);
        let lead = lead(text, &when);
        // "not to apply until": from then on.
        let from_then = matches!(lead, "until" | "before")
            && deed.deed == Deed::InForce
            && is_denied(text, from, deed.from);
        let to_its_end = deed.deed == Deed::Ended && matches!(lead, "until" | "till" | "through");
        let until_due = deed.deed == Deed::Due && matches!(lead, "until" | "till" | "before");
        if kind.is_none()
            && !to_its_end
            && !until_due
            && (!from_then && matches!(lead, "until" | "till" | "before")
                || lead == "after"
                || lead == "than" && deed.deed != Deed::Due)
        {
            continue;
        }
        // "signed since 2020" dates a stretch; "in force since" its beginning.
        if lead == "since" && !matches!(deed.deed, Deed::InForce | Deed::Office) {
            continue;
        }
        let deed = DeedWords {
            deed: kind.unwrap_or(deed.deed),
            ..*deed
        };
        // "placed under licence from the 15th": in force from then on.
        let begins = matches!(lead, "from" | "effective")
            && matches!(deed.deed, Deed::Imposed | Deed::Announced);
        let deed = DeedWords {
            deed: if begins { Deed::InForce } else { deed.deed },
            ..deed
        };
        let mut when = when;
        if lead == "by" || from_then {
            when.ahead = true;
        }
        all.push(telling.claim(
            &deed,
            when,
            (when.origin.min(deed.from), when.until.max(deed.until)),
        ));
    }
}

/// The preposition of a date.
pub(super) fn lead<'a>(text: &'a CheckText<'_>, when: &When) -> &'a str {
    let mut at = when.from;
    while at > 0
        && matches!(
            text.fold(at - 1),
            "the" | "about" | "around" | "at" | "as" | "of" | "this"
        )
        && when.from - at < 3
    {
        at -= 1;
    }
    at.checked_sub(1).map_or("", |at| text.fold(at))
}

pub(super) fn is_denied(text: &CheckText<'_>, from: usize, at: usize) -> bool {
    (at.saturating_sub(4).max(from)..at).any(|at| {
        matches!(
            text.fold(at),
            "not"
                | "never"
                | "n't"
                | "if"
                | "could"
                | "might"
                | "unless"
                | "nor"
                | "without"
                | "cannot"
        )
    })
}

/// Words between a deed and a date that may be its own.
pub(super) fn distance(
    text: &CheckText<'_>,
    deeds: &[DeedWords],
    deed: &DeedWords,
    when: &When,
) -> Option<usize> {
    let crossed = |low: usize, high: usize| {
        deeds
            .iter()
            .any(|other| !other.noun && other.from >= low && other.until <= high)
    };
    if when.from >= deed.until {
        let distance = when.from - deed.until;
        let reach = if deed.noun { 8 } else { 18 };
        // "the launch of the forum on May 3", and not "the notice asks … by June".
        let linked = !deed.noun
            || distance <= 3
            || matches!(
                text.fold(deed.until),
                "of" | "at" | "in" | "by" | "between" | "with" | "were" | "was" | "took" | "on"
            )
            || text.fold(deed.until) == "," && text.fold(deed.until + 1) == "which";
        let must = deed.deed != Deed::Due
            || !matches!(
                text.fold(deed.from),
                "must"
                    | "required"
                    | "obliged"
                    | "ordered"
                    | "asked"
                    | "need"
                    | "needs"
                    | "shall"
                    | "have"
                    | "has"
                    | "had"
            )
            || matches!(
                lead(text, when),
                "by" | "before" | "until" | "till" | "than"
            );
        if !linked || !must {
            return None;
        }
        // "must be filed by September 30"
        if deed.deed == Deed::Due
            && !deed.noun
            && distance <= 12
            && !(deed.until..when.from).any(|at| text.words.shape(at) == Shape::Sign)
            && lead(text, when) == "by"
        {
            return Some(1);
        }
        return (distance <= reach
            && !crossed(deed.until, when.from)
            && !parted(text, deed, deed.until, when.from))
        .then_some(distance);
    }
    if when.until > deed.from || crossed(when.until, deed.from) {
        return None;
    }
    let distance = deed.from - when.until;
    let reach = if deed.noun { 4 } else { 16 };
    // "July 10, when the controls kicked in"
    let when_led = (when.until..when.until + 2).any(|at| text.fold(at) == "when")
        || (when.until..when.until + 3).any(|at| {
            text.fold(at) == "the"
                && matches!(
                    text.fold(at + 1),
                    "day" | "date" | "morning" | "month" | "week" | "year"
                )
        });
    if when_led && distance <= 10 {
        return Some(0);
    }
    let parted = (when.until..deed.from).any(|at| {
        matches!(
            text.fold(at),
            ";" | "after"
                | "before"
                | "since"
                | "until"
                | ":"
                | "\""
                | "“"
                | "”"
                | "that"
                | "because"
        ) || text.fold(at) == "," && matches!(text.fold(at + 1), "and" | "but")
            || text.fold(at) == "and" && text.fold(at + 1) == "the"
    });
    // "29 March 2023: the ministers sign": a list of dates.
    let heads = text.fold(when.until) == ":"
        && !(when.until + 1..deed.from).any(|at| matches!(text.fold(at), ";" | ":"));
    let parted = parted && !heads;
    let lead = lead(text, when);
    let other_lead = matches!(
        lead,
        "until" | "before" | "by" | "since" | "after" | "than" | "between"
    );
    // "on Oct. 24, the ministry said": no clause begins with that date.
    let mut start = when.from;
    while start > 0
        && matches!(
            text.fold(start - 1),
            "on" | "in" | "the" | "at" | "of" | "last" | "early"
        )
    {
        start -= 1;
    }
    let opens = start == 0
        || text.words.shape(start - 1) == Shape::Sign
        || matches!(
            text.fold(start - 1),
            "and" | "but" | "that" | "when" | "where" | "which"
        );
    let penalty = if opens { 2 } else { 12 };
    (distance <= reach && !parted && !other_lead).then_some(distance + penalty)
}

/// "suspended until November 10": the end of the suspension.
pub(super) fn until_means_end(text: &CheckText<'_>, deed: &DeedWords, when: &When) -> Option<Deed> {
    let lead = lead(text, when);
    let suspension = |low: usize, high: usize| {
        (low..high).any(|at| matches!(text.fold(at), "suspension" | "pause" | "truce" | "reprieve"))
    };
    match deed.deed {
        Deed::Suspended if matches!(lead, "until" | "till" | "through") => {
            Some(Deed::SuspensionEnds)
        }
        Deed::InForce
            if matches!(lead, "until" | "till" | "through")
                && !is_denied(text, deed.from.saturating_sub(6), deed.from) =>
        {
            Some(if suspension(deed.from.saturating_sub(8), deed.from) {
                Deed::SuspensionEnds
            } else {
                Deed::Ended
            })
        }
        Deed::Ended if suspension(deed.from.saturating_sub(8), deed.from) => {
            Some(Deed::SuspensionEnds)
        }
        _ => None,
    }
}

pub(super) fn parted(text: &CheckText<'_>, deed: &DeedWords, from: usize, until: usize) -> bool {
    (from..until).any(|at| {
        matches!(
            text.fold(at),
            ";" | ":"
                | "after"
                | "before"
                | "while"
                | "when"
                | "because"
                | "where"
                | "who"
                | "whose"
                | "which"
                | "\""
                | "“"
                | "”"
                | "than"
                | "following"
        ) || matches!(text.fold(at), "until" | "till" | "since") && at + 3 < until
            || text.fold(at) == "," && matches!(text.fold(at + 1), "and" | "but")
            || text.fold(at) == "and" && deed.noun
    })
}
