//! What a sentence tells of the ranks at a meeting.

use super::cue::{Cue, cue_at};
use super::noun::{is_meeting, is_paper, is_side};
use super::post::{Post, post_at};
use super::unreal::is_disputed;
use crate::propose::check::CheckText;
use crate::propose::check::rank::{DEPUTIES, Rank, Ranks};
use crate::propose::mention::MentionType;
/// What some words tell of who was at a meeting.
#[derive(Debug, Clone)]
pub(super) struct Claim {
    pub(super) sentence: usize,
    pub(super) from: usize,
    pub(super) until: usize,
    /// Somebody of at least this rank was there.
    pub(super) lower: Option<Rank>,
    /// Nobody above this rank was there.
    pub(super) upper: Option<Rank>,
    /// How clearly it is told: 1 to 3.
    pub(super) weight: i32,
    /// Told as the level of the meeting.
    pub(super) level: bool,
    /// In a name for the meeting: "the foreign ministers' meeting".
    pub(super) named: bool,
    /// Of officials, whoever they are.
    pub(super) vague: bool,
    /// Still to come.
    pub(super) ahead: bool,
    /// It holds for people of this post only.
    pub(super) only_of: Option<(usize, usize)>,
    /// Told of one side of several: "led the American side".
    pub(super) one_side: bool,
}

/// A sentence with everybody whose rank it tells.
pub(super) struct Sentence<'t, 'a> {
    pub(super) text: &'t CheckText<'a>,
    pub(super) number: usize,
    pub(super) from: usize,
    pub(super) until: usize,
    pub(super) posts: Vec<Post>,
}

/// All that a sentence claims.
pub(super) fn claims_of(
    text: &CheckText<'_>,
    ranks: &Ranks,
    (number, from, until): (usize, usize, usize),
) -> Vec<Claim> {
    if is_disputed(text, from, until) {
        return Vec::new();
    }
    let posts = posts(text, ranks, number, from, until);
    let sentence = Sentence {
        text,
        number,
        from,
        until,
        posts,
    };
    let mut claims = Vec::new();
    for (index, post) in sentence.posts.iter().enumerate() {
        if let Some(claim) = sentence.claim(index, post) {
            claims.push(claim);
        }
    }
    sentence.nobody_higher(&mut claims);
    claims
}

/// "She took the chair": what is told of the one named in the sentence before.
pub(super) fn claim_of_pronoun(
    text: &CheckText<'_>,
    ranks: &Ranks,
    before: (usize, usize, usize),
    (number, from, until): (usize, usize, usize),
) -> Option<Claim> {
    let at = (from..(from + 3).min(until))
        .find(|at| matches!(text.fold(*at), "he" | "she" | "they" | "both"))?;
    let posts_before = posts(text, ranks, before.0, before.1, before.2);
    let several = matches!(text.fold(at), "they" | "both");
    let one = *posts_before.iter().find(|post| {
        !post.adjective && !post.vague && (!several || post.plural || posts_before.len() > 1)
    })?;
    let sentence = Sentence {
        text,
        number,
        from,
        until,
        posts: vec![Post {
            from: at,
            until: at + 1,
            plural: several,
            ..one
        }],
    };
    let claim = sentence.present(0, &sentence.posts[0])?;
    (claim.weight >= 2).then_some(claim)
}

/// Everybody whose rank a sentence tells, in order.
fn posts(
    text: &CheckText<'_>,
    ranks: &Ranks,
    number: usize,
    from: usize,
    until: usize,
) -> Vec<Post> {
    let found = &text.annotations.found[number];
    let mut posts: Vec<Post> = Vec::new();
    let mut at = from;
    while at < until {
        match post_at(text, from, at).filter(|post| post.until <= until) {
            Some(mut post) => {
                if let Some(person) = found
                    .iter()
                    .find(|person| person.kind == MentionType::Per && person.from == post.until)
                {
                    post.until = person.until.min(until);
                    // "Minister Tanabe", told before as "State Minister Tanabe"
                    let known = ranks.people(text, number, person.from, post.until);
                    if let Some(known) = known.first() {
                        post.rank = post.rank.min(known.rank);
                    }
                }
                at = post.until.max(at + 1);
                posts.push(post);
            }
            None => at += 1,
        }
    }
    for person in ranks.people(text, number, from, until) {
        let is_name = found.iter().any(|found| {
            found.kind == MentionType::Per
                && found.from >= person.from
                && found.until <= person.until
        });
        let known = posts
            .iter()
            .any(|post| post.from < person.until && person.from < post.until);
        if is_name && !known {
            // "secretary to the president"
            let serves = (person.from..person.until).any(|at| {
                text.fold(at) == "to"
                    && matches!(
                        text.fold(at.wrapping_sub(1)),
                        "secretary" | "adviser" | "aide" | "assistant" | "advisor"
                    )
            });
            posts.push(Post {
                from: person.from,
                until: person.until,
                rank: if serves { DEPUTIES } else { person.rank },
                plural: false,
                adjective: false,
                vague: false,
            });
        }
    }
    posts.sort_by_key(|post| post.from);
    posts
}

