//! Serves every part in every state on <http://127.0.0.1:8701/_kijk>, to look at while building pages.

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:8701").await?;
    println!("http://127.0.0.1:8701/_kijk");
    axum::serve(listener, regie_desk::gallery::gallery()).await
}
