//! `GET /health`: whether the desk can do its work, for whoever watches it.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Serialize;

use super::json;
use crate::guard::Desk;

#[derive(Serialize)]
struct Health {
    status: &'static str,
    database: &'static str,
}

/// 200 when the database answers, 503 when it does not.
pub(super) async fn get(State(desk): State<Desk>) -> Response {
    let database = desk.house.database_kind();
    match desk.house.health().await {
        Ok(()) => json(
            StatusCode::OK,
            "application/json",
            &Health {
                status: "ok",
                database,
            },
        ),
        Err(_) => json(
            StatusCode::SERVICE_UNAVAILABLE,
            "application/json",
            &Health {
                status: "unavailable",
                database,
            },
        ),
    }
}
