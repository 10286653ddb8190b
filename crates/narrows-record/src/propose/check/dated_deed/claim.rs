//! Claims: a thing, what happened to it, and when.

use std::collections::BTreeSet;

use super::super::CheckText;
use super::deed::{Deed, DeedWords, deeds};
use super::thing::{Class, Thing, class_of, singular, thing_of};
use super::when::{When, length_at};
use crate::propose::words::Shape;

/// Claims of a text beyond which the others are not compared.
const MOST: usize = 120;

/// One telling of a dated deed.
#[derive(Debug, Clone)]
pub(super) struct Claim {
    pub(super) sentence: usize,
    pub(super) deed: Deed,
    /// The word that tells the deed.
    pub(super) word: String,
    pub(super) thing: Thing,
    pub(super) when: When,
    /// All words of the telling.
    pub(super) side: (usize, usize),
    /// "the October 27 framework": told by its date alone.
    pub(super) by_date: bool,
    /// The telling that it is reckoned from.
    pub(super) base: Option<(usize, usize)>,
    /// Reckoned: "two weeks after the signature".
    pub(super) reckoned: bool,
    /// The sentence tells that a date was moved.
    pub(super) moved: bool,
    /// All words of the sentence, in the singular.
    pub(super) context: BTreeSet<String>,
    /// Told as denied or imagined.
    pub(super) unreal: bool,
}

/// Every claim of the text.
pub(super) fn claims(text: &CheckText<'_>, whens: &[Vec<When>]) -> Vec<Claim> {
    let mut all = Vec::new();
    let mut relations = Vec::new();
    for (number, from, until) in text.sentences() {
        if all.len() >= MOST {
            break;
        }
        if !text
            .words
            .kind_of(&text.words.sentences[number])
            .makes_statements()
        {
            continue;
        }
        let Some(dates) = whens.get(number) else {
            continue;
        };
        let deeds = deeds(text, from, until);

        let mut taken: Vec<usize> = Vec::new();
        // Deeds whose day is reckoned have no other.
        let mut used: Vec<usize> = Vec::new();
        reckoned(
            text,
            number,
            (from, until),
            &deeds,
            whens,
            &taken,
            &mut used,
            &mut relations,
            &mut all,
        );
        let deeds: Vec<DeedWords> = deeds
            .into_iter()
            .filter(|deed| !used.contains(&deed.from))
            .collect();
        dated_nouns(
            text,
            number,
            (from, until),
            &deeds,
            dates,
            &mut taken,
            &mut all,
        );
        told(
            text,
            number,
            (from, until),
            &deeds,
            dates,
            &mut taken,
            &mut all,
        );
    }
    for relation in &relations {
        relate(text, relation, &mut all);
    }
    inherit_goods(&mut all);
    all
}

/// "the licences" are those on the goods that were told of last.
fn inherit_goods(all: &mut [Claim]) {
    let mut last: Vec<(Option<Class>, usize, BTreeSet<String>)> = Vec::new();
    for claim in all.iter_mut() {
        let own: BTreeSet<String> = claim
            .thing
            .goods
            .union(&claim.thing.goods_beside)
            .cloned()
            .collect();
        if own.is_empty() {
            let told = last
                .iter()
                .rfind(|(class, _, _)| *class == claim.thing.class)
                .filter(|(_, sentence, _)| claim.sentence.abs_diff(*sentence) <= 6);
            if let Some((_, _, goods)) = told.filter(|_| claim.thing.definite) {
                claim.thing.goods_beside.clone_from(goods);
            }
        } else {
            last.push((claim.thing.class, claim.sentence, own));
        }
    }
}

/// "took effect two months after its publication": two deeds so long apart.
struct Relation {
    sentence: usize,
    first: Deed,
    length: super::when::Length,
    sign: i64,
    then: DeedWords,
    side: (usize, usize),
}

