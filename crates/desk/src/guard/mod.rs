//! The guard of the pages: from a cookie to a [`Caller`], and no change without the token of the session.
//!
//! Who somebody is, is `casework`'s to say ([`House::caller`]); nothing behind this layer asks. Two layers stand here:
//! [`guard`] before the pages of staff and clients, [`door`] before the pages around logging in. The public pages and
//! the API stand outside both: they read no cookie.

mod address;
mod cookie;
mod forms;
mod token;

use std::sync::{Arc, Mutex};

use axum::body::Body;
use axum::extract::{FromRequestParts, MatchedPath, Request, State};
use axum::http::header::{LOCATION, SET_COOKIE};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use regie_casework::guard::{NoCaller, own_request};
use regie_casework::thing::AccountKind;
use regie_casework::{Caller, House};
use regie_terms::RequestId;

pub use address::address;
pub use cookie::Cookie;
pub use forms::is_form;

use crate::form::Form;
use crate::page::{Page, Room, Trouble, Who, introduce};
use crate::part::{Banner, Mood, Press};
use crate::words::{another_language, safe_way_back};
use crate::{portal, staff};

/// What handlers work with; cheap to clone.
#[derive(Clone)]
pub struct Desk {
    /// The acts.
    pub house: House,
    /// A proxy of our own stands before the desk and writes down where requests come from.
    pub behind_proxy: bool,
}

/// The caller of a request; each request has one, and one handler takes it.
pub struct Me(pub Caller);

#[derive(Clone)]
struct Held(Arc<Mutex<Option<Caller>>>);

impl<S: Send + Sync> FromRequestParts<S> for Me {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let held = parts.extensions.get::<Held>().cloned();
        held.and_then(|held| held.0.lock().ok()?.take())
            .map(Me)
            .ok_or(Trouble::Forbidden)
    }
}

/// Addresses that work before a function was chosen.
const BEFORE_FUNCTION: [&str; 4] = ["/functie", "/uitloggen", "/sessie/verleng", "/concept"];

/// Middleware before the pages of staff and clients.
pub async fn guard(State(desk): State<Desk>, mut request: Request, next: Next) -> Response {
    let secure = desk.house.settings().secure;
    let token = Cookie::Session.read(request.headers(), secure);
    let caller = match &token {
        None => None,
        Some(token) => match desk.house.caller(token).await {
            Ok(caller) => Some(caller),
            Err(NoCaller::Nobody) => None,
            Err(NoCaller::Unavailable(_)) => return Trouble::Away.into_response(),
        },
    };
    let Some(mut caller) = caller else {
        return nobody(&desk, request, token.as_deref()).await;
    };
    introduce(
        request.extensions_mut(),
        Some(who(&desk.house, &caller)),
        caller.csrf(),
    );
    if token::changes(request.method()) {
        let here = token::from_here(request.headers());
        // Another site's form is not taken in; of a large one of ours the token is looked at before the rest comes.
        let (mut asked, mut form) = if here {
            let fits = |form: &Form| caller.csrf_matches(form.value("csrf"));
            taken(request, |request| Form::read(request, fits)).await
        } else {
            taken(request, |_| async { Form::new() }).await
        };
        if !here || !caller.csrf_matches(form.value("csrf")) {
            return stale(&desk, &caller, asked.uri(), &form, here).await;
        }
        caller = desk
            .house
            .with_input(caller, asked.uri().path(), &form.content());
        // A form is drawn again in the other language; where there is none to draw, nothing is done either.
        if another_language(asked.uri()).is_some() {
            if !is_form(asked.uri().path()) {
                return see_other("/");
            }
            form.sleep();
        }
        asked.extensions_mut().insert(form);
        request = asked;
    }
    let path = request.uri().path();
    if caller.kind() == AccountKind::Staff
        && caller.function().is_none()
        && !BEFORE_FUNCTION.contains(&path)
    {
        return see_other(&with_way_back(
            "/functie",
            &way_back(request.method(), request.uri()),
        ));
    }
    // Who has not signed what the charter asks first does that first (ACC-9).
    if caller.kind() == AccountKind::Staff
        && path != "/verklaringen"
        && !BEFORE_FUNCTION.contains(&path)
        && !matches!(desk.house.missing_declarations(&caller).as_deref(), Ok([]))
    {
        return see_other(&with_way_back(
            "/verklaringen",
            &way_back(request.method(), request.uri()),
        ));
    }
    request
        .extensions_mut()
        .insert(Held(Arc::new(Mutex::new(Some(caller)))));
    next.run(request).await
}

