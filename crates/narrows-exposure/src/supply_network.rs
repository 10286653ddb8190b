//! Where goods come from after every re-export: plain numbers, no figures.
//!
//! The nodes are economies (or a coalition as one node), the flows are exports
//! of one good in one year in one unit. Each node has a supply
//! `S = P + U + M`: what it produces, what it exports without either producing
//! or importing it (the *unexplained* part, `U = max(0, X − P − M)`), and what
//! it imports. What it exports has the origins of its supply. With
//! `B = T / S` row by row (exporters are rows) and `G = P + U` that is
//!
//! > O = diag(G) · (I − B)⁻¹
//!
//! where `O[i][j]` is the amount of origin `i` in the supply of `j`: each column
//! adds up to the supply of its holder.

use nalgebra::{DMatrix, DVector};

/// Amounts below this part of a node's trade are rounding, not goods.
const NEGLIGIBLE: f64 = 1e-12;

/// How far a column may miss its holder's supply before the circuits count as
/// too nearly closed to be solved.
const TOLERANCE: f64 = 1e-6;

/// An amount that goes from one node to another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SupplyFlow {
    /// Node that exports.
    pub exporter: usize,
    /// Node that imports.
    pub importer: usize,
    /// Amount, in the unit that production has.
    pub amount: f64,
}

/// Production and trade of one good among nodes numbered from 0.
#[derive(Debug, Clone, PartialEq)]
pub struct SupplyNetwork {
    /// By exporter, then importer.
    flows: Vec<SupplyFlow>,
    production: Vec<f64>,
    unexplained: Vec<f64>,
    imports: Vec<f64>,
    exports: Vec<f64>,
    /// Whether anything that is produced or unexplained reaches the node.
    traced: Vec<bool>,
}

/// Where the imports of one node come from. Everything together adds up to the
/// imports.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportOrigins {
    /// Produced by each node.
    pub produced: Vec<f64>,
    /// Exported by each node beyond what it produced and imported.
    pub unexplained: Vec<f64>,
    /// From circuits of re-exports that nothing flows into.
    pub untraced: f64,
}

/// Where the supply of every node comes from.
#[derive(Debug, Clone, PartialEq)]
pub struct OriginMatrix {
    sources: Vec<usize>,
    amounts: Vec<f64>,
    untraced: Vec<f64>,
}

impl OriginMatrix {
    /// The nodes that anything comes from, in order.
    #[must_use]
    pub fn sources(&self) -> &[usize] {
        &self.sources
    }

    /// The amounts in a node's supply, one for each of
    /// [`OriginMatrix::sources`]; both what is produced and what is unexplained.
    #[must_use]
    pub fn of(&self, holder: usize) -> &[f64] {
        let width = self.sources.len();
        &self.amounts[holder * width..(holder + 1) * width]
    }

    /// The part of a node's supply that circulates without a source.
    #[must_use]
    pub fn untraced(&self, holder: usize) -> f64 {
        self.untraced[holder]
    }
}

impl SupplyNetwork {
    /// From the production of each node and flows in any order. Flows that are
    /// not positive, or from a node to itself, are passed over.
    #[must_use]
    pub fn new(production: Vec<f64>, flows: impl IntoIterator<Item = SupplyFlow>) -> Self {
        let nodes = production.len();
        let mut network = Self::trade(nodes, flows);
        network.unexplained = (0..nodes)
            .map(|node| {
                let short = network.exports[node] - production[node] - network.imports[node];
                if short > NEGLIGIBLE * network.exports[node] {
                    short
                } else {
                    0.0
                }
            })
            .collect();
        network.production = production;
        network.trace();
        network
    }

    /// Without any knowledge of production: each node is taken to produce what
    /// it exports beyond its imports, `max(0, X − M)`. Then nothing is
    /// unexplained, and a producer that imports more than it exports does not
    /// show.
    #[must_use]
    pub fn by_exporter_surplus(nodes: usize, flows: impl IntoIterator<Item = SupplyFlow>) -> Self {
        let mut network = Self::trade(nodes, flows);
        network.production = (0..nodes)
            .map(|node| {
                let surplus = network.exports[node] - network.imports[node];
                if surplus > NEGLIGIBLE * network.exports[node] {
                    surplus
                } else {
                    0.0
                }
            })
            .collect();
        network.trace();
        network
    }

