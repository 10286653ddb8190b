//! Sentences that an officer can say aloud, each backed by figures.

use narrows_core::{Figure, Stage, Status, Year};
use narrows_exposure::{MaterialExposure, TradeProduct};
use schemars::JsonSchema;
use serde::Serialize;

use crate::compose::GoodBrief;

/// A sentence with the anchors of the figures that back it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Sentence {
    /// The sentence.
    pub text: String,
    /// The figures it rests on.
    pub figures: Vec<Figure>,
    /// Their anchors in the document.
    pub anchors: Vec<String>,
}

/// How many sentences a briefing starts with.
const SENTENCES: usize = 5;

/// Anchor of a good's largest producer.
pub(crate) fn producer_anchor(material: &str) -> String {
    format!("{material}-producer")
}

/// Anchor of a subject's largest supplier of a good at a stage.
pub(crate) fn supplier_anchor(material: &str, subject: &str, stage: Stage) -> String {
    let stage = format!("{stage}").replace(' ', "-");
    format!("{material}-{}-{stage}-supplier", subject.replace('+', "-"))
}

/// Anchor of a published reliance.
pub(crate) fn reliance_anchor(material: &str) -> String {
    format!("{material}-reliance")
}

/// The best five: of every good in turn its first, then its second …, so that
/// no good of the meeting goes unsaid while there is room.
pub(crate) fn five_sentences(goods: &[GoodBrief], year: Year) -> Vec<Sentence> {
    let mut queues: Vec<std::vec::IntoIter<Sentence>> = goods
        .iter()
        .map(|good| candidates(good, year).into_iter())
        .collect();
    let mut chosen = Vec::new();
    loop {
        let before = chosen.len();
        for queue in &mut queues {
            if chosen.len() == SENTENCES {
                return chosen;
            }
            chosen.extend(queue.next());
        }
        if chosen.len() == before {
            return chosen;
        }
    }
}

/// What can be said of a good, the strongest first.
fn candidates(good: &GoodBrief, year: Year) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let supply = supply_sentences(good, year);
    let production = production_sentence(good);
    // Where trade cannot be read, who produces is the main fact.
    if supply.is_empty() {
        sentences.extend(production);
        sentences.extend(reliance_sentence(good, year));
    } else {
        sentences.extend(supply);
        sentences.extend(production);
        sentences.extend(reliance_sentence(good, year));
    }
    sentences.extend(basket_sentence(good, year));
    sentences
}

/// A share as it is said: `99 percent`, `more than 50 percent`.
fn said(figure: &Figure) -> Option<String> {
    let percent = |share: f64| format!("{:.0} percent", share * 100.0);
    match (figure.value(), figure.interval().ends(), figure.status()) {
        (Some(value), _, _) if (0.995..1.0).contains(&value) => {
            Some("more than 99 percent".to_owned())
        }
        (Some(value), _, _) => Some(percent(value)),
        (None, Some((low, high)), Status::Bounded) if high >= 1.0 => {
            Some(format!("more than {}", percent(low)))
        }
        (None, Some((low, high)), Status::Bounded) => {
            Some(format!("between {} and {}", percent(low), percent(high)))
        }
        _ => None,
    }
}

fn estimate_word(figure: &Figure) -> &'static str {
    if *figure.status() == Status::Estimated {
        "an estimated "
    } else {
        ""
    }
}

fn production_sentence(good: &GoodBrief) -> Option<Sentence> {
    let production = good.members.first()?.production.first()?;
    let top = production.producers.first()?;
    let share = said(&top.share)?;
    let when = if production.world.is_some() {
        format!("in {}", production.period)
    } else {
        format!("on {}", production.period)
    };
    Some(Sentence {
        text: format!(
            "{} accounted for {}{share} of the world's {} of {}{} {when}.",
            capitalised(&top.economy.name_in_sentence()),
            estimate_word(&top.share),
            production.what,
            good.name,
            production.at,
        ),
        figures: vec![top.share.clone()],
        anchors: vec![producer_anchor(&good.material)],
    })
}