/// Takes the form out of a request, as `read` does it.
async fn taken<F: Future<Output = Form>>(
    request: Request,
    read: impl FnOnce(Request) -> F,
) -> (Request, Form) {
    let (parts, body) = request.into_parts();
    let form = read(Request::from_parts(parts.clone(), body)).await;
    (Request::from_parts(parts, Body::empty()), form)
}

/// Nobody is logged in: to the login page and back, with what was typed kept for whoever's session it was.
async fn nobody(desk: &Desk, request: Request, token: Option<&str>) -> Response {
    if request.extensions().get::<MatchedPath>().is_none() {
        return Trouble::NotFound.into_response();
    }
    if token::by_script(request.headers()) {
        return Trouble::Forbidden.into_response();
    }
    let back = way_back(request.method(), request.uri());
    let keep = token::changes(request.method()) && token::from_here(request.headers());
    let path = request.uri().path().to_owned();
    if let (Some(token), true) = (token, keep && is_form(&path)) {
        // From somebody who never had a session nothing is taken in.
        if matches!(desk.house.knew_session(token).await, Ok(true)) {
            let form = Form::read_late(request).await;
            let typed = form.to_query();
            // Nothing is said about whose session it was, or whether it was one.
            if let Err(error) = desk.house.keep_late_draft(token, &path, &typed).await {
                tracing::warn!(?error, "what came too late was not kept");
            }
        }
    }
    let mut response = see_other(&with_way_back("/inloggen", &back));
    if token.is_some() {
        let end = Cookie::Session.end(desk.house.settings().secure);
        response.headers_mut().append(SET_COOKIE, end);
    }
    response
}

/// Addresses whose forms hold nothing typed.
const NO_DRAFT: [&str; 5] = [
    "/functie",
    "/uitloggen",
    "/sessie/verleng",
    "/concept",
    "/concept/weg",
];

/// The token does not fit: nothing happens, and what was typed is kept, unless another site sent it.
async fn stale(desk: &Desk, caller: &Caller, uri: &Uri, form: &Form, here: bool) -> Response {
    let path = uri.path();
    let typed = form.to_query();
    // Without a token nothing of it counts, and that it was too large is what its sender can mend.
    if here && form.too_large() && form.value("csrf").is_empty() {
        return Trouble::TooLarge.into_response();
    }
    if here
        && !typed.is_empty()
        && is_form(path)
        && desk.house.keep_draft(caller, path, &typed).await.is_ok()
    {
        return Trouble::Kept(safe_way_back(path)).into_response();
    }
    Trouble::Stale.into_response()
}

/// Where to come back to after logging in. A form's page has the form's own address.
fn way_back(method: &Method, uri: &Uri) -> String {
    let there = if token::changes(method) {
        Some(uri.path().to_owned())
    } else {
        uri.path_and_query().map(|all| all.as_str().to_owned())
    };
    let back = safe_way_back(there.as_deref().unwrap_or("/"));
    if NO_DRAFT.contains(&back.as_str()) {
        "/".to_owned()
    } else {
        back
    }
}

/// `address?naar=back`; without it when the way back is the start.
#[must_use]
pub fn with_way_back(address: &str, back: &str) -> String {
    if back.is_empty() || back == "/" {
        return address.to_owned();
    }
    let query = Form::new().set("naar", back).to_query();
    format!("{address}?{query}")
}

/// What the pages show of a caller.
fn who(house: &House, caller: &Caller) -> Who {
    let client = caller.kind() == AccountKind::Client;
    Who {
        room: if client { Room::Portal } else { Room::Staff },
        name: caller.name().to_owned(),
        function: caller
            .function()
            .map(|function| function.as_str().to_owned()),
        acting_for: None,
        several: caller.functions().len() > 1,
        ways: if client {
            portal::ways()
        } else {
            staff::ways(house, caller)
        },
    }
}

