use super::*;
use proptest::prelude::*;

/// Exporter, importer, tonnes by material, tonnes and value of the rest.
type TrueFlow = (usize, usize, Vec<f64>, f64, f64);

/// A truth: the tonnes of each material and of the rest in each flow, the
/// prices they are sold at, and what each node produced.
#[derive(Debug, Clone)]
struct Truth {
    flows: Vec<TrueFlow>,
    /// Price of each material by flow.
    prices: Vec<Vec<f64>>,
}

const NODES: usize = 6;
const MATERIALS: usize = 3;

fn truths() -> impl Strategy<Value = Truth> {
    let flow = (
        0..NODES,
        0..NODES,
        // Often none of a material.
        prop::collection::vec(
            prop_oneof![Just(0.0), 0.001_f64..500.0],
            MATERIALS..=MATERIALS,
        ),
        prop_oneof![Just(0.0), 0.001_f64..500.0],
        0.0_f64..1e4,
        prop::collection::vec(1.0_f64..9.0, MATERIALS..=MATERIALS),
    );
    prop::collection::vec(flow, 1..25).prop_map(|flows| {
        let mut truth = Truth {
            flows: Vec::new(),
            prices: Vec::new(),
        };
        for (exporter, importer, tonnes, rest, rest_value, prices) in flows {
            if exporter != importer {
                truth
                    .flows
                    .push((exporter, importer, tonnes, rest, rest_value));
                truth.prices.push(
                    prices
                        .iter()
                        .enumerate()
                        .map(|(m, p)| p * 10_f64.powi(m as i32))
                        .collect(),
                );
            }
        }
        truth
    })
}

/// Which constraints are told of a truth, and how loosely.
#[derive(Debug, Clone)]
struct Told {
    quantities: bool,
    prices: bool,
    balances: Vec<bool>,
    totals: Vec<bool>,
    lines: Vec<bool>,
    slack: f64,
}

fn told() -> impl Strategy<Value = Told> {
    (
        any::<bool>(),
        any::<bool>(),
        prop::collection::vec(any::<bool>(), NODES * MATERIALS),
        prop::collection::vec(any::<bool>(), NODES * MATERIALS),
        prop::collection::vec(any::<bool>(), 25 * MATERIALS),
        prop_oneof![Just(0.0), 0.0_f64..0.3],
    )
        .prop_map(
            |(quantities, prices, balances, totals, lines, slack)| Told {
                quantities,
                prices,
                balances,
                totals,
                lines,
                slack,
            },
        )
}

fn system(truth: &Truth, told: &Told) -> ConstraintSystem {
    let mut system = ConstraintSystem {
        materials: (0..MATERIALS).map(|m| format!("material {m}")).collect(),
        nodes: (0..NODES).map(|n| format!("node {n}")).collect(),
        lowest_price: vec![None; MATERIALS],
        ..ConstraintSystem::default()
    };
    for (index, (exporter, importer, tonnes, rest, rest_value)) in truth.flows.iter().enumerate() {
        let quantity = tonnes.iter().sum::<f64>() + rest;
        let value = tonnes
            .iter()
            .zip(&truth.prices[index])
            .map(|(t, p)| t * p)
            .sum::<f64>()
            + rest_value;
        let around = |amount: f64| Ends {
            low: amount * (1.0 - told.slack),
            high: amount * (1.0 + told.slack),
        };
        system.flows.push(BasketFlow {
            exporter: *exporter,
            importer: *importer,
            value_kusd: around(value),
            quantity_t: if told.quantities {
                around(quantity)
            } else {
                Ends::OPEN
            },
        });
        system.known.push(
            (0..MATERIALS)
                .map(|m| {
                    if told.lines[index * MATERIALS + m] {
                        around(tonnes[m])
                    } else {
                        Ends::OPEN
                    }
                })
                .collect(),
        );
    }
    for m in 0..MATERIALS {
        if told.prices {
            system.lowest_price[m] = truth
                .prices
                .iter()
                .map(|prices| prices[m])
                .reduce(f64::min)
                .map(|price| price * (1.0 - told.slack));
        }
        for node in 0..NODES {
            let of = |side: fn(&TrueFlow) -> usize| -> f64 {
                truth
                    .flows
                    .iter()
                    .filter(|flow| side(flow) == node)
                    .map(|flow| flow.2[m])
                    .sum()
            };
            let (sent, got) = (of(|flow| flow.0), of(|flow| flow.1));
            if told.balances[node * MATERIALS + m] {
                system.balances.push(Balance {
                    material: m,
                    node,
                    produced_t: (sent - got).max(0.0) * (1.0 + told.slack),
                });
            }
            if told.totals[node * MATERIALS + m] {
                system.totals.push(Total {
                    material: m,
                    flows: (0..truth.flows.len())
                        .filter(|flow| truth.flows[*flow].1 == node)
                        .collect(),
                    quantity_t: Ends {
                        low: got * (1.0 - told.slack),
                        high: got * (1.0 + told.slack),
                    },
                    name: format!("imports of node {node}"),
                });
            }
        }
    }
    system
}

