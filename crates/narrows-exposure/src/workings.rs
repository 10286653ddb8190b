//! The plain numbers behind a method panel, kept so that it can be explained
//! row by row without reading the lake again.

use narrows_core::{Economy, HsCode, SourceRef, Year};

use crate::concentration::ProductionConcentration;
use crate::geodep::GeoDepYear;
use crate::imports::Imports;
use crate::market::FlowTotal;
use crate::supply_risk_assessment::usgs_factors::UsgsWorkings;
use crate::trade_product::ProductInputs;

/// What the panel was computed from.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Workings {
    pub(crate) year: Year,
    pub(crate) members: Vec<Economy>,
    /// Imports, largest first by value.
    pub(crate) flows: Vec<FlowTotal>,
    pub(crate) internal_kusd: f64,
    pub(crate) exports_kusd: f64,
    pub(crate) exports_t: f64,
    /// World exports by exporter, largest first, kUSD.
    pub(crate) world: Vec<(Economy, f64)>,
    /// Political instability of the exporter of each flow.
    pub(crate) instability: Vec<Option<f64>>,
    /// Source and year of the instability.
    pub(crate) governance: Option<(SourceRef, Year)>,
    pub(crate) production: Option<ProductionConcentration>,
    /// Shares of the origins by production, the largest first.
    pub(crate) origins: Vec<(Economy, f64)>,
    /// The three years of GeoDep, oldest first.
    pub(crate) geodep: Vec<(Year, Option<GeoDepYear>)>,
    /// The method of the USGS; set once supply risk is assessed.
    pub(crate) usgs: Option<UsgsWorkings>,
}

impl Workings {
    pub(crate) fn of(
        inputs: &ProductInputs<'_>,
        codes: &[HsCode],
        imports: &Imports,
        origins: Vec<(Economy, f64)>,
    ) -> Self {
        let mut world: Vec<(Economy, f64)> = inputs
            .source
            .market(inputs.year, codes)
            .exports_by_economy()
            .into_iter()
            .map(|(economy, value, _)| (economy, value))
            .collect();
        world.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let geodep = (0..3)
            .rev()
            .map(|back| {
                let year = Year(inputs.year.0 - back);
                let covered = inputs.source.covers(year)
                    && inputs.codes.iter().all(|code| code.holds_in(year));
                let told = covered.then(|| {
                    if back == 0 {
                        imports.geodep()
                    } else {
                        Imports::read(inputs.source, year, codes, inputs.subject).geodep()
                    }
                });
                (year, told)
            })
            .collect();
        Self {
            year: inputs.year,
            members: inputs.subject.members().collect(),
            flows: imports.flows.clone(),
            internal_kusd: imports.internal_kusd,
            exports_kusd: imports.exports_kusd,
            exports_t: imports.exports_t,
            world,
            instability: imports
                .flows
                .iter()
                .map(|flow| inputs.governance?.risk(flow.exporter()))
                .collect(),
            governance: inputs
                .governance
                .map(|governance| (governance.source.clone(), governance.year)),
            production: inputs.production.cloned(),
            origins,
            geodep,
            usgs: None,
        }
    }
}
