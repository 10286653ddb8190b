//! What is known of the materials inside baskets: `data/unmixing.toml`.

use std::sync::LazyLock;

use narrows_core::{Economy, HsCode, Material, Year};
use narrows_lake::TradeFlow;
use serde::Deserialize;

const TABLE: &str = include_str!("../../data/unmixing.toml");

/// What a national line holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum LineHolds {
    /// Unwrought metal and powders of one material alone.
    Metal,
    /// Waste and scrap of the material, too.
    MetalOrScrap,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PriceRow {
    material: String,
    series: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct LineRow {
    reporters: Vec<String>,
    nomenclature: String,
    material: String,
    codes: Vec<String>,
    flows: Vec<String>,
    #[serde(default)]
    until: Option<i32>,
    holds: LineHolds,
    #[serde(default)]
    mapping: Option<String>,
    source: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TotalRow {
    material: String,
    importer: String,
    series: String,
    source: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct BalanceRow {
    material: String,
    why: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rows {
    price: Vec<PriceRow>,
    line: Vec<LineRow>,
    total: Vec<TotalRow>,
    balance: Vec<BalanceRow>,
}

/// A national line below a basket code that holds one material.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct NationalLine {
    pub(crate) reporters: Vec<Economy>,
    pub(crate) nomenclature: String,
    pub(crate) material: Material,
    /// Eight to ten digits each.
    pub(crate) codes: Vec<String>,
    pub(crate) flows: Vec<TradeFlow>,
    /// The last year in which the codes mean this.
    until: Option<Year>,
    pub(crate) holds: LineHolds,
    /// The shipped mapping that reads it.
    pub(crate) mapping: Option<String>,
    /// Where the meaning of the codes is from; for whoever reads the table.
    #[allow(dead_code)]
    pub(crate) source: String,
}

impl NationalLine {
    pub(crate) fn is_of(&self, hs_code: HsCode) -> bool {
        self.codes
            .iter()
            .any(|code| code.starts_with(&hs_code.to_string()))
    }

    pub(crate) fn holds_in(&self, year: Year) -> bool {
        self.until.is_none_or(|until| year <= until)
    }
}

/// A published total that is the sum of a national line over partners.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PublishedTotal {
    pub(crate) material: Material,
    pub(crate) importer: Economy,
    pub(crate) series: String,
    pub(crate) source: String,
}

/// The whole table.
#[derive(Debug, Default)]
pub(crate) struct Knowledge {
    prices: Vec<(Material, Vec<String>)>,
    pub(crate) lines: Vec<NationalLine>,
    pub(crate) totals: Vec<PublishedTotal>,
    balances: Vec<(Material, String)>,
}

impl Knowledge {
    /// The embedded table.
    pub(crate) fn get() -> &'static Self {
        static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| {
            Knowledge::parse(TABLE).unwrap_or_else(|reason| unreachable!("embedded: {reason}"))
        });
        &KNOWLEDGE
    }

    fn parse(text: &str) -> Result<Self, String> {
        let rows: Rows = toml::from_str(text).map_err(|error| error.to_string())?;
        let material = |id: &str| Material::find(id).map_err(|error| error.to_string());
        let economy =
            |code: &str| Economy::from_alpha3(code).ok_or_else(|| format!("{code} is no economy"));
        let mut knowledge = Self::default();
        for row in rows.price {
            knowledge
                .prices
                .push((material(&row.material)?, row.series));
        }
        for row in rows.line {
            knowledge.lines.push(NationalLine {
                reporters: row
                    .reporters
                    .iter()
                    .map(|code| economy(code))
                    .collect::<Result<_, _>>()?,
                nomenclature: row.nomenclature,
                material: material(&row.material)?,
                codes: row.codes,
                flows: row
                    .flows
                    .iter()
                    .map(|flow| flow.parse::<TradeFlow>())
                    .collect::<Result<_, _>>()?,
                until: row.until.map(Year),
                holds: row.holds,
                mapping: row.mapping,
                source: row.source,
            });
        }
        for row in rows.total {
            knowledge.totals.push(PublishedTotal {
                material: material(&row.material)?,
                importer: economy(&row.importer)?,
                series: row.series,
                source: row.source,
            });
        }
        for row in rows.balance {
            knowledge.balances.push((material(&row.material)?, row.why));
        }
        Ok(knowledge)
    }

    /// The price series of a material.
    pub(crate) fn price_series(&self, material: Material) -> &[String] {
        self.prices
            .iter()
            .find(|(known, _)| *known == material)
            .map_or(&[], |(_, series)| series)
    }

    /// Why production and trade of a material can be balanced; `None` where
    /// they cannot.
    pub(crate) fn balance(&self, material: Material) -> Option<&str> {
        self.balances
            .iter()
            .find(|(known, _)| *known == material)
            .map(|(_, why)| why.as_str())
    }

    /// Whether anything narrows the material inside a basket.
    pub(crate) fn knows(&self, material: Material, hs_code: HsCode) -> bool {
        !self.price_series(material).is_empty()
            || self
                .lines
                .iter()
                .any(|line| line.material == material && line.is_of(hs_code))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use narrows_core::{CodeRelation, HsRevision};
    use narrows_lake::NationalCode;

    use super::*;

    #[test]
    fn every_line_is_of_a_basket_that_mixes_its_material() {
        for line in &Knowledge::get().lines {
            assert!(!line.reporters.is_empty() && !line.source.is_empty());
            for code in &line.codes {
                let code: NationalCode = code.parse().unwrap();
                let basket = line.material.codes().iter().any(|known| {
                    known.hs_code == code.hs_code() && known.relation == CodeRelation::Basket
                });
                assert!(basket, "{code} {}", line.material.id());
            }
        }
    }

    #[test]
    fn no_code_has_two_meanings_for_a_reporter() {
        let lines = &Knowledge::get().lines;
        let mut seen = std::collections::BTreeSet::new();
        for line in lines {
            for reporter in &line.reporters {
                for code in &line.codes {
                    assert!(seen.insert((*reporter, code)), "{reporter:?} {code}");
                }
            }
        }
    }

    #[test]
    fn the_basket_mixes_what_its_title_lists() {
        let code: HsCode = "811292".parse().unwrap();
        let mixed = |revision| -> Vec<&str> {
            Material::of_code(revision, code)
                .map(Material::id)
                .collect()
        };
        let seven = [
            "gallium",
            "germanium",
            "hafnium",
            "indium",
            "niobium",
            "rhenium",
            "vanadium",
        ];
        for revision in [HsRevision::Hs2007, HsRevision::Hs2012, HsRevision::Hs2017] {
            assert_eq!(mixed(revision), seven, "{revision}");
        }
        assert_eq!(
            mixed(HsRevision::Hs2022),
            ["gallium", "germanium", "indium", "niobium", "vanadium"]
        );
    }
}
