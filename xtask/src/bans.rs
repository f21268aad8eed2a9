//! Proves that `core/clippy.toml` refuses what it is there to refuse: a misspelt path in it would ban nothing.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Stdio;

use anyhow::{Context, Result, bail};
use cargo_metadata::diagnostic::Diagnostic;
use cargo_metadata::{Message, MetadataCommand};

use crate::command::{self, ROOT};
use crate::test::Tally;

/// One use of each kind of thing that the core must not reach.
const BANNED: &[&str] = &[
    "std::time::Instant::now()",
    "std::time::SystemTime::now()",
    "std::time::UNIX_EPOCH.elapsed()",
    "std::net::TcpListener::bind(\"127.0.0.1:0\")",
    "std::net::TcpStream::connect(\"127.0.0.1:1\")",
    "std::net::UdpSocket::bind(\"127.0.0.1:0\")",
    "std::net::ToSocketAddrs::to_socket_addrs(\"localhost:1\")",
    "std::fs::File::open(\"name\")",
    "std::fs::OpenOptions::new()",
    "std::fs::metadata(\"name\")",
    "std::fs::read(\"name\")",
    "std::fs::read_to_string(\"name\")",
    "std::fs::write(\"name\", \"text\")",
    "std::path::Path::new(\"name\").exists()",
    "std::env::args()",
    "std::env::current_dir()",
    "std::env::var(\"NAME\")",
    "std::env::vars()",
    "std::thread::Builder::new()",
    "std::thread::current()",
    "std::thread::scope(|_| ())",
    "std::thread::sleep(std::time::Duration::ZERO)",
    "std::thread::spawn(|| ())",
    "std::process::Command::new(\"name\")",
    "std::process::abort()",
    "std::process::exit(1)",
    "std::process::id()",
    "std::io::stderr()",
    "std::io::stdin()",
    "std::io::stdout()",
    "dbg!(1)",
    "eprint!(\"text\")",
    "eprintln!(\"text\")",
    "print!(\"text\")",
    "println!(\"text\")",
    "std::hash::RandomState::new()",
    "std::collections::hash_map::RandomState::new()",
    "std::collections::HashMap::<u8, u8>::new()",
    "std::collections::HashSet::<u8>::new()",
];

/// Neighbours of the banned that only hold values.
const ALLOWED: &[&str] = &[
    "std::time::Duration::from_secs(1)",
    "std::net::Ipv4Addr::LOCALHOST",
    "std::path::Path::new(\"name\")",
    "std::collections::BTreeMap::<u8, u8>::new()",
    "env!(\"CARGO_PKG_NAME\")",
];

const MANIFEST: &str = "\
[package]
name = \"bans-probe\"
edition = \"2024\"

[workspace]
";

pub(crate) fn check() -> Result<Tally> {
    let metadata = MetadataCommand::new().current_dir(ROOT).no_deps().exec()?;
    let probe = metadata.target_directory.join("bans-probe");
    write_probe(probe.as_std_path())?;
    compare(&refused_lines(probe.as_std_path())?)?;
    println!("{} uses are refused", BANNED.len());
    Ok(Tally::PASSED)
}

fn write_probe(probe: &Path) -> Result<()> {
    fs::create_dir_all(probe.join("src"))?;
    fs::write(probe.join("Cargo.toml"), MANIFEST)?;
    fs::write(probe.join("src/lib.rs"), source())?;
    fs::copy(Path::new(ROOT).join("core/clippy.toml"), probe.join("clippy.toml"))
        .context("`core/clippy.toml` cannot be copied")?;
    Ok(())
}

/// One function to a line, in the order of `snippets`.
fn source() -> String {
    snippets().enumerate().map(|(index, snippet)| format!("pub fn f{index}() {{ let _ = {snippet}; }}\n")).collect()
}

fn snippets() -> impl Iterator<Item = &'static str> {
    BANNED.iter().chain(ALLOWED).copied()
}

/// The lines of the probe, counted from 1, that clippy refuses as disallowed.
fn refused_lines(probe: &Path) -> Result<BTreeSet<usize>> {
    let mut lines = BTreeSet::new();
    for message in Message::parse_stream(clippy(probe)?.as_slice()) {
        let Message::CompilerMessage(message) = message? else {
            continue;
        };
        let Diagnostic { code, spans, message, .. } = message.message;
        if spans.iter().any(|span| span.file_name.ends_with("clippy.toml")) {
            bail!("`core/clippy.toml` is not understood: {message}");
        }
        if code.is_some_and(|code| code.code.starts_with("clippy::disallowed_")) {
            lines.extend(spans.iter().map(|span| span.line_start));
        }
    }
    Ok(lines)
}

fn clippy(probe: &Path) -> Result<Vec<u8>> {
    let output = command::cargo("clippy --quiet --message-format=json --manifest-path")
        .arg(probe.join("Cargo.toml"))
        // Flags such as `-D warnings` would end the build at what it is meant to report.
        .env_remove("RUSTFLAGS")
        .stderr(Stdio::inherit())
        .output()
        .context("cargo did not start")?;
    if !output.status.success() {
        bail!("the probe does not compile:\n{}", String::from_utf8_lossy(&output.stdout));
    }
    Ok(output.stdout)
}

fn compare(refused: &BTreeSet<usize>) -> Result<()> {
    let mut mistakes = Vec::new();
    for (index, snippet) in snippets().enumerate() {
        match (index < BANNED.len(), refused.contains(&(index + 1))) {
            (true, false) => mistakes.push(format!("`{snippet}` is let through")),
            (false, true) => mistakes.push(format!("`{snippet}` is refused")),
            _ => {}
        }
    }
    if !mistakes.is_empty() {
        bail!("`core/clippy.toml` is wrong: {}", mistakes.join(", "));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn every_banned_line() -> BTreeSet<usize> {
        (1..=BANNED.len()).collect()
    }

    #[test]
    fn each_snippet_has_its_line() {
        let source = source();
        assert_eq!(source.lines().count(), BANNED.len() + ALLOWED.len());
        for (line, snippet) in source.lines().zip(snippets()) {
            assert!(line.contains(snippet), "{line}");
        }
    }

    #[test]
    fn all_banned_and_nothing_else_passes() {
        compare(&every_banned_line()).unwrap();
    }

    #[test]
    fn banned_snippet_that_is_let_through_is_named() {
        let mut refused = every_banned_line();
        refused.remove(&1);
        let error = compare(&refused).unwrap_err().to_string();
        assert_eq!(error, "`core/clippy.toml` is wrong: `std::time::Instant::now()` is let through");
    }

    #[test]
    fn allowed_snippet_that_is_refused_is_named() {
        let mut refused = every_banned_line();
        refused.insert(BANNED.len() + 1);
        let error = compare(&refused).unwrap_err().to_string();
        assert_eq!(error, "`core/clippy.toml` is wrong: `std::time::Duration::from_secs(1)` is refused");
    }
}
