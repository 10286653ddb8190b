//! The form of the table: encoding, marks and months, and what happens to rows
//! that repeat or are zero.

use encoding_rs::Encoding;
use serde::Deserialize;

/// What happens to a row whose key another has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Repeats {
    #[default]
    Refuse,
    Add,
}

/// What happens to a row whose numbers are all 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum ZeroRows {
    #[default]
    Keep,
    SetAside,
}

/// The form of the table, as the mapping says it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct RawForm {
    pub(super) encoding: String,
    pub(super) delimiter: String,
    pub(super) quote: String,
    pub(super) skip_rows: u64,
    pub(super) header: bool,
    pub(super) decimal: String,
    pub(super) thousands: String,
    pub(super) months: Vec<String>,
    pub(super) zero_rows: ZeroRows,
    pub(super) repeats: Repeats,
    pub(super) repeats_reason: String,
}

impl Default for RawForm {
    fn default() -> Self {
        Self {
            encoding: "utf-8".to_owned(),
            delimiter: ",".to_owned(),
            quote: "\"".to_owned(),
            skip_rows: 0,
            header: true,
            decimal: ".".to_owned(),
            thousands: String::new(),
            months: (1..=12).map(|month| format!("{month:02}")).collect(),
            zero_rows: ZeroRows::Keep,
            repeats: Repeats::Refuse,
            repeats_reason: String::new(),
        }
    }
}

impl RawForm {
    /// The mark of decimals, and that between thousands.
    pub(super) fn number_marks(&self) -> Result<(char, Option<char>), String> {
        let decimal = one_char("decimal", &self.decimal)?;
        let thousands = match self.thousands.as_str() {
            "" => None,
            text => Some(one_char("thousands", text)?),
        };
        if thousands == Some(decimal) {
            return Err("form.thousands is the same as form.decimal".to_owned());
        }
        Ok((decimal, thousands))
    }

    /// Whether months and repeated rows are told in full.
    pub(super) fn check(&self) -> Result<(), String> {
        if self.months.len() != 12 {
            return Err("form.months must name twelve months".to_owned());
        }
        if self.repeats == Repeats::Add && self.repeats_reason.trim().is_empty() {
            return Err(
                "form.repeats = \"add\" needs form.repeats_reason: why two rows of one key are \
                 parts of a whole and not the same row twice"
                    .to_owned(),
            );
        }
        Ok(())
    }

    pub(super) fn delimiter(&self) -> Result<u8, String> {
        one_byte("delimiter", &self.delimiter)
    }

    pub(super) fn quote(&self) -> Result<Option<u8>, String> {
        match self.quote.as_str() {
            "" => Ok(None),
            text => one_byte("quote", text).map(Some),
        }
    }
}

fn one_byte(field: &str, text: &str) -> Result<u8, String> {
    match text.as_bytes() {
        [byte] if byte.is_ascii() && !matches!(byte, b'\r' | b'\n') => Ok(*byte),
        _ => Err(format!(
            "form.{field}: {text:?} is no single ASCII character"
        )),
    }
}

fn one_char(field: &str, text: &str) -> Result<char, String> {
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) if !c.is_ascii_digit() && !"+-".contains(c) => Ok(c),
        _ => Err(format!("form.{field}: {text:?} is no single character")),
    }
}

/// The encoding of that name, with the names that Python and Excel use.
pub(super) fn encoding(name: &str) -> Result<&'static Encoding, String> {
    let label = match name.to_ascii_lowercase().as_str() {
        "cp932" => "shift_jis".to_owned(),
        "cp949" | "uhc" => "euc-kr".to_owned(),
        "latin-1" => "windows-1252".to_owned(),
        "cp1252" => "windows-1252".to_owned(),
        other => other.to_owned(),
    };
    Encoding::for_label_no_replacement(label.as_bytes()).ok_or_else(|| {
        format!(
            "form.encoding: {name:?} is not known; there are utf-8, utf-16, shift_jis (cp932), \
             euc-jp, euc-kr (cp949), gb18030, big5, windows-1252 (latin-1) and others of the \
             WHATWG standard"
        )
    })
}
