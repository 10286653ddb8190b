//! Acronyms that a text defines: "Disruptive Technology Protection Network
//! (DTPN)" makes DTPN a name of the same kind from then on.

use std::collections::BTreeMap;

use super::mention::{Found, MentionType};
use super::scene::Scene;
use super::words::Shape;

/// Acronyms and what they stand for.
#[derive(Debug, Default)]
pub(crate) struct Acronyms {
    known: BTreeMap<String, (MentionType, Option<String>)>,
}

impl Acronyms {
    /// Learns every "NAME (ACRONYM)" of a sentence, and "NAME, or ACRONYM,".
    pub(crate) fn learn(&mut self, scene: &mut Scene<'_>) {
        let names: Vec<Found> = scene
            .found
            .iter()
            .filter(|found| {
                matches!(
                    found.kind,
                    MentionType::Forum
                        | MentionType::Org
                        | MentionType::Instr
                        | MentionType::Tech
                        | MentionType::Good
                        | MentionType::Place
                ) && found.len() >= 2
            })
            .cloned()
            .collect();
        let mut names = names;
        names.sort_by(|a, b| {
            b.confidence
                .total_cmp(&a.confidence)
                .then_with(|| b.len().cmp(&a.len()))
        });
        let mut taken = std::collections::BTreeSet::new();
        for name in names {
            let mut at = name.until;
            if scene.fold(at) == "(" {
                at += 1;
            } else if scene.fold(at) == "," && matches!(scene.fold(at + 1), "or") {
                at += 2;
            } else if scene.fold(at) == ","
                && scene.fold(at + 1) == "known"
                && scene.fold(at + 2) == "as"
            {
                at += 3;
            } else {
                continue;
            }
            while matches!(
                scene.fold(at),
                "\"" | "the" | "'" | "hereinafter" | "collectively" | "or" | ","
            ) {
                at += 1;
            }
            let acronym = scene.words.raw(at);
            let own_head = name.kind == MentionType::Instr
                && scene.words.shape(at) == Shape::Capital
                && scene.lexicon.instrument.contains(scene.fold(at))
                && (name.from..name.until).any(|word| scene.fold(word) == scene.fold(at));
            let written = own_head
                || matches!(scene.words.shape(at), Shape::Upper)
                || acronym.chars().filter(|c| c.is_uppercase()).count() >= 2;
            if !written || acronym.chars().count() < 2 || at >= scene.until {
                continue;
            }
            if !taken.insert(at) {
                continue;
            }
            if !own_head {
                self.known
                    .insert(acronym.to_owned(), (name.kind, name.id.clone()));
            }
            if !scene.is_covered(at, &[name.kind]) {
                let mut found = Found::new(name.kind, at, at + 1, 0.95, "an acronym defined here");
                found.id = name.id.clone();
                scene.push(found);
            }
        }
    }

    /// Finds acronyms defined before.
    pub(crate) fn find(&self, scene: &mut Scene<'_>) {
        if self.known.is_empty() {
            return;
        }
        for at in scene.from..scene.until {
            if scene.words.shape(at) == Shape::Lower {
                continue;
            }
            if let Some((kind, id)) = self.known.get(scene.words.raw(at)) {
                if scene.is_covered(at, &[*kind])
                    || scene.is_in_compound(at, at + 1) && *kind == MentionType::Place
                {
                    continue;
                }
                let mut found =
                    Found::new(*kind, at, at + 1, 0.93, "an acronym that the text defines");
                found.id = id.clone();
                scene.push(found);
            }
        }
    }
}
