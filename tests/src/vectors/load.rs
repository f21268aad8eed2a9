//! Reads every file of a folder of vectors, and complains of everything that is not as the format says.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::expand::expanded;

/// The carriers' folders, that of the workflows, and what else stands beside them.
const CARRIERS: [&str; 2] = ["aculab", "aql"];
const WORKFLOWS: &str = "workflows";
const COMPANIONS: [&str; 5] = ["README.md", "requirements.txt", "schema.json", "validate.py", "workflows.schema.json"];

/// One vector, its `$repeat`s written out.
#[derive(Clone, Debug)]
pub struct Vector {
    /// Its file, from the folder of the vectors on.
    pub file: String,
    /// Its name, unique in the file.
    pub name: String,
    /// What it is about: `aql/get_user`, a call; `aql/account`; `workflows/search`.
    pub subject: String,
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
        } else if name == WORKFLOWS {
            loaded.workflows(&entry);
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
            let header = Header { schema: "../../schema.json", member: "call", name: &call, subject: &call };
            for file in entries(&entry, &mut self.complaints) {
                self.file(&file, &format!("{call}/{}", file_name(&file)), &header);
            }
        }
    }

    fn workflows(&mut self, folder: &Path) {
        for file in entries(folder, &mut self.complaints) {
            let name = file.file_stem().unwrap_or_default().to_string_lossy();
            let subject = format!("{WORKFLOWS}/{name}");
            let header =
                Header { schema: "../workflows.schema.json", member: "workflow", name: &name, subject: &subject };
            self.file(&file, &format!("{WORKFLOWS}/{}", file_name(&file)), &header);
        }
    }

    fn file(&mut self, path: &Path, place: &str, header: &Header<'_>) {
        let vectors = match header.vectors(path) {
            Ok(vectors) => vectors,
            Err(complaint) => return self.complain(place, &complaint),
        };
        let mut names = BTreeSet::new();
        for (index, vector) in vectors.into_iter().enumerate() {
            match self::vector(vector, place, header.subject) {
                Ok(vector) if !names.insert(vector.name.clone()) => {
                    self.complain(&vector.place(), "the name is there twice");
                }
                Ok(vector) => self.vectors.push(vector),
                Err(complaint) => self.complain(&format!("{place}: vector {index}"), &complaint),
            }
        }
    }

    fn complain(&mut self, place: &str, complaint: &str) {
        self.complaints.push(format!("{place}: {complaint}"));
    }
}

/// What a file must say of itself.
struct Header<'a> {
    schema: &'static str,
    /// The member that names what the file is about, and the name.
    member: &'static str,
    name: &'a str,
    subject: &'a str,
}

impl Header<'_> {
    /// The vectors of a file that has this header, and nothing beside it.
    fn vectors(&self, path: &Path) -> Result<Vec<Map<String, Value>>, String> {
        let bytes = fs::read(path).map_err(|error| error.to_string())?;
        let mut file: Map<String, Value> = serde_json::from_slice(&bytes).map_err(|error| error.to_string())?;
        let schema = text(&mut file, "$schema")?;
        if schema != self.schema {
            return Err(format!("names the schema `{schema}`, not `{}`", self.schema));
        }
        let name = text(&mut file, self.member)?;
        if name != self.name {
            return Err(format!("is of `{name}` and lies where `{}` should", self.name));
        }
        let vectors = file.shift_remove("vectors").unwrap_or_default();
        match file.keys().next() {
            Some(member) => Err(format!("must not hold `{member}`")),
            None => serde_json::from_value(vectors).map_err(|error| error.to_string()),
        }
    }
}

fn vector(mut members: Map<String, Value>, file: &str, subject: &str) -> Result<Vector, String> {
    let mut text = |name| text(&mut members, name);
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
        subject: subject.to_owned(),
        kind,
        content: content.collect::<Result<_, String>>()?,
    })
}

/// Takes a member that must be a text out of an object.
fn text(members: &mut Map<String, Value>, name: &str) -> Result<String, String> {
    match members.shift_remove(name) {
        Some(Value::String(text)) if !text.is_empty() => Ok(text),
        _ => Err(format!("`{name}` must be a text")),
    }
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
