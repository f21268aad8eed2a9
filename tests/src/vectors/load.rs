//! Reads every file of a folder of vectors, and complains of everything that is not as the format says.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::expand::expanded;

/// The carriers' folders, and what else stands beside them.
const CARRIERS: [&str; 2] = ["aculab", "aql"];
const COMPANIONS: [&str; 4] = ["README.md", "requirements.txt", "schema.json", "validate.py"];
const SCHEMA: &str = "../../schema.json";

/// One vector, its `$repeat`s written out.
#[derive(Clone, Debug)]
pub struct Vector {
    /// Its file, from the folder of the vectors on.
    pub file: String,
    /// Its name, unique in the file.
    pub name: String,
    /// The call, or the carrier's `account`, that it is about: the folder it stands in.
    pub call: String,
    /// How it is to be run.
    pub kind: String,
    /// The members that belong to the kind.
    content: Map<String, Value>,
}

impl Vector {
    /// File and name, for messages.
    #[must_use]
    pub fn place(&self) -> String {
        format!("{}: {}", self.file, self.name)
    }

    /// The members of its kind.
    ///
    /// # Errors
    /// A member is unknown, missing, or of another type.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, String> {
        T::deserialize(Value::Object(self.content.clone())).map_err(|error| error.to_string())
    }
}

/// What stands in a folder of vectors.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    /// Every vector that could be read, by file.
    pub vectors: Vec<Vector>,
    /// What is wrong with the files. Empty means that every file was read, whole.
    pub complaints: Vec<String>,
}

/// The folder of the vectors.
#[must_use]
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors")
}

/// Reads all vectors below `root`.
#[must_use]
pub fn load(root: &Path) -> Loaded {
    let mut loaded = Loaded::default();
    for entry in entries(root, &mut loaded.complaints) {
        let name = file_name(&entry);
        if CARRIERS.contains(&name.as_str()) {
            loaded.carrier(&entry, &name);
        } else if !COMPANIONS.contains(&name.as_str()) {
            loaded.complain(&name, "belongs to no carrier");
        }
    }
    loaded
}

impl Loaded {
    fn carrier(&mut self, folder: &Path, carrier: &str) {
        for entry in entries(folder, &mut self.complaints) {
            let call = format!("{carrier}/{}", file_name(&entry));
            for file in entries(&entry, &mut self.complaints) {
                let place = format!("{call}/{}", file_name(&file));
                if let Err(complaint) = self.file(&file, &place, &call) {
                    self.complain(&place, &complaint);
                }
            }
        }
    }

    fn file(&mut self, path: &Path, place: &str, call: &str) -> Result<(), String> {
        let bytes = fs::read(path).map_err(|error| error.to_string())?;
        let file: File = serde_json::from_slice(&bytes).map_err(|error| error.to_string())?;
        if file.schema != SCHEMA {
            return Err(format!("names the schema `{}`, not `{SCHEMA}`", file.schema));
        }
        if file.call != call {
            return Err(format!("is of `{}` and lies in `{call}`", file.call));
        }
        let mut names = BTreeSet::new();
        for (index, vector) in file.vectors.into_iter().enumerate() {
            match self::vector(vector, place, call) {
                Ok(vector) if !names.insert(vector.name.clone()) => {
                    self.complain(&vector.place(), "the name is there twice");
                }
                Ok(vector) => self.vectors.push(vector),
                Err(complaint) => self.complain(&format!("{place}: vector {index}"), &complaint),
            }
        }
        Ok(())
    }

    fn complain(&mut self, place: &str, complaint: &str) {
        self.complaints.push(format!("{place}: {complaint}"));
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "$schema")]
    schema: String,
    call: String,
    vectors: Vec<Map<String, Value>>,
}

fn vector(mut members: Map<String, Value>, file: &str, call: &str) -> Result<Vector, String> {
    let mut text = |name: &str| match members.shift_remove(name) {
        Some(Value::String(text)) if !text.is_empty() => Ok(text),
        _ => Err(format!("`{name}` must be a text")),
    };
    let (name, kind, _source) = (text("name")?, text("kind")?, text("source")?);
    let is_snake = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    if !name.bytes().all(is_snake) {
        return Err(format!("the name `{name}` is not in snake case"));
    }
    let members = members.into_iter();
    let content = members.map(|(member, value)| Ok((member, expanded(value)?)));
    Ok(Vector {
        file: file.to_owned(),
        name,
        call: call.to_owned(),
        kind,
        content: content.collect::<Result<_, String>>()?,
    })
}

/// What stands in `folder`, by name.
fn entries(folder: &Path, complaints: &mut Vec<String>) -> Vec<PathBuf> {
    let paths =
        fs::read_dir(folder).and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>, _>>());
    match paths {
        Ok(mut paths) => {
            paths.sort();
            paths
        }
        Err(error) => {
            complaints.push(format!("{}: {error}", folder.display()));
            Vec::new()
        }
    }
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
