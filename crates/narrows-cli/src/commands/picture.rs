//! Pictures of a document's charts, and where a result in bytes goes.

use std::path::Path;

use narrows_brief::{Block, Chart, Document, chart_file, chart_picture};

use crate::arguments::Global;
use crate::failure::Failure;
use crate::output::{print_bytes, refuse_terminal, write_file};

/// Columns of a line of the list of charts.
const LINE: usize = 80;

/// Form of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PictureForm {
    Svg,
    Png,
}

/// Draws the chart asked for, or the first one; says which others there are.
pub(crate) fn picture(
    global: &Global,
    document: &Document,
    form: PictureForm,
    number: Option<usize>,
) -> Result<Vec<u8>, Failure> {
    let chart = chosen(global, document, number)?;
    Ok(match form {
        PictureForm::Svg => chart_file(document, chart)?.into_bytes(),
        PictureForm::Png => chart_picture(document, chart)?,
    })
}

/// Refuses `--chart` where no picture is asked for, and a picture on a terminal.
pub(crate) fn check_picture(
    form: Option<PictureForm>,
    number: Option<usize>,
    out: Option<&Path>,
) -> Result<(), Failure> {
    if number.is_some() && form.is_none() {
        return Err(Failure::Usage(
            "--chart chooses among pictures: add --format svg or --format png".to_owned(),
        ));
    }
    if form == Some(PictureForm::Png) && out.is_none() {
        refuse_terminal("a picture")?;
    }
    Ok(())
}

/// Writes a result into the file asked for, or prints it.
pub(crate) fn deliver(global: &Global, out: Option<&Path>, bytes: &[u8]) -> Result<(), Failure> {
    match out {
        Some(path) => {
            write_file(path, bytes)?;
            if !global.quiet {
                eprintln!("wrote {}", path.display());
            }
            Ok(())
        }
        None => print_bytes(bytes),
    }
}

fn chosen<'a>(
    global: &Global,
    document: &'a Document,
    number: Option<usize>,
) -> Result<&'a Chart, Failure> {
    let charts: Vec<&Chart> = document
        .sections
        .iter()
        .flat_map(|section| &section.blocks)
        .filter_map(|block| match block {
            Block::Chart(chart) => Some(chart),
            _ => None,
        })
        .collect();
    if charts.is_empty() {
        return Err(Failure::NotDetermined(
            "this view has no figure that could be drawn".to_owned(),
        ));
    }
    let list = || -> String {
        charts
            .iter()
            .enumerate()
            .map(|(index, chart)| listed(index + 1, chart.caption()))
            .collect()
    };
    let asked = number.unwrap_or(1);
    let chart = asked
        .checked_sub(1)
        .and_then(|index| charts.get(index))
        .ok_or_else(|| {
            Failure::Usage(format!(
                "there is no chart {asked} here; there {}{}",
                if charts.len() == 1 { "is" } else { "are" },
                list()
            ))
        })?;
    if charts.len() > 1 && number.is_none() && !global.quiet {
        eprintln!("drew chart 1 of {}:{}", charts.len(), list());
    }
    Ok(chart)
}

/// A chart in the list: its number and its caption, in lines that fit.
fn listed(number: usize, caption: &str) -> String {
    let mut text = String::new();
    let mut line = format!("  --chart {number}:");
    for word in caption.split_whitespace() {
        if line.chars().count() + 1 + word.chars().count() > LINE {
            text.push('\n');
            text.push_str(&line);
            line = "     ".to_owned();
        }
        line.push(' ');
        line.push_str(word);
    }
    text.push('\n');
    text.push_str(&line);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_caption_is_listed_whole_in_lines_that_fit() {
        let caption = "Share of world production: Global supply, extraction, as the study counts \
                       it, the average of the years of the EU study (eu-crm 2023)";
        let text = listed(4, caption);
        assert!(
            text.lines().all(|line| line.chars().count() <= 80),
            "{text}"
        );
        let words: Vec<&str> = text.split_whitespace().collect();
        assert_eq!(words.join(" "), format!("--chart 4: {caption}"));
    }
}
