//! States and plans behind "be": "are committed to", "is due to".

use super::super::actor::ActorScene;
use super::super::force::{Force, ForceLexicon, Form};
use super::super::mention::MentionType;
use super::Cue;

impl ActorScene<'_> {
    /// "are committed to", "is expected to", "are taking measures", "was discussed".
    pub(super) fn state(&self, from: usize, at: usize) -> Option<Cue> {
        let lexicon = ForceLexicon::shipped();
        let fold = self.fold(at);
        let next = at + 1;
        let cue = |until, force| Cue {
            from,
            until,
            force,
            takes_bare: false,
            passive: false,
            reported: false,
        };
        if fold == "to" {
            let verb = self.skip_adverbs(at + 1);
            let holds = verb < self.until
                // "There is to be a council": nobody does it.
                && self.fold(from.wrapping_sub(1)) != "there"
                && self.words.shape(verb) == super::super::words::Shape::Lower
                && !matches!(self.fold(from), "was" | "were")
                // "His successor is to be Mr. X": no plan.
                && !(self.fold(verb) == "be"
                    && self.words.shape(verb + 1) == super::super::words::Shape::Capital);
            return holds.then(|| Cue {
                passive: true,
                ..cue(verb, Force::Expected)
            });
        }
        if let Some(cue) = self.planned(from, at) {
            return Some(cue);
        }
        // "is being considered", "is under discussion"
        if fold == "being" {
            let (base, _) = lexicon.verb(self.fold(next))?;
            return self
                .passive(from, next, base)
                .filter(|cue| cue.force == Force::Discussed);
        }
        if fold == "under" && matches!(self.fold(next), "consideration" | "discussion" | "review") {
            return Some(Cue {
                passive: true,
                ..cue(next + 1, Force::Discussed)
            });
        }
        // "is in talks with", "were in favor of"
        if fold == "in" {
            let force = match self.fold(next) {
                "talks" | "negotiations" | "discussions" | "consultations" => Force::Discussed,
                "favor" | "favour" => Force::Noted,
                _ => return None,
            };
            return Some(cue(next + 1, force));
        }
        if fold == "going" && self.fold(next) == "to" {
            return Some(cue(next + 2, Force::Intends));
        }
        if let Some(force) = lexicon.state(fold) {
            let force = match (fold, self.fold(next)) {
                ("united", "in") => Force::Noted,
                ("united", _) => return None,
                ("pleased" | "proud", "to") => {
                    let verb = lexicon.verb(self.fold(next + 1)).map(|(base, _)| base);
                    verb.and_then(|base| lexicon.force_of(base))?
                }
                ("pleased" | "proud", _) => return None,
                ("concerned" | "alarmed", "about" | "by" | "over" | "that" | "at") => force,
                ("concerned", _) => return None,
                ("opposed", "to") => force,
                ("opposed", _) => return None,
                _ => force,
            };
            return Some(cue(next, force));
        }
        if fold == "firmly" || (fold == "against" && matches!(self.fold(from), "stand" | "stands"))
        {
            return Some(cue(next, Force::Concerned));
        }
        let (base, form) = lexicon.verb(fold)?;
        let base = base.to_owned();
        if form == Form::Participle {
            // "are exploring", "was reviewing", "are taking measures"
            if let Some(force) = lexicon.phrase(&base, self.fold(next)) {
                return Some(cue(next + 1, force));
            }
            let force = match lexicon.force_of(&base) {
                Some(
                    force @ (Force::Discussed
                    | Force::Seeks
                    | Force::Intends
                    | Force::Requested
                    | Force::Announced
                    | Force::Signed),
                ) => force,
                Some(Force::Noted) => Force::Noted,
                _ => Force::Intends,
            };
            if matches!(
                base.as_str(),
                "help"
                    | "lead"
                    | "make"
                    | "use"
                    | "grow"
                    | "meet"
                    | "face"
                    | "hold"
                    | "give"
                    | "stand"
                    | "bring"
                    | "believe"
                    | "share"
                    | "call"
                    | "look"
            ) || base == "ask" && !self.asks_for(next)
            {
                return None;
            }
            return Some(cue(next, force));
        }
        if form == Form::Past {
            return self.passive(from, at, &base);
        }
        None
    }

    /// "is expected to", "has been scheduled for".
    pub(super) fn planned(&self, from: usize, at: usize) -> Option<Cue> {
        let behind = self.fold(at + 1);
        let holds = match self.fold(at) {
            "expected" | "scheduled" | "due" | "set" | "slated" => {
                matches!(behind, "to" | "for" | "in")
                    || matches!(behind, "by" | "on" | "before")
                        && self.found.iter().any(|found| {
                            found.kind == MentionType::Date
                                && (found.from == at + 2 || found.from == at + 3)
                        })
            }
            // What was planned need not be any more.
            "planned" | "foreseen" | "pencilled" | "penciled" => {
                matches!(behind, "for" | "in") && !matches!(self.fold(from), "was" | "were")
            }
            _ => false,
        };
        holds.then_some(Cue {
            from,
            until: at + 1,
            force: Force::Expected,
            takes_bare: false,
            passive: true,
            reported: false,
        })
    }

    /// "was discussed", "were signed", "were instructed to": the participle at
    /// `verb` behind a form of "be".
    pub(super) fn passive(&self, from: usize, verb: usize, base: &str) -> Option<Cue> {
        let force = ForceLexicon::shipped().force_of(base)?;
        let told = matches!(self.fold(from), "is" | "are" | "remain" | "remains");
        let holds = match force {
            Force::Discussed => true,
            Force::Signed => true,
            Force::Agreed => !told && !matches!(base, "commit" | "settle" | "resolve" | "elect"),
            Force::Announced => !told && !matches!(base, "issue" | "form" | "found" | "create"),
            Force::Requested => self.fold(verb + 1) == "to",
            // "was criticised by all three": whoever does it stands behind.
            Force::Concerned | Force::Noted => self.fold(verb + 1) == "by",
            _ => false,
        };
        holds.then_some(Cue {
            from,
            until: verb + 1,
            force,
            takes_bare: false,
            passive: true,
            reported: false,
        })
    }
}
