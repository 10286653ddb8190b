//! Centrality of the nodes of a weighted directed graph: plain numbers.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Betweenness of each node: the share of shortest paths between two others
/// that run through it, summed over all ordered pairs and divided by
/// (n − 1)(n − 2). `distances` holds (from, to, length) once a pair, all lengths
/// positive.
///
/// Source: Brandes, *A Faster Algorithm for Betweenness Centrality*, Journal of
/// Mathematical Sociology 25 (2001), algorithm for weighted graphs.
///
/// ```
/// use narrows_exposure::betweenness_centrality;
/// // All that goes from 0 to 2 goes through 1.
/// assert_eq!(betweenness_centrality(3, &[(0, 1, 1.0), (1, 2, 1.0)]), [0.0, 0.5, 0.0]);
/// ```
#[must_use]
pub fn betweenness_centrality(nodes: usize, distances: &[(usize, usize, f64)]) -> Vec<f64> {
    let mut leaving = vec![Vec::new(); nodes];
    for (from, to, length) in distances {
        leaving[*from].push((*to, *length));
    }
    let mut centrality = vec![0.0; nodes];
    for source in 0..nodes {
        let mut order = Vec::new();
        let mut before: Vec<Vec<usize>> = vec![Vec::new(); nodes];
        let mut paths = vec![0.0; nodes];
        let mut distance = vec![f64::INFINITY; nodes];
        let mut done = vec![false; nodes];
        let mut open = BinaryHeap::from([Reverse((Length(0.0), source))]);
        distance[source] = 0.0;
        paths[source] = 1.0;
        while let Some(Reverse((_, node))) = open.pop() {
            if std::mem::replace(&mut done[node], true) {
                continue;
            }
            order.push(node);
            for (next, length) in &leaving[node] {
                let reached = distance[node] + length;
                if reached < distance[*next] {
                    distance[*next] = reached;
                    paths[*next] = paths[node];
                    before[*next] = vec![node];
                    open.push(Reverse((Length(reached), *next)));
                } else if reached == distance[*next] && !done[*next] {
                    paths[*next] += paths[node];
                    before[*next].push(node);
                }
            }
        }
        let mut through = vec![0.0; nodes];
        for node in order.into_iter().rev() {
            for earlier in &before[node] {
                through[*earlier] += paths[*earlier] / paths[node] * (1.0 + through[node]);
            }
            if node != source {
                centrality[node] += through[node];
            }
        }
    }
    if nodes > 2 {
        let pairs = (nodes - 1) as f64 * (nodes - 2) as f64;
        for value in &mut centrality {
            *value /= pairs;
        }
    }
    centrality
}

/// A length, which is never NaN, in order.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Length(f64);

impl Eq for Length {}

impl PartialOrd for Length {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Length {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}

/// Eigenvector centrality over outgoing weights: a node is as central as the
/// nodes that it leads to, `x_i = Σ_j w_ij x_j / λ`, with Euclidean length 1.
/// Turn the weights round for incoming ones. `None` where the graph has no
/// circuit, so that there is no positive eigenvalue, or where the vector does
/// not settle. Where two parts that do not trade with each other are equally
/// strong, the vector is one of many: the one that the even start leads to.
///
/// Source: Bonacich, *Power and Centrality*, American Journal of Sociology 92
/// (1987); by power iteration on W + sI, which has the same vectors.
///
/// ```
/// use narrows_exposure::eigenvector_centrality;
/// let weights = [(0, 1, 2.0), (1, 0, 2.0), (0, 2, 1.0)];
/// let central = eigenvector_centrality(3, &weights).unwrap();
/// assert!((central[0] - 0.5_f64.sqrt()).abs() < 1e-9 && central[2] < 1e-9);
/// assert_eq!(eigenvector_centrality(2, &[(0, 1, 1.0)]), None);
/// ```
#[must_use]
pub fn eigenvector_centrality(nodes: usize, weights: &[(usize, usize, f64)]) -> Option<Vec<f64>> {
    let total: f64 = weights.iter().map(|(_, _, weight)| weight).sum();
    if nodes == 0 || total <= 0.0 || !has_circuit(nodes, weights) {
        return None;
    }
    // Weights over the largest row sum are at most 1; the shift, of the order of
    // the eigenvalue, keeps vectors from swinging between two sides.
    let mut rows = vec![0.0; nodes];
    for (from, _, weight) in weights {
        rows[*from] += weight;
    }
    let scale = rows.iter().copied().fold(0.0, f64::max);
    let mut shift = 1.0;
    let mut vector = vec![1.0 / (nodes as f64).sqrt(); nodes];
    for _ in 0..MOST_STEPS {
        let mut next: Vec<f64> = vector.iter().map(|value| value * shift).collect();
        for (from, to, weight) in weights {
            next[*from] += weight / scale * vector[*to];
        }
        let length = next.iter().map(|value| value * value).sum::<f64>().sqrt();
        for value in &mut next {
            *value /= length;
        }
        let moved: f64 = next.iter().zip(&vector).map(|(a, b)| (a - b).abs()).sum();
        // The length tends to the eigenvalue plus the shift.
        shift = (length - shift).clamp(1e-6, 1.0) * 0.5;
        vector = next;
        if moved < SETTLED {
            return Some(vector);
        }
    }
    None
}

const MOST_STEPS: usize = 20_000;
const SETTLED: f64 = 1e-14;

/// Whether any node can be reached from itself: nodes that nothing leads to are
/// taken away until none is left or all that are left have a way in.
fn has_circuit(nodes: usize, weights: &[(usize, usize, f64)]) -> bool {
    let mut entering = vec![0_usize; nodes];
    for (_, to, _) in weights {
        entering[*to] += 1;
    }
    let mut open: Vec<usize> = (0..nodes).filter(|node| entering[*node] == 0).collect();
    let mut gone = open.len();
    while let Some(node) = open.pop() {
        for (_, to, _) in weights.iter().filter(|(from, _, _)| *from == node) {
            entering[*to] -= 1;
            if entering[*to] == 0 {
                open.push(*to);
                gone += 1;
            }
        }
    }
    gone < nodes
}
