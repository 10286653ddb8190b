//! Days that are reckoned: "two weeks after the signature", "in force for a
//! month", "took effect a month after its publication".

use super::super::CheckText;
use super::claim::{Claim, Telling};
use super::deed::{Deed, DeedWords};
use super::length::{Length, length_at};
use super::when::When;

/// "took effect two months after its publication": two deeds so long apart.
pub(super) struct Relation {
    pub(super) sentence: usize,
    pub(super) first: Deed,
    pub(super) length: Length,
    pub(super) sign: i64,
    pub(super) then: DeedWords,
    pub(super) side: (usize, usize),
}

/// With the date of one of the two, told elsewhere, that of the other.
pub(super) fn relate(text: &CheckText<'_>, relation: &Relation, all: &mut Vec<Claim>) {
    let mut of_first = all.iter().filter(|claim| {
        claim.deed == relation.first
            && !claim.unreal
            && !claim.moved
            && claim.sentence.abs_diff(relation.sentence) <= 6
    });
    let Some(first) = of_first.next().filter(|first| first.when.is_day()) else {
        return;
    };
    // Which one is meant is only sure where all agree.
    if of_first.any(|other| other.when.gap(&first.when).is_some()) {
        return;
    }
    let Some(when) = first.when.shifted(&relation.length, relation.sign) else {
        return;
    };
    let mut thing = first.thing.clone();
    thing.definite = true;
    let claim = Claim {
        sentence: relation.sentence,
        deed: relation.then.deed,
        word: text.fold(relation.then.from).to_owned(),
        thing,
        side: relation.side,
        when: When {
            from: relation.side.0,
            until: relation.side.1,
            ..when
        },
        reckoned: true,
        base: Some(first.side),
        ..first.clone()
    };
    all.push(claim);
}

/// "paid on September 16, two weeks after the signature"; "in the eighteen days
/// since the notice": the day of the deed, reckoned.
/// Gives the deeds whose day it is.
pub(super) fn reckoned(
    telling: &Telling<'_, '_>,
    relations: &mut Vec<Relation>,
    all: &mut Vec<Claim>,
) -> Vec<usize> {
    let Telling {
        text,
        number,
        from,
        until,
        deeds,
        dates,
    } = *telling;
    let mut used = Vec::new();
    let mut at = from;
    while at < until {
        let Some(length) = length_at(text, at, until) else {
            at += 1;
            continue;
        };
        let start = at;
        at = length.until;
        if start > from
            && text.fold(start - 1) == "for"
            && let Some(claim) = lasting(text, deeds, start, &length, dates)
        {
            let (deed, when) = claim;
            all.push(Claim {
                reckoned: true,
                ..telling.claim(deed, when, (deed.from, length.until))
            });
            continue;
        }
        let mut link = length.until;
        if text.fold(link) == "that" {
            link += 1;
        }
        let sign = match (text.fold(link), text.fold(link + 1)) {
            ("after" | "following" | "since" | "from", _) => -1,
            ("before", _) => 1,
            ("ahead" | "short", "of") => 1,
            ("prior", "to") => 1,
            ("on" | "gone" | "passed", "from") => -1,
            ("have" | "has" | "had", _) => {
                match (link..until.min(link + 5)).find(|at| text.fold(*at) == "since") {
                    Some(since) => {
                        link = since;
                        -1
                    }
                    None => continue,
                }
            }
            _ => continue,
        };
        let since = text.fold(link) == "since";
        let Some(deed) = deeds.iter().find(|deed| {
            deed.from > link
                && deed.from - link <= 9
                && !(link..deed.from).any(|at| matches!(text.fold(at), "," | ";" | ":"))
        }) else {
            continue;
        };
        if deed.deed == Deed::Other || !since && !deed.noun && sign == 1 && deed.from - link > 7 {
            continue;
        }
        // A date of its own behind it is the deed's, unless a comma parts them.
        let behind = dates
            .iter()
            .find(|date| date.from >= deed.until && date.from - deed.until <= 4);
        let comma = (deed.until..deed.until + 3).any(|at| text.fold(at) == ",");
        if behind.is_some() && !comma {
            continue;
        }
        let anchor = dates
            .iter()
            .rfind(|date| date.until <= start && start - date.until <= 4)
            .copied()
            .or_else(|| behind.copied())
            .or_else(|| {
                let mut earlier = dates.iter().filter(|date| date.until <= start);
                let only = earlier.next().filter(|date| start - date.until <= 25)?;
                (earlier.next().is_none()
                    && matches!(text.fold(start - 1), "," | "just" | "only" | "exactly"))
                .then_some(*only)
            });
        let anchor = match (anchor, since, text.dateline) {
            (Some(anchor), _, _) => anchor,
            (None, true, Some(day)) if dates.iter().all(|date| date.from > start) => When {
                from: start,
                origin: start,
                until: length.until,
                lower: day,
                upper: day,
                slack: 1,
                yearless: false,
                guessed: false,
                ahead: false,
            },
            _ => {
                // "took effect two months after its publication": for those told elsewhere.
                let first = deeds.iter().rfind(|first| {
                    first.until <= start && start - first.until <= 5 && first.deed != Deed::Other
                });
                if let Some(first) = first.filter(|_| dates.is_empty() && !since) {
                    relations.push(Relation {
                        sentence: number,
                        first: first.deed,
                        length,
                        sign,
                        then: *deed,
                        side: (first.from, deed.until),
                    });
                }
                continue;
            }
        };
        if !anchor.is_day() {
            continue;
        }
        let Some(mut when) = anchor.shifted(&length, sign) else {
            continue;
        };
        (when.from, when.until) = (anchor.from.min(start), length.until);
        used.push(deed.from);
        all.push(Claim {
            reckoned: true,
            ..telling.claim(deed, when, (when.from, deed.until))
        });
    }
    used
}

/// "in operation for a fortnight": begun so long before the day of the sentence.
pub(super) fn lasting<'a>(
    text: &CheckText<'_>,
    deeds: &'a [DeedWords],
    start: usize,
    length: &Length,
    dates: &[When],
) -> Option<(&'a DeedWords, When)> {
    let deed = deeds.iter().rfind(|deed| {
        deed.deed == Deed::InForce && deed.until <= start && start - deed.until <= 2
    })?;
    let dated = dates.iter().rfind(|date| date.until <= deed.from).copied();
    let anchor = match (dated, text.dateline) {
        (Some(date), _) => date,
        (None, Some(day)) => When {
            from: start,
            origin: start,
            until: length.until,
            lower: day,
            upper: day,
            slack: 1,
            yearless: false,
            guessed: false,
            ahead: false,
        },
        _ => return None,
    };
    let mut when = anchor.shifted(length, -1)?;
    (when.from, when.until) = (start, length.until);
    Some((deed, when))
}
