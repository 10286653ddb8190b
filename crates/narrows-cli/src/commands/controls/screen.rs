//! `narrows controls screen`.

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use jiff::civil::Date;
use narrows_controls::screening::{ScreeningQuery, benchmark_form};
use narrows_controls::{
    AuditEvent, AuditLog, ClearedMatches, DeskRequest, FiledParty, Matcher, PartyColumns,
    PartyType, ScreenedRegister, ScreeningAnswer, ScreeningDesk, ScreeningTable, TREASURY_LISTS,
    read_party_file,
};
use narrows_core::Economy;
use narrows_lake::{Progress, ProgressUnit};

use super::answer_text::{answer_text, answers_table, credit_lines};
use super::lists::open_store;
use super::{controls_folder, now, today, who};
use crate::arguments::Global;
use crate::failure::Failure;
use crate::output::{print, width, write_file};
use crate::progress_bar::Bars;

/// Form of the answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Form {
    /// Plain text.
    Table,
    /// CSV, one match a row.
    Csv,
    /// A workbook of Excel, one match a row; needs --out.
    Xlsx,
    /// JSON.
    Json,
}

/// A search that can be emulated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Emulated {
    /// The search of the US Treasury, as it is described.
    Treasury,
}

/// Which lists are asked, and how.
#[derive(Debug, Args)]
pub(super) struct DeskOptions {
    /// The day of the answer; today without it.
    #[arg(long, value_name = "DATE")]
    pub(super) as_of: Option<Date>,
    /// Lists of these jurisdictions alone: economies, EU or UN, with commas
    /// between them.
    #[arg(long, value_delimiter = ',', value_name = "JURISDICTION")]
    pub(super) jurisdiction: Vec<String>,
    /// These lists alone, such as EL or us-csl, with commas between them.
    #[arg(long, value_delimiter = ',', value_name = "LIST")]
    pub(super) list: Vec<String>,
}

/// Find the listed parties that a name may stand for.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  narrows controls screen \"Huawei Technologies\"
  narrows controls screen 华为技术有限公司 --explain
  narrows controls screen --file parties.csv --format xlsx --out answers.xlsx

A file is CSV or a workbook of Excel with a column \"name\", and if there are any
\"id\", \"country\", \"type\", \"identifier\" and \"date of birth\". Names screened are
kept with the matches, for `narrows controls rescreen`, and in the audit log.")]
pub(crate) struct ScreenCommand {
    /// The name, in any script.
    #[arg(required_unless_present_any = ["file", "index"], conflicts_with_all = ["file", "index"])]
    name: Option<String>,
    /// A file of parties instead.
    #[arg(long, value_name = "FILE", conflicts_with = "index")]
    file: Option<PathBuf>,
    /// Parties as JSON lines, instead of the lists: the form of the benchmark.
    #[arg(long, value_name = "FILE", requires_all = ["queries", "out"])]
    index: Option<PathBuf>,
    /// Names as JSON lines, to screen against --index; --out takes the results.
    #[arg(long, value_name = "FILE", requires = "index")]
    queries: Option<PathBuf>,
    /// Column of the names in the file, where it has another header.
    #[arg(long, value_name = "HEADER", requires = "file")]
    name_column: Option<String>,
    /// Column of the countries in the file, where it has another header.
    #[arg(long, value_name = "HEADER", requires = "file")]
    country_column: Option<String>,
    /// Encoding of the file, where it is neither UTF-8 nor UTF-16.
    #[arg(long, value_name = "NAME", requires = "file")]
    encoding: Option<String>,
    #[command(flatten)]
    desk: DeskOptions,
    /// Economies of the party, with commas between them: listed parties of
    /// others are left out, those without a stated economy are not.
    #[arg(long, value_delimiter = ',', value_name = "ECONOMY")]
    country: Vec<String>,
    /// Type of the party: listed parties of another are left out, those of
    /// unknown type are not.
    #[arg(long = "type", value_name = "TYPE", value_parser = party_type)]
    party_type: Option<PartyType>,
    /// A number of the party in a register.
    #[arg(long, value_name = "NUMBER")]
    identifier: Vec<String>,
    /// Its date of birth.
    #[arg(long, value_name = "DATE")]
    birth_date: Option<String>,
    /// Share of ordinary names that may alert: lower means fewer false alarms
    /// and more parties missed.
    #[arg(long, default_value_t = 0.01, value_name = "SHARE")]
    alarm_rate: f64,
    /// Search in the manner of another tool, to reconcile with it: treasury, on
    /// the lists of OFAC unless --list names others.
    #[arg(long, value_enum, value_name = "TOOL")]
    emulate: Option<Emulated>,
    /// With --emulate: the least score, 0 to 100.
    #[arg(
        long,
        default_value_t = 80.0,
        value_name = "SCORE",
        requires = "emulate"
    )]
    minimum_score: f64,
    /// Matches to keep of a name.
    #[arg(long, default_value_t = 20, value_name = "NUMBER")]
    most: usize,
    /// Show which word of the name answers which.
    #[arg(long)]
    explain: bool,
    /// Form.
    #[arg(long, value_enum, default_value = "table")]
    format: Form,
    /// File to write, instead of standard output.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Width of plain text.
    #[arg(long, value_name = "CHARACTERS")]
    width: Option<usize>,
    /// Keep neither the names nor an entry in the audit log.
    #[arg(long)]
    no_log: bool,
    /// Who asks, for the audit log; the user's name without it.
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
}

