//! Who is owned by listed parties, and what a rule makes of it.
//!
//! The shares come from the user. What a file does not tell is never taken for
//! zero: a share is an interval, and so is every sum.

mod assessment;
mod rule;
mod shareholdings;

pub use assessment::{
    ListedOwner, OwnershipFinding, OwnershipOutcome, OwnershipPath, RestrictiveOwner, assess,
};
pub use rule::{OwnershipRule, RuleList, RuleState, RuleSuspension, ownership_rules};
pub use shareholdings::{Shareholding, Shareholdings};
