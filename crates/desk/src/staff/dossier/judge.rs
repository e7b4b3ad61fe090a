//! `/dossier/{id}/glas/{glass}`: was it right to break the glass? Coordinator and substitute each say so once; a no
//! becomes an incident (ACC-5).

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use regie_casework::dossier::GlassView;
use regie_terms::Act;

use super::{dossier_of, id_of, refused};
use crate::form::{Fields, Form};
use crate::guard::{Desk, Me, request_of, see_other};
use crate::page::{Page, Trouble};
use crate::part::Pairs;
use crate::refuse;

/// The longest ground, in characters; `casework` holds to the same.
const LONGEST: usize = 1000;

#[derive(Template)]
#[template(path = "staff/judge.html")]
struct JudgePage<'a> {
    p: &'a Page,
    f: Fields<'a>,
    here: String,
    dossier: String,
    told: Pairs,
    reason: &'a str,
    /// What others judged already.
    others: Vec<String>,
}

fn drawn<'a>(
    desk: &Desk,
    page: &'a Page,
    form: &'a Form,
    here: (String, String),
    glass: &'a GlassView,
) -> JudgePage<'a> {
    let t = page.t;
    let at = |moment: i64| t.moment(desk.house.local(moment).timestamp());
    let act = match glass.act {
        Act::View => "glass-viewed",
        Act::Edit => "glass-edited",
    };
    let others = glass
        .reviews
        .iter()
        .map(|review| {
            let key = if review.justified {
                "dossier-glass-justified"
            } else {
                "dossier-glass-unjustified"
            };
            t.with2(
                key,
                "name",
                review.name.as_str(),
                "because",
                review.because.as_str(),
            )
        })
        .collect();
    let told = Pairs::new()
        .row(t.say("glass-who"), glass.name.clone())
        .row(t.say("glass-function"), t.of(&glass.function))
        .row(t.say("glass-what"), t.say(act))
        .row(t.say("glass-from"), at(glass.at))
        .row(t.say("glass-until"), at(glass.until));
    let (here, dossier) = here;
    JudgePage {
        p: page,
        f: Fields::new(t, "glass", form),
        here,
        dossier,
        told,
        reason: &glass.reason,
        others,
    }
}

/// The form.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, glass)): Path<(String, String)>,
    page: Page,
) -> Result<Response, Trouble> {
    let (dossier, glass) = (dossier_of(&dossier), id_of(&glass));
    let here = format!("/dossier/{dossier}/glas/{glass}");
    let row = match desk.house.glass_to_judge(&caller, dossier, glass).await {
        Ok(row) => row,
        Err(why) => return refused(&page, why, &format!("/dossier/{dossier}/glas")),
    };
    let (page, form) = desk.restored(&caller, page, &here).await;
    Ok(page.show(&drawn(
        &desk,
        &page,
        &form,
        (here, format!("/dossier/{dossier}")),
        &row.glass,
    )))
}

/// Judges.
pub(super) async fn post(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, glass)): Path<(String, String)>,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let (dossier, glass) = (dossier_of(&dossier), id_of(&glass));
    let here = format!("/dossier/{dossier}/glas/{glass}");
    let justified = form.yes_no("justified");
    let because = form.needed("because", LONGEST);
    if form.ok() {
        match desk
            .house
            .judge_glass(
                &caller,
                dossier,
                glass,
                justified,
                &because,
                request_of(&caller, &form),
            )
            .await
        {
            Ok(()) => {
                desk.sent(&caller, &here).await;
                let done = if justified == Some(false) {
                    "onterecht"
                } else {
                    "beoordeeld"
                };
                return Ok(see_other(&format!("/?klaar={done}")));
            }
            Err(why @ regie_casework::Refused::Denied(_)) => {
                return refused(&page, why, &format!("/dossier/{dossier}/glas"));
            }
            Err(why) => refuse::into_form(page.t, &mut form, why)?,
        }
    }
    let row = match desk.house.glass_to_judge(&caller, dossier, glass).await {
        Ok(row) => row,
        Err(why) => return refused(&page, why, &format!("/dossier/{dossier}/glas")),
    };
    Ok(page.again(&drawn(
        &desk,
        &page,
        &form,
        (here, format!("/dossier/{dossier}")),
        &row.glass,
    )))
}