/// Goes to another address of this site: 303.
#[must_use]
pub fn see_other(to: &str) -> Response {
    let to = HeaderValue::from_str(to).unwrap_or_else(|_| HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(LOCATION, to)]).into_response()
}

/// Middleware before the pages around logging in: their forms carry a token that also stands in a short-lived
/// cookie, because there is no session yet to hold one.
pub async fn door(State(desk): State<Desk>, mut request: Request, next: Next) -> Response {
    let secure = desk.house.settings().secure;
    let kept = Cookie::Door
        .read(request.headers(), secure)
        .filter(|token| token.len() == 43);
    if token::changes(request.method()) {
        let here = token::from_here(request.headers());
        // Without a cookie of ours nothing that comes can fit: it is not taken in.
        let Some(kept) = kept.as_deref().filter(|_| here) else {
            return Trouble::Stale.into_response();
        };
        let (mut asked, mut form) = taken(request, Form::read_door).await;
        if !token::same(kept, form.value("csrf")) {
            let large = form.too_large() && form.value("csrf").is_empty();
            let trouble = if large {
                Trouble::TooLarge
            } else {
                Trouble::Stale
            };
            return trouble.into_response();
        }
        if another_language(asked.uri()).is_some() {
            form.sleep();
        }
        asked.extensions_mut().insert(form);
        request = asked;
    }
    let Some(token) = kept.or_else(token::fresh) else {
        return Trouble::Away.into_response();
    };
    introduce(request.extensions_mut(), None, token.as_str());
    let mut response = next.run(request).await;
    response
        .headers_mut()
        .append(SET_COOKIE, Cookie::Door.set(&token, secure));
    response
}

impl Desk {
    /// What stood in the form at this address when it was not sent, with a notice on the page; an empty form
    /// otherwise. Either way it carries a fresh id for its request.
    pub async fn restored(&self, caller: &Caller, page: Page, address: &str) -> (Page, Form) {
        let request = RequestId::fresh().to_string();
        match self.house.draft(caller, address).await {
            Ok(Some(typed)) => {
                let t = page.t;
                let back = Banner::new(Mood::Info, t.say("form-draft-back"))
                    .line(t.say("form-draft-back-text"))
                    .button(Press {
                        action: "/concept/weg",
                        fields: vec![
                            ("csrf", page.token().to_owned()),
                            ("concept", address.to_owned()),
                            ("naar", page.here.clone()),
                        ],
                        text: t.say("form-draft-drop").into(),
                    })
                    .loud();
                (
                    page.noting(back),
                    Form::from_query(&typed).set("request", request),
                )
            }
            // A draft that cannot be read now is no reason to keep the form itself away.
            Ok(None) | Err(_) => (page, Form::new().set("request", request)),
        }
    }

    /// Forgets the draft of the form at this address: it was sent.
    pub async fn sent(&self, caller: &Caller, address: &str) {
        if let Err(error) = self.house.drop_draft(caller, address).await {
            // The act itself stands; an old draft that comes back once is a nuisance, not a loss.
            tracing::warn!(?error, "a draft was not dropped");
        }
    }
}

/// The id under which a form of this caller goes: its own, made from what the form carries. What did not come whole, or is none that we make, gets
/// a new one: things are named by it.
#[must_use]
pub fn request_of(caller: &Caller, form: &Form) -> RequestId {
    caller.request(typed_request(form))
}

/// The same for somebody who is not logged in yet and shows something that only they have.
#[must_use]
pub fn request_from(sender: &[u8], form: &Form) -> RequestId {
    own_request(sender, typed_request(form))
}

fn typed_request(form: &Form) -> RequestId {
    form.value("request")
        .parse()
        .ok()
        .filter(|request: &RequestId| request.0.is_fresh())
        .unwrap_or_else(RequestId::fresh)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_goes_by_an_id_of_ours_only() {
        let ours = RequestId::fresh();
        let named = |id: &str| typed_request(&Form::new().set("request", id));
        assert_eq!(named(&ours.to_string()), ours);
        for fixed in ["0", "f"] {
            let fixed = fixed.repeat(32);
            assert_ne!(named(&fixed).to_string(), fixed);
        }
    }
}
