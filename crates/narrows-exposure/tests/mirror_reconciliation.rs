//! Reconciliation finds again what was drawn: reports are generated from the
//! embedded trade with known margins and errors.
#![allow(clippy::unwrap_used)]

mod generated_mirrors;

use std::collections::BTreeMap;

use generated_mirrors::{CAREFUL, NOISY, Truth, embedded_flows, report};
use narrows_core::{Economy, HsCode};
use narrows_exposure::{HIGHEST_MARGIN, Reconciled, ReconciledFlow, reconcile};
use narrows_lake::{KnownFrom, ReportedBy, ReportedFlow, ReportedTradeRow};
use proptest::prelude::*;

fn all(rows: &[ReportedTradeRow]) -> (Vec<ReconciledFlow>, Reconciled) {
    let mut flows = Vec::new();
    let found = reconcile(rows, |flow| {
        flows.push(*flow);
        Ok(())
    })
    .unwrap();
    (flows, found)
}

type Key = (i32, HsCode, Economy, Economy);

fn truth() -> Truth {
    report(embedded_flows("baci-hs92", 2021), 7)
}

/// Values by flow and side.
fn reports(rows: &[ReportedTradeRow]) -> BTreeMap<(Key, ReportedBy), f64> {
    rows.iter()
        .map(|row| {
            let key = (row.year, row.hs_code, row.importer, row.exporter);
            ((key, row.reported_by), row.value_kusd)
        })
        .collect()
}

#[test]
fn the_truth_is_met_better_than_by_either_side_and_by_their_mean() {
    let truth = truth();
    let (flows, found) = all(&truth.rows);
    let reports = reports(&truth.rows);
    let true_values: BTreeMap<Key, f64> = truth
        .flows
        .iter()
        .map(|flow| {
            let key = (flow.year, flow.hs_code, flow.importer, flow.exporter);
            (key, flow.value_kusd)
        })
        .collect();
    let (mut reconciled, mut importer, mut exporter, mut mean, mut mean_fob) =
        (0.0, 0.0, 0.0, 0.0, 0.0);
    let mut both = 0;
    for flow in &flows {
        let row = &flow.row;
        let key = (row.year, row.hs_code, row.importer, row.exporter);
        let actual = true_values[&key];
        let error = |value: f64| (value / actual).ln().abs();
        let by = |side| reports.get(&(key, side)).copied();
        let margin = found.margins.share(row.hs_code, row.importer);
        match (by(ReportedBy::Importer), by(ReportedBy::Exporter)) {
            (Some(cif), Some(fob)) => {
                both += 1;
                assert_eq!(flow.mirror.known_from, KnownFrom::Both);
                reconciled += error(row.value_kusd);
                importer += error(cif);
                exporter += error(fob);
                mean += error((cif * fob).sqrt());
                mean_fob += error((cif / (1.0 + margin) * fob).sqrt());
                // The interval holds both mirrors on the FOB basis, and the value.
                let (low, high) = flow.mirror.value_kusd.unwrap();
                let cif_fob = cif / (1.0 + margin);
                for report in [cif_fob, fob, row.value_kusd] {
                    assert!(low <= report * (1.0 + 1e-12) && report <= high * (1.0 + 1e-12));
                }
            }
            (Some(cif), None) => {
                assert_eq!(flow.mirror.known_from, KnownFrom::Importer);
                assert_eq!(flow.mirror.value_kusd, None);
                assert!((row.value_kusd * (1.0 + margin) / cif - 1.0).abs() < 1e-12);
            }
            (None, Some(fob)) => {
                assert_eq!(flow.mirror.known_from, KnownFrom::Exporter);
                assert_eq!(row.value_kusd, fob);
            }
            (None, None) => panic!("a flow that nobody reports: {row:?}"),
        }
    }
    assert!(both > 50_000, "{both} flows with two reports");
    let n = f64::from(both);
    println!(
        "mean absolute log error over {both} flows: reconciled {:.4}, importer {:.4}, exporter \
         {:.4}, mean {:.4}, mean of FOB values {:.4}",
        reconciled / n,
        importer / n,
        exporter / n,
        mean / n,
        mean_fob / n
    );
    assert!(reconciled < 0.7 * importer && reconciled < 0.7 * exporter);
    assert!(reconciled < 0.8 * mean && reconciled < 0.8 * mean_fob);
    // Nobody's flow is left out or invented.
    assert_eq!(
        flows.len(),
        reports
            .keys()
            .map(|(key, _)| key)
            .collect::<std::collections::BTreeSet<_>>()
            .len()
    );
}

