//! Rules for databases.

use portcullis_findings::{Confidence, Severity};

use crate::rule::{Example, Rank, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/database-url", "connection", r#"(?:mongodb\+srv|cockroachdb|postgresql|clickhouse|sqlserver|postgres|mariadb|mongodb|rediss|oracle|mysql|redis|amqps|mssql|amqp)://[^\s:/?#@"\x27<>`]{0,64}:([^\s/?#@"\x27<>`]{3,128})@[A-Za-z0-9\[_-]"#)
        .title("Password in a database URL")
        .remedy("Change the password on the database server, keep it in a secret store, and look through the server's log for strange connections.")
        .keywords(&["postgres://", "postgresql://", "mysql://", "mariadb://", "mongodb://", "mongodb+srv://", "redis://", "rediss://", "amqp://", "amqps://", "mssql://", "sqlserver://", "clickhouse://", "oracle://", "cockroachdb://"])
        .confidence(Confidence::Medium)
        .min_entropy(2.0)
        .examples(&[Example("postgresql://app:", concat!("0mBrm", "7J7YqT4f0iU"), "@db.example:5432/app")], &["postgres://user:password@localhost/db", "postgres://${USER}:${PASS}@host/db"]),
    Rule::token("secret/connection-string", "connection", r#"(?i)(?:server|data source|host|addr)\s?=[^"\x27\r\n]{1,200}?;\s?(?:password|pwd)\s?=\s?([^;"\x27\s]{6,128})"#)
        .title("Password in a connection string")
        .remedy("Change the password on the database server, keep it in a secret store, and look through the server's log for strange connections.")
        .keywords(&[";password", ";pwd", "; password", "; pwd"])
        .confidence(Confidence::Medium)
        .min_entropy(2.5)
        .examples(&[Example("Server=db.example;Database=app;User Id=app;Password=", concat!("dijiy", "VAkftIKYgTv"), ";")], &["Server=db;Password=$(DB_PASSWORD);"]),
    Rule::token("generic/url-password", "connection", r#"://[^\s:/?#@"\x27<>`]{0,64}:([^\s/?#@"\x27<>`]{3,128})@[A-Za-z0-9\[_-]"#)
        .title("Password in a URL")
        .remedy("Change the credential at the service it opens, and pass it from a secret store instead of the text.")
        .keywords(&["://"])
        .severity(Severity::Medium)
        .confidence(Confidence::Low)
        .rank(Rank::Generic)
        .min_entropy(2.5)
        .examples(&[Example("https://deploy:", concat!("qHsBX", "J7nMWsG3S1o"), "@git.example/app.git")], &["https://user:password@host.example/", "http://localhost:8080/@scope/name", "https://$USER:$TOKEN@host.example/"]),
    Rule::token("generic/curl-user", "connection", r#"curl[^|;]{0,400}?\s(?:-u|--user)[ =]{1,4}["\x27]?[A-Za-z0-9_.@{}-]{0,64}"?:"?([^\s"\x27<]{3,100})"#)
        .title("Password in a curl command")
        .remedy("Change the credential at the service it opens, and pass it from a secret store instead of the text.")
        .keywords(&["-u ", "-u=", "--user"])
        .severity(Severity::Medium)
        .confidence(Confidence::Low)
        .rank(Rank::Generic)
        .min_entropy(2.5)
        .examples(&[Example("curl -u deploy:", concat!("qwLuM", "LFcRLmZjhXf"), " https://api.example/")], &["curl -u username:password https://api.example/", "curl --user \"$USER:$PASS\" x"]),
    // A key that is sent as the user, with an empty password.
    Rule::token("generic/curl-key", "connection", r#"curl[^|;]{0,400}?\s(?:-u|--user)[ =]{1,4}["\x27]?([A-Za-z0-9_.!~+-]{12,100}):["\x27\s]"#)
        .title("Key in a curl command")
        .remedy("Change the credential at the service it opens, and pass it from a secret store instead of the text.")
        .keywords(&["-u ", "-u=", "--user"])
        .severity(Severity::Medium)
        .confidence(Confidence::Low)
        .rank(Rank::Generic)
        .min_entropy(3.0)
        .examples(&[Example("curl -u ", concat!("qwLuM", "7LFcRLmZjhXf"), ": https://api.example/")], &["curl -u administrator: https://api.example/", "curl --user \"$API_KEY:\" x"]),
    Rule::token("generic/authorization-header", "connection", r#"(?i)authorization["\x27]?\s{0,2}[:=]\s{0,2}["\x27]?(?:(?:basic|bearer|(?:api-)?token)\s{1,2})?([A-Za-z0-9_=~.+/-]{12,400})"#)
        .title("Credentials in an authorization header")
        .remedy("Change the credential at the service it opens, and pass it from a secret store instead of the text.")
        .keywords(&["authorization"])
        .severity(Severity::Medium)
        .confidence(Confidence::Low)
        .rank(Rank::Generic)
        .min_entropy(3.2)
        .examples(&[Example("Authorization: Bearer ", concat!("8A0H6", "2f8r4ReM4EbD0QbILEJzkVYZVQpFpNk"), "")], &["Authorization: Bearer $API_KEY", "Authorization: Bearer XXXXXXXXXXXX"]),
];
