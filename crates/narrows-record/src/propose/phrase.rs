//! Capitalised names built around a word that says what they are: the
//! "Dialogue" of a forum, the "Agreement" of an instrument, the "Ministry" of a
//! body.

use super::gazetteer::EntryKind;
use super::lexicon::is_function_word;
use super::mention::{Found, MentionType};
use super::scene::Scene;
use super::words::Shape;

/// Finds names by their heads.
pub(crate) fn find_phrases(scene: &mut Scene<'_>) {
    let mut at = scene.from;
    while at < scene.until {
        if let Some(kind) = head_kind(scene, at)
            && let Some(found) = phrase(scene, at, kind)
        {
            at = found.until.max(at + 1);
            scene.push(found);
        } else {
            at += 1;
        }
    }
}

/// What a capitalised word is the head of.
pub(crate) fn head_kind(scene: &Scene<'_>, at: usize) -> Option<MentionType> {
    if !scene.is_capital(at) {
        return None;
    }
    let fold = scene.fold(at);
    let lexicon = scene.lexicon;
    if lexicon.instrument.contains(fold) {
        Some(MentionType::Instr)
    } else if lexicon.forum.contains(fold) {
        Some(MentionType::Forum)
    } else if lexicon.meeting.contains(fold) {
        Some(MentionType::Meeting)
    } else if lexicon.organisation.contains(fold) {
        Some(MentionType::Org)
    } else {
        None
    }
}

fn phrase(scene: &Scene<'_>, head: usize, kind: MentionType) -> Option<Found> {
    // "Framework Agreement": the last head of a run of capitals decides.
    if scene.is_name_word(head + 1) && head_kind(scene, head + 1).is_some() {
        return None;
    }
    let from = left_end(scene, head);
    let until = right_end(scene, head, kind);
    let alone = from == head && until == head + 1;
    if alone {
        return None;
    }
    let mut kind = kind;
    // A Section or Article is an instrument by its number.
    if matches!(
        scene.fold(head),
        "section" | "article" | "chapter" | "annex"
    ) {
        let numbered = scene.words.shape(head + 1) == Shape::Number
            || scene.fold(head) == "article"
                && scene.is_capital(head + 1)
                && scene.words.raw(head + 1).len() <= 5;
        if !numbered || from < head {
            return None;
        }
    }
    // A heading in capitals says nothing of names.
    if (from..until)
        .filter(|at| {
            scene.words.shape(*at) == Shape::Upper && scene.words.raw(*at).chars().count() > 5
        })
        .count()
        >= 2
        || (scene.words.shape(head) == Shape::Upper
            && scene.words.raw(head).chars().count() > 4
            && from < head
            && scene.words.shape(from) == Shape::Upper)
    {
        return None;
    }
    // A body's own words win over a forum's: "Working Group" is a forum,
    // "Hyundai Motor Group" a company.
    if kind == MentionType::Forum
        && scene.fold(head) == "group"
        && !(from..head).any(|at| {
            matches!(
                scene.fold(at),
                "working"
                    | "contact"
                    | "expert"
                    | "steering"
                    | "leadership"
                    | "study"
                    | "response"
                    | "coordination"
            ) || scene.words.is_hyphen(at)
        })
    {
        kind = MentionType::Org;
    }
    if matches!(scene.fold(head), "council" | "committee")
        && (from..head)
            .any(|at| matches!(scene.fold(at), "national" | "senate" | "house" | "select"))
    {
        kind = MentionType::Org;
    }
    // "Metals Investment Ministerial": a topic inside a longer name.
    if kind == MentionType::Org
        && (is_topic(scene.fold(head)) || scene.fold(head) == "aerospace")
        && (scene.is_name_word(head + 1) || (from..head).any(|at| scene.fold(at) == "and"))
    {
        return None;
    }
    if kind == MentionType::Org
        && matches!(
            scene.fold(head),
            "energy"
                | "steel"
                | "materials"
                | "minerals"
                | "resources"
                | "technologies"
                | "metals"
                | "systems"
                | "services"
                | "heavy"
                | "news"
                | "school"
                | "party"
                | "semiconductor"
                | "post"
                | "capital"
                | "exchange"
                | "mining"
                | "trading"
                | "service"
                | "partners"
                | "solutions"
                | "electronics"
                | "office"
                | "government"
                | "center"
                | "union"
                | "society"
        )
        && from < head
        && only_known_words(scene, from, head)
    {
        return None;
    }
    // Title case of a heading makes capitals of plain words.
    let named = (from..head).any(|at| scene.is_name_word(at)) || until > head + 1;
    if !named {
        return None;
    }
    let confidence = match kind {
        MentionType::Org => 0.82,
        _ => 0.85,
    };
    let mut found = Found::new(
        kind,
        from,
        until,
        confidence,
        "a capitalised name with a telling head word",
    );
    // "U.S. National Institute of …": known by the name without the country.
    found.id = scene
        .hit_before(until, kind)
        .filter(|hit| hit.from >= from)
        .map(|hit| hit.id.to_owned());
    Some(found)
}

