//! Whole small originals: size limit, encoding, rows and fields on the way in,
//! a table's columns on the way out.

use std::path::Path;

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::LakeError;
use crate::archive::{Limits, file_name, for_each_member};
use crate::importers::ImportContext;
use crate::progress::ProgressUnit;

/// [`read_text`] with the progress told.
pub(crate) fn read_original(context: &ImportContext<'_>, path: &Path) -> Result<String, LakeError> {
    let progress = context.progress;
    let bytes = std::fs::metadata(path).map_or(0, |metadata| metadata.len());
    progress.start(
        &format!("read {}", file_name(path)),
        Some(bytes),
        ProgressUnit::Bytes,
    );
    let text = read_text(path, context.request.limits, &|count| {
        progress.advance(count);
    })?;
    progress.finish();
    Ok(text)
}

/// The text of a small original. UTF-8 and UTF-16 are told by their marks or
/// by being valid; what is neither is read as Windows-1252, in which the
/// statistical offices' spreadsheets save.
pub(crate) fn read_text(
    path: &Path,
    limits: Limits,
    consumed: &(dyn Fn(u64) + Sync),
) -> Result<String, LakeError> {
    let limits = Limits {
        member_bytes: limits.whole_bytes.min(limits.member_bytes),
        // JSON without line breaks is one long line.
        line_bytes: usize::MAX,
        ..limits
    };
    let mut text = None;
    for_each_member(
        path,
        limits,
        |_| true,
        consumed,
        |name, reader| {
            if text.is_some() {
                return Err(LakeError::NotReadable {
                    path: path.display().to_string(),
                    line: None,
                    reason: "an archive with more than one file; unpack it and name the file that \
                         is meant"
                        .to_owned(),
                });
            }
            let mut bytes = Vec::new();
            reader
                .read_to_end(&mut bytes)
                .map_err(|source| LakeError::NotReadable {
                    path: name.to_owned(),
                    line: None,
                    reason: format!("cannot be read to its end ({source}); download it again"),
                })?;
            text = Some(decode(name, bytes)?);
            Ok(())
        },
    )?;
    text.ok_or_else(|| LakeError::NotReadable {
        path: path.display().to_string(),
        line: None,
        reason: "an empty archive".to_owned(),
    })
}

fn decode(name: &str, bytes: Vec<u8>) -> Result<String, LakeError> {
    let (encoding, mark) = if bytes.starts_with(&[0xEF, 0xBB, 0xBF]) {
        (UTF_8, 3)
    } else if bytes.starts_with(&[0xFF, 0xFE]) {
        (UTF_16LE, 2)
    } else if bytes.starts_with(&[0xFE, 0xFF]) {
        (UTF_16BE, 2)
    } else {
        match String::from_utf8(bytes) {
            Ok(text) => return checked(name, text),
            Err(error) => {
                let (text, _) = WINDOWS_1252.decode_without_bom_handling(error.as_bytes());
                return checked(name, text.into_owned());
            }
        }
    };
    let (text, broken) = encoding.decode_without_bom_handling(&bytes[mark..]);
    if broken {
        return Err(LakeError::NotReadable {
            path: name.to_owned(),
            line: None,
            reason: format!(
                "it says that it is {} and is not; save it again as UTF-8",
                encoding.name()
            ),
        });
    }
    checked(name, text.into_owned())
}

fn checked(name: &str, text: String) -> Result<String, LakeError> {
    if text.contains('\0') {
        return Err(LakeError::NotReadable {
            path: name.to_owned(),
            line: None,
            reason: "it holds zero bytes, so it is no text; give the file as downloaded".to_owned(),
        });
    }
    Ok(text)
}

/// A header row mapped to columns by name.
pub(crate) struct Columns {
    names: Vec<String>,
}

impl Columns {
    /// The columns of a header, in which each of `needed` must occur.
    pub(crate) fn new(
        file: &str,
        header: impl Iterator<Item = String>,
        needed: &[&str],
    ) -> Result<Self, LakeError> {
        let names: Vec<String> = header.map(|name| name.trim().to_owned()).collect();
        let missing: Vec<&str> = needed
            .iter()
            .copied()
            .filter(|column| !names.iter().any(|name| name.eq_ignore_ascii_case(column)))
            .collect();
        if missing.is_empty() {
            return Ok(Self { names });
        }
        let mut found = names.join(", ");
        if let Some((end, _)) = found.char_indices().nth(300) {
            found.truncate(end);
            found.push('…');
        }
        Err(LakeError::NotReadable {
            path: file.to_owned(),
            line: Some(1),
            reason: format!(
                "the header lacks {}; found: {found}",
                missing
                    .iter()
                    .map(|column| format!("{column:?}"))
                    .collect::<Vec<_>>()
                    .join(", ")
            ),
        })
    }

    /// Where a column stands, where it does.
    pub(crate) fn position(&self, column: &str) -> Option<usize> {
        self.names
            .iter()
            .position(|name| name.eq_ignore_ascii_case(column))
    }

    /// Where each of some columns stands; past every row for one that is not
    /// there, so that it reads as empty.
    pub(crate) fn positions<const N: usize>(&self, columns: [&str; N]) -> [usize; N] {
        columns.map(|column| self.position(column).unwrap_or(usize::MAX))
    }

    /// The header's names, in order.
    pub(crate) fn names(&self) -> &[String] {
        &self.names
    }
}

/// A number that may be written with thousands commas and spaces. `None`
/// where it is no finite number, or where a comma does not part thousands:
/// `1,5` may be one and a half.
pub(crate) fn finite_number(text: &str) -> Option<f64> {
    let spaceless: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let whole = spaceless.split('.').next().unwrap_or_default();
    let mut groups = whole.trim_start_matches(['-', '+']).split(',');
    let first = groups.next().unwrap_or_default();
    let grouped = spaceless.contains(',');
    if grouped
        && !((1..=3).contains(&first.len())
            && groups.all(|group| group.len() == 3)
            && spaceless.matches(',').count() == whole.matches(',').count())
    {
        return None;
    }
    spaceless
        .replace(',', "")
        .parse::<f64>()
        .ok()
        .filter(|number| number.is_finite())
}

/// The text with each run of white space, line breaks and no-break spaces
/// among them, as one space, and none at the ends.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The year, where the text is one.
pub(crate) fn year(text: &str) -> Option<i32> {
    text.parse()
        .ok()
        .filter(|year| (1900..=2100).contains(year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_commas_part_thousands() {
        assert_eq!(finite_number("1,234,567.5"), Some(1_234_567.5));
        assert_eq!(finite_number(" -1 200 "), Some(-1200.0));
        for text in [
            "1,5",
            "12,34,567",
            ",123",
            "1,234,",
            "1.234,5",
            "inf",
            "nan",
            "",
        ] {
            assert_eq!(finite_number(text), None, "{text}");
        }
    }
}
