//! Dates in a text: a grammar that finds them, and their meaning as EDTF,
//! reckoned from the day of the text and the dates told before.

mod calendar;
mod edtf;
mod expression;
mod grammar;
mod resolve;

pub(crate) use calendar::{
    Unit, is_calendar_word, is_month_or_weekday, month as month_number, weekday as weekday_number,
};
pub use edtf::{DateBounds, edtf_bounds};
pub(crate) use expression::{DateExpression, Part};
pub(crate) use grammar::find_dates;
pub(crate) use resolve::{DateContext, Resolved};