fn only_known_words(scene: &Scene<'_>, from: usize, head: usize) -> bool {
    (from..head).all(|at| {
        scene.is_sign(at)
            || scene.hit_at(at, MentionType::Place).is_some()
            || scene.hit_at(at, MentionType::Norp).is_some()
            || matches!(
                scene.fold(at),
                "clean"
                    | "nuclear"
                    | "critical"
                    | "green"
                    | "renewable"
                    | "emerging"
                    | "foreign"
                    | "rare"
                    | "civil"
                    | "economic"
                    | "new"
                    | "digital"
            )
            || is_function_word(scene.fold(at))
    })
}

/// The first word of a name, going left from its head over capitals and what
/// binds them.
fn left_end(scene: &Scene<'_>, head: usize) -> usize {
    let mut start = head;
    while start > scene.from {
        let before = start - 1;
        let fold = scene.fold(before);
        if scene.is_capital(before) && !is_function_word(fold) {
            if is_verb_in_title(fold) || starts_title(scene, before) {
                break;
            }
            start = before;
            continue;
        }
        if scene.words.shape(before) == Shape::Number
            && before > scene.from
            && scene.words.raw(before).len() == 4
        {
            // "2030 Agenda", "the October 2025 Technology Prosperity Deal"
            let month =
                super::date::is_calendar_word(scene.fold(before - 1)) && before > scene.from + 1;
            let first = if month { before - 1 } else { before };
            let bound = first > scene.from
                && matches!(
                    scene.fold(first - 1),
                    "the" | "a" | "'s" | "its" | "[" | "their" | "this"
                );
            if start == head || bound {
                return first;
            }
        }
        // "U.S.-Japan", "Indo-Pacific", "Supply-chain"
        if scene.words.is_hyphen(before) && before > scene.from {
            let left = before - 1;
            if scene.is_capital(left) || scene.words.shape(left) == Shape::Number {
                start = left;
                continue;
            }
            break;
        }
        // "U.S. – Japan Technology Prosperity Deal"
        if matches!(fold, "–" | "/")
            && before > scene.from
            && scene.hit_before(before, MentionType::Place).is_some()
            && scene.hit_at(start, MentionType::Place).is_some()
        {
            start = before - 1;
            continue;
        }
        // "(CoRe)" inside a name
        if fold == ")"
            && before >= scene.from + 3
            && scene.fold(before - 2) == "("
            && scene.is_capital(before - 1)
            && scene.is_name_word(before - 3)
        {
            start = before - 3;
            continue;
        }
        let binds = matches!(
            fold,
            "and" | "&" | "of" | "for" | "on" | "the" | "to" | "in" | ","
        );
        if binds
            && before > scene.from
            && let Some(left) = bound_left(scene, before, start, head)
        {
            start = left;
            continue;
        }
        break;
    }
    // Function words at the start are no part.
    while start < head && (is_function_word(scene.fold(start)) || scene.is_sign(start)) {
        start += 1;
    }
    start
}

/// Whether "and", "of" or a comma before `start` binds to capitals further left.
fn bound_left(scene: &Scene<'_>, binder: usize, start: usize, head: usize) -> Option<usize> {
    let fold = scene.fold(binder);
    let left = binder - 1;
    let left_name = scene.is_name_word(left);
    match fold {
        "and" | "&" => {
            // "Commercial and Industrial Partnership": no finished name on the left.
            let finished = scene.hits.iter().any(|hit| {
                hit.until == binder
                    && matches!(
                        hit.kind,
                        EntryKind::Mention(
                            MentionType::Place
                                | MentionType::Per
                                | MentionType::Org
                                | MentionType::Norp
                                | MentionType::Forum
                        )
                    )
            }) || (head_kind(scene, left).is_some() && !is_topic(scene.fold(left)))
                || scene.is_covered(left, &[MentionType::Per, MentionType::Role]);
            let place_right = scene.hit_at(start, MentionType::Place).is_some()
                || scene.hit_at(start, MentionType::Org).is_some();
            let comma = fold == "and" && scene.fold(left) == ",";
            if comma
                && left > scene.from
                && scene.is_name_word(left - 1)
                && !place_right
                && in_list_of_fields(scene, left - 1)
            {
                return Some(left - 1);
            }
            (left_name && !finished && !place_right).then_some(left)
        }
        "," => (left_name
            && head > start
            && in_list_of_fields(scene, left)
            && scene.hit_before(binder, MentionType::Place).is_none())
        .then_some(left),
        // "Principles for Supply Chain Resilience" has its head on the left;
        // "Investing in America Agenda" on the right.
        "in" => (left_name && scene.fold(left).ends_with("ing")).then_some(left),
        _ => None,
    }
}

