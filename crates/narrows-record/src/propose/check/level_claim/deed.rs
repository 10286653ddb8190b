//! Verbs for what is done at meetings, in the past and in the present of headlines.

use super::super::taking_part::tells_no_presence;
use super::cue::Cue;

/// A past verb of doing, of which a meeting is one place: not of saying,
/// wanting, ordering from afar or being told.
pub(super) fn is_deed(fold: &str) -> bool {
    let irregular = matches!(
        fold,
        "shook"
            | "stood"
            | "ate"
            | "broke"
            | "gave"
            | "heard"
            | "began"
            | "spent"
            | "drew"
            | "dined"
            | "rose"
            | "went"
            | "put"
            | "came"
            | "flew"
            | "sat"
            | "brought"
            | "laid"
            | "read"
            | "took"
            | "held"
            | "showed"
            | "drove"
            | "fought"
            | "won"
            | "got"
            | "struck"
            | "dealt"
            | "found"
            | "drank"
            | "slept"
            | "undertook"
            | "overran"
            | "stayed"
            | "made"
            | "chose"
            | "swore"
            | "kept"
    );
    irregular
        || fold.len() > 4
            && fold.ends_with("ed")
            && !tells_no_presence(fold)
            && !matches!(
                fold,
                "followed"
                    | "preceded"
                    | "ordered"
                    | "demanded"
                    | "proposed"
                    | "welcomed"
                    | "phoned"
                    | "telephoned"
                    | "visited"
                    | "requested"
                    | "suggested"
                    | "refused"
                    | "intended"
                    | "announced"
                    | "declared"
                    | "claimed"
                    | "denied"
                    | "explained"
                    | "described"
                    | "appointed"
                    | "elected"
                    | "named"
                    | "concerned"
                    | "involved"
                    | "skipped"
                    | "missed"
                    | "stepped"
                    | "vowed"
                    | "mentioned"
                    | "cautioned"
                    | "applauded"
                    | "wished"
                    | "approved"
                    | "decided"
                    | "commissioned"
                    | "mandated"
                    | "received"
                    | "informed"
                    | "invited"
                    | "postponed"
                    | "cancelled"
                    | "canceled"
                    | "travelled"
                    | "testified"
                    | "supposed"
                    | "seconded"
                    | "represented"
                    | "absented"
                    | "cleared"
                    | "confirmed"
                    | "hailed"
                    | "reiterated"
                    | "emphasized"
                    | "emphasised"
                    | "failed"
                    | "backed"
                    | "pressed"
                    | "wedded"
                    | "supported"
                    | "tweeted"
                    | "posted"
                    | "endorsed"
            )
}

/// The same in the present, as headlines, captions and digests tell it.
pub(super) fn present_cue(fold: &str) -> Option<Cue> {
    match fold {
        "meet" | "meets" | "attend" | "attends" | "confer" | "convene" | "gather" | "talk"
        | "talks" | "sit" | "sits" | "open" | "opens" | "join" | "joins" | "shake" | "pose"
        | "poses" | "greet" | "bargain" | "haggle" | "huddle" | "negotiate" => Some(Cue::Present),
        "chair" | "chairs" | "lead" | "leads" | "head" | "heads" | "host" | "hosts" | "preside" => {
            Some(Cue::Led)
        }
        "sign" | "signs" | "seal" | "seals" | "agree" | "agrees" | "discuss" | "discusses"
        | "settle" | "trade" | "compare" | "review" | "adopt" | "endorse" | "thrash" | "hammer"
        | "pledge" | "vow" => Some(Cue::Deed),
        _ => None,
    }
}
