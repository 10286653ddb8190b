//! Posts and titles, with the country, body or field that belongs to them.

use super::mention::{Found, MentionType};
use super::scene::Scene;

/// Finds every post in a sentence.
pub(crate) fn find_roles(scene: &mut Scene<'_>) {
    let mut at = scene.from;
    while at < scene.until {
        match title_at(scene, at) {
            Some((length, open)) => {
                let next = at + length;
                if let Some(found) = role(scene, at, next, open) {
                    at = found.until.max(next);
                    scene.push(found);
                } else {
                    at = next;
                }
            }
            None => at += 1,
        }
    }
}

/// Words of the title that begins at `at`, and whether it takes a field.
fn title_at(scene: &Scene<'_>, at: usize) -> Option<(usize, bool)> {
    scene.lexicon.titles.iter().find_map(|(title, open)| {
        let fits = title
            .iter()
            .enumerate()
            .all(|(offset, word)| scene.fold(at + offset) == word);
        fits.then_some((title.len(), *open))
    })
}

fn role(scene: &Scene<'_>, at: usize, behind: usize, open: bool) -> Option<Found> {
    let head_capital = scene.is_capital(at);
    let mut until = behind;
    let tail = tail_end(scene, until, open, head_capital);
    let has_tail = tail > until;
    until = tail;
    let (mut from, has_field) =
        if open || scene.fold(at) == "ambassador" || scene.fold(at).starts_with("spokes") {
            field_start(scene, at)
        } else {
            (at, false)
        };
    let mut has_place = false;
    if let Some(place) = place_before(scene, from) {
        from = place;
        has_place = true;
    }
    let name_follows = scene.is_name_word(until)
        && scene
            .any_hit_at(until)
            .is_none_or(|hit| hit.kind == super::gazetteer::EntryKind::Mention(MentionType::Per));
    let last = scene.fold(behind - 1);
    let plural = last.ends_with('s') && last != "affairs" && last != "chief of staff";
    let own_field = scene.fold(at) == "national" || scene.fold(at + 1) == "national";
    let stands = !open
        || own_field
        || has_field
        || has_tail
        || (!plural && head_capital && (name_follows || has_place));
    if !stands || scene.words.is_hyphen(until) {
        return None;
    }
    // "special representatives" and other plurals without a field are people in general.
    if open && plural && !has_field && !own_field {
        return None;
    }
    let confidence = if name_follows || has_place || has_field || has_tail {
        0.92
    } else {
        0.75
    };
    Some(Found::new(
        MentionType::Role,
        from,
        until,
        confidence,
        "a title or post",
    ))
}

/// Where "of Commerce", "for Industry and Security" or "of Japan" behind a title ends.
fn tail_end(scene: &Scene<'_>, at: usize, open: bool, head_capital: bool) -> usize {
    let mut end = at;
    let mut rounds = 0;
    // "the trade ministers of Japan and Korea": a list of countries, no title.
    let plural = matches!(
        scene.fold(at - 1),
        "ministers" | "secretaries" | "representatives" | "advisors" | "advisers"
    );
    while matches!(scene.fold(end), "of" | "for" | "to") && rounds < 3 && !plural {
        rounds += 1;
        let preposition = scene.fold(end);
        let mut next = end + 1;
        if scene.fold(next) == "the" {
            next += 1;
        }
        let place = scene
            .hit_at(next, MentionType::Place)
            .or_else(|| scene.hit_at(next, MentionType::Org))
            .map(|hit| hit.until);
        let after = match place {
            Some(until) if preposition != "for" || open => until,
            _ if open && preposition != "to" => field_end(scene, next, head_capital),
            _ => next,
        };
        if after <= next {
            break;
        }
        end = after;
    }
    end
}

/// The end of "Economy, Trade and Industry" from `at` on.
fn field_end(scene: &Scene<'_>, at: usize, head_capital: bool) -> usize {
    let is_field = |at: usize| {
        let fold = scene.fold(at);
        if scene.hit_at(at, MentionType::Place).is_some()
            || scene.hit_at(at, MentionType::Norp).is_some()
        {
            return false;
        }
        if scene.lexicon.title_fields.contains(fold) {
            return true;
        }
        head_capital
            && scene.is_name_word(at)
            && !scene.lexicon.given_names.contains(fold)
            && scene.hit_at(at, MentionType::Per).is_none()
            && title_at(scene, at).is_none()
    };
    let mut end = at;
    while is_field(end) {
        end += 1;
        let mut next = end;
        if scene.fold(next) == "," {
            next += 1;
        }
        if scene.fold(next) == "and" || scene.fold(next) == "&" {
            next += 1;
            if scene.fold(next) == "the" {
                next += 1;
            }
        }
        if next == end {
            continue;
        }
        // "Economy, Trade and Industry": a comma needs another field behind it,
        // and a list of them an "and".
        let listed = scene.fold(next - 1) == "," && !list_closes(scene, next, &is_field);
        if !is_field(next) || listed || title_at(scene, next).is_some() {
            break;
        }
        end = next;
    }
    end
}

fn list_closes(scene: &Scene<'_>, at: usize, is_field: &dyn Fn(usize) -> bool) -> bool {
    let mut next = at;
    for _ in 0..8 {
        if !is_field(next) {
            return false;
        }
        next += 1;
        if scene.fold(next) == "," {
            next += 1;
        }
        if scene.fold(next) == "and" {
            return is_field(next + 1) || scene.fold(next + 1) == "the";
        }
    }
    false
}

/// The start of "Economy, Trade and Industry" before `at`.
fn field_start(scene: &Scene<'_>, at: usize) -> (usize, bool) {
    let is_field = |at: usize| scene.lexicon.title_fields.contains(scene.fold(at));
    let mut start = at;
    let mut any = false;
    loop {
        if start > scene.from && scene.words.is_hyphen(start - 1) {
            break;
        }
        if start > scene.from && is_field(start - 1) {
            start -= 1;
            any = any || !matches!(scene.fold(start), "top" | "senior" | "then" | "acting");
            continue;
        }
        if let Some(body) = scene.hit_before(start, MentionType::Org) {
            return (body.from, true);
        }
        // "foreign and defense ministers", "Trade, Industry and Energy Minister"
        let mut back = start;
        if back > scene.from + 1 && matches!(scene.fold(back - 1), "and" | "&") {
            back -= 1;
        }
        if back > scene.from + 1 && scene.fold(back - 1) == "," {
            back -= 1;
        }
        let capital = scene.is_capital(start) == scene.is_capital(back.saturating_sub(1));
        if any && back < start && back > scene.from && is_field(back - 1) && capital {
            start = back;
            continue;
        }
        break;
    }
    (start, any)
}

/// "U.S.", "South Korean" right before a title.
fn place_before(scene: &Scene<'_>, at: usize) -> Option<usize> {
    let hit = scene
        .hit_before(at, MentionType::Norp)
        .or_else(|| scene.hit_before(at, MentionType::Place))
        .or_else(|| scene.hit_before(at, MentionType::Org))?;
    let compound = hit.from > scene.from
        && scene.words.is_hyphen(hit.from - 1)
        && !(hit.from >= scene.from + 2 && matches!(scene.fold(hit.from - 2), "then" | "ex"));
    (!compound).then_some(hit.from)
}
