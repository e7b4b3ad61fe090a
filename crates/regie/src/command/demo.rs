//! `regie demo`: a synthetic neighbourhood in a fresh folder, served on loopback.

use crate::command::connections::Limits;
use crate::command::serve::{Listening, check_adopted, listen_on, router};
use crate::command::sweep::sweeping;
use crate::config::Config;
use crate::day;
use crate::population::{Laid, Login, address, household, lay_staff, said};
use crate::rules::Rules;
use crate::wiring::{Trouble, Where, log, private_folder};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use regie_casework::guard::{fresh_secret, hash_password};
use regie_casework::{Clock, House};
use regie_charter::{AccessRow, Cell, Charters};
use regie_terms::{AccountId, Charter, Function, Relation};
use regie_testkit::{Neighbourhood, card};
use serde::Serialize;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Serve a synthetic neighbourhood to try things in.
#[derive(clap::Args)]
#[command(
    after_help = "Example:\n  regie demo\n  regie demo --charter kempen\n  regie demo --data /tmp/buurt --listen 127.0.0.1:8701 --json\n  regie demo --rules charters"
)]
pub struct Arguments {
    /// Folder for the demo's data; a fresh temporary one by default. One that holds a demo already is served as it is
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Keep the content in this PostgreSQL database instead; for measurements
    #[arg(long, value_name = "URL", requires = "data", hide = true)]
    database: Option<String>,
    /// The charter that decides: utrecht, utrecht-zuidoost, kempen or wet; utrecht by default. A folder that holds a demo
    /// keeps the one it was filled under
    #[arg(long, value_name = "NAME", value_parser = super::charter::named)]
    charter: Option<Charter>,
    /// Address to listen on; a loopback address
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8700")]
    listen: SocketAddr,
    #[command(flatten)]
    rules: Rules,
    /// Print one line of JSON with the address and everybody's login
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Person {
    login: String,
    password: String,
    totp: String,
    function: String,
    /// What to try as them.
    what: String,
    /// The address of the page that shows it.
    page: String,
    /// How that page's heading begins, in Dutch.
    heading: String,
}

#[derive(Serialize)]
struct Printed {
    url: String,
    people: Vec<Person>,
}

/// The password of everybody in the demo.
const PASSWORD: &str = "zeven groene fietsen";

/// Runs it until it is told to stop.
pub async fn run(arguments: Arguments) -> Result<(), Trouble> {
    log();
    if !arguments.listen.ip().is_loopback() {
        return Err(Trouble::new(
            "the demo lets anybody in; it listens on a loopback address only",
        ));
    }
    // Filling takes a while: that the port is taken or the rules are not sound is said before.
    arguments.rules.sound()?;
    let listening = Listening::at(arguments.listen, None).await?;
    let temporary;
    let folder = match arguments.data {
        Some(folder) => folder,
        None => {
            temporary = tempfile::Builder::new().prefix("regie-demo-").tempdir()?;
            temporary.path().to_owned()
        }
    };
    private_folder(&folder)?;
    let place = Where {
        data: arguments.database.is_none().then(|| folder.clone()),
        database: arguments.database,
        keys: Some(folder.clone()),
        key_store: None,
    };
    let people_file = people_file(&folder);
    let charter = charter_of(people_file.exists(), &place, arguments.charter).await?;
    let mut config = Config {
        demo: true,
        organisation: Some("Buurtteams Voorbeeldstad".to_owned()),
        // Of the numbers that were never given out.
        contact: Some("030 000 00 02, vragen@buurtteams.example".to_owned()),
        charter: Some(charter.to_string()),
        security_contact: Some("mailto:veiligheid@buurtteams.example".to_owned()),
        rules: arguments.rules.rules,
        ..Config::default()
    };
    let charters = Arc::new(Rules::of(config.rules.clone()).sound()?);
    let filled = people_file.exists();
    if !filled {
        place.prepare().await?;
    }
    let (vault, _) = place.open().await?;
    let _alone = place.alone()?;
    let today = Timestamp::now().to_zoned(zone()?).date();
    let welcome = Welcome::of(&charters, charter, today);
    config.try_first = day::tries(welcome.opens, welcome.glass, &welcome.born);
    let house = |clock| Where::around(vault.clone(), charters.clone(), &config, clock);
    let people = if filled {
        check_adopted(&house(Clock::System).await?, &config).await?;
        read_people(&people_file)?
    } else {
        // It was laid and worked in before the day on which it is looked at.
        let before = today.saturating_sub(DAYS_BEFORE.days()).at(8, 0, 0, 0);
        let then = house(Clock::at(
            before.to_zoned(zone()?).map_err(Trouble::new)?.timestamp(),
        ))
        .await?;
        let people = fill(&then, today).await?;
        write_people(&people_file, &people)?;
        people
    };
    let house = house(Clock::System).await?;
    let json = arguments.json;
    let ready = move |address: SocketAddr| {
        let url = format!("http://{address}");
        if json {
            match serde_json::to_string(&Printed { url, people }) {
                Ok(line) => println!("{line}"),
                Err(error) => eprintln!("regie: {error}"),
            }
        } else {
            print!("{}", welcome.text(&url));
        }
    };
    let sweeping = sweeping(&house);
    let router = router(&house, false);
    let served = listen_on(listening, router, Limits::default(), ready).await;
    drop(sweeping);
    house.close().await;
    served
}

/// Where the demo keeps who can log in; its presence says that the folder is filled.
pub fn people_file(folder: &Path) -> PathBuf {
    folder.join("demo-people.json")
}

/// How many days before the day it is looked at the demo's ledger begins: before everything that happened in it.
const DAYS_BEFORE: i64 = 4;

/// The time it is told in.
fn zone() -> Result<TimeZone, Trouble> {
    TimeZone::get("Europe/Amsterdam").map_err(Trouble::new)
}

/// The date of birth of the man whose glass can be broken; he is of the same age whenever the demo is started.
fn born(today: Date) -> String {
    let families = Neighbourhood::new(2026, today).demo();
    let kees = families
        .iter()
        .flat_map(|f| &f.members)
        .find(|m| m.login.as_deref() == Some("kees"));
    kees.map(|m| m.born.strftime("%d-%m-%Y").to_string())
        .unwrap_or_default()
}

/// The charter a demo is served under: the one its ledger was founded under, else the one asked for.
async fn charter_of(
    filled: bool,
    place: &Where,
    asked: Option<Charter>,
) -> Result<Charter, Trouble> {
    if !filled {
        return Ok(asked.unwrap_or(Charter::Utrecht));
    }
    let (vault, _) = place.open().await?;
    let founded = vault.ledger().adopted_charter().await?;
    vault.ledger().db().close().await;
    let founded = founded
        .and_then(|word| word.parse::<Charter>().ok())
        .ok_or_else(|| Trouble::new("the demo does not say which charter it is under"))?;
    match asked {
        Some(asked) if asked != founded => Err(Trouble::new(format!(
            "this demo was filled under `{founded}`; take another folder for `{asked}`"
        ))),
        _ => Ok(founded),
    }
}

/// What the demo says when it is ready.
struct Welcome {
    charter: Charter,
    born: String,
    /// Whether who coordinates a dossier may open it.
    opens: bool,
    /// Whether a colleague gets in with a reason while nobody is there.
    glass: bool,
}

impl Welcome {
    fn of(charters: &Charters, charter: Charter, today: Date) -> Self {
        let table = charters.table(charter, today);
        let cell = |relation| {
            let rows = table.as_ref().ok().map(|t| t.access.iter());
            let of_it =
                |r: &&AccessRow| r.function == Function::Professional && r.relation == relation;
            rows.and_then(|mut rows| rows.find(of_it)).map(|r| r.view)
        };
        Self {
            charter,
            born: born(today),
            opens: cell(Relation::Coordinator) == Some(Cell::Yes),
            glass: cell(Relation::None) == Some(Cell::BreakingGlass),
        }
    }

