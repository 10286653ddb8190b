//! Materials: which HS codes carry them, how purely, at which stage.

use std::collections::HashMap;
use std::fmt;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize, Serializer};

use crate::name_match::near_names;
use crate::{HsCode, HsRevision, Stage, UnknownName, WeightBasis, Year, fold_name};

const TABLE: &str = include_str!("../data/materials.toml");

/// How much an HS code says about a material.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CodeRelation {
    /// The code is this material at this stage and nothing else of note.
    Exact,
    /// The code is one form of the material.
    Part,
    /// The code mixes the material with others: never to be read as it.
    Basket,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct YearSpan {
    #[serde(default)]
    from: Option<i32>,
    #[serde(default)]
    until: Option<i32>,
}

/// One HS code that carries a material.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MaterialCode {
    /// The revision in which the code has this meaning.
    pub revision: HsRevision,
    /// The subheading.
    pub hs_code: HsCode,
    /// The stage at which it is traded under this code.
    pub stage: Stage,
    /// What a declared tonne is a tonne of.
    pub basis: WeightBasis,
    /// Whether the code is the material, a part of it, or a basket.
    pub relation: CodeRelation,
    /// What else is in a basket.
    #[serde(default)]
    pub mixes: Vec<String>,
    #[serde(default)]
    years: Option<YearSpan>,
    /// Whether it belongs to the usual measure of trade in the material.
    #[serde(default)]
    pub primary: bool,
    /// What the code covers, in words.
    #[serde(default)]
    pub note: String,
}

impl MaterialCode {
    /// A code of which the vocabulary knows nothing: gross weight, at no
    /// stated stage, no measure of any material.
    #[must_use]
    pub fn unknown(revision: HsRevision, hs_code: HsCode) -> Self {
        Self {
            revision,
            hs_code,
            stage: Stage::NotSpecified,
            basis: WeightBasis::gross(),
            relation: CodeRelation::Part,
            mixes: Vec::new(),
            years: None,
            primary: false,
            note: String::new(),
        }
    }

    /// Whether the code carries the material in that year. HS 1992 811230 is
    /// germanium to 2006; its later rows are residue of reclassification.
    #[must_use]
    pub fn holds_in(&self, year: Year) -> bool {
        self.years.is_none_or(|span| {
            span.from.is_none_or(|from| from <= year.0)
                && span.until.is_none_or(|until| year.0 <= until)
        })
    }

    /// The last year in which the code carries the material, where there is one.
    #[must_use]
    pub fn until(&self) -> Option<Year> {
        self.years.and_then(|span| span.until).map(Year)
    }
}

/// A world-production series of an edition of the USGS Mineral Commodity
/// Summaries.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProductionSeries {
    /// `MCS2025` or `MCS2026`.
    pub edition: String,
    /// The label of the series in that edition.
    #[serde(rename = "type")]
    pub series: String,
    /// The stage that is counted.
    pub stage: Stage,
    /// What a tonne is a tonne of.
    pub basis: WeightBasis,
}

/// A sheet of World Mining Data that counts a material.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MiningSheet {
    /// The name of the sheet, such as `Lithium (Li2O)`.
    pub sheet: String,
    /// The stage that is counted.
    pub stage: Stage,
    /// What a tonne is a tonne of.
    pub basis: WeightBasis,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    id: String,
    name: String,
    #[serde(default)]
    symbol: String,
    names: HashMap<String, String>,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    usgs_commodities: Vec<String>,
    #[serde(default)]
    usgs_world_series: Vec<ProductionSeries>,
    #[serde(default)]
    wmd_series: Vec<MiningSheet>,
    #[serde(default)]
    eu_crm_names: Vec<String>,
    #[serde(default)]
    code: Vec<MaterialCode>,
}

struct Table {
    rows: Vec<Row>,
    by_name: HashMap<String, u16>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    material: Vec<Row>,
}

// Compiled in; `the_table_is_sound` is what finds a mistake in it.
static MATERIALS: LazyLock<Table> = LazyLock::new(|| {
    let rows = toml::from_str::<File>(TABLE).map_or_else(|_| Vec::new(), |file| file.material);
    let mut by_name = HashMap::new();
    for (index, row) in (0_u16..).zip(&rows) {
        let spellings = [&row.id, &row.name, &row.symbol]
            .into_iter()
            .chain(row.names.values())
            .chain(&row.aliases);
        for spelling in spellings.filter(|spelling| !spelling.is_empty()) {
            by_name.entry(fold_name(spelling)).or_insert(index);
        }
    }
    Table { rows, by_name }
});

/// One material. Cheap to copy.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Material(u16);

impl Material {
    /// All materials in the order of their ids.
    pub fn all() -> impl Iterator<Item = Self> {
        (0_u16..).zip(&MATERIALS.rows).map(|(index, _)| Self(index))
    }

