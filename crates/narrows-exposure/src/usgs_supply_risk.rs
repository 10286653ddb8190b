//! Supply risk as the U.S. Geological Survey computes it for its list of
//! critical minerals.

/// One producer as the disruption potential weighs it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ProducerRisk {
    /// Share of world production, PS, 0–1.
    pub production_share: f64,
    /// Ability to supply, ASI, 0–1: 1 where a producer is least able.
    pub ability_to_supply: f64,
    /// Willingness to supply, WSI, 0–1: 1 where a producer is least willing.
    pub willingness_to_supply: f64,
}

/// One industry that uses the mineral.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct IndustryUse {
    /// Value added of the industry, VA, in a currency.
    pub value_added: f64,
    /// Expenditure of the industry on the mineral, EXP, in the same currency.
    pub expenditure: f64,
    /// Operating profit of the industry, OP, in the same currency.
    pub operating_profit: f64,
}

/// DP = Σ PS²·ASI·WSI, from 0 to 1: how likely foreign supply is to be
/// disrupted. Nassar et al. 2020.
///
/// ```
/// use narrows_exposure::{ProducerRisk, disruption_potential};
/// let only = ProducerRisk {
///     production_share: 1.0,
///     ability_to_supply: 0.5,
///     willingness_to_supply: 0.4,
/// };
/// assert!((disruption_potential(&[only]) - 0.2).abs() < 1e-12);
/// ```
#[must_use]
pub fn disruption_potential(producers: &[ProducerRisk]) -> f64 {
    producers
        .iter()
        .map(|one| one.production_share.powi(2) * one.ability_to_supply * one.willingness_to_supply)
        .sum()
}

/// EV = Σ(VA·EXP/OP)/GDP: how much of the economy is lost where the mineral
/// becomes dear, each industry weighed by what it spends on it against what it
/// earns. `None` where an industry's operating profit or the gross domestic
/// product is not positive: the ratio says nothing then. Nassar et al. 2020.
///
/// ```
/// use narrows_exposure::{IndustryUse, economic_vulnerability};
/// let industry = IndustryUse { value_added: 50.0, expenditure: 2.0, operating_profit: 10.0 };
/// assert_eq!(economic_vulnerability(&[industry], 1000.0), Some(0.01));
/// ```
#[must_use]
pub fn economic_vulnerability(
    industries: &[IndustryUse],
    gross_domestic_product: f64,
) -> Option<f64> {
    let profits = industries.iter().all(|one| one.operating_profit > 0.0);
    (profits && gross_domestic_product > 0.0).then(|| {
        industries
            .iter()
            .map(|one| one.value_added * one.expenditure / one.operating_profit)
            .sum::<f64>()
            / gross_domestic_product
    })
}

/// SR = (DP·TE·EV)^(1/3), the geometric mean of disruption potential, trade
/// exposure (net import reliance) and economic vulnerability, each 0–1. A net
/// exporter has no trade exposure: a negative reliance counts as 0.
///
/// Source: Nassar, N.T., et al., Evaluating the mineral commodity supply risk of
/// the U.S. manufacturing sector, Science Advances 6(8), 2020.
///
/// ```
/// use narrows_exposure::usgs_supply_risk;
/// assert!((usgs_supply_risk(0.5, 1.0, 0.25) - 0.5).abs() < 1e-12);
/// assert_eq!(usgs_supply_risk(0.5, -0.2, 0.25), 0.0);
/// ```
///
/// One factor at zero makes the whole zero: a mineral without imports has no
/// supply risk in this sense, however concentrated the world is.
#[must_use]
pub fn usgs_supply_risk(
    disruption_potential: f64,
    trade_exposure: f64,
    economic_vulnerability: f64,
) -> f64 {
    (disruption_potential.max(0.0) * trade_exposure.max(0.0) * economic_vulnerability.max(0.0))
        .cbrt()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn disruption_potential_lies_between_0_and_the_concentration(
            producers in prop::collection::vec((0.001_f64..1.0, 0.0_f64..1.0, 0.0_f64..1.0), 1..20),
        ) {
            let sum: f64 = producers.iter().map(|one| one.0).sum();
            let risks: Vec<ProducerRisk> = producers
                .iter()
                .map(|(amount, able, willing)| ProducerRisk {
                    production_share: amount / sum,
                    ability_to_supply: *able,
                    willingness_to_supply: *willing,
                })
                .collect();
            let hhi = crate::herfindahl_hirschman_index(producers.iter().map(|one| one.0)).unwrap();
            let potential = disruption_potential(&risks);
            prop_assert!((0.0..=hhi + 1e-9).contains(&potential));
            let mut other_way = risks.clone();
            other_way.reverse();
            prop_assert!((potential - disruption_potential(&other_way)).abs() < 1e-12);
        }

        #[test]
        fn supply_risk_rises_with_each_factor_and_stays_within_0_and_1(
            a in 0.0_f64..1.0, b in -1.0_f64..1.0, c in 0.0_f64..1.0, more in 0.0_f64..0.5,
        ) {
            let risk = usgs_supply_risk(a, b, c);
            prop_assert!((0.0..=1.0).contains(&risk));
            prop_assert!(risk <= usgs_supply_risk(a + more, b, c) + 1e-12);
            prop_assert!(risk <= usgs_supply_risk(a, b + more, c) + 1e-12);
            prop_assert!(risk <= usgs_supply_risk(a, b, c + more) + 1e-12);
        }
    }

    #[test]
    fn a_sector_without_profit_has_no_vulnerability() {
        let loss = IndustryUse {
            value_added: 1.0,
            expenditure: 1.0,
            operating_profit: -1.0,
        };
        assert_eq!(economic_vulnerability(&[loss], 10.0), None);
        assert_eq!(economic_vulnerability(&[], 0.0), None);
    }
}
