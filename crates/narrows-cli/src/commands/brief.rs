//! `narrows brief`.

use narrows_brief::{
    Brief, BriefRequest, Extent, brief_document, compose, forums, to_html, to_json, to_markdown,
    to_terminal,
};
use narrows_core::{Economy, Forum, Group, Material};

use super::open_lake;
use super::record::held_record;
use crate::arguments::{BriefCommand, BriefFormat, Global};
use crate::failure::Failure;
use crate::output::{print, width, write_file};

pub(crate) fn run(global: &Global, command: &BriefCommand) -> Result<(), Failure> {
    let request = request(command)?;
    let lake = open_lake(global)?;
    let record = held_record(global)?;
    let brief = compose(&lake, &record, &request)?;
    match &command.out {
        None => {
            let format = command.format.unwrap_or(BriefFormat::Terminal);
            let extent = if command.full {
                Extent::Full
            } else {
                Extent::Short
            };
            print(&rendered(&brief, format, width(command.width), extent)?)
        }
        Some(folder) => {
            let formats = match command.format {
                Some(format) => vec![format],
                None => vec![
                    BriefFormat::Html,
                    BriefFormat::Md,
                    BriefFormat::Json,
                    BriefFormat::Terminal,
                ],
            };
            for format in formats {
                let ending = match format {
                    BriefFormat::Html => "html",
                    BriefFormat::Md => "md",
                    BriefFormat::Json => "json",
                    BriefFormat::Terminal => "txt",
                };
                let path = folder.join(format!("{}.{ending}", brief.forum));
                let text = rendered(&brief, format, command.width.unwrap_or(80), Extent::Full)?;
                write_file(&path, text.as_bytes())?;
                if !global.quiet {
                    eprintln!("wrote {}", path.display());
                }
            }
            Ok(())
        }
    }
}

fn rendered(
    brief: &Brief,
    format: BriefFormat,
    width: usize,
    extent: Extent,
) -> Result<String, Failure> {
    Ok(match format {
        BriefFormat::Html => to_html(&brief_document(brief))?,
        BriefFormat::Md => to_markdown(&brief_document(brief)),
        BriefFormat::Json => to_json(brief),
        BriefFormat::Terminal => to_terminal(&brief_document(brief), width, extent),
    })
}

fn request(command: &BriefCommand) -> Result<BriefRequest, Failure> {
    let forums = forums()?;
    let goods = command
        .goods
        .iter()
        .map(|name| Material::find(name))
        .collect::<Result<Vec<_>, _>>()?;
    let mut request = match Forum::find(&forums, &command.forum) {
        Ok(forum) => BriefRequest::for_forum(&forums, &forum.group.id)?,
        Err(unknown) => {
            let members = economies(command.forum.split(','));
            match members {
                Ok(members) => BriefRequest::for_members(&members, Vec::new()),
                // A single unknown word was more likely meant as a forum.
                Err(_) if !command.forum.contains(',') => {
                    return Err(Failure::Usage(format!(
                        "{unknown} Economies can be named too, for example JPN,USA."
                    )));
                }
                Err(failure) => return Err(failure),
            }
        }
    };
    if !command.members.is_empty() {
        let members = economies(command.members.iter().map(String::as_str))?;
        request.group = Group {
            id: request.group.id,
            name: format!("{} (members as given)", request.group.name),
            members: Group::ad_hoc(&members).members,
        };
    }
    if !goods.is_empty() {
        request.goods = goods;
    }
    if request.goods.is_empty() {
        return Err(Failure::Usage(
            "for a list of economies name the goods, for example --goods gallium,graphite"
                .to_owned(),
        ));
    }
    request.as_of = command.as_of;
    Ok(request)
}

pub(crate) fn economies<'a>(names: impl Iterator<Item = &'a str>) -> Result<Vec<Economy>, Failure> {
    names.map(super::economy).collect()
}
