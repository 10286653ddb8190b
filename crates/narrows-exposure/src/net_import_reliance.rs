//! Net import reliance: what part of consumption comes from outside.

/// (M − X)/(P + M − X) from imports, exports and production in the same tonnes
/// of the same thing, stock changes left out; from −∞ to 1. A net exporter's
/// reliance is negative. `None` where nothing is consumed.
///
/// Source: U.S. Geological Survey, Mineral Commodity Summaries, appendix B,
/// which adds stock changes and chooses the denominator by mineral; the
/// published figure therefore stands beside this one.
///
/// United States, natural graphite, 2023 (USGS: imports 73,500 t, exports
/// 7,780 t, no production):
///
/// ```
/// use narrows_exposure::net_import_reliance;
/// assert_eq!(net_import_reliance(73_500.0, 7_780.0, 0.0), Some(1.0));
/// ```
#[must_use]
pub fn net_import_reliance(imports: f64, exports: f64, production: f64) -> Option<f64> {
    let consumption = production + imports - exports;
    (consumption > 0.0).then(|| (imports - exports) / consumption)
}
