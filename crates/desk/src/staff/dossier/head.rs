//! The top of a dossier: who coordinates, broken glass, and the people it is about.

use jiff::Zoned;
use regie_casework::dossier::{Decides, DossierPage, GlassView, PersonView, StaffName};
use regie_casework::life::KeepView;
use regie_casework::thing::ContactWay;
use regie_terms::{Act, Relation};

use crate::part::{Action, Badge, Banner, Mood, Pairs, Tone, contact};
use crate::words::Lang;

/// A person as the page draws them.
pub(super) struct Human {
    pub name: String,
    pub line: String,
    pub badges: Vec<Badge>,
    pub pairs: Pairs,
    /// How they can be reached safely.
    pub safe: Option<Banner>,
    /// Where that is written down.
    pub contact: Option<String>,
}

/// Who coordinates and who stands in, whether they are there, and who goes on where one of them is gone for good.
pub fn who(t: Lang, coordinator: Option<&StaffName>, substitute: Option<&StaffName>) -> Pairs {
    let named = |name: Option<&StaffName>| match name {
        None => t.say("dossier-nobody").to_owned(),
        Some(name) if name.present => name.name.clone(),
        Some(name) if name.gone => format!("{} ({})", name.name, t.say("dossier-gone")),
        Some(name) => format!("{} ({})", name.name, t.say("dossier-away")),
    };
    let pairs = Pairs::new()
        .row(t.say("dossier-coordinator"), named(coordinator))
        .row(t.say("dossier-substitute"), named(substitute));
    let gone = |name: Option<&StaffName>| name.is_some_and(|name| name.gone);
    let next = match (gone(coordinator), substitute) {
        (true, Some(other)) if !other.gone => {
            t.with("dossier-next-substitute", "name", other.name.as_str())
        }
        (true, _) => t.say("dossier-next-nobody").to_owned(),
        (false, _) if gone(substitute) => t.say("dossier-next-new-substitute").to_owned(),
        (false, _) => return pairs,
    };
    pairs.row(t.say("dossier-next"), next)
}

/// Who coordinates, who stands in, which laws, since when.
pub(super) fn header(t: Lang, open: &DossierPage) -> Pairs {
    let laws: Vec<&str> = open.laws.iter().map(|law| t.of(law)).collect();
    let pairs = who(t, open.coordinator.as_ref(), open.substitute.as_ref())
        .row(t.say("dossier-laws"), t.list(&laws))
        .row(t.say("dossier-opened"), t.day(open.opened))
        .row(
            t.say("dossier-team"),
            [open.team.as_str(), open.neighbourhood.as_str()].join(" · "),
        )
        .row(t.say("dossier-your-part"), t.of(&open.relation));
    let pairs = match open.closed {
        Some(day) => pairs.row(t.say("dossier-closed"), t.day(day)),
        None => pairs,
    };
    pairs
        .row(t.say("dossier-keep"), kept(t, "dossier", &open.keep))
        .strip()
}

/// Until when it is kept, law by law, in the words of `area`.
pub(crate) fn kept(t: Lang, area: &str, keep: &[KeepView]) -> String {
    let one = |keep: &KeepView| match keep.until {
        Some(day) => {
            let when = if keep.open { "open" } else { "until" };
            let key = format!("{area}-keep-{when}");
            t.with2(&key, "law", t.of(&keep.law), "day", t.day(day))
        }
        None => t.with(&format!("{area}-keep-unset"), "law", t.of(&keep.law)),
    };
    let all: Vec<String> = keep.iter().map(one).collect();
    all.join(" · ")
}

/// From which day others decide about somebody.
fn decides(t: Lang, name: &str, decides: &Decides) -> String {
    let key = match (decides.subject, decides.parent) {
        (true, true) => "dossier-decides-together",
        (true, false) => "dossier-decides-alone",
        (false, _) => "dossier-decides-others",
    };
    t.with2(key, "day", t.day(decides.on), "name", name)
}

