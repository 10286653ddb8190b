//! A person, company, public body or city said to be of a country that it is
//! not of: "South Korea's METI", "Japanese industry minister Ahn Duk-geun",
//! "the Korean maker X" that is "a Taiwanese company" elsewhere in the text.

use std::collections::BTreeMap;

use super::coordination::is_finite;
use super::membership_table::{Memberships, Named};
use super::{CheckText, Conflict};
use crate::propose::gazetteer::Gazetteer;
use crate::propose::lexicon::is_function_word;
use crate::propose::mention::MentionType;
use crate::propose::words::Shape;

/// A name that a country is told of.
struct Claim {
    country: usize,
    /// Words that name the country.
    told: (usize, usize),
    name: (usize, usize),
    /// Its country, where the tables know it.
    home: Option<usize>,
}

pub(super) fn check(text: &CheckText<'_>, conflicts: &mut Vec<Conflict>) {
    let mut claims = Vec::new();
    for (number, from, until) in text.sentences() {
        for at in from..until {
            before_name(text, number, at, until, &mut claims);
            behind_name(text, number, at, until, &mut claims);
            city_in_country(text, at, until, &mut claims);
            body_beside(text, from, at, until, &mut claims);
            company_of(text, at, until, &mut claims);
        }
    }
    let mut told: BTreeMap<String, usize> = BTreeMap::new();
    for (number, claim) in claims.iter().enumerate() {
        let name = text.words.folded(claim.name.0, claim.name.1);
        if let Some(home) = claim.home {
            if home != claim.country {
                let mut sides = vec![claim.told, claim.name];
                sides.extend(elsewhere(text, claim, &name));
                report(text, sides, conflicts);
            }
            continue;
        }
        let first = &claims[*told.entry(name).or_insert(number)];
        if first.country != claim.country {
            let sides = vec![
                (
                    first.told.0.min(first.name.0),
                    first.told.1.max(first.name.1),
                ),
                (
                    claim.told.0.min(claim.name.0),
                    claim.told.1.max(claim.name.1),
                ),
            ];
            report(text, sides, conflicts);
        }
    }
}

fn report(text: &CheckText<'_>, sides: Vec<(usize, usize)>, conflicts: &mut Vec<Conflict>) {
    let (Some(one), Some(other)) = (sides.first(), sides.get(1)) else {
        return;
    };
    let reason = format!(
        "Said to be of a country that it is not of: {}, {}.",
        text.words.quote(one.0, one.1),
        text.words.quote(other.0, other.1)
    );
    Conflict {
        kind: "wrong_class",
        severity: "error",
        sides,
        confidence: 0.8,
        reason,
    }
    .add_new(conflicts);
}

/// Where else the name stands, and where its bearer's surname does.
fn elsewhere(text: &CheckText<'_>, claim: &Claim, name: &str) -> Vec<(usize, usize)> {
    let length = claim.name.1 - claim.name.0;
    let last = text.fold(claim.name.1 - 1);
    (0..text.words.words.len())
        .filter(|at| *at + length <= claim.name.0 || *at >= claim.name.1)
        .filter_map(|at| {
            if text.words.folded(at, at + length) == name {
                Some((at, at + length))
            } else {
                (length > 1 && text.words.is_capital(at) && text.fold(at) == last)
                    .then_some((at, at + 1))
            }
        })
        .take(3)
        .collect()
}

/// "Japan's", "Japanese", "Tokyo's": the country and the end of the words.
fn owner_at(text: &CheckText<'_>, at: usize, until: usize) -> Option<(usize, usize)> {
    if at > 0 && text.words.is_hyphen(at - 1) {
        return None;
    }
    let (end, (country, adjective)) =
        Memberships::shipped().named_at(text, at, until, |named| match named {
            Named::Country(country) | Named::Capital(country) => Some((country, false)),
            Named::Adjective(country) => Some((country, true)),
            _ => None,
        })?;
    if text.words.is_hyphen(end) {
        return None;
    }
    if adjective {
        Some((country, end))
    } else {
        (text.fold(end) == "'s").then_some((country, end + 1))
    }
}

