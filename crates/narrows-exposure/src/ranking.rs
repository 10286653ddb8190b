//! Every material and every code of one subject in one year, worst first, and
//! why.

use std::collections::BTreeSet;

use narrows_core::{
    Economy, Figure, HsCode, HsRevision, Material, MaterialCode, SourceRef, Stage, Year,
};
use narrows_lake::Lake;
use schemars::JsonSchema;
use serde::Serialize;

use crate::ExposureError;
use crate::concentration::ProductionConcentration;
use crate::exposure_table::{ExposureTable, FigureLabels};
use crate::governance::Governance;
use crate::indicator::{Indicator, ThresholdReading};
use crate::material_exposure::{MaterialExposure, exposures_from_trade};
use crate::material_trade::{MaterialTrade, SourceTrade};
use crate::subject::Subject;
use crate::trade_product::{ProductInputs, SupplierShare, TradeProduct, trade_product};

/// The Herfindahl–Hirschman index above which a market is called highly
/// concentrated: 0.25 (U.S. Department of Justice and Federal Trade
/// Commission, Horizontal Merger Guidelines, 2010, section 5.3; the
/// guidelines of 2023 use 0.18). Here it reads world production, which no
/// method of the panel gives a threshold for.
pub const HIGH_CONCENTRATION: f64 = 0.25;

/// How one method reads one row.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct MethodReading {
    /// Id of the indicator.
    pub id: &'static str,
    /// Name for people.
    pub name: &'static str,
    /// Its threshold.
    pub above: f64,
    /// How the figure stands to it.
    pub reading: ThresholdReading,
    /// The figure.
    pub figure: Figure,
}

/// One material at one stage, or one code.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct RankedRow {
    /// Id of the material; the code where the row is a code.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// The stage; `None` where only world production is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stage: Option<Stage>,
    /// The codes that are added up.
    pub hs_codes: Vec<HsCode>,
    /// Their revision.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revision: Option<HsRevision>,
    /// Import value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub imports: Option<Figure>,
    /// The largest supplier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub top_supplier: Option<SupplierShare>,
    /// The largest producer in the world and its share.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub top_producer: Option<(Economy, Figure)>,
    /// Herfindahl–Hirschman index of import sources; of world production where
    /// there is no trade to read.
    pub concentration: Figure,
    /// The year of the production behind the index, where it is another than the
    /// one asked about.
    #[serde(skip)]
    pub production_of_another_year: Option<Year>,
    /// What every method with a threshold says.
    pub readings: Vec<MethodReading>,
    /// Methods that read above their threshold.
    pub above: usize,
    /// Methods whose interval has the threshold inside.
    pub undecided: usize,
    /// Why it stands where it stands, in words.
    pub why: Vec<String>,
}

impl RankedRow {
    /// What it is ordered by: the share of methods that read above, an
    /// undecided one counting half; then the concentration.
    fn key(&self) -> (f64, f64) {
        let told = self.readings.len();
        let share = if told == 0 {
            -1.0
        } else {
            (self.above as f64 + 0.5 * self.undecided as f64) / told as f64
        };
        (share, self.concentration.value().unwrap_or(-1.0))
    }
}

/// All rows of one subject and year.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Ranking {
    /// Code of the subject.
    pub subject: String,
    /// Name of the subject.
    pub subject_name: String,
    /// The year.
    pub year: Year,
    /// Materials by stage, worst first.
    pub materials: Vec<RankedRow>,
    /// Codes, worst first, whatever materials they carry.
    pub codes: Vec<RankedRow>,
    /// Materials of which nothing can be ranked, and why.
    pub not_ranked: Vec<(String, String)>,
}

impl Ranking {
    /// Every source behind its figures, sorted.
    #[must_use]
    pub fn sources(&self) -> Vec<SourceRef> {
        let mut sources: Vec<SourceRef> = self
            .materials
            .iter()
            .chain(&self.codes)
            .flat_map(|row| {
                row.readings
                    .iter()
                    .map(|reading| &reading.figure)
                    .chain(row.imports.as_ref())
                    .chain(std::iter::once(&row.concentration))
                    .chain(row.top_producer.as_ref().map(|(_, figure)| figure))
            })
            .flat_map(|figure| figure.sources().iter().cloned())
            .collect();
        sources.sort();
        sources.dedup();
        sources
    }

