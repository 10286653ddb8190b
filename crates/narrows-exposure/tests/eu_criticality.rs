//! The EU criticality study of 2023, computed from the shares that it prints.
//! Run with `cargo test -p narrows-exposure --test eu_criticality -- --nocapture`
//! to see the table of the documentation.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeMap;

use narrows_core::{Economy, Figure, Material};
use narrows_exposure::{Subject, SupplyRiskAssessment, eu_study_assessments};
use narrows_lake::Lake;

const REFERENCE: &str = include_str!("fixtures/eu_crm2023.csv");
const MEMBERS: &str = include_str!("../data/european_union_members.csv");
const PAGE: &str = include_str!("../../../docs/src/methods/eu-supply-risk.md");

fn european_union() -> Subject {
    let members: Vec<Economy> = MEMBERS.lines().filter_map(Economy::from_alpha3).collect();
    Subject::coalition(&members).unwrap()
}

/// The study's name of a material in its table of results, as an id.
fn material(name: &str) -> Option<&'static str> {
    let name = match name {
        "Baryte" => "barite",
        "Silicon metal" => "silicon",
        other => other,
    };
    Material::find(name).ok().map(Material::id)
}

/// One printed value and ours.
struct Row {
    name: String,
    what: &'static str,
    printed: String,
    computed: Option<f64>,
}

impl Row {
    fn difference(&self) -> Option<f64> {
        Some(self.computed? - self.printed.parse::<f64>().unwrap())
    }

    /// Within 0.1, the printed digit.
    fn agrees(&self) -> bool {
        self.difference()
            .is_some_and(|difference| difference.abs() <= 0.1)
    }

    fn line(&self) -> String {
        let (computed, difference) = match (self.computed, self.difference()) {
            (Some(computed), Some(difference)) => (
                format!("{computed:.2}"),
                format!("{difference:+.2}").replace('-', "−"),
            ),
            _ => ("not available".to_owned(), String::new()),
        };
        format!(
            "| {} | {} | {} | {computed} | {difference} |",
            self.name, self.what, self.printed
        )
    }
}

/// The heavy rare earths of which the reference has all parameters. The study's
/// value for the group is compared with their mean.
const HEAVY: [&str; 3] = ["dysprosium", "terbium", "yttrium"];

fn rows(assessments: &BTreeMap<String, SupplyRiskAssessment>) -> (Vec<Row>, Vec<Row>) {
    let stage_of = |id: &str, stage: &str| -> Option<f64> {
        let stages = &assessments.get(id)?.stages;
        stages
            .iter()
            .find(|one| one.stage == stage)?
            .supply_risk
            .value()
    };
    let mut risks = Vec::new();
    let mut importances = Vec::new();
    for record in csv::Reader::from_reader(REFERENCE.as_bytes()).records() {
        let record = record.unwrap();
        let id = material(&record[0]).filter(|id| assessments.contains_key(*id));
        for (column, stage) in [(4, "extraction"), (5, "processing")] {
            if record[column].is_empty() {
                continue;
            }
            let computed = if &record[0] == "HREE" {
                let members: Option<Vec<f64>> =
                    HEAVY.iter().map(|member| stage_of(member, stage)).collect();
                members.map(|values| values.iter().sum::<f64>() / values.len() as f64)
            } else {
                id.and_then(|id| stage_of(id, stage))
            };
            risks.push(Row {
                name: record[0].to_owned(),
                what: stage,
                printed: record[column].to_owned(),
                computed,
            });
        }
        let importance = id
            .and_then(|id| indicator(&assessments[id], "eu_economic_importance"))
            .and_then(Figure::value);
        importances.push(Row {
            name: record[0].to_owned(),
            what: "economic importance",
            printed: record[2].to_owned(),
            computed: importance,
        });
    }
    (risks, importances)
}

fn indicator<'a>(assessment: &'a SupplyRiskAssessment, id: &str) -> Option<&'a Figure> {
    assessment
        .indicators
        .iter()
        .find(|indicator| indicator.id == id)
        .map(|indicator| &indicator.figure)
}

#[test]
fn the_study_of_2023() {
    let assessments = eu_study_assessments(&Lake::embedded(), &european_union()).unwrap();
    let (risks, importances) = rows(&assessments);
    for row in risks.iter().chain(&importances) {
        println!("{}", row.line());
        assert!(
            PAGE.contains(&row.line()),
            "docs/src/methods/eu-supply-risk.md lacks {}",
            row.line()
        );
    }
    let agree = |rows: &[Row]| rows.iter().filter(|row| row.agrees()).count();
    let computed = |rows: &[Row]| rows.iter().filter(|row| row.computed.is_some()).count();
    println!(
        "supply risk: {} of {} printed values within 0.1, {} computed; economic importance: {} of \
         {}, {} computed",
        agree(&risks),
        risks.len(),
        computed(&risks),
        agree(&importances),
        importances.len(),
        computed(&importances)
    );
    let told = format!(
        "agree {} of {} supply risks and {} of {} values",
        agree(&risks),
        risks.len(),
        agree(&importances),
        importances.len()
    );
    assert!(
        PAGE.contains(&told),
        "docs/src/methods/eu-supply-risk.md does not say {told:?}"
    );
    // What agrees today must not be lost.
    assert!(agree(&risks) >= 32 && agree(&importances) >= 17);
}
