//! A server of one answer per connection, on the loopback network.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

/// What was asked.
#[derive(Clone, Debug)]
pub(super) struct Request {
    pub(super) path: String,
    /// By lower-case name.
    pub(super) headers: BTreeMap<String, String>,
    /// Which request it is, from 0.
    pub(super) number: usize,
}

impl Request {
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }
}

/// Both directions of a connection.
pub(super) trait Connection: Read + Write {}

impl<T: Read + Write> Connection for T {}

pub(super) struct Server {
    address: SocketAddr,
    scheme: &'static str,
    requests: Arc<Mutex<Vec<Request>>>,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Answers every request with what `answer` writes; then the connection is closed.
    pub(super) fn start(
        answer: impl Fn(&Request, &mut dyn Connection) -> std::io::Result<()> + Send + 'static,
    ) -> Self {
        Self::start_with("http", Box::new, answer)
    }

    /// The same over what `wrap` makes of a connection.
    pub(super) fn start_with<C: Connection + ?Sized>(
        scheme: &'static str,
        wrap: impl Fn(TcpStream) -> Box<C> + Send + 'static,
        answer: impl Fn(&Request, &mut dyn Connection) -> std::io::Result<()> + Send + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let (requests, stop) = (Arc::new(Mutex::new(Vec::new())), Arc::new(AtomicBool::new(false)));
        let (seen, stopped) = (Arc::clone(&requests), Arc::clone(&stop));
        let thread = std::thread::spawn(move || {
            for connection in listener.incoming() {
                if stopped.load(Ordering::SeqCst) {
                    return;
                }
                let mut connection = wrap(connection.unwrap());
                // A client that goes away, or never gets as far as a request, is one of the cases.
                let Ok(Some(mut request)) = read(&mut connection) else {
                    continue;
                };
                {
                    let mut seen = seen.lock().unwrap();
                    request.number = seen.len();
                    seen.push(request.clone());
                }
                let mut connection = Whole(connection);
                let _ = answer(&request, &mut connection);
                let _ = connection.flush();
            }
        });
        Self {
            address,
            scheme,
            requests,
            stop,
            thread: Some(thread),
        }
    }

    pub(super) fn base(&self) -> String {
        format!("{}://{}/osv", self.scheme, self.address)
    }

    pub(super) fn port(&self) -> u16 {
        self.address.port()
    }

    pub(super) fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap().clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
        // Wakes the loop.
        let _ = TcpStream::connect(self.address);
        let ended = self.thread.take().unwrap().join();
        assert!(ended.is_ok() || std::thread::panicking());
    }
}

/// A sized thing around what may be none.
struct Whole<C: ?Sized>(Box<C>);

impl<C: Connection + ?Sized> Read for Whole<C> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        self.0.read(buffer)
    }
}

impl<C: Connection + ?Sized> Write for Whole<C> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.0.flush()
    }
}

fn read(connection: &mut impl Read) -> std::io::Result<Option<Request>> {
    let mut lines = BufReader::new(connection).lines();
    let Some(first) = lines.next().transpose()? else {
        return Ok(None);
    };
    let mut headers = BTreeMap::new();
    for line in lines {
        let line = line?;
        if line.is_empty() {
            break;
        }
        let (name, value) = line.split_once(": ").unwrap();
        headers.insert(name.to_lowercase(), value.to_owned());
    }
    Ok(first.split(' ').nth(1).map(|path| Request {
        path: path.to_owned(),
        headers,
        number: 0,
    }))
}

/// A whole answer with these headers, one a line.
pub(super) fn reply(
    connection: &mut dyn Connection,
    status: u16,
    headers: &str,
    body: &[u8],
) -> std::io::Result<()> {
    head(
        connection,
        status,
        &format!("content-length: {}\n{headers}", body.len()),
    )?;
    connection.write_all(body)
}

/// The head alone.
pub(super) fn head(connection: &mut dyn Connection, status: u16, headers: &str) -> std::io::Result<()> {
    let headers = headers
        .lines()
        .filter(|line| !line.is_empty())
        .fold(String::new(), |all, line| all + line + "\r\n");
    let text = format!("HTTP/1.1 {status} X\r\nconnection: close\r\n{headers}\r\n");
    connection.write_all(text.as_bytes())
}
