//! The forms in which lists are published, and what is known of each list.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

use super::builder::{Loaded, PartyGatherer};
use super::error::{ListError, Place};
use super::mapped_list::{self, ListMapping};
use super::original::Original;
use super::snapshot::{ListSnapshot, OriginalRef, SnapshotHeader};
use super::{
    consolidated_screening_list, ecfr_part_744, eu_consolidated, follow_the_money, ofac_csv,
    ofac_xml, registry_records, uk_sanctions, un_consolidated,
};

/// A form that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ListForm {
    /// The Consolidated Screening List as JSON, as trade.gov publishes it or
    /// in the compact form with tables.
    UsCsl,
    /// OFAC's SDN list as CSV: `sdn.csv`, with `alt.csv` and `add.csv`.
    OfacSdnCsv,
    /// OFAC's SDN list as XML.
    OfacSdnXml,
    /// Part 744 of the Export Administration Regulations as eCFR's XML.
    UsEcfr744,
    /// The UN Security Council's consolidated list as XML.
    UnConsolidated,
    /// The European Union's consolidated list as XML.
    EuConsolidated,
    /// The United Kingdom's lists as CSV.
    UkSanctions,
    /// Japan's End User List as JSON records.
    JpEndUsers,
    /// China's lists as JSON records.
    CnMofcom,
    /// FollowTheMoney entities, one JSON object a line.
    FollowTheMoney,
    /// Delimited text by a mapping.
    Csv,
}

/// What is known of a list before it is read.
struct About {
    list: String,
    title: String,
    publisher: String,
    licence: String,
    address: String,
    jurisdiction: String,
}

fn about(
    list: &str,
    title: &str,
    publisher: &str,
    licence: &str,
    address: &str,
    jurisdiction: &str,
) -> About {
    About {
        list: list.to_owned(),
        title: title.to_owned(),
        publisher: publisher.to_owned(),
        licence: licence.to_owned(),
        address: address.to_owned(),
        jurisdiction: jurisdiction.to_owned(),
    }
}

const US_PUBLIC_DOMAIN: &str = "United States public domain";

impl ListForm {
    /// All forms.
    pub const ALL: [Self; 11] = [
        Self::UsCsl,
        Self::OfacSdnCsv,
        Self::OfacSdnXml,
        Self::UsEcfr744,
        Self::UnConsolidated,
        Self::EuConsolidated,
        Self::UkSanctions,
        Self::JpEndUsers,
        Self::CnMofcom,
        Self::FollowTheMoney,
        Self::Csv,
    ];

