//! A coalition's exposure laid out as a document.

use narrows_exposure::{CoalitionExposure, CoalitionProduct, Cover, Standing};

use crate::credit::SourceCredit;
use crate::document::{Block, Chart, Document, FigureRow, FigureTable, RankedBar, Section};
use crate::exposure_document::exposure_document;

/// How much of a coalition is shown before the rest is left to CSV and JSON.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shown {
    /// Pairs of a member that could cover another's imports.
    pub(crate) cover: usize,
    /// Economies that could join.
    pub(crate) candidates: usize,
}

/// What the view of a coalition shows.
const IN_FULL: Shown = Shown {
    cover: usize::MAX,
    candidates: 8,
};

/// A coalition's exposure as a document: the exposure of all members as one
/// importer, then the members, what each could cover, and who else could join.
#[must_use]
pub fn coalition_document(
    exposure: &CoalitionExposure,
    credits: Vec<SourceCredit>,
    panel: bool,
) -> Document {
    let mut document = exposure_document(&exposure.together, credits, panel);
    let own: Vec<Section> = exposure
        .products
        .iter()
        .map(|product| Section {
            id: format!("coalition-{}", product.stage).replace(' ', "-"),
            heading: format!(
                "The coalition in {}, {}",
                exposure.together.material_name, product.stage
            ),
            level: 2,
            detail: false,
            blocks: coalition_blocks(product, IN_FULL),
        })
        .collect();
    // What can only be said of a coalition comes first.
    document.sections.splice(0..0, own);
    document
}

/// What can only be said of a coalition, in tables.
pub(crate) fn coalition_blocks(product: &CoalitionProduct, shown: Shown) -> Vec<Block> {
    let mut blocks = vec![Block::List(sentences(product))];
    let mut members = FigureTable {
        caption: "Together, apart, and without each member".to_owned(),
        labels: vec!["who", "what"],
        rows: Vec::new(),
    };
    standing_rows(&mut members, "together", &product.together);
    for member in &product.members {
        let name = member.economy.name();
        members.rows.push(FigureRow::new(
            vec![name.to_owned(), "import value".to_owned()],
            member.imports.clone(),
        ));
        members.rows.push(FigureRow::new(
            vec![name.to_owned(), "share from other members".to_owned()],
            member.from_members.clone(),
        ));
        members.rows.push(FigureRow::new(
            vec![name.to_owned(), "HHI of sources, alone".to_owned()],
            member.alone.herfindahl_hirschman_index.clone(),
        ));
        if product.members.len() > 2
            && let Some(others) = &member.others_without_it
        {
            members.rows.push(FigureRow::new(
                vec![
                    format!("without {}", member.economy.name_in_sentence()),
                    "share from outside".to_owned(),
                ],
                others.external_share.clone(),
            ));
        }
    }
    blocks.push(Block::Figures(members));
    if !product.cover.is_empty() {
        let mut pairs: Vec<&Cover> = product.cover.iter().collect();
        let mut caption = "What one member covers of another's imports, and could cover by \
                           redirecting what it sells outside"
            .to_owned();
        if pairs.len() > shown.cover {
            // The pairs that could cover most, by the better end.
            let could = |pair: &Cover| pair.could.interval().ends().map_or(0.0, |(_, high)| high);
            pairs.sort_by(|a, b| could(b).total_cmp(&could(a)));
            pairs.truncate(shown.cover);
            caption.push_str(&format!(
                "; the {} pairs of {} that could cover most",
                pairs.len(),
                product.cover.len()
            ));
        }
        let mut cover = FigureTable {
            caption,
            labels: vec!["supplier → receiver", "what"],
            rows: Vec::new(),
        };
        for pair in pairs {
            let who = format!("{} → {}", pair.supplier.name(), pair.receiver.name());
            cover.rows.push(FigureRow::new(
                vec![who.clone(), "today".to_owned()],
                pair.today.clone(),
            ));
            cover.rows.push(FigureRow::new(
                vec![who, "could".to_owned()],
                pair.could.clone(),
            ));
        }
        blocks.push(Block::Figures(cover));
    }
    if !product.joining.is_empty() {
        let mut joining = FigureTable {
            caption: format!(
                "With one more member: share of all members' imports from outside, and HHI of \
                 the sources outside; the {} economies that would lower the share most",
                shown.candidates.min(product.joining.len()),
            ),
            labels: vec!["with", "what"],
            rows: vec![
                FigureRow::new(
                    vec!["as it is".to_owned(), "share from outside".to_owned()],
                    product.together.external_share.clone(),
                ),
                FigureRow::new(
                    vec!["as it is".to_owned(), "HHI outside".to_owned()],
                    product.together.herfindahl_hirschman_index.clone(),
                ),
            ],
        };
        let mut bars = vec![RankedBar::of("as it is", &product.together.external_share)];
        for candidate in product.joining.iter().take(shown.candidates) {
            let name = candidate.economy.name();
            joining.rows.push(FigureRow::new(
                vec![name.to_owned(), "share from outside".to_owned()],
                candidate.with_it.external_share.clone(),
            ));
            joining.rows.push(FigureRow::new(
                vec![name.to_owned(), "HHI outside".to_owned()],
                candidate.with_it.herfindahl_hirschman_index.clone(),
            ));
            bars.push(RankedBar::of(
                format!("with {}", candidate.economy.name_in_sentence()),
                &candidate.with_it.external_share,
            ));
        }
        blocks.push(Block::Figures(joining));
        blocks.push(Block::Chart(Chart::RankedBars {
            caption: "Share of the members' imports from outside, with one more member".to_owned(),
            axis: "%".to_owned(),
            bars,
        }));
    }
    blocks
}

