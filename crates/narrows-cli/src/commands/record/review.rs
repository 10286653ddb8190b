//! `narrows record review`.

use std::fs;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use crossterm::event::{Event, KeyCode, KeyEventKind, KeyModifiers, read};
use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use narrows_record::propose::{
    Decoded, ProposeRequest, propose, propose_beside_record, set_hanging,
};
use narrows_record::review::{Command, Decisions, Item, RecordFile, Session, SourceFacts};

use super::held_record::HeldRecord;
use super::propose::read_text;
use crate::arguments::Global;
use crate::failure::Failure;
use crate::output::{print, write_file};

/// Decide on the proposals from a text: accept, edit or reject, one by one.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  narrows record review statement.md --source example-2024-06-27 --by \"A. Reader\" --record record
  printf 'a\\nr only a report\\nq\\n' | narrows record review statement.md --source example-2024-06-27 --by \"A. Reader\" --record record

In a terminal one key decides: a accept, e edit, r reject, s skip, q quit.
Otherwise each line of the input is a decision: a [ACTION IN OWN WORDS],
e force=…; actors=…; action=…; reason=…, r [REASON], s, q.
Accepted proposals are written as record files, rejections into decisions.toml;
neither is asked again.")]
pub(crate) struct ReviewArguments {
    /// The text.
    file: PathBuf,
    /// Id of the source's record, for example publisher and date.
    #[arg(long)]
    source: String,
    /// Who decides.
    #[arg(long)]
    by: String,
    /// The day of the decisions; today without it.
    #[arg(long, value_name = "DATE")]
    on: Option<Date>,
    /// Folder of the record.
    #[arg(long, value_name = "DIR")]
    record: PathBuf,
    /// Who published the text.
    #[arg(long, default_value = "unknown")]
    publisher: String,
    /// 1 official text, 2 official summary, 3 agency or newspaper, 4 other.
    #[arg(long, default_value_t = 4, value_parser = clap::value_parser!(u8).range(1..=4))]
    tier: u8,
    /// Language of the text, as a BCP 47 code.
    #[arg(long, default_value = "en")]
    language: String,
    /// The text is in the public domain: its words may be quoted in the record.
    #[arg(long)]
    public_domain: bool,
    /// Also walk new names of people, forums and instruments.
    #[arg(long)]
    names: bool,
    /// Do not compare the text with the record in the program and the one in
    /// the folder.
    #[arg(long)]
    without_record: bool,
    /// The day of the text, where it does not say it.
    #[arg(long, value_name = "DATE")]
    dateline: Option<Date>,
}

pub(crate) fn run(global: &Global, arguments: &ReviewArguments) -> Result<(), Failure> {
    let id_fits = !arguments.source.is_empty()
        && arguments
            .source
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if !id_fits {
        return Err(Failure::Usage(format!(
            "--source \"{}\": an id has lower-case letters, digits and hyphens only, for example meti-2024-06-27-readout",
            arguments.source
        )));
    }
    let bytes = read_text(&arguments.file)?;
    let request = ProposeRequest {
        dateline: arguments.dateline,
        form: None,
    };
    let proposals = if arguments.without_record {
        propose(&bytes, &request)
    } else {
        let index = HeldRecord::chosen(global, None).index_beside(&arguments.record)?;
        propose_beside_record(&bytes, &request, &index)?
    };
    let text = Decoded::new(&bytes).text;
    let decisions_path = arguments.record.join("decisions.toml");
    let decisions = read_decisions(&decisions_path)?;
    let facts = SourceFacts {
        id: arguments.source.clone(),
        publisher: arguments.publisher.clone(),
        tier: arguments.tier,
        language: arguments.language.clone(),
        public_domain: arguments.public_domain,
    };
    let on = arguments
        .on
        .unwrap_or_else(|| TimeZone::UTC.to_datetime(jiff::Timestamp::now()).date())
        .to_string();
    let mut session = Session::new(
        &proposals,
        &text,
        facts,
        &arguments.by,
        &on,
        decisions,
        arguments.names,
    );
    let keys = std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
    let (mut accepted, mut written) = (0usize, 0usize);
    while let Some(item) = session.current() {
        print(&shown(item, session.progress()))?;
        let line = if keys {
            key_line()?
        } else {
            let mut line = String::new();
            let length = std::io::stdin()
                .read_line(&mut line)
                .map_err(|error| Failure::Failed(format!("the input cannot be read: {error}")))?;
            if length == 0 {
                break;
            }
            line
        };
        let files = match Command::parse(&line).and_then(|command| session.decide(&command)) {
            Ok(files) => files,
            Err(error) => {
                let mut said = String::new();
                set_hanging(&mut said, "  ", 2, &error.to_string());
                print(&said)?;
                continue;
            }
        };
        accepted += usize::from(!files.is_empty());
        for file in &files {
            written += usize::from(write_record(&arguments.record, file)?);
        }
        // After every decision, so that nothing is lost when the review breaks off.
        write_file(&decisions_path, session.decisions().to_toml().as_bytes())?;
    }
    if !global.quiet {
        eprintln!(
            "accepted {accepted}, wrote {written} files into {}",
            arguments.record.display()
        );
    }
    Ok(())
}

