//! Where the noun phrase of a subject begins, and whether a clause can.

use super::super::force::ForceLexicon;
use super::super::lexicon::numeral;
use super::super::mention::MentionType;
use super::super::words::Shape;
use super::{ActorScene, is_assembly, is_document};

impl ActorScene<'_> {
    /// "industry partners", "business leaders", "mining officials" are no states.
    pub(super) fn names_third_party(&self, from: usize, until: usize) -> bool {
        // "The industry ministries" are no industry.
        let office = |at: usize| {
            self.fold(at) == "industry"
                && matches!(
                    self.fold(at + 1),
                    "minister" | "ministers" | "ministry" | "ministries" | "chiefs" | "secretaries"
                )
        };
        let others = |at: usize| ForceLexicon::shipped().is_outsider(self.fold(at)) && !office(at);
        (from..until).any(others) || from > self.from && others(from - 1)
    }

    /// True where a clause can begin: a noun right before ("agreements the
    /// President has secured") makes it a relative clause of that noun.
    pub(super) fn may_open(&self, from: usize) -> bool {
        if from <= self.from {
            return true;
        }
        let before = from - 1;
        let fold = self.fold(before);
        // "To this end we will", "and at the latest session she called"
        let head = (self.from..before)
            .rev()
            .take(8)
            .find(|at| {
                matches!(self.fold(*at), "," | ";" | ":")
                    || matches!(self.fold(*at), "and" | "but" | "that" | "while") && *at > self.from
            })
            .map_or(self.from, |at| at + 1);
        let opening = from - head <= 8
            && matches!(
                self.fold(head),
                "to" | "through"
                    | "on"
                    | "with"
                    | "in"
                    | "under"
                    | "for"
                    | "by"
                    | "at"
                    | "over"
                    | "during"
                    | "after"
            );
        // "said in the statement they opposed"
        let said = (from.saturating_sub(6).max(self.from)..before).any(|at| {
            self.fold(at) == "told"
                || matches!(self.fold(at), "said" | "says" | "say" | "added")
                    && matches!(
                        self.fold(at + 1),
                        "in" | "at" | "on" | "after" | "during" | "reporters" | "lawmakers"
                    )
        });
        if said {
            return true;
        }
        opening
            && !matches!(
                fold,
                "of" | "in" | "to" | "with" | "for" | "on" | "by" | "at" | "from"
            )
            || self.words.shape(before) != Shape::Lower
            || fold.ends_with("ly")
            || ForceLexicon::shipped().is_adverb(fold)
            || self.found.iter().any(|found| {
                found.until == from && matches!(found.kind, MentionType::Date | MentionType::Place)
            })
            || matches!(
                fold,
                "and"
                    | "but"
                    | "while"
                    | "as"
                    | "because"
                    | "since"
                    | "when"
                    | "that"
                    | "which"
                    | "whereas"
                    | "if"
                    | "after"
                    | "before"
                    | "said"
                    | "says"
                    | "say"
                    | "where"
                    | "so"
                    | "then"
                    | "how"
                    | "whether"
                    | "although"
                    | "though"
                    | "for"
                    | "added"
                    | "told"
                    | "whom"
                    | "whose"
                    | "until"
                    | "once"
                    | "what"
                    | "today"
                    | "together"
                    | "here"
                    | "or"
                    | "following"
            )
    }

    /// "vice" in "vice-ministers", "14" in "14-member".
    fn is_plain_modifier(&self, at: usize) -> bool {
        matches!(self.words.shape(at), Shape::Lower | Shape::Number)
    }

    /// "the crisis network", "its trade development agency": the determiner
    /// before one or two nouns that qualify a body.
    fn determiner_before(&self, start: usize, until: usize) -> Option<usize> {
        let lexicon = ForceLexicon::shipped();
        let determined = matches!(
            self.fold(start),
            "the" | "its" | "their" | "a" | "all" | "both" | "these" | "his" | "her"
        );
        if start == until || determined || self.mention_ending(until).is_some() {
            return None;
        }
        let qualifies = |at: usize| {
            self.words.shape(at) == Shape::Lower
                && !lexicon.is_adverb(self.fold(at))
                && !lexicon.is_outsider(self.fold(at))
                && !self.fold(at).ends_with("ed")
                && !matches!(
                    self.fold(at),
                    "of" | "in"
                        | "to"
                        | "with"
                        | "for"
                        | "on"
                        | "by"
                        | "at"
                        | "from"
                        | "between"
                        | "among"
                        | "and"
                        | "or"
                        | "but"
                        | "as"
                        | "that"
                        | "which"
                        | "who"
                        | "not"
                        | "said"
                        | "says"
                        | "was"
                        | "were"
                        | "is"
                        | "are"
                        | "had"
                        | "has"
                        | "have"
                )
        };
        (start.saturating_sub(3).max(self.from)..start.saturating_sub(1))
            .rev()
            .find(|at| matches!(self.fold(*at), "the" | "its" | "their" | "'s" | "'"))
            .filter(|at| (at + 1..start).all(qualifies))
    }

    /// Goes left over names, determiners, numerals, "and" and "of"; nothing
    /// where the phrase hangs on a preposition.
    pub(super) fn phrase_start(&self, until: usize) -> Option<usize> {
        let lexicon = ForceLexicon::shipped();
        let mut start = until;
        while start > self.from {
            let before = start - 1;
            // "At Honolulu the three sides": a name before "the" stands alone.
            let determined = start < until && matches!(self.fold(start), "the" | "these" | "their");
            if determined && self.words.shape(before) == Shape::Capital {
                break;
            }
            if let Some(found) = self.mention_ending(start) {
                start = found.from;
                continue;
            }
            let fold = self.fold(before);
            let word = lexicon.is_group(fold)
                || start == until && (self.is_counted_group(before) || is_document(fold))
                || lexicon.is_modifier(fold)
                || numeral(fold).is_some()
                || self.words.is_hyphen(before)
                || before > self.from && self.words.is_hyphen(before - 1) && start < until
                || self.words.is_hyphen(start) && self.is_plain_modifier(before);
            if word {
                start = before;
                continue;
            }
            if let Some(determiner) = self.determiner_before(start, until) {
                start = determiner;
                continue;
            }
            if matches!(fold, "and" | "," | "&") && start > self.from + 1 && start < until {
                let left = before;
                let ends_name = self
                    .mention_ending(left)
                    .is_some_and(|found| found.kind != MentionType::Instr)
                    || lexicon.is_group(self.fold(left.saturating_sub(1)))
                    || matches!(self.fold(left.saturating_sub(1)), "," | "we");
                if ends_name {
                    start = before;
                    continue;
                }
            }
            if matches!(fold, "of" | "from") && start < until && before > self.from {
                let left = before;
                let heads = self.mention_ending(left).is_some_and(|found| {
                    matches!(
                        found.kind,
                        MentionType::Per | MentionType::Role | MentionType::Forum
                    )
                }) || lexicon.is_group(self.fold(left - 1))
                    || is_assembly(self.fold(left - 1));
                if heads {
                    start = before;
                    continue;
                }
            }
            break;
        }
        // Behind a preposition the first name belongs to something else: "in
        // Seoul, and Japan will".
        loop {
            let before = if start > self.from {
                self.fold(start - 1)
            } else {
                ""
            };
            let bound = matches!(
                before,
                "in" | "of"
                    | "with"
                    | "to"
                    | "for"
                    | "on"
                    | "at"
                    | "by"
                    | "from"
                    | "between"
                    | "among"
                    | "against"
                    | "across"
                    | "under"
                    | "toward"
                    | "towards"
                    | "including"
                    | "as"
                    | "within"
                    | "through"
                    | "into"
                    | "including:"
            );
            if !bound {
                break;
            }
            match (start + 1..until).find(|at| self.fold(*at) == ",") {
                Some(comma) => start = comma + 1,
                None if matches!(before, "as" | "for" | "including") => break,
                None => return None,
            }
        }
        while start < until && matches!(self.fold(start), "and" | "," | "'s" | "of" | "from" | "&")
        {
            start += 1;
        }
        (start < until).then_some(start)
    }
}
