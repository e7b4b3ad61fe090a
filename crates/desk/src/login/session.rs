//! What belongs to a session: the function acted in, staying, keeping a draft, leaving.

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Response};
use regie_casework::Refused;

use super::enter::asked_way_back;
use super::{EndedPage, FunctionPage, OutPage};
use crate::form::{Choice, Fields, Form};
use crate::guard::{Cookie, Desk, Me, is_form, see_other, with_way_back};
use crate::look::{clear_site, leave};
use crate::page::{Page, Trouble};
use crate::refuse;
use crate::words::{Lang, safe_way_back};

/// `GET /functie`.
pub(super) async fn function(Me(caller): Me, page: Page, request: Request) -> Response {
    let back = asked_way_back(&request);
    if caller.functions().len() < 2 {
        return see_other(&back);
    }
    let mut form = Form::new().set("naar", back);
    if let Some(now) = caller.function() {
        form = form.set("function", now.as_str());
    }
    page.show(&FunctionPage {
        p: &page,
        f: Fields::new(page.t, "login", &form),
        functions: held(&page, &caller),
    })
}

fn held(page: &Page, caller: &regie_casework::Caller) -> Vec<Choice> {
    page.t.choices(caller.functions())
}

/// `POST /functie`.
pub(super) async fn choose(
    State(desk): State<Desk>,
    Me(caller): Me,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let function = form.pick("function", |word| {
        caller
            .functions()
            .iter()
            .copied()
            .find(|function| function.as_str() == word)
    });
    if let (Some(function), true) = (function, form.ok()) {
        match desk.house.choose_function(&caller, function).await {
            Ok(()) => return Ok(see_other(&safe_way_back(form.value("naar")))),
            Err(refused) => refuse::into_form(page.t, &mut form, refused)?,
        }
    }
    let functions = held(&page, &caller);
    Ok(page.again(&FunctionPage {
        p: &page,
        f: Fields::new(page.t, "login", &form),
        functions,
    }))
}

/// `POST /sessie/verleng`: a sign of life. The script reads the status alone; without script it leads home.
pub(super) async fn extend(
    State(desk): State<Desk>,
    Me(caller): Me,
    page: Page,
    request: Request,
) -> Result<Response, Trouble> {
    desk.house
        .extend_session(&caller)
        .await
        .map_err(|refused| refuse::trouble(page.t, refused))?;
    let script = request.headers().contains_key("x-requested-with");
    Ok(if script {
        StatusCode::NO_CONTENT.into_response()
    } else {
        see_other("/")
    })
}

/// `POST /concept`: keeps what stands in a form under the form's address; also a sign of life. 204 where it is kept, 200 where an older draft made
/// room for it, 413 where it is too long to keep.
pub(super) async fn draft(
    State(desk): State<Desk>,
    Me(caller): Me,
    page: Page,
    form: Form,
) -> Result<Response, Trouble> {
    let address = form.value("concept");
    if !is_form(address) {
        return Err(Trouble::Unreadable);
    }
    let told = |refused| refuse::trouble(page.t, refused);
    let kept = desk
        .house
        .keep_draft(&caller, address, &form.to_query())
        .await;
    desk.house.extend_session(&caller).await.map_err(told)?;
    Ok(match kept {
        Ok(true) => StatusCode::OK.into_response(),
        Ok(false) => StatusCode::NO_CONTENT.into_response(),
        Err(Refused::Invalid(_)) => StatusCode::PAYLOAD_TOO_LARGE.into_response(),
        Err(why) => return Err(told(why)),
    })
}

/// `POST /concept/weg`: throws away what was kept of a form, by hand.
pub(super) async fn drop_draft(
    State(desk): State<Desk>,
    Me(caller): Me,
    page: Page,
    form: Form,
) -> Result<Response, Trouble> {
    desk.house
        .drop_draft(&caller, form.value("concept"))
        .await
        .map_err(|refused| refuse::trouble(page.t, refused))?;
    Ok(see_other(&safe_way_back(form.value("naar"))))
}

/// `POST /uitloggen`.
pub(super) async fn out(
    State(desk): State<Desk>,
    Me(caller): Me,
    page: Page,
) -> Result<Response, Trouble> {
    let secure = desk.house.settings().secure;
    desk.house
        .logout(caller)
        .await
        .map_err(|refused| refuse::trouble(page.t, refused))?;
    // The browser forgets its cookies with this answer, the language among them; so the address says it once more.
    let language = match page.t {
        Lang::Nl => "",
        Lang::En => "&lang=en",
    };
    let mut response = see_other(&format!("/uitgelogd?zelf=1{language}"));
    clear_site(response.headers_mut());
    response
        .headers_mut()
        .append(SET_COOKIE, Cookie::Session.end(secure));
    Ok(response)
}

/// `GET /uitgelogd`: what is shown after leaving, or after a session ended by itself. It ends nothing.
pub(super) async fn ended(page: Page, request: Request) -> Response {
    let query = Form::from_query(request.uri().query().unwrap_or_default());
    if query.yes("zelf") {
        return page.show(&OutPage { p: &page });
    }
    let in_again = with_way_back("/inloggen", &safe_way_back(query.value("naar")));
    page.show(&EndedPage {
        p: &page,
        kept: query.yes("concept"),
        in_again,
    })
}

/// `GET /weg`: out quickly. Without a question, because somebody may be standing behind the reader; ending one's own
/// session is all that another site could make of it.
pub(super) async fn away(State(desk): State<Desk>, page: Page, request: Request) -> Response {
    let secure = desk.house.settings().secure;
    if let Some(token) = Cookie::Session.read(request.headers(), secure)
        && let Ok(caller) = desk.house.caller(&token).await
        && let Err(error) = desk.house.logout(caller).await
    {
        tracing::warn!(?error, "a session was not ended at the quick exit");
    }
    let mut response = leave(&page.look.exit);
    response
        .headers_mut()
        .append(SET_COOKIE, Cookie::Session.end(secure));
    response
}
