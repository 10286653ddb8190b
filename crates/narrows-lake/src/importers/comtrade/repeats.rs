//! Whether an extract repeats rows: pulled without filters, it holds each
//! total beside the parts by second partner, customs procedure and mode of
//! transport, and adding them up counts the same trade several times.

use super::record::{Dimensions, Key, Record, place_text, short_texts};
use crate::LakeError;
use crate::importers::shared_texts::SharedTexts;

/// The texts of the three dimensions by number.
pub(super) struct DimensionTexts {
    pub(super) partner2: SharedTexts<u16>,
    pub(super) customs: SharedTexts<u16>,
    pub(super) transport: SharedTexts<u16>,
}

impl DimensionTexts {
    pub(super) fn new() -> Self {
        Self {
            partner2: short_texts("partner2Code"),
            customs: short_texts("customsCode"),
            transport: short_texts("motCode"),
        }
    }

    pub(super) fn number(
        &mut self,
        partner2: &str,
        customs: &str,
        transport: &str,
    ) -> Result<Dimensions, LakeError> {
        let all = |text: &str| text.bytes().all(|byte| byte == b'0');
        let total = |is_total: bool, texts: &mut SharedTexts<u16>, text: &str| {
            texts.number(if is_total { "" } else { text })
        };
        Ok(Dimensions {
            partner2: total(all(partner2), &mut self.partner2, partner2)?,
            customs: total(
                all(customs) || customs.eq_ignore_ascii_case("C00"),
                &mut self.customs,
                customs,
            )?,
            transport: total(all(transport), &mut self.transport, transport)?,
        })
    }

    /// The dimensions in which two rows differ, each with the two texts.
    fn differences(
        &self,
        one: Dimensions,
        other: Dimensions,
    ) -> Vec<(&'static str, String, String)> {
        let pairs = [
            (
                "partner2Code",
                &self.partner2,
                one.partner2,
                other.partner2,
                "0",
            ),
            (
                "customsCode",
                &self.customs,
                one.customs,
                other.customs,
                "C00",
            ),
            (
                "motCode",
                &self.transport,
                one.transport,
                other.transport,
                "0",
            ),
        ];
        pairs
            .into_iter()
            .filter(|(_, _, one, other, _)| one != other)
            .map(|(name, texts, one, other, total)| {
                let shown = |number| match number {
                    0 => total.to_owned(),
                    number => texts.shared(number).to_string(),
                };
                (name, shown(one), shown(other))
            })
            .collect()
    }
}

/// What to ask of UN Comtrade for.
const REMEDY: &str = "ask for totals alone, with partner2Code=0, customsCode=C00 and motCode=0, \
                      and import that";

/// Rows of one key and one pair of codes, seen one after the other.
struct Group {
    first: Record,
    second: Option<Record>,
    rows: u64,
    sum: f64,
    /// The value of the row that is the total, where there is one.
    total: Option<f64>,
}

/// Watches rows in their order.
#[derive(Default)]
pub(super) struct Repeats {
    group: Option<Group>,
    first: Option<(Record, Record)>,
    /// A row that is a part, not the total.
    part: Option<Record>,
    /// Which dimensions differ within any group.
    differing: [bool; 3],
    repeated_keys: u64,
    further_rows: u64,
    added: f64,
    told: f64,
}

impl Repeats {
    /// Takes the next row; true where it repeats the one before.
    pub(super) fn watch(&mut self, record: &Record) -> bool {
        if !record.dimensions.is_total() && self.part.is_none() {
            self.part = Some(*record);
        }
        let total = record.dimensions.is_total().then_some(record.value_kusd);
        if let Some(group) = &mut self.group
            && (group.first.key, group.first.areas) == (record.key, record.areas)
        {
            let one = group.first.dimensions;
            let other = record.dimensions;
            self.differing[0] |= one.partner2 != other.partner2;
            self.differing[1] |= one.customs != other.customs;
            self.differing[2] |= one.transport != other.transport;
            group.second.get_or_insert(*record);
            group.rows += 1;
            group.sum += record.value_kusd;
            group.total = group.total.or(total);
            return true;
        }
        self.close();
        self.group = Some(Group {
            first: *record,
            second: None,
            rows: 1,
            sum: record.value_kusd,
            total,
        });
        false
    }