/// With the date of one of the two, told elsewhere, that of the other.
fn relate(text: &CheckText<'_>, relation: &Relation, all: &mut Vec<Claim>) {
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

/// "the October 27 framework", "the list of December 5": a thing told by its day.
#[allow(clippy::too_many_arguments)]
fn dated_nouns(
    text: &CheckText<'_>,
    number: usize,
    (from, until): (usize, usize),
    deeds: &[DeedWords],
    dates: &[When],
    taken: &mut Vec<usize>,
    all: &mut Vec<Claim>,
) {
    for when in dates {
        let known = |at: usize| match class_of(text.fold(at)) {
            Some(Class::Document) => Some(Deed::Signed),
            Some(Class::Measure) => Some(Deed::Announced),
            _ => None,
        };
        let plain = |at: usize| {
            text.words.shape(at) != Shape::Sign
                && !crate::propose::lexicon::is_function_word(text.fold(at))
        };
        let mut start = when.from;
        while start > from && plain(start - 1) && when.from - start < 2 {
            start -= 1;
        }
        let led = start > from
            && matches!(
                text.fold(start - 1),
                "the" | "its" | "their" | "this" | "that" | "his" | "her" | "'s" | "’s"
            );
        let behind = (when.until..until.min(when.until + 4))
            .take_while(|at| plain(*at))
            .filter(|at| known(*at).is_some())
            .last()
            .filter(|_| led && when.is_day());
        let before = when.from.checked_sub(2).filter(|at| {
            *at >= from
                && matches!(text.fold(at + 1), "of" | "dated")
                && known(*at).is_some()
                && when.is_day()
        });
        let Some((head, deed)) = behind
            .or(before)
            .and_then(|head| known(head).map(|deed| (head, deed)))
        else {
            continue;
        };
        if deeds.iter().any(|other| other.from == head) {
            continue;
        }
        let words = DeedWords {
            deed,
            from: head,
            until: head + 1,
            noun: true,
        };
        taken.push(when.from);
        let side = (when.from.min(head), when.until.max(head + 1));
        push(
            text,
            number,
            (from, until),
            deeds,
            &words,
            *when,
            side,
            false,
            all,
        );
        if let Some(claim) = all.last_mut() {
            claim.by_date = true;
        }
    }
}

/// Claims with a date of their own.
fn told(
    text: &CheckText<'_>,
    number: usize,
    (from, until): (usize, usize),
    deeds: &[DeedWords],
    dates: &[When],
    taken: &mut Vec<usize>,
    all: &mut Vec<Claim>,
) {
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
        push(
            text,
            number,
            (from, until),
            deeds,
            &deed,
            when,
            (when.origin.min(deed.from), when.until.max(deed.until)),
            false,
            all,
        );
    }
}