/// Words of a post or of a kind of company between a country and a name.
fn is_post_word(fold: &str) -> bool {
    matches!(
        fold,
        "minister"
            | "trade"
            | "industry"
            | "foreign"
            | "vice"
            | "deputy"
            | "prime"
            | "economy"
            | "finance"
            | "commerce"
            | "secretary"
            | "representative"
            | "negotiator"
            | "chief"
            | "top"
            | "senior"
            | "president"
            | "leader"
            | "envoy"
            | "ambassador"
            | "delegate"
            | "counterpart"
            | "official"
            | "energy"
            | "defence"
            | "defense"
            | "economic"
            | "security"
            | "national"
            | "state"
            | "assistant"
            | "under"
            | "director"
            | "general"
            | "diplomat"
            | "premier"
            | "chancellor"
            | "treasury"
            | "then"
            | "new"
            | "former"
            | "outgoing"
            | "acting"
            | "commissioner"
    )
}

/// What a company or agency is called before its name.
fn is_company_noun(fold: &str) -> bool {
    matches!(
        fold,
        "company"
            | "firm"
            | "maker"
            | "manufacturer"
            | "producer"
            | "supplier"
            | "chipmaker"
            | "steelmaker"
            | "carmaker"
            | "automaker"
            | "toolmaker"
            | "miner"
            | "refiner"
            | "smelter"
            | "conglomerate"
            | "giant"
            | "agency"
            | "startup"
            | "start-up"
            | "group"
    )
}

/// "Japanese industry minister Ahn Duk-geun", "Seoul's METI".
fn before_name(
    text: &CheckText<'_>,
    number: usize,
    at: usize,
    until: usize,
    claims: &mut Vec<Claim>,
) {
    let Some((country, end)) = owner_at(text, at, until) else {
        return;
    };
    let table = Memberships::shipped();
    // "Japanese and South Korean ministers X and Y"
    if at > 1 && matches!(text.fold(at - 1), "and" | "or" | "/" | "&") {
        return;
    }
    let told = (at, end);
    // "the Korean trade agency X"
    let agency = (end..until.min(end + 4))
        .find(|at| {
            matches!(
                text.fold(*at),
                "agency" | "ministry" | "body" | "bank" | "bureau"
            )
        })
        .filter(|noun| {
            (end..*noun)
                .all(|at| text.words.shape(at) == Shape::Lower && !is_function_word(text.fold(at)))
        });
    let body = [Some(end), agency.map(|noun| noun + 1)]
        .into_iter()
        .flatten()
        .find_map(|start| {
            let (until, home) = table.named_at(text, start, until, |named| match named {
                Named::Body(country) => Some(country),
                _ => None,
            })?;
            Some((start, until, home))
        });
    if let Some((start, until_body, home)) = body {
        claims.push(Claim {
            country,
            told,
            name: (start, until_body),
            home: Some(home),
        });
        return;
    }
    let mut next = end;
    while next < until.min(end + 8)
        && (is_post_word(text.fold(next)) || text.words.is_hyphen(next) || text.fold(next) == "and")
    {
        next += 1;
    }
    if let Some(person) = person_at(text, number, next) {
        // "South Korean and Japanese ministers"; "US and Ken Saito"
        if text.fold(next - 1) != "and" {
            claims.push(Claim {
                country,
                told: (at, next),
                name: person.0,
                home: person.1,
            });
        }
        return;
    }
    if matches!(text.fold(end), "city" | "port" | "town")
        && let Some((until_city, home)) = city_at(
            text,
            end + 1 + usize::from(text.fold(end + 1) == "of"),
            until,
        )
    {
        let start = end + 1 + usize::from(text.fold(end + 1) == "of");
        claims.push(Claim {
            country,
            told,
            name: (start, until_city),
            home: Some(home),
        });
        return;
    }
    // "the Korean battery maker Hanbit"
    let Some(noun) = (end..until.min(end + 4)).find(|at| is_company_noun(text.fold(*at))) else {
        return;
    };
    let plain = (end..noun)
        .all(|at| text.words.shape(at) == Shape::Lower && !is_function_word(text.fold(at)));
    let stop = capital_run(text, noun + 1, until);
    if plain && stop > noun + 1 && !is_known_company(text, noun + 1, until) {
        claims.push(Claim {
            country,
            told: (at, noun + 1),
            name: (noun + 1, stop),
            home: None,
        });
    }
}

