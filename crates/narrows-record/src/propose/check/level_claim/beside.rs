//! What stands before people and tells that they were there, and in which kind of
//! line that is told.

use super::claim::Sentence;
use super::cue::Cue;
use super::noun::is_meeting;
use super::post::Post;
use crate::propose::BlockKind;
use crate::propose::mention::MentionType;

impl Sentence<'_, '_> {
    /// "brought together", "saw", "talks with", "Tokyo sent": those behind were there.
    pub(super) fn cue_before(&self, left: usize, post: &Post) -> Option<(usize, Cue)> {
        let first = left.saturating_sub(6).max(self.from);
        for at in (first..left).rev() {
            let next = self.fold(at + 1);
            let cue = match self.fold(at) {
                "chairs" | "co-chairs" | "heads" if next == "," => Some(Cue::Led),
                "chair" | "chairs" | "co-chairs" if at + 1 == left => Some(Cue::Led),
                // "At the table were", "Leading the Korean side was"
                "was" | "were" | "sat" | "came" | "is" if at + 1 == left => self.inverted(at),
                ":" if at + 1 == left => self.inverted(at),
                "we" | "us" if at + 1 == left => Some(Cue::Present),
                "," if matches!(
                    self.fold(at.wrapping_sub(1)),
                    "chairs" | "co-chairs" | "heads"
                ) =>
                {
                    None
                }
                "," | ";" | "that" | "said" | "after" | "before" => return None,
                "brought" | "gathered" | "got" => (next == "together").then_some(Cue::Present),
                "assembled" | "drew" | "pitted" | "fielded" | "sent" | "dispatched" | "seated"
                | "featured" | "included" | "attracted" | "reunited" => Some(Cue::Present),
                "saw" => (post.until..(post.until + 9).min(self.until))
                    .any(|at| {
                        matches!(
                            self.fold(at),
                            "at" | "sit"
                                | "sitting"
                                | "meet"
                                | "across"
                                | "take"
                                | "together"
                                | "in"
                                | "talk"
                                | "sign"
                                | "chair"
                                | "settle"
                                | "face"
                        )
                    })
                    .then_some(Cue::Present),
                "participants" | "attendees" | "speakers" => {
                    matches!(next, "were" | "included" | "include" | ":").then_some(Cue::Present)
                }
                "with" | "alongside" | "opposite" | "beside" | "facing" => {
                    let lead = self.fold(at.wrapping_sub(1));
                    let seated = (post.until..(post.until + 5).min(self.until)).any(|at| {
                        matches!(
                            self.fold(at),
                            "seated" | "present" | "attending" | "presiding" | "chair" | "table"
                        )
                    });
                    (is_meeting(lead)
                        || matches!(
                            lead,
                            "met"
                                | "sat"
                                | "conferred"
                                | "spoke"
                                | "talked"
                                | "down"
                                | "negotiated"
                                | "seated"
                        )
                        || seated)
                        .then_some(Cue::Present)
                }
                "presence" | "chairmanship" | "leadership" | "hosting" | "chair" | "lead"
                | "auspices" => (next == "of").then_some(if self.fold(at) == "presence" {
                    Cue::Present
                } else {
                    Cue::Led
                }),
                "head" | "heads" | "leader" | "leaders" | "delegate" | "delegates"
                | "negotiator" => {
                    let lead = self.fold(at.wrapping_sub(1));
                    (matches!(lead, "delegation" | "team" | "chief")
                        || next == "of" && self.fold(at + 2) == "delegation")
                        .then_some(Cue::Led)
                }
                "chairman" | "chairwoman" | "co-chair" => Some(Cue::Led),
                "left" if self.fold(at.wrapping_sub(1)) == "from" => Some(Cue::Present),
                _ => None,
            };
            if let Some(cue) = cue {
                return (!self.is_denied(at)).then_some((at, cue));
            }
        }
        None
    }

    /// What stands before a verb or colon whose subject follows.
    pub(super) fn inverted(&self, verb: usize) -> Option<Cue> {
        (verb.saturating_sub(10).max(self.from)..verb).find_map(|at| match self.fold(at) {
            "leading" | "heading" | "chairing" | "presiding" | "chair" | "chairs" | "heads"
            | "head" | "led" | "co-chairs" | "representing" | "helm" | "chairman" => Some(Cue::Led),
            "present" | "attending" | "attendance" | "table" | "participants" | "attendees"
            | "room" | "facing" | "opposite" | "speakers" | "participating" | "delegates"
            | "side" | "attended" | "taking" | "guests" | "seated" | "joined" => Some(Cue::Present),
            _ => None,
        })
    }

    /// A greeting, a message, a call: not the meeting itself.
    pub(super) fn is_passing(&self) -> bool {
        (self.from..self.until).any(|at| match self.fold(at) {
            "courtesy" | "recorded" | "prerecorded" | "videotaped" | "handshake" | "farewell"
            | "greetings" => true,
            "looked" | "dropped" | "popped" | "stopped" | "peeked" => {
                matches!(self.fold(at + 1), "in" | "by")
            }
            "message" | "letter" => {
                matches!(
                    self.fold(at.wrapping_sub(1)),
                    "a" | "video" | "joint" | "his" | "her" | "their"
                )
            }
            "words" => (at.saturating_sub(3)..at).any(|at| matches!(self.fold(at), "few")),
            _ => false,
        })
    }

    /// The words below a picture.
    pub(super) fn is_caption(&self) -> bool {
        self.text
            .words
            .kind_of(&self.text.words.sentences[self.number])
            == BlockKind::Caption
            || (self.from..(self.from + 4).min(self.until)).any(|at| {
                matches!(
                    self.fold(at),
                    "photo" | "caption" | "pictured" | "picture" | "photograph"
                )
            })
    }

    /// A headline, a caption, a line of a list: told in the present.
    pub(super) fn is_terse(&self) -> bool {
        self.is_caption()
            || matches!(
                self.text
                    .words
                    .kind_of(&self.text.words.sentences[self.number]),
                BlockKind::Heading | BlockKind::ListItem
            )
    }

    /// "the American side", "Japan's team", "the most senior American".
    pub(super) fn is_of_one_side(&self, (from, until): (usize, usize)) -> bool {
        let end = (until + 7).min(self.until);
        let words = || (from.saturating_sub(5).max(self.from)..end).map(|at| self.fold(at));
        let all = words().any(|fold| {
            matches!(
                fold,
                "both"
                    | "sides"
                    | "teams"
                    | "delegations"
                    | "each"
                    | "either"
                    | "all"
                    | "every"
                    | "neither"
                    | "none"
            )
        });
        let side = words().any(|fold| {
            matches!(
                fold,
                "side"
                    | "delegation"
                    | "team"
                    | "contingent"
                    | "half"
                    | "represented"
                    | "sent"
                    | "representing"
            )
        });
        let senior = words().any(|fold| matches!(fold, "senior" | "highest" | "ranking"))
            && self.text.annotations.found[self.number]
                .iter()
                .any(|found| {
                    matches!(found.kind, MentionType::Norp | MentionType::Place)
                        && found.from >= from
                        && found.until <= until
                });
        (side || senior) && !all
    }
}
