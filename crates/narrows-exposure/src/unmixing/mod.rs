//! Unmixing: bounds on the materials inside a code that mixes several.
//!
//! HS 2017 811292 holds gallium, germanium, hafnium, indium, niobium, rhenium
//! and vanadium. Nobody can say from it who sells gallium; but a flow cannot
//! hold more of a material than it weighs, nor more than its value buys, and
//! an economy that makes none can only pass on what it got. These constraints
//! are narrowed to a fixed point over all flows of the basket
//! ([`ConstraintSystem`]), and what is left is an interval: every truth that
//! agrees with the constraints lies in it. National lines, where they are in
//! the lake, turn it into a measurement.
//!
//! Never is a point given where only bounds exist.

mod basket_system;
mod basket_unmixing;
mod bounds_reading;
mod constraint_system;
mod constraint_words;
mod knowledge;
mod line_bounds;
mod national_lines;
mod price_range;
mod production_limit;
mod supplier_bounds;
mod unmixed_figures;
mod unmixed_material;

pub(crate) use basket_system::BasketSystem;
pub use basket_unmixing::{BasketUnmixing, Unmixing, unmix};
pub(crate) use basket_unmixing::{push_unmixed, systems_of, unmixed_of};
pub use constraint_system::{Balance, BasketFlow, Conflict, ConstraintSystem, Ends, Total};
pub use price_range::PRICE_FACTOR;
pub use production_limit::PRODUCTION_ALLOWANCE;
pub use unmixed_material::{UnmixedMaterial, UnmixedSupplier};

/// Which constraints are used, and how loosely.
#[derive(Debug, Clone, PartialEq)]
pub struct UnmixingOptions {
    /// How many times below or above a published price a traded tonne may have
    /// cost; at least 1.
    pub price_factor: f64,
    /// Whether production and imports limit exports.
    pub balances: bool,
    /// Whether published totals of national lines hold.
    pub published_totals: bool,
}

impl Default for UnmixingOptions {
    fn default() -> Self {
        Self {
            price_factor: PRICE_FACTOR,
            balances: true,
            published_totals: true,
        }
    }
}
