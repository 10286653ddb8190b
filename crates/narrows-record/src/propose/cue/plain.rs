//! A finite verb by itself: its force, with what stands behind it.

use super::super::actor::ActorScene;
use super::super::force::{Force, ForceLexicon};
use super::super::mention::MentionType;
use super::Cue;

impl ActorScene<'_> {
    /// A finite verb by itself, with what stands behind it.
    pub(crate) fn plain(&self, from: usize, verb: usize, base: &str) -> Option<Cue> {
        let lexicon = ForceLexicon::shipped();
        let cue = |until, force| Cue {
            from,
            until,
            force,
            takes_bare: false,
            passive: false,
            reported: false,
        };
        let next = if lexicon.phrase(base, self.fold(verb + 1)).is_some() {
            verb + 1
        } else {
            self.skip_adverbs(verb + 1)
        };
        let word = self.fold(next);
        if self.object_voids(base, next) {
            return None;
        }
        if self.is_no_position(base, next) {
            return None;
        }
        // "Japan offered training", not "offered to train"
        if base == "offer" && self.fold(verb) == "offered" && !word.is_empty() {
            let gives = !matches!(
                word,
                "to" | "no" | "little" | "few" | "by" | "in" | "at" | "on" | "for" | "," | "."
            );
            if gives {
                return Some(cue(verb + 1, Force::Announced));
            }
        }
        // "called the notice unacceptable"
        if base == "call" && !matches!(word, "on" | "for" | "upon") {
            let blame = (next..self.until.min(next + 10))
                .take_while(|at| !matches!(self.fold(*at), "," | ";" | "." | "and"))
                .find(|at| is_blame(self.fold(*at)));
            if let Some(blame) = blame {
                return Some(cue(blame + 1, Force::Concerned));
            }
        }
        // "used the meeting to voice concern"
        if base == "use" {
            let inner = (next..self.until.min(verb + 25))
                .filter(|at| self.fold(*at) == "to" && !self.fold(at + 1).starts_with("use"))
                .find_map(|to| self.cue_at(to + 1))?;
            return matches!(
                inner.force,
                Force::Concerned | Force::Requested | Force::Noted
            )
            .then(|| cue(inner.until, inner.force));
        }
        // "raised the question of tariffs"
        if base == "raise"
            && (next..next + 3).any(|at| {
                matches!(
                    self.fold(at),
                    "issue"
                        | "issues"
                        | "question"
                        | "matter"
                        | "topic"
                        | "subject"
                        | "idea"
                        | "possibility"
                        | "case"
                )
            })
        {
            return Some(cue(next + 1, Force::Discussed));
        }
        // "took this up"
        if base == "take"
            && self.fold(verb) != "take"
            && matches!(word, "this" | "that" | "it" | "them" | "these")
            && self.fold(next + 1) == "up"
        {
            return Some(cue(next + 2, Force::Discussed));
        }
        // "call on", "look forward to"
        if let Some(force) = lexicon.phrase(base, word) {
            if base == "continue" {
                let after = self.skip_adverbs(next + 1);
                let inner = lexicon
                    .verb(self.fold(after))
                    .map(|(inner, _)| inner.to_owned());
                let force = match inner.as_deref() {
                    Some("discuss") | Some("exchange") => Force::Discussed,
                    Some("support") | Some("encourage") => Force::Intends,
                    Some("urge") | Some("call") => Force::Requested,
                    Some("oppose") | Some("condemn") => Force::Concerned,
                    _ => Force::Intends,
                };
                return Some(cue(after + 1, force));
            }
            if base == "come" && word == "to" || base == "put" && word == "in" {
                let holds = (next..self.until.min(next + 5)).any(|at| {
                    matches!(
                        self.fold(at),
                        "agreement" | "understanding" | "terms" | "consensus" | "deal" | "place"
                    )
                });
                return holds.then(|| cue(next + 1, force));
            }
            if matches!(base, "sign" | "shake" | "push" | "hold")
                && !matches!(
                    self.fold(next + 1),
                    "to" | "on" | "against" | "for" | "over" | "about"
                )
            {
                return None;
            }
            if base == "take" && word == "effect" || base == "come" || base == "enter" {
                let rest = self.words.folded(next, (next + 3).min(self.until));
                let holds = word == "effect"
                    || rest.starts_with("into force")
                    || rest.starts_with("into effect");
                return holds.then(|| cue(next + 1, force));
            }
            if base == "reach" {
                let holds = (next..self.until.min(next + 5)).any(|at| {
                    matches!(
                        self.fold(at),
                        "agreement"
                            | "understanding"
                            | "understandings"
                            | "recognition"
                            | "consensus"
                            | "deal"
                    )
                });
                return holds.then(|| cue(next + 1, force));
            }
            if base == "put" && word == "their" {
                let holds = matches!(self.fold(next + 1), "names" | "name" | "signatures");
                return holds.then(|| cue(next + 2, force));
            }
            if base == "strike" {
                let holds = (next..self.until.min(next + 4))
                    .any(|at| matches!(self.fold(at), "deal" | "agreement"));
                return holds.then(|| cue(next + 1, force));
            }
            if base == "set" && word == "a" {
                let holds = (next..self.until.min(next + 4))
                    .any(|at| matches!(self.fold(at), "goal" | "target"));
                return holds.then(|| cue(next + 1, force));
            }
            return Some(cue(next + 1, force));
        }
        if base == "reach"
            && self.found.iter().any(|found| {
                found.kind == MentionType::Instr && found.from >= next && found.from <= next + 2
            })
        {
            return Some(cue(next, Force::Agreed));
        }
        if base == "reach" && matches!(self.fold(next), "agreement" | "understanding" | "consensus")
        {
            return Some(cue(next + 1, Force::Agreed));
        }
        let force = lexicon.force_of(base)?;
        let force = match base {
            // What is expressed, shared or voiced decides.
            "express" | "share" | "voice" | "signal" | "register" | "air" | "flag" | "convey"
            | "reiterate" | "reaffirm" | "affirm" | "announce" | "raise" | "confirm"
            | "reconfirm" => match self.expressed_object(next, base) {
                Some(Force::Noted | Force::Seeks | Force::Discussed) if base == "announce" => force,
                Some(expressed) => expressed,
                None if matches!(
                    base,
                    "share" | "voice" | "signal" | "register" | "air" | "flag" | "convey"
                ) && self.fold(next) != "that" =>
                {
                    return None;
                }
                None => force,
            },
            "encourage" => {
                let object_to = self.object_then_to(next);
                if object_to {
                    Force::Requested
                } else {
                    Force::Noted
                }
            }
            "hope" | "want" | "plan" | "intend" | "aim" | "aspire" => force,
            "expect" | "anticipate" => force,
            "believe" | "value" | "thank" | "honor" | "celebrate" | "uphold" => return None,
            "bar" | "ban" | "halt" | "license" | "exempt" | "lift" | "blacklist" | "scrap"
            | "create" | "form" | "found" | "table" | "float" | "blast" | "suspend"
            | "introduce" | "adopt" | "order" | "press" | "task" | "issue" | "release" => {
                if self.words.raw(verb).ends_with("ed") || self.fold(verb) == "founded" {
                    force
                } else {
                    return None;
                }
            }
            "wish" | "come" | "go" | "hold" | "speak" | "hit" | "wind" | "bid" => return None,
            "charge" | "mandate" | "entrust" => {
                // "charged officials to draw up", not "charged that … to"
                let to = (next..next + 6)
                    .find(|at| matches!(self.fold(*at), "to" | "that" | "," | "according" | "\""));
                if to.is_some_and(|to| to > next && self.fold(to) == "to")
                    || base == "charge"
                        && self.words.raw(verb).ends_with("ed")
                        && (next..next + 6).any(|at| self.fold(at) == "with")
                {
                    force
                } else {
                    return None;
                }
            }
            "object" => {
                if matches!(self.fold(next), "to" | "." | "," | "" | "\"" | ";") {
                    force
                } else {
                    return None;
                }
            }
            "ask" => {
                if self.asks_for(next) {
                    force
                } else {
                    return None;
                }
            }
            _ => force,
        };
        // "confirmed that they intend": the inner clause carries the force.
        let mut until = verb + 1;
        let mut force = force;
        // "announced in July that it would": a day may stand in between.
        let next = self.that_behind_time(next).unwrap_or(next);
        if self.fold(next) == "that" || matches!(self.fold(next), "they" | "it" | "we") {
            let pronoun = if self.fold(next) == "that" {
                next + 1
            } else {
                next
            };
            if matches!(self.fold(pronoun), "they" | "we" | "it" | "he" | "she") {
                let inner_at = self.skip_quotes(pronoun + 1);
                if let Some(inner) = self.cue_at(inner_at)
                    && inner.force == Force::Noted
                {
                    until = inner.until;
                } else if let Some(inner) = self.cue_at(inner_at) {
                    force = if inner.reported && base == "announce" {
                        Force::Announced
                    } else if inner.reported
                        && matches!(
                            base,
                            "confirm"
                                | "agree"
                                | "decide"
                                | "concur"
                                | "pledge"
                                | "promise"
                                | "resolve"
                        )
                    {
                        Force::Agreed
                    } else {
                        inner.force
                    };
                    until = inner.until;
                }
            }
        }
        Some(cue(until, force))
    }
}

impl ActorScene<'_> {
    /// "in July 2023 that": the "that" behind words of time or place.
    fn that_behind_time(&self, from: usize) -> Option<usize> {
        let opens = matches!(
            self.fold(from),
            "in" | "on"
                | "at"
                | "last"
                | "this"
                | "earlier"
                | "late"
                | "early"
                | "yesterday"
                | "today"
        ) || self
            .found
            .iter()
            .any(|found| found.kind == MentionType::Date && found.from == from);
        let that = (from..self.until.min(from + 7)).find(|at| self.fold(*at) == "that")?;
        let plain = (from..that).all(|at| !matches!(self.fold(at), "," | "and" | ";" | "." | "to"));
        (opens && plain && that > from).then_some(that)
    }
}

/// Adjectives by which a government calls what another did wrong.
fn is_blame(fold: &str) -> bool {
    matches!(
        fold,
        "unacceptable"
            | "regrettable"
            | "unjustified"
            | "unjustifiable"
            | "unfair"
            | "deplorable"
            | "intolerable"
            | "unlawful"
            | "illegal"
            | "coercive"
            | "coercion"
            | "discriminatory"
            | "disproportionate"
            | "unwarranted"
            | "provocative"
            | "blackmail"
    )
}
