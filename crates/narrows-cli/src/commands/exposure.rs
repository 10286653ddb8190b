//! `narrows exposure`.

use narrows_brief::{credits, exposure_document, to_markdown, to_terminal};
use narrows_core::{HsCode, Material, Year};
use narrows_exposure::{ExposureTable, MaterialExposure, Subject, material_exposure};

use super::brief::economies;
use super::open_lake;
use crate::arguments::{ExposureCommand, Global, TableFormat};
use crate::failure::Failure;
use crate::output::{print, width, write_file};

pub(crate) fn run(global: &Global, command: &ExposureCommand) -> Result<(), Failure> {
    let members = economies(command.importer.iter().map(String::as_str))?;
    let subject = Subject::coalition(&members)
        .ok_or_else(|| Failure::Usage("name an importer, for example --importer JPN".to_owned()))?;
    let material = material(&command.material)?;
    let lake = open_lake(global)?;
    let year = match command.year {
        Some(year) => year,
        None => lake
            .trade_sources()
            .filter_map(|vintage| vintage.entry.years)
            .map(|(_, until)| Year(until))
            .max()
            .ok_or_else(|| Failure::NotDetermined("the lake holds no trade".to_owned()))?,
    };
    let exposure = material_exposure(&lake, &subject, material, year)?;
    if exposure.is_empty() {
        return Err(Failure::NotDetermined(format!(
            "nothing is known of {} and {} in {year}: {}",
            subject.name(),
            material.name(),
            exposure.not_known.join(" ")
        )));
    }
    let bytes = match command.format {
        TableFormat::Json => json(&exposure).into_bytes(),
        TableFormat::Csv => ExposureTable::of(&exposure).to_csv().into_bytes(),
        TableFormat::Parquet => {
            if command.out.is_none() {
                return Err(Failure::Usage(
                    "Parquet is no text: name a file with --out".to_owned(),
                ));
            }
            ExposureTable::of(&exposure).to_parquet()?
        }
        TableFormat::Table | TableFormat::Md => {
            let credits = credits(&lake, &exposure.sources());
            let document = exposure_document(&exposure, credits, command.panel);
            match command.format {
                TableFormat::Md => to_markdown(&document),
                _ => to_terminal(&document, width(command.width)),
            }
            .into_bytes()
        }
    };
    match &command.out {
        Some(path) => {
            write_file(path, &bytes)?;
            if !global.quiet {
                eprintln!("wrote {}", path.display());
            }
            Ok(())
        }
        None => print(&String::from_utf8_lossy(&bytes)),
    }
}

/// A material by name, or the one material that a code stands for.
fn material(name: &str) -> Result<Material, Failure> {
    match name.parse::<HsCode>() {
        Ok(code) => {
            let mut materials: Vec<Material> = narrows_core::HsRevision::ALL
                .into_iter()
                .flat_map(|revision| Material::of_code(revision, code))
                .collect();
            materials.sort();
            materials.dedup();
            match materials.as_slice() {
                [one] => Ok(*one),
                [] => Err(Failure::Usage(format!(
                    "no material is known under the code {code}; name a material"
                ))),
                several => {
                    let names: Vec<&str> = several.iter().map(|material| material.id()).collect();
                    Err(Failure::Usage(format!(
                        "{code} is a basket of {}: name the material that is meant",
                        names.join(", ")
                    )))
                }
            }
        }
        Err(_) => Ok(Material::find(name)?),
    }
}

fn json(exposure: &MaterialExposure) -> String {
    let mut text = serde_json::to_string_pretty(exposure)
        .unwrap_or_else(|error| unreachable!("an exposure is plain data: {error}"));
    text.push('\n');
    text
}
