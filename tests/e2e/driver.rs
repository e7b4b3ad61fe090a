//! As much of WebDriver (W3C) as the journeys need: one session with one window.
//!
//! A crate for this exists (thirtyfour), but it turns on features of `serde_json` and `serde` that the program does not have:
//! built together with it, the program under test would be another one than the program that is shipped.

use serde_json::{Value, json};
use std::time::Duration;

/// One browser, closed when dropped.
pub struct Driver {
    agent: ureq::Agent,
    /// `http://127.0.0.1:PORT/session/ID`.
    session: String,
}

/// The key under which WebDriver gives the id of an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

impl Driver {
    /// Opens a browser with these options of Chromium.
    pub fn start(options: &Value) -> Self {
        let port = std::env::var("REGIE_TEST_CHROMEDRIVER")
            .expect("REGIE_TEST_CHROMEDRIVER is the port of a chromedriver; ./check sets it");
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(120)))
            .build()
            .new_agent();
        let wanted = json!({"capabilities": {"alwaysMatch": {
            "browserName": "chrome",
            "goog:chromeOptions": options,
        }}});
        let base = format!("http://127.0.0.1:{port}/session");
        let mut driver = Self {
            agent,
            session: base,
        };
        let made = driver.post("", &wanted);
        let id = made["sessionId"].as_str().unwrap().to_owned();
        driver.session = format!("{}/{id}", driver.session);
        driver
    }

    fn read(command: &str, answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Value {
        let mut answer = answer.unwrap_or_else(|e| panic!("{command}: {e}"));
        let text = answer.body_mut().read_to_string().unwrap();
        let mut value: Value =
            serde_json::from_str(&text).unwrap_or_else(|_| panic!("{command}: {text}"));
        let value = value["value"].take();
        assert!(
            answer.status().is_success(),
            "{command}: {} {}",
            value["error"],
            value["message"]
        );
        value
    }

    fn post(&self, command: &str, body: &Value) -> Value {
        let request = self.agent.post(format!("{}{command}", self.session));
        Self::read(
            command,
            request
                .content_type("application/json")
                .send(body.to_string()),
        )
    }

    fn get(&self, command: &str) -> Value {
        Self::read(
            command,
            self.agent.get(format!("{}{command}", self.session)).call(),
        )
    }

    /// Goes to an address and waits until it is loaded.
    pub fn go(&self, url: &str) {
        self.post("/url", &json!({"url": url}));
    }

    /// Where it is.
    pub fn url(&self) -> String {
        self.get("/url").as_str().unwrap().to_owned()
    }

    /// The elements that a selector finds.
    pub fn find(&self, css: &str) -> Vec<String> {
        let found = self.post("/elements", &json!({"using": "css selector", "value": css}));
        let all = found.as_array().unwrap().iter();
        all.map(|element| element[ELEMENT].as_str().unwrap().to_owned())
            .collect()
    }

    /// Clicks an element; an address that follows is loaded when this returns.
    pub fn click(&self, element: &str) {
        self.post(&format!("/element/{element}/click"), &json!({}));
    }

    /// Empties a field.
    pub fn clear(&self, element: &str) {
        self.post(&format!("/element/{element}/clear"), &json!({}));
    }

    /// Types into a field.
    pub fn type_into(&self, element: &str, text: &str) {
        self.post(&format!("/element/{element}/value"), &json!({"text": text}));
    }

    /// Presses and releases keys, one after the other, wherever the focus is.
    pub fn press(&self, keys: &str) {
        let strokes: Vec<Value> = keys
            .chars()
            .flat_map(|key| {
                [
                    json!({"type": "keyDown", "value": key}),
                    json!({"type": "keyUp", "value": key}),
                ]
            })
            .collect();
        self.post(
            "/actions",
            &json!({"actions": [{"type": "key", "id": "keyboard", "actions": strokes}]}),
        );
    }

    /// Runs a script in the page and gives what it returns.
    pub fn script(&self, script: &str) -> Value {
        self.post("/execute/sync", &json!({"script": script, "args": []}))
    }

    /// Runs a script that gives its answer to the function it gets as its last argument.
    pub fn script_later(&self, script: &str) -> Value {
        self.post("/execute/async", &json!({"script": script, "args": []}))
    }

    /// Sets a cookie for the site it is on.
    pub fn cookie(&self, name: &str, value: &str) {
        self.post(
            "/cookie",
            &json!({"cookie": {"name": name, "value": value, "path": "/"}}),
        );
    }

    /// What a screen reader is given of the page, in its order: roles and names.
    pub fn accessibility(&self) -> Value {
        let ask = json!({"cmd": "Accessibility.getFullAXTree", "params": {}});
        self.post("/goog/cdp/execute", &ask)["nodes"].take()
    }

    /// A picture of what is in view, PNG in base64.
    pub fn picture(&self) -> String {
        self.get("/screenshot")
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // The driver of the run ends its browsers anyway.
        let _ = self.agent.delete(&self.session).call();
    }
}
