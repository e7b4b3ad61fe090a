//! Every part in every state, to look at while building pages and for the browser tests. The program never
//! mounts it: `cargo run -p regie-desk --example gallery` does.

mod made_up;

use askama::Template;
use axum::Router;
use axum::extract::{Path, Request};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use jiff::civil::date;

use crate::form::{Between, Choice, Fields, Form};
use crate::login::{CodePage, DemoPage, EndedPage, FunctionPage, NamePage, OutPage};
use crate::look::{Look, ground};
use crate::page::{Page, Room, Trouble, Way, Who, introduce};
use crate::part::{Badge, Banner, Checklist, Empty, Fact, Pairs, Table, Tasks};

/// The gallery as a site of its own, under `/_kijk`.
pub fn gallery() -> Router {
    let look = Look {
        demo: true,
        tls: false,
        organisation: "Buurtteam Utrecht".to_owned(),
        ..Look::default()
    };
    let rooms = Router::new()
        .route("/", get(parts))
        .route("/_kijk", get(parts))
        .route("/_kijk/alles", get(parts))
        .route("/_kijk/formulier", get(form).post(form))
        .route("/_kijk/portaal", get(portal))
        .route("/_kijk/openbaar", get(public))
        .route("/_kijk/deur/{which}", get(door))
        .route("/_kijk/fout/{which}", get(trouble))
        .layer(axum::middleware::from_fn(somebody));
    ground(look, rooms)
}

/// The addresses of the gallery, for tests that walk them.
pub const ADDRESSES: &[&str] = &[
    "/_kijk",
    "/_kijk/formulier",
    "/_kijk/formulier?fout=1",
    "/_kijk/portaal",
    "/_kijk/openbaar",
    "/_kijk/deur/naam",
    "/_kijk/deur/naam-fout",
    "/_kijk/deur/code",
    "/_kijk/deur/code-fout",
    "/_kijk/deur/demo",
    "/_kijk/deur/functie",
    "/_kijk/deur/uit",
    "/_kijk/deur/afgelopen",
    "/_kijk/fout/niet-gevonden",
    "/_kijk/fout/geweigerd",
    "/_kijk/fout/verboden",
    "/_kijk/fout/verouderd",
    "/_kijk/fout/onleesbaar",
    "/_kijk/fout/te-groot",
    "/_kijk/fout/te-vaak",
    "/_kijk/fout/stuk",
    "/_kijk/fout/paniek",
    "/_kijk/fout/weg",
];

const STAFF_WAYS: [(&str, &str); 3] = [
    ("/_kijk/alles", "foot-public"),
    ("/_kijk/formulier", "login-go"),
    ("/_kijk/portaal", "logout"),
];

/// Stands in for the guard: somebody with a name of forty letters.
async fn somebody(mut request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let who = (!path.contains("/deur/") && !path.contains("openbaar")).then(|| {
        let portal = path.contains("portaal");
        Who {
            room: if portal { Room::Portal } else { Room::Staff },
            name: "Wilhelmina van den Oosterhuizen-Verhoeve".to_owned(),
            function: (!portal).then(|| "professional".to_owned()),
            acting_for: portal.then(|| "Sevgi".to_owned()),
            several: !portal,
            ways: STAFF_WAYS
                .into_iter()
                .map(|(href, key)| Way { href, key })
                .collect(),
        }
    });
    introduce(request.extensions_mut(), who, "made-up-token");
    next.run(request).await
}

#[derive(Template)]
#[template(path = "gallery/parts.html")]
struct PartsPage<'a> {
    p: &'a Page,
    head: Pairs,
    badges: Vec<Badge>,
    banners: Vec<Banner>,
    facts: Vec<Fact>,
    checklists: Vec<Checklist>,
    tasks: Tasks,
    table: Table,
    empty: Empty,
}

async fn parts(page: Page) -> Response {
    let t = page.t;
    page.show(&PartsPage {
        p: &page,
        head: made_up::head(t),
        badges: made_up::badges(t),
        banners: made_up::banners(t),
        facts: made_up::facts(t),
        checklists: made_up::checklists(t),
        tasks: made_up::tasks(t),
        table: made_up::table(t),
        empty: made_up::empty(t),
    })
}

#[derive(Template)]
#[template(path = "gallery/form.html")]
struct FormPage<'a> {
    p: &'a Page,
    f: Fields<'a>,
    laws: Vec<Choice>,
    kinds: Vec<Choice>,
    data: Vec<Choice>,
    checklist: Checklist,
}

