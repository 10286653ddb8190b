//! Classes of countries and companies: "EU states", "Asian members", "members
//! of the OECD", "its members", "Korean battery makers".

use super::CheckText;
use super::membership_table::{Memberships, Named};
use crate::propose::lexicon::numeral;

/// What makes a country or company one of the class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MemberClass {
    Region(usize),
    Union(usize),
    Companies {
        country: Option<usize>,
        region: Option<usize>,
        branch: Option<usize>,
    },
}

/// A country or a company that is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Member {
    Country(usize),
    Company(usize),
}

impl MemberClass {
    pub(super) fn excludes(self, member: Member) -> bool {
        let table = Memberships::shipped();
        match (self, member) {
            (Self::Region(region), Member::Country(country)) => !table.in_region(country, region),
            (Self::Union(union), Member::Country(country)) => !table.in_union(country, union),
            (
                Self::Companies {
                    country,
                    region,
                    branch,
                },
                Member::Company(company),
            ) => {
                let home = table.home_of(company);
                country.is_some_and(|country| country != home)
                    || region.is_some_and(|region| !table.in_region(home, region))
                    || branch.is_some_and(|branch| !table.is_of_branch(company, branch))
            }
            _ => false,
        }
    }

    pub(super) fn names_union(self, text: &CheckText<'_>, at: usize, until: usize) -> bool {
        let Self::Union(union) = self else {
            return false;
        };
        Memberships::shipped()
            .named_at(text, at, until, |named| {
                (named == Named::Union(union)).then_some(())
            })
            .is_some()
            || text.fold(at.saturating_sub(1)) == "the"
                && Memberships::shipped().unions[union]
                    .short
                    .iter()
                    .any(|name| name == text.fold(at))
    }

    /// The country or company whose name begins at a word, of those that the
    /// class can hold. `loose`: an adjective or a capital stands for it too.
    pub(super) fn member_at(
        self,
        text: &CheckText<'_>,
        at: usize,
        until: usize,
        loose: bool,
    ) -> Option<(usize, Member)> {
        let companies = matches!(self, Self::Companies { .. });
        let (mut end, member) =
            Memberships::shipped().named_at(text, at, until, |named| match named {
                Named::Country(country) if !companies => Some(Member::Country(country)),
                Named::Capital(country) if !companies => Some(Member::Country(country)),
                Named::Adjective(country) if !companies && loose => Some(Member::Country(country)),
                Named::Company(company) if companies => Some(Member::Company(company)),
                _ => None,
            })?;
        if text.fold(end) == "'s" && loose {
            end += 1;
        }
        // "Japan's Renesas", "Seoul-based", "US Steel".
        let whole = loose
            || !matches!(text.fold(end), "'s" | "'" | "-") && !text.words.is_hyphen(at.max(1) - 1);
        whole.then_some((end, member))
    }
}

/// A noun for countries of a region or union, and whether it is of several.
fn country_noun(fold: &str) -> Option<bool> {
    Some(match fold {
        "members" | "states" | "countries" | "nations" | "partners" | "economies"
        | "governments" | "capitals" | "allies" | "powers" | "participants" | "signatories"
        | "neighbours" | "neighbors" | "producers" | "exporters" | "importers" | "suppliers"
        | "delegations" => true,
        "member" | "state" | "country" | "nation" | "partner" | "economy" | "government"
        | "capital" | "ally" | "power" | "participant" | "signatory" | "neighbour" | "neighbor"
        | "producer" | "exporter" | "importer" | "supplier" => false,
        _ => return None,
    })
}

/// Nouns that only members of a union are called by.
fn is_member_noun(fold: &str, partners: bool) -> bool {
    match fold {
        "member" | "members" | "signatory" | "signatories" => true,
        "partner" | "partners" | "participant" | "participants" => partners,
        "state" | "states" | "country" | "countries" | "nation" | "nations" | "economy"
        | "economies" | "government" | "governments" | "capital" | "capitals" => true,
        _ => false,
    }
}

/// A union whose name begins at a word.
pub(super) fn union_name_at(
    text: &CheckText<'_>,
    at: usize,
    until: usize,
) -> Option<(usize, MemberClass)> {
    if at > 0 && text.words.is_hyphen(at - 1) {
        return None;
    }
    Memberships::shipped()
        .named_at(text, at, until, |named| match named {
            Named::Union(union) => Some(MemberClass::Union(union)),
            _ => None,
        })
        .filter(|(end, _)| !text.words.is_hyphen(*end))
}

