//! Figures of the computed origins: values, intervals and refusals.

use narrows_core::{Coverage, Figure, Interval, SourceRef, Unit};

use super::market_nodes::Nodes;
use super::way::Way;
use super::{ANYONES_ABOVE, LookThrough, OriginShare, OriginVariant, REFUSED_ABOVE};
use crate::hhi::herfindahl_hirschman_index;

/// Makes figures of the ways; the first is the value, all make the interval.
pub(super) struct Layout<'a> {
    pub(super) variant: OriginVariant,
    pub(super) measure: String,
    pub(super) meaning: &'static str,
    pub(super) sources: Vec<SourceRef>,
    pub(super) coverage: Coverage,
    pub(super) ways: &'a [Way],
    pub(super) nodes: &'a Nodes,
    /// Whether the source of production lists all economies of a node.
    pub(super) lists: &'a dyn Fn(usize) -> bool,
}

impl Layout<'_> {
    fn range(&self, bounds: impl Fn(&Way) -> (f64, f64), meaning: &str) -> Interval {
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for way in self.ways {
            let (least, most) = bounds(way);
            low = low.min(least);
            high = high.max(most);
        }
        Interval::between(low, high, meaning)
    }

    fn estimate(&self, value: f64, unit: Unit, basis: String, interval: Interval) -> Figure {
        Figure::estimated(
            value,
            unit,
            basis,
            interval,
            self.coverage.clone(),
            self.sources.iter().cloned(),
        )
    }

    fn direct(&self, node: usize) -> Figure {
        let basis = format!("direct, of {}", self.measure);
        let source = self.sources.first().cloned();
        if self.ways[0].direct[node] <= 0.0 {
            return Figure::unavailable(
                Unit::Share,
                basis,
                "no import straight from it is recorded",
                source,
            );
        }
        Figure::measured(
            self.ways[0].direct(node),
            Unit::Share,
            basis,
            self.range(
                |way| (way.direct(node), way.direct(node)),
                "with and without flagged flows",
            ),
            self.coverage.clone(),
            source,
        )
    }

    fn origin(&self, node: usize) -> Figure {
        let basis = format!("{}, of {}", self.basis(), self.measure);
        let interval = self.range(|way| way.bounds(node), self.meaning);
        let value = self.ways[0].produced(node);
        // A producer that the source does not list is between nothing and what
        // it exports beyond its imports.
        let open = interval.ends().is_some_and(|(_, high)| high > value);
        if value <= 0.0 && open && !(self.lists)(node) {
            return Figure::bounded(
                Unit::Share,
                basis,
                interval,
                self.coverage.clone(),
                self.sources.iter().cloned(),
            );
        }
        if value <= 0.0 && !(self.lists)(node) {
            // What it sends on cannot be told from what it might make itself.
            return Figure::unavailable(
                Unit::Share,
                basis,
                "the source lists no production of it, and it exports no more than it imports",
                self.sources.iter().cloned(),
            );
        }
        self.estimate(value, Unit::Share, basis, interval)
    }

    fn basis(&self) -> &'static str {
        match self.variant {
            OriginVariant::Production => "produced there, after look-through",
            OriginVariant::ExporterSurplus => "exported there beyond imports, after look-through",
        }
    }

    pub(super) fn set(&self, mut notes: Vec<String>) -> LookThrough {
        let main = &self.ways[0];
        let refused = main.unexplained() > REFUSED_ABOVE;
        let unexplained_basis = format!(
            "exports beyond production and imports of their exporter, of {}",
            self.measure
        );
        let unexplained = if self.variant == OriginVariant::ExporterSurplus {
            Figure::unavailable(
                Unit::Share,
                unexplained_basis,
                "without production, net exports explain every export by construction",
                self.sources.iter().cloned(),
            )
        } else {
            self.estimate(
                main.unexplained(),
                Unit::Share,
                unexplained_basis,
                self.range(
                    |way| (way.unexplained(), way.unexplained()),
                    "with and without flagged flows",
                ),
            )
        };
        let direct_index = match herfindahl_hirschman_index(main.direct.iter().copied()) {
            Some(index) => Figure::measured(
                index,
                Unit::Index01,
                format!("direct suppliers by {}", self.measure),
                self.range(
                    |way| {
                        let of = herfindahl_hirschman_index(way.direct.iter().copied());
                        (of.unwrap_or(index), of.unwrap_or(index))
                    },
                    "with and without flagged flows",
                ),
                self.coverage.clone(),
                self.sources.first().cloned(),
            ),
            None => Figure::unavailable(
                Unit::Index01,
                format!("direct suppliers by {}", self.measure),
                "no import is recorded",
                self.sources.first().cloned(),
            ),
        };
        let index_basis = format!("origins after look-through, by {}", self.measure);
        let index_meaning = format!(
            "{}; what is unexplained spread thin, or all with the largest origin",
            if self.variant == OriginVariant::Production {
                "with and without flagged flows"
            } else {
                self.meaning
            }
        );
        let reason = format!(
            "{:.0} % of the imports come from exports that neither production nor imports of \
             their exporter explain, more than the {:.0} % above which origins are refused",
            main.unexplained() * 100.0,
            REFUSED_ABOVE * 100.0
        );
        let index = match main.hhi() {
            Some((value, _, _)) if !refused => self.estimate(
                value,
                Unit::Index01,
                index_basis,
                self.range(
                    |way| {
                        way.hhi()
                            .map_or((value, value), |(_, low, high)| (low, high))
                    },
                    &index_meaning,
                ),
            ),
            _ => Figure::unavailable(
                Unit::Index01,
                index_basis,
                reason.clone(),
                self.sources.iter().cloned(),
            ),
        };
        let mut shares = Vec::new();
        let mut held = Vec::new();
        if !refused {
            let mut order: Vec<usize> = (0..self.nodes.economies.len())
                .filter(|node| main.held(*node) > 0.0 || main.direct(*node) > 0.0)
                .collect();
            order.sort_by(|a, b| {
                main.held(*b)
                    .total_cmp(&main.held(*a))
                    .then(main.direct(*b).total_cmp(&main.direct(*a)))
                    .then(a.cmp(b))
            });
            for node in order {
                held.push((self.nodes.economies[node], main.held(node)));
                shares.push(OriginShare {
                    economy: self.nodes.economies[node],
                    direct: self.direct(node),
                    origin: self.origin(node),
                });
            }
        }
        if refused {
            notes.insert(0, format!("Origins are refused: {reason}."));
        } else if main.unexplained() > ANYONES_ABOVE {
            notes.insert(
                0,
                format!(
                    "{:.0} % of the imports are unexplained and may be anyone's: every origin's \
                     interval holds them.",
                    main.unexplained() * 100.0
                ),
            );
        }
        LookThrough {
            variant: self.variant,
            measure: self.measure.clone(),
            shares,
            unexplained,
            herfindahl_hirschman_index_direct: direct_index,
            herfindahl_hirschman_index_origins: index,
            notes,
            held,
        }
    }
}
