//! Who meets: rank, number of parties, economies, persons.

use std::collections::BTreeSet;

use super::super::CheckText;
use super::super::event::{MeetingLevel, parties_of};
use crate::propose::gazetteer::Gazetteer;
use crate::propose::mention::MentionType;

/// Who takes part in a meeting, as far as its sentence tells.
#[derive(Debug, Clone, Default)]
pub(crate) struct Participants {
    pub(crate) level: Option<MeetingLevel>,
    /// How many parties meet, where it is said.
    pub(crate) parties: Option<u8>,
    /// Alpha-3 codes of the economies named.
    pub(crate) economies: BTreeSet<String>,
    /// Last words of the persons' names.
    pub(crate) persons: BTreeSet<String>,
}

impl Participants {
    /// Adds what is known of the forum: its few members, and that the summit of
    /// no forum is one of leaders.
    pub(super) fn of_series(&mut self, series: Option<&str>, summit: bool) {
        let Some(series) = series else {
            if summit && self.level.is_none() {
                self.level = Some(MeetingLevel::Leaders);
            }
            return;
        };
        let members = Gazetteer::shipped().members_of(series);
        if summit
            && self.level.is_none()
            && matches!(series, "g7" | "g20" | "quad" | "asean" | "apec" | "nato")
        {
            self.level = Some(MeetingLevel::Leaders);
        }
        if members.is_empty() {
            return;
        }
        // Names beside it are told of other things too.
        self.economies = members.iter().map(|member| (*member).to_owned()).collect();
        self.parties = u8::try_from(members.len()).ok();
    }

    /// How far two tellings agree on who met; nothing where they cannot be of
    /// the same people.
    pub(crate) fn agreement(&self, other: &Self) -> Option<u32> {
        let mut score = 0;
        match (self.level, other.level) {
            // A text may be wrong, or loose, about officials beside ministers: that
            // is for the check of levels.
            (Some(MeetingLevel::Working), Some(MeetingLevel::Ministerial))
            | (Some(MeetingLevel::Ministerial), Some(MeetingLevel::Working)) => {}
            (Some(a), Some(b)) if a != b => return None,
            (Some(_), Some(_)) => score += 1,
            _ => {}
        }
        match (self.parties, other.parties) {
            (Some(a), Some(b)) if a != b => return None,
            (Some(_), Some(_)) => score += 1,
            _ => {}
        }
        let both = !self.economies.is_empty() && !other.economies.is_empty();
        let shared = self.economies.intersection(&other.economies).count();
        if both {
            let apart = shared < self.economies.len() && shared < other.economies.len();
            if shared == 0 || apart && shared < 2 {
                return None;
            }
            score += u32::from(shared >= 2);
        }
        let same = self.persons.intersection(&other.persons).count();
        if self.persons.len() >= 2 && other.persons.len() >= 2 && same == 0 {
            return None;
        }
        score += match same {
            0 => 0,
            1 => 1,
            _ => 3,
        };
        Some(score)
    }
}

/// The participants told between two words of a sentence.
pub(super) fn participants(
    text: &CheckText<'_>,
    number: usize,
    from: usize,
    until: usize,
) -> Participants {
    let mut who = Participants {
        level: level(text, number, from, until),
        parties: parties_of(text.words, from, until).or_else(|| counted_parties(text, from, until)),
        ..Participants::default()
    };
    for found in &text.annotations.found[number] {
        if found.from < from || found.until > until {
            continue;
        }
        match (found.kind, found.id.as_deref()) {
            (MentionType::Place | MentionType::Norp, Some(id))
                if id.len() == 3 && id.bytes().all(|letter| letter.is_ascii_uppercase()) =>
            {
                who.economies.insert(id.to_owned());
            }
            (MentionType::Per, _) => {
                let owner = matches!(text.fold(found.until), "'s" | "’s" | "'" | "’")
                    && (found.until + 1..found.until + 4).any(|at| {
                        matches!(
                            text.fold(at),
                            "predecessor"
                                | "successor"
                                | "aide"
                                | "office"
                                | "deputy"
                                | "visit"
                                | "trip"
                        )
                    });
                if !owner {
                    let last = found.until - 1;
                    let suffix = matches!(text.fold(last), "jr." | "jr" | "sr." | "iii" | ".");
                    let last = if suffix && last > found.from {
                        last - 1
                    } else {
                        last
                    };
                    who.persons.insert(text.fold(last).to_owned());
                }
            }
            _ => {}
        }
    }
    if who.parties.is_none() && who.economies.len() == 3 {
        who.parties = Some(3);
    }
    // Two or three presidents and prime ministers are as many parties.
    if who.parties.is_none()
        && who.level == Some(MeetingLevel::Leaders)
        && (2..=3).contains(&who.persons.len())
    {
        who.parties = u8::try_from(who.persons.len()).ok();
    }
    who
}