fn in_list_of_fields(scene: &Scene<'_>, at: usize) -> bool {
    scene.lexicon.title_fields.contains(scene.fold(at))
}

/// Words that are heads of firms and topics of meetings alike.
fn is_topic(fold: &str) -> bool {
    matches!(
        fold,
        "minerals"
            | "mining"
            | "metals"
            | "energy"
            | "materials"
            | "resources"
            | "steel"
            | "technologies"
    )
}

/// "South Korea's industry ministry": a body in lower case; "the Administration".
pub(crate) fn find_plain_bodies(scene: &mut Scene<'_>) {
    for head in scene.from + 1..scene.until {
        let fold = scene.fold(head).to_owned();
        if fold == "administration"
            && scene.words.shape(head) == Shape::Capital
            && scene.fold(head - 1) == "the"
        {
            scene.push(Found::new(
                MentionType::Org,
                head,
                head + 1,
                0.75,
                "a public body called by its kind, with a capital",
            ));
        }
        if scene.words.shape(head) != Shape::Lower {
            continue;
        }
        let before = scene.fold(head - 1).to_owned();
        let field = scene.lexicon.title_fields.contains(&before)
            && !matches!(
                before.as_str(),
                "senior"
                    | "top"
                    | "vice"
                    | "deputy"
                    | "chief"
                    | "acting"
                    | "special"
                    | "general"
                    | "cabinet"
                    | "national"
                    | "presidential"
            );
        if matches!(fold.as_str(), "ministry" | "department")
            && field
            && scene.words.shape(head - 1) == Shape::Lower
        {
            let mut from = head - 1;
            if from > scene.from + 1
                && scene.fold(from - 1) == "and"
                && scene.lexicon.title_fields.contains(scene.fold(from - 2))
            {
                from -= 2;
            }
            scene.push(Found::new(
                MentionType::Org,
                from,
                head + 1,
                0.8,
                "a public body called by its field",
            ));
        }
        // "trilateral working group"
        if fold == "group" && before == "working" && !scene.words.is_hyphen(head + 1) {
            let mut from = head - 1;
            while from > scene.from
                && matches!(
                    scene.fold(from - 1),
                    "trilateral" | "bilateral" | "joint" | "new"
                )
                && scene.fold(from - 1) != "new"
            {
                from -= 1;
            }
            scene.push(Found::new(
                MentionType::Forum,
                from,
                head + 1,
                0.75,
                "a working group",
            ));
        }
    }
}

fn is_verb_in_title(fold: &str) -> bool {
    matches!(
        fold,
        "advance"
            | "advancing"
            | "announce"
            | "announces"
            | "announcing"
            | "build"
            | "deliver"
            | "delivering"
            | "establish"
            | "launch"
            | "launches"
            | "strengthen"
            | "strengthening"
            | "support"
            | "supporting"
            | "expand"
            | "expanding"
            | "promote"
            | "promoting"
            | "sign"
            | "signs"
            | "implement"
            | "implements"
            | "implementing"
            | "secures"
            | "secure"
            | "mr."
            | "ms."
            | "dr."
    )
}

fn starts_title(scene: &Scene<'_>, at: usize) -> bool {
    scene.is_covered(at, &[MentionType::Per])
        || (scene.is_covered(at, &[MentionType::Role])
            && matches!(
                scene.fold(at),
                "president" | "minister" | "secretary" | "chancellor" | "ambassador"
            ))
}

