//! The same goods under the codes of another revision of the Harmonized
//! System.
//!
//! The tables of the United Nations Statistics Division pair the codes of
//! neighbouring revisions. Further ones are reached step by step, and all
//! codes on the way are followed, so that a chain never loses a counterpart;
//! it may name one that a part of the goods never came under.
//!
//! No value is ever split: where a code has several counterparts, how much
//! falls to each is not known, and each may have between nothing and all.

use std::collections::{BTreeMap, BTreeSet};

use narrows_core::{Economy, HsCode, HsRevision, SourceRef};
use narrows_lake::{Lake, LakeVintage, Layer, TableKind, read_columns};
use schemars::JsonSchema;
use serde::Serialize;

use crate::ExposureError;
use crate::mineral_statistics::text_at;

/// The source of the tables in the lake.
const SOURCE: &str = "hs-concordance";

/// How a code stands to its counterparts in another revision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CodeRelationship {
    /// One counterpart, which holds nothing else. Its digits may differ.
    Same,
    /// Several counterparts, none of which holds goods of another code.
    SplitInto,
    /// One counterpart, which other codes went into as well.
    MergedFrom,
    /// Several counterparts, which other codes went into as well.
    Entangled,
    /// No counterpart in the tables.
    NoCounterpart,
}

impl CodeRelationship {
    /// The name in tables and JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::SplitInto => "split-into",
            Self::MergedFrom => "merged-from",
            Self::Entangled => "entangled",
            Self::NoCounterpart => "no-counterpart",
        }
    }

    /// The relation in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Same => "the same goods under one code",
            Self::SplitInto => "split into several codes",
            Self::MergedFrom => "merged with other codes into one",
            Self::Entangled => "split, and mixed with goods of other codes",
            Self::NoCounterpart => "no counterpart in the tables",
        }
    }
}

/// One code of the other revision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Counterpart {
    /// The code.
    pub hs_code: HsCode,
    /// Other codes of the revision asked from that share goods with it.
    pub also_from: Vec<HsCode>,
}

/// All codes of another revision that share goods with a code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Counterparts {
    /// The code asked about.
    pub hs_code: HsCode,
    /// How it stands to them.
    pub relation: CodeRelationship,
    /// By code.
    pub counterparts: Vec<Counterpart>,
}

/// A flow under a code of one revision.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ReclassifiedFlow {
    /// The code.
    pub hs_code: HsCode,
    /// The exporter.
    pub exporter: Economy,
    /// The importer.
    pub importer: Economy,
    /// Value in kUSD.
    pub value_kusd: f64,
}

/// A flow under a code of the revision converted to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ConvertedFlow {
    /// The code.
    pub hs_code: HsCode,
    /// The exporter.
    pub exporter: Economy,
    /// The importer.
    pub importer: Economy,
    /// Value in kUSD of codes that have this counterpart alone.
    pub exact_kusd: f64,
    /// Value in kUSD of codes that have this counterpart among others: from
    /// nothing to all of it belongs here.
    pub ambiguous_kusd: f64,
}

/// Flows of one revision under the codes of another. Every value is in
/// exactly one of the three sums; in `flows`, an ambiguous value stands under
/// each code that it may belong to.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Conversion {
    /// Flows by code, exporter and importer.
    pub flows: Vec<ConvertedFlow>,
    /// Value in kUSD of codes with one counterpart.
    pub exact_kusd: f64,
    /// Value in kUSD of codes with several.
    pub ambiguous_kusd: f64,
    /// Value in kUSD of codes with none.
    pub without_counterpart_kusd: f64,
}

impl Conversion {
    /// Value of all flows in kUSD.
    #[must_use]
    pub fn total_kusd(&self) -> f64 {
        self.exact_kusd + self.ambiguous_kusd + self.without_counterpart_kusd
    }

    /// The share of the value that cannot be put under one code, from 0 to 1,
    /// codes without a counterpart included; none where there is no value.
    #[must_use]
    pub fn ambiguous_share(&self) -> Option<f64> {
        let total = self.total_kusd();
        (total > 0.0).then(|| (self.ambiguous_kusd + self.without_counterpart_kusd) / total)
    }
}

type Pairs = BTreeMap<HsCode, BTreeSet<HsCode>>;

/// From one revision to the next newer one, and back.
#[derive(Debug, Clone, Default)]
struct Step {
    newer: Pairs,
    older: Pairs,
    sources: BTreeSet<SourceRef>,
}

/// The tables between revisions, in both directions.
#[derive(Debug, Clone, Default)]
pub struct Concordance {
    /// By the place of the older revision in [`HsRevision::ALL`].
    steps: BTreeMap<usize, Step>,
}

