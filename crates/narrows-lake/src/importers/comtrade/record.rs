//! A row of reported trade as it travels through the sort, and the texts that
//! it refers to by number.

use narrows_core::{Economy, HsCode};

use crate::importers::shared_texts::{SharedTexts, TextLimits};
use crate::sorted_runs::{RunRecord, eight, four};
use crate::{ReportedFlow, ReportedTradeRow};

/// Rows held in memory: 96 bytes each, so about 80 MB.
pub(super) const ROWS_IN_MEMORY: usize = 800_000;

/// The three dimensions by which UN Comtrade divides a flow. 0 is the total.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Dimensions {
    pub(super) partner2: u16,
    pub(super) customs: u16,
    pub(super) transport: u16,
}

impl Dimensions {
    pub(super) fn is_total(self) -> bool {
        self == Self::default()
    }
}

/// Bits of a line's number; above them stands the row's place among those of
/// its file, where all may stand on one line.
const LINE_BITS: u32 = 40;

/// Line and place of a row in one number.
pub(super) fn placed(line: u64, index: Option<u64>) -> u64 {
    (index.unwrap_or(0) << LINE_BITS) | (line & ((1 << LINE_BITS) - 1))
}

/// The line alone.
pub(super) fn line_of(placed: u64) -> u64 {
    placed & ((1 << LINE_BITS) - 1)
}

/// `line 4`, or `line 1, row 812`.
pub(super) fn place_text(placed: u64) -> String {
    match placed >> LINE_BITS {
        0 => format!("line {}", line_of(placed)),
        row => format!("line {}, row {row}", line_of(placed)),
    }
}

/// One row; the numbers are NaN where not reported.
#[derive(Debug, Clone, Copy)]
pub(super) struct Record {
    /// Year, code, importer, exporter, month, side and flow, packed so that
    /// their order is the number's order.
    pub(super) key: u64,
    /// Reporter and partner as coded: two codes may stand for one economy.
    pub(super) areas: u32,
    pub(super) file: u32,
    /// As [`placed`].
    pub(super) line: u64,
    pub(super) value_kusd: f64,
    pub(super) value_cif_kusd: f64,
    pub(super) value_fob_kusd: f64,
    pub(super) net_weight_t: f64,
    pub(super) quantity: f64,
    pub(super) dimensions: Dimensions,
    pub(super) unit: u16,
    pub(super) weight_is_estimated: bool,
}

impl RunRecord for Record {
    type Order = (u64, u32, u32, u64);
    const BYTES: usize = 73;

    fn order(&self) -> Self::Order {
        (self.key, self.areas, self.file, self.line)
    }

    fn write(&self, bytes: &mut [u8]) {
        bytes[0..8].copy_from_slice(&self.key.to_le_bytes());
        bytes[8..12].copy_from_slice(&self.areas.to_le_bytes());
        bytes[12..16].copy_from_slice(&self.file.to_le_bytes());
        bytes[16..24].copy_from_slice(&self.line.to_le_bytes());
        let numbers = [
            self.value_kusd,
            self.value_cif_kusd,
            self.value_fob_kusd,
            self.net_weight_t,
            self.quantity,
        ];
        for (number, place) in numbers.iter().zip(bytes[24..64].chunks_exact_mut(8)) {
            place.copy_from_slice(&number.to_le_bytes());
        }
        bytes[64..66].copy_from_slice(&self.dimensions.partner2.to_le_bytes());
        bytes[66..68].copy_from_slice(&self.dimensions.customs.to_le_bytes());
        bytes[68..70].copy_from_slice(&self.dimensions.transport.to_le_bytes());
        bytes[70..72].copy_from_slice(&self.unit.to_le_bytes());
        bytes[72] = u8::from(self.weight_is_estimated);
    }

    fn read(bytes: &[u8]) -> Self {
        let number = |index: usize| f64::from_le_bytes(eight(bytes, 24 + 8 * index));
        let short = |at: usize| u16::from_le_bytes([bytes[at], bytes[at + 1]]);
        Self {
            key: u64::from_le_bytes(eight(bytes, 0)),
            areas: u32::from_le_bytes(four(bytes, 8)),
            file: u32::from_le_bytes(four(bytes, 12)),
            line: u64::from_le_bytes(eight(bytes, 16)),
            value_kusd: number(0),
            value_cif_kusd: number(1),
            value_fob_kusd: number(2),
            net_weight_t: number(3),
            quantity: number(4),
            dimensions: Dimensions {
                partner2: short(64),
                customs: short(66),
                transport: short(68),
            },
            unit: short(70),
            weight_is_estimated: bytes[72] != 0,
        }
    }
}

/// What a row is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Key {
    pub(super) year: i32,
    pub(super) month: Option<u8>,
    pub(super) hs_code: HsCode,
    pub(super) importer: Economy,
    pub(super) exporter: Economy,
    pub(super) flow: ReportedFlow,
}

