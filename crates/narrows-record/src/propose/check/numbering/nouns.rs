//! Nouns of what goes by numbers: meetings, bodies that meet, what comes out in
//! parts; and the words around them that name nothing.

use std::collections::BTreeSet;

use super::super::CheckText;
use crate::propose::date::is_month_or_weekday;
use crate::propose::lexicon::{is_function_word, numeral, ordinal};
use crate::propose::words::Shape;

/// Nouns for one meeting, of whatever series.
pub(super) fn is_meeting(lemma: &str) -> bool {
    matches!(
        lemma,
        "meeting"
            | "session"
            | "round"
            | "gathering"
            | "ministerial"
            | "summit"
            | "conference"
            | "edition"
            | "encounter"
            | "sitting"
            | "plenary"
            | "conclave"
            | "retreat"
            | "huddle"
            | "get-together"
            | "instalment"
            | "installment"
            | "iteration"
            | "outing"
            | "rendezvous"
            | "event"
            | "occasion"
            | "talks"
            | "2+2"
    )
}

/// Nouns for a body or format that meets, and for its meetings.
pub(super) fn is_body(lemma: &str) -> bool {
    matches!(
        lemma,
        "dialogue"
            | "dialog"
            | "committee"
            | "council"
            | "forum"
            | "group"
            | "panel"
            | "partnership"
            | "network"
            | "framework"
            | "channel"
            | "consultation"
            | "consultations"
            | "negotiation"
            | "negotiations"
            | "mechanism"
            | "platform"
            | "format"
            | "track"
            | "series"
            | "club"
            | "body"
            | "board"
            | "commission"
            | "table"
            | "roundtable"
            | "workshop"
            | "seminar"
            | "symposium"
            | "colloquium"
            | "congress"
            | "convention"
            | "hearing"
            | "review"
            | "exercise"
            | "drill"
            | "taskforce"
            | "subcommittee"
            | "assembly"
            | "alliance"
            | "conversation"
            | "discussion"
            | "party"
            | "exchange"
            | "clinic"
            | "camp"
            | "course"
            | "fair"
            | "expo"
            | "exhibition"
            | "academy"
            | "process"
            | "programme"
            | "program"
            | "initiative"
            | "force"
    )
}

/// Nouns for what is numbered without meeting.
fn is_issue(lemma: &str) -> bool {
    matches!(
        lemma,
        "report"
            | "phase"
            | "stage"
            | "tranche"
            | "batch"
            | "package"
            | "list"
            | "auction"
            | "tender"
            | "wave"
            | "survey"
            | "shipment"
            | "consignment"
            | "instalment"
            | "installment"
            | "expansion"
            | "delivery"
            | "loan"
            | "payment"
            | "call"
            | "bulletin"
            | "volume"
            | "notification"
            | "amendment"
            | "revision"
    )
}

/// What is handed out, published or bought in parts: each only among its like.
pub(super) fn is_of_issues(heads: &BTreeSet<String>) -> bool {
    heads.iter().any(|head| is_issue(head))
}

fn is_head(lemma: &str) -> bool {
    is_meeting(lemma) || is_body(lemma) || is_issue(lemma)
}

/// The singular of such a noun, and whether it stood in the plural.
pub(super) fn lemma(fold: &str) -> Option<(&str, bool)> {
    if is_head(fold) {
        return Some((fold, false));
    }
    match fold {
        "bodies" => return Some(("body", true)),
        "plenaries" => return Some(("plenary", true)),
        "assemblies" => return Some(("assembly", true)),
        "symposia" => return Some(("symposium", true)),
        "deliveries" => return Some(("delivery", true)),
        _ => {}
    }
    fold.strip_suffix('s')
        .filter(|singular| is_head(singular))
        .map(|singular| (singular, true))
}

/// Words that stand between two phrases.
pub(super) fn is_stop(text: &CheckText<'_>, at: usize) -> bool {
    let fold = text.fold(at);
    if text.words.shape(at) == Shape::Sign {
        return !text.words.is_hyphen(at) && !matches!(fold, "\"" | "“" | "”" | "&");
    }
    if matches!(fold, "earlier" | "previous") || numeral(fold).is_some() {
        return false;
    }
    is_function_word(fold)
        || matches!(
            fold,
            "hold"
                | "holds"
                | "held"
                | "holding"
                | "host"
                | "hosts"
                | "hosted"
                | "open"
                | "opens"
                | "opened"
                | "opening"
                | "end"
                | "ends"
                | "ended"
                | "begin"
                | "begins"
                | "began"
                | "start"
                | "starts"
                | "started"
                | "convene"
                | "convenes"
                | "convened"
                | "chaired"
                | "attended"
                | "attend"
                | "concluded"
                | "conclude"
                | "wraps"
                | "wrapped"
                | "staged"
                | "stage"
                | "called"
                | "named"
                | "had"
                | "have"
                | "has"
                | "having"
                | "been"
                | "joined"
                | "completed"
                | "complete"
                | "launched"
                | "launch"
                | "met"
                | "meet"
                | "use"
                | "used"
                | "said"
                | "says"
                | "whose"
                | "between"
                | "under"
                | "after"
                | "before"
                | "until"
                | "since"
                | "than"
                | "which"
                | "who"
                | "during"
                | "without"
                | "another"
                | "every"
                | "each"
                | "some"
                | "many"
                | "most"
                | "all"
                | "both"
                | "if"
                | "when"
                | "where"
                | "while"
                | "because"
                | "not"
                | "no"
                | "now"
                | "again"
                | "into"
                | "over"
                | "about"
                | "alongside"
                | "toward"
                | "towards"
                | "through"
                | "via"
                | "per"
                | "so"
                | "then"
                | "also"
                | "just"
                | "only"
        )
}

/// Words of a phrase that do not say which series it is.
pub(super) fn is_plain(fold: &str) -> bool {
    lemma(fold).is_some()
        || ordinal(fold).is_some()
        || numeral(fold).is_some()
        || is_month_or_weekday(fold)
        || is_function_word(fold)
        || matches!(
            fold,
            "inaugural"
                | "maiden"
                | "debut"
                | "joint"
                | "regular"
                | "annual"
                | "formal"
                | "official"
                | "officials"
                | "bilateral"
                | "trilateral"
                | "ministers"
                | "minister"
                | "ministry"
                | "vice"
                | "vice-ministerial"
                | "deputy"
                | "leaders"
                | "working"
                | "level"
                | "working-level"
                | "high-level"
                | "senior"
                | "expert"
                | "experts"
                | "previous"
                | "earlier"
                | "prior"
                | "past"
                | "preceding"
                | "last"
                | "next"
                | "latest"
                | "new"
                | "final"
                | "upcoming"
                | "current"
                | "two-day"
                | "three-day"
                | "one-day"
                | "countries"
                | "sides"
                | "week"
                | "month"
                | "year"
                | "today"
                | "yesterday"
                | "tomorrow"
                | "kind"
                | "two"
                | "same"
                | "such"
                | "people"
                | "time"
                | "times"
                | "number"
                | "other"
                | "that"
                | "it"
                | "follow-up"
                | "sister"
                | "parallel"
                | "separate"
                | "similar"
        )
}

/// `minerals` and `mineral` are one word.
pub(super) fn stem(fold: &str) -> &str {
    fold.strip_suffix('s')
        .filter(|stem| stem.len() > 3 && !stem.ends_with('s'))
        .unwrap_or(fold)
}
