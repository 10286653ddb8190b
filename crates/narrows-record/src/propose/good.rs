//! Goods and technologies: the gazetteer's, with the words that limit the class.

use super::gazetteer::EntryKind;
use super::mention::{Found, MentionType};
use super::scene::Scene;
use super::words::Shape;

/// Finds goods and technologies.
pub(crate) fn find_goods(scene: &mut Scene<'_>) {
    let hits: Vec<_> = scene
        .hits
        .iter()
        .filter_map(|hit| match hit.kind {
            EntryKind::Mention(kind @ (MentionType::Good | MentionType::Tech)) => {
                Some((kind, *hit))
            }
            _ => None,
        })
        .collect();
    for (kind, hit) in hits {
        if is_other_sense(scene, hit.from, hit.until) {
            continue;
        }
        let from = if kind == MentionType::Good {
            limited(scene, hit.from)
        } else {
            hit.from
        };
        scene.push(
            Found::new(kind, from, hit.until, 0.9, "a name in the gazetteer").with_id(hit.id),
        );
    }
}

/// "surveillance technology", "critical and sensitive technologies": a field
/// named before the word itself.
pub(crate) fn find_technologies(scene: &mut Scene<'_>) {
    for head in scene.from + 1..scene.until {
        if !matches!(scene.fold(head), "technology" | "technologies")
            || scene.words.is_hyphen(head)
            || scene.words.is_hyphen(head + 1)
        {
            continue;
        }
        let mut from = head;
        while from > scene.from && head - from < 5 {
            let before = from - 1;
            if scene.words.is_hyphen(before)
                && before > scene.from
                && scene.words.shape(before - 1) != Shape::Sign
            {
                from = before - 1;
                continue;
            }
            let fold = scene.fold(before);
            let covered = scene.found.iter().find(|found| {
                found.until == from && matches!(found.kind, MentionType::Good | MentionType::Tech)
            });
            if let Some(field) = covered {
                from = field.from;
                continue;
            }
            if fold == "and"
                && from < head
                && before > scene.from
                && is_field_adjective(scene.fold(before - 1))
                && is_field_adjective(scene.fold(from))
            {
                from = before - 1;
                continue;
            }
            if scene.words.shape(before) == Shape::Lower
                && (is_field_adjective(fold) || is_field_noun(fold))
            {
                from = before;
                continue;
            }
            break;
        }
        if from < head {
            scene.push(Found::new(
                MentionType::Tech,
                from,
                head + 1,
                0.7,
                "a field named before the word technology",
            ));
        }
    }
}

fn is_field_adjective(fold: &str) -> bool {
    matches!(
        fold,
        "critical"
            | "sensitive"
            | "emerging"
            | "advanced"
            | "disruptive"
            | "strategic"
            | "foundational"
            | "dual-use"
            | "civil"
            | "nuclear"
            | "low-carbon"
            | "cutting"
            | "edge"
            | "military"
    )
}

fn is_field_noun(fold: &str) -> bool {
    matches!(
        fold,
        "surveillance"
            | "reactor"
            | "recycling"
            | "refining"
            | "separation"
            | "processing"
            | "extraction"
            | "storage"
            | "battery"
            | "semiconductor"
            | "chip"
            | "space"
            | "defense"
            | "communications"
            | "communication"
            | "missile"
            | "drone"
            | "imaging"
            | "manufacturing"
            | "mining"
            | "minerals"
            | "information"
            | "energy"
            | "hydrogen"
            | "satellite"
            | "encryption"
            | "laser"
            | "sensor"
            | "magnet"
            | "lithography"
            | "chipmaking"
            | "photonics"
            | "medical"
    )
}

/// Over "legacy", "high-purity", "processed" to the left.
fn limited(scene: &Scene<'_>, at: usize) -> usize {
    scene.left_run(at, |scene, start| {
        let before = start - 1;
        // "raw and processed critical minerals"
        if start < at
            && scene.fold(before) == "and"
            && before > scene.from
            && scene.lexicon.good_modifier.contains(scene.fold(before - 1))
        {
            return Some(before - 1);
        }
        if scene.fold(before) == "and"
            && before > scene.from
            && matches!(
                (scene.fold(before - 1), scene.fold(start)),
                ("heavy", "light")
                    | ("light", "heavy")
                    | ("raw", "processed")
                    | ("medium", "heavy")
            )
        {
            return Some(before - 1);
        }
        if scene.lexicon.good_modifier.contains(scene.fold(before)) && !scene.words.is_hyphen(start)
        {
            return Some(before);
        }
        // "older-generation" stands in the list with its hyphen.
        if before > scene.from + 1 && scene.words.is_hyphen(before - 1) {
            let joined = format!("{}-{}", scene.fold(before - 2), scene.fold(before));
            if scene.lexicon.good_modifier.contains(&joined) {
                return Some(before - 2);
            }
        }
        None
    })
}

/// A word that means something else here: "AI" in a name, "gold standard",
/// "steel themselves", "fusion of".
fn is_other_sense(scene: &Scene<'_>, from: usize, until: usize) -> bool {
    if until - from > 1 {
        return false;
    }
    let fold = scene.fold(from);
    let behind = scene.fold(until);
    let before = if from > scene.from {
        scene.fold(from - 1)
    } else {
        ""
    };
    match fold {
        "gold" | "silver" => {
            matches!(behind, "standard" | "medal" | "bullet" | "lining")
                || scene.words.is_hyphen(until)
        }
        "tin" => behind == "can",
        "display" | "ship" | "server" | "server s" => {
            scene.words.shape(from) == Shape::Lower
                && matches!(before, "to" | "will" | "and" | "on")
        }
        "ore" | "ores" => false,
        "magnet" => matches!(behind, "for"),
        "transformer" | "transformers" | "concentrate" => true,
        "neon" => matches!(behind, "sign" | "signs" | "lights"),
        "cars" | "car" => matches!(behind, "bomb"),
        "chip" | "chips" => before == "bargaining" || scene.words.shape(from) == Shape::Upper,
        "quantum" => behind == "leap",
        "oil" => false,
        _ => false,
    }
}
