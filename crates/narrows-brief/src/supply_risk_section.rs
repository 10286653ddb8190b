//! The section of an exposure on supply risk over the stages.

use narrows_exposure::MaterialExposure;

use crate::document::{Block, FigureRow, FigureTable, Section};
use crate::exposure_document::indicator_row;

/// The section; `None` where no method covers the material. With `panel`, what
/// the methods look at.
pub(crate) fn supply_risk_section(exposure: &MaterialExposure, panel: bool) -> Option<Section> {
    let assessment = &exposure.supply_risk;
    if assessment.stages.is_empty() && assessment.indicators.is_empty() {
        return None;
    }
    let mut blocks = vec![Block::Figures(FigureTable {
        caption: match &assessment.generalised_to {
            Some(whom) => {
                format!("Methods over all stages; the EU's supply risk is generalised to {whom}")
            }
            None => "Methods over all stages".to_owned(),
        },
        labels: vec!["indicator"],
        rows: assessment.indicators.iter().map(indicator_row).collect(),
    })];
    for stage in &assessment.stages {
        let mut rows = vec![FigureRow::new(
            vec!["supply risk".to_owned()],
            stage.supply_risk.clone(),
        )];
        rows.extend(
            stage
                .parts()
                .into_iter()
                .map(|(name, figure)| FigureRow::new(vec![name.to_owned()], figure.clone())),
        );
        blocks.push(Block::Figures(FigureTable {
            caption: format!("EU supply risk and its parts, {}", stage.stage),
            labels: vec!["part"],
            rows,
        }));
    }
    if panel && !assessment.indicators.is_empty() {
        blocks.push(Block::List(
            assessment
                .indicators
                .iter()
                .map(|one| format!("{}: {}. {}.", one.name, one.differs, one.method))
                .collect(),
        ));
    }
    Some(Section {
        id: "supply-risk".to_owned(),
        heading: "Supply risk over the stages".to_owned(),
        level: 2,
        detail: false,
        blocks,
    })
}
