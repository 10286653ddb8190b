//! The vocabulary that every part of narrows speaks: economies and groups,
//! materials and stages, HS codes with their revision, units, and [`Figure`],
//! the only form in which a number leaves the house.
//!
//! This crate does no I/O: its tables are compiled in.
//!
//! ```
//! use narrows_core::{Economy, Material};
//!
//! let korea = Economy::find("대한민국")?;
//! assert_eq!(korea.alpha3(), "KOR");
//! assert_eq!(Material::find("흑연")?.id(), "graphite");
//!
//! let error = Material::find("grafite").unwrap_err();
//! assert!(error.to_string().contains("did you mean \"graphite\""));
//! # Ok::<(), narrows_core::UnknownName>(())
//! ```

mod economy;
mod error;
mod figure;
mod group;
mod hs_code;
mod material;
mod name_match;
mod source;
mod stage;
mod unit;

pub use economy::{BaciCode, Economy, EconomyKind};
pub use error::{InvalidGroup, InvalidHsCode, UnknownName};
pub use figure::{Coverage, Figure, Interval, Status};
pub use group::{Forum, Group, Membership};
pub use hs_code::{HsCode, HsRevision};
pub use material::{CodeRelation, Material, MaterialCode, MiningSheet, ProductionSeries};
pub use name_match::fold_name;
pub use source::SourceRef;
pub use stage::{Stage, WeightBasis};
pub use unit::{KiloUsd, Share, Tonnes, Unit, Year};
