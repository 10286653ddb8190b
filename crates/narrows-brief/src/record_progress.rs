//! From a promise to numbers: what the indicators that a commitment should move
//! have done since it was made. The record knows the question, the exposure the
//! numbers; they meet here.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use narrows_core::{Economy, Figure, Material, SourceRef, Stage, Year};
use narrows_exposure::{
    ExposureError, ExposureTrend, MaterialExposure, Subject, Trend, TrendReading, exposure_trend,
    material_exposure,
};
use narrows_lake::Lake;
use narrows_record::{CommitmentAnswer, Direction, IndicatorAsked, ProgressQuestion, Rows};
use serde::Serialize;

/// The id by which a commitment asks for a supplier's share.
const SHARE_OF_IMPORTS: &str = "share_of_imports";

/// A commitment and what its indicators did.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CommitmentProgress {
    /// The commitment.
    pub commitment: CommitmentAnswer,
    /// The year of the promise: figures are compared with it.
    pub since: Year,
    /// The last year of trade.
    pub until: Year,
    /// One entry an indicator.
    pub indicators: Vec<IndicatorProgress>,
    /// Why nothing measures the commitment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unmeasured: Option<String>,
}

/// What one indicator did.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct IndicatorProgress {
    /// What was asked.
    pub asked: IndicatorAsked,
    /// The indicator's name.
    pub name: String,
    /// One entry a stage at which it is measured.
    pub stages: Vec<StageProgress>,
    /// Why there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_known: Option<String>,
}

/// What an indicator did at one stage.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StageProgress {
    /// The stage.
    pub stage: Stage,
    /// The figure in the year of the promise, or the last one before the end of
    /// the data.
    pub then: Figure,
    /// The figure in the last year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub now: Option<Figure>,
    /// The change between them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<Figure>,
    /// The change a year, where there are years enough.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub slope: Option<Figure>,
    /// What can be said.
    pub verdict: Verdict,
}

impl StageProgress {
    /// The verdict in words. A difference between two years is no trend, and
    /// where it is all there is, the words say so.
    #[must_use]
    pub fn words(&self) -> String {
        let words = self.verdict.words();
        match self.verdict {
            Verdict::AsPromised | Verdict::OtherWay if self.slope.is_none() => {
                format!("{words} between two years; too few years for a trend")
            }
            _ => words.to_owned(),
        }
    }
}

/// What can be said of a promise and a number. It never says that the promise
/// caused the change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It moved as it should.
    AsPromised,
    /// It moved the other way.
    OtherWay,
    /// The interval of the change holds zero.
    NoMeasurableChange,
    /// The data end before anything could have moved.
    TooEarly,
    /// The figures have no interval or no value.
    NotKnown,
}

impl Verdict {
    /// In words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::AsPromised => "moved as it should",
            Self::OtherWay => "moved the other way",
            Self::NoMeasurableChange => "no measurable change",
            Self::TooEarly => "too early: no year of trade after the promise",
            Self::NotKnown => "cannot be told",
        }
    }
}

/// What the indicators of a commitment did from the year in which it was made
/// to the last year of trade.
///
/// # Errors
/// If the lake cannot be read.
pub fn commitment_progress(
    lake: &Lake,
    question: &ProgressQuestion,
    until: Year,
) -> Result<CommitmentProgress, ExposureError> {
    progress_with(&mut Readings::new(lake), question, until)
}

/// Trends and exposures of a lake, each computed once: commitments share goods
/// and importers.
pub(crate) struct Readings<'a> {
    lake: &'a Lake,
    trends: BTreeMap<(Economy, &'static str, Year, Year), ExposureTrend>,
    exposures: BTreeMap<(Economy, &'static str, Year), MaterialExposure>,
}

impl<'a> Readings<'a> {
    pub(crate) fn new(lake: &'a Lake) -> Self {
        Self {
            lake,
            trends: BTreeMap::new(),
            exposures: BTreeMap::new(),
        }
    }

    /// Takes over an exposure that is known already.
    pub(crate) fn know(&mut self, importer: Economy, exposure: &MaterialExposure) {
        if let Ok(material) = Material::find(&exposure.material) {
            self.exposures
                .insert((importer, material.id(), exposure.year), exposure.clone());
        }
    }

    fn trend(
        &mut self,
        importer: Economy,
        material: Material,
        (since, until): (Year, Year),
    ) -> Result<&ExposureTrend, ExposureError> {
        Ok(
            match self.trends.entry((importer, material.id(), since, until)) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(place) => place.insert(exposure_trend(
                    self.lake,
                    &Subject::economy(importer),
                    material,
                    since,
                    until,
                )?),
            },
        )
    }

    fn exposure(
        &mut self,
        importer: Economy,
        material: Material,
        year: Year,
    ) -> Result<&MaterialExposure, ExposureError> {
        Ok(
            match self.exposures.entry((importer, material.id(), year)) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(place) => place.insert(material_exposure(
                    self.lake,
                    &Subject::economy(importer),
                    material,
                    year,
                )?),
            },
        )
    }
}

