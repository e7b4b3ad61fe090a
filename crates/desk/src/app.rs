//! The whole desk as one router: which address belongs to which room, and what stands before each.

use axum::Router;
use axum::middleware::from_fn_with_state;
use regie_casework::House;

use crate::guard::{Desk, door, guard};
use crate::look::{Look, ground};
use crate::page::Trouble;
use crate::{
    acting, administer, api, document, door as front, entry, letter, life, login, meeting,
    meldcode, plan, portal, public, request, share, split, staff, triage,
};

/// What the program hands the desk.
#[derive(Clone, Debug)]
pub struct Front {
    /// The acts.
    pub house: House,
    /// A proxy of our own ends TLS and adds `X-Forwarded-For`.
    pub behind_proxy: bool,
}

/// The desk. Serve it with `ConnectInfo<SocketAddr>`, so that guesses are slowed down by address.
pub fn app(front: Front) -> Router {
    let look = look(&front.house);
    let desk = Desk {
        house: front.house,
        behind_proxy: front.behind_proxy,
    };
    let inside = Router::new()
        .merge(staff::rooms())
        .merge(entry::rooms())
        .merge(document::rooms())
        .merge(share::rooms())
        .merge(request::rooms())
        .merge(split::rooms())
        .merge(triage::rooms())
        .merge(meldcode::rooms())
        .merge(front::rooms())
        .merge(letter::rooms())
        .merge(life::rooms())
        .merge(plan::rooms())
        .merge(meeting::rooms())
        .merge(portal::rooms())
        .merge(login::inside())
        .merge(administer::rooms())
        .merge(acting::rooms())
        .fallback(|| async { Trouble::NotFound })
        .layer(from_fn_with_state(desk.clone(), guard));
    let doors = login::doors()
        .merge(administer::doors())
        .layer(from_fn_with_state(desk.clone(), door));
    let open = Router::new()
        .merge(public::rooms())
        .merge(api::rooms())
        .merge(login::open());
    ground(look, inside.merge(doors).merge(open).with_state(desk))
}

fn look(house: &House) -> Look {
    let settings = house.settings();
    // RFC 9116 asks for less than a year ahead; the program restarts more often than that.
    let until = house
        .local(house.now())
        .date()
        .saturating_add(jiff::Span::new().days(360));
    Look {
        organisation: settings.organisation.clone(),
        exit: settings.quick_exit.clone(),
        security_contact: settings.security_contact.clone(),
        complaints_contact: settings.complaints_contact.clone(),
        dpo_contact: settings.dpo_contact.clone(),
        security_until: format!("{until}T00:00:00Z"),
        demo: settings.demo,
        tls: settings.secure,
        idle_seconds: u32::try_from(settings.idle_minutes.saturating_mul(60)).unwrap_or(900),
        ..Look::default()
    }
}