#[test]
fn noisy_reporters_rank_last_and_errors_come_out_at_their_size() {
    let truth = truth();
    let (_, found) = all(&truth.rows);
    let (mut careful, mut noisy) = (Vec::new(), Vec::new());
    for economy in Economy::all() {
        let Some(error) = found
            .values
            .of(economy)
            .filter(|error| error.mirrors >= 200)
        else {
            continue;
        };
        assert!(!truth.silent[economy.index()]);
        if truth.errors[economy.index()] == NOISY {
            noisy.push(error.log_error);
        } else {
            careful.push(error.log_error);
        }
    }
    let worst_careful = careful.iter().copied().fold(0.0, f64::max);
    let best_noisy = noisy.iter().copied().fold(f64::INFINITY, f64::min);
    println!(
        "{} careful to {worst_careful:.3}, {} noisy from {best_noisy:.3}",
        careful.len(),
        noisy.len()
    );
    assert!(careful.len() > 40 && noisy.len() > 8);
    assert!(worst_careful < best_noisy);
    let mean = |errors: &[f64]| errors.iter().sum::<f64>() / errors.len() as f64;
    assert!((mean(&noisy) - NOISY).abs() < 0.1, "{}", mean(&noisy));
    assert!(
        (mean(&careful) - CAREFUL).abs() < 0.05,
        "{}",
        mean(&careful)
    );
}

#[test]
fn margins_are_found_again_by_code() {
    let truth = truth();
    let (_, found) = all(&truth.rows);
    let importer = Economy::from_alpha3("DEU").unwrap();
    let (mut estimated, mut constant) = (0.0, 0.0);
    let overall = found.margin_quartiles.unwrap()[1];
    for (code, margin) in &truth.margins {
        estimated += (found.margins.share(*code, importer) - margin).abs();
        constant += (overall - margin).abs();
    }
    let n = truth.margins.len() as f64;
    println!(
        "{n} codes: mean error of a margin {:.4}, of one margin for all {:.4}",
        estimated / n,
        constant / n
    );
    let mean = truth.margins.values().sum::<f64>() / n;
    assert!((overall - mean).abs() < 0.02, "{overall} for {mean}");
    assert!(estimated < 0.75 * constant);
}

fn economy(index: usize) -> Economy {
    Economy::from_index(index).unwrap()
}

/// A row of one code in 2023.
fn row(
    importer: usize,
    exporter: usize,
    by: ReportedBy,
    value: f64,
    weight: Option<f64>,
) -> ReportedTradeRow {
    ReportedTradeRow {
        year: 2023,
        month: None,
        hs_code: HsCode::from_number(250_410).unwrap(),
        importer: economy(importer),
        exporter: economy(exporter),
        reported_by: by,
        flow: match by {
            ReportedBy::Importer => ReportedFlow::Import,
            ReportedBy::Exporter => ReportedFlow::Export,
        },
        value_kusd: value,
        value_cif_kusd: None,
        value_fob_kusd: None,
        net_weight_t: weight,
        quantity: None,
        quantity_unit: None,
        weight_is_estimated: false,
    }
}

fn some_rows() -> impl Strategy<Value = Vec<ReportedTradeRow>> {
    let side = prop_oneof![Just(ReportedBy::Importer), Just(ReportedBy::Exporter)];
    let one = (
        0_usize..9,
        0_usize..9,
        side,
        0.01_f64..1e6,
        prop::option::of(0.01_f64..1e6),
    );
    prop::collection::vec(one, 1..120).prop_map(|rows| {
        let mut rows: Vec<ReportedTradeRow> = rows
            .into_iter()
            .map(|(importer, exporter, by, value, weight)| {
                row(importer, exporter, by, value, weight)
            })
            .collect();
        sorted(&mut rows);
        rows
    })
}

