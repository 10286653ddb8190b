//! The EU criticality study of 2023, computed from the shares that it prints.
//! Run with `cargo test -p narrows-exposure --test eu_criticality -- --nocapture`
//! to see the table of the documentation.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeMap;

use narrows_core::{Economy, Figure, Material};
use narrows_exposure::{
    Subject, SupplyRiskAssessment, SupplySides, eu_study_assessments, eu_supply_risk,
};
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
    /// Where import reliance is not printed: from full reliance to none.
    either_way: Option<(f64, f64)>,
}

impl Row {
    fn difference(&self) -> Option<f64> {
        Some(self.computed? - self.printed.parse::<f64>().unwrap())
    }

    /// Whether `close` holds of the printed and the computed value; with any
    /// reliance where none is printed.
    fn holds(&self, close: impl Fn(f64, f64) -> bool) -> bool {
        let printed: f64 = self.printed.parse().unwrap();
        match self.either_way {
            Some((full, none)) => close(printed, full) && close(printed, none),
            None => self
                .computed
                .is_some_and(|computed| close(printed, computed)),
        }
    }

    /// Within 0.1, the computed value as it is.
    fn agrees(&self) -> bool {
        self.holds(|printed, computed| (computed - printed).abs() <= 0.1)
    }

    /// Within 0.1 when the computed value is rounded to the digit that the study
    /// prints, below which its values cannot be told apart.
    fn agrees_as_printed(&self) -> bool {
        let digits = self.printed.split('.').nth(1).map_or(0, str::len);
        let unit = 10_f64.powi(i32::try_from(digits).unwrap());
        self.holds(|printed, computed| {
            let apart = (computed * unit).round() - (printed * unit).round();
            apart.abs() <= 0.1 * unit + 1e-9
        })
    }

    fn line(&self) -> String {
        if let Some((full, none)) = self.either_way {
            return format!(
                "| {} | {} | {} | {none:.2} to {full:.2} | reliance not printed |",
                self.name, self.what, self.printed
            );
        }
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
                either_way: id.and_then(|id| either_way(&assessments[id], stage)),
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
            either_way: None,
        });
    }
    (risks, importances)
}

/// Supply risk with full import reliance and with none, where the study prints
/// both sides and no reliance, from the parts that the assessment shows.
fn either_way(assessment: &SupplyRiskAssessment, stage: &str) -> Option<(f64, f64)> {
    let stage = assessment.stages.iter().find(|one| one.stage == stage)?;
    if stage.supply_risk.value().is_some() {
        return None;
    }
    let at = |import_reliance: f64| {
        let sides = SupplySides::Both {
            global: stage.global_concentration.value()?,
            own: stage.own_concentration.value()?,
            import_reliance,
        };
        Some(eu_supply_risk(
            sides,
            stage.recycling.value()?,
            stage.substitution.value()?,
        ))
    };
    Some((at(1.0)?, at(0.0)?))
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
    let agree = |rows: &[Row]| rows.iter().filter(|row| row.agrees()).count();
    let as_printed = |rows: &[Row]| rows.iter().filter(|row| row.agrees_as_printed()).count();
    let computed = |rows: &[Row]| {
        let known = |row: &&Row| row.computed.is_some() || row.either_way.is_some();
        rows.iter().filter(known).count()
    };
    let summary = |what: &str, rows: &[Row]| {
        format!(
            "{what}: {} of {} printed values are computed, {} of them within 0.1 at the study's \
             printed digit, {} within 0.1 without rounding",
            computed(rows),
            rows.len(),
            as_printed(rows),
            agree(rows)
        )
    };
    let mut lines: Vec<String> = risks.iter().chain(&importances).map(Row::line).collect();
    lines.push(summary("Supply risk", &risks));
    lines.push(summary("Economic importance", &importances));
    let missing: Vec<&String> = lines
        .iter()
        .filter(|line| {
            println!("{line}");
            !PAGE.contains(line.as_str())
        })
        .collect();
    assert!(
        missing.is_empty(),
        "the documentation does not say: {missing:#?}"
    );
    // No fewer than stand there now.
    assert!(agree(&risks) >= 33 && agree(&importances) >= 18);
    assert!(as_printed(&risks) >= 41 && as_printed(&importances) >= 20);
}
