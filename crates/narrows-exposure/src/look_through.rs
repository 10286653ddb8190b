//! Where a subject's imports come from after re-exports are seen through.
//!
//! See [`SupplyNetwork`] for the formula. Two ways to know who produces are
//! kept apart: figures of production on the basis of the trade, and, where
//! there are none, what each economy exports beyond its imports.

use narrows_core::{
    Coverage, Economy, Figure, HsCode, HsRevision, Interval, Material, SourceRef, Stage, Unit,
    WeightBasis, Year,
};
use narrows_lake::Lake;
use schemars::JsonSchema;
use serde::Serialize;

use crate::ExposureError;
use crate::hhi::{herfindahl_hirschman_index, hhi_bounds};
use crate::indicator::Indicator;
use crate::market::FlowTotal;
use crate::stage_market::{StageMarket, with_markets_of_code, with_markets_of_material};
use crate::subject::Subject;
use crate::supply_network::{ImportOrigins, SupplyFlow, SupplyNetwork};

/// Above this unexplained share of the subject's imports, origins are refused:
/// more of them would be unknown than known.
pub const REFUSED_ABOVE: f64 = 0.5;

/// Above this unexplained share of the subject's imports, the interval of every
/// origin holds the whole unexplained part: it may be anyone's. Below it, it
/// may be the produce of whoever exports it.
pub const ANYONES_ABOVE: f64 = 0.1;

/// Above this share of trade value without a quantity, tonnes are refused: less
/// than half of the flows would be seen.
const MOST_WITHOUT_QUANTITY: f64 = 0.5;

/// How it is known who produces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum OriginVariant {
    /// Published production on the basis of the trade.
    Production,
    /// What an economy exports beyond its imports: who could have produced it.
    ExporterSurplus,
}

impl OriginVariant {
    /// In words for a heading.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Production => "origins by production",
            Self::ExporterSurplus => {
                "possible origins by net exports (who could have produced it; no production known)"
            }
        }
    }
}

/// One economy as direct supplier and as origin.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct OriginShare {
    /// The economy; a member of the subject, or the subject itself, where its
    /// own goods come back.
    pub economy: Economy,
    /// Share of the imports that come straight from it.
    pub direct: Figure,
    /// Share of the imports that it produced.
    pub origin: Figure,
}

/// The imports of one subject, direct and looked through.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct LookThrough {
    /// How it is known who produces.
    pub variant: OriginVariant,
    /// What is counted: tonnes, or value where too few tonnes are reported.
    pub measure: String,
    /// Direct suppliers and origins, the largest origin first; empty where
    /// origins are refused.
    pub shares: Vec<OriginShare>,
    /// Share of the imports whose origin nothing explains.
    pub unexplained: Figure,
    /// Herfindahl–Hirschman index of the direct suppliers, in the same measure.
    pub herfindahl_hirschman_index_direct: Figure,
    /// Herfindahl–Hirschman index of the origins.
    pub herfindahl_hirschman_index_origins: Figure,
    /// What a reader must know of it.
    pub notes: Vec<String>,
    /// The share that each economy produced or exports without explanation: what
    /// the index of origins is made of.
    #[serde(skip)]
    pub(crate) held: Vec<(Economy, f64)>,
}

/// What can be said of a subject's origins at one stage.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct StageOrigins {
    /// The stage.
    pub stage: Stage,
    /// What a tonne is a tonne of.
    pub basis: WeightBasis,
    /// Revision of the codes.
    pub revision: HsRevision,
    /// The codes that are added up.
    pub hs_codes: Vec<HsCode>,
    /// The source of the trade.
    pub source: SourceRef,
    /// By production, or why not.
    pub by_production: Determined,
    /// By net exports, or why not.
    pub by_exporter_surplus: Determined,
}

