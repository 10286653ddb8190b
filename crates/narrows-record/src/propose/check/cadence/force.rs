//! Whether a rhythm is told of meetings, as a fact or as a wish, and how strictly.

use super::super::CheckText;
use super::nouns::{body_noun, meeting_verb, meeting_word, round_noun};
use super::rhythm_told::{Beat, Bound};

/// "the annual budget" is no rhythm of meetings.
pub(super) fn is_of_meetings(
    text: &CheckText<'_>,
    number: usize,
    (from, until): (usize, usize),
    at: usize,
    end: usize,
) -> bool {
    let adverb = text.fold(at).ends_with("ly")
        && !matches!(
            text.fold(at),
            "yearly" | "monthly" | "quarterly" | "weekly" | "fortnightly"
        );
    let attributive = end == at + 1
        && !adverb
        && matches!(
            text.fold(at),
            "annual"
                | "yearly"
                | "quarterly"
                | "monthly"
                | "biannual"
                | "semiannual"
                | "biennial"
                | "triennial"
                | "fortnightly"
                | "weekly"
        );
    if attributive {
        let opens = text.fold(end);
        // "is biennial", "on a yearly basis", "meetings were quarterly"
        if !text.fold(end).chars().all(char::is_alphabetic)
            || matches!(
                opens,
                "basis"
                    | "affair"
                    | "event"
                    | "fixture"
                    | "rhythm"
                    | "schedule"
                    | "cycle"
                    | "intervals"
                    | "timetable"
                    | "calendar"
                    | "pattern"
                    | "tempo"
                    | "cadence"
                    | "frequency"
                    | "format"
                    | "routine"
                    | "exercise"
                    | "ritual"
                    | "tradition"
                    | "practice"
                    | "matter"
                    | "get"
                    | "stock"
                    | "and"
                    | "under"
                    | "from"
                    | "since"
                    | "in"
                    | "but"
            )
        {
            return (at.saturating_sub(10).max(from)..at).any(|at| meeting_word(text, at))
                || matches!(opens, "get" | "stock") && text.fold(end + 1) == "-"
                || matches!(opens, "affair" | "event" | "fixture");
        }
        return (end..until.min(end + 6))
            .take_while(|at| {
                !matches!(
                    text.fold(*at),
                    "," | ";" | "." | "of" | "in" | "for" | "to" | "by" | "on" | "and" | "with"
                )
            })
            .any(|at| {
                let fold = text.fold(at);
                round_noun(fold)
                    || body_noun(fold).is_some_and(|noun| {
                        !matches!(
                            noun,
                            "week" | "day" | "review" | "audit" | "force" | "table"
                        )
                    })
            });
    }
    // "has grown every year and has met with approval"
    let growth = (at.saturating_sub(4).max(from)..at).any(|at| {
        matches!(
            text.fold(at),
            "grow"
                | "grows"
                | "grown"
                | "grew"
                | "rise"
                | "rises"
                | "rose"
                | "risen"
                | "fall"
                | "fell"
                | "fallen"
                | "increase"
                | "increased"
                | "increases"
                | "doubled"
                | "doubles"
                | "decline"
                | "declined"
                | "percent"
                | "%"
                | "tons"
                | "tonnes"
                | "dollars"
                | "publish"
                | "publishes"
                | "published"
                | "issues"
                | "issued"
                | "reports"
                | "produces"
                | "produced"
                | "exports"
                | "exported"
                | "imports"
                | "imported"
                | "spends"
                | "spent"
                | "trains"
                | "trained"
                | "mines"
                | "mined"
        )
    });
    if growth {
        return false;
    }
    // "year after year" alone tells of anything.
    let near = (at.saturating_sub(12).max(from)..at)
        .rev()
        .take_while(|at| !matches!(text.fold(*at), ";" | "."))
        .any(|at| meeting_word(text, at))
        || (end..until.min(end + 9))
            .take_while(|at| !matches!(text.fold(*at), ";" | "." | ","))
            .any(|at| meeting_verb(text, at) || meeting_word(text, at));
    if near {
        return !text.fold(at.saturating_sub(1)).ends_with("percent");
    }
    // "Twice every year, delegates of the dialogue compare notes"
    if at <= from + 2 && (end..until.min(end + 14)).any(|at| meeting_word(text, at))
        || (at..end).any(|at| round_noun(text.fold(at)))
    {
        return true;
    }
    // An answer to "How often do they talk?"
    at <= from + 4
        && number > 0
        && text.words.sentences.get(number - 1).is_some_and(|before| {
            text.fold(before.until.saturating_sub(1)) == "?"
                && (before.from..before.until).any(|at| {
                    meeting_word(text, at) || matches!(text.fold(at), "often" | "frequently")
                })
        })
}