    /// Its figures in rows.
    #[must_use]
    pub fn table(&self) -> ExposureTable {
        let mut table = ExposureTable::default();
        for (part, rows) in [("material", &self.materials), ("code", &self.codes)] {
            for (position, row) in rows.iter().enumerate() {
                let stage = row.stage.map(|stage| stage.to_string()).unwrap_or_default();
                let part = format!("{part} {}", position + 1);
                let mut add = |name: &str, partner: &str, figure: &Figure| {
                    let labels = FigureLabels {
                        subject: &self.subject,
                        material: &row.id,
                        year: Some(self.year),
                        part: &part,
                        stage: &stage,
                        name,
                        partner,
                    };
                    table.push(&labels, figure);
                };
                add("concentration", "", &row.concentration);
                if let Some(imports) = &row.imports {
                    add("import value", "", imports);
                }
                if let Some(top) = &row.top_supplier {
                    add("share of imports", top.economy.alpha3(), &top.share);
                }
                if let Some((producer, share)) = &row.top_producer {
                    add("share of world production", producer.alpha3(), share);
                }
                for reading in &row.readings {
                    add(reading.id, "", &reading.figure);
                }
            }
        }
        table
    }
}

/// Ranks every material and code that the lake has in a year.
///
/// # Errors
/// If the lake cannot be read.
pub fn ranking(lake: &Lake, subject: &Subject, year: Year) -> Result<Ranking, ExposureError> {
    let governance = Governance::read(lake, year)?;
    // Three years are what GeoDep looks at; one pass a source reads them.
    let mut sources = Vec::new();
    for vintage in lake.trade_sources() {
        let (Some(revision), Some(years)) = (vintage.entry.hs_revision, vintage.entry.years) else {
            continue;
        };
        let span = (years.0.max(year.0 - 2), years.1.min(year.0));
        if span.0 > span.1 {
            continue;
        }
        sources.push(SourceTrade::read_years(lake, vintage, revision, span)?);
    }
    let mut materials = Vec::new();
    let mut not_ranked = Vec::new();
    for material in Material::all() {
        let trade = trade_of(material, &sources);
        let exposures = exposures_from_trade(
            lake,
            &trade,
            governance.as_ref(),
            std::slice::from_ref(subject),
            year,
        )?;
        for exposure in &exposures {
            let rows = material_rows(exposure);
            if rows.is_empty() {
                let reason = if exposure.is_empty() {
                    "the lake has neither trade nor production of it".to_owned()
                } else {
                    exposure.not_known.join(" ")
                };
                not_ranked.push((material.name().to_owned(), reason));
            }
            materials.extend(rows);
        }
    }
    let mut codes = code_rows(&sources, subject, governance.as_ref(), year);
    worst_first(&mut materials);
    worst_first(&mut codes);
    Ok(Ranking {
        subject: subject.code(),
        subject_name: subject.name(),
        year,
        materials,
        codes,
        not_ranked,
    })
}

fn worst_first(rows: &mut [RankedRow]) {
    rows.sort_by(|a, b| {
        let (a_key, b_key) = (a.key(), b.key());
        b_key
            .0
            .total_cmp(&a_key.0)
            .then(b_key.1.total_cmp(&a_key.1))
            .then_with(|| (&a.id, a.stage, &a.hs_codes).cmp(&(&b.id, b.stage, &b.hs_codes)))
    });
}

fn trade_of(material: Material, sources: &[SourceTrade]) -> MaterialTrade {
    let sources = sources
        .iter()
        .filter_map(|source| {
            let codes: BTreeSet<HsCode> = material
                .codes()
                .iter()
                .filter(|code| code.revision == source.revision)
                .map(|code| code.hs_code)
                .collect();
            (!codes.is_empty()).then(|| source.of_codes(&codes))
        })
        .collect();
    MaterialTrade { material, sources }
}

/// One row a stage in trade; where there is none, one for world production.
fn material_rows(exposure: &MaterialExposure) -> Vec<RankedRow> {
    let production = exposure.production.first();
    let mut rows: Vec<RankedRow> = exposure
        .products
        .iter()
        .filter(|product| !product.suppliers.is_empty())
        .filter_map(|product| {
            let at_stage = exposure
                .production
                .iter()
                .find(|production| production.stage == product.stage);
            product_row(
                &exposure.material,
                &exposure.material_name,
                product,
                at_stage,
                production,
            )
        })
        .collect();
    if rows.is_empty()
        && let Some(production) = production
        && production.herfindahl_hirschman_index.value().is_some()
    {
        let readings: Vec<MethodReading> = production_reading(production).into_iter().collect();
        let mut why = vec![production_sentence(production)];
        why.push(
            if exposure.products.is_empty() {
                "who sells it to whom cannot be read from the codes in the lake"
            } else {
                "the source has no import of it by this importer in this year"
            }
            .to_owned(),
        );
        rows.push(counted(RankedRow {
            id: exposure.material.clone(),
            name: exposure.material_name.clone(),
            stage: None,
            hs_codes: Vec::new(),
            revision: None,
            imports: None,
            top_supplier: None,
            top_producer: top_producer(production),
            concentration: production.herfindahl_hirschman_index.clone(),
            production_of_another_year: production
                .period
                .parse()
                .ok()
                .map(Year)
                .filter(|year| *year != exposure.year),
            readings,
            above: 0,
            undecided: 0,
            why,
        }));
    }
    rows
}