    /// The material of this name, symbol or id in English, Japanese, Korean,
    /// Chinese, French, Spanish or Russian.
    ///
    /// # Errors
    /// [`UnknownName`] with near names where there are any.
    pub fn find(name: &str) -> Result<Self, UnknownName> {
        match MATERIALS.by_name.get(&fold_name(name)) {
            Some(index) => Ok(Self(*index)),
            None => Err(UnknownName {
                kind: "material",
                name: name.to_owned(),
                near: near_names(name, MATERIALS.rows.iter().map(|row| row.id.as_str()), 3),
            }),
        }
    }

    /// The materials that this code carries in this revision.
    pub fn of_code(revision: HsRevision, hs_code: HsCode) -> impl Iterator<Item = Self> {
        Self::all().filter(move |material| {
            material
                .codes()
                .iter()
                .any(|code| code.revision == revision && code.hs_code == hs_code)
        })
    }

    fn row(self) -> &'static Row {
        &MATERIALS.rows[usize::from(self.0)]
    }

    /// The identifier, such as `rare-earths`.
    #[must_use]
    pub fn id(self) -> &'static str {
        &self.row().id
    }

    /// The English name.
    #[must_use]
    pub fn name(self) -> &'static str {
        &self.row().name
    }

    /// All HS codes that carry it, over all revisions.
    #[must_use]
    pub fn codes(self) -> &'static [MaterialCode] {
        &self.row().code
    }

    /// The labels under which the USGS lists it.
    #[must_use]
    pub fn usgs_commodities(self) -> &'static [String] {
        &self.row().usgs_commodities
    }

    /// The world-production series of the USGS that count it.
    #[must_use]
    pub fn production_series(self) -> &'static [ProductionSeries] {
        &self.row().usgs_world_series
    }

    /// The sheets of World Mining Data that count it.
    #[must_use]
    pub fn mining_sheets(self) -> &'static [MiningSheet] {
        &self.row().wmd_series
    }

    /// The labels under which the EU criticality study lists it.
    #[must_use]
    pub fn eu_crm_names(self) -> &'static [String] {
        &self.row().eu_crm_names
    }
}

impl fmt::Display for Material {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Debug for Material {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Material({})", self.id())
    }
}

impl Serialize for Material {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sound() {
        let file: File = toml::from_str(TABLE).unwrap();
        let mut owners: HashMap<String, &str> = HashMap::new();
        for row in &file.material {
            for spelling in [&row.id, &row.name, &row.symbol]
                .into_iter()
                .chain(row.names.values())
                .chain(&row.aliases)
                .filter(|spelling| !spelling.is_empty())
            {
                let owner = owners.entry(fold_name(spelling)).or_insert(&row.id);
                assert_eq!(*owner, row.id, "{spelling} names two materials");
            }
            for language in ["ja", "ko", "zh", "fr", "es", "ru"] {
                assert!(row.names.contains_key(language), "{}: {language}", row.id);
            }
            for code in &row.code {
                assert_eq!(
                    code.relation == CodeRelation::Basket,
                    !code.mixes.is_empty(),
                    "{} {}: a basket, and only a basket, says what it mixes",
                    row.id,
                    code.hs_code
                );
            }
        }
        let ids: Vec<&str> = file.material.iter().map(|row| row.id.as_str()).collect();
        assert!(ids.is_sorted());
    }

    /// Trap 1 and trap 10: no code of gallium or germanium that is in force
    /// is the mineral, and graphite is more than one code.
    #[test]
    fn a_basket_code_is_not_a_mineral() {
        let gallium = Material::find("gallium").unwrap();
        assert!(!gallium.codes().is_empty());
        for code in gallium.codes() {
            assert_ne!(code.relation, CodeRelation::Exact, "{}", code.hs_code);
        }
        let germanium = Material::find("germanium").unwrap();
        for code in germanium
            .codes()
            .iter()
            .filter(|code| code.holds_in(Year(2024)))
        {
            assert_ne!(code.relation, CodeRelation::Exact, "{}", code.hs_code);
        }
        let graphite = Material::find("graphite").unwrap();
        let primary = graphite.codes().iter().filter(|code| code.primary);
        assert!(
            primary
                .filter(|code| code.revision == HsRevision::Hs1992)
                .count()
                >= 2
        );
    }

    #[test]
    fn the_issue_s_own_example() {
        assert_eq!(
            Material::find("grafite").unwrap_err().to_string(),
            "\"grafite\" is no known material: did you mean \"graphite\"?"
        );
    }

    #[test]
    fn a_material_that_nobody_knows_is_answered_with_what_to_give() {
        let error = Material::find("unobtainium").unwrap_err().to_string();
        assert!(
            error.contains("symbol such as Ga") && error.contains("HS code"),
            "{error}"
        );
    }
}
