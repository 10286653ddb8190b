//! Economies: statistical territories as trade and mineral tables name them.

use std::collections::HashMap;
use std::fmt;
use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::UnknownName;
use crate::name_match::{fold_name, near_names};

const TABLE: &str = include_str!("../data/economies.csv");
const WITH_ARTICLE: &str = include_str!("../data/names_with_article.txt");

/// The numeric code under which BACI lists an economy. BACI parts from M49 in
/// some places: the United States are 842, France 251, India 699, and Taiwan
/// is 490, "Other Asia, nes".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BaciCode(pub u16);

/// Whether an economy exists today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EconomyKind {
    /// Exists today.
    Current,
    /// Existed in some of the years that the tables cover.
    Former,
    /// A residual area of a statistics office.
    Area,
}

struct Row {
    alpha3: String,
    alpha2: String,
    m49: Option<u16>,
    baci_codes: Vec<u16>,
    kind: EconomyKind,
    /// English, Japanese, Korean, Chinese, French, Spanish, Russian.
    names: [String; 7],
}

struct Table {
    rows: Vec<Row>,
    by_name: HashMap<String, u16>,
    by_alpha3: HashMap<String, u16>,
    by_baci: Vec<Option<u16>>,
}

// The table is compiled in and `the_table_is_sound` reads it in the tests, so
// what is malformed in it is found there, not by a user.
static ECONOMIES: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table {
        rows: Vec::new(),
        by_name: HashMap::new(),
        by_alpha3: HashMap::new(),
        by_baci: vec![None; 1000],
    };
    let mut reader = csv::Reader::from_reader(TABLE.as_bytes());
    for record in reader.records().map_while(Result::ok) {
        let field = |index: usize| record.get(index).unwrap_or_default();
        let index = u16::try_from(table.rows.len()).unwrap_or(u16::MAX);
        let baci_codes: Vec<u16> = field(3).split('|').filter_map(|c| c.parse().ok()).collect();
        for code in &baci_codes {
            if let Some(slot) = table.by_baci.get_mut(usize::from(*code)) {
                *slot = Some(index);
            }
        }
        let names: [String; 7] = std::array::from_fn(|i| field(7 + i).to_owned());
        table.by_alpha3.insert(field(0).to_owned(), index);
        let spellings = names
            .iter()
            .map(String::as_str)
            .chain(field(14).split('|'))
            .chain([field(0), field(1)]);
        for spelling in spellings.filter(|spelling| !spelling.is_empty()) {
            table.by_name.entry(fold_name(spelling)).or_insert(index);
        }
        table.rows.push(Row {
            alpha3: field(0).to_owned(),
            alpha2: field(1).to_owned(),
            m49: field(2).parse().ok(),
            baci_codes,
            kind: match field(4) {
                "former" => EconomyKind::Former,
                "area" => EconomyKind::Area,
                _ => EconomyKind::Current,
            },
            names,
        });
    }
    table
});

/// One economy. Cheap to copy; ordered by alpha-3 code.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Economy(u16);

impl Economy {
    /// How many economies there are; every [`Economy::index`] is below it.
    #[must_use]
    pub fn count() -> usize {
        ECONOMIES.rows.len()
    }

    /// All economies in the order of their alpha-3 codes.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..ECONOMIES.rows.len()).filter_map(|index| u16::try_from(index).ok().map(Self))
    }

    /// The economy with this ISO 3166-1 alpha-3 code. BACI's `S19` (Other
    /// Asia, nes) is Taiwan.
    #[must_use]
    pub fn from_alpha3(code: &str) -> Option<Self> {
        let code = if code == "S19" { "TWN" } else { code };
        ECONOMIES.by_alpha3.get(code).copied().map(Self)
    }

    /// The economy that BACI lists under this code.
    #[must_use]
    pub fn from_baci(code: BaciCode) -> Option<Self> {
        ECONOMIES
            .by_baci
            .get(usize::from(code.0))
            .copied()
            .flatten()
            .map(Self)
    }

    /// The economy at this index, as [`Economy::index`] returned it.
    #[must_use]
    pub fn from_index(index: usize) -> Option<Self> {
        (index < Self::count())
            .then(|| u16::try_from(index).ok().map(Self))
            .flatten()
    }

    /// The economy of this name or code in English, Japanese, Korean, Chinese,
    /// French, Spanish or Russian.
    ///
    /// ```
    /// use narrows_core::Economy;
    /// for name in ["JPN", "jp", "Japan", "日本", "일본", "Japon", "Япония"] {
    ///     assert_eq!(Economy::find(name).unwrap().alpha3(), "JPN");
    /// }
    /// ```
    ///
    /// # Errors
    /// [`UnknownName`] with near names where there are any.
    pub fn find(name: &str) -> Result<Self, UnknownName> {
        if let Some(economy) = Self::from_alpha3(name.trim()) {
            return Ok(economy);
        }
        match ECONOMIES.by_name.get(&fold_name(name)) {
            Some(index) => Ok(Self(*index)),
            None => Err(UnknownName {
                kind: "economy",
                name: name.to_owned(),
                near: near_names(
                    name,
                    ECONOMIES
                        .rows
                        .iter()
                        .flat_map(|row| row.names.iter().map(String::as_str)),
                    3,
                ),
            }),
        }
    }

    /// The economy with this number of the United Nations' M49, such as 392 for
    /// Japan. [`Economy::find`] reads no numbers: in files they are often the
    /// codes of one customs office, and the same number is another economy there.
    #[must_use]
    pub fn from_m49(number: u16) -> Option<Self> {
        Self::all().find(|economy| economy.m49() == Some(number))
    }

    fn row(self) -> &'static Row {
        &ECONOMIES.rows[usize::from(self.0)]
    }

    /// A dense number from 0, for tables indexed by economy.
    #[must_use]
    pub fn index(self) -> usize {
        usize::from(self.0)
    }

    /// ISO 3166-1 alpha-3, or the code of a former economy or area.
    #[must_use]
    pub fn alpha3(self) -> &'static str {
        &self.row().alpha3
    }

    /// ISO 3166-1 alpha-2; empty where there is none.
    #[must_use]
    pub fn alpha2(self) -> &'static str {
        &self.row().alpha2
    }

    /// The United Nations M49 number, where there is one.
    #[must_use]
    pub fn m49(self) -> Option<u16> {
        self.row().m49
    }

    /// The codes under which BACI lists it, over all years.
    pub fn baci_codes(self) -> impl Iterator<Item = BaciCode> {
        self.row().baci_codes.iter().copied().map(BaciCode)
    }

    /// The customary short English name.
    #[must_use]
    pub fn name(self) -> &'static str {
        &self.row().names[0]
    }

    /// The name as it stands inside an English sentence: `the United States`,
    /// `Japan`.
    #[must_use]
    pub fn name_in_sentence(self) -> String {
        if WITH_ARTICLE.lines().any(|code| code == self.alpha3()) {
            format!("the {}", self.name())
        } else {
            self.name().to_owned()
        }
    }

    /// Whether it exists today.
    #[must_use]
    pub fn kind(self) -> EconomyKind {
        self.row().kind
    }
}

