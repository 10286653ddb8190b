//! What an exposure draws: suppliers over the years or of one year, and the
//! producers of the world.

use narrows_exposure::{MaterialExposure, ProductionConcentration, TradeProduct};

use crate::document::{Block, Chart, RankedBar, YearPoint};

/// Suppliers and producers drawn.
const BARS: usize = 8;

/// The largest suppliers' shares over the years that the source covers; none
/// where it covers a single one.
pub(crate) fn shares_chart(exposure: &MaterialExposure, product: &TradeProduct) -> Option<Block> {
    let series: Vec<(String, Vec<YearPoint>)> = product
        .suppliers
        .iter()
        .take(4)
        .map(|supplier| {
            let points = product
                .over_time
                .iter()
                .filter_map(|at| {
                    let (_, share) = at
                        .shares
                        .iter()
                        .find(|(economy, _)| *economy == supplier.economy)?;
                    YearPoint::of(at.year.0, share)
                })
                .collect();
            (supplier.economy.name().to_owned(), points)
        })
        .collect();
    series.iter().any(|(_, points)| points.len() > 1).then(|| {
        Block::Chart(Chart::SharesOverTime {
            caption: format!(
                "{}: share of import value by supplier, {}, {}, to {}",
                exposure.subject_name, exposure.material_name, product.stage, exposure.year
            ),
            series,
        })
    })
}

/// The largest suppliers of the year alone, where the source covers no other.
pub(crate) fn suppliers_chart(
    exposure: &MaterialExposure,
    product: &TradeProduct,
) -> Option<Block> {
    let bars: Vec<RankedBar> = product
        .suppliers
        .iter()
        .take(BARS)
        .map(|supplier| RankedBar::of(supplier.economy.name(), &supplier.share))
        .collect();
    (!bars.is_empty()).then(|| {
        Block::Chart(Chart::RankedBars {
            caption: format!(
                "{}: share of import value by supplier, {}, {}, {}",
                exposure.subject_name, exposure.material_name, product.stage, exposure.year
            ),
            axis: "%".to_owned(),
            bars,
        })
    })
}

/// The largest producers of one series.
pub(crate) fn producers_chart(series: &ProductionConcentration) -> Option<Block> {
    let bars: Vec<RankedBar> = series
        .producers
        .iter()
        .take(BARS)
        .map(|producer| RankedBar::of(producer.economy.name(), &producer.share))
        .collect();
    (!bars.is_empty()).then(|| {
        Block::Chart(Chart::RankedBars {
            caption: format!(
                "Share of world production: {}, {}, {} ({} {})",
                series.series, series.basis, series.period, series.source.id, series.source.vintage
            ),
            axis: "%".to_owned(),
            bars,
        })
    })
}
