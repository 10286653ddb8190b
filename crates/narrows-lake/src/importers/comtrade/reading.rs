//! Reading reported trade: each file as the form it has, each row into the
//! sorted runs, or set aside, or refused.

use std::io::{self, BufRead, BufReader, Read};

use narrows_core::HsRevision;

use super::columns::Column;
use super::json;
use super::record::{ROWS_IN_MEMORY, Record, placed, short_texts};
use super::repeats::DimensionTexts;
use super::row::{Fate, Fields, Understood, understand, unit_name};
use super::set_aside::SetAside;
use crate::LakeError;
use crate::importers::ImportContext;
use crate::importers::shared_texts::SharedTexts;
use crate::sorted_runs::SortedRuns;

/// Where something was first seen.
#[derive(Clone)]
pub(super) struct Place {
    pub(super) file: u32,
    pub(super) line: u64,
}

/// What is read, over all files of an import.
pub(super) struct Reading<'c, 'a> {
    pub(super) context: &'c mut ImportContext<'a>,
    pub(super) runs: SortedRuns<Record>,
    pub(super) files: Vec<String>,
    pub(super) units: SharedTexts<u16>,
    pub(super) dimensions: DimensionTexts,
    pub(super) set_aside: SetAside,
    /// The revision that rows tell, and where first.
    pub(super) revision: Option<(HsRevision, Place)>,
    /// The first row that tells none.
    pub(super) unsaid: Option<Place>,
    /// CSV files that have as many rows as an answer may have.
    pub(super) cut: Vec<String>,
}

impl<'c, 'a> Reading<'c, 'a> {
    pub(super) fn begin(context: &'c mut ImportContext<'a>) -> Result<Self, LakeError> {
        Ok(Self {
            runs: SortedRuns::new(context.landing.scratch()?, ROWS_IN_MEMORY),
            context,
            files: Vec::new(),
            units: short_texts("qtyUnitAbbr"),
            dimensions: DimensionTexts::new(),
            set_aside: SetAside::default(),
            revision: None,
            unsaid: None,
            cut: Vec::new(),
        })
    }

    /// Reads a file in the form that it has.
    pub(super) fn read(&mut self, name: &str, reader: &mut dyn Read) -> Result<(), LakeError> {
        self.files.push(name.to_owned());
        let file = u32::try_from(self.files.len() - 1).unwrap_or(u32::MAX);
        let mut reader = BufReader::with_capacity(1 << 16, reader);
        let unreadable = |error: io::Error| LakeError::NotReadable {
            path: name.to_owned(),
            line: Some(1),
            reason: format!("cannot be read any further ({error}); download it again"),
        };
        let head = reader.fill_buf().map_err(unreadable)?;
        let mark = "\u{feff}".as_bytes();
        let marked = head.starts_with(mark);
        let text = head.strip_prefix(mark).unwrap_or(head).trim_ascii_start();
        match text.first() {
            Some(b'[') => Err(LakeError::NotReadable {
                path: name.to_owned(),
                line: Some(1),
                reason: "a list without the answer around it, which tells whether rows are \
                         missing; save the answer of UN Comtrade as it came"
                    .to_owned(),
            }),
            Some(b'{') => {
                if marked {
                    reader.consume(mark.len());
                }
                self.read_json(name, file, &mut reader)
            }
            _ => self.read_csv(name, file, &mut reader),
        }
    }

    fn read_json(
        &mut self,
        name: &str,
        file: u32,
        reader: &mut dyn BufRead,
    ) -> Result<(), LakeError> {
        let longest = self.context.request.limits.line_bytes;
        json::read(name, reader, longest, &mut |line, index, texts| {
            let fields = Fields(texts.each_ref().map(String::as_str));
            self.take(name, Place { file, line }, Some(index), &fields)
        })
    }

    /// Takes a row. In JSON, where all may stand on one line, `index` is its
    /// place in the list.
    pub(super) fn take(
        &mut self,
        name: &str,
        place: Place,
        index: Option<u64>,
        fields: &Fields<'_>,
    ) -> Result<(), LakeError> {
        let line = place.line;
        self.check_whole(name, &place, fields)?;
        let understood = match understand(fields) {
            Ok(understood) => understood,
            Err((column, reason)) => {
                self.context.rows_read += 1;
                let found = match index {
                    Some(index) => format!("{} (row {index})", fields.get(column)),
                    None => fields.get(column).to_owned(),
                };
                return self
                    .context
                    .reject(name, line, column.name(), &found, reason);
            }
        };
        self.set_aside.count(&understood);
        let Fate::Kept(key) = understood.fate else {
            return Ok(());
        };
        self.context.rows_read += 1;
        let Understood {
            areas: (reporter, partner),
            value_kusd,
            value_cif_kusd,
            value_fob_kusd,
            net_weight_t,
            quantity,
            weight_is_estimated,
            ..
        } = understood;
        let unit = unit_name(fields.get(Column::UnitCode), fields.get(Column::UnitName))
            .filter(|_| !quantity.is_nan());
        self.runs.push(Record {
            key: key.pack(),
            areas: (u32::from(reporter) << 16) | u32::from(partner),
            file: place.file,
            line: placed(line, index),
            value_kusd,
            value_cif_kusd,
            value_fob_kusd,
            net_weight_t,
            quantity,
            dimensions: self.dimensions.number(
                fields.get(Column::Partner2),
                fields.get(Column::Customs),
                fields.get(Column::Transport),
            )?,
            unit: match unit {
                Some(unit) => self.units.number(&unit)?,
                None => 0,
            },
            weight_is_estimated,
        })
    }
}
