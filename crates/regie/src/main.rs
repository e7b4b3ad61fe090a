//! The command line.

use clap::{Parser, Subcommand};
use regie::{command, wiring};
use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[derive(Parser)]
#[command(
    name = "regie",
    version,
    about = "The client registration system in which the privacy charter decides",
    after_help = "Examples:\n  regie demo\n  regie init --data /var/lib/regie --admin beheer --password-file /root/beheer.txt\n  regie serve --data /var/lib/regie\n  regie ledger verify --data /var/lib/regie\n\n\
        Exit codes:\n  0  done; a question was answered, whatever the answer\n  \
        1  looked at, and it is not as it should be: a ledger that is not intact, a decision that would now be\n     \
        another, rule files that are not sound\n  \
        2  not done: the arguments are wrong, or a file, a database or a question cannot be read"
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve a synthetic neighbourhood to try things in
    Demo(command::demo::Arguments),
    /// Make keys, tables and the first administrator
    Init(command::init::Arguments),
    /// Serve the desk
    Serve(command::serve::Arguments),
    /// Ask the charter a question in JSON, from standard input to standard output
    Decide(command::decide::Arguments),
    /// Check, print and explain the rules
    Charter(command::charter::Arguments),
    /// Lay a synthetic population of any size
    Seed(command::seed::Arguments),
    /// Verify the ledger, sign its head, adopt changed rules, ask its decisions again, check a saved proof
    Ledger(command::ledger::Arguments),
    /// Back up the content and the key store, sealed, while the desk is served
    Backup(command::backup::Arguments),
    /// Put a backup back in an empty place, and destroy again what was destroyed since
    Restore(command::restore::Arguments),
    /// Replace the controller's key, give people shares that put it back, make the key of the backups
    Keys(command::keys::Arguments),
    /// Read a file in which somebody brings their data along from another organisation
    Import(command::import::Arguments),
    /// Destroy what two people approved and whose term is over
    Sweep(command::sweep::Arguments),
    /// Keep the table of neighbourhood teams
    Teams(command::teams::Arguments),
    /// Measure
    Bench(command::bench::Arguments),
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match arguments.command {
        // These two are pure: no runtime, no database.
        Command::Decide(arguments) => command::decide::run(arguments),
        Command::Charter(arguments) => command::charter::run(arguments),
        Command::Demo(arguments) => wiring::run(command::demo::run(arguments)),
        Command::Init(arguments) => wiring::run(command::init::run(arguments)),
        Command::Serve(arguments) => wiring::run(command::serve::run(arguments)),
        Command::Seed(arguments) => wiring::run(command::seed::run(arguments)),
        Command::Ledger(arguments) => wiring::run(command::ledger::run(arguments)),
        Command::Backup(arguments) => wiring::run(command::backup::run(arguments)),
        Command::Restore(arguments) => wiring::run(command::restore::run(arguments)),
        Command::Keys(arguments) => wiring::run(command::keys::run(arguments)),
        Command::Import(arguments) => wiring::run(command::import::run(arguments)),
        Command::Sweep(arguments) => wiring::run(command::sweep::run(arguments)),
        Command::Teams(arguments) => wiring::run(command::teams::run(arguments)),
        Command::Bench(arguments) => wiring::run(command::bench::run(arguments)),
    }
}
