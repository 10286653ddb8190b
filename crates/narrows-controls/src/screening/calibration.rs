//! From features to the probability that a listed name is the one meant.
//!
//! A sum of small decision trees, fitted by `data/screening/fit_calibration.py`
//! on the parties of the benchmark's development half and on ordinary
//! names that must not alert. The trees are a table of numbers; they know
//! features of alignments and no name.

use std::sync::OnceLock;

use super::evidence::{FEATURES, Features};
use super::script::Script;

static TABLE: &str = include_str!("../../data/screening/calibration.txt");
static GROUPS: &str = include_str!("../../data/screening/calibration_groups.tsv");

/// How ordinary names of one script and type score.
#[derive(Debug, Clone, Copy)]
struct Group {
    script: Option<Script>,
    person: Option<bool>,
    /// Taken off the log-odds, so that one value means one false-alarm rate.
    offset: f64,
    /// Log-odds (after the offset) that a share of `share` of ordinary names
    /// exceeds, and how fast the share falls above: by e every `slope`.
    tail_start: f64,
    share: f64,
    slope: f64,
}

/// One node: a question with two ways on, or a leaf, whose ways lead to
/// itself.
#[derive(Debug, Clone, Copy)]
struct Node {
    /// Threshold of a question, value of a leaf.
    value: f32,
    feature: u8,
    /// The next node, counted from the root, for a feature up to the
    /// threshold and for one above.
    next: [u8; 2],
}

/// Where a tree starts, and the most questions on the way to a leaf.
#[derive(Debug, Clone, Copy)]
struct Tree {
    root: usize,
    depth: usize,
}

/// The fitted model.
#[derive(Debug)]
pub struct Calibration {
    nodes: Vec<Node>,
    trees: Vec<Tree>,
    groups: Vec<Group>,
}

impl Calibration {
    /// The model of this crate.
    pub fn get() -> &'static Calibration {
        static MODEL: OnceLock<Calibration> = OnceLock::new();
        MODEL.get_or_init(|| Calibration::read(TABLE, GROUPS))
    }

    /// Reads the table: a line a node, `tree` before each tree, children as
    /// positions in their tree.
    fn read(table: &str, groups: &str) -> Calibration {
        let mut model = Calibration {
            nodes: Vec::new(),
            trees: Vec::new(),
            groups: groups.lines().filter_map(Group::read).collect(),
        };
        for line in table.lines().filter(|l| !l.starts_with('#')) {
            if line == "tree" {
                model.trees.push(Tree {
                    root: model.nodes.len(),
                    depth: 0,
                });
                continue;
            }
            let root = model.trees.last().map_or(0, |tree| tree.root);
            let own = (model.nodes.len() - root) as u8;
            let fields: Vec<f32> = line.split(' ').filter_map(|f| f.parse().ok()).collect();
            match fields[..] {
                [value] => model.nodes.push(Node {
                    value,
                    feature: 0,
                    next: [own, own],
                }),
                [feature, value, left, right] if (feature as usize) < FEATURES => {
                    model.nodes.push(Node {
                        value,
                        feature: feature as u8,
                        next: [left as u8, right as u8],
                    });
                }
                _ => {}
            }
        }
        for tree in &mut model.trees {
            tree.depth = depth(&model.nodes[tree.root..], 0);
        }
        model
    }

    /// Log-odds that each of these alignments is of one party.
    pub fn log_odds<'a>(&self, alignments: impl Iterator<Item = &'a Features>) -> Vec<f64> {
        let alignments: Vec<&Features> = alignments.collect();
        let mut sums = vec![0.0; alignments.len()];
        for tree in &self.trees {
            let nodes = &self.nodes[tree.root..];
            for (features, sum) in alignments.iter().zip(&mut sums) {
                let mut node = nodes[0];
                for _ in 0..tree.depth {
                    let above = features[node.feature as usize] > node.value;
                    node = nodes[node.next[usize::from(above)] as usize];
                }
                *sum += f64::from(node.value);
            }
        }
        sums
    }

    /// The log-odds made comparable over scripts and types.
    pub fn compared(&self, log_odds: f64, script: Script, person: bool) -> f64 {
        log_odds - self.group(script, Some(person)).map_or(0.0, |g| g.offset)
    }

    /// The score for comparable log-odds.
    pub fn score(&self, log_odds: f64) -> f64 {
        1.0 / (1.0 + (-log_odds).exp())
    }

    /// Comparable log-odds that a share `rate` of ordinary names exceeds.
    pub fn alarm_log_odds(&self, rate: f64, script: Script, person: Option<bool>) -> f64 {
        let rate = rate.clamp(1e-6, 1.0);
        self.group(script, person)
            .map_or(0.0, |g| g.tail_start + g.slope * (g.share / rate).ln())
    }

    /// The group of a script and type, or the nearest wider one.
    fn group(&self, script: Script, person: Option<bool>) -> Option<&Group> {
        let find = |s: Option<Script>, p: Option<bool>| {
            self.groups.iter().find(|g| g.script == s && g.person == p)
        };
        find(Some(script), person)
            .or_else(|| find(Some(script), None))
            .or_else(|| find(None, None))
    }
}

/// The most questions from this node of a tree to a leaf.
fn depth(tree: &[Node], at: usize) -> usize {
    let next = tree[at].next.map(usize::from);
    if next == [at, at] {
        return 0;
    }
    1 + depth(tree, next[0]).max(depth(tree, next[1]))
}

impl Group {
    fn read(line: &str) -> Option<Group> {
        let fields: Vec<&str> = line.split('\t').collect();
        let [script, person, _, offset, tail_start, share, slope] = fields[..] else {
            return None;
        };
        let script = match script {
            "latin" => Some(Script::Latin),
            "cyrillic" => Some(Script::Cyrillic),
            "arabic" => Some(Script::Arabic),
            "kana" => Some(Script::Kana),
            "hangul" => Some(Script::Hangul),
            "han" => Some(Script::Han),
            "other" => Some(Script::Other),
            "all" => None,
            _ => return None,
        };
        let person = match person {
            "person" => Some(true),
            "other" => Some(false),
            _ => None,
        };
        Some(Group {
            script,
            person,
            offset: offset.parse().ok()?,
            tail_start: tail_start.parse().ok()?,
            share: share.parse().ok()?,
            slope: slope.parse().ok()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_complete() {
        let model = Calibration::get();
        assert!(model.trees.len() >= 50);
        assert!(model.group(Script::Latin, Some(true)).is_some());
        assert!(model.group(Script::Kana, None).is_some());
        let strict = model.alarm_log_odds(0.001, Script::Latin, Some(true));
        let lax = model.alarm_log_odds(0.1, Script::Latin, Some(true));
        assert!(strict > lax);
    }
}
