//! Journeys in a real browser: Debian's Chromium, driven over WebDriver, with axe on every page that is met.
//!
//! `./check` runs them with `REGIE_TEST_CHROMEDRIVER` set to the port of a chromedriver; by hand:
//! `chromedriver --port=9515 & REGIE_TEST_CHROMEDRIVER=9515 cargo test -p regie --test site e2e -- --ignored`.

mod client;
mod consent;
mod driver;
mod glass;
mod keyboard;
mod pages;
mod share;
mod unscripted;
mod window;

/// Both languages; every journey is walked in each.
const LANGUAGES: [&str; 2] = ["nl", "en"];
