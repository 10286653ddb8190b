//! One way to compute origins, with the shares and the index that it gives.

use super::ANYONES_ABOVE;
use super::market_nodes::SUBJECT;
use crate::hhi::{herfindahl_hirschman_index, hhi_bounds};
use crate::supply_network::{ImportOrigins, SupplyFlow, SupplyNetwork};

/// One way to compute the origins: which flows, in which unit.
pub(super) struct Way {
    /// Direct imports by node.
    pub(super) direct: Vec<f64>,
    pub(super) origins: ImportOrigins,
    pub(super) total: f64,
}

impl Way {
    pub(super) fn new(
        flows: Vec<SupplyFlow>,
        network: impl FnOnce(Vec<SupplyFlow>) -> SupplyNetwork,
        nodes: usize,
    ) -> Option<Self> {
        let mut direct = vec![0.0; nodes];
        for flow in &flows {
            if flow.importer == SUBJECT && flow.exporter != SUBJECT {
                direct[flow.exporter] += flow.amount;
            }
        }
        let network = network(flows);
        let origins = network.origins_of_imports(SUBJECT)?;
        Some(Self {
            direct,
            total: network.imports(SUBJECT),
            origins,
        })
    }

    pub(super) fn unexplained(&self) -> f64 {
        (self.origins.unexplained.iter().sum::<f64>() + self.origins.untraced) / self.total
    }

    pub(super) fn produced(&self, node: usize) -> f64 {
        self.origins.produced[node] / self.total
    }

    pub(super) fn held(&self, node: usize) -> f64 {
        (self.origins.produced[node] + self.origins.unexplained[node]) / self.total
    }

    pub(super) fn direct(&self, node: usize) -> f64 {
        self.direct[node] / self.total
    }

    /// Lowest and highest share that a node can have.
    pub(super) fn bounds(&self, node: usize) -> (f64, f64) {
        let high = if self.unexplained() > ANYONES_ABOVE {
            self.produced(node) + self.unexplained()
        } else {
            self.held(node)
        };
        (self.produced(node), high.min(1.0))
    }

    /// The index with the unexplained part at whoever exports it, and its range
    /// from spread thin to all with the largest origin.
    pub(super) fn hhi(&self) -> Option<(f64, f64, f64)> {
        let nodes = self.direct.len();
        let produced: Vec<f64> = (0..nodes).map(|node| self.produced(node)).collect();
        let held: Vec<f64> = (0..nodes).map(|node| self.held(node)).collect();
        let value = herfindahl_hirschman_index(held.iter().copied())?;
        let (low, _) = hhi_bounds(&produced, self.unexplained())?;
        let largest = produced.iter().copied().fold(0.0, f64::max);
        let rest = low - largest * largest;
        let high = (rest + (largest + self.unexplained()).powi(2)).min(1.0);
        Some((value, low.min(value), high.max(value)))
    }
}
