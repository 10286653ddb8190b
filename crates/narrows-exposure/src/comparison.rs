//! The same exposure under two vintages of one source.

use narrows_core::{Coverage, Economy, Figure, Interval, Material, SourceRef, Status, Year};
use narrows_lake::Lake;
use schemars::JsonSchema;
use serde::Serialize;

use crate::ExposureError;
use crate::exposure_table::{ExposureTable, FigureLabels};
use crate::indicator::ThresholdReading;
use crate::material_exposure::{MaterialExposure, material_exposure};
use crate::subject::Subject;

/// How the two figures of a row stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Agreement {
    /// The same value and the same interval.
    Same,
    /// They differ, and their intervals overlap.
    Overlap,
    /// Their intervals do not overlap; a figure without an interval counts as
    /// a point.
    Apart,
    /// One of the vintages does not have the figure.
    OneOnly,
    /// Neither vintage has it.
    InNeither,
}

impl Agreement {
    /// A word for a table.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Overlap => "overlap",
            Self::Apart => "apart",
            Self::OneOnly => "one only",
            Self::InNeither => "in neither",
        }
    }
}

/// One figure under both vintages.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ComparedFigure {
    /// `indicator`, `supplier`, `imports`, `producer` or `production`.
    pub part: &'static str,
    /// The stage.
    pub stage: String,
    /// Id of an indicator, or what the figure is.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// The supplier or producer, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partner: Option<Economy>,
    /// Under the first vintage.
    pub first: Figure,
    /// Under the second vintage.
    pub second: Figure,
    /// Second less first.
    pub difference: Figure,
    /// How they stand to each other.
    pub agreement: Agreement,
    /// How each reads against the threshold of its method, where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub readings: Option<[Option<ThresholdReading>; 2]>,
}

impl ComparedFigure {
    /// Whether the two vintages read differently against the threshold.
    #[must_use]
    pub fn flips(&self) -> bool {
        self.readings.is_some_and(|[first, second]| first != second)
    }
}

/// An exposure under two vintages, figure by figure.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Comparison {
    /// Code of the subject.
    pub subject: String,
    /// Its name.
    pub subject_name: String,
    /// Id of the material.
    pub material: String,
    /// Its name.
    pub material_name: String,
    /// The year.
    pub year: Year,
    /// The first vintage.
    pub first: SourceRef,
    /// The second.
    pub second: SourceRef,
    /// Every figure that rests on either of them.
    pub figures: Vec<ComparedFigure>,
}

/// A figure with what it is, before it is set beside its counterpart.
struct Entry {
    part: &'static str,
    stage: String,
    id: String,
    name: String,
    partner: Option<Economy>,
    figure: Figure,
    /// The reading, where there is a threshold.
    reading: Option<Option<ThresholdReading>>,
}

impl Entry {
    fn is_of(&self, other: &Self) -> bool {
        (self.part, &self.stage, &self.id, self.partner)
            == (other.part, &other.stage, &other.id, other.partner)
    }
}

/// The exposure of a subject under two vintages of the same source, and what
/// differs. Only figures that rest on one of the two are in it.
///
/// # Errors
/// If the vintages are not in the lake or of different sources, if the lake
/// cannot be read, or if no figure rests on them.
pub fn compare_vintages(
    lake: &Lake,
    subject: &Subject,
    material: Material,
    year: Year,
    first: &SourceRef,
    second: &SourceRef,
) -> Result<Comparison, ExposureError> {
    if first.id != second.id {
        return Err(ExposureError::NoData(format!(
            "{first} and {second} are vintages of different sources, which cannot be compared \
             figure by figure"
        )));
    }
    if first == second {
        return Err(ExposureError::NoData(format!(
            "{first} was named twice; name two vintages"
        )));
    }
    let under = |vintage: &SourceRef| {
        let pinned = lake.with_vintage(&vintage.id, &vintage.vintage)?;
        let exposure = material_exposure(&pinned, subject, material, year)?;
        let entries: Vec<Entry> = entries(&exposure)
            .into_iter()
            .filter(|entry| entry.figure.sources().contains(vintage))
            .collect();
        Ok::<_, ExposureError>((exposure, entries))
    };
    let (exposure, before) = under(first)?;
    let (_, mut after) = under(second)?;
    if before.is_empty() && after.is_empty() {
        return Err(ExposureError::NoData(format!(
            "no figure of {} and {} in {year} rests on {first} or {second}: {}",
            exposure.subject_name,
            exposure.material_name,
            exposure.not_known.join(" ")
        )));
    }
    let mut figures = Vec::new();
    for entry in before {
        let place = after.iter().position(|other| entry.is_of(other));
        let other = place.map(|place| after.remove(place));
        let (second_figure, second_reading) = match other {
            Some(other) => (other.figure, other.reading),
            None => (absent(&entry.figure, second), entry.reading.map(|_| None)),
        };
        let first_figure = entry.figure.clone();
        figures.push(compared(entry, first_figure, second_figure, |reading| {
            [reading, second_reading.flatten()]
        }));
    }
    for entry in after {
        let (first_figure, second_figure) = (absent(&entry.figure, first), entry.figure.clone());
        figures.push(compared(entry, first_figure, second_figure, |reading| {
            [None, reading]
        }));
    }
    Ok(Comparison {
        subject: exposure.subject,
        subject_name: exposure.subject_name,
        material: exposure.material,
        material_name: exposure.material_name,
        year,
        first: first.clone(),
        second: second.clone(),
        figures,
    })
}

