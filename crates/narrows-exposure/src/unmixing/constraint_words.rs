//! The constraints of a basket in words, with their sources.

use narrows_lake::TradeFlow;

use super::basket_system::BasketSystem;
use super::knowledge::{Knowledge, LineHolds};
use super::production_limit::PRODUCTION_ALLOWANCE;

impl BasketSystem {
    /// Whether anything but the flows themselves bounds a material.
    pub(crate) fn narrows(&self, material: usize) -> bool {
        self.prices[material].is_some()
            || self.totals.iter().any(|total| total.material == material)
            || self.lines.lines.keys().any(|key| key.material == material)
    }

    /// What the bounds take for granted, one statement a kind of constraint.
    pub(crate) fn constraints(&self) -> Vec<String> {
        let mut words = vec![format!(
            "Flows ({}): no flow holds more than its quantity and value, within their rounding and \
             between both reports where the source keeps them. A missing or implausible quantity \
             bounds nothing. Waste, scrap and whatever else is in the code may be any \
             part of a flow, at any price.",
            self.source
        )];
        words.extend(self.prices_in_words());
        words.extend(self.balances_in_words());
        if !self.given_up.is_empty() {
            words.push(format!(
                "Balances that lines or totals contradict, given up for these economies: {}.",
                self.given_up.join("; ")
            ));
        }
        words.extend(
            self.totals
                .iter()
                .map(|total| format!("Published total ({}): {}.", total.source, total.name)),
        );
        words.extend(self.lines_in_words());
        if !self.exceeded.is_empty() {
            let pairs: Vec<String> = self
                .exceeded
                .iter()
                .map(|(exporter, importer)| format!("{} → {}", exporter.name(), importer.name()))
                .collect();
            words.push(format!(
                "National lines have more than {} has under the code, and are believed: {}.",
                self.source,
                pairs.join(", ")
            ));
        }
        words
    }

    fn prices_in_words(&self) -> Option<String> {
        let (mut known, mut unknown) = (Vec::new(), Vec::new());
        for (material, price) in self.materials.iter().zip(&self.prices) {
            match price {
                Some(price) => known.push(format!("{} {}", material.name(), price.words())),
                None => unknown.push(material.name()),
            }
        }
        let none = if unknown.is_empty() {
            String::new()
        } else {
            format!(
                " No price of the metal is in the lake for {}: their value bounds nothing.",
                unknown.join(", ")
            )
        };
        if known.is_empty() {
            return Some(format!("Prices:{none}"));
        }
        Some(format!(
            "Prices: a tonne cost no less and no more than the published price of the year {} \
             times down and up: {}.{none}",
            self.options.price_factor,
            known.join("; ")
        ))
    }

    fn balances_in_words(&self) -> Vec<String> {
        self.limits
            .iter()
            .filter_map(|(place, limit)| {
                let material = self.materials[*place];
                let why = Knowledge::get().balance(material)?;
                let sources: Vec<String> = limit.sources.iter().map(ToString::to_string).collect();
                Some(format!(
                    "Balance of {}: no economy sends more than it gets under the code and {} times \
                     what the sources print of its production ({}), nor does one get more than so many times \
                     the world's; {why}. An economy that some \
                     source names as a producer, holder of capacity or supplier without a figure \
                     is not limited. Recovery from scrap of other codes and sales from stocks are \
                     covered by that factor alone.",
                    material.name(),
                    PRODUCTION_ALLOWANCE,
                    sources.join(", ")
                ))
            })
            .collect()
    }

    fn lines_in_words(&self) -> Vec<String> {
        self.lines
            .lines
            .iter()
            .map(|(key, lines)| {
                let flow = match key.flow {
                    TradeFlow::Import => "imports",
                    TradeFlow::Export => "exports",
                };
                let holds = match lines.holds {
                    LineHolds::Metal => "",
                    LineHolds::MetalOrScrap => {
                        " It holds waste and scrap too, and bounds from above alone."
                    }
                };
                let partners = if lines.lists_all_partners() {
                    " An economy that it does not list had none."
                } else if lines.whole_year {
                    " It lists a single partner and says nothing of others."
                } else {
                    " Months are missing: it bounds from below alone."
                };
                format!(
                    "National line ({}): {flow} of {} by {}, {}.{holds}{partners}",
                    lines.source,
                    self.materials[key.material].name(),
                    key.reporter.name_in_sentence(),
                    lines.nomenclature,
                )
            })
            .collect()
    }
}
