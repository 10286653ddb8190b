//! What is denied, wished for or still to come.

use super::claim::Sentence;
use crate::propose::check::CheckText;

/// A denial, a rumour, a claim that the text does not make its own.
pub(super) fn is_disputed(text: &CheckText<'_>, from: usize, until: usize) -> bool {
    let any = |list: &[&str]| (from..until).any(|at| list.contains(&text.fold(at)));
    any(&[
        "denied",
        "denies",
        "untrue",
        "contradicts",
        "contradicted",
        "claimed",
        "claims",
        "alleged",
        "rumoured",
        "rumored",
        "rumours",
        "rumors",
        "supposedly",
        "mistakenly",
        "erroneously",
        "wrongly",
        "falsely",
        "imagine",
        "dismissed",
        "joked",
        "jokingly",
        "incorrect",
        "inaccurate",
        "mistaken",
        "erroneous",
        "false",
        "hoax",
        "misreported",
        "misquoted",
        "corrected",
        "correction",
        "pretended",
        "fictitious",
        "refuted",
        "rejected",
        "disputed",
        "hypothetical",
        "apocryphal",
    ]) || (from..until).any(|at| text.fold(at) == "wrong" && text.fold(at + 1) != "to")
        || any(&[
            "newspaper",
            "daily",
            "tabloid",
            "website",
            "report",
            "reports",
        ]) && any(&["written", "wrote", "reported", "said"])
            && any(&["had", "would"])
}
impl Sentence<'_, '_> {
    pub(super) fn is_denied(&self, verb: usize) -> bool {
        (verb.saturating_sub(3).max(self.from)..verb).any(|at| {
            matches!(
                self.fold(at),
                "not"
                    | "never"
                    | "n't"
                    | "neither"
                    | "nor"
                    | "no"
                    | "hardly"
                    | "without"
                    | "could"
                    | "should"
                    | "might"
                    | "may"
                    | "to"
            ) && !(self.fold(at) == "may" && self.text.words.is_capital(at))
                && !(self.fold(at) == "to" && at + 1 != verb)
        })
    }

    /// Wished for, or what something is set against.
    pub(super) fn is_unreal(&self, from: usize) -> bool {
        (from.saturating_sub(5).max(self.from)..from).any(|at| {
            matches!(
                self.fold(at),
                "wanted"
                    | "want"
                    | "wants"
                    | "sought"
                    | "seek"
                    | "seeks"
                    | "hoped"
                    | "hopes"
                    | "asked"
                    | "proposed"
                    | "demanded"
                    | "instead"
                    | "rather"
                    | "than"
                    | "unlike"
                    | "if"
                    | "not"
                    | "could"
                    | "should"
                    | "might"
                    | "suggested"
                    | "invited"
                    | "urged"
                    | "call"
                    | "calls"
                    | "called"
                    | "instructed"
                    | "tasked"
                    | "never"
                    | "no"
                    | "styled"
                    | "would"
                    | "like"
                    | "felt"
                    | "almost"
                    | "resembled"
                    | "upgrade"
                    | "upgraded"
                    | "raise"
                    | "raised"
                    | "elevate"
                    | "elevated"
                    | "needs"
                    | "need"
                    | "requires"
                    | "must"
                    | "wait"
                    | "until"
                    | "awaits"
                    | "awaiting"
                    | "before"
                    | "billed"
                    | "dubbed"
                    | "advertised"
                    | "labelled"
                    | "labeled"
                    | "described"
            ) && !(self.fold(at) == "called"
                && self.fold(at + 1) != "for"
                && self.fold(at + 1) != "on")
                || self.fold(at) == "agreed" && matches!(self.fold(at + 1), "to" | "on")
        })
    }

    /// Told as still to come.
    pub(super) fn is_ahead(&self, from: usize, until: usize) -> bool {
        let start = from.saturating_sub(9).max(self.from);
        let end = (until + 7).min(self.until);
        (start..end).any(|at| {
            let behind = at >= until;
            match self.fold(at) {
                "will" | "shall" => true,
                "planned" | "scheduled" | "expected" | "due" | "slated" => {
                    !behind || matches!(self.fold(at.wrapping_sub(1)), "is" | "are")
                }
                "is" | "are" => self.fold(at + 1) == "to",
                "next" => matches!(
                    self.fold(at + 1),
                    "week"
                        | "month"
                        | "year"
                        | "spring"
                        | "summer"
                        | "autumn"
                        | "fall"
                        | "session"
                        | "round"
                        | "meeting"
                ),
                "to" => {
                    matches!(
                        self.fold(at + 1),
                        "be" | "begin" | "meet" | "hold" | "convene" | "follow"
                    ) && at < from
                        || matches!(self.fold(at + 1), "begin" | "convene" | "meet")
                            && at <= until + 2
                }
                "upcoming" | "forthcoming" => true,
                _ => false,
            }
        })
    }
}