/// The first letter raised, at the head of a sentence.
pub(crate) fn capitalised(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

/// One sentence a stage, the stage of the largest imports first.
fn supply_sentences(good: &GoodBrief, year: Year) -> Vec<Sentence> {
    let mut stages: Vec<(f64, Stage)> = Vec::new();
    for product in good.members.iter().flat_map(|exposure| &exposure.products) {
        let imports = product.imports.value().unwrap_or(0.0);
        match stages.iter_mut().find(|(_, stage)| *stage == product.stage) {
            Some((sum, _)) => *sum += imports,
            None => stages.push((imports, product.stage)),
        }
    }
    stages.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    stages
        .into_iter()
        .filter_map(|(_, stage)| supply_sentence(good, stage, year))
        .collect()
}

fn product_of(exposure: &MaterialExposure, stage: Stage) -> Option<&TradeProduct> {
    exposure
        .products
        .iter()
        .find(|product| product.stage == stage)
}

/// Each member's largest supplier at one stage, in one sentence; of a large
/// forum the three members that import most.
fn supply_sentence(good: &GoodBrief, stage: Stage, year: Year) -> Option<Sentence> {
    let mut members: Vec<(&MaterialExposure, &TradeProduct)> = good
        .members
        .iter()
        .filter_map(|exposure| Some((exposure, product_of(exposure, stage)?)))
        .filter(|(_, product)| !product.suppliers.is_empty())
        .collect();
    if members.len() > 3 {
        members.sort_by(|a, b| {
            let imports = |product: &TradeProduct| product.imports.value().unwrap_or(0.0);
            imports(b.1).total_cmp(&imports(a.1))
        });
        members.truncate(3);
    }
    let mut parts = Vec::new();
    let mut figures = Vec::new();
    let mut anchors = Vec::new();
    for (position, (exposure, product)) in members.into_iter().enumerate() {
        let top = product.suppliers.first()?;
        let share = said(&top.share)?;
        let verb = if position == 0 { " bought" } else { "" };
        parts.push(format!(
            "{}{verb} {share} from {}",
            exposure.subject_in_sentence,
            top.economy.name_in_sentence()
        ));
        figures.push(top.share.clone());
        anchors.push(supplier_anchor(
            &good.material,
            &exposure.subject,
            product.stage,
        ));
    }
    let (whose, joined) = match parts.as_slice() {
        [] => return None,
        [one] => ("its", one.clone()),
        [rest @ .., last] => ("their", format!("{} and {last}", rest.join(", "))),
    };
    Some(Sentence {
        text: format!(
            "Of {whose} imports of {}, by value in {year}, {joined}.",
            goods_at(good, stage)
        ),
        figures,
        anchors,
    })
}

/// The good with its stage, where that is not in the name already.
fn goods_at(good: &GoodBrief, stage: Stage) -> String {
    match stage {
        Stage::OreAndConcentrate if good.name.contains("natural") => good.name.clone(),
        Stage::OreAndConcentrate => format!("{} ores and concentrates", good.name),
        Stage::Refined => format!("refined {}", good.name),
        Stage::Compound => format!("{} compounds", good.name),
        Stage::Scrap => format!("{} scrap", good.name),
        Stage::Intermediate => format!("{} intermediates", good.name),
        Stage::Alloy => format!("{} alloys", good.name),
        Stage::Manufactured | Stage::NotSpecified => good.name.clone(),
    }
}

fn reliance_sentence(good: &GoodBrief, year: Year) -> Option<Sentence> {
    let (exposure, published) = good.members.iter().find_map(|exposure| {
        let published = exposure
            .published
            .iter()
            .find(|published| published.name.starts_with("Net import reliance"))?;
        Some((exposure, published))
    })?;
    let share = said(&published.figure)?;
    Some(Sentence {
        text: format!(
            "{} relied on net imports for {}{share} of its consumption of {} in {year}, as the \
             U.S. Geological Survey publishes it.",
            capitalised(&exposure.subject_in_sentence),
            estimate_word(&published.figure),
            good.name,
        ),
        figures: vec![published.figure.clone()],
        anchors: vec![reliance_anchor(&good.material)],
    })
}

fn basket_sentence(good: &GoodBrief, year: Year) -> Option<Sentence> {
    let exposure = good.members.first()?;
    let basket = exposure
        .baskets
        .iter()
        .find(|_| exposure.products.is_empty())?;
    Some(Sentence {
        text: format!(
            "Who sold {} to whom in {year} cannot be read from six-digit trade statistics: {}.",
            good.name,
            basket.sentence(&good.name)
        ),
        figures: Vec::new(),
        anchors: Vec::new(),
    })
}
