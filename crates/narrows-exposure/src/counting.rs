//! The ways in which flows can be counted: by value and by quantity, with and
//! without flagged flows. A figure's value takes the first; its interval holds
//! all that can be told apart.

use narrows_core::Interval;

use crate::imports::{NO_UNCERTAINTY, WITHOUT_FLAGGED, hull};
use crate::market::FlowTotal;

/// What is counted of a flow.
pub(crate) type Amount = fn(&FlowTotal) -> f64;

/// Where more than this part of the value has no quantity, shares of tonnes
/// mean little.
const MOST_WITHOUT_QUANTITY: f64 = 0.1;

/// The ways that differ for some flows.
pub(crate) struct Counting {
    /// The first is by value, with all flows.
    pub(crate) amounts: Vec<Amount>,
    /// What the interval over them holds.
    pub(crate) meaning: &'static str,
}

impl Counting {
    /// The ways to count these flows: those that go into a figure, no others.
    pub(crate) fn of<'a>(flows: impl IntoIterator<Item = &'a FlowTotal>) -> Self {
        let (mut value, mut unquantified, mut flagged) = (0.0, 0.0, false);
        for flow in flows {
            value += flow.value_kusd;
            unquantified += flow.value_without_quantity_kusd;
            flagged |= flow.flagged_value_kusd > 0.0;
        }
        let by_quantity = value > 0.0 && unquantified <= MOST_WITHOUT_QUANTITY * value;
        let mut amounts: Vec<Amount> = vec![|flow| flow.value_kusd];
        if flagged {
            amounts.push(|flow| flow.value_kusd - flow.flagged_value_kusd);
        }
        if by_quantity {
            amounts.push(|flow| flow.quantity_t);
            if flagged {
                amounts.push(|flow| flow.quantity_t - flow.flagged_quantity_t);
            }
        }
        Self {
            amounts,
            meaning: match (by_quantity, flagged) {
                (true, true) => "by value and by quantity, with and without flagged flows",
                (true, false) => "by value and by quantity",
                (false, _) => WITHOUT_FLAGGED,
            },
        }
    }

    /// A number in every way in which it is defined; none where there is only
    /// one way, since a single number is no interval.
    pub(crate) fn numbers(&self, compute: impl Fn(Amount) -> Option<f64>) -> Vec<f64> {
        if self.amounts.len() < 2 {
            return Vec::new();
        }
        self.amounts
            .iter()
            .filter_map(|amount| compute(*amount))
            .filter(|number| number.is_finite())
            .collect()
    }

    /// The interval over the ways.
    pub(crate) fn interval(&self, compute: impl Fn(Amount) -> Option<f64>) -> Interval {
        let numbers = self.numbers(compute);
        if numbers.is_empty() {
            Interval::unknown(NO_UNCERTAINTY)
        } else {
            hull(&numbers, self.meaning)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_way_is_no_interval() {
        let mut flow = FlowTotal::one(1, 2, 10.0, f64::NAN);
        let total = |amount: Amount| Some(amount(&flow));
        let counting = Counting::of([&flow]);
        assert!(counting.interval(total).ends().is_none());
        flow.flagged_value_kusd = 4.0;
        let counting = Counting::of([&flow]);
        let ends = counting.interval(|amount| Some(amount(&flow))).ends();
        assert_eq!(ends, Some((6.0, 10.0)));
        assert_eq!(counting.meaning, "with and without flagged flows");
    }
}
