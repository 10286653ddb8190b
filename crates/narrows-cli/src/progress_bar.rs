//! Progress on standard error; none where it is no terminal, or with --quiet.

use std::io::IsTerminal;
use std::sync::Mutex;

use indicatif::{ProgressBar, ProgressStyle};
use narrows_lake::{Progress, ProgressUnit};

/// Shows the current step of an import.
pub(crate) struct Bars {
    shown: bool,
    current: Mutex<Option<ProgressBar>>,
}

impl Bars {
    pub(crate) fn new(quiet: bool) -> Self {
        Self {
            shown: !quiet && std::io::stderr().is_terminal(),
            current: Mutex::new(None),
        }
    }

    fn with(&self, act: impl FnOnce(&mut Option<ProgressBar>)) {
        // A poisoned bar is still a bar.
        let mut current = match self.current.lock() {
            Ok(current) => current,
            Err(poisoned) => poisoned.into_inner(),
        };
        act(&mut current);
    }
}

impl Progress for Bars {
    fn start(&self, step: &str, total: Option<u64>, unit: ProgressUnit) {
        if !self.shown {
            return;
        }
        let counts = match unit {
            ProgressUnit::Bytes => "{bytes}/{total_bytes}",
            ProgressUnit::Rows => "{human_pos}/{human_len} rows",
        };
        let style =
            ProgressStyle::with_template(&format!("{{msg:24!}} {{bar:16}} {counts} {{eta}}"))
                .unwrap_or_else(|_| ProgressStyle::default_bar());
        let bar = ProgressBar::new(total.unwrap_or(0)).with_style(style);
        bar.set_message(step.to_owned());
        self.with(|current| *current = Some(bar));
    }

    fn advance(&self, amount: u64) {
        if self.shown {
            self.with(|current| {
                if let Some(bar) = current {
                    bar.inc(amount);
                }
            });
        }
    }

    fn finish(&self) {
        self.with(|current| {
            if let Some(bar) = current.take() {
                bar.finish_and_clear();
            }
        });
    }
}
