//! Finds the listed parties that a name may stand for.