fn absent(like: &Figure, vintage: &SourceRef) -> Figure {
    Figure::unavailable(
        like.unit(),
        like.basis(),
        format!("{vintage} does not have it"),
        [vintage.clone()],
    )
}

fn compared(
    entry: Entry,
    first: Figure,
    second: Figure,
    readings: impl Fn(Option<ThresholdReading>) -> [Option<ThresholdReading>; 2],
) -> ComparedFigure {
    let agreement = match (range(&first), range(&second)) {
        (Some(_), None) | (None, Some(_)) => Agreement::OneOnly,
        (None, None) => Agreement::InNeither,
        (Some(a), Some(b)) if a == b && first.value() == second.value() => Agreement::Same,
        (Some(a), Some(b)) if a.0 <= b.1 && b.0 <= a.1 => Agreement::Overlap,
        _ => Agreement::Apart,
    };
    ComparedFigure {
        difference: difference(&first, &second),
        readings: entry.reading.map(readings),
        part: entry.part,
        stage: entry.stage,
        id: entry.id,
        name: entry.name,
        partner: entry.partner,
        first,
        second,
        agreement,
    }
}

/// What a figure spans: its interval with the value, or the value alone.
fn range(figure: &Figure) -> Option<(f64, f64)> {
    match (figure.value(), figure.interval().ends()) {
        (Some(value), Some((low, high))) => Some((low.min(value), high.max(value))),
        (Some(value), None) => Some((value, value)),
        (None, ends) => ends,
    }
}

/// Second less first, with the interval that both leave open.
pub(crate) fn difference(first: &Figure, second: &Figure) -> Figure {
    let sources: Vec<SourceRef> = first
        .sources()
        .iter()
        .chain(second.sources())
        .cloned()
        .collect();
    let basis = format!("change of: {}", second.basis());
    let interval = match (first.interval().ends(), second.interval().ends()) {
        (Some(_), Some(_)) => match (range(first), range(second)) {
            (Some(a), Some(b)) => Interval::between(
                b.0 - a.1,
                b.1 - a.0,
                "the intervals of both figures, independent of each other",
            ),
            _ => Interval::unknown("one of the figures has no interval"),
        },
        _ => Interval::unknown("one of the figures has no interval"),
    };
    match (first.value(), second.value()) {
        (Some(a), Some(b)) => {
            let share = |figure: &Figure| match figure.coverage() {
                Coverage::Known { share, .. } => Some(*share),
                Coverage::Unknown { .. } => None,
            };
            let coverage = match (share(first), share(second)) {
                (Some(a), Some(b)) => Coverage::known(a.min(b), "the less covered of the two"),
                _ => Coverage::unknown("the coverage of one of the figures is not known"),
            };
            let figure = Figure::measured(
                b - a,
                second.unit().of_difference(),
                basis,
                interval,
                coverage,
                sources,
            );
            if [first, second]
                .iter()
                .any(|figure| *figure.status() != Status::Measured)
            {
                figure.as_estimate()
            } else {
                figure
            }
        }
        _ => match interval.ends() {
            Some(_) => Figure::bounded(
                second.unit().of_difference(),
                basis,
                interval,
                Coverage::unknown("one of the figures has no value"),
                sources,
            ),
            None => Figure::unavailable(
                second.unit().of_difference(),
                basis,
                "one of the figures has no value",
                sources,
            ),
        },
    }
}

