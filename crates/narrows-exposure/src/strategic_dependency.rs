//! The European Commission's core dependency indicators, for any importer.

use crate::hhi::herfindahl_hirschman_index;

/// The three core dependency indicators of the Commission's in-depth review of
/// strategic dependencies, SWD(2021) 352, built for the EU and computed here
/// for any economy or coalition, by value.
///
/// For a single economy every import is external, so that the second is 1
/// wherever there are imports; it tells something of coalitions only.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StrategicDependency {
    /// Σ s² over external suppliers, 0–1; dependency above 0.4.
    pub concentration: Option<f64>,
    /// External over total imports, 0–1; dependency above 0.5.
    pub external_share: Option<f64>,
    /// External imports over exports; dependency above 1. `None` without
    /// exports: the ratio is then unbounded, not zero.
    pub imports_over_exports: Option<f64>,
}

impl StrategicDependency {
    /// Thresholds of the three.
    pub const THRESHOLDS: [f64; 3] = [0.4, 0.5, 1.0];

    /// From the value of each external supplier, of the trade among the
    /// members, and of exports to others; all in the same unit.
    ///
    /// ```
    /// use narrows_exposure::StrategicDependency;
    /// let cdi = StrategicDependency::new(&[60.0, 20.0], 20.0, 40.0);
    /// assert_eq!(cdi.concentration, Some(0.625));
    /// assert_eq!(cdi.external_share, Some(0.8));
    /// assert_eq!(cdi.imports_over_exports, Some(2.0));
    /// ```
    #[must_use]
    pub fn new(external_by_supplier: &[f64], internal: f64, exports: f64) -> Self {
        let external: f64 = external_by_supplier.iter().sum();
        let total = external + internal;
        Self {
            concentration: herfindahl_hirschman_index(external_by_supplier.iter().copied()),
            external_share: (total > 0.0).then(|| external / total),
            imports_over_exports: (exports > 0.0).then(|| external / exports),
        }
    }
}