/// "the three", "the two": of people, not of things.
fn counted_parties(text: &CheckText<'_>, from: usize, until: usize) -> Option<u8> {
    (from..until).find_map(|at| {
        let count = match text.fold(at) {
            "two" | "both" | "pair" | "duo" => 2,
            "three" | "trio" | "three-way" => 3,
            "four" | "quartet" => 4,
            _ => return None,
        };
        let alone = matches!(text.fold(at), "pair" | "duo" | "trio" | "three-way");
        (alone
            || (at + 1..at + 4).any(|at| {
                matches!(
                    text.fold(at),
                    "leaders"
                        | "ministers"
                        | "sides"
                        | "governments"
                        | "countries"
                        | "nations"
                        | "capitals"
                        | "allies"
                        | "partners"
                        | "presidents"
                        | "secretaries"
                )
            }))
        .then_some(count)
    })
}

/// The rank of those who meet.
fn level(text: &CheckText<'_>, number: usize, from: usize, until: usize) -> Option<MeetingLevel> {
    use MeetingLevel as L;
    let before = |at: usize, back: usize| {
        at.checked_sub(back)
            .filter(|at| *at >= from)
            .map_or("", |at| text.fold(at))
    };
    for at in from..until {
        let vice = matches!(
            before(at, 1),
            "vice" | "deputy" | "-" | "under" | "assistant"
        ) && (matches!(before(at, 1), "vice" | "deputy" | "under" | "assistant")
            || matches!(before(at, 2), "vice"));
        let level = match text.fold(at) {
            "vice-ministerial" | "vice-ministers" | "vice-minister" => L::ViceMinisterial,
            "ministerial" | "ministers" | "cabinet" | "cabinet-level" | "minister-level"
            | "2+2" | "secretaries" => {
                if vice {
                    L::ViceMinisterial
                } else {
                    L::Ministerial
                }
            }
            "chiefs"
                if matches!(
                    before(at, 1),
                    "trade" | "industry" | "commerce" | "economy" | "finance" | "foreign"
                ) =>
            {
                L::Ministerial
            }
            "leaders" | "leaders'" | "presidents" | "premiers" => L::Leaders,
            "working" | "working-level" | "director-general-level" | "bureau" | "director" => {
                L::Working
            }
            _ => continue,
        };
        return Some(level);
    }
    text.annotations.found[number]
        .iter()
        .filter(|found| {
            found.kind == MentionType::Role && found.from >= from && found.until <= until
        })
        .find_map(|role| {
            let has =
                |list: &[&str]| (role.from..role.until).any(|at| list.contains(&text.fold(at)));
            if has(&[
                "vice",
                "deputy",
                "assistant",
                "under",
                "undersecretary",
                "director",
                "former",
            ]) || matches!(before(role.from, 1), "former" | "vice" | "deputy" | "then")
            {
                return None;
            }
            if has(&["president", "prime", "premier", "leaders", "presidents"]) {
                return Some(L::Leaders);
            }
            has(&["minister", "secretary", "ministers", "secretaries"]).then_some(L::Ministerial)
        })
}
