//! Noun phrases for one meeting, with its qualifiers on both sides.

use super::date::DateExpression;
use super::gazetteer::EntryKind;
use super::lexicon::is_ordinal;
use super::mention::{Found, MentionType};
use super::scene::Scene;
use super::words::Shape;

/// Finds meetings; `dates` are those of the sentence.
pub(crate) fn find_meetings(scene: &mut Scene<'_>, dates: &[(usize, usize, DateExpression)]) {
    let mut at = scene.from;
    while at < scene.until {
        if scene.lexicon.meeting_plain.contains(scene.fold(at))
            && let Some(found) = meeting(scene, at, dates)
        {
            at = found.until.max(at + 1);
            scene.push(found);
        } else {
            at += 1;
        }
    }
}

fn meeting(
    scene: &Scene<'_>,
    head: usize,
    dates: &[(usize, usize, DateExpression)],
) -> Option<Found> {
    let fold = scene.fold(head);
    // "ministerial meeting": the last head decides; "ministerial" before another noun is an adjective.
    if scene.lexicon.meeting_plain.contains(scene.fold(head + 1)) {
        return None;
    }
    if fold == "ministerial"
        && scene.words.shape(head + 1) == Shape::Lower
        && !ends_phrase(scene.fold(head + 1))
    {
        return None;
    }
    if scene.words.is_hyphen(head + 1)
        || (head > scene.from
            && scene.words.is_hyphen(head - 1)
            && scene.fold(head.saturating_sub(2)) == "non")
    {
        return None;
    }
    let from = left_end(scene, head, dates);
    let determiner = if from > scene.from {
        scene.fold(from - 1)
    } else {
        ""
    };
    let definite = matches!(
        determiner,
        "the"
            | "this"
            | "that"
            | "'s"
            | "their"
            | "its"
            | "our"
            | "his"
            | "her"
            | "'"
            | "these"
            | "those"
    );
    let modified = from < head;
    let plain_other = matches!(
        fold,
        "consultations"
            | "dialogue"
            | "roundtable"
            | "round"
            | "gathering"
            | "session"
            | "conference"
    );
    let capital = scene.is_capital(head);
    let opens_sentence = from == scene.from && modified;
    let until = right_end(scene, head, definite);
    let long = until > head + 1;
    let verb = fold == "meeting"
        && !modified
        && matches!(
            determiner,
            "" | "are"
                | "is"
                | "were"
                | "was"
                | "been"
                | "be"
                | "and"
                | ","
                | "to"
                | "for"
                | "by"
                | "of"
                | "in"
                | "before"
        );
    let press = from < head && matches!(scene.fold(head - 1), "news" | "press");
    if verb
        || press
        || (plain_other
            && !(modified && (definite || long || ordinal_in(scene, from, head) || opens_sentence))
            && !(fold == "session" && definite)
            && !(fold == "roundtable" && determiner == "a")
            && !(fold == "gathering" && long))
    {
        return None;
    }
    let other = matches!(fold, "dialogue" | "roundtable" | "consultations");
    let told = long
        || ordinal_in(scene, from, head)
        || opens_sentence
        || determiner == "a" && fold == "roundtable";
    if other && (!told || capital) {
        return None;
    }
    let indefinite = matches!(determiner, "a" | "an");
    if !(definite || modified || (indefinite && (long || fold == "roundtable"))) {
        return None;
    }
    if fold == "talks" && !modified && !definite {
        return None;
    }
    let confidence = if modified && (definite || long) {
        0.85
    } else {
        0.72
    };
    Some(Found::new(
        MentionType::Meeting,
        from,
        until,
        confidence,
        "a noun phrase for one meeting",
    ))
}

fn ordinal_in(scene: &Scene<'_>, from: usize, until: usize) -> bool {
    (from..until).any(|at| is_ordinal(scene.fold(at)))
}

