//! What the user has imported for the method of the USGS: how able and willing
//! producers are to supply, and what industries add, spend and earn.

use arrow_array::RecordBatch;
use narrows_core::{Economy, Material, SourceRef, Year};
use narrows_lake::{Lake, TableKind, read_columns};

use crate::ExposureError;
use crate::mineral_statistics::{integer_at, number_at, text_at};

const SOURCE: &str = "usgs-supply-risk-inputs";

/// How able and willing one producer is to supply.
#[derive(Debug, Clone, PartialEq)]
struct ProducerIndices {
    /// For whom; `None` where the row holds for every importer.
    importer: Option<Economy>,
    economy: Economy,
    year: i32,
    ability: Option<Rounded>,
    willingness: Option<Rounded>,
    cited: String,
}

/// An imported number with half a unit of its last printed digit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Rounded {
    pub(crate) value: f64,
    pub(crate) rounding: f64,
}

impl Rounded {
    /// The least that it can be, not below zero.
    pub(crate) fn low(self) -> f64 {
        (self.value - self.rounding).max(0.0)
    }

    pub(crate) fn high(self) -> f64 {
        self.value + self.rounding
    }
}

/// What one industry adds, spends and earns, in millions of `currency`.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct IndustryRow {
    pub(crate) importer: Economy,
    year: i32,
    pub(crate) industry: String,
    pub(crate) value_added: Option<Rounded>,
    pub(crate) expenditure: Option<Rounded>,
    pub(crate) operating_profit: Option<Rounded>,
    pub(crate) gross_domestic_product: Option<Rounded>,
    pub(crate) currency: String,
    pub(crate) cited: String,
}

/// An index as far as it is given, from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct GivenIndex {
    /// As it is printed, where it is the same for all members.
    printed: Option<f64>,
    pub(crate) low: f64,
    pub(crate) high: f64,
}

impl GivenIndex {
    const UNKNOWN: Self = Self {
        printed: None,
        low: 0.0,
        high: 1.0,
    };

    /// The printed value, within whose rounding the ends lie.
    pub(crate) fn value(self) -> Option<f64> {
        self.printed
    }
}

/// Both indices of a producer towards an importer or a coalition.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Indices {
    pub(crate) ability: GivenIndex,
    pub(crate) willingness: GivenIndex,
    /// Where the rows say that the numbers were published.
    pub(crate) cited: Vec<String>,
}

/// The imported rows of one material.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct UsgsInputs {
    pub(crate) source: SourceRef,
    producers: Vec<ProducerIndices>,
    industries: Vec<IndustryRow>,
}

/// A number and its rounding, none where the table has no column for it.
fn rounded_at(batch: &RecordBatch, column: &str, row: usize) -> Option<Rounded> {
    Some(Rounded {
        value: number_at(batch, column, row)?,
        rounding: number_at(batch, &format!("{column}_rounding"), row).unwrap_or(0.0),
    })
}