/// A look-through, or the reason why there is none.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Determined {
    /// It could be computed.
    Known(Box<LookThrough>),
    /// It could not.
    Refused {
        /// Why, in words.
        reason: String,
    },
}

impl Determined {
    /// The look-through, where there is one.
    #[must_use]
    pub fn known(&self) -> Option<&LookThrough> {
        match self {
            Self::Known(found) => Some(found),
            Self::Refused { .. } => None,
        }
    }
}

/// The origins of a subject's imports of a material or code in a year.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct OriginExposure {
    /// Code of the subject.
    pub subject: String,
    /// Name of the subject.
    pub subject_name: String,
    /// Id of the material, or the code.
    pub material: String,
    /// Its name.
    pub material_name: String,
    /// The year.
    pub year: Year,
    /// One entry a stage.
    pub stages: Vec<StageOrigins>,
    /// What cannot be said, and why.
    pub not_known: Vec<String>,
}

/// The origins of a subject's imports of a material, stage by stage.
///
/// # Errors
/// If the lake cannot be read.
pub fn origin_exposure(
    lake: &Lake,
    subject: &Subject,
    material: Material,
    year: Year,
) -> Result<OriginExposure, ExposureError> {
    with_markets_of_material(lake, material, year, |markets, not_known| {
        gathered(
            subject,
            material.id(),
            material.name(),
            year,
            markets,
            not_known,
        )
    })
}

/// The origins of a subject's imports under one code, by net exports alone:
/// production is counted by material.
///
/// # Errors
/// If the lake cannot be read.
pub fn origin_exposure_of_code(
    lake: &Lake,
    subject: &Subject,
    hs_code: HsCode,
    year: Year,
) -> Result<OriginExposure, ExposureError> {
    with_markets_of_code(lake, hs_code, year, |markets, not_known| {
        let (id, name) = (hs_code.to_string(), format!("HS {hs_code}"));
        gathered(subject, &id, &name, year, markets, not_known)
    })
}

fn gathered(
    subject: &Subject,
    material: &str,
    material_name: &str,
    year: Year,
    markets: Vec<StageMarket<'_>>,
    not_known: Vec<String>,
) -> OriginExposure {
    OriginExposure {
        subject: subject.code(),
        subject_name: subject.name(),
        material: material.to_owned(),
        material_name: material_name.to_owned(),
        year,
        stages: markets
            .into_iter()
            .map(|mut market| stage_origins(&mut market, subject))
            .collect(),
        not_known,
    }
}

/// Both variants for one market.
pub(crate) fn stage_origins(market: &mut StageMarket<'_>, subject: &Subject) -> StageOrigins {
    let found = |result: Result<LookThrough, String>| match result {
        Ok(known) => Determined::Known(Box::new(known)),
        Err(reason) => Determined::Refused { reason },
    };
    let nodes = Nodes::of(market, subject);
    StageOrigins {
        stage: market.stage,
        basis: market.basis.clone(),
        revision: market.revision,
        hs_codes: market.codes.clone(),
        source: market.source.source.clone(),
        by_production: found(by_production(market, subject, &nodes)),
        by_exporter_surplus: found(by_exporter_surplus(market, subject, &nodes)),
    }
}

/// The economies of a market as nodes; a coalition is one.
struct Nodes {
    /// Node of each economy by index.
    of_economy: Vec<Option<usize>>,
    economies: Vec<Economy>,
    /// The subject's node is always the first.
    flows: Vec<FlowTotal>,
    value: f64,
    value_without_quantity: f64,
}

const SUBJECT: usize = 0;