/// The word behind the last of a name: "of Economy, Trade and Industry".
fn right_end(scene: &Scene<'_>, head: usize, kind: MentionType) -> usize {
    let mut end = head + 1;
    // Article V, Section 232
    if matches!(
        scene.fold(head),
        "section" | "article" | "chapter" | "annex"
    ) {
        if scene.words.shape(end) == Shape::Number
            || scene.words.shape(end) == Shape::Upper
            || scene.words.raw(end).len() == 1 && scene.is_capital(end)
        {
            end += 1;
        }
        if scene.fold(end) == "of" {
            let next = end + 1 + usize::from(scene.fold(end + 1) == "the");
            if let Some(hit) = scene.hit_at(next, MentionType::Instr) {
                return hit.until;
            }
            if scene.is_name_word(next) {
                return capitals(scene, next, kind).max(next);
            }
        }
        return end;
    }
    let mut rounds = 0;
    loop {
        rounds += 1;
        let fold = scene.fold(end);
        let takes = matches!(
            fold,
            "of" | "for" | "on" | "concerning" | "regarding" | "to" | "against"
        ) || (matches!(fold, "between" | "among" | "with" | "in")
            && kind == MentionType::Instr
            && rounds <= 2);
        if !takes || rounds > 6 {
            break;
        }
        if fold == "to" && kind != MentionType::Instr {
            break;
        }
        let mut next = end + 1;
        if matches!(scene.fold(next), "the" | "a" | "an") {
            next += 1;
        }
        // "Act of 2022"
        if fold == "of"
            && scene.words.shape(next) == Shape::Number
            && scene.words.raw(next).len() == 4
        {
            end = next + 1;
            continue;
        }
        if !scene.is_name_word(next) {
            break;
        }
        if matches!(fold, "for" | "to" | "in" | "with" | "against")
            && scene.hit_at(next, MentionType::Place).is_some()
        {
            break;
        }
        if super::date::is_calendar_word(scene.fold(next))
            || matches!(scene.fold(next), "april" | "june" | "august" | "may") && fold != "of"
        {
            break;
        }
        // "Dowa Holdings of Japan": only public bodies have a country in their name.
        if fold == "of"
            && matches!(kind, MentionType::Org | MentionType::Forum)
            && scene.hit_at(next, MentionType::Place).is_some()
            && !matches!(
                scene.fold(head),
                "government"
                    | "ministry"
                    | "department"
                    | "bank"
                    | "university"
                    | "embassy"
                    | "office"
                    | "institute"
                    | "parliament"
                    | "congress"
                    | "cabinet"
                    | "party"
                    | "court"
                    | "committee"
                    | "friends"
            )
        {
            break;
        }
        let after = capitals(scene, next, kind);
        if after <= next {
            break;
        }
        end = after;
    }
    end
}

/// The end of a run of capitals from `at`, with "and", commas and hyphens.
fn capitals(scene: &Scene<'_>, at: usize, kind: MentionType) -> usize {
    let mut end = at;
    while end < scene.until {
        if scene.is_name_word(end) {
            if scene.is_covered(end, &[MentionType::Per])
                || super::date::is_calendar_word(scene.fold(end))
            {
                break;
            }
            end += 1;
            continue;
        }
        if end > at
            && scene.words.is_hyphen(end)
            && end + 1 < scene.until
            && scene.words.shape(end + 1) != Shape::Lower
        {
            end += 2;
            continue;
        }
        if end > at && matches!(scene.fold(end), "and" | "&" | ",") {
            let comma = scene.fold(end) == ",";
            let mut next = end + 1;
            if comma && scene.fold(next) == "and" {
                next += 1;
            }
            if scene.fold(next) == "the" && kind == MentionType::Instr && !comma {
                next += 1;
            }
            let new_name = scene.hits.iter().any(|hit| {
                hit.from == next
                    && matches!(
                        hit.kind,
                        EntryKind::Mention(
                            MentionType::Per
                                | MentionType::Org
                                | MentionType::Forum
                                | MentionType::Norp
                        )
                    )
            }) || (scene.hit_at(next, MentionType::Place).is_some()
                && scene.hit_before(end, MentionType::Place).is_none())
                || head_kind(scene, next).is_some_and(|_| {
                    let government = kind == MentionType::Instr && scene.fold(next) == "government";
                    !government && !scene.lexicon.title_fields.contains(scene.fold(next))
                })
                || scene.is_covered(next, &[MentionType::Per, MentionType::Role]);
            let closes = !comma || comma_list_closes(scene, next);
            if scene.is_name_word(next) && !new_name && closes {
                end = next;
                continue;
            }
        }
        if end > at
            && matches!(scene.fold(end), "of" | "for")
            && kind != MentionType::Org
            && scene.is_name_word(end + 1)
        {
            end += 1;
            continue;
        }
        if end > at
            && scene.fold(end) == "of"
            && scene.fold(end + 1) == "the"
            && kind == MentionType::Instr
            && scene.is_name_word(end + 2)
        {
            end += 2;
            continue;
        }
        break;
    }
    end
}

/// A comma inside a name is one of a list that an "and" closes: "Culture,
/// Sports, Science and Technology".
fn comma_list_closes(scene: &Scene<'_>, at: usize) -> bool {
    for next in at..at + 16 {
        if scene.fold(next) == "and" {
            return scene.is_name_word(next + 1);
        }
        if !(scene.is_name_word(next) || scene.fold(next) == ",") {
            return false;
        }
    }
    false
}
