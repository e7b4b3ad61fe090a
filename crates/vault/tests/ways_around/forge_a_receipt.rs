//! A receipt made by anybody but the ledger.

use regie_charter::Scope;
use regie_ledger::Receipt;

fn forge(scope: Scope) -> Receipt {
    Receipt { database: [0; 32], seq: 1, scope }
}

fn main() {}