fn sorted(rows: &mut Vec<ReportedTradeRow>) {
    rows.sort_by_key(ReportedTradeRow::key);
    rows.dedup_by_key(|row| row.key());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_order_before_sorting_does_not_matter(rows in some_rows(), turn in 0_usize..100) {
        let mut turned = rows.clone();
        let places = turned.len();
        turned.rotate_left(turn % places);
        sorted(&mut turned);
        prop_assert_eq!(all(&rows).0, all(&turned).0);
    }

    #[test]
    fn scaling_all_values_scales_the_result(rows in some_rows(), scale in 0.01_f64..100.0) {
        let mut scaled = rows.clone();
        for row in &mut scaled {
            row.value_kusd *= scale;
            row.net_weight_t = row.net_weight_t.map(|weight| weight * scale);
        }
        let close = |a: f64, b: f64| (a / b - 1.0).abs() < 1e-6;
        for (one, other) in all(&rows).0.iter().zip(&all(&scaled).0) {
            prop_assert!(close(one.row.value_kusd * scale, other.row.value_kusd));
            if let (Some(a), Some(b)) = (one.row.quantity_t, other.row.quantity_t) {
                prop_assert!(close(a * scale, b));
            }
            prop_assert_eq!(one.mirror.known_from, other.mirror.known_from);
        }
    }

    #[test]
    fn equal_mirrors_give_that_value_and_no_width(
        flows in prop::collection::btree_map((0_usize..9, 9_usize..18), (0.01_f64..1e9, 0.01_f64..1e9), 1..60)
    ) {
        let mut rows = Vec::new();
        for ((importer, exporter), (value, weight)) in &flows {
            for by in [ReportedBy::Importer, ReportedBy::Exporter] {
                rows.push(row(*importer, *exporter, by, *value, Some(*weight)));
            }
        }
        sorted(&mut rows);
        let (found, _) = all(&rows);
        prop_assert_eq!(found.len(), flows.len());
        for flow in found {
            let (value, weight) = flows[&(flow.row.importer.index(), flow.row.exporter.index())];
            prop_assert_eq!(flow.row.value_kusd, value);
            prop_assert_eq!(flow.mirror.value_kusd, Some((value, value)));
            prop_assert_eq!(flow.row.quantity_t, Some(weight));
            prop_assert_eq!(flow.mirror.quantity_t, Some((weight, weight)));
        }
    }

    #[test]
    fn value_and_quantity_lie_between_the_mirrors(rows in some_rows()) {
        let (flows, found) = all(&rows);
        for flow in &flows {
            if let Some((low, high)) = flow.mirror.value_kusd {
                prop_assert!(low <= flow.row.value_kusd && flow.row.value_kusd <= high);
            }
            if let Some((low, high)) = flow.mirror.quantity_t {
                let quantity = flow.row.quantity_t.unwrap();
                prop_assert!(low <= quantity && quantity <= high);
            }
            let margin = found.margins.share(flow.row.hs_code, flow.row.importer);
            prop_assert!((0.0..=HIGHEST_MARGIN + 1e-12).contains(&margin));
        }
        prop_assert_eq!(found.counts.flows(), flows.len() as u64);
    }
}

#[test]
fn an_importer_that_gives_fob_is_believed_about_freight() {
    let mut import = row(0, 1, ReportedBy::Importer, 110.0, None);
    import.value_cif_kusd = Some(110.0);
    import.value_fob_kusd = Some(100.0);
    let (flows, found) = all(&[import.clone()]);
    assert_eq!(flows[0].row.value_kusd, 100.0);
    assert_eq!(found.counts.own_fob, 1);
    // An FOB value above the CIF value is none.
    import.value_fob_kusd = Some(120.0);
    assert_eq!(all(&[import]).0[0].row.value_kusd, 110.0);
}

