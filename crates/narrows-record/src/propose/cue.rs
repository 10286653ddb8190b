//! The verb of a clause and the force it carries.

use super::actor::ActorScene;
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
    fn skip_adverbs(&self, mut at: usize) -> usize {
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
        match self.fold(start) {
            "will" | "shall" | "would" => {
                let reported = self.fold(start) == "would";
                // "We will not recognise" is an intention too.
                let mut verb = self.skip_adverbs(start + 1);
                if negated(verb) {
                    verb = self.skip_adverbs(verb + 1);
                    let agreement = ForceLexicon::shipped()
                        .verb(self.fold(verb))
                        .and_then(|(base, _)| ForceLexicon::shipped().force_of(base));
                    if self.fold(start) == "would" || agreement.is_some() {
                        return None;
                    }
                }
                if matches!(self.fold(verb), ":" | "" | ".") {
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
            "have" | "has" | "had" => {
                let next = self.skip_adverbs(start + 1);
                if negated(next) {
                    return None;
                }
                if self.fold(next) == "been" {
                    let verb = self.skip_adverbs(next + 1);
                    let (base, form) = ForceLexicon::shipped().verb(self.fold(verb))?;
                    let force = ForceLexicon::shipped().force_of(base)?;
                    let ongoing = form == Form::Participle
                        && matches!(force, Force::Discussed | Force::Seeks | Force::Requested);
                    return ongoing.then(|| cue(verb + 1, force));
                }
                let (base, form) = ForceLexicon::shipped().verb(self.fold(next))?;
                if form == Form::Participle {
                    return None;
                }
                let base = base.to_owned();
                if matches!(
                    base.as_str(),
                    "reach"
                        | "sign"
                        | "conclude"
                        | "agree"
                        | "decide"
                        | "resolve"
                        | "enter"
                        | "ratify"
                        | "pledge"
                        | "request"
                        | "urge"
                        | "ask"
                        | "call"
                        | "invite"
                        | "instruct"
                        | "promise"
                        | "welcome"
                        | "exchange"
                        | "discuss"
                        | "propose"
                        | "condemn"
                        | "confirm"
                        | "affirm"
                        | "reaffirm"
                        | "express"
                        | "announce"
                        | "support"
                ) {
                    return self.plain(at, next, &base);
                }
                if base == "recognize"
                    || base == "recognise"
                    || !ForceLexicon::shipped().is_deed(&base)
                {
                    return None;
                }
                let force = if base == "propose" {
                    Force::Seeks
                } else {
                    Force::Announced
                };
                Some(cue(next + 1, force))
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
            "express" | "share" | "voice" | "reiterate" | "reaffirm" | "affirm" | "announce"
            | "raise" | "confirm" | "reconfirm" => match self.expressed_object(next, base) {
                Some(Force::Noted | Force::Seeks | Force::Discussed) if base == "announce" => force,
                Some(expressed) => expressed,
                None if matches!(base, "share" | "voice") => return None,
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
            "hope" | "wish" | "want" | "plan" | "intend" | "aim" | "aspire" => force,
            "expect" | "anticipate" => force,
            "believe" | "value" | "thank" | "honor" | "celebrate" | "uphold" => return None,
            "create" | "form" | "found" | "introduce" | "adopt" | "order" | "press" | "task"
            | "issue" | "release" => {
                if self.words.raw(verb).ends_with("ed") || self.fold(verb) == "founded" {
                    force
                } else {
                    return None;
                }
            }
            "object" => {
                if self.fold(next) == "to" {
                    force
                } else {
                    return None;
                }
            }
            "ask" => {
                if self.object_then_to(next) || (next..next + 4).any(|at| self.fold(at) == "for") {
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
                    force = if inner.reported && matches!(base, "confirm" | "agree" | "decide") {
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

    /// "signed off on the text", "sign the guest book", "settled nothing": the
    /// words behind the verb leave no agreement.
    fn object_voids(&self, base: &str, next: usize) -> bool {
        match base {
            "sign" => {
                matches!(self.fold(next), "off" | "up" | "in" | "autographs")
                    || matches!(self.fold(next), "the" | "a")
                        && matches!(
                            self.fold(next + 1),
                            "guest" | "guestbook" | "visitors" | "condolence" | "book"
                        )
            }
            "agree" | "settle" | "decide" | "conclude" | "resolve" | "announce" => {
                self.fold(next) == "nothing"
                    || self.fold(next) == "on" && self.fold(next + 1) == "nothing"
            }
            _ => false,
        }
    }

    fn skip_quotes(&self, mut at: usize) -> usize {
        while matches!(self.fold(at), "\"" | "'") {
            at += 1;
        }
        at
    }

    /// "express their deep concern": the first telling noun within the object.
    fn expressed_object(&self, at: usize, base: &str) -> Option<Force> {
        let lexicon = ForceLexicon::shipped();
        for word in at..self.until.min(at + 7) {
            let fold = self.fold(word);
            if matches!(
                fold,
                "that" | "of" | "to" | "for" | "," | "in" | "on" | "over" | "at" | "with"
            ) {
                return None;
            }
            if let Some(force) = lexicon.expressed(fold) {
                // "Reaffirmed their determination" notes; "share determination" intends.
                let said_again = matches!(
                    base,
                    "reiterate" | "reaffirm" | "affirm" | "reconfirm" | "confirm"
                );
                return Some(if said_again && force != Force::Concerned {
                    Force::Noted
                } else {
                    force
                });
            }
        }
        None
    }

    /// "all countries to refrain": an object with an infinitive behind it.
    fn object_then_to(&self, at: usize) -> bool {
        for word in at..self.until.min(at + 14) {
            match self.fold(word) {
                "to" => return word > at,
                "of" | "through" | "by" | "in" | "." | ";" => return false,
                _ => {}
            }
        }
        false
    }

    /// The force behind "will": its verb can say more than an intention.
    fn future(&self, verb: usize) -> (Force, usize, bool) {
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

    /// "are committed to", "is expected to", "are taking measures", "was discussed".
    fn state(&self, from: usize, at: usize) -> Option<Cue> {
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
                && self.words.shape(verb) == super::words::Shape::Lower
                && !matches!(self.fold(from), "was" | "were");
            return holds.then(|| Cue {
                passive: true,
                ..cue(verb, Force::Expected)
            });
        }
        if matches!(fold, "expected" | "scheduled" | "due" | "set" | "slated")
            && matches!(self.fold(next), "to" | "for" | "in")
        {
            return Some(Cue {
                passive: true,
                ..cue(next, Force::Expected)
            });
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
            ) {
                return None;
            }
            return Some(cue(next, force));
        }
        if form == Form::Past && lexicon.force_of(&base) == Some(Force::Discussed) {
            return Some(Cue {
                passive: true,
                ..cue(next, Force::Discussed)
            });
        }
        None
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