impl Nodes {
    fn of(market: &mut StageMarket<'_>, subject: &Subject) -> Self {
        let flows = market.market.flows().to_vec();
        let mut active = vec![false; Economy::count()];
        for flow in &flows {
            active[usize::from(flow.exporter)] = true;
            active[usize::from(flow.importer)] = true;
        }
        if let Ok(production) = &market.production {
            for (economy, _) in &production.named_t {
                active[economy.index()] = true;
            }
        }
        let mut of_economy = vec![None; Economy::count()];
        let mut economies: Vec<Economy> = subject.members().take(1).collect();
        for economy in Economy::all() {
            if subject.contains(economy) {
                of_economy[economy.index()] = Some(SUBJECT);
            } else if active[economy.index()] {
                of_economy[economy.index()] = Some(economies.len());
                economies.push(economy);
            }
        }
        Self {
            of_economy,
            economies,
            value: flows.iter().map(|flow| flow.value_kusd).sum(),
            value_without_quantity: flows
                .iter()
                .map(|flow| flow.value_without_quantity_kusd)
                .sum(),
            flows,
        }
    }

    fn node(&self, economy: Economy) -> Option<usize> {
        self.of_economy[economy.index()]
    }

    fn supply_flows(&self, amount: impl Fn(&FlowTotal) -> f64) -> Vec<SupplyFlow> {
        self.flows
            .iter()
            .filter_map(|flow| {
                Some(SupplyFlow {
                    exporter: self.of_economy[usize::from(flow.exporter)]?,
                    importer: self.of_economy[usize::from(flow.importer)]?,
                    amount: amount(flow),
                })
            })
            .collect()
    }

    /// Share of trade value that has no quantity.
    fn unquantified(&self) -> f64 {
        if self.value > 0.0 {
            self.value_without_quantity / self.value
        } else {
            0.0
        }
    }
}

/// One way to compute the origins: which flows, in which unit.
struct Way {
    /// Direct imports by node.
    direct: Vec<f64>,
    origins: ImportOrigins,
    total: f64,
}

impl Way {
    fn new(
        flows: Vec<SupplyFlow>,
        network: impl FnOnce(Vec<SupplyFlow>) -> SupplyNetwork,
        nodes: usize,
    ) -> Option<Self> {
        let mut direct = vec![0.0; nodes];
        for flow in &flows {
            if flow.importer == SUBJECT && flow.exporter != SUBJECT {
                direct[flow.exporter] += flow.amount;
            }
        }
        let network = network(flows);
        let origins = network.origins_of_imports(SUBJECT)?;
        Some(Self {
            direct,
            total: network.imports(SUBJECT),
            origins,
        })
    }

    fn unexplained(&self) -> f64 {
        (self.origins.unexplained.iter().sum::<f64>() + self.origins.untraced) / self.total
    }

    fn produced(&self, node: usize) -> f64 {
        self.origins.produced[node] / self.total
    }

    fn held(&self, node: usize) -> f64 {
        (self.origins.produced[node] + self.origins.unexplained[node]) / self.total
    }

    fn direct(&self, node: usize) -> f64 {
        self.direct[node] / self.total
    }

    /// Lowest and highest share that a node can have.
    fn bounds(&self, node: usize) -> (f64, f64) {
        let high = if self.unexplained() > ANYONES_ABOVE {
            self.produced(node) + self.unexplained()
        } else {
            self.held(node)
        };
        (self.produced(node), high.min(1.0))
    }

    /// The index with the unexplained part at whoever exports it, and its range
    /// from spread thin to all with the largest origin.
    fn hhi(&self) -> Option<(f64, f64, f64)> {
        let nodes = self.direct.len();
        let produced: Vec<f64> = (0..nodes).map(|node| self.produced(node)).collect();
        let held: Vec<f64> = (0..nodes).map(|node| self.held(node)).collect();
        let value = herfindahl_hirschman_index(held.iter().copied())?;
        let (low, _) = hhi_bounds(&produced, self.unexplained())?;
        let largest = produced.iter().copied().fold(0.0, f64::max);
        let rest = low - largest * largest;
        let high = (rest + (largest + self.unexplained()).powi(2)).min(1.0);
        Some((value, low.min(value), high.max(value)))
    }
}

