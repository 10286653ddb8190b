//! `narrows record propose`.

use std::fs;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use jiff::civil::Date;
use narrows_record::propose::{
    Decoded, Proposals, ProposeRequest, TextForm, propose, propose_beside_record, to_html,
    to_terminal,
};

use super::held_record::HeldRecord;
use crate::arguments::Global;
use crate::failure::Failure;
use crate::output::{print, write_file};

/// Form of proposals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ProposalFormat {
    /// Lines, with coloured spans in a terminal.
    Terminal,
    /// One page: the source on the left, proposals on the right.
    Html,
    /// JSON.
    Json,
}

/// How a file is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FileForm {
    /// HTML.
    Html,
    /// Markdown.
    Md,
    /// Plain text, also as extracted from a PDF.
    Plain,
}

/// Propose what could be recorded of a text, and compare it with the record;
/// nothing is accepted.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  narrows record propose statement.md
  narrows record propose article.html --dateline 2024-06-27 --format json
  narrows record propose statement.md --format html --out proposals")]
pub(crate) struct ProposeArguments {
    /// The text: HTML, Markdown or plain text in any encoding.
    file: PathBuf,
    /// The day of the text, from which "last month" is reckoned; without it,
    /// what the file says.
    #[arg(long, value_name = "DATE")]
    dateline: Option<Date>,
    /// How to read the file; told from its beginning without.
    #[arg(long, value_enum)]
    read_as: Option<FileForm>,
    /// Form; lines without it.
    #[arg(long, value_enum)]
    format: Option<ProposalFormat>,
    /// Folder of the record to compare with; without it, the record in the
    /// program, with the records in NARROWS_HOME/record beside it.
    #[arg(long, value_name = "DIR")]
    record: Option<PathBuf>,
    /// Do not compare the text with the record.
    #[arg(long, conflicts_with = "record")]
    without_record: bool,
    /// Folder to write into: all forms unless --format names one.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// Bytes of a file beyond which it is not even opened.
const LARGEST: u64 = 1 << 30;

pub(super) fn read_text(path: &Path) -> Result<Vec<u8>, Failure> {
    let failed = |error: std::io::Error| {
        if error.kind() == std::io::ErrorKind::NotFound {
            return Failure::Failed(format!(
                "{}: there is no such file; give the path of a text",
                path.display()
            ));
        }
        Failure::Failed(format!("{}: cannot be read: {error}", path.display()))
    };
    let facts = fs::metadata(path).map_err(failed)?;
    if facts.is_dir() {
        return Err(Failure::Usage(format!(
            "{}: is a folder; give one text, and call the command again for each of the others",
            path.display()
        )));
    }
    let size = facts.len();
    if size > LARGEST {
        return Err(Failure::Failed(format!(
            "{}: larger than 1 GiB, so no text; split it",
            path.display()
        )));
    }
    let bytes = fs::read(path).map_err(failed)?;
    if bytes.starts_with(b"%PDF") {
        return Err(Failure::Usage(format!(
            "{}: is a PDF; extract its text first, for example with \"pdftotext {} text.txt\", and give text.txt",
            path.display(),
            path.display()
        )));
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return Err(Failure::Usage(format!(
            "{}: is a zip file, as .docx and .odt are; save it as plain text or HTML and give that",
            path.display()
        )));
    }
    Ok(bytes)
}

pub(crate) fn run(global: &Global, arguments: &ProposeArguments) -> Result<(), Failure> {
    let bytes = read_text(&arguments.file)?;
    let request = ProposeRequest {
        dateline: arguments.dateline,
        form: arguments.read_as.map(|form| match form {
            FileForm::Html => TextForm::Html,
            FileForm::Md => TextForm::Markdown,
            FileForm::Plain => TextForm::Plain,
        }),
    };
    let proposals = if arguments.without_record {
        propose(&bytes, &request)
    } else {
        let index = HeldRecord::chosen(global, arguments.record.as_ref()).index()?;
        propose_beside_record(&bytes, &request, &index)?
    };
    let text = Decoded::new(&bytes).text;
    let Some(folder) = &arguments.out else {
        let format = arguments.format.unwrap_or(ProposalFormat::Terminal);
        let colour = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        return print(&rendered(&proposals, &text, format, colour)?);
    };
    let formats = match arguments.format {
        Some(format) => vec![format],
        None => vec![
            ProposalFormat::Html,
            ProposalFormat::Json,
            ProposalFormat::Terminal,
        ],
    };
    let stem = arguments
        .file
        .file_stem()
        .map_or("text".into(), |stem| stem.to_string_lossy());
    for format in formats {
        let ending = match format {
            ProposalFormat::Html => "html",
            ProposalFormat::Json => "json",
            ProposalFormat::Terminal => "txt",
        };
        let path = folder.join(format!("{stem}.proposals.{ending}"));
        write_file(
            &path,
            rendered(&proposals, &text, format, false)?.as_bytes(),
        )?;
        if !global.quiet {
            eprintln!("wrote {}", path.display());
        }
    }
    Ok(())
}

fn rendered(
    proposals: &Proposals,
    text: &str,
    format: ProposalFormat,
    colour: bool,
) -> Result<String, Failure> {
    Ok(match format {
        ProposalFormat::Terminal => to_terminal(proposals, text, colour),
        ProposalFormat::Html => to_html(proposals, text),
        ProposalFormat::Json => {
            let mut json = serde_json::to_string_pretty(proposals)
                .map_err(|error| Failure::Failed(error.to_string()))?;
            json.push('\n');
            json
        }
    })
}
