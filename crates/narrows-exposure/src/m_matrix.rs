//! Solves systems whose matrix is I − B, with B ≥ 0 and the sums of its rows
//! (or of its columns) at most 1: an M-matrix.
//!
//! Such a matrix needs no exchange of rows, and elimination without one
//! subtracts no positive number from another off the diagonal: a solution for
//! a right-hand side that is not negative is not negative either. Blocks are
//! halved until they fit the cache, so that most of the work is the library's
//! product of matrices.

use nalgebra::{DMatrix, DMatrixView, DMatrixViewMut};

/// Order of the matrices that are worked on column by column.
const BLOCK: usize = 24;

/// Replaces `right` with the solution of `matrix · x = right`; `None` where the
/// matrix is singular to working precision.
pub(crate) fn solve(mut matrix: DMatrix<f64>, right: &mut DMatrix<f64>) -> Option<()> {
    factor(&mut matrix.as_view_mut());
    if matrix.diagonal().iter().any(|pivot| *pivot <= 0.0) {
        return None;
    }
    let mut right = right.as_view_mut();
    solve_lower(&matrix.as_view(), &mut right);
    solve_upper(&matrix.as_view(), &mut right);
    Some(())
}

/// L and U in the place of the matrix; L has ones on its diagonal.
fn factor(matrix: &mut DMatrixViewMut<'_, f64>) {
    let order = matrix.nrows();
    if order <= BLOCK {
        for pivot in 0..order {
            let (mut done, mut rest) = matrix.columns_range_pair_mut(..pivot + 1, pivot + 1..);
            let mut column = done.column_mut(pivot);
            let column = column.as_mut_slice();
            let divisor = column[pivot];
            for value in &mut column[pivot + 1..] {
                *value /= divisor;
            }
            for mut other in rest.column_iter_mut() {
                let other = other.as_mut_slice();
                let factor = other[pivot];
                subtract(&mut other[pivot + 1..], factor, &column[pivot + 1..]);
            }
        }
        return;
    }
    let half = order / 2;
    let (mut left, mut right) = matrix.columns_range_pair_mut(..half, half..);
    let (mut top_left, mut bottom_left) = left.rows_range_pair_mut(..half, half..);
    let (mut top_right, mut bottom_right) = right.rows_range_pair_mut(..half, half..);
    factor(&mut top_left);
    solve_lower(&top_left.as_view(), &mut top_right);
    divide_by_upper(&mut bottom_left, &top_left.as_view());
    bottom_right.gemm(-1.0, &bottom_left, &top_right, 1.0);
    factor(&mut bottom_right);
}

/// `values − factor · other`.
fn subtract(values: &mut [f64], factor: f64, other: &[f64]) {
    for (value, other) in values.iter_mut().zip(other) {
        *value -= factor * other;
    }
}

/// `right = L⁻¹ · right`.
fn solve_lower(lower: &DMatrixView<'_, f64>, right: &mut DMatrixViewMut<'_, f64>) {
    let order = lower.nrows();
    if order <= BLOCK {
        for mut column in right.column_iter_mut() {
            let column = column.as_mut_slice();
            for row in 0..order {
                let (done, rest) = column.split_at_mut(row + 1);
                subtract(rest, done[row], &lower.column(row).as_slice()[row + 1..]);
            }
        }
        return;
    }
    let half = order / 2;
    let (mut top, mut bottom) = right.rows_range_pair_mut(..half, half..);
    solve_lower(&lower.view((0, 0), (half, half)), &mut top);
    bottom.gemm(
        -1.0,
        &lower.view((half, 0), (order - half, half)),
        &top,
        1.0,
    );
    solve_lower(
        &lower.view((half, half), (order - half, order - half)),
        &mut bottom,
    );
}

/// `right = U⁻¹ · right`.
fn solve_upper(upper: &DMatrixView<'_, f64>, right: &mut DMatrixViewMut<'_, f64>) {
    let order = upper.nrows();
    if order <= BLOCK {
        for mut column in right.column_iter_mut() {
            let column = column.as_mut_slice();
            for row in (0..order).rev() {
                let pivots = upper.column(row);
                let pivots = pivots.as_slice();
                let (rest, done) = column.split_at_mut(row);
                done[0] /= pivots[row];
                subtract(rest, done[0], &pivots[..row]);
            }
        }
        return;
    }
    let half = order / 2;
    let (mut top, mut bottom) = right.rows_range_pair_mut(..half, half..);
    solve_upper(
        &upper.view((half, half), (order - half, order - half)),
        &mut bottom,
    );
    top.gemm(
        -1.0,
        &upper.view((0, half), (half, order - half)),
        &bottom,
        1.0,
    );
    solve_upper(&upper.view((0, 0), (half, half)), &mut top);
}

/// `left = left · U⁻¹`.
fn divide_by_upper(left: &mut DMatrixViewMut<'_, f64>, upper: &DMatrixView<'_, f64>) {
    let order = upper.nrows();
    if order <= BLOCK {
        for place in 0..order {
            let (done, mut rest) = left.columns_range_pair_mut(..place, place..);
            let mut column = rest.column_mut(0);
            let column = column.as_mut_slice();
            let pivots = upper.column(place);
            for (earlier, factor) in done.column_iter().zip(pivots.iter()) {
                subtract(column, *factor, earlier.as_slice());
            }
            for value in column {
                *value /= pivots[place];
            }
        }
        return;
    }
    let half = order / 2;
    let (mut first, mut second) = left.columns_range_pair_mut(..half, half..);
    divide_by_upper(&mut first, &upper.view((0, 0), (half, half)));
    second.gemm(
        -1.0,
        &first,
        &upper.view((0, half), (half, order - half)),
        1.0,
    );
    divide_by_upper(
        &mut second,
        &upper.view((half, half), (order - half, order - half)),
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Times the matrix, the solution is the right-hand side; and it is the
        /// one of the library's decomposition with exchanges.
        #[test]
        fn the_solution_solves(
            order in 1_usize..90,
            width in 1_usize..5,
            seed in prop::collection::vec(0.0..1.0_f64, 97),
        ) {
            let shares = DMatrix::from_fn(order, order, |i, j| {
                if i == j { 0.0 } else { seed[(31 * i + 17 * j) % 97] / order as f64 }
            });
            let matrix = DMatrix::identity(order, order) - shares;
            let right = DMatrix::from_fn(order, width, |i, j| seed[(7 * i + 5 * j) % 97]);
            let mut found = right.clone();
            prop_assert!(solve(matrix.clone(), &mut found).is_some());
            prop_assert!(found.iter().all(|value| *value >= 0.0));
            prop_assert!((&matrix * &found - &right).amax() < 1e-9);
            let theirs = matrix.lu().solve(&right).unwrap();
            prop_assert!((theirs - found).amax() < 1e-9);
        }
    }

    #[test]
    fn a_closed_circuit_is_refused() {
        let matrix = DMatrix::from_row_slice(2, 2, &[1.0, -1.0, -1.0, 1.0]);
        assert!(solve(matrix, &mut DMatrix::zeros(2, 1)).is_none());
    }
}
