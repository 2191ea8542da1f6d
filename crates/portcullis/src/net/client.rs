//! Requests and answers. The one place that knows the crate that speaks HTTP and TLS.

use std::io::{self, Read};
use std::time::{Duration, Instant};

use portcullis_findings::Label;
use ureq::http::{HeaderMap, Response};
use ureq::tls::{PemItem, RootCerts, TlsConfig, parse_pem};
use ureq::{Agent, Body, Timeout};

use super::{Address, FetchError, PlainHttp, Roots, Timeouts, UpdateError, Wait};

/// Who asks.
const USER_AGENT: &str = concat!("portcullis/", env!("CARGO_PKG_VERSION"));

/// Bytes of the head of an answer.
const HEAD_BYTES: usize = 64 * 1024;

/// Asks one server after another; connections are kept open in between.
pub(super) struct Client {
    agent: Agent,
    plain_http: PlainHttp,
    redirections: u32,
}

/// What a request says beside its address.
#[derive(Clone, Debug, Default)]
pub(super) struct Conditions {
    /// `If-None-Match`, as the server sent it.
    pub(super) unless_tag: Option<String>,
    /// `If-Modified-Since`, as the server sent it.
    pub(super) unless_date: Option<String>,
    /// `Range` from this byte on, with a strong tag for `If-Range`.
    pub(super) from: Option<(u64, String)>,
}

/// The head of an answer, and its body to be read.
pub(super) struct Answer {
    /// Who answered: after redirections another than was asked.
    pub(super) address: Address,
    pub(super) status: u16,
    /// Bytes of the body, if stated.
    pub(super) length: Option<u64>,
    pub(super) body: Content,
    headers: HeaderMap,
}

/// A body.
pub(super) struct Content {
    reader: Box<dyn Read>,
    address: Address,
}

impl Client {
    pub(super) fn new(
        roots: &Roots,
        timeouts: &Timeouts,
        plain_http: PlainHttp,
        redirections: u32,
    ) -> Result<Self, UpdateError> {
        let roots = match roots {
            Roots::Bundled => RootCerts::WebPki,
            Roots::Only(pem) => certificates(pem)?,
        };
        let agent = Agent::config_builder()
            .tls_config(TlsConfig::builder().root_certs(roots).build())
            .http_status_as_error(false)
            // Followed here, where the rules are.
            .max_redirects(0)
            // Of the environment nothing is read.
            .proxy(None)
            .user_agent(USER_AGENT)
            .accept_encoding("identity")
            .max_response_header_size(HEAD_BYTES)
            .timeout_resolve(Some(timeouts.connect))
            .timeout_connect(Some(timeouts.connect))
            .timeout_recv_response(Some(timeouts.answer))
            .timeout_per_read(Some(timeouts.stall))
            .timeout_per_write(Some(timeouts.stall))
            .build()
            .new_agent();
        Ok(Self {
            agent,
            plain_http,
            redirections,
        })
    }

    /// Whether plain `http` may lead there.
    pub(super) fn may_open(&self, address: &Address) -> bool {
        address.is_https() || address.is_loopback() || self.plain_http == PlainHttp::Anywhere
    }

    /// Asks, and follows redirections within one scheme.
    pub(super) fn get(
        &self,
        address: &Address,
        conditions: &Conditions,
        deadline: Instant,
    ) -> Result<Answer, FetchError> {
        let mut address = address.clone();
        for _ in 0..=self.redirections {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Err(FetchError::Timeout {
                    address,
                    wait: Wait::Total,
                });
            }
            let response = self.ask(&address, conditions, left)?;
            if !matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308) {
                return answer(address, response);
            }
            address = self.target(&address, response.headers())?;
        }
        Err(FetchError::Redirections {
            address,
            allowed: self.redirections,
        })
    }

    fn ask(
        &self,
        address: &Address,
        conditions: &Conditions,
        left: Duration,
    ) -> Result<Response<Body>, FetchError> {
        let mut request = self.agent.get(address.to_request());
        if let Some(tag) = &conditions.unless_tag {
            request = request.header("if-none-match", tag);
        }
        if let Some(date) = &conditions.unless_date {
            request = request.header("if-modified-since", date);
        }
        if let Some((from, tag)) = &conditions.from {
            request = request
                .header("range", format!("bytes={from}-"))
                .header("if-range", tag);
        }
        request
            .config()
            .timeout_global(Some(left))
            .build()
            .call()
            .map_err(|error| fault(error, address))
    }

    fn target(&self, from: &Address, headers: &HeaderMap) -> Result<Address, FetchError> {
        let nowhere = |source| FetchError::Redirection {
            address: from.clone(),
            source,
        };
        let location = text(headers, "location").ok_or_else(|| nowhere(None))?;
        let target = from
            .redirected(location)
            .map_err(|source| nowhere(Some(source)))?;
        if target.is_https() != from.is_https() || !self.may_open(&target) {
            return Err(FetchError::Downgrade {
                address: from.clone(),
                target,
            });
        }
        Ok(target)
    }
}