impl Concordance {
    /// Reads the tables of neighbouring revisions in the lake; of several
    /// vintages of one pair, what the user imported, then the last by name.
    ///
    /// # Errors
    /// If a table cannot be read.
    pub fn read(lake: &Lake) -> Result<Self, ExposureError> {
        let mut vintages: Vec<&LakeVintage> = lake.vintages_of(SOURCE).collect();
        vintages.sort_by_key(|vintage| {
            (
                vintage.layer == Layer::Imported,
                vintage.entry.vintage.clone(),
            )
        });
        let mut concordance = Self::default();
        for vintage in vintages {
            for (older, mut step) in read_vintage(lake, vintage)? {
                step.sources.insert(vintage.reference());
                concordance.steps.insert(older, step);
            }
        }
        Ok(concordance)
    }

    /// A concordance of pairs of codes, an older and a newer revision each.
    /// Pairs of revisions that are no neighbours are left out.
    #[must_use]
    pub fn of_pairs(
        pairs: impl IntoIterator<Item = ((HsRevision, HsCode), (HsRevision, HsCode))>,
    ) -> Self {
        let mut concordance = Self::default();
        for ((older, old_code), (newer, new_code)) in pairs {
            let (from, to) = (place(older), place(newer));
            if to == from + 1 {
                concordance
                    .steps
                    .entry(from)
                    .or_default()
                    .add(old_code, new_code);
            }
        }
        concordance
    }

    /// The tables between two revisions.
    #[must_use]
    pub fn sources(&self, from: HsRevision, to: HsRevision) -> Vec<SourceRef> {
        let mut sources: Vec<SourceRef> = self
            .way(from, to)
            .filter_map(|(step, _)| self.steps.get(&step))
            .flat_map(|step| step.sources.iter().cloned())
            .collect();
        sources.sort();
        sources
    }

    /// Whether there are tables for every step between two revisions.
    #[must_use]
    pub fn connects(&self, from: HsRevision, to: HsRevision) -> bool {
        self.way(from, to)
            .all(|(step, _)| self.steps.contains_key(&step))
    }

    /// The steps from one revision to another, and whether each is taken
    /// towards the newer one.
    fn way(&self, from: HsRevision, to: HsRevision) -> impl Iterator<Item = (usize, bool)> {
        let (from, to) = (place(from), place(to));
        let newer = from < to;
        (0..from.abs_diff(to)).map(move |count| {
            if newer {
                (from + count, true)
            } else {
                (from - 1 - count, false)
            }
        })
    }

    /// Every code of the other revision that goods of the code may be under.
    fn reached(&self, code: HsCode, from: HsRevision, to: HsRevision) -> BTreeSet<HsCode> {
        let mut codes = BTreeSet::from([code]);
        for (step, newer) in self.way(from, to) {
            codes = match self.steps.get(&step) {
                Some(step) => {
                    let pairs = if newer { &step.newer } else { &step.older };
                    codes
                        .iter()
                        .filter_map(|code| pairs.get(code))
                        .flatten()
                        .copied()
                        .collect()
                }
                None => BTreeSet::new(),
            };
        }
        codes
    }

    /// Whether the tables know the code in that revision.
    #[must_use]
    pub fn knows(&self, revision: HsRevision, code: HsCode) -> bool {
        let at = place(revision);
        let as_older = self
            .steps
            .get(&at)
            .is_some_and(|step| step.newer.contains_key(&code));
        let as_newer = at
            .checked_sub(1)
            .and_then(|at| self.steps.get(&at))
            .is_some_and(|step| step.older.contains_key(&code));
        as_older || as_newer
    }

    /// The counterparts of a code in another revision.
    #[must_use]
    pub fn counterparts(&self, code: HsCode, from: HsRevision, to: HsRevision) -> Counterparts {
        let counterparts: Vec<Counterpart> = self
            .reached(code, from, to)
            .into_iter()
            .map(|counterpart| Counterpart {
                hs_code: counterpart,
                also_from: self
                    .reached(counterpart, to, from)
                    .into_iter()
                    .filter(|other| *other != code)
                    .collect(),
            })
            .collect();
        let mixed = counterparts.iter().any(|other| !other.also_from.is_empty());
        let relation = match (counterparts.len(), mixed) {
            (0, _) => CodeRelationship::NoCounterpart,
            (1, false) => CodeRelationship::Same,
            (1, true) => CodeRelationship::MergedFrom,
            (_, false) => CodeRelationship::SplitInto,
            (_, true) => CodeRelationship::Entangled,
        };
        Counterparts {
            hs_code: code,
            relation,
            counterparts,
        }
    }