    fn trade(nodes: usize, flows: impl IntoIterator<Item = SupplyFlow>) -> Self {
        let mut flows: Vec<SupplyFlow> = flows
            .into_iter()
            .filter(|flow| {
                flow.amount > 0.0
                    && flow.exporter != flow.importer
                    && flow.exporter < nodes
                    && flow.importer < nodes
            })
            .collect();
        flows.sort_by(|a, b| {
            (a.exporter, a.importer)
                .cmp(&(b.exporter, b.importer))
                .then(a.amount.total_cmp(&b.amount))
        });
        let mut imports = vec![0.0; nodes];
        let mut exports = vec![0.0; nodes];
        for flow in &flows {
            exports[flow.exporter] += flow.amount;
            imports[flow.importer] += flow.amount;
        }
        Self {
            flows,
            production: vec![0.0; nodes],
            unexplained: vec![0.0; nodes],
            imports,
            exports,
            traced: vec![false; nodes],
        }
    }

    /// Marks the nodes that a source reaches. The others trade in circuits that
    /// nothing flows into; they cannot export to traced nodes, since whoever
    /// exports more than it imports is a source.
    fn trace(&mut self) {
        let mut open: Vec<usize> = (0..self.production.len())
            .filter(|node| self.origin(*node) > 0.0)
            .collect();
        for node in &open {
            self.traced[*node] = true;
        }
        while let Some(node) = open.pop() {
            let start = self.flows.partition_point(|flow| flow.exporter < node);
            for flow in &self.flows[start..] {
                if flow.exporter != node {
                    break;
                }
                if !self.traced[flow.importer] {
                    self.traced[flow.importer] = true;
                    open.push(flow.importer);
                }
            }
        }
    }

    /// `G`: what enters the network at a node.
    fn origin(&self, node: usize) -> f64 {
        self.production[node] + self.unexplained[node]
    }

    /// `S = P + U + M`.
    #[must_use]
    pub fn supply(&self, node: usize) -> f64 {
        self.origin(node) + self.imports[node]
    }

    /// `M`.
    #[must_use]
    pub fn imports(&self, node: usize) -> f64 {
        self.imports[node]
    }

    /// `X`.
    #[must_use]
    pub fn exports(&self, node: usize) -> f64 {
        self.exports[node]
    }

    /// `U = max(0, X − P − M)`.
    #[must_use]
    pub fn unexplained(&self, node: usize) -> f64 {
        self.unexplained[node]
    }

    /// The nodes that pass on what they import, and each node's place among
    /// them: what has to be solved for. All others follow by substitution.
    fn re_exporters(&self) -> (Vec<usize>, Vec<Option<usize>>) {
        let mut places = vec![None; self.production.len()];
        let mut nodes = Vec::new();
        for (node, place) in places.iter_mut().enumerate() {
            if self.traced[node] && self.imports[node] > 0.0 && self.exports[node] > 0.0 {
                *place = Some(nodes.len());
                nodes.push(node);
            }
        }
        (nodes, places)
    }