fn code_rows(
    sources: &[SourceTrade],
    subject: &Subject,
    governance: Option<&Governance>,
    year: Year,
) -> Vec<RankedRow> {
    let mut rows = Vec::new();
    for source in sources.iter().filter(|source| source.covers(year)) {
        for hs_code in source.codes() {
            let known: Vec<(Material, &MaterialCode)> = Material::of_code(source.revision, hs_code)
                .filter_map(|material| {
                    let code = material
                        .codes()
                        .iter()
                        .find(|code| code.revision == source.revision && code.hs_code == hs_code)?;
                    Some((material, code))
                })
                .collect();
            // What stands under a code that has lost its material is residue.
            if !known.is_empty() && known.iter().all(|(_, code)| !code.holds_in(year)) {
                continue;
            }
            let code = known.first().map_or_else(
                || MaterialCode::unknown(source.revision, hs_code),
                |(_, code)| (*code).clone(),
            );
            let product = trade_product(&ProductInputs {
                source,
                codes: vec![code],
                missing: Vec::new(),
                subject,
                year,
                governance,
                production: None,
                disagreement: None,
                no_production: "world production is counted by material, not by code".to_owned(),
            });
            let names: Vec<&str> = known.iter().map(|(material, _)| material.name()).collect();
            let name = if names.is_empty() {
                "no material of the vocabulary".to_owned()
            } else {
                names.join(", ")
            };
            rows.extend(
                product
                    .filter(|product| !product.suppliers.is_empty())
                    .and_then(|product| {
                        product_row(&hs_code.to_string(), &name, &product, None, None)
                    }),
            );
        }
    }
    rows
}

fn product_row(
    id: &str,
    name: &str,
    product: &TradeProduct,
    at_stage: Option<&ProductionConcentration>,
    any: Option<&ProductionConcentration>,
) -> Option<RankedRow> {
    let concentration = product
        .indicators
        .iter()
        .find(|indicator| indicator.id == "herfindahl_hirschman_index_imports")?
        .figure
        .clone();
    let mut readings: Vec<MethodReading> = product
        .indicators
        .iter()
        .filter_map(method_reading)
        .collect();
    let top = product.suppliers.first()?;
    let mut why = vec![format!(
        "{} of imports from {}",
        top.share.value_text(),
        top.economy.name_in_sentence()
    )];
    // Production of another stage is worth saying, and is no reading of this one.
    readings.extend(at_stage.and_then(production_reading));
    let production = at_stage.or(any);
    why.extend(production.map(production_sentence));
    let above: Vec<&str> = readings
        .iter()
        .filter(|reading| reading.reading == ThresholdReading::Above)
        .map(|reading| reading.name)
        .collect();
    if !above.is_empty() {
        why.push(format!("above the threshold: {}", above.join(", ")));
    }
    Some(counted(RankedRow {
        id: id.to_owned(),
        name: name.to_owned(),
        stage: Some(product.stage),
        hs_codes: product.hs_codes.clone(),
        revision: Some(product.revision),
        imports: Some(product.imports.clone()),
        top_supplier: Some(top.clone()),
        top_producer: production.and_then(top_producer),
        concentration,
        production_of_another_year: None,
        readings,
        above: 0,
        undecided: 0,
        why,
    }))
}

fn counted(mut row: RankedRow) -> RankedRow {
    let count = |wanted: ThresholdReading| {
        row.readings
            .iter()
            .filter(|reading| reading.reading == wanted)
            .count()
    };
    (row.above, row.undecided) = (
        count(ThresholdReading::Above),
        count(ThresholdReading::Undecided),
    );
    row
}

fn method_reading(indicator: &Indicator) -> Option<MethodReading> {
    Some(MethodReading {
        id: indicator.id,
        name: indicator.name,
        above: indicator.threshold?.above,
        reading: indicator.reading()?,
        figure: indicator.figure.clone(),
    })
}

fn production_reading(production: &ProductionConcentration) -> Option<MethodReading> {
    let figure = production.herfindahl_hirschman_index.clone();
    let reading = ThresholdReading::of(&figure, HIGH_CONCENTRATION)?;
    Some(MethodReading {
        id: "herfindahl_hirschman_index_production",
        name: "HHI of world production",
        above: HIGH_CONCENTRATION,
        reading,
        figure,
    })
}

fn top_producer(production: &ProductionConcentration) -> Option<(Economy, Figure)> {
    let top = production.producers.first()?;
    Some((top.economy, top.share.clone()))
}

fn production_sentence(production: &ProductionConcentration) -> String {
    match production.producers.first() {
        Some(top) => format!(
            "{} of world {}{} in {} ({})",
            top.share.value_text(),
            production.what,
            production.at,
            top.economy.name_in_sentence(),
            production.period
        ),
        None => format!("world {} without a named producer", production.what),
    }
}
