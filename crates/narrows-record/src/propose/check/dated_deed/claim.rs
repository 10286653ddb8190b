//! Claims: a thing, what happened to it, and when.

use std::collections::BTreeSet;

use super::super::CheckText;
use super::attach::{is_denied, lead, told};
use super::dated_noun::dated_nouns;
use super::deed::{Deed, DeedWords, deeds};
use super::nouns::{Class, singular};
use super::reckon::{reckoned, relate};
use super::thing::{Thing, thing_of};
use super::when::When;

/// Claims of a text beyond which the others are not compared.
const MOST: usize = 120;

/// One telling of a dated deed.
#[derive(Debug, Clone)]
pub(super) struct Claim {
    pub(super) sentence: usize,
    pub(super) deed: Deed,
    /// The word that tells the deed.
    pub(super) word: String,
    pub(super) thing: Thing,
    pub(super) when: When,
    /// All words of the telling.
    pub(super) side: (usize, usize),
    /// "the October 27 framework": told by its date alone.
    pub(super) by_date: bool,
    /// The telling that it is reckoned from.
    pub(super) base: Option<(usize, usize)>,
    /// Reckoned: "two weeks after the signature".
    pub(super) reckoned: bool,
    /// The sentence tells that a date was moved.
    pub(super) moved: bool,
    /// All words of the sentence, in the singular.
    pub(super) context: BTreeSet<String>,
    /// Told as denied or imagined.
    pub(super) unreal: bool,
}

/// A sentence with its deeds and dates.
#[derive(Clone, Copy)]
pub(super) struct Telling<'a, 't> {
    pub(super) text: &'a CheckText<'t>,
    pub(super) number: usize,
    pub(super) from: usize,
    pub(super) until: usize,
    pub(super) deeds: &'a [DeedWords],
    pub(super) dates: &'a [When],
}

/// Every claim of the text.
pub(super) fn claims(text: &CheckText<'_>, whens: &[Vec<When>]) -> Vec<Claim> {
    let mut all = Vec::new();
    let mut relations = Vec::new();
    for (number, from, until) in text.sentences() {
        if all.len() >= MOST {
            break;
        }
        if !text
            .words
            .kind_of(&text.words.sentences[number])
            .makes_statements()
        {
            continue;
        }
        let Some(dates) = whens.get(number) else {
            continue;
        };
        let deeds = deeds(text, from, until);
        let telling = |deeds| Telling {
            text,
            number,
            from,
            until,
            deeds,
            dates,
        };
        // Deeds whose day is reckoned have no other.
        let used = reckoned(&telling(&deeds), &mut relations, &mut all);
        let others: Vec<DeedWords> = deeds
            .iter()
            .filter(|deed| !used.contains(&deed.from))
            .copied()
            .collect();
        let telling = telling(&others);
        let taken = dated_nouns(&telling, &mut all);
        told(&telling, taken, &mut all);
    }
    for relation in &relations {
        relate(text, relation, &mut all);
    }
    inherit_goods(&mut all);
    all
}

/// "the licences" are those on the goods that were told of last.
fn inherit_goods(all: &mut [Claim]) {
    let mut last: Vec<(Option<Class>, usize, BTreeSet<String>)> = Vec::new();
    for claim in all.iter_mut() {
        let own: BTreeSet<String> = claim
            .thing
            .goods
            .union(&claim.thing.goods_beside)
            .cloned()
            .collect();
        if own.is_empty() {
            let told = last
                .iter()
                .rfind(|(class, _, _)| *class == claim.thing.class)
                .filter(|(_, sentence, _)| claim.sentence.abs_diff(*sentence) <= 6);
            if let Some((_, _, goods)) = told.filter(|_| claim.thing.definite) {
                claim.thing.goods_beside.clone_from(goods);
            }
        } else {
            last.push((claim.thing.class, claim.sentence, own));
        }
    }
}

/// Words of the sentence and of the one before, in the singular.
fn context(text: &CheckText<'_>, number: usize, until: usize) -> BTreeSet<String> {
    let sentence = &text.words.sentences[number.saturating_sub(1)];
    (sentence.from..until)
        .map(|at| singular(text.fold(at)))
        .collect()
}

impl Telling<'_, '_> {
    /// What is told of a deed at a date.
    pub(super) fn claim(&self, deed: &DeedWords, when: When, side: (usize, usize)) -> Claim {
        let Self {
            text,
            number,
            from,
            until,
            deeds,
            ..
        } = *self;
        let floor = deeds
            .iter()
            .rfind(|other| !other.noun && other.until <= deed.from)
            .map_or(from, |other| other.until);
        let thing = thing_of(text, number, (from, until), floor, deed);
        // A body that begins is founded.
        let deed = DeedWords {
            deed: match (deed.deed, thing.class) {
                (Deed::Opened, Some(Class::Body)) => Deed::Founded,
                (Deed::Opened, Some(Class::Measure)) => Deed::InForce,
                _ => deed.deed,
            },
            ..*deed
        };
        let deed = &deed;
        let shifted = |at: usize| {
            text.fold(at) == "moved"
                && (matches!(
                    text.fold(at.saturating_sub(1)),
                    "was" | "were" | "been" | "be"
                ) || matches!(text.fold(at + 1), "up" | "forward" | "back"))
                || text.fold(at) == "off"
                    && matches!(text.fold(at.saturating_sub(1)), "put" | "called")
        };
        let (low, high) = (deed.from.min(when.from), deed.until.max(when.until));
        let moved = (low.saturating_sub(10).max(from)..until.min(high + 10)).any(|at| {
            shifted(at)
                || matches!(
                    text.fold(at),
                    "postponed"
                        | "rescheduled"
                        | "delayed"
                        | "originally"
                        | "initially"
                        | "extended"
                        | "forward"
                        | "prolonged"
                        | "deferred"
                        | "retroactively"
                        | "retroactive"
                        | "provisionally"
                        | "rumours"
                        | "rumors"
                        | "mistakenly"
                        | "wrongly"
                        | "instead"
                )
        });
        // "were to be signed", "had been due to": and may have come another way.
        let moved = moved
            || (deed.from.saturating_sub(4).max(from)..deed.from).any(|at| {
                matches!(text.fold(at), "was" | "were") && text.fold(at + 1) == "to"
                    || matches!(
                        (text.fold(at), text.fold(at + 1)),
                        (
                            "been",
                            "due" | "planned" | "scheduled" | "expected" | "meant" | "supposed"
                        )
                    )
            });
        let unreal = is_denied(text, from, deed.from)
            && !(deed.deed == Deed::InForce && matches!(lead(text, &when), "until" | "before"));
        Claim {
            sentence: number,
            deed: deed.deed,
            word: text.fold(deed.from).to_owned(),
            thing,
            when,
            side,
            reckoned: false,
            by_date: false,
            base: None,
            moved,
            context: context(text, number, until),
            unreal,
        }
    }
}