/// What stands on top, and what follows below: on top the reader's own way in, every glass that is open, and every
/// one that nobody or not yet this reader judged; below those that are over and done.
pub(super) fn banners(
    t: Lang,
    open: &DossierPage,
    reader: &str,
    here: &str,
    local: &dyn Fn(i64) -> Zoned,
) -> (Vec<Banner>, Vec<Banner>) {
    let mut top = Vec::new();
    if let Some(day) = open.splits.done {
        let says = t.with("split-done", "day", t.day(day));
        top.push(Banner::new(Mood::Info, says));
    }
    for (person, still) in &open.still {
        let name = open.people.iter().find(|p| p.id == *person);
        let name = name.map_or("", |p| p.name.as_str());
        top.push(
            Banner::new(Mood::Care, t.with("still-banner-person", "name", name))
                .line(t.with("still-since", "day", t.day(still.since)))
                .line(super::still::ground(t, still.ground))
                .action(Action::new(
                    format!("{here}/persoon/{person}/beperken"),
                    t.say("lift-title"),
                )),
        );
    }
    let apart = open.entries.iter().filter_map(|e| e.still.as_ref());
    let apart = apart.chain(open.documents.iter().filter_map(|d| d.still.as_ref()));
    let standing = apart.filter(|s| !s.person).count();
    if standing > 0 {
        let ask = open.coordinator.as_ref().map_or("", |c| c.name.as_str());
        let mut banner = Banner::new(Mood::Care, t.with("still-banner", "number", standing));
        if !ask.is_empty() {
            banner = banner.line(t.with("still-ask", "name", ask));
        }
        top.push(banner);
    }
    let is_own = |glass: &GlassView| glass.open && glass.name == reader;
    if let Some(until) = open.glass_until {
        let moment = t.moment(local(until).timestamp());
        let mut own = open.glasses.iter().filter(|g| is_own(g)).peekable();
        let title = match own.peek() {
            Some(own) if !own.judged => "dossier-look-own",
            _ => "dossier-glass-own",
        };
        let mut banner = Banner::new(Mood::Glass, t.with(title, "moment", moment))
            .line(t.say("dossier-glass-own-text"));
        for glass in own {
            banner = lines(t, banner, glass);
        }
        top.push(banner);
    }
    let judge = matches!(open.relation, Relation::Coordinator | Relation::Substitute);
    let mut below = Vec::new();
    // The reader's own, which is open, stands on top already.
    let drawn = |glass: &&GlassView| open.glass_until.is_none() || !is_own(glass);
    for glass in open.glasses.iter().filter(drawn) {
        let mine = glass.name == reader || glass.reviews.iter().any(|review| review.name == reader);
        let judge = judge && glass.judged && !mine;
        let waits = glass.judged && glass.reviews.is_empty();
        let banner = broken(t, glass, judge, here, local);
        if glass.open || waits || judge {
            top.push(banner);
        } else {
            below.push(banner);
        }
    }
    if open.staff_by_function {
        top.push(Banner::new(Mood::Info, t.say("contact-names-now")));
    }
    (top, below)
}

fn broken(
    t: Lang,
    glass: &GlassView,
    to_judge: bool,
    here: &str,
    local: &dyn Fn(i64) -> Zoned,
) -> Banner {
    let title = match (glass.judged, glass.act) {
        (false, _) => "dossier-look-viewed",
        (true, Act::View) => "dossier-glass-viewed",
        (true, Act::Edit) => "dossier-glass-edited",
    };
    let waits = glass.judged && glass.reviews.is_empty();
    let mood = if glass.open || waits || to_judge {
        Mood::Glass
    } else {
        Mood::Info
    };
    let banner = Banner::new(
        mood,
        t.with2(
            title,
            "name",
            glass.name.as_str(),
            "function",
            t.of(&glass.function),
        ),
    );
    let at = |moment: i64| t.moment(local(moment).timestamp());
    let when = t.with2(
        "dossier-glass-when",
        "from",
        at(glass.at),
        "until",
        at(glass.until),
    );
    let banner = lines(t, banner.line(when), glass);
    if to_judge {
        return banner.action(Action::new(
            format!("{here}/glas/{}", glass.id),
            t.say("dossier-glass-judge"),
        ));
    }
    banner
}

