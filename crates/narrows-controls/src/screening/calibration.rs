//! From features to the probability that a listed name is the one meant.
//!
//! A sum of small decision trees, fitted by `data/screening/fit_calibration.py`
//! on half of the parties of the benchmark's development part and on ordinary
//! names that must not alert. The trees are a table of numbers; they know
//! features of alignments and no name.

use std::sync::OnceLock;

use super::evidence::{FEATURES, Features};

static TABLE: &str = include_str!("../../data/screening/calibration.txt");

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
}

impl Calibration {
    /// The model of this crate.
    pub fn get() -> &'static Calibration {
        static MODEL: OnceLock<Calibration> = OnceLock::new();
        MODEL.get_or_init(|| Calibration::read(TABLE))
    }

    /// Reads the table: a line a node, `tree` before each tree, children as
    /// positions in their tree.
    fn read(table: &str) -> Calibration {
        let mut model = Calibration {
            nodes: Vec::new(),
            roots: Vec::new(),
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

    /// The score for log-odds.
    pub fn score(&self, log_odds: f64) -> f64 {
        1.0 / (1.0 + (-log_odds).exp())
    }
}
