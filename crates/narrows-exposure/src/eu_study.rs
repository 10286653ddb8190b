//! What the EU criticality study of 2023 prints beside supply shares: its
//! parameters by material and its importer.

use std::sync::LazyLock;

use narrows_core::{Economy, Material, Year};

use crate::eu_supply_risk::Bounds;
use crate::subject::Subject;

const PARAMETERS: &str = include_str!("../data/eu_crm_2023_parameters.csv");
const MEMBERS: &str = include_str!("../data/european_union_members.csv");

/// The years of the data of the study, over which it averages; governance is
/// averaged over the same ones.
pub(crate) const STUDY_YEARS: (Year, Year) = (Year(2016), Year(2020));

/// A stage of the study.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StudyStage {
    Extraction,
    Processing,
}

impl StudyStage {
    pub(crate) const ALL: [Self; 2] = [Self::Extraction, Self::Processing];

    /// As in the lake's table of shares, and inside a sentence.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Extraction => "extraction",
            Self::Processing => "processing",
        }
    }
}

/// Which supply sides the study used at a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum UsedSides {
    Both,
    Global,
    Own,
}

/// The study's parameters of one material.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct StudyParameters {
    material: String,
    /// At extraction and at processing; `None` where the stage is not assessed.
    sides: [Option<UsedSides>; 2],
    import_reliance: [Option<Bounds>; 2],
    /// End-of-life recycling input rate, 0–1.
    pub(crate) recycling: Bounds,
    /// Substitution index of supply risk, 0–1.
    pub(crate) substitution_supply: Bounds,
    /// Substitution index of economic importance, 0–1.
    pub(crate) substitution_economic: Bounds,
    /// The label of the EU's sourcing at extraction, where it is that of a
    /// group of elements.
    pub(crate) own_label_extraction: Option<String>,
}

impl StudyParameters {
    /// The sides that the study used, `None` where it did not assess the stage.
    pub(crate) fn sides(&self, stage: StudyStage) -> Option<UsedSides> {
        self.sides[stage as usize]
    }

    /// The EU's import reliance at the stage.
    pub(crate) fn import_reliance(&self, stage: StudyStage) -> Option<Bounds> {
        self.import_reliance[stage as usize]
    }

    /// Those of a material; `None` where the study prints none for it alone.
    pub(crate) fn of(material: Material) -> Option<&'static Self> {
        ROWS.iter().find(|row| row.material == material.id())
    }
}

// Compiled in; `the_tables_are_sound` is what finds a mistake in them.
static ROWS: LazyLock<Vec<StudyParameters>> =
    LazyLock::new(|| records(PARAMETERS).iter().filter_map(parameters).collect());

fn records(table: &str) -> Vec<csv::StringRecord> {
    csv::ReaderBuilder::new()
        .comment(Some(b'#'))
        .from_reader(table.as_bytes())
        .into_records()
        .filter_map(Result::ok)
        .collect()
}

fn parameters(record: &csv::StringRecord) -> Option<StudyParameters> {
    let text = |column: usize| record.get(column).unwrap_or_default();
    let sides = |column: usize| match text(column) {
        "both" => Some(UsedSides::Both),
        "global" => Some(UsedSides::Global),
        "own" => Some(UsedSides::Own),
        _ => None,
    };
    let percent = |column: usize| {
        let value: f64 = text(column).parse().ok()?;
        Some(Bounds::rounded(value / 100.0, 0.005, 1.0))
    };
    let index = |column: usize| {
        let value: f64 = text(column).parse().ok()?;
        Some(Bounds::rounded(value, 0.005, 1.0))
    };
    Some(StudyParameters {
        material: text(0).to_owned(),
        sides: [sides(1), sides(2)],
        import_reliance: [percent(3), percent(4)],
        recycling: percent(5)?,
        substitution_supply: index(6)?,
        substitution_economic: index(7)?,
        own_label_extraction: Some(text(8))
            .filter(|label| !label.is_empty())
            .map(ToOwned::to_owned),
    })
}

/// Whether the subject is the study's importer: the European Union.
pub(crate) fn is_importer_of_study(subject: &Subject) -> bool {
    static IMPORTER: LazyLock<Vec<Economy>> = LazyLock::new(|| {
        let mut members: Vec<Economy> = records(MEMBERS)
            .iter()
            .filter_map(|record| Economy::from_alpha3(record.get(0)?))
            .collect();
        members.sort();
        members
    });
    let mut members: Vec<Economy> = subject.members().collect();
    members.sort();
    members == *IMPORTER
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_sound() {
        let count = |table: &str| {
            table
                .lines()
                .filter(|line| !line.starts_with('#') && !line.is_empty())
                .count()
                - 1
        };
        assert_eq!(ROWS.len(), count(PARAMETERS));
        for row in ROWS.iter() {
            let material = Material::find(&row.material).unwrap();
            assert_eq!(material.id(), row.material);
            assert!(!material.eu_crm_names().is_empty(), "{}", row.material);
            assert!(row.sides.iter().any(Option::is_some), "{}", row.material);
        }
        let members: Vec<Economy> = records(MEMBERS)
            .iter()
            .filter_map(|record| Economy::from_alpha3(&record[0]))
            .collect();
        assert_eq!(members.len(), count(MEMBERS));
        assert!(is_importer_of_study(&Subject::coalition(&members).unwrap()));
        assert!(!is_importer_of_study(&Subject::economy(members[0])));
    }
}
