//! Things told by their day alone: "the October 27 framework".

use super::claim::{Claim, Telling};
use super::deed::{Deed, DeedWords};
use super::nouns::{Class, class_of};
use crate::propose::words::Shape;

/// "the October 27 framework", "the list of December 5": a thing told by its day.
/// Gives the dates that are theirs.
pub(super) fn dated_nouns(telling: &Telling<'_, '_>, all: &mut Vec<Claim>) -> Vec<usize> {
    let Telling {
        text,
        from,
        until,
        deeds,
        dates,
        ..
    } = *telling;
    let mut taken = Vec::new();
    for when in dates {
        let known = |at: usize| match class_of(text.fold(at)) {
            Some(Class::Document) => Some(Deed::Signed),
            Some(Class::Measure) => Some(Deed::Announced),
            _ => None,
        };
        let plain = |at: usize| {
            text.words.shape(at) != Shape::Sign
                && !crate::propose::lexicon::is_function_word(text.fold(at))
        };
        let mut start = when.from;
        while start > from && plain(start - 1) && when.from - start < 2 {
            start -= 1;
        }
        let led = start > from
            && matches!(
                text.fold(start - 1),
                "the" | "its" | "their" | "this" | "that" | "his" | "her" | "'s" | "’s"
            );
        let behind = (when.until..until.min(when.until + 4))
            .take_while(|at| plain(*at))
            .filter(|at| known(*at).is_some())
            .last()
            .filter(|_| led && when.is_day());
        let before = when.from.checked_sub(2).filter(|at| {
            *at >= from
                && matches!(text.fold(at + 1), "of" | "dated")
                && known(*at).is_some()
                && when.is_day()
        });
        let Some((head, deed)) = behind
            .or(before)
            .and_then(|head| known(head).map(|deed| (head, deed)))
        else {
            continue;
        };
        if deeds.iter().any(|other| other.from == head) {
            continue;
        }
        let words = DeedWords {
            deed,
            from: head,
            until: head + 1,
            noun: true,
        };
        taken.push(when.from);
        let side = (when.from.min(head), when.until.max(head + 1));
        all.push(Claim {
            by_date: true,
            ..telling.claim(&words, *when, side)
        });
    }
    taken
}
