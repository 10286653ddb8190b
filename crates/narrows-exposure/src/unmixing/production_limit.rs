//! The most that each economy can have produced of a material.

use std::collections::BTreeSet;

use narrows_core::{Economy, Material, SourceRef, Stage, Year};

use crate::concentration::production_of_year;
use crate::mineral_statistics::MineralStatistics;
use crate::supply_shares::SupplyShare;

/// Sources revise production (gallium of China in 2024 from 750 to 839 t within
/// a year) and leave secondary metal out: what they print is doubled before it
/// limits anything. A choice of this project.
pub const PRODUCTION_ALLOWANCE: f64 = 2.0;

/// Limits on the production of one material in a year.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ProductionLimit {
    /// t of the economies with a printed figure, allowance included.
    named_t: Vec<(Economy, f64)>,
    /// t of any economy that no source names, allowance included.
    unnamed_t: f64,
    /// Economies that some source names as a producer, as a holder of capacity
    /// or as a supplier without a figure of production.
    open: BTreeSet<Economy>,
    /// t of the world, allowance included; `None` where a producer's figure is
    /// withheld.
    pub(crate) world_t: Option<f64>,
    pub(crate) sources: Vec<SourceRef>,
}

impl ProductionLimit {
    /// From every source of production, each economy by its highest figure;
    /// `None` where no source counts production at this stage in this year.
    pub(crate) fn of(
        material: Material,
        statistics: &MineralStatistics,
        shares: &[SupplyShare],
        stage: Stage,
        year: Year,
    ) -> Option<Self> {
        let series: Vec<_> = production_of_year(material, statistics, year)
            .into_iter()
            .filter(|series| series.stage == stage && series.unattributed_t.is_some())
            .collect();
        if series.is_empty() {
            return None;
        }
        let mut limit = Self {
            named_t: Vec::new(),
            unnamed_t: 0.0,
            open: BTreeSet::new(),
            world_t: Some(0.0),
            sources: series.iter().map(|series| series.source.clone()).collect(),
        };
        for one in &series {
            limit.open.extend(&one.unknown);
            for (economy, tonnes) in &one.named_t {
                let printed = one
                    .printed(*economy)
                    .and_then(|figure| figure.interval().ends());
                let high = printed.map_or(*tonnes, |ends| ends.1) * PRODUCTION_ALLOWANCE;
                match limit.named_t.iter_mut().find(|(known, _)| known == economy) {
                    Some((_, known)) => *known = known.max(high),
                    None => limit.named_t.push((*economy, high)),
                }
            }
            let world = one
                .world
                .as_ref()
                .and_then(|figure| figure.interval().ends());
            let rounding = world.map_or(0.0, |ends| (ends.1 - ends.0) / 2.0);
            // What a later edition attributes is no longer anybody's.
            let superseded = series.iter().any(|other| {
                other.source.id == one.source.id && other.source.vintage > one.source.vintage
            });
            if !superseded {
                let rest = (one.unattributed_t.unwrap_or(0.0) + rounding) * PRODUCTION_ALLOWANCE;
                limit.unnamed_t = limit.unnamed_t.max(rest);
            }
            limit.world_t = match (limit.world_t, world) {
                (Some(known), Some(ends)) if one.unknown.is_empty() => {
                    Some(known.max(ends.1 * PRODUCTION_ALLOWANCE))
                }
                _ => None,
            };
        }
        // A source that names an economy otherwise knows of supply that no
        // figure of production counts: refining, recovery from scrap, stocks.
        let otherwise = statistics
            .rows()
            .iter()
            .filter(|row| {
                matches!(row.statistic.as_str(), "capacity" | "import-share")
                    && row.value.is_none_or(|value| value > 0.0)
                    && row.qualifier != "zero"
            })
            .filter_map(|row| row.economy);
        let studied = shares
            .iter()
            .filter(|share| share.share != Some(0.0))
            .filter_map(|share| share.economy);
        for economy in otherwise.chain(studied) {
            let printed = limit
                .named_t
                .iter()
                .any(|(known, tonnes)| *known == economy && *tonnes > 0.0);
            if !printed {
                limit.open.insert(economy);
            }
        }
        limit.sources.sort();
        limit.sources.dedup();
        Some(limit)
    }

    /// The most that an economy can have produced, t; `None` where nothing
    /// limits it.
    pub(crate) fn of_economy(&self, economy: Economy) -> Option<f64> {
        if self.open.contains(&economy) {
            return None;
        }
        Some(
            self.named_t
                .iter()
                .find(|(known, _)| *known == economy)
                .map_or(self.unnamed_t, |(_, tonnes)| *tonnes),
        )
    }
}
