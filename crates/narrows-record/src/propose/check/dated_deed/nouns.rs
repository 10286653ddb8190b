//! The nouns of measures, documents, bodies and works: their class, those that
//! newspapers use for one another, and words that make it another one.

use super::deed::Deed;

/// What sort of thing a noun stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Rules, controls, tariffs: what takes effect and ends.
    Measure,
    /// Agreements and papers: what is signed and published.
    Document,
    /// Forums and bodies: what is launched.
    Body,
    /// Plants and mines.
    Works,
    /// Talks, exercises, fairs.
    Activity,
    /// Somebody who takes an office.
    Person,
}

/// The noun in the singular.
pub(super) fn singular(fold: &str) -> String {
    match fold {
        "memoranda" => "memorandum".to_owned(),
        "duties" => "duty".to_owned(),
        "licence" | "licences" | "licenses" => "license".to_owned(),
        "licencing" => "licensing".to_owned(),
        "centre" | "centres" | "centers" => "center".to_owned(),
        "programme" | "programmes" => "program".to_owned(),
        "pass" | "process" | "status" | "access" => fold.to_owned(),
        _ => match fold.strip_suffix("ies") {
            Some(stem) if stem.len() > 3 => format!("{stem}y"),
            _ => fold
                .strip_suffix('s')
                .filter(|stem| stem.len() > 2 && !stem.ends_with('s'))
                .unwrap_or(fold)
                .to_owned(),
        },
    }
}

/// The class of a noun at the head of a phrase.
pub(super) fn class_of(fold: &str) -> Option<Class> {
    Some(match singular(fold).as_str() {
        "control" | "curb" | "rule" | "regime" | "requirement" | "permit" | "license"
        | "licensing" | "order" | "ordinance" | "ban" | "embargo" | "tariff" | "duty" | "levy"
        | "regulation" | "restriction" | "measure" | "sanction" | "catalogue" | "catalog"
        | "list" | "quota" | "prohibition" | "decree" | "directive" | "amendment"
        | "moratorium" | "suspension" | "truce" | "clause" | "obligation" | "exemption"
        | "waiver" | "surcharge" | "blacklist" | "act" | "law" | "legislation" | "bill"
        | "statute" | "revision" | "notice" | "announcement" | "mechanism" | "check" | "limit"
        | "cap" | "subsidy" | "threshold" | "system" | "scheme" | "control-list" | "standstill"
        | "crackdown" | "freeze" | "pause" | "provision" | "proclamation" => Class::Measure,
        "agreement"
        | "memorandum"
        | "mou"
        | "pact"
        | "deal"
        | "treaty"
        | "contract"
        | "arrangement"
        | "framework"
        | "accord"
        | "protocol"
        | "charter"
        | "letter"
        | "declaration"
        | "statement"
        | "communique"
        | "text"
        | "paper"
        | "document"
        | "convention"
        | "compact"
        | "covenant"
        | "term"
        | "plan"
        | "roadmap"
        | "strategy"
        | "report"
        | "study"
        | "guideline"
        | "signature"
        | "settlement"
        | "lease"
        | "offtake"
        | "partnership-agreement"
        | "undertaking"
        | "note"
        | "blueprint"
        | "list-of-projects"
        | "pillar"
        | "annex"
        | "survey"
        | "brochure"
        | "map"
        | "paperwork" => Class::Document,
        "forum" | "network" | "alliance" | "partnership" | "council" | "committee" | "dialogue"
        | "institute" | "center" | "group" | "coalition" | "club" | "initiative" | "hotline"
        | "fund" | "task" | "agency" | "body" | "platform" | "program" | "taskforce"
        | "consortium" | "venture" | "format" | "secretariat" | "office" | "unit" | "academy"
        | "scholarship" | "desk" | "company" | "ministry" | "department" | "bureau"
        | "authority" | "commission" | "jucip" | "channel" | "corridor" | "panel" | "board"
        | "portal" => Class::Body,
        "plant" | "factory" | "mine" | "smelter" | "refinery" | "line" | "fab" | "facility"
        | "laboratory" | "pier" | "terminal" | "warehouse" | "stockpile" | "construction"
        | "production" | "operation" | "depot" | "campus" | "furnace" | "foundry" => Class::Works,
        "talk" | "negotiation" | "exercise" | "drill" | "probe" | "investigation"
        | "consultation" | "inquiry" | "hearing" | "tender" | "auction" | "trial" | "review"
        | "application" => Class::Activity,
        _ => return None,
    })
}