#[test]
fn months_make_a_year_only_where_all_twelve_are_there() {
    let month = |exporter, month, value| {
        let mut row = row(0, exporter, ReportedBy::Exporter, value, Some(1.0));
        row.month = Some(month);
        row
    };
    // Economy 1 reports all months, though not each flow in each of them;
    // economy 2 lacks December.
    let mut rows: Vec<ReportedTradeRow> = (1..=12).map(|m| month(1, m, 10.0)).collect();
    let mut elsewhere = month(1, 3, 5.0);
    elsewhere.importer = economy(4);
    rows.push(elsewhere);
    rows.extend((1..=11).map(|m| month(2, m, 10.0)));
    sorted(&mut rows);
    let (flows, found) = all(&rows);
    let values: Vec<(usize, usize, f64)> = flows
        .iter()
        .map(|flow| {
            (
                flow.row.importer.index(),
                flow.row.exporter.index(),
                flow.row.value_kusd,
            )
        })
        .collect();
    assert_eq!(values, [(0, 1, 120.0), (4, 1, 5.0)]);
    assert_eq!(flows[0].row.quantity_t, Some(12.0));
    assert_eq!(found.counts.without_year, 1);
    assert_eq!(found.gaps.len(), 1);
    assert_eq!(
        (found.gaps[0].reporter, found.gaps[0].months),
        (economy(2), 11)
    );

    // Where there is an annual row, months are not added to anything.
    rows.push(row(0, 1, ReportedBy::Exporter, 130.0, None));
    sorted(&mut rows);
    let (flows, found) = all(&rows);
    assert_eq!(flows.len(), 1);
    assert_eq!(flows[0].row.value_kusd, 130.0);
    assert_eq!(found.counts.without_year, 2);
}

#[test]
fn parts_of_a_total_and_trade_with_itself_are_set_aside() {
    let mut re_export = row(0, 1, ReportedBy::Exporter, 40.0, None);
    re_export.flow = ReportedFlow::ReExport;
    let mut rows = vec![
        row(0, 1, ReportedBy::Exporter, 100.0, None),
        re_export,
        row(3, 3, ReportedBy::Importer, 7.0, None),
        row(2, 1, ReportedBy::Importer, 0.0, Some(3.0)),
    ];
    sorted(&mut rows);
    let (flows, found) = all(&rows);
    assert_eq!(flows.len(), 1);
    assert_eq!(flows[0].row.value_kusd, 100.0);
    let counts = found.counts;
    assert_eq!(
        (counts.parts, counts.with_itself, counts.without_value),
        (1, 1, 1)
    );
    // Economy 0 reported nothing at all, so it did not deny the flow.
    assert_eq!(counts.denied.0, 0);
}

#[test]
fn a_measured_weight_goes_before_an_estimated_one() {
    let mut estimated = row(0, 1, ReportedBy::Importer, 10.0, Some(4.0));
    estimated.weight_is_estimated = true;
    let mut rows = vec![row(0, 1, ReportedBy::Exporter, 10.0, Some(5.0)), estimated];
    sorted(&mut rows);
    let (flows, found) = all(&rows);
    assert_eq!(flows[0].row.quantity_t, Some(5.0));
    assert_eq!(flows[0].mirror.quantity_t, Some((4.0, 5.0)));
    assert_eq!(found.counts.both_quantities, 0);
}

#[test]
fn a_table_that_is_unsorted_or_repeats_a_row_is_refused() {
    let rows = [
        row(2, 1, ReportedBy::Importer, 1.0, None),
        row(0, 1, ReportedBy::Importer, 1.0, None),
    ];
    let error = reconcile(rows.as_slice(), |_| Ok(())).unwrap_err();
    assert!(error.to_string().contains("unsorted"), "{error}");
    let one = row(0, 1, ReportedBy::Importer, 1.0, None);
    let error = reconcile([one.clone(), one].as_slice(), |_| Ok(())).unwrap_err();
    assert!(error.to_string().contains("twice"), "{error}");
}
