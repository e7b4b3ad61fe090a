//! `regie bench`: the measurements.

use crate::wiring::Trouble;

/// Measure.
#[derive(clap::Args)]
pub struct Arguments {}

/// Runs it.
pub async fn run(_arguments: Arguments) -> Result<(), Trouble> {
    Ok(())
}