/// "Ahn Duk-geun, Japan's industry minister,", "Hanbit, a Taiwanese company".
fn behind_name(
    text: &CheckText<'_>,
    number: usize,
    comma: usize,
    until: usize,
    claims: &mut Vec<Claim>,
) {
    if text.fold(comma) != "," {
        return;
    }
    let article = matches!(text.fold(comma + 1), "a" | "an" | "the");
    let start = comma + 1 + usize::from(article);
    let Some((country, end)) = owner_at(text, start, until) else {
        return;
    };
    let mut next = end;
    while next < until.min(end + 6)
        && (is_post_word(text.fold(next)) || text.words.is_hyphen(next) || text.fold(next) == "and")
    {
        next += 1;
    }
    let person = text.annotations.found[number]
        .iter()
        .find(|found| found.kind == MentionType::Per && found.until == comma)
        .map(|found| (found.from, home_of(found.id.as_deref())));
    if let Some((from, home)) = person {
        // In a list the post belongs to the next name.
        let head = matches!(
            text.fold(next - 1),
            "minister"
                | "secretary"
                | "representative"
                | "negotiator"
                | "president"
                | "premier"
                | "chancellor"
                | "leader"
                | "ambassador"
                | "envoy"
                | "commissioner"
        );
        let post = next > end && head && matches!(text.fold(next), "," | "." | "who" | "in" | "at");
        if post && comma - from >= 2 {
            claims.push(Claim {
                country,
                told: (start, next),
                name: (from, comma),
                home,
            });
        }
        return;
    }
    let noun = (end..until.min(end + 4)).find(|at| is_company_noun(text.fold(*at)));
    let mut from = comma;
    while from > 0 && comma - from < 3 && is_name_word(text, from - 1) {
        from -= 1;
    }
    if let Some(noun) = noun
        && article
        && from < comma
        && !text.words.is_capital(noun + 1)
        && !is_known_company(text, from, comma)
    {
        claims.push(Claim {
            country,
            told: (start, noun + 1),
            name: (from, comma),
            home: None,
        });
    }
}

fn is_agency(fold: &str) -> bool {
    matches!(
        fold,
        "ministry" | "agency" | "department" | "bureau" | "regulator" | "bank" | "body" | "office"
    )
}

fn is_official(fold: &str) -> bool {
    matches!(
        fold,
        "official"
            | "officials"
            | "officers"
            | "bureaucrats"
            | "negotiators"
            | "negotiator"
            | "delegation"
            | "delegates"
            | "experts"
            | "diplomats"
    )
}

/// "METI, the Korean ministry", "the Korean trade ministry, METI,", "Korean
/// officials from METI".
fn body_beside(
    text: &CheckText<'_>,
    from: usize,
    at: usize,
    until: usize,
    claims: &mut Vec<Claim>,
) {
    let Some((end, home)) = Memberships::shipped().named_at(text, at, until, |named| match named {
        Named::Body(country) => Some(country),
        _ => None,
    }) else {
        return;
    };
    let lower = |from: usize, until: usize| {
        (from..until)
            .all(|at| text.words.shape(at) == Shape::Lower && !is_function_word(text.fold(at)))
    };
    let mut push = |country: usize, told: (usize, usize)| {
        claims.push(Claim {
            country,
            told,
            name: (at, end),
            home: Some(home),
        });
    };
    if text.fold(end) == "," && matches!(text.fold(end + 1), "the" | "a") {
        let start = end + 2;
        if let Some((country, next)) = owner_at(text, start, until)
            && let Some(noun) = (next..until.min(next + 4)).find(|at| is_agency(text.fold(*at)))
            && lower(next, noun)
        {
            push(country, (start, noun + 1));
        }
        return;
    }
    let before = at - usize::from(at > from && text.fold(at - 1) == "the");
    let Some(binder) = before.checked_sub(1).filter(|binder| *binder > from) else {
        return;
    };
    let beside = match text.fold(binder) {
        "," => is_agency(text.fold(binder - 1)) && matches!(text.fold(end), "," | "."),
        "from" | "of" | "at" => is_official(text.fold(binder - 1)),
        _ => false,
    };
    if !beside {
        return;
    }
    for start in (from..binder).rev().take(6) {
        if let Some((country, next)) = owner_at(text, start, binder)
            && lower(next, binder)
        {
            push(country, (start, binder));
            return;
        }
    }
}