    fn text(&self, url: &str) -> String {
        let Self { charter, born, .. } = self;
        let soraya = if self.opens {
            "share one fact about Zeynep with the school, and see whose yes it takes: hers and her mother's."
        } else {
            "open her dossier from your list, and read why nobody gets in: this charter names no one who may."
        };
        let abdel = if self.glass {
            "Both people who look after it are away today: give a reason, and see what that sets in motion."
        } else {
            "Both people who look after it are away today, and this charter lets no colleague in: read why."
        };
        format!(
            "\nRegie's demo is at {url}, under the charter `{charter}`\n\n\
             Three things to try:\n\
             1. As Elif, mother of Zeynep, who turns sixteen in three days: her page says from which day Zeynep decides alone.\n   \
             As Soraya, coordinator: {soraya}\n\
             2. As Abdel, a colleague without a task there: find `van 't Wout`, born {born}. Only an exact find tells that there is\n   \
             a dossier. {abdel}\n\
             3. As Kees, client: see what is known about you, who looked, and why.\n\n\
             The charter in plain words: {url}/openbaar\n\
             Stop with Ctrl-C. All people are made up.\n"
        )
    }
}

/// Fills an empty house: staff, the hand-written families, and some more so that it looks lived in.
async fn fill(house: &House, today: Date) -> Result<Vec<Person>, Trouble> {
    let neighbourhood = Neighbourhood::new(2026, today);
    let (login, totp) = ("inrichting", fresh_secret()?);
    let mut administrator = house.administrator(login, PASSWORD, &totp)?;
    let card = card(login, house.settings().charter);
    administrator.account.try_this = card.map(said);
    let first = Login {
        id: administrator.id,
        login: login.to_owned(),
        password: PASSWORD.to_owned(),
        totp,
        function: Function::FunctionalAdministrator.to_string(),
        card,
    };
    house.found(administrator).await?;
    let mut logins = lay_staff(house, &neighbourhood, Some(PASSWORD)).await?;
    let staff: Vec<AccountId> = logins.iter().map(|l| l.id).collect();
    logins.push(first);
    let names: Vec<String> = neighbourhood.staff().into_iter().map(|s| s.name).collect();
    let hash = hash_password(PASSWORD)?;
    let families = neighbourhood.demo();
    let more = (0..40).map(|i| neighbourhood.household(10_000 + i));
    let mut laid = Vec::new();
    let mut known = Vec::new();
    for plan in families.into_iter().chain(more) {
        let mut family = household(house, &plan, &staff, &names, Some((PASSWORD, &hash)))?;
        logins.append(&mut family.logins);
        known.extend(day::Family::of(&plan, &family));
        laid.push(family);
    }
    let people = logins.into_iter().map(|login| person(login, &laid));
    let people = people.collect();
    let mut dossiers = Vec::new();
    let mut accounts = Vec::new();
    for family in laid {
        dossiers.extend(family.dossiers);
        accounts.extend(family.accounts);
    }
    house.lay_accounts(accounts).await?;
    house.lay_dossiers(dossiers).await?;
    let happened = neighbourhood.happened(house.settings().charter);
    day::lived(house, &known, &happened, today).await?;
    Ok(people)
}

fn person(login: Login, families: &[Laid]) -> Person {
    let card = login.card;
    let page = card.and_then(|card| address(card.page, families));
    Person {
        login: login.login,
        password: login.password,
        totp: login.totp,
        function: login.function,
        what: card.map(|card| card.en.to_owned()).unwrap_or_default(),
        page: page.unwrap_or_default(),
        heading: card.map(|card| card.heading.to_owned()).unwrap_or_default(),
    }
}

fn write_people(path: &Path, people: &[Person]) -> Result<(), Trouble> {
    use std::io::Write;
    use std::os::unix::fs::OpenOptionsExt;
    let mut file = std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)?;
    file.write_all(&serde_json::to_vec(people)?)?;
    Ok(())
}

fn read_people(path: &Path) -> Result<Vec<Person>, Trouble> {
    let values: Vec<serde_json::Value> = serde_json::from_str(&std::fs::read_to_string(path)?)?;
    let text = |v: &serde_json::Value, key: &str| {
        v.get(key)
            .and_then(|t| t.as_str())
            .unwrap_or_default()
            .to_owned()
    };
    Ok(values
        .iter()
        .map(|v| Person {
            login: text(v, "login"),
            password: text(v, "password"),
            totp: text(v, "totp"),
            function: text(v, "function"),
            what: text(v, "what"),
            page: text(v, "page"),
            heading: text(v, "heading"),
        })
        .collect())
}
