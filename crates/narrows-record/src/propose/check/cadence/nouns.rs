//! Nouns of what meets, of one round and of those who meet; verbs of meeting.

use super::super::CheckText;
use super::super::occasion::is_meeting_noun;
use crate::propose::mention::MentionType;

/// Sentences within which a short name is looked up.
const LONGEST: usize = 400;

/// Nouns of what meets or is held again and again, in the singular.
pub(super) fn body_noun(fold: &str) -> Option<&str> {
    let single = match fold {
        "talks" | "consultations" | "negotiations" => return Some(fold),
        "2+2" => return Some(fold),
        "bodies" => "body",
        "plenaries" => "plenary",
        "ceremonies" => "ceremony",
        _ => fold.strip_suffix('s').unwrap_or(fold),
    };
    matches!(
        single,
        "dialogue"
            | "dialog"
            | "forum"
            | "council"
            | "committee"
            | "subcommittee"
            | "commission"
            | "panel"
            | "board"
            | "group"
            | "subgroup"
            | "roundtable"
            | "table"
            | "conference"
            | "caucus"
            | "network"
            | "partnership"
            | "initiative"
            | "mechanism"
            | "platform"
            | "club"
            | "league"
            | "assembly"
            | "symposium"
            | "convention"
            | "fair"
            | "expo"
            | "exhibition"
            | "seminar"
            | "workshop"
            | "summit"
            | "plenary"
            | "force"
            | "exercise"
            | "drill"
            | "survey"
            | "questionnaire"
            | "poll"
            | "census"
            | "audit"
            | "inspection"
            | "festival"
            | "retreat"
            | "alliance"
            | "association"
            | "secretariat"
            | "team"
            | "bureau"
            | "presidium"
            | "congress"
            | "colloquium"
            | "hearing"
            | "mission"
            | "auction"
            | "tender"
            | "review"
            | "week"
            | "day"
            | "working-group"
            | "taskforce"
            | "encounter"
            | "stocktaking"
            | "jamboree"
            | "party"
            | "ceremony"
    )
    .then_some(single)
}

/// Nouns for one round of whatever is met.
pub(super) fn round_noun(fold: &str) -> bool {
    let single = fold.strip_suffix('s').unwrap_or(fold);
    is_meeting_noun(fold) && body_noun(fold).is_none()
        || matches!(
            single,
            "session"
                | "ministerial"
                | "round"
                | "meeting"
                | "edition"
                | "sitting"
                | "gathering"
                | "encounter"
                | "event"
                | "instalment"
                | "installment"
                | "iteration"
                | "get-together"
                | "convening"
                | "call"
                | "fixture"
                | "affair"
                | "occasion"
                | "reunion"
        )
}

/// Nouns of those who meet.
pub(super) fn people_noun(fold: &str) -> Option<&str> {
    matches!(
        fold,
        "ministers"
            | "officials"
            | "experts"
            | "governors"
            | "chiefs"
            | "directors"
            | "leaders"
            | "presidents"
            | "negotiators"
            | "deputies"
            | "envoys"
            | "executives"
            | "engineers"
            | "regulators"
            | "officers"
            | "secretaries"
            | "prosecutors"
            | "staffs"
            | "lawmakers"
            | "parliamentarians"
            | "scientists"
            | "advisers"
            | "advisors"
            | "sherpas"
            | "principals"
            | "clerks"
            | "mayors"
            | "commissioners"
            | "premiers"
            | "ambassadors"
            | "diplomats"
            | "inspectors"
            | "auditors"
    )
    .then_some(fold)
}

/// Those who meet, with their rank: "vice ministers" are others than "ministers".
pub(super) fn people_at(text: &CheckText<'_>, at: usize) -> Option<String> {
    let fold = text.fold(at);
    // "officials said": who tells of it.
    if matches!(
        text.fold(at + 1),
        "said" | "say" | "told" | "added" | "noted" | "recalled" | "explained" | "familiar"
    ) || at > 0 && matches!(text.fold(at - 1), "told")
    {
        return None;
    }
    // "prepare the ministers' decisions" tells of no meeting of theirs.
    if matches!(text.fold(at + 1), "'" | "’")
        && !(at + 2..at + 5)
            .any(|at| round_noun(text.fold(at)) || body_noun(text.fold(at)).is_some())
    {
        return None;
    }
    let noun = match fold {
        "ministerial" | "ministerials" => "ministers",
        "summit" | "summits" => "leaders",
        _ => people_noun(fold)?,
    };
    let rank = (at.saturating_sub(2)..at)
        .map(|before| text.fold(before))
        .find(|fold| {
            matches!(
                *fold,
                "vice"
                    | "deputy"
                    | "working-level"
                    | "former"
                    | "defence"
                    | "defense"
                    | "foreign"
                    | "finance"
                    | "prime"
            )
        });
    Some(rank.map_or_else(|| noun.to_owned(), |rank| format!("{rank} {noun}")))
}