impl Sentence<'_, '_> {
    pub(super) fn fold(&self, at: usize) -> &str {
        if at >= self.from && at < self.until {
            self.text.fold(at)
        } else {
            ""
        }
    }

    pub(super) fn has_meeting(&self) -> bool {
        (self.from..self.until).any(|at| {
            is_meeting(self.fold(at))
                || is_side(self.fold(at))
                || is_paper(self.fold(at))
                || matches!(
                    cue_at(self.text, at, self.until),
                    Some(Cue::Present | Cue::Led)
                )
        }) || (self.from..self.until).any(|at| {
            matches!(
                self.fold(at),
                "convened" | "held" | "received" | "visitors" | "meet" | "meets"
            )
        })
    }

    /// Over articles, numerals, nationalities and adjectives to the left.
    pub(super) fn left_of(&self, at: usize) -> usize {
        let mut start = at;
        while start > self.from && at - start < 9 {
            let word = self.fold(start - 1);
            let skipped = self.text.words.is_capital(start - 1) && start - 1 > self.from
                || self.text.words.is_hyphen(start - 1)
                || matches!(
                    word,
                    "the"
                        | "a"
                        | "an"
                        | "their"
                        | "its"
                        | "his"
                        | "her"
                        | "both"
                        | "all"
                        | "each"
                        | "every"
                        | "only"
                        | "mere"
                        | "merely"
                        | "just"
                        | "mostly"
                        | "largely"
                        | "entirely"
                        | "exclusively"
                        | "solely"
                        | "purely"
                        | "two"
                        | "three"
                        | "four"
                        | "five"
                        | "six"
                        | "seven"
                        | "ten"
                        | "several"
                        | "few"
                        | "senior"
                        | "junior"
                        | "respective"
                        | "'s"
                        | "s"
                        | "foreign"
                        | "trade"
                        | "industry"
                        | "commerce"
                        | "economy"
                        | "economic"
                        | "energy"
                        | "finance"
                        | "other"
                        | "some"
                        | "low"
                        | "ranking"
                        | "relatively"
                        | "more"
                        | "than"
                        | "same"
                        | "national"
                        | "security"
                        | "business"
                        | "special"
                        | "deputy"
                        | "career"
                        | "own"
                        | "most"
                        | "highest"
                        | "full"
                        | "lowest"
                        | "lower"
                        | "joint"
                        | "nine"
                        | "eight"
                        | "high"
                        | "top"
                        | "twelve"
                        | "fourteen"
                        | "dozen"
                        | "chief"
                        | "trilateral"
                        | "mining"
                        | "counterpart"
                )
                || word == "and"
                    && matches!(
                        self.fold(start.wrapping_sub(2)),
                        "foreign"
                            | "trade"
                            | "industry"
                            | "commerce"
                            | "economy"
                            | "economic"
                            | "energy"
                            | "finance"
                            | "defense"
                            | "defence"
                            | "climate"
                    );
            if !skipped || matches!(word, "more" | "than") {
                break;
            }
            start -= 1;
        }
        start
    }

    pub(super) fn claim(&self, index: usize, post: &Post) -> Option<Claim> {
        if post.adjective {
            return self.level(post);
        }
        self.absent(post)
            .or_else(|| self.of_rank(post))
            .or_else(|| self.meeting_of(post))
            .or_else(|| self.exclusive(post))
            .or_else(|| self.present(index, post))
    }

    pub(super) fn new_claim(
        &self,
        (from, until): (usize, usize),
        lower: Option<Rank>,
        upper: Option<Rank>,
        weight: i32,
    ) -> Option<Claim> {
        if self.is_unreal(from) {
            return None;
        }
        Some(Claim {
            sentence: self.number,
            from,
            until: until.min(self.until).max(from + 1),
            lower,
            upper,
            weight,
            level: false,
            named: false,
            vague: false,
            ahead: self.is_ahead(from, until),
            only_of: None,
            one_side: self.is_of_one_side((from, until)),
        })
    }

    pub(super) fn new_claim_even_denied(
        &self,
        span: (usize, usize),
        upper: Rank,
        weight: i32,
    ) -> Option<Claim> {
        Some(Claim {
            sentence: self.number,
            from: span.0,
            until: span.1.min(self.until),
            lower: None,
            upper: Some(upper),
            weight,
            level: false,
            named: false,
            vague: false,
            ahead: self.is_ahead(span.0, span.1),
            only_of: None,
            one_side: self.is_of_one_side(span),
        })
    }
}
