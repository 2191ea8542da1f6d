//! How long work tells how far it is, without printing anything itself.

/// Told how far the work is. Called from several threads.
pub trait Progress: Sync {
    /// A new stage begins, with the number of steps it will take if that is known.
    fn begin(&self, stage: &str, steps: Option<u64>);

    /// Some steps of the stage are done.
    fn advance(&self, steps: u64);
}

/// Tells nobody.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Progress for Silent {
    fn begin(&self, _: &str, _: Option<u64>) {}

    fn advance(&self, _: u64) {}
}
