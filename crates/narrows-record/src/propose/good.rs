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
            EntryKind::Mention(kind @ (MentionType::Good | MentionType::Tech)) => Some((kind, *hit)),
            _ => None,
        })
        .collect();
    for (kind, hit) in hits {
        if is_other_sense(scene, hit.from, hit.until) {
            continue;
        }
        let from = if kind == MentionType::Good { limited(scene, hit.from) } else { hit.from };
        scene.push(Found::new(kind, from, hit.until, 0.9, "a name in the gazetteer").with_id(hit.id));
    }
}

/// Over "legacy", "high-purity", "processed" to the left.
fn limited(scene: &Scene<'_>, at: usize) -> usize {
    scene.left_run(at, |scene, start| {
        let before = start - 1;
        if scene.lexicon.good_modifier.contains(scene.fold(before)) && !scene.words.is_hyphen(start) {
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
    let before = if from > scene.from { scene.fold(from - 1) } else { "" };
    match fold {
        "gold" | "silver" => matches!(behind, "standard" | "medal" | "bullet" | "lining") || scene.words.is_hyphen(until),
        "tin" => behind == "can",
        "display" | "ship" | "server" | "server s" => scene.words.shape(from) == Shape::Lower && matches!(before, "to" | "will" | "and" | "on"),
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
