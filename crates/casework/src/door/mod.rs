//! The front door (PC 6.1): what is asked before anybody is registered, which team works where, whom to call in a crisis, and why a worry about somebody
//! who did not ask for help is not recorded. Nothing here writes anything about a client; starting a dossier is `dossier/start.rs`.

mod signal;
mod table;
mod teams;

pub use signal::SignalInput;
pub use table::{read_areas, read_lines, written_areas, written_lines};
pub use teams::{NotImported, TeamsInput, TeamsView};
