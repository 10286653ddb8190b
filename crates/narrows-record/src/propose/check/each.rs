//! "Twenty from each country" for three countries, and "a class of 75": what a
//! number for each comes to, against what is told of all.

use super::counted::{Listed, counted_at};
use super::named_run::{RunKind, named_runs};
use super::quantity::{Quantity, Unit, quantities};
use super::{CheckText, Conflict};

/// Sentences behind in which the whole is looked for.
const REACH: usize = 4;

pub(super) fn check(text: &CheckText<'_>, conflicts: &mut Vec<Conflict>) {
    for (sentence, from, until) in text.sentences() {
        let told = quantities(text, from, until);
        // "and fifteen from elsewhere" makes it no product.
        let [each] = told
            .iter()
            .filter(|number| number.unit == Unit::Count && number.value >= 2.0)
            .copied()
            .collect::<Vec<Quantity>>()[..]
        else {
            continue;
        };
        let Some(end) = each_behind(text, &each, until).filter(|_| !each.inexact) else {
            continue;
        };
        let Some(times) = how_many(text, sentence) else {
            continue;
        };
        let product = each.value * times;
        let others = text
            .sentences()
            .filter(|(number, _, _)| *number > sentence && *number <= sentence + REACH)
            .flat_map(|(_, from, until)| {
                quantities(text, from, until)
                    .into_iter()
                    .filter(move |number| number.from > from)
            })
            .filter(|number| number.unit == Unit::Count && !number.inexact);
        let wholes: Vec<Quantity> = others.filter(|number| is_whole(text, number)).collect();
        if wholes.is_empty() || wholes.iter().any(|whole| whole.value == product) {
            continue;
        }
        let whole = wholes[0];
        Conflict {
            kind: "count_mismatch",
            severity: "error",
            sides: vec![(each.from, end), (whole.from, whole.end())],
            confidence: 0.7,
            reason: format!(
                "{} for {times} makes {product}, and the text says {}.",
                text.words.quote(each.from, end),
                text.words.quote(whole.from, whole.end())
            ),
        }
        .add_new(conflicts);
    }
}

/// "from each country", "for each side", "per country", and its end.
fn each_behind(text: &CheckText<'_>, each: &Quantity, until: usize) -> Option<usize> {
    let at = (each.until..until.min(each.end() + 4))
        .find(|at| matches!(text.fold(*at), "each" | "every" | "per"))?;
    let side = (at + 1..until.min(at + 4)).find(|at| {
        matches!(
            text.fold(*at),
            "country"
                | "nation"
                | "side"
                | "government"
                | "capital"
                | "member"
                | "partner"
                | "state"
        )
    })?;
    Some(side + 1)
}

/// The one number of countries that the text is about.
fn how_many(text: &CheckText<'_>, sentence: usize) -> Option<f64> {
    let mut all: Vec<usize> = named_runs(text)
        .iter()
        .filter(|run| run.kind == RunKind::Countries && run.sentence <= sentence + 2)
        .map(super::named_run::NamedRun::len)
        .collect();
    for (number, from, until) in text.sentences() {
        if number > sentence {
            break;
        }
        all.extend((from..until).filter_map(|at| {
            counted_at(text, from, at, until)
                .filter(|counted| counted.listed == Listed::Places)
                .map(|counted| counted.number as usize)
        }));
    }
    all.sort_unstable();
    all.dedup();
    match all[..] {
        [one] => Some(one as f64),
        // "the three capitals" of a text with other lists
        _ => named_runs(text)
            .iter()
            .rfind(|run| {
                run.kind == RunKind::Countries
                    && run.sentence < sentence
                    && run.sentence + 1 >= sentence
            })
            .map(|run| run.len() as f64),
    }
}

/// "a class of 75", "all 75", "75 in all".
fn is_whole(text: &CheckText<'_>, number: &Quantity) -> bool {
    let before = |steps: usize| {
        number
            .from
            .checked_sub(steps)
            .map_or("", |before| text.fold(before))
    };
    before(1) == "of"
        && matches!(
            before(2),
            "class" | "group" | "total" | "party" | "team" | "crowd" | "body" | "delegation"
        )
        || before(1) == "all"
        || text.fold(number.end()) == "in" && matches!(text.fold(number.end() + 1), "all" | "total")
        || text.fold(number.end()) == "altogether"
}
