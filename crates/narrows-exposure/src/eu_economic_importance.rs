//! Economic importance as the European Commission computes it for its list of
//! critical raw materials.

use std::collections::BTreeSet;

use narrows_core::{Material, SourceRef};
use narrows_lake::{Lake, TableKind, read_columns};

use crate::ExposureError;
use crate::eu_supply_risk::Bounds;
use crate::mineral_statistics::{number_at, text_at};

const SOURCE: &str = "eu-crm";

/// The threshold of economic importance above which the Commission calls a
/// material critical if its supply is also at risk.
pub const EU_ECONOMIC_IMPORTANCE_THRESHOLD: f64 = 2.8;

/// One use of a material: its share, and the value added of the manufacturing
/// sector that it goes to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SectorUse {
    /// Share of all use, 0–1; `None` where only a bound is printed.
    pub share: Option<f64>,
    /// The range of the share.
    pub share_range: (f64, f64),
    /// Value added of the sector, million euros; `None` where the use is not
    /// assigned to one.
    pub value_added: Option<f64>,
}

/// EI = Σ(Aₛ·Qₛ)·10/max(VA)·SI_EI, from 0 to 10: the shares of use weighed by
/// the value added of the sectors they go to, where the largest sector is 10.
/// Above 2.8 the Commission calls a material economically important.
///
/// Uses without a sector or with a bound only add nothing, as in the study;
/// [`economic_importance_range`] holds what they could add. `None` without a
/// largest sector.
///
/// Source: European Commission, Methodology for establishing the EU list of
/// critical raw materials, 2017. In the study of 2023 the largest sector is
/// machinery (NACE C28, 204,200 million euros); a material that goes there
/// alone and has no substitute has the index 10, one that goes to chemicals
/// alone (C20, 132,361 million euros) has 6.48:
///
/// ```
/// use narrows_exposure::{SectorUse, economic_importance};
/// let all_to = |value_added: f64| SectorUse {
///     share: Some(1.0),
///     share_range: (0.995, 1.0),
///     value_added: Some(value_added),
/// };
/// assert_eq!(economic_importance(&[all_to(204_200.0)], 204_200.0, 1.0), Some(10.0));
/// let chemicals = economic_importance(&[all_to(132_361.0)], 204_200.0, 1.0).unwrap();
/// assert!((chemicals - 6.48).abs() < 0.005);
/// ```
///
/// A sector's value added stands for its importance, however little of the
/// material it needs.
#[must_use]
pub fn economic_importance(
    uses: &[SectorUse],
    largest_value_added: f64,
    substitution_index: f64,
) -> Option<f64> {
    let weighed: f64 = uses
        .iter()
        .filter_map(|one| Some(one.share? * one.value_added?))
        .sum();
    (largest_value_added > 0.0).then(|| weighed * 10.0 / largest_value_added * substitution_index)
}

/// The lowest and highest economic importance when every share lies within its
/// range and uses without a sector go to none or to the largest.
#[must_use]
pub fn economic_importance_range(
    uses: &[SectorUse],
    largest_value_added: f64,
    substitution: Bounds,
) -> Option<(f64, f64)> {
    let low: f64 = uses
        .iter()
        .map(|one| one.share_range.0 * one.value_added.unwrap_or(0.0))
        .sum();
    let high: f64 = uses
        .iter()
        .map(|one| one.share_range.1 * one.value_added.unwrap_or(largest_value_added))
        .sum();
    let scaled = |sum: f64, index: f64| (sum * 10.0 / largest_value_added * index).min(10.0);
    (largest_value_added > 0.0).then(|| {
        (
            scaled(low, substitution.low),
            scaled(high, substitution.high),
        )
    })
}

/// The uses of a material in the EU study, and the largest sector's value
/// added, million euros. `None` where the lake has no table of uses.
///
/// A row that stands in the table twice, alike in every field, counts once: the
/// study's table has one of magnesium twice, and its shares sum to 113 % with it
/// and to the whole without.
///
/// # Errors
/// If the table cannot be read.
pub(crate) fn sector_uses(
    lake: &Lake,
    material: Material,
) -> Result<Option<(Vec<SectorUse>, f64, SourceRef)>, ExposureError> {
    let Some(vintage) = lake.current(SOURCE) else {
        return Ok(None);
    };
    if vintage.table(TableKind::MaterialUses).is_none() {
        return Ok(None);
    }
    let table = lake.open_table(vintage, TableKind::MaterialUses)?;
    let columns = [
        "material",
        "application",
        "nace_sector",
        "share",
        "share_printed",
        "value_added_meur",
    ];
    let mut uses = Vec::new();
    let mut seen = BTreeSet::new();
    let mut largest = 0.0_f64;
    for batch in read_columns(&table, &columns)? {
        for row in 0..batch.num_rows() {
            let value_added = number_at(&batch, "value_added_meur", row);
            largest = largest.max(value_added.unwrap_or(0.0));
            let name = text_at(&batch, "material", row).unwrap_or_default();
            if !material
                .eu_crm_names()
                .iter()
                .any(|known| known.eq_ignore_ascii_case(&name))
            {
                continue;
            }
            let share = number_at(&batch, "share", row);
            let printed = text_at(&batch, "share_printed", row).unwrap_or_default();
            let fields = (
                name,
                text_at(&batch, "application", row),
                text_at(&batch, "nace_sector", row),
                printed.clone(),
                value_added.map(f64::to_bits),
            );
            if !seen.insert(fields) {
                continue;
            }
            uses.push(SectorUse {
                share,
                share_range: match share {
                    Some(share) => ((share - 0.005).max(0.0), (share + 0.005).min(1.0)),
                    // Printed as `>0%` or `<1%`: less than a printed digit.
                    None => (0.0, bound_of(&printed).max(0.01)),
                },
                value_added,
            });
        }
    }
    Ok(Some((uses, largest, vintage.reference())))
}

/// The number of a bound such as `<0.1%`, as a share.
pub(crate) fn bound_of(printed: &str) -> f64 {
    printed
        .trim_matches(|c: char| !(c.is_ascii_digit() || c == '.'))
        .parse::<f64>()
        .map_or(0.0, |percent| percent / 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_bound_is_read_as_a_share() {
        assert!((bound_of("<0.1%") - 0.001).abs() < 1e-12);
        assert!(bound_of(">0%").abs() < 1e-12);
        assert!(bound_of("").abs() < 1e-12);
    }

    proptest! {
        #[test]
        fn importance_lies_between_0_and_10_and_in_its_range(
            amounts in prop::collection::vec((0.001_f64..1.0, 0.0_f64..1.0), 1..12),
            substitution in 0.0_f64..1.0,
        ) {
            let sum: f64 = amounts.iter().map(|(amount, _)| amount).sum();
            let uses: Vec<SectorUse> = amounts
                .iter()
                .map(|(amount, value_added)| SectorUse {
                    share: Some(amount / sum),
                    share_range: (amount / sum, amount / sum),
                    value_added: Some(*value_added),
                })
                .collect();
            let value = economic_importance(&uses, 1.0, substitution).unwrap();
            let (low, high) =
                economic_importance_range(&uses, 1.0, Bounds::exact(substitution)).unwrap();
            prop_assert!((-1e-9..=10.0 + 1e-9).contains(&value));
            prop_assert!(low <= value + 1e-9 && value <= high + 1e-9);
            let mut other_way = uses.clone();
            other_way.reverse();
            let again = economic_importance(&other_way, 1.0, substitution).unwrap();
            prop_assert!((value - again).abs() < 1e-9);
        }
    }
}