    /// Where the imports of one node come from: one solution, not the whole
    /// matrix. `None` where it imports nothing, and where circuits of re-exports
    /// are so nearly closed that no reliable solution exists.
    #[must_use]
    pub fn origins_of_imports(&self, holder: usize) -> Option<ImportOrigins> {
        let total = self.imports[holder];
        if total <= 0.0 {
            return None;
        }
        let (nodes, places) = self.re_exporters();
        let share = |flow: &SupplyFlow| flow.amount / self.supply(flow.exporter);
        let mut system = DMatrix::<f64>::identity(nodes.len(), nodes.len());
        // How much of each node's supply ends up with the holder.
        let mut reaching = vec![0.0; self.production.len()];
        let mut untraced = 0.0;
        for flow in &self.flows {
            if !self.traced[flow.exporter] {
                if flow.importer == holder {
                    untraced += flow.amount;
                }
                continue;
            }
            if flow.importer == holder {
                reaching[flow.exporter] += share(flow);
            }
            if let (Some(row), Some(column)) = (places[flow.exporter], places[flow.importer]) {
                system[(row, column)] -= share(flow);
            }
        }
        let mut solved = DVector::from_iterator(nodes.len(), nodes.iter().map(|n| reaching[*n]));
        // An empty system has nothing to solve, and no decomposition either.
        if !nodes.is_empty() && !system.lu().solve_mut(&mut solved) {
            return None;
        }
        for (node, value) in nodes.iter().zip(solved.iter()) {
            reaching[*node] = value.max(0.0);
        }
        // Those who only export reach the holder directly and through others.
        for flow in &self.flows {
            if let (None, Some(place)) = (places[flow.exporter], places[flow.importer])
                && self.traced[flow.exporter]
            {
                reaching[flow.exporter] += share(flow) * solved[place].max(0.0);
            }
        }
        let part = |of: &[f64]| -> Vec<f64> {
            of.iter()
                .zip(&reaching)
                .map(|(amount, reach)| amount * reach)
                .collect()
        };
        let (produced, unexplained) = (part(&self.production), part(&self.unexplained));
        let sum = produced.iter().sum::<f64>() + unexplained.iter().sum::<f64>() + untraced;
        ((sum - total).abs() <= TOLERANCE * total).then_some(ImportOrigins {
            produced,
            unexplained,
            untraced,
        })
    }

