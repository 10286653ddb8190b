//! What was promised on the goods of a briefing, and how the numbers that it
//! should move have moved since.

use jiff::civil::Date;
use narrows_core::{Economy, Figure, SourceRef, Stage, Year};
use narrows_lake::Lake;
use narrows_record::{
    AskRequest, CommitmentAnswer, Direction, Index, IndicatorAsked, Inquiry, ProgressQuestion,
    RecordError,
};
use schemars::JsonSchema;
use serde::Serialize;

use crate::BriefError;
use crate::compose::GoodBrief;
use crate::record_document::{commitment_sources, force_words, joined};
use crate::record_progress::{IndicatorProgress, Readings, progress_with};

/// Commitments on the goods that a briefing shows; the others are named by their
/// number.
const SHOWN_ON_GOODS: usize = 4;
/// Further commitments of the forum, on no good of the briefing by name.
const SHOWN_OF_FORUM: usize = 3;

/// The commitments on the goods of a briefing.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Promises {
    /// The day for which the record was asked, `YYYY-MM-DD`.
    pub as_of: String,
    /// The commitments: those of the forum first, then those that a number
    /// measures, then the firmest.
    pub commitments: Vec<Promise>,
    /// Further commitments that are not shown.
    pub left_out: usize,
}

/// One commitment and its numbers.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Promise {
    /// Id of its record.
    pub record: String,
    /// Ids of the goods of the briefing that it names; none of one that the forum
    /// made on its work in general.
    pub goods: Vec<String>,
    /// Who said it.
    pub who: String,
    /// How firmly, one word of the record's scale.
    pub force: String,
    /// What that word means: talk is no promise.
    pub force_in_words: String,
    /// What, in the record's own words.
    pub action: String,
    /// When, in EDTF.
    pub made_on: String,
    /// At which meeting or in which instrument, with its standing.
    pub made_in: Vec<String>,
    /// Where it stands on the day.
    pub standing: String,
    /// What came of it.
    pub came_of_it: Vec<String>,
    /// Sources with tier and how much of them was read.
    pub sources: String,
    /// The indicators that it should move, of the members and goods at hand.
    pub indicators: Vec<PromisedIndicator>,
    /// Why nothing measures it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_measured: Option<String>,
}

/// An indicator that a commitment should move.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PromisedIndicator {
    /// Whose exposure.
    pub importer: Economy,
    /// Id of the material.
    pub material: String,
    /// The indicator by name.
    pub name: String,
    /// The stage.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stage: Option<Stage>,
    /// `fall` or `rise`.
    pub should: String,
    /// The year of the promise.
    pub since: Year,
    /// The figure in that year, or the last one known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub then: Option<Figure>,
    /// The figure in the last year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub now: Option<Figure>,
    /// The change between them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<Figure>,
    /// What can be said; never that the promise caused the change.
    pub verdict: String,
}

/// Which commitments are looked for.
pub(crate) struct Scope<'a> {
    pub(crate) forum: &'a str,
    pub(crate) members: &'a [Economy],
    pub(crate) goods: &'a [GoodBrief],
    /// The last year of trade.
    pub(crate) until: Year,
    /// The day; the record's last one where `None`.
    pub(crate) as_of: Option<Date>,
}

/// Members that must all be sides to a commitment outside the forum's own: of a
/// large forum nothing but its own texts binds all.
const SIDES: usize = 3;

/// The commitments on the goods. Those that belong to the forum come first; of
/// forums of few members also those to which all of them are sides.
pub(crate) fn promises(
    lake: &Lake,
    record: &Index,
    scope: &Scope<'_>,
) -> Result<Promises, BriefError> {
    let as_of = match scope.as_of {
        Some(day) => day,
        None => record.last_day()?,
    };
    let inquiry = Inquiry::new(record, as_of);
    let mut found: Vec<(CommitmentAnswer, bool, Vec<String>)> = Vec::new();
    for good in scope.goods {
        let mut add = |request: &AskRequest<'_>, own: bool| -> Result<(), BriefError> {
            for commitment in asked(&inquiry, request)? {
                match found
                    .iter_mut()
                    .find(|(known, ..)| known.id == commitment.id)
                {
                    Some((_, _, goods)) => {
                        if !goods.contains(&good.material) {
                            goods.push(good.material.clone());
                        }
                    }
                    None => found.push((commitment, own, vec![good.material.clone()])),
                }
            }
            Ok(())
        };
        let request = AskRequest {
            about: &good.material,
            between: &[],
            forum: Some(scope.forum),
            limit: usize::MAX,
        };
        add(&request, true)?;
        if scope.members.len() <= SIDES {
            let between = AskRequest {
                between: scope.members,
                forum: None,
                ..request
            };
            add(&between, false)?;
        }
    }
    let mut questions = Vec::new();
    for (commitment, own, goods) in found {
        if !own && !binds_a_member(&commitment, scope.members) {
            continue;
        }
        let mut question = inquiry.progress(&commitment.id)?;
        let named = question.indicators.len();
        question.indicators.retain(|asked| {
            scope.members.contains(&asked.importer)
                && scope
                    .goods
                    .iter()
                    .any(|good| good.material == asked.material)
        });
        questions.push((own, named, question, goods));
    }
    let request = AskRequest {
        about: scope.forum,
        between: &[],
        forum: Some(scope.forum),
        limit: usize::MAX,
    };
    for commitment in asked(&inquiry, &request)? {
        let known = |(_, _, question, _): &(bool, usize, ProgressQuestion, Vec<String>)| {
            question.commitment.id == commitment.id
        };
        if !questions.iter().any(known) {
            let mut question = inquiry.progress(&commitment.id)?;
            let named = question.indicators.len();
            question.indicators.clear();
            questions.push((true, named, question, Vec::new()));
        }
    }
    // A stable sort: within a force the record's order stays, the latest first.
    questions.sort_by_key(|(own, _, question, goods)| {
        (
            goods.is_empty(),
            !own,
            question.indicators.is_empty(),
            question.commitment.force,
        )
    });
    let all = questions.len();
    let (mut on_goods, mut of_forum) = (0, 0);
    questions.retain(|(_, _, _, goods)| {
        let (count, most) = if goods.is_empty() {
            (&mut of_forum, SHOWN_OF_FORUM)
        } else {
            (&mut on_goods, SHOWN_ON_GOODS)
        };
        *count += 1;
        *count <= most
    });
    let left_out = all - questions.len();
    let mut readings = Readings::new(lake);
    for good in scope.goods {
        for (importer, exposure) in scope.members.iter().zip(&good.members) {
            readings.know(*importer, exposure);
        }
    }
    let mut commitments = Vec::new();
    for (_, named, question, goods) in questions {
        commitments.push(promise(
            &mut readings,
            scope.until,
            &question,
            named,
            goods,
        )?);
    }
    Ok(Promises {
        as_of: as_of.to_string(),
        commitments,
        left_out,
    })
}