fn no_import(market: &StageMarket<'_>, subject: &Subject) -> String {
    format!(
        "no import of {} with a quantity is recorded in {}",
        subject.name_in_sentence(),
        market.year
    )
}

fn by_production(
    market: &StageMarket<'_>,
    subject: &Subject,
    nodes: &Nodes,
) -> Result<LookThrough, String> {
    let production = market.production.clone()?;
    if nodes.unquantified() > MOST_WITHOUT_QUANTITY {
        return Err(format!(
            "{:.0} % of the value of world trade has no quantity: less than half of the tonnes \
             would be seen",
            nodes.unquantified() * 100.0
        ));
    }
    let mut produced = vec![0.0; nodes.economies.len()];
    for (economy, tonnes) in &production.named_t {
        if let Some(node) = nodes.node(*economy) {
            produced[node] += tonnes;
        }
    }
    let way = |amount: &dyn Fn(&FlowTotal) -> f64| {
        Way::new(
            nodes.supply_flows(amount),
            |flows| SupplyNetwork::new(produced.clone(), flows),
            nodes.economies.len(),
        )
    };
    let all = way(&|flow| flow.quantity_t).ok_or_else(|| no_import(market, subject))?;
    let kept = way(&|flow| flow.quantity_t - flow.flagged_quantity_t);
    let mut notes = Vec::new();
    let mut ways = vec![all];
    if let Some(kept) = kept {
        // Only what an implausible flow hides is not refused: it is shown
        // without that flow, and said.
        if ways[0].unexplained() > REFUSED_ABOVE && kept.unexplained() <= REFUSED_ABOVE {
            notes.push(format!(
                "Implausible flows alone make {:.0} % of the imports unexplained; the values are \
                 those without them.",
                ways[0].unexplained() * 100.0
            ));
            ways.insert(0, kept);
        } else {
            ways.push(kept);
        }
    }
    let listed: Vec<Economy> = production
        .named_t
        .iter()
        .map(|(economy, _)| *economy)
        .collect();
    let lists = |node: usize| {
        (0..Economy::count())
            .filter_map(Economy::from_index)
            .filter(|economy| nodes.node(*economy) == Some(node))
            .all(|economy| listed.contains(&economy))
    };
    if !production.unknown.is_empty() {
        let names: Vec<&str> = production.unknown.iter().map(|one| one.name()).collect();
        notes.push(format!(
            "Production that the source withholds or does not have: {}.",
            names.join(", ")
        ));
    }
    if let Some(rest) = production.unattributed_t.filter(|rest| *rest > 0.0) {
        notes.push(format!(
            "{} of world production are not attributed to an economy; they may explain part of \
             what is unexplained.",
            tonnes(rest)
        ));
    }
    let measure = format!("import quantity, {}, {}", market.basis, market.year);
    let sources = vec![market.source.source.clone(), production.source.clone()];
    let coverage = quantity_coverage(nodes);
    let look = Layout {
        variant: OriginVariant::Production,
        measure,
        meaning: "with and without flagged flows; what is unexplained at nobody, or at whoever \
                  exports it, or, above 10 %, at anyone",
        sources,
        coverage,
        ways: &ways,
        nodes,
        lists: &lists,
    };
    Ok(look.set(notes))
}

