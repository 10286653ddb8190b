//! The constraints on the materials inside the flows of one basket, narrowed to
//! a fixed point.

use std::fmt;

/// An amount between two ends; the upper one may be infinite.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ends {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

impl Ends {
    /// From zero to anything: nothing is known.
    pub const OPEN: Self = Self {
        low: 0.0,
        high: f64::INFINITY,
    };

    /// Between two ends in any order.
    #[must_use]
    pub fn between(a: f64, b: f64) -> Self {
        Self {
            low: a.min(b),
            high: a.max(b),
        }
    }

    /// Whether it holds the amount.
    #[must_use]
    pub fn holds(self, amount: f64) -> bool {
        self.low <= amount && amount <= self.high
    }

    fn lower_to(&mut self, high: f64) -> bool {
        let high = high.max(0.0) * (1.0 + OUTWARD);
        // What is not worth a further round is not taken: it would be sound, too.
        let better = high < self.high && self.high - high > STEP * self.high.min(1e12);
        if better {
            self.high = high;
        }
        better
    }

    fn raise_to(&mut self, low: f64) -> bool {
        let low = low * (1.0 - OUTWARD);
        let better = low > self.low && low - self.low > STEP * low;
        if better {
            self.low = low;
        }
        better
    }

    /// Whether the ends contradict each other by more than rounding.
    fn is_empty(self) -> bool {
        self.low > self.high * (1.0 + TOLERANCE) + TOLERANCE
    }
}

/// Every computed end is moved outward by this part of itself, far more than
/// all roundings of an expression together.
const OUTWARD: f64 = 1e-12;
/// A contradiction must exceed this part, and this many tonnes.
const TOLERANCE: f64 = 1e-9;
/// An end moves only if it gains this part of itself.
const STEP: f64 = 1e-9;
/// Rounds after which the ends are taken as they are. Each round alone is
/// sound; more would only narrow them.
const MOST_ROUNDS: usize = 200;

/// One flow of the basket.
#[derive(Debug, Clone, PartialEq)]
pub struct BasketFlow {
    /// Node of the exporter.
    pub exporter: usize,
    /// Node of the importer.
    pub importer: usize,
    /// Value of all its materials, kUSD.
    pub value_kusd: Ends,
    /// Quantity of all its materials, t; open where none is reported.
    pub quantity_t: Ends,
}

/// A bound on what a node sends beyond what it gets.
#[derive(Debug, Clone, PartialEq)]
pub struct Balance {
    /// The material.
    pub material: usize,
    /// The node.
    pub node: usize,
    /// The most that it can have produced, t.
    pub produced_t: f64,
}

/// Ends of a sum over flows of one material.
#[derive(Debug, Clone, PartialEq)]
pub struct Total {
    /// The material.
    pub material: usize,
    /// The flows that are added.
    pub flows: Vec<usize>,
    /// Ends of the sum, t.
    pub quantity_t: Ends,
    /// Name for a reader.
    pub name: String,
}

/// All that is known of the materials inside the flows of one basket in one
/// year.
///
/// Unknown are the tonnes q(f, m) of each material m, as unwrought metal or
/// powder, in each flow f. What is none of these (waste and scrap, of which
/// price and content are not known) is a rest r(f) ≥ 0 of any price. With V(f)
/// and Q(f) the value and quantity of the flow, and p(m) the prices:
///
/// - Σ over m of q(f, m) ≤ Q(f), the difference being r(f);
/// - Σ over m of p(m)·q(f, m) ≤ V(f), for the lowest p(m);
/// - of an economy e with a [`Balance`]: Σ of what e sends of m ≤ produced +
///   Σ of what it gets of m;
/// - the [`Total`]s;
/// - q(f, m) within its `known` ends, which national lines give.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ConstraintSystem {
    /// Names of the materials.
    pub materials: Vec<String>,
    /// Lowest price of each material in kUSD/t; `None` where none is known.
    pub lowest_price: Vec<Option<f64>>,
    /// The flows.
    pub flows: Vec<BasketFlow>,
    /// Names of the nodes.
    pub nodes: Vec<String>,
    /// What is known of q(f, m) beforehand: by flow, then material.
    pub known: Vec<Vec<Ends>>,
    /// Balances.
    pub balances: Vec<Balance>,
    /// Totals.
    pub totals: Vec<Total>,
}