/// The same from what is computed already.
pub(crate) fn progress_with(
    readings: &mut Readings<'_>,
    question: &ProgressQuestion,
    until: Year,
) -> Result<CommitmentProgress, ExposureError> {
    let since = Year(i32::from(question.made_on.year()));
    let mut indicators = Vec::new();
    for asked in &question.indicators {
        indicators.push(indicator_progress(readings, asked, since, until)?);
    }
    Ok(CommitmentProgress {
        commitment: question.commitment.clone(),
        since,
        until,
        indicators,
        unmeasured: question.unmeasured.clone(),
    })
}

fn indicator_progress(
    readings: &mut Readings<'_>,
    asked: &IndicatorAsked,
    since: Year,
    until: Year,
) -> Result<IndicatorProgress, ExposureError> {
    let mut progress = IndicatorProgress {
        asked: asked.clone(),
        name: asked.indicator.clone(),
        stages: Vec::new(),
        not_known: None,
    };
    let Ok(material) = Material::find(&asked.material) else {
        progress.not_known = Some(format!("{:?} is no material", asked.material));
        return Ok(progress);
    };
    let found = if since < until {
        since_the_promise(readings, material, asked, (since, until))
    } else {
        before_the_promise(readings, material, asked, until)
    };
    match found {
        Ok((name, stages)) if !stages.is_empty() => {
            progress.name = name;
            progress.stages = stages;
        }
        Ok(_) => {
            progress.not_known = Some(format!(
                "{} is not measured for {} of {}; `narrows exposure trend --importer {} --material \
                 {} --since {}` lists what is",
                asked.indicator,
                material.name(),
                asked.importer.name_in_sentence(),
                asked.importer.alpha3(),
                material.id(),
                until.0 - 5,
            ));
        }
        Err(ExposureError::NoData(reason)) => progress.not_known = Some(reason),
        Err(error) => return Err(error),
    }
    Ok(progress)
}

type Found = Result<(String, Vec<StageProgress>), ExposureError>;

fn since_the_promise(
    readings: &mut Readings<'_>,
    material: Material,
    asked: &IndicatorAsked,
    (since, until): (Year, Year),
) -> Found {
    let trends = readings.trend(asked.importer, material, (since, until))?;
    let mut name = asked.indicator.clone();
    let mut stages = Vec::new();
    for stage in &trends.stages {
        let wanted = stage.trends.iter().find(|named| {
            if asked.indicator == SHARE_OF_IMPORTS {
                named.partner.is_some() && named.partner == asked.partner
            } else {
                named.id == asked.indicator
            }
        });
        let Some(named) = wanted else {
            continue;
        };
        let known = |(_, figure): &&(Year, Figure)| figure.value().is_some();
        let points = &named.trend.points;
        let (Some((_, then)), Some((_, now))) =
            (points.iter().find(known), points.iter().rev().find(known))
        else {
            continue;
        };
        name.clone_from(&named.name);
        let slope_known = named.trend.reading != TrendReading::NotKnown;
        stages.push(StageProgress {
            stage: stage.stage,
            then: then.clone(),
            now: Some(now.clone()),
            change: Some(named.trend.difference.clone()),
            slope: slope_known.then(|| named.trend.slope.clone()),
            verdict: verdict(&named.trend, asked.direction),
        });
    }
    Ok((name, stages))
}

/// Where the trade ends before the promise, or in its year, the last figure is
/// what there is: a start to compare with later.
fn before_the_promise(
    readings: &mut Readings<'_>,
    material: Material,
    asked: &IndicatorAsked,
    until: Year,
) -> Found {
    let exposure = readings.exposure(asked.importer, material, until)?;
    let mut name = asked.indicator.clone();
    let mut stages = Vec::new();
    for (stage, found, figure) in figures(exposure, asked) {
        name = found;
        stages.push(StageProgress {
            stage,
            then: figure,
            now: None,
            change: None,
            slope: None,
            verdict: Verdict::TooEarly,
        });
    }
    Ok((name, stages))
}

