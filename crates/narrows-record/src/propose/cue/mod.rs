//! The verb of a clause and the force it carries.

mod object;
mod plain;
mod state;

use super::actor::{ActorScene, without_contraction};
use super::force::{Force, ForceLexicon, Form};
use super::mention::MentionType;

/// A verb phrase that carries a force: words `from..until`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cue {
    /// First word, with auxiliaries and adverbs.
    pub(crate) from: usize,
    /// Behind the words that show the force.
    pub(crate) until: usize,
    pub(crate) force: Force,
    /// "will" and its like: bare verbs may follow, coordinated.
    pub(crate) takes_bare: bool,
    /// In the passive: the subject is no actor.
    pub(crate) passive: bool,
    /// Reported future: "would".
    pub(crate) reported: bool,
}

impl ActorScene<'_> {
    pub(super) fn skip_adverbs(&self, mut at: usize) -> usize {
        let lexicon = ForceLexicon::shipped();
        loop {
            if lexicon.is_adverb(self.fold(at)) {
                at += 1;
                continue;
            }
            // ", working with our allies,": an insertion between commas.
            if self.fold(at) == "," {
                let close = (at + 1..self.until.min(at + 14)).find(|next| self.fold(*next) == ",");
                if let Some(close) = close
                    && close > at + 1
                    && !matches!(self.fold(at + 1), "and" | "or" | "but" | "the" | "which")
                    && lexicon.verb(self.fold(close + 1)).is_some()
                {
                    at = close + 1;
                    continue;
                }
            }
            return at;
        }
    }

    /// The cue that begins at `at` (its first auxiliary, adverb or verb).
    pub(crate) fn cue_at(&self, at: usize) -> Option<Cue> {
        let start = self.skip_adverbs(at);
        let negated =
            |at: usize| matches!(self.fold(at), "not" | "never" | "n't" | "neither" | "nor");
        let cue = |until, force| Cue {
            from: at,
            until,
            force,
            takes_bare: false,
            passive: false,
            reported: false,
        };
        // "we're looking at": the auxiliary is in the pronoun.
        let auxiliary = match without_contraction(self.fold(start)) {
            (fold, "") => fold,
            (_, auxiliary) => auxiliary,
        };
        match auxiliary {
            "will" | "shall" | "would" | "won't" | "won’t" => {
                let reported = auxiliary == "would";
                // "We will not recognise" is an intention too.
                let mut verb = self.skip_quotes(self.skip_adverbs(start + 1));
                let contracted = auxiliary.starts_with("wo") && auxiliary.ends_with('t');
                if contracted || negated(verb) {
                    if !contracted {
                        verb = self.skip_adverbs(verb + 1);
                    }
                    if matches!(self.fold(verb), "tolerate" | "accept" | "condone") {
                        return Some(cue(verb + 1, Force::Concerned));
                    }
                    // "will not be there": no deed.
                    if self.fold(verb) == "be"
                        && !ForceLexicon::shipped()
                            .verb(self.fold(self.skip_adverbs(verb + 1)))
                            .is_some_and(|(_, form)| form == Form::Past)
                    {
                        return None;
                    }
                    let agreement = ForceLexicon::shipped()
                        .verb(self.fold(verb))
                        .and_then(|(base, _)| ForceLexicon::shipped().force_of(base));
                    if reported || agreement.is_some() {
                        return None;
                    }
                }
                if matches!(self.fold(verb), ":" | "" | "." | "," | "\"") {
                    return None;
                }
                // "would have to", "will need to": a judgement, no plan.
                let must = matches!(
                    (self.fold(verb), self.fold(verb + 1)),
                    ("have" | "need", "to")
                );
                if must || reported && matches!(self.fold(verb), "have" | "need") {
                    return None;
                }
                let (force, until, passive) = self.future(verb);
                Some(Cue {
                    takes_bare: force == Force::Intends,
                    passive,
                    reported,
                    ..cue(until, force)
                })
            }
            "are" | "is" | "were" | "was" | "remain" | "remains" | "remained" | "stand"
            | "stands" => {
                let next = self.skip_adverbs(start + 1);
                if negated(next) {
                    return None;
                }
                self.state(at, next)
            }
            // "does not intend", "don't plan": what a party keeps from.
            "doesn't" | "don't" | "doesn’t" | "don’t" => {
                let verb = self.skip_adverbs(start + 1);
                matches!(self.fold(verb), "intend" | "plan" | "aim")
                    .then(|| cue(verb + 1, Force::Intends))
            }
            "does" | "do" if negated(self.skip_adverbs(start + 1)) => {
                let verb = self.skip_adverbs(start + 1) + 1;
                matches!(self.fold(verb), "intend" | "plan" | "aim")
                    .then(|| cue(verb + 1, Force::Intends))
            }
            // "did agree", "does want"
            "did" | "does" | "do" => {
                let verb = self.skip_adverbs(start + 1);
                let (base, _) = ForceLexicon::shipped().verb(self.fold(verb))?;
                if base != self.fold(verb) {
                    return None;
                }
                self.plain(at, verb, base)
            }
            "have" | "has" | "had" => {
                let mut next = self.skip_adverbs(start + 1);
                if self.fold(next) == "since" {
                    next = self.skip_adverbs(next + 1);
                }
                if negated(next) {
                    return None;
                }
                if self.fold(next) == "been" {
                    let verb = self.skip_adverbs(next + 1);
                    if let Some(cue) = self.planned(at, verb) {
                        // "had been planned for November": and did not come so.
                        return (auxiliary != "had").then_some(cue);
                    }
                    let (base, form) = ForceLexicon::shipped().verb(self.fold(verb))?;
                    if form == Form::Past {
                        return self.passive(at, verb, base);
                    }
                    let force = ForceLexicon::shipped().force_of(base)?;
                    let ongoing = form == Form::Participle
                        && matches!(force, Force::Discussed | Force::Seeks | Force::Requested);
                    return ongoing.then(|| cue(verb + 1, force));
                }
                // "has plans to open"
                if matches!(self.fold(next), "plans" | "ambitions") && self.fold(next + 1) == "to" {
                    return Some(cue(next + 2, Force::Intends));
                }
                self.perfect(at, next)
            }
            fold => {
                let (base, form) = ForceLexicon::shipped().verb(fold)?;
                if form == Form::Participle {
                    return None;
                }
                let base = base.to_owned();
                self.plain(at, start, &base)
            }
        }
    }

    /// The verb of a headline, where the present tells what was done, also for
    /// verbs that elsewhere are nouns in that form.
    pub(crate) fn headline_cue(&self, at: usize) -> Option<Cue> {
        let lexicon = ForceLexicon::shipped();
        let (base, _) = lexicon.verb(self.fold(at))?;
        self.cue_at(at).or_else(|| {
            Some(Cue {
                from: at,
                until: at + 1,
                force: lexicon.force_of(base)?,
                takes_bare: false,
                passive: false,
                reported: false,
            })
        })
    }

    /// "have agreed", "had launched": a position taken, or a completed deed.
    fn perfect(&self, from: usize, verb: usize) -> Option<Cue> {
        let lexicon = ForceLexicon::shipped();
        let (base, form) = lexicon.verb(self.fold(verb))?;
        if form == Form::Participle || matches!(base, "recognize" | "recognise") {
            return None;
        }
        // What was committed, finalised or announced is a deed.
        // "had committed to share": what was agreed then.
        let promised = base == "commit" && self.fold(from) == "had" && self.fold(verb + 1) == "to";
        let deed = lexicon.is_deed(base)
            && !matches!(base, "announce" | "agree" | "conclude")
            && !promised;
        let position = lexicon
            .force_of(base)
            .is_some_and(|force| !matches!(force, Force::Announced | Force::Intends))
            || base == "announce"
            || matches!(
                base,
                "reach" | "call" | "offer" | "undertake" | "express" | "exchange"
            )
            || matches!(
                base,
                "put" | "push" | "look" | "pencil" | "wrap" | "close" | "enter"
            );
        if position && !deed {
            return self.plain(from, verb, base);
        }
        // "have convened three times" counts, and decides nothing.
        let counted = (verb + 1..self.until.min(verb + 4))
            .any(|at| matches!(self.fold(at), "times" | "twice" | "once"));
        (deed && !counted).then_some(Cue {
            from,
            until: verb + 1,
            force: Force::Announced,
            takes_bare: false,
            passive: false,
            reported: false,
        })
    }

    /// The force behind "will": its verb can say more than an intention.
    pub(super) fn future(&self, verb: usize) -> (Force, usize, bool) {
        let lexicon = ForceLexicon::shipped();
        let fold = self.fold(verb);
        if fold == "be" {
            let next = self.skip_adverbs(verb + 1);
            let participle = lexicon.verb(self.fold(next)).map(|(_, form)| form);
            let passive = participle != Some(Form::Participle);
            return (Force::Intends, next + 1, passive);
        }
        let next = self.skip_adverbs(verb + 1);
        let force = match lexicon.verb(fold).map(|(base, _)| base) {
            Some("condemn" | "oppose" | "reject") => Force::Concerned,
            Some("exchange") if matches!(self.fold(next), "views" | "opinions") => Force::Discussed,
            Some("continue") => {
                match self.words.folded(next, (next + 3).min(self.until)).as_str() {
                    text if text.starts_with("to exchange views")
                        || text.starts_with("to discuss") =>
                    {
                        Force::Discussed
                    }
                    _ => Force::Intends,
                }
            }
            _ if fold == "like" && self.fold(next) == "to" => Force::Seeks,
            Some("look") if self.fold(next) == "forward" => Force::Expected,
            Some("seek") if self.fold(next) != "to" => Force::Seeks,
            _ => Force::Intends,
        };
        // "will continue to impose": the infinitive belongs to the verb.
        let infinitive = matches!(
            fold,
            "continue" | "seek" | "work" | "strive" | "aim" | "endeavor"
        ) && self.fold(next) == "to"
            && self.fold(next + 1) != ":";
        (force, if infinitive { next + 2 } else { verb + 1 }, false)
    }

    pub(super) fn skip_quotes(&self, mut at: usize) -> usize {
        while matches!(self.fold(at), "\"" | "'") {
            at += 1;
        }
        at
    }

    /// True where the sentence reports what somebody said.
    pub(crate) fn is_reported(&self) -> bool {
        (self.from..self.until).any(|at| {
            matches!(
                self.fold(at),
                "said"
                    | "says"
                    | "told"
                    | "added"
                    | "according"
                    | "confirmed"
                    | "announced"
                    | "agreed"
                    | "replied"
                    | "answered"
                    | "responded"
                    | "stated"
                    | "insisted"
                    | "disclosed"
            )
        })
    }

    /// True for a name of a meeting that ends right before `until`.
    pub(crate) fn meeting_ends(&self, until: usize) -> Option<usize> {
        self.found
            .iter()
            .filter(|found| found.kind == MentionType::Meeting && found.until == until)
            .map(|found| found.from)
            .min()
    }
}