/// The reason of a glass, and what was judged of it.
fn lines(t: Lang, banner: Banner, glass: &GlassView) -> Banner {
    let reason = t.with("dossier-glass-reason", "reason", glass.reason.as_str());
    let mut banner = banner.line(reason);
    for review in &glass.reviews {
        let key = if review.justified {
            "dossier-glass-justified"
        } else {
            "dossier-glass-unjustified"
        };
        banner = banner.line(t.with2(
            key,
            "name",
            review.name.as_str(),
            "because",
            review.because.as_str(),
        ));
    }
    banner
}

/// A person of the dossier.
pub(super) fn human(
    t: Lang,
    person: &PersonView,
    here: Option<&str>,
    local: &dyn Fn(i64) -> Zoned,
) -> Human {
    use ContactWay::{Call, Email, Text, Voicemail};
    let mut badges = Vec::new();
    if person.principal {
        badges.push(Badge::new(t.say("dossier-principal"), Tone::House));
    }
    if person.secret_address && person.address.is_some() {
        badges.push(Badge::new(t.say("dossier-secret-address"), Tone::Alarm));
    }
    if !person.can_weigh {
        badges.push(Badge::new(t.say("dossier-cannot-weigh"), Tone::Care));
    }
    if let Some(soon) = &person.decides {
        badges.push(Badge::new(decides(t, &person.name, soon), Tone::Care));
    }
    let age = t.with("dossier-age", "years", i64::from(person.age));
    let line = match &person.role {
        Some(role) => format!("{role} · {age}"),
        None => age,
    };
    let mut pairs = Pairs::new().row(t.say("dossier-born"), t.day(person.born));
    let known = [
        ("dossier-bsn", &person.bsn),
        ("dossier-address", &person.address),
        ("dossier-phone", &person.phone),
        ("dossier-email", &person.email),
    ];
    for (key, value) in known {
        match value {
            Some(value) => {
                let safe = person.contact.as_ref();
                let never = match key {
                    "dossier-phone" => contact::unsafe_by(safe, &[Call, Text, Voicemail]),
                    "dossier-email" => contact::unsafe_by(safe, &[Email]),
                    _ => false,
                };
                let value = if never {
                    t.with("contact-never-use", "text", value.as_str())
                } else {
                    value.clone()
                };
                pairs = pairs.row(t.say(key), value);
            }
            // Who does not coordinate or substitute sees that there is an address which is not shown.
            None if key == "dossier-address" && person.secret_address => {
                pairs = pairs.row(t.say(key), t.say("dossier-address-held"));
            }
            None => {}
        }
    }
    for authority in &person.authority {
        let name = authority
            .name
            .clone()
            .unwrap_or_else(|| t.say("dossier-not-here").to_owned());
        let name = match &authority.narrowed {
            Some(to) => t.with2("dossier-narrowed", "name", name, "to", to.as_str()),
            None => name,
        };
        let value = match authority.until {
            Some(until) => t.with2("dossier-until", "name", name, "day", t.day(until)),
            None => name,
        };
        pairs = pairs.row(t.of(&authority.kind), value);
    }
    if let Some(said) = &person.agreement {
        pairs = pairs.row(t.say("dossier-agreement"), super::agreed(t, said));
        badges.push(Badge::new(t.say("dossier-involved"), Tone::Plain));
    }
    Human {
        name: person.name.clone(),
        line,
        badges,
        pairs,
        safe: person
            .contact
            .as_ref()
            .map(|known| contact::warning(t, known, local)),
        contact: here.map(|here| format!("{here}/persoon/{}/contact", person.id)),
    }
}
