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

/// One node: a question with two ways on, or (feature `LEAF`) a value.
#[derive(Debug, Clone, Copy)]
struct Node {
    feature: u16,
    left: u16,
    right: u16,
    /// Threshold of a question, value of a leaf.
    value: f32,
}

const LEAF: u16 = u16::MAX;

/// The fitted model.
#[derive(Debug)]
pub struct Calibration {
    nodes: Vec<Node>,
    roots: Vec<u16>,
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
            roots: Vec::new(),
            groups: groups.lines().filter_map(Group::read).collect(),
        };
        let mut root = 0;
        for line in table.lines().filter(|l| !l.starts_with('#')) {
            if line == "tree" {
                root = model.nodes.len() as u16;
                model.roots.push(root);
                continue;
            }
            let fields: Vec<f32> = line.split(' ').filter_map(|f| f.parse().ok()).collect();
            match fields[..] {
                [value] => model.nodes.push(Node {
                    feature: LEAF,
                    left: 0,
                    right: 0,
                    value,
                }),
                [feature, value, left, right] if (feature as usize) < FEATURES => {
                    model.nodes.push(Node {
                        feature: feature as u16,
                        left: root + left as u16,
                        right: root + right as u16,
                        value,
                    });
                }
                _ => {}
            }
        }
        model
    }

    /// Log-odds that this alignment is of one party.
    pub fn log_odds(&self, features: &Features) -> f64 {
        let mut sum = 0.0;
        for root in &self.roots {
            let mut node = &self.nodes[*root as usize];
            while node.feature != LEAF {
                let next = if features[node.feature as usize] <= node.value {
                    node.left
                } else {
                    node.right
                };
                node = &self.nodes[next as usize];
            }
            sum += f64::from(node.value);
        }
        sum
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
        assert!(model.roots.len() >= 50);
        assert!(model.group(Script::Latin, Some(true)).is_some());
        assert!(model.group(Script::Kana, None).is_some());
        let strict = model.alarm_log_odds(0.001, Script::Latin, Some(true));
        let lax = model.alarm_log_odds(0.1, Script::Latin, Some(true));
        assert!(strict > lax);
    }
}