    /// Its name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::UsCsl => "us-csl",
            Self::OfacSdnCsv => "ofac-sdn-csv",
            Self::OfacSdnXml => "ofac-sdn-xml",
            Self::UsEcfr744 => "us-ecfr-744",
            Self::UnConsolidated => "un-consolidated",
            Self::EuConsolidated => "eu-consolidated",
            Self::UkSanctions => "uk-sanctions",
            Self::JpEndUsers => "jp-end-users",
            Self::CnMofcom => "cn-mofcom",
            Self::FollowTheMoney => "follow-the-money",
            Self::Csv => "csv",
        }
    }

    fn about(self) -> About {
        match self {
            Self::UsCsl => about(
                "us-csl",
                "Consolidated Screening List",
                "United States Departments of Commerce, State and the Treasury",
                US_PUBLIC_DOMAIN,
                "https://www.trade.gov/consolidated-screening-list",
                "USA",
            ),
            Self::OfacSdnCsv | Self::OfacSdnXml => about(
                "us-ofac-sdn",
                "Specially Designated Nationals and Blocked Persons List",
                "United States Department of the Treasury, OFAC",
                US_PUBLIC_DOMAIN,
                "https://sanctionslist.ofac.treas.gov/Home/SdnList",
                "USA",
            ),
            Self::UsEcfr744 => about(
                "us-ecfr-744",
                "Entity List, Unverified List and Military End-User List (15 CFR part 744)",
                "United States Bureau of Industry and Security",
                US_PUBLIC_DOMAIN,
                "https://www.ecfr.gov/current/title-15/part-744",
                "USA",
            ),
            Self::UnConsolidated => about(
                "un-consolidated",
                "United Nations Security Council Consolidated List",
                "United Nations Security Council",
                "United Nations, free to reproduce with acknowledgement",
                "https://main.un.org/securitycouncil/en/content/un-sc-consolidated-list",
                "UN",
            ),
            Self::EuConsolidated => about(
                "eu-consolidated",
                "Consolidated list of persons, groups and entities subject to EU financial sanctions",
                "European Commission",
                "reuse authorised with acknowledgement (Decision 2011/833/EU)",
                "https://data.europa.eu/data/datasets/consolidated-list-of-persons-groups-and-entities-subject-to-eu-financial-sanctions",
                "EU",
            ),
            Self::UkSanctions => about(
                "uk-sanctions",
                "UK Sanctions List",
                "United Kingdom, FCDO and OFSI",
                "Open Government Licence 3.0",
                "https://www.gov.uk/government/publications/the-uk-sanctions-list",
                "GBR",
            ),
            Self::JpEndUsers => about(
                "jp-meti-eul",
                "End User List",
                "Ministry of Economy, Trade and Industry of Japan",
                "Government of Japan Standard Terms of Use 2.0 (compatible with CC BY 4.0)",
                "https://www.meti.go.jp/policy/anpo/law05.html",
                "JPN",
            ),
            Self::CnMofcom => about(
                "cn-mofcom",
                "Export control list, unreliable entity list and attention list",
                "Ministry of Commerce of the People's Republic of China",
                "facts from official notices",
                "https://aqygzj.mofcom.gov.cn/flzc/gzjgfxwj/index.html",
                "CHN",
            ),
            // Named by the user or the mapping.
            Self::FollowTheMoney | Self::Csv => about("", "", "", "", "", ""),
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
    /// Who lists, where the form does not say it.
    pub jurisdiction: Option<String>,
    /// What the columns mean, for delimited text.
    pub mapping: Option<ListMapping>,
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
            jurisdiction: None,
            mapping: None,
            note: String::new(),
        }
    }
}

/// What a loader hands back: parties, and the vintage that the file states.
pub(crate) struct FormContent {
    pub(crate) loaded: Loaded,
    pub(crate) vintage: Option<Date>,
    /// What the originals lack.
    pub(crate) remark: Option<&'static str>,
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
    let mut about = request.form.about();
    let content = match request.form {
        ListForm::UsCsl => consolidated_screening_list::read(one()?)?,
        ListForm::OfacSdnCsv => ofac_csv::read(originals)?,
        ListForm::OfacSdnXml => ofac_xml::read(one()?)?,
        ListForm::UsEcfr744 => ecfr_part_744::read(one()?)?,
        ListForm::UnConsolidated => un_consolidated::read(one()?)?,
        ListForm::EuConsolidated => eu_consolidated::read(one()?)?,
        ListForm::UkSanctions => uk_sanctions::read(one()?)?,
        ListForm::JpEndUsers => registry_records::read_end_users(one()?)?,
        ListForm::CnMofcom => registry_records::read_mofcom(one()?)?,
        ListForm::FollowTheMoney => {
            let list = request.list.as_deref().ok_or(ListError::Unstated {
                what: "which list it is",
                remedy: "name it with --list".to_owned(),
            })?;
            let jurisdiction = request.jurisdiction.as_deref().ok_or(ListError::Unstated {
                what: "who lists",
                remedy: "name the economy, EU or UN with --jurisdiction".to_owned(),
            })?;
            about.jurisdiction = jurisdiction.to_owned();
            about.title = format!("{list}, FollowTheMoney entities");
            about.licence = "terms of the publisher".to_owned();
            follow_the_money::read(one()?, jurisdiction, &list.to_uppercase())?
        }
        ListForm::Csv => {
            let mapping = request.mapping.as_ref().ok_or(ListError::Unstated {
                what: "what the columns mean",
                remedy: "name a mapping with --mapping".to_owned(),
            })?;
            about = self::about(
                &mapping.list,
                &mapping.title,
                &mapping.publisher,
                &mapping.licence,
                &mapping.address,
                &mapping.jurisdiction,
            );
            mapped_list::read(one()?, mapping)?
        }
    };
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
        title: about.title,
        publisher: about.publisher,
        licence: about.licence,
        address: about.address,
        jurisdiction: about.jurisdiction,
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
        note: [request.note.as_str(), content.remark.unwrap_or_default()]
            .join(" ")
            .trim()
            .to_owned(),
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
        remark: None,
    })
}