    fn close(&mut self) {
        let Some(group) = self.group.take() else {
            return;
        };
        self.added += group.sum;
        // Parts without their total may be added; nobody knows otherwise.
        self.told += group.total.unwrap_or(group.sum);
        if let Some(second) = group.second {
            self.repeated_keys += 1;
            self.further_rows += group.rows - 1;
            self.first.get_or_insert((group.first, second));
        }
    }

    /// Whether any row repeats another so far.
    pub(super) fn found(&self) -> bool {
        self.first.is_some()
            || self
                .group
                .as_ref()
                .is_some_and(|group| group.second.is_some())
    }

    /// Refuses an extract that repeats rows, or that tells parts of flows.
    pub(super) fn finish(
        mut self,
        texts: &DimensionTexts,
        files: &[String],
    ) -> Result<(), LakeError> {
        self.close();
        let place = |record: &Record| {
            let file = files.get(record.file as usize).map_or("", String::as_str);
            format!("{file}, {}", place_text(record.line))
        };
        let Some((first, second)) = self.first else {
            return match self.part {
                None => Ok(()),
                Some(part) => Err(LakeError::Refused {
                    path: place(&part),
                    reason: format!(
                        "the row tells only a part of its flow, not all of it: {}; {REMEDY}",
                        texts
                            .differences(Dimensions::default(), part.dimensions)
                            .iter()
                            .map(|(name, _, text)| format!("{name} is {text}"))
                            .collect::<Vec<_>>()
                            .join(", ")
                    ),
                }),
            };
        };
        let names = ["partner2Code", "customsCode", "motCode"];
        let differing: Vec<&str> = names
            .into_iter()
            .zip(self.differing)
            .filter_map(|(name, differs)| differs.then_some(name))
            .collect();
        let between: Vec<String> = texts
            .differences(first.dimensions, second.dimensions)
            .iter()
            .map(|(name, one, other)| format!("{name} ({one} and {other})"))
            .collect();
        let cause = if differing.is_empty() {
            "They differ neither in partner2Code nor in customsCode nor in motCode: a file, or a \
             part of one, was given twice, or the extract was cut down to fewer columns"
                .to_owned()
        } else {
            // The first two tell all, as a rule; else every dimension is named.
            let between = between.join(", ");
            let told = match (differing.len(), between.is_empty()) {
                (1, false) => between,
                (_, true) => differing.join(", "),
                (_, false) => format!("{}; these two in {between}", differing.join(", ")),
            };
            format!("The extract was pulled without filters, so that rows differ only in {told}")
        };
        let over = self.added - self.told;
        let overstated = if over > 0.0 {
            let share = if self.told > 0.0 {
                format!(", {:.0} %", 100.0 * over / self.told)
            } else {
                String::new()
            };
            format!(
                "Adding all rows would have overstated trade by {} kUSD{share} ({} instead of {} \
                 kUSD)",
                rounded(over),
                rounded(self.added),
                rounded(self.told)
            )
        } else {
            "None of them is the total, so that nobody can tell what they add up to".to_owned()
        };
        let combinations = match self.repeated_keys {
            1 => "One combination is".to_owned(),
            many => format!("{many} combinations are"),
        };
        let further = match self.further_rows {
            1 => "1 further row".to_owned(),
            many => format!("{many} further rows"),
        };
        Err(LakeError::Refused {
            path: place(&second),
            reason: format!(
                "the same reporter, partner, flow, period and code as in {} ({}). {combinations} \
                 repeated, by {further}. {cause}. {overstated}. What to do: {}",
                place(&first),
                shown(&first),
                if differing.is_empty() {
                    format!("give each file once, or {REMEDY}")
                } else {
                    REMEDY.to_owned()
                }
            ),
        })
    }
}

/// Enough digits to see what a small amount is.
fn rounded(kusd: f64) -> String {
    if kusd < 1000.0 {
        format!("{kusd:.1}")
    } else {
        format!("{kusd:.0}")
    }
}

/// A row's key for people.
fn shown(record: &Record) -> String {
    let row = record.row(&short_texts("unit"));
    let key = Key::unpack(record.key);
    format!(
        "{}, {} {} {}, {}, {}",
        row.reporter().alpha3(),
        key.flow,
        match row.reported_by {
            crate::ReportedBy::Importer => "from",
            crate::ReportedBy::Exporter => "to",
        },
        row.partner().alpha3(),
        row.period(),
        key.hs_code
    )
}
