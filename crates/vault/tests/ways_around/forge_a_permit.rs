//! A permit made by anybody but the charter.

use regie_charter::{Decided, Permit, Scope, View};

fn forge(scope: Scope, decided: Decided) -> Permit<View> {
    Permit { scope, decided, questions: String::new(), kind: std::marker::PhantomData }
}

fn main() {}
