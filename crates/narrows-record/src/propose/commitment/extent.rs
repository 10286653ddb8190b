//! Where a clause ends.

use super::super::actor::ActorScene;

/// Without ", the official said" at the end, and without the closing stop.
pub(super) fn clause_end(scene: &ActorScene<'_>, until: usize) -> usize {
    let comma = (scene.from..until)
        .rev()
        .take(16)
        .find(|at| scene.fold(*at) == ",");
    if let Some(comma) = comma {
        let says = (comma..until).any(|at| matches!(scene.fold(at), "said" | "says" | "according"));
        if says && comma > scene.from + 4 {
            return comma;
        }
    }
    until
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
