//! What can be typed.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use jiff::civil::Date;
use narrows_core::HsRevision;
use narrows_lake::Importer;

use crate::commands::exposure::ExposureCommand;
use crate::commands::record::RecordCommand;

/// Economic-security workbench: who depends on whom for what, and how surely
/// that is known.
#[derive(Debug, Parser)]
#[command(
    name = "narrows",
    version,
    max_term_width = 100,
    after_help = "\
Examples:
  narrows brief jucip
  narrows exposure --importer JPN --material graphite --year 2023

Exit status: 0 done, 1 failed, 2 wrong usage, 3 cannot be determined from the data."
)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Options that mean the same in every command.
#[derive(Debug, Args)]
pub(crate) struct Global {
    /// Folder of the lake with imported data; without it, and without one
    /// there, the data inside the program are used.
    #[arg(long, global = true, env = "NARROWS_HOME", value_name = "DIR")]
    pub(crate) lake: Option<PathBuf>,
    /// No progress and no messages.
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Brief(BriefCommand),
    Exposure(Box<ExposureCommand>),
    Record(Box<RecordCommand>),
    #[command(subcommand)]
    Data(DataCommand),
    #[command(subcommand)]
    Controls(crate::commands::controls::ControlsCommand),
    /// Print the completion script of a shell.
    #[command(after_help = "\
Examples:
  narrows completions bash > ~/.local/share/bash-completion/completions/narrows
  narrows completions fish > ~/.config/fish/completions/narrows.fish")]
    Completions {
        /// The shell.
        shell: Shell,
    },
}

/// Form of a briefing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum BriefFormat {
    /// One self-contained page.
    Html,
    /// Markdown.
    Md,
    /// JSON with a published schema.
    Json,
    /// Plain text.
    Terminal,
}

/// Compose the briefing of a forum, or of economies put together.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  narrows brief jucip
  narrows brief JPN,KOR --goods graphite,nickel --format html --out briefing

Forums: jucip, epcc, trilateral, ipef, g7. With --out, all forms are written
into the folder unless --format names one.")]
pub(crate) struct BriefCommand {
    /// A forum, or economies with commas between them.
    pub(crate) forum: String,
    /// Goods, with commas between them, instead of the forum's.
    #[arg(long, value_delimiter = ',', value_name = "MATERIAL")]
    pub(crate) goods: Vec<String>,
    /// Members, with commas between them, instead of the forum's.
    #[arg(long, value_delimiter = ',', value_name = "ECONOMY")]
    pub(crate) members: Vec<String>,
    /// Day of the briefing: membership on it, data to its year. Without it,
    /// the end of the last year of trade in the lake.
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<Date>,
    /// Folder to write into.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Form; plain text without it.
    #[arg(long, value_enum)]
    pub(crate) format: Option<BriefFormat>,
    /// All details in plain text, which is short without it; the other forms
    /// always have them.
    #[arg(long)]
    pub(crate) full: bool,
    /// Width of terminal text.
    #[arg(long, value_name = "CHARACTERS")]
    pub(crate) width: Option<usize>,
}

/// Import, list, check and export data.
#[derive(Debug, Subcommand)]
pub(crate) enum DataCommand {
    /// Import originals as they were downloaded.
    #[command(after_help = "\
Examples:
  narrows data import baci BACI_HS92_V202601.zip
  narrows data import wgi wgidataset.xlsx
  narrows data import csv japan.csv --mapping japan-customs --vintage 2023
  narrows data import --recipe data/recipe.toml --originals originals

Mappings that are part of the program: japan-customs, us-census, us-dataweb,
korea-customs, eu-comext.")]
    Import(ImportCommand),
    /// List what is in the lake.
    #[command(after_help = "\
Examples:
  narrows data status
  NARROWS_HOME=lake narrows data status")]
    Status,
    /// Check sizes, checksums, row counts and the order of tables.
    #[command(after_help = "\
Examples:
  narrows data verify
  narrows data verify --lake lake")]
    Verify,
    /// List the vintages of a source.
    #[command(after_help = "\
Examples:
  narrows data vintages
  narrows data vintages usgs-mcs")]
    Vintages {
        /// The source, all without it.
        source: Option<String>,
    },
    /// Write a source's tables for other tools.
    #[command(after_help = "\
Examples:
  narrows data export baci-hs92 --out tables
  narrows data export usgs-mcs --vintage MCS2026 --format csv --out tables")]
    Export(ExportCommand),
    /// Show which codes of another HS revision hold the same goods.
    Concordance(crate::commands::concordance::ConcordanceCommand),
    /// Make one flow of what importers and exporters report of it.
    Reconcile(crate::commands::reconcile::ReconcileCommand),
    /// Set the flows of two sources of trade side by side.
    CompareFlows(crate::commands::reconcile::CompareFlowsCommand),
}

#[derive(Debug, Args)]
pub(crate) struct ImportCommand {
    /// What the files are: baci, usgs-mcs, wgi, country-codes, hs-titles,
    /// eu-crm, csv, world-mining-data, hs-concordance, comtrade,
    /// usgs-supply-risk.
    #[arg(required_unless_present = "recipe")]
    pub(crate) importer: Option<Importer>,
    /// The files.
    #[arg(required_unless_present = "recipe")]
    pub(crate) files: Vec<PathBuf>,
    /// Name of the vintage, where the file does not tell it.
    #[arg(long)]
    pub(crate) vintage: Option<String>,
    /// HS revision, where the file does not tell it.
    #[arg(long)]
    pub(crate) revision: Option<HsRevision>,
    /// For csv: the mapping file that says what the columns mean, or the name
    /// of a mapping that is part of the program.
    #[arg(long, value_name = "MAPPING", conflicts_with = "recipe")]
    pub(crate) mapping: Option<PathBuf>,
    /// Run the imports that a recipe lists.
    #[arg(
        long,
        value_name = "FILE",
        requires = "originals",
        conflicts_with = "importer"
    )]
    pub(crate) recipe: Option<PathBuf>,
    /// Folder that the recipe's paths start from.
    #[arg(long, value_name = "DIR")]
    pub(crate) originals: Option<PathBuf>,
}

/// Form of exported tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportForm {
    /// Parquet.
    Parquet,
    /// CSV.
    Csv,
}

#[derive(Debug, Args)]
pub(crate) struct ExportCommand {
    /// The source.
    pub(crate) source: String,
    /// The vintage; the current one without it.
    #[arg(long)]
    pub(crate) vintage: Option<String>,
    /// Form.
    #[arg(long, value_enum, default_value = "parquet")]
    pub(crate) format: ExportForm,
    /// Folder to write into.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
}