fn party_type(text: &str) -> Result<PartyType, String> {
    match PartyType::from_word(text) {
        PartyType::Unknown => Err("one of person, organisation, vessel, aircraft".to_owned()),
        known => Ok(known),
    }
}

pub(crate) fn run(global: &Global, command: &ScreenCommand) -> Result<(), Failure> {
    if !(command.alarm_rate > 0.0 && command.alarm_rate < 1.0) {
        return Err(Failure::Usage(format!(
            "--alarm-rate {}: a share above 0 and below 1, such as 0.01",
            command.alarm_rate
        )));
    }
    let matcher = match command.emulate {
        None => Matcher::AlarmRate(command.alarm_rate),
        Some(Emulated::Treasury) if (0.0..=100.0).contains(&command.minimum_score) => {
            Matcher::Treasury(command.minimum_score)
        }
        Some(Emulated::Treasury) => {
            return Err(Failure::Usage(format!(
                "--minimum-score {}: a score from 0 to 100",
                command.minimum_score
            )));
        }
    };
    if command.format == Form::Xlsx && command.out.is_none() {
        return Err(Failure::Usage(
            "a workbook is no text: name a file with --out".to_owned(),
        ));
    }
    if let (Some(index), Some(queries), Some(out)) =
        (&command.index, &command.queries, &command.out)
    {
        return benchmark(global, index, queries, out, command.most);
    }
    let (queries, places) = queries(command)?;
    let countries = command
        .country
        .iter()
        .map(|name| Economy::find(name))
        .collect::<Result<Vec<_>, _>>()?;
    let mut request = DeskRequest {
        countries,
        party_types: command.party_type.into_iter().collect(),
        ..desk_request(&command.desk)?
    };
    if command.emulate.is_some() && request.lists.is_empty() {
        request.lists = TREASURY_LISTS.map(str::to_owned).to_vec();
    }
    let desk = ScreeningDesk::open(&open_store(global)?, &request)?;
    let folder = controls_folder(global).ok();
    let cleared = match &folder {
        Some(folder) => ClearedMatches::read(folder)?,
        None => ClearedMatches::default(),
    };
    let bars = Bars::new(global.quiet);
    bars.start("screen", Some(queries.len() as u64), ProgressUnit::Rows);
    let answers = desk.answer_all(&queries, matcher, command.most, &cleared, &|| {
        bars.advance(1);
    });
    bars.finish();
    if !command.no_log {
        let folder = folder.as_deref().ok_or_else(|| {
            Failure::Usage(
                "name a folder for the audit log with --lake or NARROWS_HOME, or give --no-log"
                    .to_owned(),
            )
        })?;
        let by = who(command.by.as_deref());
        let events: Vec<AuditEvent> = answers
            .iter()
            .map(|answer| screened_event("screened", &by, answer, matcher, &desk))
            .collect();
        AuditLog::new(folder).append(&events)?;
        // An emulated search is for comparison; what is screened again is ours.
        if let Matcher::AlarmRate(rate) = matcher {
            let recorded: Vec<(ScreeningAnswer, f64, usize)> = answers
                .iter()
                .map(|answer| (answer.clone(), rate, command.most))
                .collect();
            ScreenedRegister::record(folder, &recorded, desk.vintages())?;
        }
    }
    let bytes = match command.format {
        Form::Csv => ScreeningTable::new(&answers, &places, desk.vintages()).to_csv(),
        Form::Xlsx => ScreeningTable::new(&answers, &places, desk.vintages())
            .to_xlsx()
            .map_err(|reason| Failure::Failed(format!("the workbook cannot be made: {reason}")))?,
        Form::Json => super::json(&serde_json::json!({
            "as_of": request.as_of,
            "search": search_words(matcher),
            "vintages": desk.vintages(),
            "answers": answers,
        }))
        .into_bytes(),
        Form::Table => {
            let width = width(command.width);
            let mut text = match (&answers[..], &command.file) {
                ([answer], None) => answer_text(answer, matcher, command.explain, width),
                _ => {
                    let mut text = answers_table(&answers, &places, width);
                    if command.explain {
                        for answer in answers.iter().filter(|answer| !answer.matches.is_empty()) {
                            text.push('\n');
                            text.push_str(&answer_text(answer, matcher, true, width));
                        }
                    }
                    text
                }
            };
            text.push_str(&credit_lines(&desk, request.as_of, width));
            text.into_bytes()
        }
    };
    match &command.out {
        Some(path) => {
            write_file(path, &bytes)?;
            if !global.quiet {
                eprintln!("wrote {}", path.display());
            }
            Ok(())
        }
        None => print(&String::from_utf8_lossy(&bytes)),
    }
}

