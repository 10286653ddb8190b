//! The trade of one material: every market of its codes, from every source.

use std::collections::{BTreeMap, BTreeSet};

use narrows_core::{CodeRelation, HsCode, HsRevision, Material, MaterialCode, SourceRef, Year};
use narrows_lake::{Lake, LakeVintage, TableKind};

use crate::ExposureError;
use crate::flow_mirrors::{SourceMirrors, read_mirrors};
use crate::market::{FlagScratch, MarketAccumulator};
use crate::scan::{MarketKey, Selection, scan_markets};

/// The markets of a material in one source.
#[derive(Debug, Clone)]
pub struct SourceTrade {
    /// The source and vintage.
    pub source: SourceRef,
    /// Its revision of the Harmonized System.
    pub revision: HsRevision,
    /// First and last year of the source.
    pub years: (i32, i32),
    /// Markets by year and code, with implausible unit values flagged.
    pub markets: BTreeMap<MarketKey, MarketAccumulator>,
    /// What the two reports of each flow say, where the source keeps them.
    pub mirrors: Option<SourceMirrors>,
}

impl SourceTrade {
    /// Reads the markets of these codes in one pass.
    pub(crate) fn read(
        lake: &Lake,
        vintage: &LakeVintage,
        revision: HsRevision,
        years: (i32, i32),
        codes: impl IntoIterator<Item = HsCode>,
    ) -> Result<Self, ExposureError> {
        Self::read_selection(lake, vintage, revision, years, &Selection::codes(codes))
    }

    fn read_selection(
        lake: &Lake,
        vintage: &LakeVintage,
        revision: HsRevision,
        years: (i32, i32),
        selection: &Selection,
    ) -> Result<Self, ExposureError> {
        let table = lake.open_table(vintage, TableKind::Trade)?;
        let mut markets = BTreeMap::new();
        scan_markets(
            &table,
            selection,
            |key, market, scratch: &mut FlagScratch| {
                market.flag_unit_values(scratch);
                (key, market.clone())
            },
            |(key, market)| {
                markets.insert(key, market);
                Ok(())
            },
        )?;
        Ok(Self {
            source: vintage.reference(),
            revision,
            years,
            markets,
            mirrors: read_mirrors(&table, selection)?,
        })
    }

    /// Reads the markets of all codes of these years in one pass.
    pub(crate) fn read_years(
        lake: &Lake,
        vintage: &LakeVintage,
        revision: HsRevision,
        years: (i32, i32),
    ) -> Result<Self, ExposureError> {
        let selection = Selection {
            years: Some(years.0..=years.1),
            ..Selection::default()
        };
        Self::read_selection(lake, vintage, revision, years, &selection)
    }

    /// The part of it that these codes have.
    pub(crate) fn of_codes(&self, codes: &BTreeSet<HsCode>) -> Self {
        Self {
            source: self.source.clone(),
            revision: self.revision,
            years: self.years,
            markets: self
                .markets
                .iter()
                .filter(|(key, _)| codes.contains(&key.hs_code))
                .map(|(key, market)| (*key, market.clone()))
                .collect(),
            mirrors: self.mirrors.as_ref().map(|mirrors| {
                mirrors
                    .iter()
                    .filter(|(key, _)| codes.contains(&key.hs_code))
                    .map(|(key, flows)| (*key, flows.clone()))
                    .collect()
            }),
        }
    }

    /// The codes of which the source has any trade in any year. An extract may
    /// lack a code altogether: that is no trade of zero.
    #[must_use]
    pub fn codes(&self) -> BTreeSet<HsCode> {
        self.markets.keys().map(|key| key.hs_code).collect()
    }

    /// Whether its flows are this program's own reconciliation, so that every
    /// figure from them is an estimate.
    pub(crate) fn is_derived(&self) -> bool {
        self.mirrors.is_some()
    }

    /// Whether the source covers the year.
    #[must_use]
    pub fn covers(&self, year: Year) -> bool {
        (self.years.0..=self.years.1).contains(&year.0)
    }

    /// The markets of these codes in a year as one, flagged code by code.
    #[must_use]
    pub fn market(&self, year: Year, codes: &[HsCode]) -> MarketAccumulator {
        let mut merged = MarketAccumulator::new();
        for hs_code in codes {
            let key = MarketKey {
                year: year.0,
                hs_code: *hs_code,
            };
            if let Some(market) = self.markets.get(&key) {
                merged.merge(market);
            }
        }
        merged
    }
}

/// The trade of one material in every source of the lake.
#[derive(Debug, Clone)]
pub struct MaterialTrade {
    /// The material.
    pub material: Material,
    /// The sources that have any of its codes, by id.
    pub sources: Vec<SourceTrade>,
}

impl MaterialTrade {
    /// Reads it in one pass a source.
    ///
    /// # Errors
    /// If a trade table cannot be read.
    pub fn read(lake: &Lake, material: Material) -> Result<Self, ExposureError> {
        let mut sources = Vec::new();
        for vintage in lake.trade_sources() {
            let (Some(revision), Some(years)) = (vintage.entry.hs_revision, vintage.entry.years)
            else {
                continue;
            };
            let codes: Vec<HsCode> = material
                .codes()
                .iter()
                .filter(|code| code.revision == revision)
                .map(|code| code.hs_code)
                .collect();
            if codes.is_empty() {
                continue;
            }
            sources.push(SourceTrade::read(lake, vintage, revision, years, codes)?);
        }
        Ok(Self { material, sources })
    }

    /// The last year that any source covers.
    #[must_use]
    pub fn last_year(&self) -> Option<Year> {
        self.sources.iter().map(|source| Year(source.years.1)).max()
    }

    /// The material's codes in a revision that hold in a year and are not
    /// baskets, and belong to its usual measure.
    pub(crate) fn primary_codes(
        &self,
        revision: HsRevision,
        year: Year,
    ) -> impl Iterator<Item = &'static MaterialCode> {
        self.material.codes().iter().filter(move |code| {
            code.revision == revision
                && code.primary
                && code.relation != CodeRelation::Basket
                && code.holds_in(year)
        })
    }

    /// Its baskets in a revision.
    pub(crate) fn basket_codes(
        &self,
        revision: HsRevision,
    ) -> impl Iterator<Item = &'static MaterialCode> {
        self.material
            .codes()
            .iter()
            .filter(move |code| code.revision == revision && code.relation == CodeRelation::Basket)
    }
}