/// The preposition of a date.
fn lead<'a>(text: &'a CheckText<'_>, when: &When) -> &'a str {
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

fn is_denied(text: &CheckText<'_>, from: usize, at: usize) -> bool {
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
fn distance(
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

/// Words of the sentence and of the one before, in the singular.
fn context(text: &CheckText<'_>, number: usize, until: usize) -> BTreeSet<String> {
    let sentence = &text.words.sentences[number.saturating_sub(1)];
    (sentence.from..until)
        .map(|at| singular(text.fold(at)))
        .collect()
}

/// "suspended until November 10": the end of the suspension.
fn until_means_end(text: &CheckText<'_>, deed: &DeedWords, when: &When) -> Option<Deed> {
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

fn parted(text: &CheckText<'_>, deed: &DeedWords, from: usize, until: usize) -> bool {
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

/// "paid on September 16, two weeks after the signature"; "in the eighteen days
/// since the notice": the day of the deed, reckoned.
#[allow(clippy::too_many_arguments)]
fn reckoned(
    text: &CheckText<'_>,
    number: usize,
    (from, until): (usize, usize),
    deeds: &[DeedWords],
    whens: &[Vec<When>],
    taken: &[usize],
    used: &mut Vec<usize>,
    relations: &mut Vec<Relation>,
    all: &mut Vec<Claim>,
) {
    let dates = &whens[number];
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
            push(
                text,
                number,
                (from, until),
                deeds,
                deed,
                when,
                (deed.from, length.until),
                true,
                all,
            );
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
            .rfind(|date| {
                date.until <= start && start - date.until <= 4 && !taken.contains(&date.from)
            })
            .copied()
            .or_else(|| behind.filter(|date| !taken.contains(&date.from)).copied())
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
        push(
            text,
            number,
            (from, until),
            deeds,
            deed,
            when,
            (when.from, deed.until),
            true,
            all,
        );
    }
}

/// "in operation for a fortnight": begun so long before the day of the sentence.
fn lasting<'a>(
    text: &CheckText<'_>,
    deeds: &'a [DeedWords],
    start: usize,
    length: &super::when::Length,
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
            ahead: false,
        },
        _ => return None,
    };
    let mut when = anchor.shifted(length, -1)?;
    (when.from, when.until) = (start, length.until);
    Some((deed, when))
}

#[allow(clippy::too_many_arguments)]
fn push(
    text: &CheckText<'_>,
    number: usize,
    (from, until): (usize, usize),
    deeds: &[DeedWords],
    deed: &DeedWords,
    when: When,
    side: (usize, usize),
    reckoned: bool,
    all: &mut Vec<Claim>,
) {
    let floor = deeds
        .iter()
        .rfind(|other| !other.noun && other.until <= deed.from)
        .map_or(from, |other| other.until);
    let thing = thing_of(text, number, (from, until), floor, deed);
    // A body that begins is founded.
    let deed = DeedWords {
        deed: match (deed.deed, thing.class) {
            (Deed::Opened, Some(Class::Body)) if !deed.noun => Deed::Founded,
            (Deed::Opened, Some(Class::Measure)) => Deed::InForce,
            _ => deed.deed,
        },
        ..*deed
    };
    let deed = &deed;
    let shifted = |at: usize| {
        text.fold(at) == "moved"
            && (matches!(
                text.fold(at.saturating_sub(1)),
                "was" | "were" | "been" | "be"
            ) || matches!(text.fold(at + 1), "up" | "forward" | "back"))
            || text.fold(at) == "off" && matches!(text.fold(at.saturating_sub(1)), "put" | "called")
    };
    let (low, high) = (deed.from.min(when.from), deed.until.max(when.until));
    let moved = (low.saturating_sub(10).max(from)..until.min(high + 10)).any(|at| {
        shifted(at)
            || matches!(
                text.fold(at),
                "postponed"
                    | "rescheduled"
                    | "delayed"
                    | "originally"
                    | "initially"
                    | "extended"
                    | "forward"
                    | "prolonged"
                    | "deferred"
                    | "retroactively"
                    | "retroactive"
                    | "provisionally"
                    | "rumours"
                    | "rumors"
                    | "mistakenly"
                    | "wrongly"
                    | "instead"
            )
    });
    // "were to be signed", "had been due to": and may have come another way.
    let moved = moved
        || (deed.from.saturating_sub(4).max(from)..deed.from).any(|at| {
            matches!(text.fold(at), "was" | "were") && text.fold(at + 1) == "to"
                || matches!(
                    (text.fold(at), text.fold(at + 1)),
                    (
                        "been",
                        "due" | "planned" | "scheduled" | "expected" | "meant" | "supposed"
                    )
                )
        });
    let unreal = is_denied(text, from, deed.from)
        && !(deed.deed == Deed::InForce && matches!(lead(text, &when), "until" | "before"));
    all.push(Claim {
        sentence: number,
        deed: deed.deed,
        word: text.fold(deed.from).to_owned(),
        thing,
        when,
        side,
        reckoned,
        by_date: false,
        base: None,
        moved,
        context: context(text, number, until),
        unreal,
    });
}
