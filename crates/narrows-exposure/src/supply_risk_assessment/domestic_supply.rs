//! Domestic supply that the study's table of the EU's own sourcing leaves out.
//!
//! In the method own sourcing is imports and domestic production, and import
//! reliance is net imports over both: what is not imported is domestic. Where
//! the table of own sourcing names the imports alone, the rest is domestic; it
//! belongs to the one member that the table of global supply names as a
//! producer of the stage. With several producers nobody can tell whose it is.

use narrows_core::Economy;

use crate::eu_supply_risk::{Bounds, TRADE_PARAMETER};
use crate::supply_shares::SupplyShare;

/// Domestic supply beside the suppliers that are named.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct DomesticSupply {
    pub(super) producer: Economy,
    /// Share of own sourcing, 0–1.
    pub(super) share: Bounds,
    pub(super) trade_parameter: f64,
}

/// The domestic supply that is missing from `own`, if more than rounding is
/// missing: as much as nobody is named for, and no more than import reliance
/// leaves.
pub(super) fn unnamed_domestic_supply(
    own: &[&SupplyShare],
    global: &[&SupplyShare],
    reliance: Option<Bounds>,
    members: &[Economy],
) -> Option<DomesticSupply> {
    let reliance = reliance.filter(|reliance| reliance.value.is_finite())?;
    if own.is_empty() {
        return None;
    }
    let is_member = |share: &SupplyShare| share.economy.is_some_and(|one| members.contains(&one));
    let sum = |shares: &mut dyn Iterator<Item = &&SupplyShare>| -> f64 {
        shares.filter_map(|share| share.share).sum()
    };
    let unnamed = 1.0 - sum(&mut own.iter());
    let lacking = 1.0 - reliance.value - sum(&mut own.iter().filter(|share| is_member(share)));
    let amount = unnamed.min(lacking);
    // Each share may be off by half a digit, one that is not printed as well,
    // and so may reliance.
    let rounding = own.iter().map(|share| share.rounding()).sum::<f64>()
        + 0.005
        + (reliance.high - reliance.low) / 2.0;
    if amount <= rounding {
        return None;
    }
    let mut producers: Vec<&SupplyShare> = global
        .iter()
        .copied()
        .filter(|share| is_member(share))
        .collect();
    producers.dedup_by_key(|share| share.economy);
    let [producer] = producers.as_slice() else {
        return None;
    };
    Some(DomesticSupply {
        producer: producer.economy?,
        share: Bounds::rounded(amount, rounding, 1.0),
        trade_parameter: producer.trade_parameter.unwrap_or(TRADE_PARAMETER.0),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use narrows_core::SourceRef;

    fn share(scope: &str, code: &str, printed: &str) -> SupplyShare {
        let number = printed.trim_end_matches('%').parse::<f64>();
        SupplyShare {
            source: SourceRef::new("test", "1"),
            scope: scope.to_owned(),
            stage: "extraction".to_owned(),
            economy: Economy::from_alpha3(code),
            label: code.to_owned(),
            share: number.ok().map(|percent| percent / 100.0),
            printed: printed.to_owned(),
            trade_parameter: Some(if code == "FIN" { 0.8 } else { 1.0 }),
        }
    }

    fn found(
        own: &[SupplyShare],
        global: &[SupplyShare],
        reliance: Option<f64>,
    ) -> Option<DomesticSupply> {
        let members = ["FIN", "GRC"].map(|code| Economy::from_alpha3(code).unwrap());
        let own: Vec<&SupplyShare> = own.iter().collect();
        let global: Vec<&SupplyShare> = global.iter().collect();
        let reliance = reliance.map(|value| Bounds::rounded(value, 0.005, 1.0));
        unnamed_domestic_supply(&own, &global, reliance, &members)
    }

    /// Chromium ore in the study of 2023: imports of 9 % are named, reliance is
    /// 7 %, and Finland is the only producer inside the EU.
    #[test]
    fn what_is_not_imported_is_of_the_one_producer() {
        let own = [share("eu", "ZAF", "7%"), share("eu", "TUR", "2%")];
        let global = [
            share("global", "ZAF", "55.5%"),
            share("global", "FIN", "3.4%"),
        ];
        let domestic = found(&own, &global, Some(0.07)).unwrap();
        assert_eq!(domestic.producer.alpha3(), "FIN");
        assert!((domestic.share.value - 0.91).abs() < 1e-12);
        assert!(domestic.share.low < 0.9 && domestic.share.high > 0.92);
        assert!((domestic.trade_parameter - 0.8).abs() < f64::EPSILON);
        assert_eq!(found(&own, &global, None), None, "reliance is not known");
        assert_eq!(
            found(&own, &global[..1], Some(0.07)),
            None,
            "nobody produces"
        );
        let two = [global[1].clone(), share("global", "GRC", "<0.1%")];
        assert_eq!(found(&own, &two, Some(0.07)), None, "two produce");
        // All is imported: who is not named is an importer's supplier.
        assert_eq!(found(&own, &global, Some(1.0)), None);
    }

    #[test]
    fn a_table_that_names_domestic_supply_is_left_as_it_is() {
        let global = [share("global", "FIN", "3.4%")];
        // Rounding alone is missing.
        let whole = [share("eu", "FIN", "91%"), share("eu", "ZAF", "7%")];
        assert_eq!(found(&whole, &global, Some(0.07)), None);
        // Imports are missing, and domestic supply is not.
        let imports = [share("eu", "FIN", "40%"), share("eu", "ZAF", "30%")];
        assert_eq!(found(&imports, &global, Some(0.6)), None);
        assert_eq!(found(&[], &global, Some(0.07)), None);
    }
}
