//! `narrows exposure`.

use narrows_brief::{Extent, credits, exposure_document, to_markdown, to_terminal};
use narrows_core::{HsCode, InvalidHsCode, Material, Year};
use narrows_exposure::{
    ExposureTable, MaterialExposure, Subject, code_exposure, material_exposure,
};

use super::brief::economies;
use super::open_lake;
use crate::arguments::{ExposureCommand, Global, TableFormat};
use crate::failure::Failure;
use crate::output::{print, width, write_file};

pub(crate) fn run(global: &Global, command: &ExposureCommand) -> Result<(), Failure> {
    let members = economies(command.importer.iter().map(String::as_str))?;
    let subject = Subject::coalition(&members)
        .ok_or_else(|| Failure::Usage("name an importer, for example --importer JPN".to_owned()))?;
    let subject_of_trade = SubjectOfTrade::find(&command.material)?;
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
    let exposure = match subject_of_trade {
        SubjectOfTrade::Material(material) => material_exposure(&lake, &subject, material, year)?,
        SubjectOfTrade::Code(code) => code_exposure(&lake, &subject, code, year)?,
    };
    if exposure.is_empty() {
        return Err(Failure::NotDetermined(format!(
            "nothing is known of {} and {} in {year}: {}",
            subject.name(),
            exposure.material_name,
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
                _ => to_terminal(&document, width(command.width), Extent::Full),
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

/// What is asked about: a material, or a code as such.
enum SubjectOfTrade {
    Material(Material),
    Code(HsCode),
}

impl SubjectOfTrade {
    fn find(name: &str) -> Result<Self, Failure> {
        if name.trim().starts_with(|c: char| c.is_ascii_digit()) {
            return name
                .parse()
                .map(Self::Code)
                .map_err(|error: InvalidHsCode| Failure::Usage(error.to_string()));
        }
        Ok(Self::Material(Material::find(name)?))
    }
}

fn json(exposure: &MaterialExposure) -> String {
    let mut text = serde_json::to_string_pretty(exposure)
        .unwrap_or_else(|error| unreachable!("an exposure is plain data: {error}"));
    text.push('\n');
    text
}
