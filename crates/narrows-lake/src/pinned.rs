//! A lake in which sources stand in a chosen vintage instead of the current
//! one.

use crate::LakeError;
use crate::lake::{Lake, LakeVintage};

impl Lake {
    /// The same lake in which a source has this vintage alone: it is then the
    /// current one, and figures that rest on every edition of a source rest on
    /// this one.
    ///
    /// # Errors
    /// [`LakeError::UnknownVintage`], which names what exists.
    pub fn with_vintage(&self, source: &str, vintage: &str) -> Result<Self, LakeError> {
        if self.vintage(source, vintage).is_err() {
            return Err(self.unknown_vintage(&format!("{source}:{vintage}"), Some(source)));
        }
        let mut pinned = self.clone();
        pinned.retain_vintages(|known| {
            known.entry.source != source || known.entry.vintage == vintage
        });
        Ok(pinned)
    }

    /// The vintage that a text names: `SOURCE:VINTAGE`, or the name of a
    /// vintage alone where only one source has it.
    ///
    /// # Errors
    /// [`LakeError::UnknownVintage`], which names what exists, or what the name
    /// may mean.
    pub fn find_vintage(&self, text: &str) -> Result<&LakeVintage, LakeError> {
        if let Some((source, vintage)) = text.split_once(':') {
            return self
                .vintage(source, vintage)
                .map_err(|_| self.unknown_vintage(text, Some(source)));
        }
        let mut found = self
            .vintages()
            .iter()
            .filter(|known| known.entry.vintage == text);
        match (found.next(), found.next()) {
            (Some(only), None) => Ok(only),
            // The name may be that of a source, whose vintages are then told.
            (None, _) => Err(self.unknown_vintage(text, Some(text))),
            (Some(_), Some(_)) => Err(LakeError::UnknownVintage {
                text: text.to_owned(),
                reason: format!(
                    "several sources have it; write {}",
                    names(
                        self.vintages()
                            .iter()
                            .filter(|known| known.entry.vintage == text)
                    )
                ),
            }),
        }
    }

    fn unknown_vintage(&self, text: &str, source: Option<&str>) -> LakeError {
        let of_source: Vec<&LakeVintage> = self
            .vintages()
            .iter()
            .filter(|known| source == Some(known.entry.source.as_str()))
            .collect();
        let reason = if of_source.is_empty() {
            format!("the lake has {}", names(self.vintages().iter()))
        } else {
            format!(
                "of this source the lake has {}; import another with `narrows data import`",
                names(of_source.into_iter())
            )
        };
        LakeError::UnknownVintage {
            text: text.to_owned(),
            reason,
        }
    }
}

fn names<'a>(vintages: impl Iterator<Item = &'a LakeVintage>) -> String {
    vintages
        .map(|known| format!("{}:{}", known.entry.source, known.entry.vintage))
        .collect::<Vec<_>>()
        .join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pinned_source_has_one_vintage() {
        let lake = Lake::embedded();
        assert_eq!(lake.current("usgs-mcs").unwrap().entry.vintage, "MCS2026");
        let pinned = lake.with_vintage("usgs-mcs", "MCS2025").unwrap();
        assert_eq!(pinned.current("usgs-mcs").unwrap().entry.vintage, "MCS2025");
        assert_eq!(pinned.vintages_of("usgs-mcs").count(), 1);
        assert_eq!(pinned.vintages().len() + 1, lake.vintages().len());
    }

    #[test]
    fn a_vintage_is_found_by_its_name_where_it_is_the_only_one() {
        let lake = Lake::embedded();
        assert_eq!(
            lake.find_vintage("MCS2025").unwrap().entry.source,
            "usgs-mcs"
        );
        let found = lake.find_vintage("usgs-mcs:MCS2025").unwrap();
        assert_eq!(found.entry.vintage, "MCS2025");
        let error = lake
            .find_vintage("usgs-mcs:MCS1900")
            .unwrap_err()
            .to_string();
        assert!(
            error.contains("usgs-mcs:MCS2025, usgs-mcs:MCS2026"),
            "{error}"
        );
        let error = lake.find_vintage("usgs-mcs").unwrap_err().to_string();
        assert!(
            error.contains("of this source the lake has usgs-mcs:MCS2025, usgs-mcs:MCS2026"),
            "{error}"
        );
        let error = lake.find_vintage("nothing").unwrap_err().to_string();
        assert!(error.contains("baci-hs92:"), "{error}");
    }
}
