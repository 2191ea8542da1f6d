//! A bar on standard error for long work, and only on a terminal.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use portcullis::Progress;

/// Draws a bar once work takes longer than a glance.
pub(crate) struct Bar(ProgressBar);

impl Bar {
    /// A bar that stays hidden where standard error is no terminal or nobody wants it.
    pub(crate) fn new(quiet: bool) -> Self {
        let target = if quiet {
            ProgressDrawTarget::hidden()
        } else {
            ProgressDrawTarget::stderr_with_hz(10)
        };
        Self(ProgressBar::with_draw_target(None, target))
    }

    /// Takes the bar away before the report is printed.
    pub(crate) fn finish(&self) {
        self.0.finish_and_clear();
    }
}

impl Progress for Bar {
    fn begin(&self, stage: &str, steps: Option<u64>) {
        let form = if steps.is_some() {
            "{msg:32} {bar:32} {pos}/{len} {eta}"
        } else {
            "{msg:32} {spinner}"
        };
        if let Ok(style) = ProgressStyle::with_template(form) {
            self.0.set_style(style);
        }
        self.0.reset();
        if let Some(steps) = steps {
            self.0.set_length(steps);
        }
        self.0.set_message(stage.to_owned());
        self.0.enable_steady_tick(Duration::from_millis(200));
    }

    fn advance(&self, steps: u64) {
        self.0.inc(steps);
    }
}