fn figures(exposure: &MaterialExposure, asked: &IndicatorAsked) -> Vec<(Stage, String, Figure)> {
    exposure
        .products
        .iter()
        .filter_map(|product| {
            if asked.indicator == SHARE_OF_IMPORTS {
                let partner: Economy = asked.partner?;
                let supplier = product.suppliers.iter().find(|s| s.economy == partner)?;
                let name = format!("{}, share of imports", partner.name());
                return Some((product.stage, name, supplier.share.clone()));
            }
            let indicator = product
                .indicators
                .iter()
                .find(|i| i.id == asked.indicator)?;
            Some((
                product.stage,
                indicator.name.to_owned(),
                indicator.figure.clone(),
            ))
        })
        .collect()
}

/// The slope decides where there are years enough, or else the difference: a
/// change is measurable where its interval does not hold zero.
fn verdict(trend: &Trend, wanted: Direction) -> Verdict {
    let (low, high) = match trend.reading {
        TrendReading::Rising => (1.0, 1.0),
        TrendReading::Falling => (-1.0, -1.0),
        TrendReading::NoMeasurableChange => return Verdict::NoMeasurableChange,
        TrendReading::NotKnown => match trend.difference.interval().ends() {
            Some(ends) => ends,
            None => return Verdict::NotKnown,
        },
    };
    if low <= 0.0 && high >= 0.0 {
        return Verdict::NoMeasurableChange;
    }
    let rises = low > 0.0;
    if rises == (wanted == Direction::Up) {
        Verdict::AsPromised
    } else {
        Verdict::OtherWay
    }
}

impl CommitmentProgress {
    /// Every source behind its figures.
    #[must_use]
    pub fn sources(&self) -> Vec<SourceRef> {
        self.indicators
            .iter()
            .flat_map(|indicator| &indicator.stages)
            .flat_map(|stage| {
                [
                    Some(&stage.then),
                    stage.now.as_ref(),
                    stage.change.as_ref(),
                    stage.slope.as_ref(),
                ]
            })
            .flatten()
            .flat_map(|figure| figure.sources().iter().cloned())
            .collect()
    }
}

impl CommitmentProgress {
    /// One row an indicator and stage; one without figures where nothing is
    /// measured.
    #[must_use]
    pub fn rows(&self) -> Rows {
        let mut rows = Rows::new(&[
            "commitment",
            "indicator",
            "importer",
            "material",
            "direction",
            "stage",
            "since",
            "until",
            "then",
            "now",
            "change",
            "change_low",
            "change_high",
            "verdict",
            "not_known",
        ]);
        let number = |value: Option<f64>| value.map_or_else(String::new, |value| value.to_string());
        for indicator in &self.indicators {
            let asked = &indicator.asked;
            let head = || {
                vec![
                    self.commitment.id.clone(),
                    asked.indicator.clone(),
                    asked.importer.alpha3().to_owned(),
                    asked.material.clone(),
                    asked.direction.as_str().to_owned(),
                ]
            };
            for stage in &indicator.stages {
                let ends = stage
                    .change
                    .as_ref()
                    .and_then(|change| change.interval().ends());
                let mut row = head();
                row.extend([
                    stage.stage.to_string(),
                    self.since.to_string(),
                    self.until.to_string(),
                    number(stage.then.value()),
                    number(stage.now.as_ref().and_then(Figure::value)),
                    number(stage.change.as_ref().and_then(Figure::value)),
                    number(ends.map(|ends| ends.0)),
                    number(ends.map(|ends| ends.1)),
                    stage.words(),
                    String::new(),
                ]);
                rows.rows.push(row);
            }
            if let Some(reason) = &indicator.not_known {
                let mut row = head();
                row.resize(14, String::new());
                row.push(reason.clone());
                rows.rows.push(row);
            }
        }
        if let Some(reason) = &self.unmeasured {
            let mut row = vec![self.commitment.id.clone()];
            row.resize(14, String::new());
            row.push(reason.clone());
            rows.rows.push(row);
        }
        rows
    }
}
