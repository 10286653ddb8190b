//! The plural noun behind a number, and what it is a noun for.

use super::CheckText;
use super::counted::Listed;
use crate::propose::lexicon::{is_function_word, numeral};
use crate::propose::words::Shape;

/// The plural noun that a run of modifiers from `at` ends in.
pub(super) fn plural_noun(text: &CheckText<'_>, at: usize, until: usize) -> Option<usize> {
    let mut noun = None;
    let mut next = at;
    while next < until.min(at + 7) {
        let fold = text.fold(next);
        if text.words.is_hyphen(next) {
            next += 1;
            continue;
        }
        let word = matches!(
            text.words.shape(next),
            Shape::Lower | Shape::Capital | Shape::Upper
        );
        let more = next == at && matches!(fold, "more" | "other");
        if !word
            || is_function_word(fold) && !matches!(fold, "such" | "all") && !more
            || is_stop(fold)
        {
            break;
        }
        if is_plural(fold) && !text.words.is_hyphen(next + 1) {
            noun = Some(next);
            // "sales offices"
            if !is_plural(text.fold(next + 1)) {
                break;
            }
        } else if noun.is_some() {
            break;
        }
        next += 1;
    }
    noun.filter(|noun| !is_measure(text, *noun))
}

pub(super) fn is_stop(fold: &str) -> bool {
    numeral(fold).is_some()
}

/// A plural by its form.
pub(super) fn is_plural(fold: &str) -> bool {
    matches!(
        fold,
        "people" | "men" | "women" | "criteria" | "memoranda" | "companies"
    ) || fold.len() > 3
        && fold.ends_with('s')
        && !fold.ends_with("ss")
        && !fold.ends_with("us")
        && !fold.ends_with("is")
        && !fold.ends_with("'s")
        && !matches!(
            fold,
            "always"
                | "perhaps"
                | "across"
                | "towards"
                | "besides"
                | "sometimes"
                | "whereas"
                | "says"
                | "does"
                | "overseas"
                | "news"
                | "united states"
        )
}

pub(super) fn is_measure(text: &CheckText<'_>, at: usize) -> bool {
    let share = at > 0 && matches!(text.fold(at - 1), "percentage" | "basis");
    share && text.fold(at) == "points" || is_unit(text.fold(at))
}

pub(super) fn is_unit(fold: &str) -> bool {
    matches!(
        fold,
        "years"
            | "months"
            | "weeks"
            | "days"
            | "hours"
            | "minutes"
            | "seconds"
            | "decades"
            | "centuries"
            | "quarters"
            | "nights"
            | "percent"
            | "dollars"
            | "euros"
            | "pounds"
            | "cents"
            | "tonnes"
            | "tons"
            | "kilograms"
            | "kilometers"
            | "kilometres"
            | "miles"
            | "meters"
            | "metres"
            | "liters"
            | "litres"
            | "barrels"
            | "ounces"
            | "grams"
            | "nanometers"
            | "nanometres"
            | "thirds"
            | "fifths"
            | "halves"
            | "degrees"
            | "pages"
            | "paragraphs"
            | "copies"
            | "shares"
            | "votes"
            | "seats"
            | "digits"
            | "hundreds"
            | "thousands"
            | "millions"
            | "billions"
            | "dozens"
            | "acres"
            | "hectares"
            | "megawatts"
            | "gigawatts"
    )
}

pub(super) fn listed_by(text: &CheckText<'_>, noun: usize) -> Listed {
    let before = noun.checked_sub(1).map_or("", |before| text.fold(before));
    match text.fold(noun) {
        "times" | "occasions" | "rounds" | "sessions" | "meetings" => Listed::Rounds,
        "companies" | "firms" | "smelters" | "carmakers" | "startups" | "enterprises"
        | "vendors" | "operators" | "contractors" | "houses" | "buyers" | "lenders"
        | "regulators" | "chipmakers" | "automakers" | "conglomerates" | "laboratories"
        | "bodies" | "businesses" | "miners" | "refiners" | "traders" | "utilities" | "makers"
        | "manufacturers" | "producers" | "suppliers" | "groups" | "corporations"
        | "universities" | "banks" | "agencies" | "institutes" | "ministries" | "organizations"
        | "organisations" | "outlets" | "lobbies" | "foundries" | "shipyards" | "insurers"
        | "investors" | "applicants" | "bidders" | "departments" | "subsidiaries"
        | "associations" | "chambers" => {
            if matches!(before, "working") {
                Listed::Anything
            } else {
                Listed::Bodies
            }
        }
        "members" | "participants"
            if matches!(
                before,
                "cabinet" | "board" | "panel" | "crew" | "staff" | "team" | "faculty" | "family"
            ) =>
        {
            Listed::Persons
        }
        "countries" | "nations" | "states" | "governments" | "capitals" | "economies"
        | "members" | "cities" | "provinces" | "partners" | "allies" | "parties"
        | "signatories" | "participants" | "powers" | "neighbors" | "neighbours" | "regions"
        | "democracies" | "sides" | "delegations" | "teams" | "prefectures" | "counties"
        | "towns" => Listed::Places,
        "projects" | "sites" | "plants" | "locations" | "ports" | "mines" | "places" | "venues"
        | "islands" | "factories" | "refineries" | "stops" => Listed::Sites,
        "ministers" | "leaders" | "officials" | "secretaries" | "presidents" | "people"
        | "envoys" | "speakers" | "negotiators" | "delegates" | "signers" | "politicians"
        | "researchers" | "experts" | "executives" | "chiefs" | "heads" | "men" | "women"
        | "governors" | "lawmakers" | "senators" | "diplomats" | "commissioners" | "analysts"
        | "prosecutors" | "scientists" | "ambassadors" | "premiers" | "chancellors"
        | "directors" | "vice-ministers" | "guests" | "counterparts" | "principals"
        | "colleagues" | "aides" | "visitors" | "passengers" | "panelists" | "panellists"
        | "authors" | "chairmen" | "attendees" | "dignitaries" => Listed::Persons,
        "hosts" | "organizers" | "organisers" | "sponsors" | "founders" | "donors" => Listed::Group,
        "minerals" | "metals" | "materials" | "goods" | "products" | "commodities" | "elements"
        | "earths" | "gases" | "fuels" | "substances" => Listed::Goods,
        _ => Listed::Anything,
    }
}