/// Nouns that newspapers use for one another.
pub(super) fn family(head: &str) -> u8 {
    match head {
        "control" | "curb" | "rule" | "regime" | "requirement" | "permit" | "license"
        | "licensing" | "regulation" | "restriction" | "measure" | "order" | "ordinance"
        | "system" | "scheme" | "obligation" | "decree" | "notice" | "announcement" | "limit"
        | "crackdown" | "legislation" => 1,
        "ban" | "embargo" | "prohibition" => 2,
        "tariff" | "duty" | "levy" | "surcharge" => 3,
        "act" | "law" | "bill" | "statute" => 4,
        "catalogue" | "catalog" | "list" | "blacklist" => 5,
        "agreement" | "pact" | "deal" | "accord" | "treaty" | "compact" | "arrangement"
        | "contract" | "memorandum" | "mou" | "framework" | "text" | "paper" | "document"
        | "convention" | "note" | "term" => 6,
        "declaration" | "statement" | "communique" => 7,
        "report" | "study" | "survey" => 8,
        "forum" | "network" | "alliance" | "partnership" | "council" | "committee" | "dialogue"
        | "group" | "coalition" | "club" | "initiative" | "body" | "platform" | "format"
        | "panel" => 9,
        "plant" | "factory" | "smelter" | "refinery" | "facility" | "fab" | "foundry" => 10,
        "talk" | "negotiation" | "consultation" => 11,
        "exercise" | "drill" => 12,
        "suspension" | "truce" | "moratorium" | "pause" | "freeze" | "standstill" => 13,
        _ => 0,
    }
}

/// The class of thing that a deed without a noun is told of.
pub(super) fn usual_class(deed: Deed) -> Option<Class> {
    match deed {
        Deed::Signed => Some(Class::Document),
        Deed::InForce | Deed::Imposed | Deed::Suspended | Deed::Lifted | Deed::SuspensionEnds => {
            Some(Class::Measure)
        }
        Deed::Office => Some(Class::Person),
        _ => None,
    }
}

pub(super) fn is_renewed(fold: &str) -> bool {
    matches!(
        fold,
        "new"
            | "newer"
            | "revised"
            | "amended"
            | "expanded"
            | "updated"
            | "latest"
            | "preliminary"
            | "extended"
    )
}

/// Words that make it another one.
pub(super) fn is_other(fold: &str) -> bool {
    matches!(
        fold,
        "another"
            | "other"
            | "second"
            | "third"
            | "fourth"
            | "separate"
            | "similar"
            | "new"
            | "newer"
            | "draft"
            | "revised"
            | "further"
            | "additional"
            | "different"
            | "earlier"
            | "previous"
            | "preliminary"
            | "provisional"
            | "interim"
            | "subsequent"
            | "later"
            | "next"
            | "follow-up"
            | "comparable"
            | "parallel"
            | "supplementary"
            | "old"
            | "older"
            | "former"
            | "smaller"
            | "wider"
            | "successor"
            | "amended"
            | "expanded"
            | "updated"
            | "first"
            | "own"
            | "rival"
            | "alternative"
            | "extended"
            | "remaining"
            | "latest"
            | "again"
            | "non-disclosure"
            | "companion"
            | "sister"
    )
}

pub(super) fn is_determiner(fold: &str) -> bool {
    matches!(
        fold,
        "the"
            | "a"
            | "an"
            | "this"
            | "that"
            | "these"
            | "those"
            | "its"
            | "their"
            | "his"
            | "her"
            | "both"
            | "each"
            | "every"
            | "no"
            | "any"
    )
}
