//! Gathering: which members, which goods, which years.

use jiff::civil::{Date, date};
use narrows_core::{Economy, Forum, Group, Material, SourceRef, Year};
use narrows_exposure::{
    CoalitionProduct, MaterialExposure, Subject, coalition_exposure, material_exposures,
};
use narrows_lake::{Lake, TableKind};
use narrows_record::Index;
use schemars::JsonSchema;
use serde::Serialize;

use crate::BriefError;
use crate::credit::{SourceCredit, credits};
use crate::promises::{Promises, Scope, promises};
use crate::sentence::{Sentence, five_sentences};

/// What a briefing is asked to cover.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BriefRequest {
    /// Who meets.
    pub group: Group,
    /// The goods.
    pub goods: Vec<Material>,
    /// Where members and goods are taken from.
    pub basis: String,
    /// The day of the briefing: membership of that day, data up to its year.
    /// The end of the last year that the lake's trade covers where `None`, so
    /// that the same lake gives the same bytes on any day.
    pub as_of: Option<Date>,
}

impl BriefRequest {
    /// A request for a forum as its file describes it.
    ///
    /// # Errors
    /// If no forum has that name.
    pub fn for_forum(forums: &[Forum], name: &str) -> Result<Self, BriefError> {
        let forum = Forum::find(forums, name)?;
        Ok(Self {
            group: forum.group.clone(),
            goods: forum.goods.clone(),
            basis: forum.basis.clone(),
            as_of: None,
        })
    }

    /// A request for economies put together by the user.
    #[must_use]
    pub fn for_members(members: &[Economy], goods: Vec<Material>) -> Self {
        Self {
            group: Group::ad_hoc(members),
            goods,
            basis: "Members and goods as given on the command line.".to_owned(),
            as_of: None,
        }
    }
}

/// One good of a briefing.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct GoodBrief {
    /// Id of the material.
    pub material: String,
    /// Name of the material.
    pub name: String,
    /// Each member's exposure, in the order of the forum.
    pub members: Vec<MaterialExposure>,
    /// All members as one importer; absent for a forum of one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub together: Option<MaterialExposure>,
    /// What can only be said of the members together, by stage: what each could
    /// cover for the others, and which economies would help most by joining.
    pub coalition: Vec<CoalitionProduct>,
}

/// Economies that could join kept in a briefing; the view of the coalition has
/// them all.
const JOINING_KEPT: usize = 8;

/// A whole briefing. Its JSON form has the schema `docs/schema/brief.schema.json`.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Brief {
    /// `narrows-brief/1`.
    pub schema: &'static str,
    /// Id of the forum.
    pub forum: String,
    /// Name of the forum.
    pub forum_name: String,
    /// Where members and goods are taken from.
    pub basis: String,
    /// Members on the day.
    pub members: Vec<Economy>,
    /// The day, `YYYY-MM-DD`.
    pub as_of: String,
    /// The year of trade and production.
    pub year: Year,
    /// Sentences to say aloud.
    pub sentences: Vec<Sentence>,
    /// What was promised on the goods.
    pub promises: Promises,
    /// The goods.
    pub goods: Vec<GoodBrief>,
    /// What is not known, over all goods.
    pub not_known: Vec<String>,
    /// Sources, vintages and licences.
    pub sources: Vec<SourceCredit>,
}

/// Composes a briefing from the lake and the policy record.
///
/// # Errors
/// If there are no members or goods, or the lake or the record cannot be read.
pub fn compose(lake: &Lake, record: &Index, request: &BriefRequest) -> Result<Brief, BriefError> {
    let last_year = lake
        .trade_sources()
        .filter_map(|vintage| vintage.entry.years)
        .map(|(_, until)| until)
        .max()
        .ok_or_else(|| BriefError::Empty("the lake holds no trade; import some".to_owned()))?;
    let as_of = request.as_of.unwrap_or_else(|| {
        i16::try_from(last_year).map_or(date(2000, 12, 31), |year| date(year, 12, 31))
    });
    let members = request.group.members_on(as_of);
    if members.is_empty() {
        return Err(BriefError::Empty(format!(
            "{} has no members on {as_of}; choose another --as-of",
            request.group.name
        )));
    }
    if request.goods.is_empty() {
        return Err(BriefError::Empty(
            "no goods: name some with --goods, for example --goods gallium,graphite".to_owned(),
        ));
    }
    let first_year = first_trade_year(lake);
    let year = Year(last_year.min(i32::from(as_of.year())));
    if year.0 < first_year {
        return Err(BriefError::Empty(format!(
            "the lake's trade begins in {first_year}; choose a later --as-of than {as_of}"
        )));
    }
    let mut goods = Vec::new();
    for material in &request.goods {
        goods.push(good_brief(lake, &members, *material, year)?);
    }
    let mut not_known: Vec<String> = Vec::new();
    for good in &goods {
        for exposure in &good.members {
            for gap in &exposure.not_known {
                let gap = format!("{}: {gap}", good.name);
                if !not_known.contains(&gap) {
                    not_known.push(gap);
                }
            }
        }
    }
    not_known.push(
        "BACI publishes no uncertainty. How far the two reports of a flow lie apart is not \
         measured here yet; the intervals of shares hold the spread between value and quantity \
         and between with and without implausible flows."
            .to_owned(),
    );
    not_known.push(
        "Stocks, contracts and capacity under construction are in none of these sources."
            .to_owned(),
    );
    let promises = promises(
        lake,
        record,
        &Scope {
            forum: &request.group.id,
            members: &members,
            goods: &goods,
            until: year,
            as_of: request.as_of,
        },
    )?;
    let sources: Vec<SourceRef> = goods
        .iter()
        .flat_map(|good| good.members.iter().chain(&good.together))
        .flat_map(MaterialExposure::sources)
        .chain(promises.sources())
        .collect();
    let sources = credits(lake, &sources);
    let sentences = five_sentences(&goods, year);
    Ok(Brief {
        schema: "narrows-brief/1",
        forum: request.group.id.clone(),
        forum_name: request.group.name.clone(),
        basis: request.basis.clone(),
        members,
        as_of: as_of.to_string(),
        year,
        sentences,
        promises,
        goods,
        not_known,
        sources,
    })
}

/// One good: each member, and all together where there are several.
fn good_brief(
    lake: &Lake,
    members: &[Economy],
    material: Material,
    year: Year,
) -> Result<GoodBrief, BriefError> {
    let (exposures, together, coalition) = if members.len() > 1 {
        let mut found = coalition_exposure(lake, members, material, year)?;
        for product in &mut found.products {
            product.joining.truncate(JOINING_KEPT);
        }
        (found.members, Some(found.together), found.products)
    } else {
        let subjects: Vec<Subject> = members.iter().copied().map(Subject::economy).collect();
        let exposures = material_exposures(lake, &subjects, material, year)?;
        (exposures, None, Vec::new())
    };
    Ok(GoodBrief {
        material: material.id().to_owned(),
        name: material.name().to_owned(),
        members: exposures,
        together,
        coalition,
    })
}

fn first_trade_year(lake: &Lake) -> i32 {
    lake.trade_sources()
        .filter(|vintage| vintage.table(TableKind::Trade).is_some())
        .filter_map(|vintage| vintage.entry.years)
        .map(|(from, _)| from)
        .min()
        .unwrap_or(i32::MIN)
}
