//! Where a clause ends.

use super::super::actor::ActorScene;

/// Words of ", a ministry official said on Friday" beyond which it is no
/// attribution.
const LONGEST_ATTRIBUTION: usize = 20;

/// Without ", the official said" at the end, and without the closing stop.
pub(super) fn clause_end(scene: &ActorScene<'_>, from: usize, until: usize) -> usize {
    let last = until.saturating_sub(LONGEST_ATTRIBUTION).max(from + 2);
    (last..until)
        .rev()
        .find(|at| scene.fold(*at) == "," && attributes(scene, at + 1, until))
        .unwrap_or(until)
}

/// "he told reporters", "according to an official", "said the minister".
fn attributes(scene: &ActorScene<'_>, from: usize, until: usize) -> bool {
    (from..until).any(|at| {
        scene.fold(at) == "according" && scene.fold(at + 1) == "to" || is_saying(scene.fold(at))
    })
}

/// True for a finite verb of saying.
pub(super) fn is_saying(fold: &str) -> bool {
    matches!(
        fold,
        "said" | "says" | "told" | "added" | "adds" | "explained" | "reported" | "wrote" | "writes"
    )
}

pub(super) fn trim_end(scene: &ActorScene<'_>, from: usize, until: usize) -> usize {
    let mut end = until;
    while end > from + 1
        && (matches!(
            scene.fold(end - 1),
            "and" | "," | "." | ";" | ":" | "\"" | "but" | "while" | "that" | ")" | "or" | "as"
        ) && !(scene.fold(end - 1) == ")" && (from..end - 1).any(|at| scene.fold(at) == "(")))
    {
        end -= 1;
    }
    end
}
