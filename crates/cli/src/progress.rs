//! A bar on standard error for long work, and only on a terminal.

use std::io::IsTerminal;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use portcullis::Progress;

/// Draws a bar once work takes longer than a glance.
pub(crate) struct Bar(Option<ProgressBar>);

impl Bar {
    /// A bar; none where standard error is no terminal or nobody wants it, since even a hidden one has a thread.
    pub(crate) fn new(quiet: bool) -> Self {
        let shown = !quiet && std::io::stderr().is_terminal();
        let target = || ProgressDrawTarget::stderr_with_hz(10);
        Self(shown.then(|| ProgressBar::with_draw_target(None, target())))
    }

    /// Takes the bar away before the report is printed.
    pub(crate) fn finish(&self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}

impl Progress for Bar {
    fn begin(&self, stage: &str, steps: Option<u64>) {
        let Some(bar) = &self.0 else { return };
        let form = if steps.is_some() {
            "{msg:32} {bar:32} {pos}/{len} {eta}"
        } else {
            "{msg:32} {spinner}"
        };
        if let Ok(style) = ProgressStyle::with_template(form) {
            bar.set_style(style);
        }
        bar.reset();
        if let Some(steps) = steps {
            bar.set_length(steps);
        }
        bar.set_message(stage.to_owned());
        bar.enable_steady_tick(Duration::from_millis(200));
    }

    fn advance(&self, steps: u64) {
        if let Some(bar) = &self.0 {
            bar.inc(steps);
        }
    }
}
