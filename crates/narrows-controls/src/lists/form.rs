//! The forms in which lists are published, and what is known of each list.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

use super::builder::{Loaded, PartyGatherer};
use super::error::{ListError, Place};
use super::original::Original;
use super::snapshot::{ListSnapshot, OriginalRef, SnapshotHeader};
use super::{consolidated_screening_list, registry_records, un_consolidated};

/// A form that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ListForm {
    /// The Consolidated Screening List as JSON, as trade.gov publishes it or
    /// in the compact form with tables.
    UsCsl,
    /// The UN Security Council's consolidated list as XML.
    UnConsolidated,
    /// Japan's End User List as JSON records.
    JpEndUsers,
    /// China's lists as JSON records.
    CnMofcom,
}

/// What is known of a list before it is read.
struct About {
    list: &'static str,
    title: &'static str,
    publisher: &'static str,
    licence: &'static str,
    address: &'static str,
    jurisdiction: &'static str,
}

impl ListForm {
    /// All forms.
    pub const ALL: [Self; 4] = [
        Self::UsCsl,
        Self::UnConsolidated,
        Self::JpEndUsers,
        Self::CnMofcom,
    ];

    /// Its name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::UsCsl => "us-csl",
            Self::UnConsolidated => "un-consolidated",
            Self::JpEndUsers => "jp-end-users",
            Self::CnMofcom => "cn-mofcom",
        }
    }

    fn about(self) -> About {
        match self {
            Self::UsCsl => About {
                list: "us-csl",
                title: "Consolidated Screening List",
                publisher: "United States Departments of Commerce, State and the Treasury",
                licence: "United States public domain",
                address: "https://www.trade.gov/consolidated-screening-list",
                jurisdiction: "USA",
            },
            Self::UnConsolidated => About {
                list: "un-consolidated",
                title: "United Nations Security Council Consolidated List",
                publisher: "United Nations Security Council",
                licence: "United Nations, free to reproduce with acknowledgement",
                address: "https://main.un.org/securitycouncil/en/content/un-sc-consolidated-list",
                jurisdiction: "UN",
            },
            Self::JpEndUsers => About {
                list: "jp-meti-eul",
                title: "End User List",
                publisher: "Ministry of Economy, Trade and Industry of Japan",
                licence: "Government of Japan Standard Terms of Use 2.0 (compatible with CC BY 4.0)",
                address: "https://www.meti.go.jp/policy/anpo/law05.html",
                jurisdiction: "JPN",
            },
            Self::CnMofcom => About {
                list: "cn-mofcom",
                title: "Export control list, unreliable entity list and attention list",
                publisher: "Ministry of Commerce of the People's Republic of China",
                licence: "facts from official notices",
                address: "https://aqygzj.mofcom.gov.cn/flzc/gzjgfxwj/index.html",
                jurisdiction: "CHN",
            },
        }
    }
}

impl fmt::Display for ListForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for ListForm {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|form| form.name() == text)
            .ok_or_else(|| {
                let names: Vec<&str> = Self::ALL.iter().map(|form| form.name()).collect();
                format!(
                    "{text:?} is no known form; the forms are {}",
                    names.join(", ")
                )
            })
    }
}

/// What is to be read, and what the file itself may not say.
#[derive(Debug, Clone)]
pub struct LoadRequest {
    /// The form.
    pub form: ListForm,
    /// The day of the snapshot, where the file does not say it.
    pub vintage: Option<Date>,
    /// The name to keep the list under, instead of the form's own.
    pub list: Option<String>,
    /// A remark to keep with it.
    pub note: String,
}

impl LoadRequest {
    /// A request that leaves all to the file.
    #[must_use]
    pub fn new(form: ListForm) -> Self {
        Self {
            form,
            vintage: None,
            list: None,
            note: String::new(),
        }
    }
}

/// What a loader hands back: parties, and the vintage that the file states.
pub(crate) struct FormContent {
    pub(crate) loaded: Loaded,
    pub(crate) vintage: Option<Date>,
}

/// Reads a list from its originals.
///
/// # Errors
/// [`ListError`] with the place in the file; nothing is kept of a file that
/// cannot be read to its end.
pub fn load(request: &LoadRequest, originals: &[Original]) -> Result<ListSnapshot, ListError> {
    let one = || match originals {
        [one] => Ok(one),
        _ => Err(ListError::Unstated {
            what: "which file is the list",
            remedy: format!("the form {} takes one file", request.form),
        }),
    };
    let content = match request.form {
        ListForm::UsCsl => consolidated_screening_list::read(one()?)?,
        ListForm::UnConsolidated => un_consolidated::read(one()?)?,
        ListForm::JpEndUsers => registry_records::read_end_users(one()?)?,
        ListForm::CnMofcom => registry_records::read_mofcom(one()?)?,
    };
    let about = request.form.about();
    let vintage = request
        .vintage
        .or(content.vintage)
        .ok_or_else(|| ListError::Unstated {
            what: "the day of the snapshot",
            remedy: "name it with --vintage YYYY-MM-DD".to_owned(),
        })?;
    let list = request
        .list
        .clone()
        .unwrap_or_else(|| about.list.to_owned());
    let header = SnapshotHeader {
        list,
        title: about.title.to_owned(),
        publisher: about.publisher.to_owned(),
        licence: about.licence.to_owned(),
        address: about.address.to_owned(),
        jurisdiction: about.jurisdiction.to_owned(),
        vintage,
        form: request.form.name().to_owned(),
        originals: originals
            .iter()
            .map(|original| OriginalRef {
                name: original.name.clone(),
                bytes: original.bytes,
                sha256: original.sha256.clone(),
            })
            .collect(),
        parties: content.loaded.parties.len(),
        repeated: content.loaded.repeated,
        set_aside: content.loaded.set_aside,
        note: request.note.clone(),
        sha256: String::new(),
    };
    Ok(ListSnapshot::new(header, content.loaded.parties))
}

/// The day at the beginning of a text such as `2026-07-31T13:15:00`.
pub(crate) fn leading_day(text: &str) -> Option<Date> {
    text.get(..10)?.parse().ok()
}

/// A JSON error with its place.
pub(crate) fn json_error(file: &str, error: &serde_json::Error) -> ListError {
    ListError::not_readable(
        Place::line(file, error.line() as u64),
        format!("no such JSON as this form has ({error}); download it again or name another form"),
    )
}

/// Finishes what a loader gathered.
pub(crate) fn finished(
    gatherer: PartyGatherer,
    original: &Original,
    vintage: Option<Date>,
) -> Result<FormContent, ListError> {
    Ok(FormContent {
        loaded: gatherer.finish(&original.name)?,
        vintage,
    })
}