fn by_exporter_surplus(
    market: &StageMarket<'_>,
    subject: &Subject,
    nodes: &Nodes,
) -> Result<LookThrough, String> {
    let way = |amount: &dyn Fn(&FlowTotal) -> f64| {
        let count = nodes.economies.len();
        Way::new(
            nodes.supply_flows(amount),
            |flows| SupplyNetwork::by_exporter_surplus(count, flows),
            count,
        )
    };
    // The same rule as for suppliers' shares: with more than a tenth of the
    // value without a quantity, shares of tonnes mean little.
    let by_quantity = nodes.unquantified() <= 0.1;
    let ways: Vec<Way> = if by_quantity {
        [
            way(&|flow| flow.quantity_t),
            way(&|flow| flow.quantity_t - flow.flagged_quantity_t),
            way(&|flow| flow.value_kusd),
            way(&|flow| flow.value_kusd - flow.flagged_value_kusd),
        ]
        .into_iter()
        .flatten()
        .collect()
    } else {
        [
            way(&|flow| flow.value_kusd),
            way(&|flow| flow.value_kusd - flow.flagged_value_kusd),
        ]
        .into_iter()
        .flatten()
        .collect()
    };
    if ways.is_empty() {
        return Err(no_import(market, subject));
    }
    let measure = if by_quantity {
        format!("import quantity, {}, {}", market.basis, market.year)
    } else {
        format!("import value, {}", market.year)
    };
    let look = Layout {
        variant: OriginVariant::ExporterSurplus,
        measure,
        meaning: "by quantity and by value, with and without flagged flows",
        sources: vec![market.source.source.clone()],
        coverage: if by_quantity {
            quantity_coverage(nodes)
        } else {
            Coverage::known(1.0, "world trade value under the codes")
        },
        ways: &ways,
        nodes,
        lists: &|_| true,
    };
    Ok(look.set(vec![
        "Production is not known here: an economy counts as an origin for what it exports beyond \
         its imports. A producer that imports more than it exports does not show."
            .to_owned(),
    ]))
}

fn quantity_coverage(nodes: &Nodes) -> Coverage {
    Coverage::known(
        1.0 - nodes.unquantified(),
        "world trade value with a reported quantity",
    )
}

fn tonnes(amount: f64) -> String {
    Figure::measured(
        amount,
        Unit::Tonne,
        "",
        Interval::unknown(""),
        Coverage::unknown(""),
        [],
    )
    .value_text()
}

/// Makes figures of the ways; the first is the value, all make the interval.
struct Layout<'a> {
    variant: OriginVariant,
    measure: String,
    meaning: &'static str,
    sources: Vec<SourceRef>,
    coverage: Coverage,
    ways: &'a [Way],
    nodes: &'a Nodes,
    /// Whether the source of production lists all economies of a node.
    lists: &'a dyn Fn(usize) -> bool,
}

