//! Economies by the labels that an original prints.

use std::collections::HashMap;

use narrows_core::Economy;

use crate::LakeError;

/// Economies by the labels of one original, each looked up once: the look-up
/// of an unknown name is slow, since it goes through near names.
#[derive(Default)]
pub(crate) struct Labels {
    known: HashMap<String, Option<&'static str>>,
}

impl Labels {
    /// Labels that an original may have; real ones have about 200.
    const MOST: usize = 2000;
    /// Bytes of the name of an economy.
    const LONGEST: usize = 200;

    /// The alpha-3 code of the economy that the label names, if need be
    /// without what stands in brackets behind it: `Brazil (beneficiated)` is
    /// Brazil, and `Congo (Kinshasa)` is a name as a whole. Totals and groups
    /// of countries are no economy.
    pub(crate) fn economy(&mut self, label: &str) -> Result<Option<&'static str>, LakeError> {
        if let Some(economy) = self.known.get(label) {
            return Ok(*economy);
        }
        if self.known.len() == Self::MOST {
            return Err(LakeError::Refused {
                path: label.chars().take(Self::LONGEST).collect(),
                reason: format!(
                    "more than {} different labels of countries, as in no real original",
                    Self::MOST
                ),
            });
        }
        let find = |name: &str| {
            (name.len() <= Self::LONGEST)
                .then(|| Economy::find(name).ok())
                .flatten()
        };
        let economy = find(label).or_else(|| {
            let (name, _) = label.strip_suffix(')')?.split_once(" (")?;
            find(name)
        });
        let economy = economy.map(Economy::alpha3);
        self.known.insert(label.to_owned(), economy);
        Ok(economy)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_name_economies_or_none() {
        let mut labels = Labels::default();
        for (label, economy) in [
            ("Brazil (beneficiated)", Some("BRA")),
            ("Congo (Kinshasa)", Some("COD")),
            ("United States (kyanite)", Some("USA")),
            ("World total (rounded)", None),
            ("United States and Canada", None),
            (" (", None),
        ] {
            for _ in 0..2 {
                assert_eq!(labels.economy(label).ok(), Some(economy), "{label}");
            }
        }
    }
}