/// Whether the ends hold the amount but for the last digits: the sums of the
/// test round, too.
fn nearly_holds(ends: Ends, amount: f64) -> bool {
    ends.low <= amount * (1.0 + 1e-9) + 1e-6 && amount * (1.0 - 1e-9) - 1e-6 <= ends.high
}

proptest! {
    #[test]
    fn every_truth_lies_within_the_ends(truth in truths(), told in told()) {
        let system = system(&truth, &told);
        let ends = system.narrowed();
        prop_assert!(ends.is_ok(), "a truth is no conflict: {:?}", ends);
        let ends = ends.unwrap();
        for (ends, flow) in ends.iter().zip(&truth.flows) {
            for (ends, amount) in ends.iter().zip(&flow.2) {
                prop_assert!(nearly_holds(*ends, *amount), "{amount} {ends:?}");
            }
        }
        for node in 0..NODES {
            let flows: Vec<usize> = (0..truth.flows.len())
                .filter(|flow| truth.flows[*flow].0 == node && truth.flows[*flow].1 < 3)
                .collect();
            for m in 0..MATERIALS {
                let sum: f64 = flows.iter().map(|flow| truth.flows[*flow].2[m]).sum();
                prop_assert!(nearly_holds(system.sum_from(node, &flows, m, &ends), sum));
            }
        }
    }

    #[test]
    fn a_further_constraint_never_widens(truth in truths(), told in told(), which in 0_usize..4) {
        let mut fewer = told.clone();
        match which {
            0 => fewer.prices = false,
            1 => fewer.quantities = false,
            2 => fewer.balances.fill(false),
            _ => fewer.totals.fill(false),
        }
        let wide = system(&truth, &fewer).narrowed().unwrap();
        let narrow = system(&truth, &told).narrowed().unwrap();
        for (wide, narrow) in wide.iter().flatten().zip(narrow.iter().flatten()) {
            let slack = |end: f64| 1e-6 * end.abs().min(1e12) + 1e-6;
            prop_assert!(narrow.high <= wide.high + slack(wide.high), "{narrow:?} {wide:?}");
            prop_assert!(narrow.low >= wide.low - slack(wide.low), "{narrow:?} {wide:?}");
        }
    }
}

fn one_flow(known: Ends) -> ConstraintSystem {
    ConstraintSystem {
        materials: vec!["gallium".to_owned(), "niobium".to_owned()],
        lowest_price: vec![Some(100.0), None],
        nodes: vec!["Brazil".to_owned(), "Japan".to_owned()],
        flows: vec![BasketFlow {
            exporter: 0,
            importer: 1,
            value_kusd: Ends::between(1400.0, 1400.0),
            quantity_t: Ends::between(167.0, 167.0),
        }],
        known: vec![vec![known, Ends::OPEN]],
        ..ConstraintSystem::default()
    }
}

#[test]
fn a_cheap_flow_holds_little_of_a_dear_material() {
    let ends = one_flow(Ends::OPEN).narrowed().unwrap();
    assert!((ends[0][0].high - 14.0).abs() < 1e-6);
    assert!((ends[0][1].high - 167.0).abs() < 1e-6);
}

#[test]
fn a_line_leaves_the_rest_to_the_others() {
    let ends = one_flow(Ends::between(10.0, 10.0)).narrowed().unwrap();
    assert!((ends[0][0].low - 10.0).abs() < 1e-6);
    assert!((ends[0][1].high - 157.0).abs() < 1e-6);
}

#[test]
fn a_flow_without_a_quantity_is_bounded_by_value_alone() {
    let mut system = one_flow(Ends::OPEN);
    system.flows[0].quantity_t = Ends::OPEN;
    let ends = system.narrowed().unwrap();
    assert!((ends[0][0].high - 14.0).abs() < 1e-6);
    assert_eq!(ends[0][1].high, f64::INFINITY);
}

#[test]
fn a_conflict_names_both_sides() {
    let conflict = one_flow(Ends::between(20.0, 20.0)).narrowed().unwrap_err();
    assert_eq!(conflict.material, 0);
    let text = conflict.to_string();
    assert!(text.contains("at least 20.0 t of gallium"), "{text}");
    assert!(text.contains("1400 kUSD under the code"), "{text}");

    let mut system = one_flow(Ends::between(5.0, 5.0));
    system.balances.push(Balance {
        material: 0,
        node: 0,
        produced_t: 1.0,
    });
    let text = system.narrowed().unwrap_err().to_string();
    assert!(
        text.contains("Brazil sends at least 5.0 t") && text.contains("produces at most 1.0 t"),
        "{text}"
    );

    let mut system = one_flow(Ends::OPEN);
    system.totals.push(Total {
        material: 0,
        flows: vec![0],
        quantity_t: Ends::between(30.0, 31.0),
        name: "imports of Japan".to_owned(),
    });
    let text = system.narrowed().unwrap_err().to_string();
    assert!(
        text.contains("imports of Japan: 30.0 to 31.0 t") && text.contains("at most 14.0 t"),
        "{text}"
    );
}
