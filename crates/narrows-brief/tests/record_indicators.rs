//! The indicators that the shipped record's commitments should move.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use jiff::civil::date;
use narrows_brief::{Verdict, commitment_progress};
use narrows_core::{Economy, Material, Year};
use narrows_exposure::{Subject, material_exposure};
use narrows_lake::Lake;
use narrows_record::{Index, Inquiry, Kind, RecordSet, Value, read_record};

/// An indicator that no exposure has would never be measured, and a commitment
/// would look unmeasured for want of a letter.
#[test]
fn every_indicator_of_the_shipped_record_exists() {
    let japan = Subject::economy(Economy::find("JPN").unwrap());
    let graphite = Material::find("graphite").unwrap();
    let exposure = material_exposure(&Lake::embedded(), &japan, graphite, Year(2023)).unwrap();
    let mut known: BTreeSet<&str> = exposure
        .products
        .iter()
        .flat_map(|product| &product.indicators)
        .map(|indicator| indicator.id)
        .collect();
    known.insert("share_of_imports");
    let set = RecordSet::shipped().unwrap();
    let mut asked = 0;
    for record in set
        .records()
        .filter(|record| record.kind == Kind::Commitment)
    {
        for statement in record.all("indicator") {
            if let Value::Indicator(wanted) = &statement.value {
                asked += 1;
                assert!(
                    known.contains(wanted.indicator.as_str()),
                    "{}, line {}: {} is none of {known:?}",
                    record.file,
                    statement.line,
                    wanted.indicator
                );
                assert_eq!(
                    wanted.partner.is_some(),
                    wanted.indicator == "share_of_imports",
                    "{}, line {}: a partner belongs to share_of_imports",
                    record.file,
                    statement.line
                );
            }
        }
    }
    assert!(asked > 0);
}

fn promise(made_on: &str, indicator: &str, direction: &str) -> RecordSet {
    let text = format!(
        "id = \"c\"\nkind = \"commitment\"\nlabel = \"A promise\"\n\
         review = {{ state = \"accepted\", by = \"me\", on = \"2026-11-24\" }}\n\
         sources = [{{ source = \"meti-2024-06-27-jucip-4-readout\", basis = \"part\" }}]\n\
         [[statement]]\nproperty = \"actor\"\nvalue = \"JPN\"\n\
         [[statement]]\nproperty = \"force\"\nvalue = \"agreed\"\n\
         [[statement]]\nproperty = \"action\"\nvalue = \"buy elsewhere\"\n\
         [[statement]]\nproperty = \"made_on\"\nvalue = \"{made_on}\"\n\
         [[statement]]\nproperty = \"indicator\"\n\
         value = {{ {indicator}, importer = \"JPN\", direction = \"{direction}\" }}\n"
    );
    let mut set = RecordSet::shipped().unwrap();
    set.insert(read_record("commitment/c.toml", &text).unwrap());
    set
}

fn verdict(made_on: &str, until: i32, indicator: &str, direction: &str) -> Verdict {
    let index = Index::in_memory(&promise(made_on, indicator, direction)).unwrap();
    let question = Inquiry::new(&index, date(2026, 1, 1))
        .progress("c")
        .unwrap();
    let progress = commitment_progress(&Lake::embedded(), &question, Year(until)).unwrap();
    progress.indicators[0].stages[0].verdict
}

/// China's share of Japan's natural graphite rose from 2000 to 2010 by its slope,
/// and fell from 2021 to 2023 by more than its interval; three years carry no
/// slope.
#[test]
fn a_verdict_follows_the_direction() {
    let share = "indicator = \"share_of_imports\", material = \"graphite\", partner = \"CHN\"";
    assert_eq!(
        verdict("2000-01-01", 2010, share, "down"),
        Verdict::OtherWay
    );
    assert_eq!(
        verdict("2000-01-01", 2010, share, "up"),
        Verdict::AsPromised
    );
    assert_eq!(
        verdict("2021-01-01", 2023, share, "down"),
        Verdict::AsPromised
    );
    assert_eq!(
        verdict("2024-06-26", 2024, share, "down"),
        Verdict::TooEarly
    );
    assert_eq!(
        verdict("2030-01-01", 2024, share, "down"),
        Verdict::TooEarly
    );
    let hhi = "indicator = \"herfindahl_hirschman_index_imports\", material = \"graphite\"";
    assert_eq!(
        verdict("2015-01-01", 2024, hhi, "down"),
        Verdict::NoMeasurableChange
    );
}

/// Gallium has no code of its own: nothing can be said, and it is said.
#[test]
fn a_material_without_trade_of_its_own_is_not_known() {
    let hhi = "indicator = \"herfindahl_hirschman_index_imports\", material = \"gallium\"";
    let index = Index::in_memory(&promise("2015-01-01", hhi, "down")).unwrap();
    let question = Inquiry::new(&index, date(2026, 1, 1))
        .progress("c")
        .unwrap();
    let progress = commitment_progress(&Lake::embedded(), &question, Year(2024)).unwrap();
    assert!(progress.indicators[0].stages.is_empty());
    assert!(progress.indicators[0].not_known.is_some());
}
