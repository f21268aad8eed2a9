//! Child processes, all started at the root of the workspace.

use std::env;
use std::ffi::OsStr;
#[cfg(unix)]
use std::os::unix::process::CommandExt;
use std::panic::resume_unwind;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::thread;

use anyhow::{Context, Result, bail};

pub(crate) const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// The cargo that started this program, so that every step uses one toolchain.
pub(crate) fn cargo(arguments: &str) -> Command {
    let cargo = env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    program(&cargo, arguments)
}

/// A program with arguments that hold no white space.
pub(crate) fn program(name: &str, arguments: &str) -> Command {
    let mut command = Command::new(name);
    command.args(arguments.split_whitespace()).current_dir(ROOT);
    command
}

/// Runs the command on this terminal; anything but success is an error.
pub(crate) fn run(mut command: Command) -> Result<()> {
    let status = command.status().with_context(|| did_not_start(&command))?;
    if !status.success() {
        bail!("`{}` failed: {status}", line(&command));
    }
    Ok(())
}

/// Runs the commands side by side on this terminal, each to its end; the first that failed is the error.
pub(crate) fn run_together(commands: impl IntoIterator<Item = Command>) -> Result<()> {
    together(commands, run)
}

/// Does the work for all items side by side, each to its end; the first that failed is the error.
pub(crate) fn together<T: Send>(
    items: impl IntoIterator<Item = T>,
    work: impl Fn(T) -> Result<()> + Sync,
) -> Result<()> {
    let work = &work;
    thread::scope(|scope| {
        let workers: Vec<_> = items.into_iter().map(|item| scope.spawn(move || work(item))).collect();
        workers.into_iter().try_for_each(|worker| worker.join().unwrap_or_else(|panic| resume_unwind(panic)))
    })
}

/// Runs the command with these arguments on this terminal, and ends as it does.
pub(crate) fn hand_over(mut command: Command, arguments: &[&str]) -> ExitCode {
    match command.args(arguments).status() {
        Ok(status) => status.code().and_then(|code| u8::try_from(code).ok()).map_or(ExitCode::FAILURE, ExitCode::from),
        Err(error) => {
            eprintln!("{}: {error}", did_not_start(&command));
            ExitCode::FAILURE
        }
    }
}

/// Ends this program and runs the command in its place, so that Ctrl-C is for that alone.
#[cfg(unix)]
pub(crate) fn become_program(mut command: Command) -> ExitCode {
    let error = command.exec();
    eprintln!("{}: {error}", did_not_start(&command));
    ExitCode::FAILURE
}

/// Runs the command and ends as it does: elsewhere no program becomes another.
#[cfg(not(unix))]
pub(crate) fn become_program(command: Command) -> ExitCode {
    hand_over(command, &[])
}

/// What the command writes to its standard output, when it succeeds.
pub(crate) fn read(mut command: Command) -> Result<String> {
    let output = command.stderr(Stdio::inherit()).output().with_context(|| did_not_start(&command))?;
    if !output.status.success() {
        bail!("`{}` failed: {}", line(&command), output.status);
    }
    Ok(String::from_utf8(output.stdout)?)
}

/// Whether the command is there and succeeds; what it writes is not shown.
pub(crate) fn succeeds(mut command: Command) -> bool {
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
    status.is_ok_and(|status| status.success())
}

fn did_not_start(command: &Command) -> String {
    format!("`{}` did not start", line(command))
}

/// The command as one would type it: the program without its folder.
fn line(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name();
    let words = program.into_iter().chain(command.get_args());
    let words: Vec<_> = words.map(OsStr::to_string_lossy).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};

    use super::*;

    #[test]
    fn failed_command_is_named_as_it_would_be_typed() {
        let mut command = cargo("no-such-command --now");
        command.stderr(Stdio::null());
        let error = run(command).unwrap_err().to_string();
        assert!(error.starts_with("`cargo no-such-command --now` failed: "), "{error}");
    }

    #[test]
    fn commands_that_run_together_all_end_and_the_first_failure_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let mut last = cargo("metadata --no-deps --format-version 1");
        last.stdout(File::create(folder.path().join("told")).unwrap());
        let error = run_together([program("first-absent", ""), program("second-absent", ""), last]).unwrap_err();
        assert_eq!(error.to_string(), "`first-absent` did not start");
        assert!(fs::metadata(folder.path().join("told")).unwrap().len() > 0);
    }

    #[test]
    fn absent_program_is_named() {
        let error = run(program("no-such-program", "")).unwrap_err().to_string();
        assert_eq!(error, "`no-such-program` did not start");
    }

    #[test]
    fn commands_start_at_the_root_of_the_workspace() {
        let manifest = read(cargo("locate-project --message-format plain")).unwrap();
        let found = std::fs::canonicalize(manifest.trim()).unwrap();
        let expected = std::fs::canonicalize(ROOT).unwrap().join("Cargo.toml");
        assert_eq!(found, expected);
    }
}
