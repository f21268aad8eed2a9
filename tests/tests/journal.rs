//! A journal in a file keeps what was saved, takes nothing out of order, and is one process's at a time.

#![allow(clippy::unwrap_used, reason = "tests may stop at the first surprise")]

use std::fs;
use std::path::Path;

use telwire::workflow::Checkpoint;
use telwire_tests::journal::Journal;
use tempfile::TempDir;

fn checkpoint(text: &str) -> Checkpoint {
    Checkpoint::from_bytes(text)
}

/// A journal that holds the save 1, in a folder of its own.
fn saved_once() -> (TempDir, Journal) {
    let folder = tempfile::tempdir().unwrap();
    let mut journal = Journal::open(folder.path().join("order")).unwrap();
    journal.save(1, &checkpoint("first")).unwrap();
    (folder, journal)
}

fn loaded(journal: &Journal) -> Option<Checkpoint> {
    journal.load().unwrap()
}

#[test]
fn what_was_saved_last_is_loaded_also_by_the_next_process() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("order");
    let mut journal = Journal::open(&path).unwrap();
    assert_eq!(loaded(&journal), None);
    for (seq, text) in [(1, "first"), (2, "second"), (3, "")] {
        journal.save(seq, &checkpoint(text)).unwrap();
        assert_eq!(loaded(&journal), Some(checkpoint(text)));
    }
    drop(journal);
    assert_eq!(fs::read(&path).unwrap(), 3_u64.to_be_bytes());
    let mut journal = Journal::open(&path).unwrap();
    assert_eq!(loaded(&journal), Some(checkpoint("")));
    journal.save(4, &checkpoint("fourth")).unwrap();
    assert_eq!(loaded(&journal), Some(checkpoint("fourth")));
}

#[test]
fn a_save_that_does_not_follow_the_one_before_is_a_conflict() {
    let (folder, mut journal) = saved_once();
    let path = folder.path().join("order");
    for seq in [0, 1, 3, u64::MAX] {
        let error = journal.save(seq, &checkpoint("other")).unwrap_err();
        let expected = format!(
            "the journal `{}` holds save 1, which save {seq} does not follow: another driver has it",
            path.display()
        );
        assert_eq!(error.to_string(), expected);
        assert_eq!(loaded(&journal), Some(checkpoint("first")));
    }
}

#[test]
fn an_empty_journal_takes_only_the_first_save() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("order");
    let error = Journal::open(&path).unwrap().save(2, &checkpoint("second")).unwrap_err();
    let expected =
        format!("the journal `{}` holds save 0, which save 2 does not follow: another driver has it", path.display());
    assert_eq!(error.to_string(), expected);
    assert!(!path.exists());
}

#[test]
fn nobody_else_can_open_it_meanwhile() {
    let (folder, mut journal) = saved_once();
    let path = folder.path().join("order");
    // The file is another one after each save, the lock is not.
    journal.save(2, &checkpoint("second")).unwrap();
    let error = Journal::open(&path).unwrap_err();
    assert_eq!(error.to_string(), format!("the journal `{}` is in use by another process", path.display()));
    drop(journal);
    assert_eq!(loaded(&Journal::open(&path).unwrap()), Some(checkpoint("second")));
}

#[cfg(unix)]
#[test]
fn only_its_owner_can_read_it() {
    let (folder, mut journal) = saved_once();
    let [path, lock, temporary] = ["order", "order.lock", "order.tmp"].map(|name| folder.path().join(name));
    assert_eq!([&path, &lock].map(|path| mode(path)), [0o600, 0o600]);

    // Neither a journal that was opened to others nor what a killed process left behind changes that.
    set_mode(&path, 0o644);
    fs::write(&temporary, "left behind").unwrap();
    set_mode(&temporary, 0o644);
    journal.save(2, &checkpoint("second")).unwrap();
    assert_eq!(mode(&path), 0o600);
    assert!(!temporary.exists());
    assert_eq!(loaded(&journal), Some(checkpoint("second")));
}

#[cfg(unix)]
fn mode(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt as _;
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[cfg(unix)]
fn set_mode(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn a_save_that_fails_leaves_what_was_there() {
    let (folder, mut journal) = saved_once();
    fs::create_dir(folder.path().join("order.tmp")).unwrap();
    let error = journal.save(2, &checkpoint("second")).unwrap_err();
    let beginning = format!("the journal `{}` cannot be used: ", folder.path().join("order").display());
    assert!(error.to_string().starts_with(&beginning), "{error}");
    assert_eq!(loaded(&journal), Some(checkpoint("first")));
    fs::remove_dir(folder.path().join("order.tmp")).unwrap();
    journal.save(2, &checkpoint("second")).unwrap();
}

#[test]
fn a_file_that_is_no_journal_is_neither_read_nor_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let short = folder.path().join("short");
    fs::write(&short, "7 bytes").unwrap();
    let mut journal = Journal::open(&short).unwrap();
    let expected =
        format!("`{}` is no journal, or is damaged: it is shorter than the number of a save", short.display());
    assert_eq!(journal.load().unwrap_err().to_string(), expected);
    assert_eq!(journal.save(1, &checkpoint("first")).unwrap_err().to_string(), expected);
    assert_eq!(fs::read(&short).unwrap(), b"7 bytes");

    let long = folder.path().join("long");
    fs::write(&long, "Dear customer, …").unwrap();
    let error = Journal::open(&long).unwrap().save(1, &checkpoint("first")).unwrap_err();
    assert!(error.to_string().ends_with("which save 1 does not follow: another driver has it"), "{error}");
    assert_eq!(fs::read(&long).unwrap(), "Dear customer, …".as_bytes());
}

#[test]
fn a_journal_in_a_folder_that_is_not_there_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("missing").join("order");
    let error = Journal::open(&path).unwrap_err();
    let beginning = format!("the journal `{}` cannot be used: ", path.display());
    assert!(error.to_string().starts_with(&beginning), "{error}");
}

#[test]
fn printing_an_error_or_a_journal_shows_no_checkpoint() {
    let (_folder, mut journal) = saved_once();
    let error = journal.save(1, &checkpoint("password")).unwrap_err();
    let printed = format!("{journal:?} {error:?} {error}");
    assert!(!printed.contains("first") && !printed.contains("password"), "{printed}");
}