impl fmt::Display for Economy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Debug for Economy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Economy({})", self.alpha3())
    }
}

impl Serialize for Economy {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.alpha3())
    }
}

impl<'de> Deserialize<'de> for Economy {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        Self::from_alpha3(&code)
            .ok_or_else(|| serde::de::Error::custom(format!("{code:?} is no alpha-3 code")))
    }
}

impl JsonSchema for Economy {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Economy".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "pattern": "^[A-Z0-9]{3}$",
            "description": "ISO 3166-1 alpha-3 code, or the code of a former economy or area"
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_european_union_is_not_the_united_states() {
        // The French abbreviation É.-U. folds to the same letters.
        assert!(Economy::find("EU").is_err());
        assert!(Economy::find("É.-U.").is_err());
    }

    #[test]
    fn the_table_is_sound() {
        let lines = TABLE.lines().count() - 1;
        assert_eq!(Economy::count(), lines, "every line of the table is a row");
        for economy in Economy::all() {
            assert_eq!(Economy::from_alpha3(economy.alpha3()), Some(economy));
            for code in economy.baci_codes() {
                assert_eq!(Economy::from_baci(code), Some(economy), "{code:?}");
            }
            for name in economy.row().names.iter().filter(|name| !name.is_empty()) {
                assert_eq!(Economy::find(name), Ok(economy), "{name}");
            }
        }
        for code in WITH_ARTICLE.lines().filter(|line| !line.starts_with('#')) {
            assert!(Economy::from_alpha3(code).is_some(), "{code}");
        }
        let codes: Vec<&str> = Economy::all().map(Economy::alpha3).collect();
        assert!(codes.is_sorted(), "the file is sorted by alpha-3");
    }

    #[test]
    fn taiwan_is_other_asia_and_namibia_is_not_missing() {
        assert_eq!(
            Economy::from_baci(BaciCode(490)).map(Economy::alpha3),
            Some("TWN")
        );
        assert_eq!(Economy::find("NA").map(Economy::alpha3), Ok("NAM"));
    }

    #[test]
    fn one_economy_in_seven_languages() {
        for name in [
            "South Korea",
            "韓国",
            "한국",
            "韩国",
            "Corée du Sud",
            "Corea del Sur",
            "Республика Корея",
        ] {
            assert_eq!(
                Economy::find(name).map(Economy::alpha3),
                Ok("KOR"),
                "{name}"
            );
        }
    }

    #[test]
    fn a_slip_of_the_pen_is_answered_with_the_name() {
        let error = Economy::find("Phillipines").unwrap_err();
        assert_eq!(
            error.to_string(),
            "\"Phillipines\" is no known economy: did you mean \"Philippines\"?"
        );
    }

    #[test]
    fn numbers_of_m49_name_one_economy_each() {
        assert_eq!(Economy::from_m49(392).map(Economy::alpha3), Some("JPN"));
        assert_eq!(Economy::from_m49(840).map(Economy::alpha3), Some("USA"));
        // BACI's number of the United States is not M49's.
        assert_eq!(Economy::from_m49(842), None);
        assert!(Economy::find("392").is_err());
        for economy in Economy::all() {
            if let Some(number) = economy.m49() {
                assert_eq!(Economy::from_m49(number), Some(economy));
            }
        }
    }
}