/// Writes a record's file; one that is there stays as it is.
fn write_record(folder: &Path, file: &RecordFile) -> Result<bool, Failure> {
    let path = folder.join(&file.path);
    if path.exists() {
        eprintln!("{} is there already and stays as it is", path.display());
        return Ok(false);
    }
    write_file(&path, file.text.as_bytes())?;
    Ok(true)
}

fn read_decisions(path: &Path) -> Result<Decisions, Failure> {
    match fs::read_to_string(path) {
        Ok(text) => Decisions::from_toml(&text)
            .map_err(|error| Failure::Failed(format!("{}: {error}", path.display()))),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Decisions::default()),
        Err(error) => Err(Failure::Failed(format!(
            "{}: cannot be read: {error}",
            path.display()
        ))),
    }
}

fn shown(item: &Item, (number, all): (usize, usize)) -> String {
    let mut text = String::from("\n");
    let title = format!("{} ({:.2})", item.title, item.confidence);
    set_hanging(&mut text, &format!("[{number}/{all}] "), 4, &title);
    for quote in &item.quotes {
        let words: String = quote
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .chars()
            .filter(|c| !c.is_control())
            .collect();
        set_hanging(&mut text, "  ", 3, &format!("\"{words}\""));
    }
    set_hanging(&mut text, "  why: ", 7, &item.reason);
    text.push_str("a accept, e edit, r reject, s skip, q quit> ");
    text
}

/// One key, and a line behind it where the decision takes words.
fn key_line() -> Result<String, Failure> {
    let failed =
        |error: std::io::Error| Failure::Failed(format!("the terminal cannot be read: {error}"));
    enable_raw_mode().map_err(failed)?;
    let key = loop {
        match read() {
            Ok(Event::Key(key)) if key.kind == KeyEventKind::Press => {
                let control = key.modifiers.contains(KeyModifiers::CONTROL);
                match key.code {
                    KeyCode::Char('c' | 'd') if control => break 'q',
                    KeyCode::Esc => break 'q',
                    KeyCode::Char(letter @ ('a' | 'e' | 'r' | 's' | 'q')) => break letter,
                    _ => {}
                }
            }
            Ok(_) => {}
            Err(error) => {
                disable_raw_mode().map_err(failed)?;
                return Err(failed(error));
            }
        }
    };
    disable_raw_mode().map_err(failed)?;
    let prompt = match key {
        'a' => "accept\naction in own words (empty takes the text's): ",
        'e' => "edit\nforce=…; actors=…; action=…; reason=…: ",
        'r' => "reject\nwhy: ",
        _ => {
            print(&format!("{key}\n"))?;
            return Ok(key.to_string());
        }
    };
    print(prompt)?;
    std::io::stdout().flush().map_err(Failure::Output)?;
    let mut words = String::new();
    std::io::stdin().read_line(&mut words).map_err(failed)?;
    Ok(format!("{key} {}", words.trim()))
}