fn ends_phrase(fold: &str) -> bool {
    matches!(
        fold,
        "of" | "between"
            | "among"
            | "with"
            | "in"
            | "at"
            | "on"
            | "and"
            | "is"
            | "was"
            | "will"
            | "to"
            | "held"
            | "that"
            | "which"
            | "as"
            | "for"
            | "annually"
            | "by"
            | "this"
            | "last"
            | "next"
            | "earlier"
            | "had"
            | "has"
            | "would"
            | "took"
            | "later"
            | "during"
            | "from"
    )
}

fn left_end(scene: &Scene<'_>, head: usize, dates: &[(usize, usize, DateExpression)]) -> usize {
    scene.left_run(head, |scene, start| {
        let before = start - 1;
        let fold = scene.fold(before);
        // Names: "JUCIP talks", "G7 Hiroshima Summit", "April summit".
        if let Some(hit) = scene
            .hits
            .iter()
            .filter(|hit| {
                hit.until == start
                    && matches!(
                        hit.kind,
                        EntryKind::Mention(
                            MentionType::Forum
                                | MentionType::Place
                                | MentionType::Norp
                                | MentionType::Org
                                | MentionType::Tech
                                | MentionType::Good
                        ) | EntryKind::Region
                    )
            })
            .min_by_key(|hit| hit.from)
        {
            return Some(hit.from);
        }
        if let Some(found) = scene
            .found
            .iter()
            .filter(|found| {
                found.until == start
                    && matches!(found.kind, MentionType::Forum | MentionType::Instr)
            })
            .min_by_key(|found| found.from)
        {
            return Some(found.from);
        }
        if let Some((from, _, _)) = dates.iter().find(|(_, until, _)| *until == start) {
            return Some(*from);
        }
        // "Commercial and Industrial Partnership (JUCIP) meeting"
        if fold == ")" && before >= scene.from + 3 && scene.fold(before - 2) == "(" {
            let open = before - 2;
            let named = scene
                .found
                .iter()
                .filter(|found| found.until == open && found.kind == MentionType::Forum)
                .map(|found| found.from)
                .min();
            if named.is_some() {
                return named;
            }
        }
        // "three-way", "working-level", "one-on-one"
        for parts in [2, 1] {
            let first = before
                .checked_sub(2 * parts)
                .filter(|first| *first >= scene.from);
            if let Some(first) = first
                && (1..=parts).all(|part| scene.words.is_hyphen(before + 1 - 2 * part))
            {
                let joined: String = (first..start).map(|at| scene.fold(at)).collect();
                if scene.lexicon.meeting_modifier.contains(&joined) {
                    return Some(first);
                }
            }
        }
        if scene.words.is_hyphen(before)
            && before > scene.from
            && scene.words.shape(before - 1) != Shape::Sign
        {
            return Some(before - 1);
        }
        // "defense ministers' meeting", "leaders’ summit"
        if matches!(fold, "'" | "’")
            && before > scene.from
            && scene.fold(before - 1).ends_with('s')
            && scene.words.is_joined(before)
            && scene
                .lexicon
                .meeting_modifier
                .contains(scene.fold(before - 1))
        {
            return Some(before - 1);
        }
        if fold == "and"
            && before > scene.from
            && scene
                .lexicon
                .meeting_modifier
                .contains(scene.fold(before - 1))
            && scene.lexicon.meeting_modifier.contains(scene.fold(start))
            && start != head
        {
            return Some(before - 1);
        }
        if is_ordinal(fold)
            || scene.lexicon.meeting_modifier.contains(fold) && !scene.is_sign(before)
        {
            return Some(before);
        }
        if scene.is_name_word(before)
            && scene.words.shape(before) != Shape::Number
            && before > scene.from
        {
            return Some(before);
        }
        None
    })
}