/// The commitments of an answer; none where the record holds nothing, or no such
/// forum.
fn asked(
    inquiry: &Inquiry<'_>,
    request: &AskRequest<'_>,
) -> Result<Vec<CommitmentAnswer>, BriefError> {
    match inquiry.ask(request) {
        Ok(answer) => Ok(answer.commitments),
        Err(RecordError::NotDetermined(_) | RecordError::Unknown(_)) => Ok(Vec::new()),
        Err(error) => Err(error.into()),
    }
}

/// Whether a member or a forum said it: what others promise in a text that the
/// members signed is theirs alone.
fn binds_a_member(commitment: &CommitmentAnswer, members: &[Economy]) -> bool {
    commitment
        .actors
        .iter()
        .any(|actor| Economy::find(actor).map_or(true, |economy| members.contains(&economy)))
}

/// `named` is how many indicators the commitment names, of any good and importer.
fn promise(
    readings: &mut Readings<'_>,
    until: Year,
    question: &ProgressQuestion,
    named: usize,
    goods: Vec<String>,
) -> Result<Promise, BriefError> {
    let commitment = &question.commitment;
    let progress = progress_with(readings, question, until)?;
    let mut not_measured = progress.unmeasured.clone();
    if named > 0 && progress.indicators.is_empty() && not_measured.is_none() {
        not_measured =
            Some("its indicators are of other goods or importers than this briefing's".to_owned());
    }
    let made_in = commitment
        .meeting
        .iter()
        .chain(&commitment.instrument)
        .map(|made| format!("{} ({})", made.name, made.standing))
        .collect();
    Ok(Promise {
        record: commitment.id.clone(),
        goods,
        who: joined(&commitment.actors),
        force: commitment.force.to_string(),
        force_in_words: force_words(commitment.force).to_owned(),
        action: commitment.action.clone(),
        made_on: commitment.made_on.to_string(),
        made_in,
        standing: commitment.standing.words.clone(),
        came_of_it: commitment
            .follow_ups
            .iter()
            .map(narrows_record::FollowUpAnswer::words)
            .collect(),
        sources: commitment_sources(commitment),
        indicators: progress
            .indicators
            .iter()
            .flat_map(|indicator| promised(indicator, progress.since))
            .collect(),
        not_measured,
    })
}

fn promised(indicator: &IndicatorProgress, since: Year) -> Vec<PromisedIndicator> {
    let entry = |asked: &IndicatorAsked, verdict: &str| PromisedIndicator {
        importer: asked.importer,
        material: asked.material.clone(),
        name: indicator.name.clone(),
        stage: None,
        should: match asked.direction {
            Direction::Down => "fall",
            Direction::Up => "rise",
        }
        .to_owned(),
        since,
        then: None,
        now: None,
        change: None,
        verdict: verdict.to_owned(),
    };
    let mut entries: Vec<PromisedIndicator> = indicator
        .stages
        .iter()
        .map(|stage| PromisedIndicator {
            stage: Some(stage.stage),
            then: Some(stage.then.clone()),
            now: stage.now.clone(),
            change: stage.change.clone(),
            ..entry(&indicator.asked, stage.verdict.words())
        })
        .collect();
    entries.extend(
        indicator
            .not_known
            .iter()
            .map(|reason| entry(&indicator.asked, &format!("not known: {reason}"))),
    );
    entries
}

impl Promises {
    /// Every source behind its figures.
    pub(crate) fn sources(&self) -> impl Iterator<Item = SourceRef> {
        self.commitments
            .iter()
            .flat_map(|promise| &promise.indicators)
            .flat_map(|indicator| [&indicator.then, &indicator.now, &indicator.change])
            .flatten()
            .flat_map(|figure| figure.sources().iter().cloned())
    }
}