/// Screens JSON lines against JSON lines.
fn benchmark(
    global: &Global,
    index: &Path,
    queries: &Path,
    out: &Path,
    most: usize,
) -> Result<(), Failure> {
    let open = |path: &Path| {
        File::open(path)
            .map(BufReader::new)
            .map_err(|error| Failure::Failed(format!("{}: cannot open: {error}", path.display())))
    };
    let mut results = Vec::new();
    let count = benchmark_form::run(open(index)?, open(queries)?, &mut results, most)
        .map_err(|error| Failure::Failed(error.to_string()))?;
    write_file(out, &results)?;
    if !global.quiet {
        eprintln!("wrote {} with {count} answers", out.display());
    }
    Ok(())
}

/// Who lists, as listings write it: an alpha-3 code, EU or UN.
pub(super) fn jurisdiction(name: &str) -> Result<String, Failure> {
    match name.to_uppercase().as_str() {
        "EU" | "UN" => Ok(name.to_uppercase()),
        _ => Ok(Economy::find(name)?.alpha3().to_owned()),
    }
}

/// The lists and the day that the options name.
pub(super) fn desk_request(options: &DeskOptions) -> Result<DeskRequest, Failure> {
    let jurisdictions = options
        .jurisdiction
        .iter()
        .map(|name| jurisdiction(name))
        .collect::<Result<Vec<_>, _>>()?;
    Ok(DeskRequest {
        as_of: options.as_of.unwrap_or_else(today),
        jurisdictions,
        lists: options.list.clone(),
        ..DeskRequest::default()
    })
}

