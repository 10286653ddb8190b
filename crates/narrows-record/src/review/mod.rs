//! A person decides on each proposal; only then is anything written.
