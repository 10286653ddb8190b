//! Codes of one revision in another: laws that hold for any tables, and facts
//! of the tables that are carried inside.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use narrows_core::{Economy, HsCode, HsRevision, Year};
use narrows_exposure::{
    CodeRelationship, Concordance, ReclassifiedFlow, TradeOf, concordance_answer,
};
use narrows_lake::Lake;
use proptest::prelude::*;

fn code(number: u32) -> HsCode {
    HsCode::from_number(number).unwrap()
}

fn codes(numbers: &[u32]) -> Vec<HsCode> {
    numbers.iter().map(|number| code(*number)).collect()
}

/// Twelve codes, so that pairs of them meet, over four revisions.
fn concordances() -> impl Strategy<Value = Concordance> {
    let pair = (0..3_usize, 100_000..100_012_u32, 100_000..100_012_u32);
    prop::collection::vec(pair, 0..60).prop_map(|pairs| {
        Concordance::of_pairs(pairs.into_iter().map(|(step, old, new)| {
            (
                (HsRevision::ALL[step], code(old)),
                (HsRevision::ALL[step + 1], code(new)),
            )
        }))
    })
}

fn revisions() -> impl Strategy<Value = HsRevision> {
    prop::sample::select(HsRevision::ALL[..4].to_vec())
}

fn flows() -> impl Strategy<Value = Vec<ReclassifiedFlow>> {
    let flow = (100_000..100_014_u32, 0..5_usize, 0..5_usize, 0.0..1e6_f64);
    prop::collection::vec(flow, 0..40).prop_map(|flows| {
        flows
            .into_iter()
            .map(
                |(number, exporter, importer, value_kusd)| ReclassifiedFlow {
                    hs_code: code(number),
                    exporter: Economy::from_index(exporter).unwrap(),
                    importer: Economy::from_index(importer).unwrap(),
                    value_kusd,
                },
            )
            .collect()
    })
}

fn set(
    concordance: &Concordance,
    code: HsCode,
    from: HsRevision,
    to: HsRevision,
) -> BTreeSet<HsCode> {
    concordance
        .counterparts(code, from, to)
        .counterparts
        .into_iter()
        .map(|counterpart| counterpart.hs_code)
        .collect()
}

proptest! {
    /// Exact, ambiguous and without counterpart are all of the value, and no
    /// flow that is converted exactly is counted twice.
    #[test]
    fn value_is_conserved(
        concordance in concordances(),
        flows in flows(),
        from in revisions(),
        to in revisions(),
    ) {
        let total: f64 = flows.iter().map(|flow| flow.value_kusd).sum();
        let conversion = concordance.convert(&flows, from, to);
        prop_assert!((conversion.total_kusd() - total).abs() <= 1e-9 * total.max(1.0));
        let exact: f64 = conversion.flows.iter().map(|flow| flow.exact_kusd).sum();
        prop_assert!((exact - conversion.exact_kusd).abs() <= 1e-9 * total.max(1.0));
        let at_most: f64 = conversion.flows.iter().map(|flow| flow.ambiguous_kusd).sum();
        prop_assert!(at_most + 1e-9 * total.max(1.0) >= 2.0 * conversion.ambiguous_kusd);
        if let Some(share) = conversion.ambiguous_share() {
            prop_assert!((0.0..=1.0 + 1e-12).contains(&share));
        }
    }

    /// Going there and back, a code is among its own counterparts.
    #[test]
    fn a_round_trip_returns_the_code(
        concordance in concordances(),
        number in 100_000..100_012_u32,
        from in revisions(),
        to in revisions(),
    ) {
        for counterpart in set(&concordance, code(number), from, to) {
            prop_assert!(set(&concordance, counterpart, to, from).contains(&code(number)));
        }
    }

    /// What is reached in two steps is what is reached in one.
    #[test]
    fn steps_compose(
        concordance in concordances(),
        number in 100_000..100_012_u32,
        towards_newer in any::<bool>(),
    ) {
        let [a, b, c] = if towards_newer { [0, 1, 3] } else { [3, 2, 0] }
            .map(|at: usize| HsRevision::ALL[at]);
        let directly = set(&concordance, code(number), a, c);
        let stepwise: BTreeSet<HsCode> = set(&concordance, code(number), a, b)
            .into_iter()
            .flat_map(|between| set(&concordance, between, b, c))
            .collect();
        prop_assert_eq!(directly, stepwise);
    }

    /// A code that stands alone with its counterpart does so from there too;
    /// a code that was split was merged, seen from its parts.
    #[test]
    fn relations_mirror_each_other(
        concordance in concordances(),
        number in 100_000..100_012_u32,
        from in revisions(),
        to in revisions(),
    ) {
        let found = concordance.counterparts(code(number), from, to);
        for counterpart in &found.counterparts {
            let back = concordance.counterparts(counterpart.hs_code, to, from).relation;
            match found.relation {
                CodeRelationship::Same => prop_assert_eq!(back, CodeRelationship::Same),
                CodeRelationship::SplitInto => prop_assert_eq!(back, CodeRelationship::MergedFrom),
                _ => {}
            }
        }
    }
}