impl Answer {
    /// A header that is text; the first of its name.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        text(&self.headers, name)
    }

    /// All headers of a name that are text.
    pub(super) fn all<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a str> {
        self.headers
            .get_all(name)
            .iter()
            .filter_map(|value| value.to_str().ok())
    }

    /// That this status is not what was hoped for.
    pub(super) fn refused(&self) -> FetchError {
        // The other form, a date, would need the server's clock; the usual wait does as well.
        let retry_after = self
            .header("retry-after")
            .and_then(|value| value.trim().parse().ok())
            .map(Duration::from_secs);
        FetchError::Status {
            address: self.address.clone(),
            status: self.status,
            retry_after,
        }
    }
}

impl Content {
    /// The next bytes, 0 at the end; `received` are here already.
    pub(super) fn read(&mut self, buffer: &mut [u8], received: u64) -> Result<usize, FetchError> {
        loop {
            match self.reader.read(buffer) {
                Ok(count) => return Ok(count),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    return Err(match fault(ureq::Error::from(error), &self.address) {
                        FetchError::Connect { address, .. } => FetchError::Cut { address, received },
                        other => other,
                    });
                }
            }
        }
    }
}

fn answer(address: Address, response: Response<Body>) -> Result<Answer, FetchError> {
    let (head, body) = response.into_parts();
    let protocol = |cause: &str| FetchError::Protocol {
        address: address.clone(),
        cause: cause.to_owned(),
    };
    if text(&head.headers, "content-encoding").is_some_and(|value| !value.eq_ignore_ascii_case("identity")) {
        return Err(protocol("the body is encoded, which was not asked for"));
    }
    let length = match text(&head.headers, "content-length") {
        Some(value) => Some(
            value
                .parse()
                .map_err(|_| protocol("the length of the body is no number"))?,
        ),
        None => None,
    };
    let reader = Box::new(body.into_with_config().limit(u64::MAX).reader());
    Ok(Answer {
        status: head.status.as_u16(),
        length,
        body: Content {
            reader,
            address: address.clone(),
        },
        headers: head.headers,
        address,
    })
}

fn text<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name)?.to_str().ok()
}

fn certificates(pem: &[u8]) -> Result<RootCerts, UpdateError> {
    let mut found = Vec::new();
    for item in parse_pem(pem) {
        if let PemItem::Certificate(certificate) = item.map_err(|_| UpdateError::Roots)? {
            found.push(certificate);
        }
    }
    if found.is_empty() {
        return Err(UpdateError::Roots);
    }
    Ok(RootCerts::from(found))
}

fn fault(error: ureq::Error, address: &Address) -> FetchError {
    let address = address.clone();
    let cause = |text: String| Label::new(text).to_string();
    match error {
        ureq::Error::Timeout(timeout) => FetchError::Timeout {
            address,
            wait: wait(timeout),
        },
        ureq::Error::Rustls(error) => FetchError::Tls {
            address,
            cause: cause(error.to_string()),
        },
        ureq::Error::Tls(error) => FetchError::Tls {
            address,
            cause: error.to_owned(),
        },
        ureq::Error::Io(error) => match error.kind() {
            // So TLS wraps its complaints.
            io::ErrorKind::InvalidData if address.is_https() => FetchError::Tls {
                address,
                cause: cause(error.to_string()),
            },
            io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => FetchError::Timeout {
                address,
                wait: Wait::Stall,
            },
            kind => FetchError::Connect {
                address,
                cause: kind.to_string(),
            },
        },
        ureq::Error::HostNotFound => FetchError::Connect {
            address,
            cause: "the host is not known".to_owned(),
        },
        ureq::Error::ConnectionFailed => FetchError::Connect {
            address,
            cause: "nobody answers".to_owned(),
        },
        other => FetchError::Protocol {
            address,
            cause: cause(other.to_string()),
        },
    }
}

fn wait(timeout: Timeout) -> Wait {
    match timeout {
        Timeout::Resolve | Timeout::Connect => Wait::Connect,
        Timeout::RecvResponse => Wait::Answer,
        Timeout::Global | Timeout::PerCall => Wait::Total,
        _ => Wait::Stall,
    }
}
