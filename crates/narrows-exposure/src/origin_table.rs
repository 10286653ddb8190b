//! Origins, balances and networks as flat tables, and the sources behind them.

use narrows_core::{Figure, SourceRef};

use crate::exposure_table::{ExposureTable, FigureLabels};
use crate::look_through::OriginExposure;
use crate::mass_balance::MaterialBalance;
use crate::network::TradeNetwork;

fn sorted(sources: impl IntoIterator<Item = SourceRef>) -> Vec<SourceRef> {
    let mut sources: Vec<SourceRef> = sources.into_iter().collect();
    sources.sort();
    sources.dedup();
    sources
}

impl OriginExposure {
    /// Every source behind its figures, sorted.
    #[must_use]
    pub fn sources(&self) -> Vec<SourceRef> {
        sorted(self.stages.iter().flat_map(|stage| {
            let found = [&stage.by_production, &stage.by_exporter_surplus];
            let of = found.into_iter().filter_map(|found| found.known());
            std::iter::once(stage.source.clone())
                .chain(of.flat_map(|known| known.unexplained.sources().to_vec()))
        }))
    }

    /// One figure a row; `part` tells the variant.
    #[must_use]
    pub fn table(&self) -> ExposureTable {
        let mut table = ExposureTable::default();
        for stage in &self.stages {
            let name_of_stage = stage.stage.to_string();
            for (part, found) in [
                ("origin by production", &stage.by_production),
                ("origin by exporter surplus", &stage.by_exporter_surplus),
            ] {
                let Some(known) = found.known() else { continue };
                let mut add = |name: &str, partner: &str, figure: &Figure| {
                    let labels = FigureLabels {
                        subject: &self.subject,
                        material: &self.material,
                        year: Some(self.year),
                        part,
                        stage: &name_of_stage,
                        name,
                        partner,
                    };
                    table.push(&labels, figure);
                };
                for share in &known.shares {
                    let partner = share.economy.alpha3();
                    add("origin", partner, &share.origin);
                    add("direct supplier", partner, &share.direct);
                }
                add("unexplained", "", &known.unexplained);
                add(
                    "herfindahl_hirschman_index_origins",
                    "",
                    &known.herfindahl_hirschman_index_origins,
                );
                add(
                    "herfindahl_hirschman_index_direct",
                    "",
                    &known.herfindahl_hirschman_index_direct,
                );
            }
        }
        table
    }
}

impl MaterialBalance {
    /// Every source behind its figures, sorted.
    #[must_use]
    pub fn sources(&self) -> Vec<SourceRef> {
        sorted(
            self.balances
                .iter()
                .flat_map(|stage| [stage.trade_source.clone(), stage.production_source.clone()]),
        )
    }

    /// One figure a row; the subject is the economy, empty for the world.
    #[must_use]
    pub fn table(&self) -> ExposureTable {
        let mut table = ExposureTable::default();
        for stage in &self.balances {
            let name_of_stage = stage.stage.to_string();
            let mut add = |subject: &str, name: &str, figure: &Figure| {
                let labels = FigureLabels {
                    subject,
                    material: &self.material,
                    year: Some(self.year),
                    part: "mass balance",
                    stage: &name_of_stage,
                    name,
                    partner: "",
                };
                table.push(&labels, figure);
            };
            add("", "world production", &stage.world_production);
            add("", "world trade", &stage.world_trade);
            add("", "unexplained", &stage.unexplained);
            add(
                "",
                "unexplained share of world supply",
                &stage.unexplained_share,
            );
            for one in &stage.economies {
                let subject = one.economy.alpha3();
                add(subject, "production", &one.production);
                add(subject, "imports", &one.imports);
                add(subject, "exports", &one.exports);
                add(subject, "apparent consumption", &one.apparent_consumption);
                add(subject, "unexplained", &one.unexplained);
                add(
                    subject,
                    "unexplained share of world supply",
                    &one.unexplained_share,
                );
            }
        }
        table
    }
}

impl TradeNetwork {
    /// Every source behind its figures, sorted.
    #[must_use]
    pub fn sources(&self) -> Vec<SourceRef> {
        sorted(self.markets.iter().map(|market| market.source.clone()))
    }

    /// One figure a row; the subject is the economy.
    #[must_use]
    pub fn table(&self) -> ExposureTable {
        let mut table = ExposureTable::default();
        for market in &self.markets {
            let stage = market.stage.to_string();
            for one in &market.economies {
                for (name, figure) in [
                    ("weighted_out_degree", &one.weighted_out_degree),
                    ("world_export_share", &one.world_export_share),
                    ("top_supplier_share", &one.top_supplier_share),
                    ("betweenness", &one.betweenness),
                    ("eigenvector_exports", &one.eigenvector_exports),
                    ("eigenvector_imports", &one.eigenvector_imports),
                ] {
                    let labels = FigureLabels {
                        subject: one.economy.alpha3(),
                        material: &self.material,
                        year: Some(self.year),
                        part: "network",
                        stage: &stage,
                        name,
                        partner: "",
                    };
                    table.push(&labels, figure);
                }
            }
        }
        table
    }
}
