//! Who took part in a meeting, told by any verb of taking part, and of which
//! rank they are.

use super::CheckText;
use super::event::MeetingLevel;
use super::rank::{MINISTERS, People, Rank, Ranks};
use super::taking_part::{Part, taking_part};
use super::thread::{Threads, Topic};

/// People of a rank at a meeting.
#[derive(Debug, Clone)]
pub(super) struct Attendance {
    pub(super) sentence: usize,
    pub(super) from: usize,
    pub(super) until: usize,
    /// The highest among them.
    pub(super) rank: Rank,
    pub(super) topic: Topic,
    /// They lead or are all that came: "led the delegation", "was attended by".
    pub(super) all: bool,
    /// Told by what they did there or by the name of the meeting alone.
    pub(super) weak: bool,
}

/// Words between people and their verb.
const REACH: usize = 16;

/// Every attendance that a text tells as done.
pub(super) fn attendances(
    text: &CheckText<'_>,
    ranks: &Ranks,
    threads: &Threads,
) -> Vec<Attendance> {
    let mut all = Vec::new();
    for (number, from, until) in text.sentences() {
        let people = ranks.people(text, number, from, until);
        if people.is_empty() {
            continue;
        }
        let mut last = from;
        for at in from..until {
            let Some(taking_part) = taking_part(text, at, until) else {
                continue;
            };
            if is_unreal(text, from, at)
                || is_remote(text, at, until)
                || is_of_another_time(text, from)
            {
                continue;
            }
            let told = match taking_part {
                Part::Before { object, leads } => {
                    before(text, &people, from.max(last.saturating_sub(REACH)), at)
                        .map(|who| (who, (who.from, object), leads))
                }
                Part::Act => before(text, &people, from.max(last.saturating_sub(REACH)), at)
                    .map(|who| (who, (who.from, at + 1), false)),
                Part::Behind { object, exhaustive } => behind(text, &people, object, until)
                    .map(|who| (who, (at, who.until), exhaustive)),
            };
            let Some((who, (start, end), exhaustive)) = told else {
                continue;
            };
            let weak = matches!(taking_part, Part::Act);
            if weak && !is_several(text, &who) {
                continue;
            }
            last = at;
            let clause = clause_around(text, from, until, at);
            let end = end.max(at + 1).min(until);
            let span = if end - start <= 24 {
                (start, end)
            } else {
                (who.from, who.until)
            };
            all.push(Attendance {
                sentence: number,
                from: span.0,
                until: span.1,
                rank: who.rank,
                topic: threads.topic(text, number, clause, at),
                all: exhaustive,
                weak,
            });
        }
    }
    by_list(text, ranks, threads, &mut all);
    by_name_of_meeting(text, threads, &mut all);
    all
}

/// "Secretary X for Washington, Minister Y for Tokyo": a list of people without
/// a verb of taking part. It tells of the meeting only right beside it.
fn by_list(text: &CheckText<'_>, ranks: &Ranks, threads: &Threads, all: &mut Vec<Attendance>) {
    for (number, from, until) in text.sentences() {
        let people = ranks.people(text, number, from, until);
        let mut index = 0;
        while index < people.len() {
            let first = people[index];
            let mut last = index;
            while let Some(next) = people.get(last + 1) {
                let gap = people[last].until..next.from;
                let listed = gap.len() <= 7
                    && gap
                        .clone()
                        .any(|at| matches!(text.fold(at), "," | "and" | ";" | "&"))
                    && gap.clone().all(|at| {
                        !matches!(text.fold(at), "said" | "told" | "who" | "that" | "to")
                    });
                if !listed || next.rank < MINISTERS {
                    break;
                }
                last += 1;
            }
            let end = people[last].until;
            let speaks = (end..end + 3).any(|at| {
                matches!(
                    text.fold(at),
                    "said"
                        | "says"
                        | "told"
                        | "urged"
                        | "warned"
                        | "will"
                        | "would"
                        | "agreed"
                        | "want"
                )
            });
            let known = all.iter().any(|known| {
                known.sentence == number && known.from < end && first.from < known.until
            });
            if last > index
                && first.rank >= MINISTERS
                && !speaks
                && !known
                && !is_unreal(text, from, first.from)
                && !is_remote(text, first.from, until)
            {
                all.push(Attendance {
                    sentence: number,
                    from: first.from,
                    until: if end - first.from <= 30 {
                        end
                    } else {
                        first.until
                    },
                    rank: people[index..=last]
                        .iter()
                        .map(|one| one.rank)
                        .max()
                        .unwrap_or(first.rank),
                    topic: threads.topic(text, number, (from, until), first.from),
                    all: false,
                    weak: true,
                });
            }
            index = last + 1;
        }
    }
}

/// "the industry ministers' meeting", "the ministerial": who it is of.
fn by_name_of_meeting(text: &CheckText<'_>, threads: &Threads, all: &mut Vec<Attendance>) {
    for event in &text.events {
        if event.opens || event.bare || event.level != Some(MeetingLevel::Ministerial) {
            continue;
        }
        let range = &text.words.sentences[event.sentence];
        if is_unreal(text, range.from, event.from) || is_unreal(text, event.from, event.until) {
            continue;
        }
        let mut topic = threads.topic(
            text,
            event.sentence,
            clause_around(text, range.from, range.until, event.from),
            event.from,
        );
        topic.date = topic.date.or(event.date);
        all.push(Attendance {
            sentence: event.sentence,
            from: event.from,
            until: event.until,
            rank: MINISTERS,
            topic,
            all: false,
            weak: true,
        });
    }
}