type Queries = (Vec<ScreeningQuery>, Vec<(u64, String)>);

fn queries(command: &ScreenCommand) -> Result<Queries, Failure> {
    if let Some(path) = &command.file {
        let columns = PartyColumns {
            name: command.name_column.clone(),
            country: command.country_column.clone(),
        };
        let filed = read_party_file(path, &columns, command.encoding.as_deref())?;
        let mut queries = Vec::with_capacity(filed.len());
        for party in &filed {
            queries.push(filed_query(path, party, command)?);
        }
        let places = filed
            .into_iter()
            .map(|party| (party.row, party.number))
            .collect();
        return Ok((queries, places));
    }
    let name = command
        .name
        .clone()
        .ok_or_else(|| Failure::Usage("give a name, or a file with --file".to_owned()))?;
    if !name.chars().any(char::is_alphanumeric) {
        return Err(Failure::Usage(format!(
            "{:?} has no letters or digits, so there is nothing to screen",
            name
        )));
    }
    let mut query = ScreeningQuery {
        name,
        ..ScreeningQuery::default()
    };
    add_options(&mut query, command)?;
    Ok((vec![query], vec![(1, String::new())]))
}

fn filed_query(
    path: &Path,
    party: &FiledParty,
    command: &ScreenCommand,
) -> Result<ScreeningQuery, Failure> {
    let mut query = ScreeningQuery {
        name: party.name.clone(),
        ..ScreeningQuery::default()
    };
    if !party.country.is_empty() {
        let economy = Economy::find(&party.country).map_err(|error| {
            Failure::Failed(format!(
                "{}, line {}, field \"country\": {error}",
                path.display(),
                party.row
            ))
        })?;
        query.countries.push(economy.alpha2().to_owned());
    }
    let known = PartyType::from_word(&party.party_type);
    query.party_type = (known != PartyType::Unknown).then_some(known);
    if !party.identifier.is_empty() {
        query.identifiers.push(party.identifier.clone());
    }
    query.birth_date = (!party.birth_date.is_empty()).then(|| party.birth_date.clone());
    add_options(&mut query, command)?;
    Ok(query)
}

fn add_options(query: &mut ScreeningQuery, command: &ScreenCommand) -> Result<(), Failure> {
    for name in &command.country {
        query
            .countries
            .push(Economy::find(name)?.alpha2().to_owned());
    }
    query.party_type = query.party_type.or(command.party_type);
    query.identifiers.extend(command.identifier.iter().cloned());
    if query.birth_date.is_none() {
        query.birth_date.clone_from(&command.birth_date);
    }
    Ok(())
}

/// The search in words.
fn search_words(matcher: Matcher) -> String {
    match matcher {
        Matcher::AlarmRate(rate) => format!("narrows, alarm rate {rate}"),
        Matcher::Treasury(least) => format!("in the manner of the Treasury's, from {least}"),
    }
}

/// What the audit log keeps of an answer.
pub(super) fn screened_event(
    what: &str,
    by: &str,
    answer: &ScreeningAnswer,
    matcher: Matcher,
    desk: &ScreeningDesk,
) -> AuditEvent {
    let vintages: Vec<String> = desk
        .vintages()
        .iter()
        .map(|used| format!("{}:{}", used.name(), used.sha256))
        .collect();
    let matches: Vec<_> = answer
        .matches
        .iter()
        .map(|found| {
            serde_json::json!({
                "party": found.party.id,
                "score": format!("{:.3}", found.score),
                "open": found.is_open(),
            })
        })
        .collect();
    AuditEvent {
        at: now(),
        who: by.to_owned(),
        what: what.to_owned(),
        details: serde_json::json!({
            "query": answer.query,
            "as_of": answer.as_of,
            "search": search_words(matcher),
            "status": answer.status,
            "matches": matches,
            "vintages": vintages,
        }),
    }
}