/// A class of countries or companies whose name begins at a word: its end,
/// what it is, and whether it is told of several.
pub(super) fn member_class_at(
    text: &CheckText<'_>,
    from: usize,
    at: usize,
    until: usize,
) -> Option<(usize, MemberClass, bool)> {
    // "non-EU states", "former members", "European and Asian partners"
    let before = if at > from { text.fold(at - 1) } else { "" };
    let widened = matches!(
        before,
        "former"
            | "candidate"
            | "aspiring"
            | "would-be"
            | "prospective"
            | "future"
            | "associate"
            | "possible"
            | "potential"
            | "ex"
            | "non"
            | "outside"
            | "beyond"
            | "against"
            | "or"
            | "/"
    ) || before == "and" && at > from + 1 && names_class(text, from, at - 1);
    if widened || at > from && text.words.is_hyphen(at - 1) && !is_non_member(text, at) {
        return None;
    }
    let found = by_adjective(text, at, until)
        .or_else(|| by_noun(text, at, until))
        .or_else(|| companies_at(text, at, until))
        .or_else(|| by_reference(text, from, at, until))?;
    // "members of ASEAN and the EU"
    let more = matches!(text.fold(found.0), "and" | "or" | "&")
        && names_class_from(text, found.0 + 1, until);
    (!more).then_some(found)
}

/// "non-members from Asia": no member of a union, but of the region.
fn is_non_member(text: &CheckText<'_>, at: usize) -> bool {
    at >= 2 && text.fold(at - 2) == "non" && country_noun(text.fold(at)).is_some()
}

/// A region, union, branch or country right before `end`.
fn names_class(text: &CheckText<'_>, from: usize, end: usize) -> bool {
    (end.saturating_sub(4).max(from)..end).any(|start| {
        Memberships::shipped()
            .named_at(text, start, end, |named| match named {
                Named::Company(_) | Named::Body(_) | Named::City(_) | Named::Capital(_) => None,
                _ => Some(()),
            })
            .is_some_and(|(until, ())| until == end)
    })
}

fn names_class_from(text: &CheckText<'_>, at: usize, until: usize) -> bool {
    let at = at + usize::from(text.fold(at) == "the");
    Memberships::shipped()
        .named_at(text, at, until, |named| {
            matches!(
                named,
                Named::Region(_) | Named::Union(_) | Named::Country(_)
            )
            .then_some(())
        })
        .is_some()
}

/// "member states" is one noun.
fn noun_end(text: &CheckText<'_>, at: usize) -> Option<(usize, bool)> {
    let several = country_noun(text.fold(at))?;
    let next = at + 1;
    if text.fold(at) == "member"
        && let Some(several) = country_noun(text.fold(next))
    {
        return Some((next + 1, several));
    }
    Some((next, several))
}

/// "Asian members", "EU states", "IPEF partner countries".
fn by_adjective(
    text: &CheckText<'_>,
    at: usize,
    until: usize,
) -> Option<(usize, MemberClass, bool)> {
    let table = Memberships::shipped();
    let (end, named) = table.named_at(text, at, until, |named| match named {
        Named::RegionAdjective(region) => Some(MemberClass::Region(region)),
        Named::Union(union) => Some(MemberClass::Union(union)),
        _ => None,
    })?;
    let mut end = end + usize::from(text.fold(end) == "'s");
    // "the EU's 27 member states"
    if text.fold(end - 1) == "'s"
        && (numeral(text.fold(end)).is_some()
            || text.fold(end).ends_with("est")
            || matches!(
                text.fold(end),
                "only" | "first" | "second" | "third" | "last" | "founding" | "current" | "other"
            ))
    {
        end += 1;
    }
    let (until_noun, several) = noun_end(text, end)?;
    if until_noun > until {
        return None;
    }
    if let MemberClass::Union(union) = named
        && !is_member_noun(text.fold(end), table.unions[union].partners)
    {
        return None;
    }
    Some((until_noun, named, several))
}

/// "members of the OECD", "countries in Asia".
fn by_noun(text: &CheckText<'_>, at: usize, until: usize) -> Option<(usize, MemberClass, bool)> {
    let (end, several) = noun_end(text, at)?;
    if !matches!(text.fold(end), "of" | "in" | "from") {
        return None;
    }
    let next = end + 1 + usize::from(text.fold(end + 1) == "the");
    let table = Memberships::shipped();
    let (until_name, class) = table.named_at(text, next, until, |named| match named {
        Named::Region(region) => Some(MemberClass::Region(region)),
        Named::Union(union) => Some(MemberClass::Union(union)),
        _ => None,
    })?;
    if let MemberClass::Union(union) = class
        && (!is_member_noun(text.fold(at), table.unions[union].partners) || is_non_member(text, at))
    {
        return None;
    }
    Some((until_name, class, several))
}