/// More than one person: a list, or a plural noun.
fn is_several(text: &CheckText<'_>, who: &People) -> bool {
    (who.from..who.until).any(|at| matches!(text.fold(at), "and" | "&"))
        || matches!(
            text.fold(who.until - 1),
            "ministers" | "leaders" | "secretaries" | "chiefs" | "presidents" | "members"
        )
}

/// Those before a verb, with the list that they stand in.
fn before(text: &CheckText<'_>, people: &[People], from: usize, verb: usize) -> Option<People> {
    let nearest = people
        .iter()
        .rposition(|one| one.until <= verb && one.from >= from && verb - one.until <= REACH)?;
    let mut who = people[nearest];
    // Another subject stands between them: a name without a rank, a pronoun.
    let stopped = (who.until..verb).any(|at| {
        matches!(
            text.fold(at),
            ";" | "said" | "says" | "told" | "while" | "whereas" | "it" | "they" | "we"
        ) && !(text.fold(at) == "told" && at + 1 >= verb)
    }) && !(who.until..verb).any(|at| matches!(text.fold(at), "who"));
    if stopped {
        return None;
    }
    for other in people[..nearest].iter().rev() {
        let listed = who.from >= other.until
            && who.from - other.until <= 5
            && (other.until..who.from).any(|at| matches!(text.fold(at), "," | "and" | "&"))
            && !(other.until..who.from).any(|at| {
                matches!(
                    text.fold(at),
                    ";" | "who" | "said" | "met" | "to" | "for" | "with"
                )
            });
        if !listed {
            break;
        }
        who = People {
            from: other.from,
            until: who.until,
            rank: who.rank.max(other.rank),
        };
    }
    Some(who)
}

/// Those behind a verb, with the list that they stand in.
fn behind(text: &CheckText<'_>, people: &[People], object: usize, until: usize) -> Option<People> {
    let near = people
        .iter()
        .position(|one| one.from >= object && one.from <= object + 7)?;
    let clear = (object..people[near].from).all(|at| {
        !matches!(
            text.fold(at),
            ";" | "." | "that" | "before" | "after" | "ahead" | "whom" | "while" | "for" | "to"
        )
    });
    if !clear {
        return None;
    }
    let mut who = people[near];
    for other in &people[near + 1..] {
        let listed = other.from >= who.until
            && other.from - who.until <= 5
            && other.until <= until
            && (who.until..other.from).all(|at| {
                !matches!(
                    text.fold(at),
                    ";" | "." | "who" | "said" | "before" | "after" | "ahead" | "while" | "to"
                )
            });
        if !listed {
            break;
        }
        who = People {
            from: who.from,
            until: other.until,
            rank: who.rank.max(other.rank),
        };
    }
    Some(who)
}

/// Planned, denied or wished for.
fn is_unreal(text: &CheckText<'_>, from: usize, verb: usize) -> bool {
    let start = verb.saturating_sub(4).max(from);
    (start..verb).any(|at| {
        matches!(
            text.fold(at),
            "will"
                | "would"
                | "not"
                | "never"
                | "could"
                | "should"
                | "might"
                | "cannot"
                | "no"
                | "nobody"
                | "none"
                | "without"
                | "if"
                | "won't"
                | "n't"
                | "neither"
                | "nor"
                | "hardly"
                | "rarely"
                | "unless"
                | "planned"
                | "expected"
                | "upcoming"
                | "scheduled"
                | "proposed"
                | "next"
                | "future"
        ) || text.fold(at) == "to" && at + 1 == verb
            // Not the month.
            || text.fold(at) == "may" && !text.words.is_capital(at)
            || text.fold(at) == "be" && at + 1 == verb
    })
}

/// "At that time Japan was represented by …": another meeting.
fn is_of_another_time(text: &CheckText<'_>, from: usize) -> bool {
    matches!(
        (text.fold(from), text.fold(from + 1), text.fold(from + 2)),
        ("at", "that" | "the", "time" | "meeting")
            | ("back" | "then" | "earlier" | "previously", _, _)
    )
}

/// "by video link", told as that.
fn is_remote(text: &CheckText<'_>, verb: usize, until: usize) -> bool {
    (verb..until.min(verb + 12)).any(|at| {
        matches!(
            text.fold(at),
            "video" | "videotaped" | "recorded" | "prerecorded" | "remotely"
        ) || text.fold(at) == "letter" && matches!(text.fold(at.saturating_sub(1)), "a" | "by")
    })
}

/// The clause that a verb stands in.
fn clause_around(text: &CheckText<'_>, from: usize, until: usize, verb: usize) -> (usize, usize) {
    let parts = |at: usize| {
        matches!(
            text.fold(at),
            ";" | "while" | "but" | "although" | "though" | "whereas" | "—" | "–"
        ) && !text.words.is_hyphen(at)
    };
    let start = (from..verb)
        .rev()
        .find(|at| parts(*at))
        .map_or(from, |at| at + 1);
    let end = (verb + 1..until).find(|at| parts(*at)).unwrap_or(until);
    (start, end)
}

impl Attendance {
    /// Ministers or above.
    pub(super) fn is_high(&self) -> bool {
        self.rank >= MINISTERS
    }
}