/// Verbs of meeting and of holding, in all their forms.
pub(super) fn meeting_verb(text: &CheckText<'_>, at: usize) -> bool {
    match text.fold(at) {
        "meet" | "meets" | "met" | "convene" | "convenes" | "convened" | "convening" | "gather"
        | "gathers" | "gathered" | "gathering" | "assemble" | "assembles" | "assembled" | "sit"
        | "sits" | "sat" | "confer" | "confers" | "conferred" | "conferring" | "held" | "hold"
        | "holds" | "holding" | "summoned" | "reconvene" | "reconvenes" | "reconvened"
        | "huddle" | "huddled" | "organised" | "organized" | "staged" | "hosted" | "hosts"
        | "scheduled" | "conducted" | "conducts" | "reunite" | "reunites" | "happens"
        | "happened" | "occurs" | "occurred" => true,
        "takes" | "take" | "took" | "taken" | "taking" => text.fold(at + 1) == "place",
        "come" | "comes" | "came" | "get" | "gets" | "got" | "brought" | "brings" | "bring" => {
            (at + 1..at + 7).any(|next| text.fold(next) == "together")
        }
        "see" | "sees" | "saw" | "seen" => {
            text.fold(at + 1) == "each" || text.fold(at + 1) == "one"
        }
        "speak" | "speaks" | "spoken" | "spoke" | "talk" => true,
        "put" => text.fold(at + 1) == "on",
        "compare" | "compares" | "compared" => text.fold(at + 1) == "notes",
        "consult" | "consults" | "consulted" => true,
        "been" => text.fold(at + 1) == "one",
        _ => false,
    }
}

/// A noun or verb of meeting.
pub(super) fn meeting_word(text: &CheckText<'_>, at: usize) -> bool {
    let fold = text.fold(at);
    round_noun(fold)
        || body_noun(fold).is_some_and(|noun| !is_faint(noun) || text.words.is_capital(at))
        || meeting_verb(text, at)
}

/// Nouns that mean a series only where they are written as its name.
pub(super) fn is_faint(noun: &str) -> bool {
    matches!(
        noun,
        "week" | "day" | "table" | "force" | "party" | "encounter" | "team" | "board" | "mission"
    )
}

/// Words that name no body of their own and stand for the one told before.
pub(super) fn is_generic(noun: &str) -> bool {
    matches!(
        noun,
        "body" | "mechanism" | "platform" | "club" | "encounter" | "initiative"
    )
}

pub(super) fn body_at(text: &CheckText<'_>, at: usize) -> Option<String> {
    let noun = body_noun(text.fold(at))?;
    // "the forum": another word for what was told before, or short for its name.
    if is_bare(text, at) {
        let mut names: Vec<String> = Vec::new();
        // In long texts one noun is used of many.
        for (_, from, until) in text.sentences().take(LONGEST) {
            for here in from..until {
                if body_noun(text.fold(here)) == Some(noun) && !is_bare(text, here) {
                    names.push(compound(text, here, noun));
                }
            }
        }
        names.sort();
        names.dedup();
        match names.as_slice() {
            // Another word for something only where something was told.
            [] if noun != "summit" && (follows_body(text, at, noun) || follows_forum(text, at)) => {
                return None;
            }
            [name] => return Some(name.clone()),
            _ => {}
        }
    }
    // "The talks resumed": of whatever was told before.
    if matches!(
        noun,
        "talks" | "consultations" | "conference" | "forum" | "encounter"
    ) && at > 0
        && matches!(text.fold(at - 1), "the" | "these" | "those")
        && noun.ends_with('s')
    {
        return None;
    }
    if noun == "party" && at > 0 && text.fold(at - 1) == "working" {
        return Some("working party".to_owned());
    }
    if noun == "table" && at > 0 && text.fold(at - 1) == "round" {
        return Some("roundtable".to_owned());
    }
    if is_generic(noun) || is_faint(noun) && noun != "board" && !text.words.is_capital(at) {
        return None;
    }
    Some(compound(text, at, noun))
}

/// Whether another body is named before a word.
fn follows_body(text: &CheckText<'_>, at: usize, noun: &str) -> bool {
    text.sentences()
        .flat_map(|(_, from, until)| from..until)
        .take_while(|here| *here < at)
        .any(|here| body_noun(text.fold(here)).is_some_and(|told| told != noun))
}

/// Whether a forum is named before a word.
fn follows_forum(text: &CheckText<'_>, at: usize) -> bool {
    text.annotations
        .found
        .iter()
        .flatten()
        .any(|found| found.kind == MentionType::Forum && found.until <= at)
}

/// "the forum" with nothing that tells which.
fn is_bare(text: &CheckText<'_>, at: usize) -> bool {
    at > 0
        && matches!(text.fold(at - 1), "the" | "that" | "this" | "these")
        && !text.words.is_capital(at)
        && text.fold(at + 1) != "of"
}

/// "working group" and "business council" are others than "group" and "council".
fn compound(text: &CheckText<'_>, at: usize, noun: &str) -> String {
    let before = at.checked_sub(1).map_or("", |before| text.fold(before));
    match before {
        "working" | "business" | "advisory" | "steering" | "expert" | "technical" | "sub"
        | "industry" | "drafting" | "skills" | "preparatory" => format!("{before} {noun}"),
        _ => noun.to_owned(),
    }
}

/// Whether a stretch of words names a body.
pub(super) fn body_within(text: &CheckText<'_>, from: usize, until: usize) -> bool {
    (from..until).any(|at| body_at(text, at).is_some())
}