/// Read by eye in the tables of the United Nations Statistics Division.
#[test]
fn germanium_graphite_and_batteries_through_the_revisions() {
    use HsRevision::{Hs1992, Hs2007, Hs2012, Hs2017, Hs2022};
    let concordance = Concordance::read(&Lake::embedded()).unwrap();
    let found = |number, from, to| {
        let found = concordance.counterparts(code(number), from, to);
        let counterparts: Vec<HsCode> = found
            .counterparts
            .iter()
            .map(|counterpart| counterpart.hs_code)
            .collect();
        (found.relation, counterparts)
    };
    // Germanium of HS 1992 went into two codes that hold other metals too.
    assert_eq!(
        found(811_230, Hs1992, Hs2017),
        (CodeRelationship::Entangled, codes(&[811_292, 811_299]))
    );
    assert_eq!(
        found(811_292, Hs2017, Hs1992),
        (
            CodeRelationship::Entangled,
            codes(&[811_230, 811_240, 811_291])
        )
    );
    // HS 2022 took hafnium and rhenium out of it.
    assert_eq!(
        found(811_292, Hs2017, Hs2022),
        (
            CodeRelationship::SplitInto,
            codes(&[811_231, 811_241, 811_292])
        )
    );
    assert_eq!(
        found(811_231, Hs2022, Hs2017),
        (CodeRelationship::MergedFrom, codes(&[811_292]))
    );
    assert_eq!(
        found(380_110, Hs2022, Hs1992),
        (CodeRelationship::Same, codes(&[380_110]))
    );
    // Lithium-ion batteries have a code of their own since HS 2012.
    assert_eq!(
        found(850_760, Hs2012, Hs2007),
        (CodeRelationship::MergedFrom, codes(&[850_780]))
    );
    // A code that the correlation table of 1996 leaves out is found in its
    // conversion table.
    assert_eq!(
        found(271_011, HsRevision::Hs1996, Hs1992),
        (CodeRelationship::Same, codes(&[271_011]))
    );
    assert!(concordance.connects(Hs1992, Hs2022));
    assert_eq!(concordance.sources(Hs1992, Hs2022).len(), 6);
    assert!(!concordance.knows(Hs1992, code(811_292)));
}

/// The value of a split code is an interval under each of its parts.
#[test]
fn a_basket_is_split_among_no_codes() {
    let lake = Lake::embedded();
    let trade = TradeOf {
        source: "baci-hs17",
        year: Year(2024),
    };
    let answer = concordance_answer(
        &lake,
        &codes(&[811_292]),
        HsRevision::Hs2017,
        HsRevision::Hs2022,
        Some(trade),
    )
    .unwrap();
    let basket = &answer.codes[0];
    let value = basket.value.as_ref().unwrap().value().unwrap();
    assert!(value > 0.0);
    for counterpart in &basket.counterparts {
        let figure = counterpart.value.as_ref().unwrap();
        assert_eq!(figure.value(), None, "no point where only bounds exist");
        assert_eq!(figure.interval().ends(), Some((0.0, value)));
        assert!(figure.sources().len() >= 2);
    }
    assert_eq!(answer.ambiguous_share.unwrap().value(), Some(1.0));

    // A code without any trade in an extract is not traded for nothing.
    let absent = concordance_answer(
        &lake,
        &codes(&[250_410]),
        HsRevision::Hs2017,
        HsRevision::Hs2022,
        Some(trade),
    )
    .unwrap();
    assert_eq!(absent.exact_value.unwrap().value(), None);
    assert_eq!(absent.ambiguous_share.unwrap().value(), None);
}

#[test]
fn what_cannot_be_answered_says_why() {
    let lake = Lake::embedded();
    let ask = |number, from, source, year| {
        concordance_answer(
            &lake,
            &codes(&[number]),
            from,
            HsRevision::Hs2022,
            Some(TradeOf {
                source,
                year: Year(year),
            }),
        )
        .unwrap_err()
        .to_string()
    };
    use HsRevision::{Hs1992, Hs2017};
    assert!(ask(811_292, Hs1992, "baci-hs92", 2020).contains("is no code of HS92"));
    assert!(ask(811_230, Hs1992, "baci-hs17", 2024).contains("say --from HS17"));
    assert!(ask(811_292, Hs2017, "baci-hs17", 2001).contains("2024 to 2024"));
    assert!(ask(811_292, Hs2017, "comtrade", 2024).contains("there are"));
}