    /// Where the supply of every node comes from. `None` where circuits of
    /// re-exports are so nearly closed that no reliable solution exists.
    #[must_use]
    pub fn origins_of_supply(&self) -> Option<OriginMatrix> {
        let (nodes, places) = self.re_exporters();
        let count = self.production.len();
        let sources: Vec<usize> = (0..count).filter(|node| self.origin(*node) > 0.0).collect();
        let width = sources.len();
        let mut source_of = vec![None; count];
        for (position, node) in sources.iter().enumerate() {
            source_of[*node] = Some(position);
        }
        let mut amounts = vec![0.0; count * width];
        for (position, node) in sources.iter().enumerate() {
            amounts[node * width + position] = self.origin(*node);
        }
        // Transposed, so that no row is exchanged and no sign is lost: each
        // column's diagonal is at least the sum of what stands below it.
        let mut system = DMatrix::<f64>::identity(nodes.len(), nodes.len());
        let mut entering = DMatrix::<f64>::zeros(nodes.len(), width);
        for (place, node) in nodes.iter().enumerate() {
            if let Some(position) = source_of[*node] {
                entering[(place, position)] = self.origin(*node);
            }
        }
        for flow in self.flows.iter().filter(|flow| self.traced[flow.exporter]) {
            let Some(row) = places[flow.importer] else {
                continue;
            };
            if let Some(column) = places[flow.exporter] {
                system[(row, column)] -= flow.amount / self.supply(flow.exporter);
            } else if let Some(position) = source_of[flow.exporter] {
                // It imports nothing, so all it exports is its own.
                entering[(row, position)] += flow.amount;
            }
        }
        if !nodes.is_empty() && width > 0 && !system.lu().solve_mut(&mut entering) {
            return None;
        }
        for (place, node) in nodes.iter().enumerate() {
            for (position, amount) in amounts[node * width..(node + 1) * width]
                .iter_mut()
                .enumerate()
            {
                *amount = entering[(place, position)].max(0.0);
            }
        }
        let mut untraced = vec![0.0; count];
        for flow in &self.flows {
            if !self.traced[flow.exporter] {
                untraced[flow.importer] += flow.amount;
            } else if places[flow.importer].is_none() {
                if places[flow.exporter].is_some() {
                    let share = flow.amount / self.supply(flow.exporter);
                    let (from, to) = (flow.exporter * width, flow.importer * width);
                    for position in 0..width {
                        amounts[to + position] += amounts[from + position] * share;
                    }
                } else if let Some(position) = source_of[flow.exporter] {
                    amounts[flow.importer * width + position] += flow.amount;
                }
            }
        }
        let matrix = OriginMatrix {
            sources,
            amounts,
            untraced,
        };
        let sound = (0..count).all(|holder| {
            let sum: f64 = matrix.of(holder).iter().sum::<f64>() + matrix.untraced(holder);
            (sum - self.supply(holder)).abs() <= TOLERANCE * self.supply(holder)
        });
        sound.then_some(matrix)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn flow(exporter: usize, importer: usize, amount: f64) -> SupplyFlow {
        SupplyFlow {
            exporter,
            importer,
            amount,
        }
    }

    /// A producer of 100 sells 60 to a hub that sells 40 on; the customer also
    /// buys 10 from the producer: all 50 are the producer's.
    #[test]
    fn a_hub_is_seen_through() {
        let network = SupplyNetwork::new(
            vec![100.0, 0.0, 0.0],
            [flow(0, 1, 60.0), flow(1, 2, 40.0), flow(0, 2, 10.0)],
        );
        let origins = network.origins_of_imports(2).unwrap();
        assert!((origins.produced[0] - 50.0).abs() < 1e-12);
        assert_eq!(origins.produced[1], 0.0);
        assert_eq!(origins.unexplained, [0.0; 3]);
    }

    /// The hub exports 40 but neither produces nor imports more than 10: 30 are
    /// unexplained, and of its supply a quarter is the producer's.
    #[test]
    fn what_a_hub_cannot_have_is_unexplained() {
        let network =
            SupplyNetwork::new(vec![100.0, 0.0, 0.0], [flow(0, 1, 10.0), flow(1, 2, 40.0)]);
        assert!((network.unexplained(1) - 30.0).abs() < 1e-12);
        let origins = network.origins_of_imports(2).unwrap();
        assert!((origins.produced[0] - 10.0).abs() < 1e-12);
        assert!((origins.unexplained[1] - 30.0).abs() < 1e-12);
    }

    /// Two economies that sell each other what neither produces.
    #[test]
    fn a_closed_circuit_has_no_origin() {
        let network = SupplyNetwork::new(
            vec![0.0, 0.0, 5.0, 0.0],
            [flow(0, 1, 10.0), flow(1, 0, 10.0), flow(2, 3, 5.0)],
        );
        let origins = network.origins_of_imports(0).unwrap();
        assert_eq!(origins.untraced, 10.0);
        assert!(origins.produced.iter().all(|amount| *amount == 0.0));
        let matrix = network.origins_of_supply().unwrap();
        assert_eq!(matrix.untraced(1), 10.0);
        assert_eq!(matrix.of(3), [5.0]);
    }

    #[test]
    fn surplus_stands_for_production() {
        let network = SupplyNetwork::by_exporter_surplus(3, [flow(0, 1, 60.0), flow(1, 2, 40.0)]);
        let origins = network.origins_of_imports(2).unwrap();
        assert!((origins.produced[0] - 40.0).abs() < 1e-12);
        assert_eq!(origins.produced[1], 0.0);
    }

    fn networks() -> impl Strategy<Value = (Vec<f64>, Vec<SupplyFlow>)> {
        (2_usize..12).prop_flat_map(|nodes| {
            let amount = prop_oneof![Just(0.0), 0.0..100.0_f64];
            let flows = prop::collection::vec((0..nodes, 0..nodes, 0.001..50.0_f64), 1..60);
            (prop::collection::vec(amount, nodes), flows).prop_map(|(production, flows)| {
                let flows = flows
                    .into_iter()
                    .map(|(exporter, importer, amount)| flow(exporter, importer, amount))
                    .collect();
                (production, flows)
            })
        })
    }

    proptest! {
        #[test]
        fn origins_add_up_and_none_is_negative((production, flows) in networks()) {
            let nodes = production.len();
            let network = SupplyNetwork::new(production, flows);
            let matrix = network.origins_of_supply().unwrap();
            for holder in 0..nodes {
                let amounts = matrix.of(holder);
                prop_assert!(amounts.iter().all(|amount| *amount >= 0.0));
                let sum = amounts.iter().sum::<f64>() + matrix.untraced(holder);
                prop_assert!((sum - network.supply(holder)).abs() <= 1e-9 * (1.0 + sum));
                if let Some(origins) = network.origins_of_imports(holder) {
                    let sum = origins.produced.iter().sum::<f64>()
                        + origins.unexplained.iter().sum::<f64>()
                        + origins.untraced;
                    prop_assert!((sum - network.imports(holder)).abs() <= 1e-9 * (1.0 + sum));
                }
            }
        }

        /// What is consumed of each origin adds up to what entered there.
        #[test]
        fn tonnes_are_conserved((production, flows) in networks()) {
            let nodes = production.len();
            let network = SupplyNetwork::new(production, flows);
            let matrix = network.origins_of_supply().unwrap();
            for (position, source) in matrix.sources().iter().enumerate() {
                let kept: f64 = (0..nodes)
                    .filter(|holder| network.supply(*holder) > 0.0)
                    .map(|holder| {
                        let stays = 1.0 - network.exports(holder) / network.supply(holder);
                        matrix.of(holder)[position] * stays
                    })
                    .sum();
                let entered = network.origin(*source);
                prop_assert!((kept - entered).abs() <= 1e-7 * (1.0 + entered), "{kept} {entered}");
            }
        }

        /// The one solution and the whole matrix tell the same.
        #[test]
        fn one_holder_is_the_column_of_the_matrix((production, flows) in networks()) {
            let nodes = production.len();
            let network = SupplyNetwork::new(production, flows);
            let matrix = network.origins_of_supply().unwrap();
            for holder in 0..nodes {
                let Some(origins) = network.origins_of_imports(holder) else { continue };
                for (position, source) in matrix.sources().iter().enumerate() {
                    let own = if *source == holder { network.origin(*source) } else { 0.0 };
                    let imported = matrix.of(holder)[position] - own;
                    let found = origins.produced[*source] + origins.unexplained[*source];
                    prop_assert!((imported - found).abs() <= 1e-7 * (1.0 + found));
                }
            }
        }

        /// Where nobody exports what it imports, origins are direct shares.
        #[test]
        fn without_re_exports_origins_are_the_suppliers(
            amounts in prop::collection::vec((0_usize..5, 5_usize..10, 0.1..50.0_f64), 1..30)
        ) {
            let flows: Vec<SupplyFlow> =
                amounts.iter().map(|(from, to, amount)| flow(*from, *to, *amount)).collect();
            let network = SupplyNetwork::new(vec![1e4; 10], flows.iter().copied());
            for holder in 5..10 {
                let Some(origins) = network.origins_of_imports(holder) else { continue };
                for source in 0..10 {
                    let direct: f64 = flows
                        .iter()
                        .filter(|flow| flow.exporter == source && flow.importer == holder)
                        .map(|flow| flow.amount)
                        .sum();
                    prop_assert!((origins.produced[source] - direct).abs() < 1e-9);
                }
            }
        }

        /// Numbering the nodes the other way round changes nothing.
        #[test]
        fn the_order_of_nodes_does_not_matter((production, flows) in networks()) {
            let nodes = production.len();
            let turned = |node: usize| nodes - 1 - node;
            let network = SupplyNetwork::new(production.clone(), flows.iter().copied());
            let other = SupplyNetwork::new(
                production.into_iter().rev().collect(),
                flows.iter().rev().map(|f| flow(turned(f.exporter), turned(f.importer), f.amount)),
            );
            for holder in 0..nodes {
                let (a, b) = (network.origins_of_imports(holder), other.origins_of_imports(turned(holder)));
                prop_assert_eq!(a.is_some(), b.is_some());
                if let (Some(a), Some(b)) = (a, b) {
                    for source in 0..nodes {
                        let difference = (a.produced[source] - b.produced[turned(source)]).abs();
                        prop_assert!(difference <= 1e-7 * (1.0 + a.produced[source]));
                    }
                }
            }
        }
    }
}
