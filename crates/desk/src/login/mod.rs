//! The pages around logging in. They are drawn here; who somebody is, and whether a code is right, is the
//! guard's.

use askama::Template;

use crate::form::{Choice, Fields};
use crate::page::Page;

/// Login name and password: `POST /inloggen` with `login`, `password`. Labels in the area `login`.
#[derive(Template)]
#[template(path = "login/name.html")]
pub struct NamePage<'a> {
    /// The page.
    pub p: &'a Page,
    /// The form.
    pub f: Fields<'a>,
}

/// The one-time code: `POST /inloggen/code` with `code`. There is no way past it (FLD-7).
#[derive(Template)]
#[template(path = "login/code.html")]
pub struct CodePage<'a> {
    /// The page.
    pub p: &'a Page,
    /// The form.
    pub f: Fields<'a>,
}

/// Somebody the demo offers to be.
#[derive(Clone, Debug)]
pub struct DemoPerson {
    /// Their login name.
    pub login: String,
    /// Their name.
    pub name: String,
    /// Their function, or who they are: "Coördinator, team Sociaal".
    pub function: String,
    /// What to try as them, in the reader's language.
    pub what: String,
}

/// The demo's people, a button each: `POST /inloggen/demo` with `login`. Never served outside the demo.
#[derive(Template)]
#[template(path = "login/demo.html")]
pub struct DemoPage<'a> {
    /// The page.
    pub p: &'a Page,
    /// The people, by group: the key of its heading, and who belongs to it.
    pub groups: Vec<(&'static str, Vec<DemoPerson>)>,
}

/// In which function do you act? `POST /functie` with `function` (ACC-8).
#[derive(Template)]
#[template(path = "login/function.html")]
pub struct FunctionPage<'a> {
    /// The page.
    pub p: &'a Page,
    /// The form.
    pub f: Fields<'a>,
    /// The functions held, with a line on each where it helps.
    pub functions: Vec<Choice>,
}

/// Logged out.
#[derive(Template)]
#[template(path = "login/out.html")]
pub struct OutPage<'a> {
    /// The page.
    pub p: &'a Page,
}

/// The session ended by itself.
#[derive(Template)]
#[template(path = "login/ended.html")]
pub struct EndedPage<'a> {
    /// The page.
    pub p: &'a Page,
    /// Something typed was kept and comes back after logging in (FLD-20).
    pub kept: bool,
}
