//! The commands, one file each.

pub(crate) mod brief;
pub(crate) mod completions;
pub(crate) mod concordance;
pub(crate) mod controls;
pub(crate) mod data;
pub(crate) mod exposure;
mod picture;
pub(crate) mod reconcile;
pub(crate) mod record;

use std::path::PathBuf;

use narrows_core::Economy;
use narrows_lake::Lake;

use crate::arguments::Global;
use crate::failure::Failure;

/// The folder of the lake: as given, or where the system keeps a user's data.
fn lake_folder(global: &Global) -> Option<PathBuf> {
    global.lake.clone().or_else(|| {
        let home = std::env::var_os("XDG_DATA_HOME")
            .map(PathBuf::from)
            .or_else(|| {
                std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".local/share"))
            })?;
        Some(home.join("narrows"))
    })
}

fn open_lake(global: &Global) -> Result<Lake, Failure> {
    match lake_folder(global) {
        Some(folder) => Ok(Lake::open(&folder)?),
        None => Ok(Lake::embedded()),
    }
}

/// An economy by name, by ISO code, or by its number in M49.
pub(crate) fn economy(name: &str) -> Result<Economy, Failure> {
    let digits = name.trim();
    let is_number = digits.len() <= 3 && digits.chars().all(|c| c.is_ascii_digit());
    match digits.parse().ok().and_then(Economy::from_m49) {
        Some(economy) if is_number => Ok(economy),
        _ => Economy::find(name).map_err(Failure::from),
    }
}