impl Layout<'_> {
    fn range(&self, bounds: impl Fn(&Way) -> (f64, f64), meaning: &str) -> Interval {
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for way in self.ways {
            let (least, most) = bounds(way);
            low = low.min(least);
            high = high.max(most);
        }
        Interval::between(low, high, meaning)
    }

    fn estimate(&self, value: f64, unit: Unit, basis: String, interval: Interval) -> Figure {
        Figure::estimated(
            value,
            unit,
            basis,
            interval,
            self.coverage.clone(),
            self.sources.iter().cloned(),
        )
    }

    fn direct(&self, node: usize) -> Figure {
        let basis = format!("direct, of {}", self.measure);
        let source = self.sources.first().cloned();
        if self.ways[0].direct[node] <= 0.0 {
            return Figure::unavailable(
                Unit::Share,
                basis,
                "no import straight from it is recorded",
                source,
            );
        }
        Figure::measured(
            self.ways[0].direct(node),
            Unit::Share,
            basis,
            self.range(
                |way| (way.direct(node), way.direct(node)),
                "with and without flagged flows",
            ),
            self.coverage.clone(),
            source,
        )
    }

    fn origin(&self, node: usize) -> Figure {
        let basis = format!("{}, of {}", self.basis(), self.measure);
        let interval = self.range(|way| way.bounds(node), self.meaning);
        let value = self.ways[0].produced(node);
        // A producer that the source does not list is between nothing and what
        // it exports beyond its imports.
        let open = interval.ends().is_some_and(|(_, high)| high > value);
        if value <= 0.0 && open && !(self.lists)(node) {
            return Figure::bounded(
                Unit::Share,
                basis,
                interval,
                self.coverage.clone(),
                self.sources.iter().cloned(),
            );
        }
        if value <= 0.0 && !(self.lists)(node) {
            // What it sends on cannot be told from what it might make itself.
            return Figure::unavailable(
                Unit::Share,
                basis,
                "the source lists no production of it, and it exports no more than it imports",
                self.sources.iter().cloned(),
            );
        }
        self.estimate(value, Unit::Share, basis, interval)
    }

    fn basis(&self) -> &'static str {
        match self.variant {
            OriginVariant::Production => "produced there, after look-through",
            OriginVariant::ExporterSurplus => "exported there beyond imports, after look-through",
        }
    }

    fn set(&self, mut notes: Vec<String>) -> LookThrough {
        let main = &self.ways[0];
        let refused = main.unexplained() > REFUSED_ABOVE;
        let unexplained_basis = format!(
            "exports beyond production and imports of their exporter, of {}",
            self.measure
        );
        let unexplained = if self.variant == OriginVariant::ExporterSurplus {
            Figure::unavailable(
                Unit::Share,
                unexplained_basis,
                "without production, net exports explain every export by construction",
                self.sources.iter().cloned(),
            )
        } else {
            self.estimate(
                main.unexplained(),
                Unit::Share,
                unexplained_basis,
                self.range(
                    |way| (way.unexplained(), way.unexplained()),
                    "with and without flagged flows",
                ),
            )
        };
        let direct_index = match herfindahl_hirschman_index(main.direct.iter().copied()) {
            Some(index) => Figure::measured(
                index,
                Unit::Index01,
                format!("direct suppliers by {}", self.measure),
                self.range(
                    |way| {
                        let of = herfindahl_hirschman_index(way.direct.iter().copied());
                        (of.unwrap_or(index), of.unwrap_or(index))
                    },
                    "with and without flagged flows",
                ),
                self.coverage.clone(),
                self.sources.first().cloned(),
            ),
            None => Figure::unavailable(
                Unit::Index01,
                format!("direct suppliers by {}", self.measure),
                "no import is recorded",
                self.sources.first().cloned(),
            ),
        };
        let index_basis = format!("origins after look-through, by {}", self.measure);
        let index_meaning = format!(
            "{}; what is unexplained spread thin, or all with the largest origin",
            if self.variant == OriginVariant::Production {
                "with and without flagged flows"
            } else {
                self.meaning
            }
        );
        let reason = format!(
            "{:.0} % of the imports come from exports that neither production nor imports of \
             their exporter explain, more than the {:.0} % above which origins are refused",
            main.unexplained() * 100.0,
            REFUSED_ABOVE * 100.0
        );
        let index = match main.hhi() {
            Some((value, _, _)) if !refused => self.estimate(
                value,
                Unit::Index01,
                index_basis,
                self.range(
                    |way| {
                        way.hhi()
                            .map_or((value, value), |(_, low, high)| (low, high))
                    },
                    &index_meaning,
                ),
            ),
            _ => Figure::unavailable(
                Unit::Index01,
                index_basis,
                reason.clone(),
                self.sources.iter().cloned(),
            ),
        };
        let mut shares = Vec::new();
        let mut held = Vec::new();
        if !refused {
            let mut order: Vec<usize> = (0..self.nodes.economies.len())
                .filter(|node| main.held(*node) > 0.0 || main.direct(*node) > 0.0)
                .collect();
            order.sort_by(|a, b| {
                main.held(*b)
                    .total_cmp(&main.held(*a))
                    .then(main.direct(*b).total_cmp(&main.direct(*a)))
                    .then(a.cmp(b))
            });
            for node in order {
                held.push((self.nodes.economies[node], main.held(node)));
                shares.push(OriginShare {
                    economy: self.nodes.economies[node],
                    direct: self.direct(node),
                    origin: self.origin(node),
                });
            }
        }
        if refused {
            notes.insert(0, format!("Origins are refused: {reason}."));
        } else if main.unexplained() > ANYONES_ABOVE {
            notes.insert(
                0,
                format!(
                    "{:.0} % of the imports are unexplained and may be anyone's: every origin's \
                     interval holds them.",
                    main.unexplained() * 100.0
                ),
            );
        }
        LookThrough {
            variant: self.variant,
            measure: self.measure.clone(),
            shares,
            unexplained,
            herfindahl_hirschman_index_direct: direct_index,
            herfindahl_hirschman_index_origins: index,
            notes,
            held,
        }
    }
}