pub(super) fn is_soft(text: &CheckText<'_>, at: usize) -> bool {
    let soft = |at: usize| {
        matches!(
            text.fold(at),
            "usually" | "normally" | "typically" | "generally" | "mostly" | "often"
        )
    };
    at > 0 && soft(at - 1) || soft(at + 1)
}

/// "meets", "is held", "has convened": told as it is.
pub(super) fn is_fact(text: &CheckText<'_>, at: usize, end: usize) -> bool {
    let fold = text.fold(at);
    let verb = |at: usize| at < end && meeting_verb(text, at);
    matches!(
        fold,
        "meets" | "sits" | "convenes" | "gathers" | "assembles" | "takes" | "comes" | "confers"
    ) && verb(at)
        || matches!(fold, "is" | "are" | "has" | "have" | "had")
            && (verb(at + 1) && text.fold(at + 1) != "put"
                || text.fold(at + 1) == "been" && verb(at + 2)
                || text.fold(at + 1) == "taken" && verb(at + 1))
            && !matches!(text.fold(at + 1), "scheduled")
}

/// A rule that is wished for, planned, given up or denied says nothing of what was.
pub(super) fn is_wish(
    text: &CheckText<'_>,
    from: usize,
    at: usize,
    end: usize,
    beats: &[Beat],
) -> bool {
    let soft = beats.iter().any(|beat| matches!(beat, Beat::Every(_)));
    // "will hold their annual dialogue": that it is annual is no plan.
    let owned = end == at + 1
        && at > from
        && (matches!(
            text.fold(at - 1),
            "their" | "its" | "the" | "this" | "whose"
        ) || matches!(text.fold(at - 1), "'s" | "’s"));
    if owned && meeting_word(text, end) | meeting_word(text, end + 1) | meeting_word(text, end + 2)
    {
        return false;
    }
    let start = at.saturating_sub(14).max(from);
    let before = (start..at)
        .rev()
        .take_while(|at| !matches!(text.fold(*at), ";" | "." | ":"))
        .take_while(|at| !is_fact(text, *at, end) || is_soft(text, *at))
        .any(|here| {
            let next = text.fold(here + 1);
            match text.fold(here) {
                "should" | "would" | "wants" | "want" | "wanted" | "will" | "shall" | "may"
                | "could" | "might" | "ought" | "must" | "supposed" | "intended" | "meant"
                | "proposal" | "proposed" | "proposes" | "suggested" | "suggests" | "agreed"
                | "agree" | "pledged" | "pledge" | "promised" | "promise" | "undertook"
                | "vowed" | "plan" | "plans" | "planned" | "hope" | "hopes" | "hoped" | "aim"
                | "aims" | "become" | "becoming" | "until" | "formerly" | "originally"
                | "hitherto" | "previously" | "longer" | "instead" | "if" | "whether"
                | "demand" | "demanded" | "urged" | "asked" | "committed" | "decided"
                | "pledging" | "promising" | "used" | "expected" => {
                    !(text.fold(here) == "used" && next != "to")
                }
                "usually" | "normally" | "typically" | "generally" | "mostly" | "often"
                | "sometimes" | "ideally" => soft,
                "not" | "n't" | "never" => here + 4 > at,
                "was" | "were" => next == "to",
                "to" => matches!(next, "be" | "make") && here + 5 > at,
                "no" => here + 3 > at,
                _ => false,
            }
        });
    before
        || (end..end + 5).any(|here| {
            let dated = |at: usize| {
                text.annotations
                    .dates
                    .iter()
                    .flatten()
                    .any(|date| date.from == at || date.from == at + 1)
            };
            matches!(text.fold(here), "from" | "until" | "till" | "starting")
                && (dated(here + 1)
                    || matches!(
                        text.fold(here + 1),
                        "now" | "next" | "then" | "last" | "recently"
                    ))
        })
}

/// "at least twice a year" may be oftener, "at most" more seldom.
pub(super) fn bound_of(text: &CheckText<'_>, from: usize, at: usize) -> Option<Bound> {
    let before = |back: usize| {
        if at >= from + back {
            text.fold(at - back)
        } else {
            ""
        }
    };
    match (before(2), before(1)) {
        ("at", "least") | ("more", "than") | ("less" | "fewer", "than")
            if before(2) != "less" && before(2) != "fewer" || before(3) == "no" =>
        {
            Some(if before(2) == "more" && before(3) == "no" {
                Bound::AtMost
            } else {
                Bound::AtLeast
            })
        }
        ("at", "most") | ("up", "to") | ("less" | "fewer", "than") => Some(Bound::AtMost),
        _ => None,
    }
}
