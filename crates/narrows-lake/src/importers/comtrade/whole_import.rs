//! What every row of an import must agree on: goods, in one revision of the
//! Harmonized System.

use super::columns::Column;
use super::reading::{Place, Reading};
use super::row::{Classification, Fields, classification};
use crate::LakeError;

impl Reading<'_, '_> {
    /// Refuses the whole import where a row tells of services, of another
    /// classification, or of another revision than rows before it.
    pub(super) fn check_whole(
        &mut self,
        name: &str,
        place: &Place,
        fields: &Fields<'_>,
    ) -> Result<(), LakeError> {
        let refused = |reason: String| LakeError::NotReadable {
            path: name.to_owned(),
            line: Some(place.line),
            reason,
        };
        let kind = fields.get(Column::Type);
        if kind.eq_ignore_ascii_case("S") {
            return Err(refused(
                "trade in services (typeCode S), which has no HS codes; ask for commodities, \
                 typeCode C"
                    .to_owned(),
            ));
        }
        let text = fields.get(Column::Classification);
        match classification(text) {
            Classification::Other => {
                let shown: String = text.chars().take(20).collect();
                Err(refused(format!(
                    "the classification is {shown:?}, not the Harmonized System; S1 to S4 are \
                     SITC, B4 and B5 are BEC, EB are services; ask for HS, or for one of its \
                     revisions H0 to H6"
                )))
            }
            Classification::Unsaid => {
                self.unsaid.get_or_insert_with(|| place.clone());
                Ok(())
            }
            Classification::Revision(told) => {
                if let Some((known, first)) = &self.revision {
                    if *known == told {
                        return Ok(());
                    }
                    return Err(refused(format!(
                        "the classification is {} here and {} in {}, line {}: the same code is \
                         another basket in another revision; ask for one revision (clCode {}, \
                         not HS as reported) or import each by itself",
                        told.comtrade_name(),
                        known.comtrade_name(),
                        self.files[first.file as usize],
                        first.line,
                        known.comtrade_name()
                    )));
                }
                if let Some(said) = self.context.request.revision.filter(|said| *said != told) {
                    return Err(refused(format!(
                        "the classification is {} ({told}), not {said}; leave out --revision",
                        told.comtrade_name()
                    )));
                }
                self.revision = Some((told, place.clone()));
                Ok(())
            }
        }
    }
}