async fn form(page: Page, request: Request) -> Response {
    let t = page.t;
    let asked = request
        .uri()
        .query()
        .is_some_and(|query| query.contains("fout"));
    let mut form = if asked {
        Form::new()
            .set("need", "  ")
            .set("born", "31-2-2026")
            .set("why", "é".repeat(60))
            .set("data", "<b>")
    } else {
        Form::read(request, |_| true).await
    };
    let sent = asked || form.came("csrf");
    if sent {
        let today = date(2026, 11, 21);
        form.needed("need", 50);
        form.needed("why", 50);
        form.date("born", Between::birth(today));
        form.pick("law", |word| word.parse::<regie_terms::Law>().ok());
        form.pick("kind", |word| word.parse::<regie_terms::Kind>().ok());
        form.picks("data", true, |word| word.parse::<regie_terms::Data>().ok());
        form.yes_no("together");
        if !form.yes("sure") {
            form.fault("sure", "missing");
        }
    }
    let data = regie_terms::Data::ALL
        .iter()
        .take(6)
        .copied()
        .collect::<Vec<_>>();
    let template = FormPage {
        p: &page.clone().at("/_kijk/formulier"),
        f: Fields::new(t, "gallery", &form),
        laws: t.choices(regie_terms::Law::ALL),
        kinds: t.choices(regie_terms::Kind::ALL),
        data: t.choices(&data),
        checklist: made_up::incomplete(t),
    };
    if form.ok() {
        page.show(&template)
    } else {
        page.again(&template)
    }
}

#[derive(Template)]
#[template(path = "gallery/portal.html")]
struct PortalPage<'a> {
    p: &'a Page,
    facts: Vec<Fact>,
    table: Table,
    empty: Empty,
}

async fn portal(page: Page) -> Response {
    let t = page.t;
    let facts = made_up::facts(t).into_iter().take(1).collect();
    page.show(&PortalPage {
        p: &page,
        facts,
        table: made_up::looks(t),
        empty: made_up::empty(t),
    })
}

#[derive(Template)]
#[template(path = "gallery/public.html")]
struct PublicPage<'a> {
    p: &'a Page,
    table: Table,
}

async fn public(page: Page) -> Response {
    page.show(&PublicPage {
        p: &page,
        table: made_up::who_may_what(page.t),
    })
}

async fn door(page: Page, Path(which): Path<String>) -> Response {
    let t = page.t;
    let mut form = Form::new();
    match which.as_str() {
        "naam" => page.show(&NamePage {
            p: &page,
            f: Fields::new(t, "login", &form),
        }),
        "naam-fout" => {
            form = form.set("login", "noor@example.org");
            form.fault("password", "wrong");
            page.again(&NamePage {
                p: &page,
                f: Fields::new(t, "login", &form),
            })
        }
        "code" => page.show(&CodePage {
            p: &page,
            f: Fields::new(t, "login", &form),
        }),
        "code-fout" => {
            form.fault("code", "wrong");
            page.again(&CodePage {
                p: &page,
                f: Fields::new(t, "login", &form),
            })
        }
        "demo" => page.show(&DemoPage {
            first: made_up::first(page.t),
            p: &page,
            groups: made_up::people(t),
            naar: String::new(),
        }),
        "functie" => {
            let functions = t.choices(&[
                regie_terms::Function::Professional,
                regie_terms::Function::FrontDoor,
            ]);
            page.show(&FunctionPage {
                p: &page,
                f: Fields::new(t, "login", &form),
                functions,
            })
        }
        "uit" => page.show(&OutPage { p: &page }),
        "afgelopen" => page.show(&EndedPage {
            p: &page,
            kept: true,
            in_again: "/inloggen".to_owned(),
        }),
        _ => Trouble::NotFound.into_response(),
    }
}

async fn trouble(page: Page, Path(which): Path<String>) -> Trouble {
    match which.as_str() {
        "geweigerd" => Trouble::Refused(Box::new(made_up::refused(page.t))),
        "verboden" => Trouble::Forbidden,
        "verouderd" => Trouble::Stale,
        "onleesbaar" => Trouble::Unreadable,
        "te-groot" => Trouble::TooLarge,
        "te-vaak" => Trouble::TooMany { seconds: 300 },
        "stuk" => Trouble::Broken,
        #[expect(clippy::panic, reason = "shows that a panic becomes a calm page")]
        "paniek" => panic!("on purpose"),
        "weg" => Trouble::Away,
        _ => Trouble::NotFound,
    }
}
