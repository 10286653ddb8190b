//! Dependency and supply-risk indicators over the lake.
//!
//! The unit of work is the *market*: one product in one year, with every flow
//! between an exporter and an importer. A [`MarketAccumulator`] takes flows in
//! any order (`update`), joins with others (`merge`: row groups, codes of one
//! material) and is read out (`finish`) from the viewpoint of each economy or
//! of a coalition. [`scan_markets`] drives it over a sorted trade table, row
//! groups in parallel, one pass for all indicators.
//!
//! [`material_exposure`] puts trade, production, governance and published
//! figures together for one economy or coalition, one material and one year.
//! Every number in its answer is a [`narrows_core::Figure`].
//!
//! This crate knows no policy text and no HTML.
//!
//! ```
//! use narrows_core::{Economy, Material, Year};
//! use narrows_exposure::{Subject, material_exposure};
//! use narrows_lake::Lake;
//!
//! let japan = Subject::economy(Economy::find("Japan")?);
//! let graphite = Material::find("graphite")?;
//! let exposure = material_exposure(&Lake::embedded(), &japan, graphite, Year(2023))?;
//! let natural = &exposure.products[0];
//! assert_eq!(natural.suppliers[0].economy.alpha3(), "CHN");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod basket;
mod coalition;
mod code_exposure;
mod comparison;
mod concentration;
mod concordance;
mod concordance_answer;
mod counting;
mod crossing;
mod error;
mod eu_economic_importance;
mod eu_study;
mod eu_supply_risk;
mod explanation;
mod exposure_table;
mod exposure_trend;
mod flow_comparison;
mod flow_mirrors;
mod flow_noise;
mod geodep;
mod geopolrisk;
mod governance;
mod hhi;
mod imports;
mod indicator;
mod market;
mod material_exposure;
mod material_trade;
mod mean_of_six;
mod method_panel;
mod mineral_statistics;
mod mirror;
mod net_import_reliance;
mod noise_draws;
mod noisy_trade;
mod panel;
mod production_disagreement;
mod ranking;
mod scan;
mod strategic_dependency;
mod subject;
mod supply_risk_assessment;
mod supply_shares;
mod trade_product;
mod trend;
mod unit_value;
mod unmixing;
mod usgs_reliance;
mod usgs_supply_risk;

mod centrality;
mod look_through;
mod m_matrix;
mod mass_balance;
mod network;
mod origin_table;
mod stage_market;
mod supply_network;
mod workings;

pub use basket::BasketStatement;
pub use centrality::{betweenness_centrality, eigenvector_centrality};
pub use coalition::{
    CoalitionExposure, CoalitionProduct, Cover, Joining, MemberStanding, Standing,
    coalition_exposure,
};
pub use code_exposure::code_exposure;
pub use comparison::{Agreement, ComparedFigure, Comparison, compare_vintages};
pub use concentration::{ProducerShare, ProductionConcentration};
pub use concordance::{
    CodeRelationship, Concordance, Conversion, ConvertedFlow, Counterpart, Counterparts,
    ReclassifiedFlow,
};
pub use concordance_answer::{
    CodeAnswer, ConcordanceAnswer, TitledCounterpart, TradeOf, concordance_answer,
};
pub use crossing::{Crossing, CrossingProbabilities, NoisyAmount, crossing_probabilities};
pub use error::ExposureError;
pub use eu_economic_importance::{
    EU_ECONOMIC_IMPORTANCE_THRESHOLD, SectorUse, economic_importance, economic_importance_range,
};
pub use eu_supply_risk::{
    Bounds, EU_SUPPLY_RISK_THRESHOLD, SupplySides, TRADE_PARAMETER, WeighedConcentration,
    WeighedSupplier, eu_supply_risk, weighed_concentration,
};
pub use explanation::{Explanation, ExposureExplanation, InputRow, explain};
pub use exposure_table::{ExposureTable, FigureLabels};
pub use exposure_trend::{ExposureTrend, NamedTrend, StageTrend, exposure_trend};
pub use flow_comparison::{
    FlowComparison, FlowComparisonRequest, FlowDisagreement, flow_comparison,
};
pub use flow_mirrors::{FlowMirror, SourceMirrors};
pub use flow_noise::{Disagreement, FEWEST_FLOWS, FlowNoise, UnitValueScatter, disagreement};
pub use geodep::{GeoDepConditions, GeoDepYear};
pub use geopolrisk::{
    COPPER_REFERENCE_KUSD_PER_T, GeoPolRisk, characterisation_factor, geopolrisk,
};
pub use governance::{Governance, political_instability};
pub use hhi::{herfindahl_hirschman_index, hhi_between, hhi_bounds};
pub use indicator::{Indicator, Threshold, ThresholdReading};
pub use look_through::{
    ANYONES_ABOVE, Determined, LookThrough, OriginExposure, OriginShare, OriginVariant,
    REFUSED_ABOVE, StageOrigins, origin_exposure, origin_exposure_of_code,
};
pub use market::{FlagScratch, FlowTotal, ImportProfile, MarketAccumulator, MarketProfile};
pub use mass_balance::{
    AuditFinding, EconomyBalance, FindingKind, MassBalance, MaterialBalance, RefusedBalance,
    mass_balance,
};
pub use material_exposure::{
    MaterialExposure, PublishedFigure, material_exposure, material_exposures,
};
pub use material_trade::{MaterialTrade, SourceTrade};
pub use mineral_statistics::{MineralStatistic, MineralStatistics};
pub use mirror::{
    CifMargins, HIGHEST_MARGIN, LOWEST_ERROR, MirrorSummary, PeriodGap, RECONCILED_SUFFIX,
    ReconcileRequest, Reconciled, ReconciledFlow, ReconciliationCounts, Reliability, ReportedRows,
    ReporterError, ReporterSummary, RowIterator, reconcile, reconcile_vintage,
};
pub use net_import_reliance::net_import_reliance;
pub use network::{
    EconomyCentrality, NetworkMeasures, TradeNetwork, trade_network, trade_network_of_code,
};
pub use noise_draws::{DRAWS, simulation_error};
pub use panel::{PanelOptions, panel, panel_schema};
pub use production_disagreement::ProductionDisagreement;
pub use ranking::{HIGH_CONCENTRATION, MethodReading, RankedRow, Ranking, ranking};
pub use scan::{MarketKey, Selection, scan_markets};
pub use strategic_dependency::StrategicDependency;
pub use subject::Subject;
pub use supply_network::{ImportOrigins, OriginMatrix, SupplyFlow, SupplyNetwork};
pub use supply_risk_assessment::{StageSupplyRisk, SupplyRiskAssessment, eu_study_assessments};
pub use supply_shares::{SupplyShare, supply_shares};
pub use trade_product::{FlaggedFlow, ShareOverTime, SupplierShare, TradeProduct};
pub use trend::{FEWEST_YEARS, Trend, TrendReading, theil_sen, trend};
pub use unit_value::{
    CORROBORATION_FACTOR, OUTLIER_FACTOR, is_corroborated, is_outlier, median_unit_value,
};
pub use unmixing::{
    Balance, BasketFlow, BasketUnmixing, Conflict, ConstraintSystem, Ends, PRICE_FACTOR,
    PRODUCTION_ALLOWANCE, Total, UnmixedMaterial, UnmixedSupplier, Unmixing, UnmixingOptions,
    unmix,
};
pub use usgs_reliance::net_import_reliance_usgs;
pub use usgs_supply_risk::{
    IndustryUse, ProducerRisk, disruption_potential, economic_vulnerability, usgs_supply_risk,
};