/// Constraints that cannot hold together.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    /// The material they are about.
    pub material: usize,
    /// The node whose balance is one of them.
    pub balance_of: Option<usize>,
    /// The constraints and their numbers, in words.
    pub constraints: Vec<String>,
}

impl fmt::Display for Conflict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "these cannot hold together: {}",
            self.constraints.join("; ")
        )
    }
}

impl ConstraintSystem {
    /// Ends of q(f, m), by flow, then material: bounds propagation over the
    /// constraints until nothing moves.
    ///
    /// Every amount that fulfils all constraints lies within the ends; they
    /// need not be the narrowest such ends, since each step looks at one
    /// constraint at a time. A further constraint never widens them.
    ///
    /// # Errors
    /// The constraints that contradict each other, where some do. That none is
    /// found does not prove that there is none.
    pub fn narrowed(&self) -> Result<Vec<Vec<Ends>>, Conflict> {
        let mut ends = self.known.clone();
        let (sent, got) = self.flows_of_nodes();
        for _ in 0..MOST_ROUNDS {
            let mut moved = false;
            for flow in 0..self.flows.len() {
                moved |= self.within_flow(flow, &mut ends)?;
            }
            for balance in &self.balances {
                let (sent, got) = (&sent[balance.node], &got[balance.node]);
                moved |= self.within_balance(balance, sent, got, &mut ends)?;
            }
            for total in &self.totals {
                moved |= self.within_total(total, &mut ends)?;
            }
            if !moved {
                break;
            }
        }
        Ok(ends)
    }

    fn flows_of_nodes(&self) -> (Vec<Vec<usize>>, Vec<Vec<usize>>) {
        let mut sent = vec![Vec::new(); self.nodes.len()];
        let mut got = vec![Vec::new(); self.nodes.len()];
        for (index, flow) in self.flows.iter().enumerate() {
            sent[flow.exporter].push(index);
            got[flow.importer].push(index);
        }
        (sent, got)
    }

    fn name_of_flow(&self, flow: usize) -> String {
        format!(
            "{} → {}",
            self.nodes[self.flows[flow].exporter], self.nodes[self.flows[flow].importer]
        )
    }

    /// Quantity and value of one flow.
    fn within_flow(&self, flow: usize, ends: &mut [Vec<Ends>]) -> Result<bool, Conflict> {
        let of = &self.flows[flow];
        let ends = &mut ends[flow];
        let price = |material: usize| self.lowest_price[material].unwrap_or(0.0);
        let tonnes: f64 = ends.iter().map(|ends| ends.low).sum();
        let worth: f64 = ends
            .iter()
            .enumerate()
            .map(|(material, ends)| price(material) * ends.low)
            .sum();
        let mut moved = false;
        for (material, ends) in ends.iter_mut().enumerate() {
            let own = ends.low;
            let by_quantity = of.quantity_t.high - (tonnes - own);
            moved |= ends.lower_to(by_quantity);
            let price = price(material);
            if price > 0.0 {
                let by_value = (of.value_kusd.high - (worth - price * own)) / price;
                moved |= ends.lower_to(by_value);
            }
            if ends.is_empty() {
                let mut constraints = vec![format!(
                    "{}: at least {} t of {} by national lines or totals",
                    self.name_of_flow(flow),
                    rounded(own),
                    self.materials[material]
                )];
                if by_quantity < own {
                    constraints.push(format!(
                        "{}: at most {} t under the code",
                        self.name_of_flow(flow),
                        rounded(of.quantity_t.high)
                    ));
                } else {
                    constraints.push(format!(
                        "{}: {} kUSD under the code, at no less than {} kUSD/t",
                        self.name_of_flow(flow),
                        rounded(of.value_kusd.high),
                        rounded(price)
                    ));
                }
                return Err(Conflict {
                    material,
                    balance_of: None,
                    constraints,
                });
            }
        }
        Ok(moved)
    }