/// Over "of the JUCIP", "between our finance ministers", "in Washington".
fn right_end(scene: &Scene<'_>, head: usize, definite: bool) -> usize {
    let mut end = head + 1;
    let mut rounds = 0;
    while matches!(
        scene.fold(end),
        "of" | "between" | "among" | "with" | "in" | "at"
    ) && rounds < 3
    {
        rounds += 1;
        let preposition = scene.fold(end).to_owned();
        let mut next = end + 1;
        if matches!(
            scene.fold(next),
            "the" | "our" | "their" | "its" | "his" | "her" | "all"
        ) {
            next += 1;
        }
        let after = noun_phrase_end(scene, next, &preposition);
        if after <= next {
            break;
        }
        end = after;
        let _ = definite;
    }
    end
}

fn noun_phrase_end(scene: &Scene<'_>, at: usize, preposition: &str) -> usize {
    let mut end = at;
    loop {
        let named = scene
            .hits
            .iter()
            .filter(|hit| {
                hit.from == end
                    && matches!(
                        hit.kind,
                        EntryKind::Mention(
                            MentionType::Forum
                                | MentionType::Place
                                | MentionType::Org
                                | MentionType::Norp
                        ) | EntryKind::Region
                    )
            })
            .map(|hit| hit.until)
            .chain(
                scene
                    .found
                    .iter()
                    .filter(|found| {
                        found.from == end
                            && matches!(
                                found.kind,
                                MentionType::Forum
                                    | MentionType::Org
                                    | MentionType::Role
                                    | MentionType::Per
                            )
                    })
                    .map(|found| found.until),
            )
            .max();
        if let Some(until) = named.filter(|until| *until > end) {
            end = until;
        } else if (matches!(preposition, "of" | "between" | "among" | "with")
            && (is_people_noun(scene.fold(end))
                || (end > at && scene.lexicon.title_fields.contains(scene.fold(end)))))
            || (matches!(preposition, "in" | "at")
                && scene.is_name_word(end)
                && !super::date::is_month_or_weekday(scene.fold(end))
                && super::phrase::head_kind(scene, end).is_none())
        {
            end += 1;
        } else if end > at
            && scene.fold(end) == ","
            && preposition != "in"
            && list_goes_on(scene, end)
        {
            end += 1;
            end += usize::from(scene.fold(end) == "and");
            end += usize::from(scene.fold(end) == "the");
        } else if end > at
            && scene.fold(end) == "and"
            && matches!(preposition, "of" | "between" | "among")
            && !scene.fold(end + 1).is_empty()
        {
            let mut next = end + 1;
            next += usize::from(scene.fold(next) == "the");
            let goes = scene.hit_at(next, MentionType::Place).is_some()
                || scene.hit_at(next, MentionType::Norp).is_some()
                || is_people_noun(scene.fold(next))
                || scene.hit_at(next, MentionType::Forum).is_some();
            if !goes {
                break;
            }
            end = next;
        } else {
            break;
        }
        if end >= scene.until || end > at + 30 {
            break;
        }
    }
    // Never end on a binder.
    while end > at && matches!(scene.fold(end - 1), "and" | "," | "the") {
        end -= 1;
    }
    end
}

fn list_goes_on(scene: &Scene<'_>, comma: usize) -> bool {
    let mut next = comma + 1;
    next += usize::from(scene.fold(next) == "and");
    next += usize::from(scene.fold(next) == "the");
    scene.hit_at(next, MentionType::Place).is_some() || is_people_noun(scene.fold(next))
}

fn is_people_noun(fold: &str) -> bool {
    matches!(
        fold,
        "ministers"
            | "leaders"
            | "officials"
            | "foreign"
            | "finance"
            | "defense"
            | "defence"
            | "trade"
            | "commerce"
            | "industry"
            | "economic"
            | "economy"
            | "energy"
            | "vice"
            | "senior"
            | "three"
            | "two"
            | "countries"
            | "governments"
            | "sides"
            | "counterparts"
            | "secretaries"
            | "delegations"
            | "experts"
            | "members"
    )
}
