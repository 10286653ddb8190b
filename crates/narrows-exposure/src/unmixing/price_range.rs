//! What a tonne of a material can cost: published prices, widened.

use narrows_core::{Material, SourceRef, Year};

use super::knowledge::Knowledge;
use crate::mineral_statistics::MineralStatistics;

/// How many times below or above a published price of the year a traded tonne
/// may have cost, unless the caller says otherwise.
///
/// It is a choice of this project, not a measurement. Two published prices of
/// one metal in one year differ by 13 % at most (indium 2024), but they are of
/// one purity, and customs count crude and pure metal and alloys under one
/// code.
pub const PRICE_FACTOR: f64 = 4.0;

/// The range of a material's price in a year.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PriceRange {
    /// USD/kg, which is kUSD/t.
    pub(crate) low: f64,
    pub(crate) high: f64,
    /// The lowest and the highest published price.
    pub(crate) published: (f64, f64),
    pub(crate) source: SourceRef,
}

impl PriceRange {
    /// The range around the published prices of the year; `None` where the
    /// lake has none.
    pub(crate) fn of(
        material: Material,
        statistics: &MineralStatistics,
        year: Year,
        factor: f64,
    ) -> Option<Self> {
        let series = Knowledge::get().price_series(material);
        let rows: Vec<(f64, &SourceRef)> = statistics
            .of("salient-united-states", "price")
            .filter(|row| row.years == (year.0, year.0) && series.contains(&row.series))
            .filter_map(|row| {
                let per_kilogram = match row.unit.as_str() {
                    "USD/kg" => 1.0,
                    "USD/t" => 1e-3,
                    _ => return None,
                };
                let price = row.value? * per_kilogram;
                (price > 0.0).then_some((price, &row.source))
            })
            .collect();
        // The latest edition has the revised figure.
        let source = rows.iter().map(|(_, source)| *source).max()?.clone();
        let prices = rows
            .iter()
            .filter(|(_, of)| **of == source)
            .map(|(price, _)| *price);
        let published = (prices.clone().reduce(f64::min)?, prices.reduce(f64::max)?);
        Some(Self {
            low: published.0 / factor,
            high: published.1 * factor,
            published,
            source,
        })
    }

    /// `110 to 1,756 USD/kg around 439`.
    pub(crate) fn words(&self) -> String {
        let around = if self.published.0 == self.published.1 {
            whole(self.published.0)
        } else {
            format!("{} to {}", whole(self.published.0), whole(self.published.1))
        };
        format!(
            "{} to {} USD/kg around {around} ({})",
            whole(self.low),
            whole(self.high),
            self.source
        )
    }
}

fn whole(price: f64) -> String {
    format!("{price:.0}")
}