/// "Korean battery makers", "chipmakers", "the Japanese company".
fn companies_at(
    text: &CheckText<'_>,
    at: usize,
    until: usize,
) -> Option<(usize, MemberClass, bool)> {
    let table = Memberships::shipped();
    let branch_at = |at: usize| {
        table.named_at(text, at, until, |named| match named {
            Named::Branch(branch) => Some(branch),
            _ => None,
        })
    };
    let several = |end: usize| text.fold(end - 1).ends_with('s');
    if let Some((end, branch)) = branch_at(at) {
        // "suppliers to chipmakers, such as": whose names follow is not told.
        let behind_noun = at >= 2
            && matches!(
                text.fold(at - 1),
                "to" | "for" | "of" | "by" | "with" | "from" | "behind"
            )
            && text.fold(at - 2).ends_with('s');
        if behind_noun {
            return None;
        }
        let class = MemberClass::Companies {
            country: None,
            region: None,
            branch: Some(branch),
        };
        return Some((end, class, several(end)));
    }
    let (next, (country, region)) = table.named_at(text, at, until, |named| match named {
        Named::Adjective(country) => Some((Some(country), None)),
        Named::RegionAdjective(region) => Some((None, Some(region))),
        _ => None,
    })?;
    if let Some((end, branch)) = branch_at(next) {
        let class = MemberClass::Companies {
            country,
            region,
            branch: Some(branch),
        };
        return Some((end, class, several(end)));
    }
    let company = matches!(
        text.fold(next),
        "company"
            | "companies"
            | "firm"
            | "firms"
            | "maker"
            | "makers"
            | "manufacturer"
            | "manufacturers"
            | "corporation"
            | "corporations"
            | "conglomerate"
            | "conglomerates"
            | "giant"
            | "giants"
            | "enterprise"
            | "enterprises"
    );
    let class = MemberClass::Companies {
        country,
        region,
        branch: None,
    };
    company.then_some((next + 1, class, several(next + 1)))
}

/// "Its members", "two members of the association": of the union named before.
fn by_reference(
    text: &CheckText<'_>,
    from: usize,
    at: usize,
    until: usize,
) -> Option<(usize, MemberClass, bool)> {
    let (end, several) = noun_end(text, at)?;
    if is_non_member(text, at) || !is_member_noun(text.fold(at), true) || end > until {
        return None;
    }
    let of_short = text.fold(end) == "of" && matches!(text.fold(end + 1), "the" | "that" | "this");
    let own =
        (at.saturating_sub(4).max(from)..at).any(|word| matches!(text.fold(word), "its" | "whose"));
    if of_short {
        // "the group" can be more than one of the text.
        let called: Vec<usize> = unions_of(text, 0, at)
            .into_iter()
            .filter(|union| {
                Memberships::shipped().unions[*union]
                    .short
                    .iter()
                    .any(|name| name == text.fold(end + 2))
            })
            .collect();
        return match called.as_slice() {
            [union] => Some((end + 3, MemberClass::Union(*union), several)),
            _ => None,
        };
    }
    if own && matches!(text.fold(at), "member" | "members") {
        let union = union_before(text, from, at)?;
        return Some((end, MemberClass::Union(union), several));
    }
    // "the two participants", in a text of one union
    let numbered = at > from
        && matches!(text.fold(at), "members" | "participants" | "signatories")
        && text.fold(end) != "of"
        && (numeral(text.fold(at - 1)).is_some()
            || matches!(text.fold(at - 1), "other" | "founding"));
    if !numbered {
        return None;
    }
    match unions_of(text, 0, text.words.words.len()).as_slice() {
        [union]
            if union_before(text, from, at) == Some(*union)
                && (text.fold(at) == "members"
                    || Memberships::shipped().unions[*union].partners) =>
        {
            Some((end, MemberClass::Union(*union), several))
        }
        _ => None,
    }
}

/// The unions that are named in words `from..until`, each once.
fn unions_of(text: &CheckText<'_>, from: usize, until: usize) -> Vec<usize> {
    let mut found: Vec<usize> = (from..until)
        .filter_map(|word| {
            Memberships::shipped().named_at(text, word, until, |named| match named {
                Named::Union(union) => Some(union),
                _ => None,
            })
        })
        .map(|(_, union)| union)
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// Sentences back in which a union can stand that "it" points to.
const REACH: usize = 4;

/// The only union of the nearest sentence that names one.
fn union_before(text: &CheckText<'_>, from: usize, at: usize) -> Option<usize> {
    let here = text
        .words
        .sentences
        .iter()
        .position(|sentence| sentence.from == from)?;
    let ranges = std::iter::once((from, at)).chain(
        text.words.sentences[..here]
            .iter()
            .rev()
            .take(REACH)
            .map(|sentence| (sentence.from, sentence.until)),
    );
    for (start, end) in ranges {
        match unions_of(text, start, end).as_slice() {
            [] => {}
            [union] => return Some(*union),
            _ => return None,
        }
    }
    None
}