/// The figures of an exposure that can be compared, in the order of its views.
fn entries(exposure: &MaterialExposure) -> Vec<Entry> {
    let mut found = Vec::new();
    for product in &exposure.products {
        let stage = product.stage.to_string();
        let plain = |part, id: &str, partner, figure: &Figure| Entry {
            part,
            stage: stage.clone(),
            id: id.to_owned(),
            name: id.to_owned(),
            partner,
            figure: figure.clone(),
            reading: None,
        };
        for indicator in &product.indicators {
            found.push(Entry {
                name: indicator.name.to_owned(),
                reading: indicator.threshold.map(|_| indicator.reading()),
                ..plain("indicator", indicator.id, None, &indicator.figure)
            });
        }
        found.push(plain("imports", "import value", None, &product.imports));
        let quantity = &product.imports_quantity;
        found.push(plain("imports", "import quantity", None, quantity));
        for supplier in &product.suppliers {
            let partner = Some(supplier.economy);
            found.push(plain(
                "supplier",
                "share of imports",
                partner,
                &supplier.share,
            ));
        }
    }
    let year = exposure.year.to_string();
    // Editions name their series differently: the n-th of a stage is the same.
    let mut before: Vec<String> = Vec::new();
    for production in exposure
        .production
        .iter()
        .filter(|production| production.period == year)
    {
        let stage = production.stage.to_string();
        let nth = before.iter().filter(|known| **known == stage).count();
        before.push(stage.clone());
        let plain = |part, what: &str, partner, figure: &Figure| Entry {
            part,
            stage: stage.clone(),
            id: if nth == 0 {
                what.to_owned()
            } else {
                format!("{what}, series {}", nth + 1)
            },
            name: what.to_owned(),
            partner,
            figure: figure.clone(),
            reading: None,
        };
        found.push(plain(
            "production",
            "HHI of world production",
            None,
            &production.herfindahl_hirschman_index,
        ));
        if let Some(world) = &production.world {
            found.push(plain("production", "world production", None, world));
        }
        for producer in &production.producers {
            let partner = Some(producer.economy);
            found.push(plain(
                "producer",
                "share of world production",
                partner,
                &producer.share,
            ));
            if let Some(tonnes) = &producer.production {
                found.push(plain("producer", "production", partner, tonnes));
            }
        }
    }
    found
}

impl Comparison {
    /// Figures that stand so to each other.
    #[must_use]
    pub fn count(&self, agreement: Agreement) -> usize {
        self.figures
            .iter()
            .filter(|figure| figure.agreement == agreement)
            .count()
    }

    /// The figures as rows: both vintages and the difference.
    #[must_use]
    pub fn table(&self) -> ExposureTable {
        let mut table = ExposureTable::default();
        for compared in &self.figures {
            for (which, figure) in [
                (self.first.to_string(), &compared.first),
                (self.second.to_string(), &compared.second),
                ("difference".to_owned(), &compared.difference),
            ] {
                table.push(
                    &FigureLabels {
                        subject: &self.subject,
                        material: &self.material,
                        year: Some(self.year),
                        part: &format!("{}, {which}", compared.part),
                        stage: &compared.stage,
                        name: &compared.id,
                        partner: compared.partner.map_or("", Economy::alpha3),
                    },
                    figure,
                );
            }
        }
        table
    }

    /// What the comparison says, in sentences.
    #[must_use]
    pub fn summary(&self) -> Vec<String> {
        let mut sentences = vec![format!(
            "Of {} figures, {} are the same under both vintages, {} differ within overlapping \
             intervals, {} lie apart, {} are in one vintage only and {} in neither.",
            self.figures.len(),
            self.count(Agreement::Same),
            self.count(Agreement::Overlap),
            self.count(Agreement::Apart),
            self.count(Agreement::OneOnly),
            self.count(Agreement::InNeither),
        )];
        let flips: Vec<String> = self
            .figures
            .iter()
            .filter(|figure| figure.flips())
            .map(|figure| {
                let word = |reading: Option<ThresholdReading>| {
                    reading.map_or("not known", ThresholdReading::word)
                };
                let [first, second] = figure.readings.unwrap_or_default();
                format!(
                    "{} ({}) reads {} its threshold under the first and {} under the second",
                    figure.name,
                    figure.stage,
                    word(first),
                    word(second)
                )
            })
            .collect();
        let thresholds = self
            .figures
            .iter()
            .filter(|figure| figure.readings.is_some())
            .count();
        if !flips.is_empty() {
            sentences.push(format!("{}.", flips.join("; ")));
        } else if thresholds > 0 {
            sentences.push(format!(
                "None of the {thresholds} readings against a threshold flips."
            ));
        }
        // The largest change of a share is what a reader asks for first.
        let largest = self
            .figures
            .iter()
            .filter(|figure| {
                figure.partner.is_some()
                    && figure.difference.unit() == narrows_core::Unit::SharePoint
            })
            .filter_map(|figure| Some((figure, figure.difference.value()?)))
            .filter(|(_, change)| *change != 0.0)
            .max_by(|a, b| a.1.abs().total_cmp(&b.1.abs()));
        if let Some((figure, _)) = largest {
            sentences.push(format!(
                "The largest change of a share: {}, {} ({}), from {} to {}.",
                figure.partner.map_or("", Economy::name),
                figure.name,
                figure.stage,
                figure.first.value_text(),
                figure.second.value_text()
            ));
        }
        sentences
    }
}