    /// Puts flows under the codes of another revision. What has several
    /// counterparts is split among none of them.
    #[must_use]
    pub fn convert(
        &self,
        flows: &[ReclassifiedFlow],
        from: HsRevision,
        to: HsRevision,
    ) -> Conversion {
        let mut known: BTreeMap<HsCode, BTreeSet<HsCode>> = BTreeMap::new();
        let mut converted: BTreeMap<(HsCode, Economy, Economy), (f64, f64)> = BTreeMap::new();
        let mut conversion = Conversion::default();
        for flow in flows {
            let targets = known
                .entry(flow.hs_code)
                .or_insert_with(|| self.reached(flow.hs_code, from, to));
            match targets.len() {
                0 => conversion.without_counterpart_kusd += flow.value_kusd,
                1 => conversion.exact_kusd += flow.value_kusd,
                _ => conversion.ambiguous_kusd += flow.value_kusd,
            }
            let exact = targets.len() == 1;
            for target in targets.iter() {
                let entry = converted
                    .entry((*target, flow.exporter, flow.importer))
                    .or_default();
                if exact {
                    entry.0 += flow.value_kusd;
                } else {
                    entry.1 += flow.value_kusd;
                }
            }
        }
        conversion.flows = converted
            .into_iter()
            .map(
                |((hs_code, exporter, importer), (exact_kusd, ambiguous_kusd))| ConvertedFlow {
                    hs_code,
                    exporter,
                    importer,
                    exact_kusd,
                    ambiguous_kusd,
                },
            )
            .collect();
        conversion
    }
}

impl Step {
    fn add(&mut self, older: HsCode, newer: HsCode) {
        self.newer.entry(older).or_default().insert(newer);
        self.older.entry(newer).or_default().insert(older);
    }
}

fn place(revision: HsRevision) -> usize {
    HsRevision::ALL
        .iter()
        .position(|known| *known == revision)
        .unwrap_or_default()
}

/// The steps of one vintage. The correlation table has every pair; the
/// conversion table fills in the few codes that it leaves out, such as the
/// petroleum products of HS 1996.
fn read_vintage(
    lake: &Lake,
    vintage: &LakeVintage,
) -> Result<BTreeMap<usize, Step>, ExposureError> {
    let table = lake.open_table(vintage, TableKind::HsConcordance)?;
    let columns = [
        "from_revision",
        "from_code",
        "to_revision",
        "to_code",
        "table",
    ];
    let broken = |reason: String| ExposureError::Table {
        table: format!("{} {}", vintage.entry.source, vintage.entry.vintage),
        reason,
    };
    let mut steps: BTreeMap<usize, Step> = BTreeMap::new();
    let mut conversions = Vec::new();
    for batch in read_columns(&table, &columns)? {
        for row in 0..batch.num_rows() {
            let text = |column: &str| {
                text_at(&batch, column, row).ok_or_else(|| broken(format!("{column} is missing")))
            };
            let revision = |column: &str| {
                text(column)?
                    .parse::<HsRevision>()
                    .map_err(|error| broken(error.to_string()))
            };
            let code = |column: &str| {
                text(column)?
                    .parse::<HsCode>()
                    .map_err(|error| broken(error.to_string()))
            };
            let (from, to) = (
                place(revision("from_revision")?),
                place(revision("to_revision")?),
            );
            let (from_code, to_code) = (code("from_code")?, code("to_code")?);
            let (older, old_code, new_code) = if from < to {
                (from, from_code, to_code)
            } else {
                (to, to_code, from_code)
            };
            if from.abs_diff(to) != 1 {
                continue;
            }
            if text("table")? == "conversion" {
                conversions.push((older, from > to, old_code, new_code));
            } else {
                steps.entry(older).or_default().add(old_code, new_code);
            }
        }
    }
    let correlated: BTreeMap<usize, (BTreeSet<HsCode>, BTreeSet<HsCode>)> = steps
        .iter()
        .map(|(older, step)| {
            let codes = (
                step.newer.keys().copied().collect(),
                step.older.keys().copied().collect(),
            );
            (*older, codes)
        })
        .collect();
    for (older, from_newer, old_code, new_code) in conversions {
        let known = correlated.get(&older).is_some_and(|(old, new)| {
            if from_newer {
                new.contains(&new_code)
            } else {
                old.contains(&old_code)
            }
        });
        if !known {
            steps.entry(older).or_default().add(old_code, new_code);
        }
    }
    Ok(steps)
}