/// "Japan's POSCO said", "Tokyo-based SK hynix".
fn company_of(text: &CheckText<'_>, at: usize, until: usize, claims: &mut Vec<Claim>) {
    let table = Memberships::shipped();
    let Some((end, country)) = table.named_at(text, at, until, |named| match named {
        Named::Country(country) | Named::Capital(country) | Named::City(country) => Some(country),
        _ => None,
    }) else {
        return;
    };
    let start = if text.fold(end) == "'s" {
        end + 1
    } else if text.words.is_hyphen(end) && matches!(text.fold(end + 1), "based" | "headquartered") {
        end + 2
    } else {
        return;
    };
    let company = table.named_at(text, start, until, |named| match named {
        Named::Company(company) => Some(company),
        _ => None,
    });
    let Some((stop, company)) = company else {
        return;
    };
    // "Japan's TSMC plant" stands in Japan.
    let alone =
        matches!(text.fold(stop), "," | "." | "and" | "or" | ")" | ";") || is_finite(text, stop);
    if alone {
        claims.push(Claim {
            country,
            told: (at, end),
            name: (start, stop),
            home: Some(table.home_of(company)),
        });
    }
}

/// "Ulsan, Japan": not in a list of places.
fn city_in_country(text: &CheckText<'_>, at: usize, until: usize, claims: &mut Vec<Claim>) {
    let Some((end, home)) = city_at(text, at, until) else {
        return;
    };
    let before = if at > 0 { text.fold(at - 1) } else { "" };
    if text.fold(end) != "," || !matches!(before, "in" | "at" | "to" | "from" | "near" | "of") {
        return;
    }
    let country = Memberships::shipped().named_at(text, end + 1, until, |named| match named {
        Named::Country(country) => Some(country),
        _ => None,
    });
    if let Some((stop, country)) = country
        && matches!(text.fold(stop), "." | ",")
        && !(text.fold(stop) == ","
            && (text.words.is_capital(stop + 1)
                || matches!(text.fold(stop + 1), "and" | "or" | "the")))
    {
        claims.push(Claim {
            country,
            told: (end + 1, stop),
            name: (at, end),
            home: Some(home),
        });
    }
}

fn city_at(text: &CheckText<'_>, at: usize, until: usize) -> Option<(usize, usize)> {
    Memberships::shipped().named_at(text, at, until, |named| match named {
        Named::City(country) | Named::Capital(country) => Some(country),
        _ => None,
    })
}

/// A person named in full at a word, and the country of that person.
fn person_at(
    text: &CheckText<'_>,
    number: usize,
    at: usize,
) -> Option<((usize, usize), Option<usize>)> {
    let found = text.annotations.found[number]
        .iter()
        .find(|found| found.kind == MentionType::Per && found.from == at)?;
    let home = home_of(found.id.as_deref());
    (home.is_some() || found.until - found.from >= 2).then_some(((found.from, found.until), home))
}

fn home_of(id: Option<&str>) -> Option<usize> {
    let economy = Gazetteer::shipped().person_of(id?)?;
    Memberships::shipped().country_of(economy)
}

fn is_known_company(text: &CheckText<'_>, from: usize, until: usize) -> bool {
    Memberships::shipped()
        .named_at(text, from, until, |named| {
            matches!(named, Named::Company(_)).then_some(())
        })
        .is_some()
}

fn is_name_word(text: &CheckText<'_>, at: usize) -> bool {
    text.words.is_capital(at) && !is_function_word(text.fold(at))
}

fn capital_run(text: &CheckText<'_>, at: usize, until: usize) -> usize {
    let mut end = at;
    while end < until && end - at < 3 && is_name_word(text, end) {
        end += 1;
    }
    end
}
