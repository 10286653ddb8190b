//! What the bounds on one material tell, why they are as wide as they are, and
//! what would narrow them.

use narrows_core::Economy;
use narrows_lake::TradeFlow;

use super::constraint_system::Ends;
use super::knowledge::{Knowledge, NationalLine};
use super::national_lines::LineKey;
use super::supplier_bounds::{Supply, Unmixer, largest};

/// A supplier at most this part of whose goods under the basket can be the
/// material is named as such.
const LITTLE: f64 = 0.1;
/// Suppliers of little that are named, and lines that would tighten.
const NAMED: usize = 4;

impl Unmixer<'_> {
    pub(super) fn reading(
        &self,
        supplies: &[Supply],
        total: Ends,
        all_measured: bool,
    ) -> Vec<String> {
        let name = self.name();
        let who = self.subject.name_in_sentence();
        let code = format!("{} {}", self.of.revision, self.of.hs_code);
        if let Some(reason) = self.of.refused.get(&self.material) {
            return vec![format!("No bounds on {name} inside {code}: {reason}.")];
        }
        if supplies.is_empty() {
            return vec![format!(
                "The source has no import of {who} under {code} in {}.",
                self.year()
            )];
        }
        if all_measured {
            return vec![format!(
                "Measured: national lines tell {name} from the other materials of {code}."
            )];
        }
        let mut reading = Vec::new();
        let basket = supplies
            .iter()
            .filter_map(|one| one.basket_t)
            .fold(0.0, |sum, tonnes| sum + tonnes);
        let how_much = if let Some(held) = self.total() {
            format!("{} t are {name}, as published", amount(held.tonnes))
        } else if total.high.is_finite() {
            format!(
                "between {} and {} t are {name}",
                amount(total.low),
                amount(total.high)
            )
        } else {
            format!("any part can be {name}")
        };
        reading.push(format!(
            "Of the {} t that {who} imported under {code} in {}, {how_much}.",
            amount(basket),
            self.year()
        ));
        reading.push(match largest(supplies) {
            Some(largest) => format!("The largest supplier is {}.", largest.name_in_sentence()),
            None if supplies.iter().all(|one| one.tonnes.low <= 0.0) => format!(
                "The bounds are too wide to rank suppliers: {}.",
                self.why_wide(supplies)
            ),
            None => format!(
                "The bounds do not tell the largest supplier: {}.",
                self.why_wide(supplies)
            ),
        });
        reading.extend(self.little(supplies, total));
        reading
    }

    /// Suppliers of much under the code who can supply little of the material.
    fn little(&self, supplies: &[Supply], total: Ends) -> Option<String> {
        let mut little: Vec<(f64, &Supply)> = supplies
            .iter()
            .filter_map(|one| Some((one.basket_t?, one)))
            .filter(|(basket, one)| {
                *basket >= 1.0
                    && one.tonnes.high < LITTLE * basket
                    && one.tonnes.high < 0.9 * total.high
            })
            .collect();
        little.sort_by(|a, b| {
            b.0.total_cmp(&a.0)
                .then_with(|| a.1.economy.cmp(&b.1.economy))
        });
        let named: Vec<String> = little
            .iter()
            .take(NAMED)
            .map(|(basket, one)| {
                format!(
                    "{} (at most {} of {} t)",
                    one.economy.name_in_sentence(),
                    amount(one.tonnes.high),
                    amount(*basket)
                )
            })
            .collect();
        (!named.is_empty()).then(|| {
            format!(
                "Little of what comes under the code from these can be {}: {}.",
                self.name(),
                named.join(", ")
            )
        })
    }

    fn why_wide(&self, supplies: &[Supply]) -> String {
        let mut why = vec![format!(
            "no national line in the lake tells {} from what else is in the code",
            self.name()
        )];
        if self.of.prices[self.material].is_none() {
            why.push(format!(
                "no price of the metal is known for {}",
                self.year()
            ));
        }
        let open = supplies
            .iter()
            .flat_map(|one| &one.flows)
            .filter(|flow| !self.of.system.flows[**flow].quantity_t.high.is_finite())
            .count();
        match open {
            0 => {}
            1 => why.push("one flow has no plausible quantity".to_owned()),
            _ => why.push(format!("{open} flows have no plausible quantity")),
        }
        why.join(", and ")
    }

    /// National lines that are not in the lake: the subject's own first, then
    /// those of the suppliers whose bounds are widest.
    pub(super) fn would_tighten(&self, supplies: &[Supply]) -> Vec<String> {
        let mut wanted: Vec<(Economy, TradeFlow)> = self
            .subject
            .members()
            .map(|member| (member, TradeFlow::Import))
            .collect();
        wanted.extend(
            supplies
                .iter()
                .filter(|one| !one.measured && one.tonnes.high > one.tonnes.low)
                .take(NAMED)
                .map(|one| (one.economy, TradeFlow::Export)),
        );
        let mut unknown: Vec<&str> = Vec::new();
        let mut statements: Vec<String> = Vec::new();
        for (reporter, flow) in wanted {
            let key = LineKey {
                reporter,
                flow,
                material: self.material,
            };
            let in_lake = self.of.lines.lines.get(&key);
            if in_lake.is_some_and(|lines| lines.whole_year) {
                continue;
            }
            let line = Knowledge::get().lines.iter().find(|line| {
                line.material == self.material()
                    && line.is_of(self.of.hs_code)
                    && line.holds_in(self.year())
                    && line.reporters.contains(&reporter)
                    && line.flows.contains(&flow)
            });
            match line {
                Some(line) => statements.push(statement(reporter, flow, line, in_lake.is_some())),
                None => unknown.push(reporter.name()),
            }
        }
        if !unknown.is_empty() {
            statements.push(format!(
                "This program knows no national line of {} that holds {} alone.",
                unknown.join(", "),
                self.name()
            ));
        }
        statements
    }
}

fn statement(reporter: Economy, flow: TradeFlow, line: &NationalLine, partly: bool) -> String {
    let what = match (flow, partly) {
        (_, true) => "the missing months of",
        (TradeFlow::Import, false) => "imports of",
        (TradeFlow::Export, false) => "exports of",
    };
    let how = match &line.mapping {
        Some(mapping) => format!("`narrows data import csv FILE --mapping {mapping}`"),
        None => "with a mapping of your own; waste and scrap are in them too".to_owned(),
    };
    format!(
        "{} {} by {} ({}): {how}.",
        capital(what),
        reporter.name_in_sentence(),
        line.codes.join(" + "),
        line.nomenclature
    )
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + letters.as_str()
    })
}

/// An amount for a sentence.
fn amount(tonnes: f64) -> String {
    if tonnes >= 100.0 {
        format!("{tonnes:.0}")
    } else if tonnes >= 0.1 || tonnes == 0.0 {
        format!("{tonnes:.1}").trim_end_matches(".0").to_owned()
    } else {
        format!("{tonnes:.3}")
    }
}