impl UsgsInputs {
    /// The rows of a material; `None` where nothing is imported for it.
    pub(crate) fn read(lake: &Lake, material: Material) -> Result<Option<Self>, ExposureError> {
        let Some(vintage) = lake.current(SOURCE) else {
            return Ok(None);
        };
        let mut found = Self {
            source: vintage.reference(),
            producers: Vec::new(),
            industries: Vec::new(),
        };
        if vintage.table(TableKind::ProducerSupply).is_some() {
            let table = lake.open_table(vintage, TableKind::ProducerSupply)?;
            let columns = [
                "importer",
                "economy",
                "material",
                "year",
                "ability_to_supply",
                "ability_to_supply_rounding",
                "willingness_to_supply",
                "willingness_to_supply_rounding",
                "cited_source",
            ];
            for batch in read_columns(&table, &columns)? {
                for row in 0..batch.num_rows() {
                    if text_at(&batch, "material", row).as_deref() != Some(material.id()) {
                        continue;
                    }
                    let economy = |column| {
                        text_at(&batch, column, row).and_then(|code| Economy::from_alpha3(&code))
                    };
                    let (Some(producer), Some(year)) =
                        (economy("economy"), integer_at(&batch, "year", row))
                    else {
                        continue;
                    };
                    found.producers.push(ProducerIndices {
                        importer: economy("importer"),
                        economy: producer,
                        year,
                        ability: rounded_at(&batch, "ability_to_supply", row),
                        willingness: rounded_at(&batch, "willingness_to_supply", row),
                        cited: text_at(&batch, "cited_source", row).unwrap_or_default(),
                    });
                }
            }
        }
        if vintage.table(TableKind::IndustryExpenditure).is_some() {
            let table = lake.open_table(vintage, TableKind::IndustryExpenditure)?;
            let columns = [
                "importer",
                "material",
                "year",
                "industry",
                "value_added",
                "value_added_rounding",
                "expenditure",
                "expenditure_rounding",
                "operating_profit",
                "operating_profit_rounding",
                "gross_domestic_product",
                "gross_domestic_product_rounding",
                "currency",
                "cited_source",
            ];
            for batch in read_columns(&table, &columns)? {
                for row in 0..batch.num_rows() {
                    if text_at(&batch, "material", row).as_deref() != Some(material.id()) {
                        continue;
                    }
                    let text = |column| text_at(&batch, column, row).unwrap_or_default();
                    let (Some(importer), Some(year)) = (
                        Economy::from_alpha3(&text("importer")),
                        integer_at(&batch, "year", row),
                    ) else {
                        continue;
                    };
                    found.industries.push(IndustryRow {
                        importer,
                        year,
                        industry: text("industry"),
                        value_added: rounded_at(&batch, "value_added", row),
                        expenditure: rounded_at(&batch, "expenditure", row),
                        operating_profit: rounded_at(&batch, "operating_profit", row),
                        gross_domestic_product: rounded_at(&batch, "gross_domestic_product", row),
                        currency: text("currency"),
                        cited: text("cited_source"),
                    });
                }
            }
        }
        let some = !found.producers.is_empty() || !found.industries.is_empty();
        Ok(some.then_some(found))
    }

    /// The indices of a producer towards all of these importers: an index that
    /// is not given for one of them may lie anywhere, and those of several
    /// importers make a range. A row for one importer comes before a row for
    /// all of them.
    pub(crate) fn indices(&self, members: &[Economy], producer: Economy, year: Year) -> Indices {
        let mut cited = Vec::new();
        let mut towards = |member: Economy, index: &dyn Fn(&ProducerIndices) -> Option<Rounded>| {
            let row = [Some(member), None].into_iter().find_map(|importer| {
                self.producers.iter().find(|row| {
                    row.economy == producer
                        && row.year == year.0
                        && row.importer == importer
                        && index(row).is_some()
                })
            })?;
            if !cited.contains(&row.cited) {
                cited.push(row.cited.clone());
            }
            index(row)
        };
        let mut range = |index: &dyn Fn(&ProducerIndices) -> Option<Rounded>| {
            members
                .iter()
                .map(|member| {
                    towards(*member, index).map_or(GivenIndex::UNKNOWN, |given| GivenIndex {
                        printed: Some(given.value),
                        low: given.low(),
                        high: given.high().min(1.0),
                    })
                })
                .reduce(|a, b| GivenIndex {
                    printed: a.printed.filter(|_| a.printed == b.printed),
                    low: a.low.min(b.low),
                    high: a.high.max(b.high),
                })
                .unwrap_or(GivenIndex::UNKNOWN)
        };
        let ability = range(&|row| row.ability);
        let willingness = range(&|row| row.willingness);
        Indices {
            ability,
            willingness,
            cited,
        }
    }

    /// The industries of an importer in a year.
    pub(crate) fn industries(&self, importer: Economy, year: Year) -> Vec<&IndustryRow> {
        self.industries
            .iter()
            .filter(|row| row.importer == importer && row.year == year.0)
            .collect()
    }

    /// The years that there are industries of an importer for.
    pub(crate) fn industry_years(&self, importer: Economy) -> Vec<i32> {
        let years: std::collections::BTreeSet<i32> = self
            .industries
            .iter()
            .filter(|row| row.importer == importer)
            .map(|row| row.year)
            .collect();
        years.into_iter().collect()
    }

    /// The years that there are indices of producers for.
    pub(crate) fn producer_years(&self) -> Vec<i32> {
        let years: std::collections::BTreeSet<i32> =
            self.producers.iter().map(|row| row.year).collect();
        years.into_iter().collect()
    }
}