    fn within_balance(
        &self,
        balance: &Balance,
        sent: &[usize],
        got: &[usize],
        ends: &mut [Vec<Ends>],
    ) -> Result<bool, Conflict> {
        let material = balance.material;
        let low_sent: f64 = sent.iter().map(|flow| ends[*flow][material].low).sum();
        let high_got: f64 = got.iter().map(|flow| ends[*flow][material].high).sum();
        let most = balance.produced_t + high_got;
        if low_sent > most * (1.0 + TOLERANCE) + TOLERANCE {
            let node = &self.nodes[balance.node];
            let material_name = &self.materials[material];
            return Err(Conflict {
                material,
                balance_of: Some(balance.node),
                constraints: vec![
                    format!(
                        "{node} sends at least {} t of {material_name}",
                        rounded(low_sent)
                    ),
                    format!("it produces at most {} t", rounded(balance.produced_t)),
                    format!("it gets at most {} t", rounded(high_got)),
                ],
            });
        }
        let mut moved = false;
        for flow in sent {
            let own = ends[*flow][material].low;
            moved |= ends[*flow][material].lower_to(most - (low_sent - own));
        }
        for flow in got {
            let own = ends[*flow][material].high;
            if own.is_finite() {
                let least = low_sent - balance.produced_t - (high_got - own);
                // Subtracting large sums leaves their rounding behind.
                moved |= ends[*flow][material].raise_to(least - 1e-12 * high_got);
            }
        }
        Ok(moved)
    }

    fn within_total(&self, total: &Total, ends: &mut [Vec<Ends>]) -> Result<bool, Conflict> {
        let material = total.material;
        let sum = self.sum(&total.flows, material, ends);
        let conflict = |what: String| Conflict {
            material,
            balance_of: None,
            constraints: vec![
                format!(
                    "{}: {} to {} t",
                    total.name,
                    rounded(total.quantity_t.low),
                    rounded(total.quantity_t.high)
                ),
                what,
            ],
        };
        if sum.low > total.quantity_t.high * (1.0 + TOLERANCE) + TOLERANCE {
            return Err(conflict(format!(
                "the flows that it adds up hold at least {} t of {}",
                rounded(sum.low),
                self.materials[material]
            )));
        }
        if sum.high < total.quantity_t.low * (1.0 - TOLERANCE) - TOLERANCE {
            return Err(conflict(format!(
                "the flows that it adds up hold at most {} t of {}",
                rounded(sum.high),
                self.materials[material]
            )));
        }
        let mut moved = false;
        for flow in &total.flows {
            let own = ends[*flow][material];
            moved |= ends[*flow][material].lower_to(total.quantity_t.high - (sum.low - own.low));
            if sum.high.is_finite() {
                let least = total.quantity_t.low - (sum.high - own.high);
                moved |= ends[*flow][material].raise_to(least - 1e-12 * sum.high);
            }
        }
        Ok(moved)
    }

    /// Ends of the sum of a material over flows.
    #[must_use]
    pub fn sum(&self, flows: &[usize], material: usize, ends: &[Vec<Ends>]) -> Ends {
        flows.iter().fold(
            Ends {
                low: 0.0,
                high: 0.0,
            },
            |sum, flow| Ends {
                low: sum.low + ends[*flow][material].low,
                high: sum.high + ends[*flow][material].high,
            },
        )
    }

    /// Ends of what one node sends of a material in some of its flows: no more
    /// than its flows together, and than its balance leaves.
    #[must_use]
    pub fn sum_from(
        &self,
        node: usize,
        flows: &[usize],
        material: usize,
        ends: &[Vec<Ends>],
    ) -> Ends {
        let mut sum = self.sum(flows, material, ends);
        let balance = self
            .balances
            .iter()
            .find(|balance| balance.node == node && balance.material == material);
        if let Some(balance) = balance {
            let (mut got, mut other) = (0.0, 0.0);
            for (index, flow) in self.flows.iter().enumerate() {
                if flow.importer == node {
                    got += ends[index][material].high;
                } else if flow.exporter == node && !flows.contains(&index) {
                    other += ends[index][material].low;
                }
            }
            sum.lower_to(balance.produced_t + got - other);
        }
        sum
    }
}

fn rounded(number: f64) -> String {
    if number >= 100.0 {
        format!("{number:.0}")
    } else if number >= 1.0 {
        format!("{number:.1}")
    } else {
        format!("{number:.3}")
    }
}

#[cfg(test)]
#[path = "constraint_system_tests.rs"]
mod tests;
