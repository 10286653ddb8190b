//! Eight small numbers at a time, in a form that the compiler turns into
//! instructions on eight numbers at once.

/// Eight numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(align(16))]
pub struct Lanes([i16; 8]);

#[allow(clippy::inline_always)]
impl Lanes {
    /// One number eight times.
    #[inline(always)]
    pub fn all(value: i16) -> Lanes {
        Lanes([value; 8])
    }

    /// The numbers of an array.
    #[inline(always)]
    pub fn of(values: [i16; 8]) -> Lanes {
        Lanes(values)
    }

    /// The number at a place.
    #[inline(always)]
    pub fn at(self, place: usize) -> i16 {
        self.0[place % 8]
    }

    #[inline(always)]
    fn with(self, other: Lanes, f: impl Fn(i16, i16) -> i16) -> Lanes {
        let (a, b) = (self.0, other.0);
        Lanes([
            f(a[0], b[0]),
            f(a[1], b[1]),
            f(a[2], b[2]),
            f(a[3], b[3]),
            f(a[4], b[4]),
            f(a[5], b[5]),
            f(a[6], b[6]),
            f(a[7], b[7]),
        ])
    }

    /// Sums, place by place.
    #[inline(always)]
    pub fn plus(self, other: Lanes) -> Lanes {
        self.with(other, i16::wrapping_add)
    }

    /// Differences, place by place.
    #[inline(always)]
    pub fn less(self, other: Lanes) -> Lanes {
        self.with(other, i16::wrapping_sub)
    }

    /// The greater numbers, place by place.
    #[inline(always)]
    pub fn greater(self, other: Lanes) -> Lanes {
        self.with(other, |a, b| if a > b { a } else { b })
    }

    /// Every number one place on; the last of `before` comes in.
    #[inline(always)]
    pub fn after(self, before: Lanes) -> Lanes {
        let (a, b) = (self.0, before.0);
        Lanes([b[7], a[0], a[1], a[2], a[3], a[4], a[5], a[6]])
    }

    /// At each place the greatest number up to it, and at least 0.
    #[inline(always)]
    pub fn rising(self) -> Lanes {
        let a = self.0;
        let one = self.greater(Lanes([0, a[0], a[1], a[2], a[3], a[4], a[5], a[6]]));
        let a = one.0;
        let two = one.greater(Lanes([0, 0, a[0], a[1], a[2], a[3], a[4], a[5]]));
        let a = two.0;
        two.greater(Lanes([0, 0, 0, 0, a[0], a[1], a[2], a[3]]))
    }

    /// The last number eight times.
    #[inline(always)]
    pub fn last(self) -> Lanes {
        Lanes([self.0[7]; 8])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eight_numbers_are_computed_as_one_would_be() {
        let a = Lanes::of([3, 900, 12, 12_000, 7, 31_000, 0, 450]);
        let b = Lanes::of([5, 17, 11_000, 1, 9, 8, 20_000, 1_234]);
        assert_eq!(a.plus(b).at(2), 11_012);
        assert_eq!(a.less(b).at(0), -2);
        assert_eq!(
            a.greater(b),
            Lanes::of([5, 900, 11_000, 12_000, 9, 31_000, 20_000, 1_234])
        );
        assert_eq!(
            a.after(b),
            Lanes::of([1_234, 3, 900, 12, 12_000, 7, 31_000, 0])
        );
        assert_eq!(
            a.rising(),
            Lanes::of([3, 900, 900, 12_000, 12_000, 31_000, 31_000, 31_000])
        );
        assert_eq!(b.last(), Lanes::all(1_234));
    }
}