impl StageOrigins {
    /// Origins by production with the shares that the index counts, where they
    /// are known.
    pub(crate) fn known_by_production(&self) -> Vec<(Economy, f64)> {
        match &self.by_production {
            Determined::Known(known) => known.held.clone(),
            Determined::Refused { .. } => Vec::new(),
        }
    }

    /// The row of the method panel.
    pub(crate) fn indicator(&self, year: Year, sources: Vec<SourceRef>) -> Indicator {
        let figure = match &self.by_production {
            Determined::Known(known) => known.herfindahl_hirschman_index_origins.clone(),
            Determined::Refused { reason } => Figure::unavailable(
                Unit::Index01,
                format!(
                    "origins after look-through, by import quantity, {}, {year}",
                    self.basis
                ),
                reason.clone(),
                sources,
            ),
        };
        Indicator {
            crossing: None,
            id: "herfindahl_hirschman_index_origins",
            name: "HHI of origins",
            method: "Look-through O = diag(P + U)(I − B)⁻¹ of bilateral trade, after Kastner, \
                     Kastner and Nonhebel 2011",
            figure,
            threshold: None,
            differs: "sees through re-exporters such as trading hubs; needs production on the \
                      same basis",
        }
    }

    /// The better known of the two: by production, else by net exports.
    #[must_use]
    pub fn best(&self) -> Option<&LookThrough> {
        self.by_production
            .known()
            .filter(|known| !known.shares.is_empty())
            .or_else(|| self.by_exporter_surplus.known())
    }

    /// The same with at most `count` economies a variant, for outputs that have
    /// no room for more.
    #[must_use]
    pub fn shortened(mut self, count: usize) -> Self {
        for found in [&mut self.by_production, &mut self.by_exporter_surplus] {
            if let Determined::Known(known) = found {
                known.shares.truncate(count);
            }
        }
        self
    }

    /// What look-through changes, as a sentence; `None` where the origins are
    /// not known. `subject` is its name inside a sentence.
    #[must_use]
    pub fn sentence(&self, subject: &str, material: &str) -> Option<String> {
        let known = self.best()?;
        let percent = |figure: &Figure| match figure.value() {
            Some(share) => Some(format!("{:.0} %", share * 100.0)),
            None => figure
                .interval()
                .ends()
                .map(|(low, high)| format!("{:.0}–{:.0} %", low * 100.0, high * 100.0)),
        };
        let top = known.shares.first()?;
        let origin = percent(&top.origin)?;
        let direct = percent(&top.direct).unwrap_or_else(|| "none".to_owned());
        let how = match known.variant {
            OriginVariant::Production => "an estimated",
            OriginVariant::ExporterSurplus => "judged by net exports alone, an estimated",
        };
        let owner = if subject.ends_with('s') { "'" } else { "'s" };
        let mut sentence = format!(
            "Seen through re-exporters, {how} {origin} of {subject}{owner} imports of {material} \
             ({}) come from {}, against {direct} that come straight from there",
            self.stage,
            top.economy.name_in_sentence()
        );
        if let Some(share) = known.unexplained.value().filter(|share| *share >= 0.005) {
            sentence.push_str(&format!("; {:.0} % have no known origin", share * 100.0));
        }
        sentence.push('.');
        Some(sentence)
    }
}