fn standing_rows(table: &mut FigureTable, who: &str, standing: &Standing) {
    let mut add = |what: String, figure: &narrows_core::Figure| {
        table
            .rows
            .push(FigureRow::new(vec![who.to_owned(), what], figure.clone()));
    };
    add(
        "share of imports from outside".to_owned(),
        &standing.external_share,
    );
    add(
        "HHI of sources outside".to_owned(),
        &standing.herfindahl_hirschman_index,
    );
    if let Some((economy, share)) = &standing.top_source {
        add(
            format!("{}, of imports from outside", economy.name()),
            share,
        );
    }
    add(
        "exports to outside over imports from outside".to_owned(),
        &standing.exports_over_imports,
    );
}

/// What the numbers say, in sentences.
fn sentences(product: &CoalitionProduct) -> Vec<String> {
    let mut said = Vec::new();
    let together = &product.together;
    if let (Some(_), Some((top, share))) = (together.external_share.value(), &together.top_source) {
        said.push(format!(
            "{} of the members' imports come from outside; {} holds {} of that.",
            together.external_share.value_text(),
            top.name_in_sentence(),
            share.value_text()
        ));
    }
    let ratio = &together.exports_over_imports;
    let ends = ratio
        .interval()
        .ends()
        .or_else(|| Some((ratio.value()?, ratio.value()?)));
    match ends {
        Some((low, _)) if low >= 1.0 => said.push(format!(
            "The members sell {ratio} times as much outside as they buy there: redirected, it \
             could cover their needs, if the grades fit."
        )),
        Some((_, high)) if high < 1.0 && high > 0.0 => said.push(format!(
            "All that the members sell outside, redirected, would not cover what they buy \
             there: it is {ratio} times as much."
        )),
        Some((low, high)) if low < 1.0 && high >= 1.0 => said.push(format!(
            "Whether what the members sell outside, redirected, could cover what they buy there \
             is undecided: it is {ratio} times as much."
        )),
        _ => {}
    }
    if let Some(best) = product.joining.first() {
        said.push(format!(
            "{} would lower the share from outside most, to {}{}.",
            crate::sentence::capitalised(&best.economy.name_in_sentence()),
            best.with_it.external_share.value_text(),
            match &together.top_source {
                Some((top, _)) if *top == best.economy =>
                    ", being the largest source itself; the next follow below",
                _ => "",
            }
        ));
    }
    said
}