impl Key {
    /// 12 bits of year, 20 of code, 10 and 10 of economies, 4 of month, 1 of
    /// side, 4 of flow.
    pub(super) fn pack(self) -> u64 {
        let flow = ReportedFlow::ALL
            .iter()
            .position(|flow| *flow == self.flow)
            .unwrap_or_default() as u64;
        (u64::from(self.year.unsigned_abs()) << 49)
            | (u64::from(self.hs_code.number()) << 29)
            | ((self.importer.index() as u64) << 19)
            | ((self.exporter.index() as u64) << 9)
            | (u64::from(self.month.unwrap_or(0)) << 5)
            | (u64::from(self.flow.reported_by() as u8) << 4)
            | flow
    }

    pub(super) fn unpack(key: u64) -> Self {
        let bits = |shift: u32, width: u32| ((key >> shift) & ((1 << width) - 1)) as u32;
        let economy = |index: u32| {
            Economy::from_index(index as usize).unwrap_or_else(|| unreachable!("packed by `pack`"))
        };
        Self {
            year: bits(49, 12).cast_signed(),
            month: u8::try_from(bits(5, 4)).ok().filter(|month| *month > 0),
            hs_code: HsCode::from_number(bits(29, 20))
                .unwrap_or_else(|_| unreachable!("packed by `pack`")),
            importer: economy(bits(19, 10)),
            exporter: economy(bits(9, 10)),
            flow: ReportedFlow::ALL[bits(0, 4) as usize % ReportedFlow::ALL.len()],
        }
    }
}

impl Record {
    /// The row as it stands in the table.
    pub(super) fn row(&self, units: &SharedTexts<u16>) -> ReportedTradeRow {
        let key = Key::unpack(self.key);
        let known = |number: f64| (!number.is_nan()).then_some(number);
        ReportedTradeRow {
            year: key.year,
            month: key.month,
            hs_code: key.hs_code,
            importer: key.importer,
            exporter: key.exporter,
            reported_by: key.flow.reported_by(),
            flow: key.flow,
            value_kusd: self.value_kusd,
            value_cif_kusd: known(self.value_cif_kusd),
            value_fob_kusd: known(self.value_fob_kusd),
            net_weight_t: known(self.net_weight_t),
            quantity: known(self.quantity),
            quantity_unit: (self.unit != 0).then(|| units.shared(self.unit)),
            weight_is_estimated: self.weight_is_estimated,
        }
    }
}

/// Short texts of one column; real files have at most some hundreds.
pub(super) fn short_texts(column: &'static str) -> SharedTexts<u16> {
    SharedTexts::new(
        column,
        TextLimits {
            most: 5000,
            longest: 100,
            bytes: usize::MAX,
            advice: "",
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn keys() -> impl Strategy<Value = Key> {
        (
            (1962_i32..2100, prop::option::of(1_u8..=12)),
            10_000_u32..=999_999,
            (0..Economy::count(), 0..Economy::count()),
            prop::sample::select(ReportedFlow::ALL.to_vec()),
        )
            .prop_map(|((year, month), code, (importer, exporter), flow)| Key {
                year,
                month,
                hs_code: HsCode::from_number(code).unwrap(),
                importer: Economy::from_index(importer).unwrap(),
                exporter: Economy::from_index(exporter).unwrap(),
                flow,
            })
    }

    fn record(key: Key, numbers: [f64; 5]) -> Record {
        Record {
            key: key.pack(),
            areas: 7,
            file: 3,
            line: 1 << 40,
            value_kusd: numbers[0],
            value_cif_kusd: numbers[1],
            value_fob_kusd: numbers[2],
            net_weight_t: numbers[3],
            quantity: numbers[4],
            dimensions: Dimensions {
                partner2: 1,
                customs: 2,
                transport: 300,
            },
            unit: 0,
            weight_is_estimated: true,
        }
    }

    proptest! {
        /// Packed keys are in the order in which the table must be.
        #[test]
        fn packing_keeps_the_key_and_the_order(one in keys(), other in keys()) {
            prop_assert_eq!(Key::unpack(one.pack()), one);
            let units = short_texts("unit");
            let [a, b] = [one, other].map(|key| record(key, [1.0; 5]).row(&units).key());
            prop_assert_eq!(one.pack().cmp(&other.pack()), a.cmp(&b));
        }

        #[test]
        fn bytes_keep_the_record(key in keys(), numbers in prop::array::uniform5(any::<f64>())) {
            let before = record(key, numbers);
            let mut bytes = [0; Record::BYTES];
            before.write(&mut bytes);
            let mut again = [0; Record::BYTES];
            let after = Record::read(&bytes);
            after.write(&mut again);
            prop_assert_eq!(bytes, again);
            prop_assert_eq!(after.order(), before.order());
            prop_assert_eq!(after.dimensions, before.dimensions);
        }
    }
}
