//! Proves that the core asks nothing of its host: compiled to wasm, it has no imports.

use std::fs;

use anyhow::{Context, Result, bail};
use cargo_metadata::MetadataCommand;
use wasmparser::{ExternalKind, Parser, Payload};

use crate::command::{self, ROOT};
use crate::test::Tally;

pub(crate) const TARGET: &str = "wasm32-unknown-unknown";
const PACKAGE: &str = "telwire-wasm-imports";

/// A program that calls nothing of the core links some fifty functions of the standard library, and
/// one call of one carrier brings them past a hundred. With every call in it, the module has far more
/// than this; with less, it says nothing about the core.
const FEWEST_FUNCTIONS: u32 = 200;

pub(crate) fn check() -> Result<Tally> {
    install_target()?;
    command::run(command::cargo(&format!("build -p {PACKAGE} --release --target {TARGET}")))?;
    let metadata = MetadataCommand::new().current_dir(ROOT).no_deps().exec()?;
    let path = metadata.target_directory.join(format!("{TARGET}/release/{PACKAGE}.wasm"));
    let bytes = fs::read(&path).with_context(|| format!("`{path}` cannot be read"))?;
    let module = Module::read(&bytes)?;
    module.check()?;
    println!("{} functions, no imports", module.functions);
    Ok(Tally::PASSED)
}

pub(crate) fn install_target() -> Result<()> {
    let installed = command::read(command::program("rustup", "target list --installed"))?;
    if installed.lines().any(|target| target == TARGET) {
        return Ok(());
    }
    command::run(command::program("rustup", &format!("target add {TARGET}")))
}

/// What a module asks of its host, offers to it, and holds.
#[derive(Debug, Default)]
struct Module {
    imports: Vec<String>,
    exported_functions: usize,
    functions: u32,
}

impl Module {
    fn read(bytes: &[u8]) -> Result<Self> {
        let mut module = Self::default();
        for payload in Parser::new(0).parse_all(bytes) {
            match payload.context("not a wasm module")? {
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        let import = import?;
                        module.imports.push(format!("`{}.{}`", import.module, import.name));
                    }
                }
                Payload::ExportSection(section) => {
                    for export in section {
                        module.exported_functions += usize::from(export?.kind == ExternalKind::Func);
                    }
                }
                Payload::CodeSectionStart { count, .. } => module.functions = count,
                _ => {}
            }
        }
        Ok(module)
    }

    fn check(&self) -> Result<()> {
        if !self.imports.is_empty() {
            bail!("the module imports {}", self.imports.join(", "));
        }
        if self.exported_functions == 0 {
            bail!("the module exports no function, so the linker kept nothing of the core");
        }
        if self.functions < FEWEST_FUNCTIONS {
            bail!(
                "the module has {} functions, too few to hold the core (at least {FEWEST_FUNCTIONS} are expected)",
                self.functions
            );
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(head: &str, functions: u32) -> Result<(), String> {
        let functions: String = (0..functions).map(|_| "(func)").collect();
        let bytes = wat::parse_str(format!("(module {head} {functions})")).unwrap();
        let module = Module::read(&bytes).unwrap();
        module.check().map_err(|error| error.to_string())
    }

    #[test]
    fn module_without_imports_passes() {
        verdict(r#"(export "main" (func 0))"#, FEWEST_FUNCTIONS).unwrap();
    }

    #[test]
    fn every_import_is_named() {
        let imports = r#"(import "env" "now" (func)) (import "host" "memory" (memory 1))"#;
        assert_eq!(verdict(imports, FEWEST_FUNCTIONS).unwrap_err(), "the module imports `env.now`, `host.memory`");
    }

    #[test]
    fn module_that_exports_no_function_is_refused() {
        let refusal = "the module exports no function, so the linker kept nothing of the core";
        assert_eq!(verdict("", 0).unwrap_err(), refusal);
        let memory = r#"(memory (export "memory") 1)"#;
        assert_eq!(verdict(memory, FEWEST_FUNCTIONS).unwrap_err(), refusal);
    }

    #[test]
    fn module_too_small_to_hold_the_core_is_refused() {
        assert_eq!(
            verdict(r#"(export "main" (func 0))"#, FEWEST_FUNCTIONS - 1).unwrap_err(),
            "the module has 199 functions, too few to hold the core (at least 200 are expected)"
        );
    }

    #[test]
    fn anything_else_is_no_module() {
        let error = Module::read(b"<html>").unwrap_err();
        assert_eq!(error.to_string(), "not a wasm module");
    }
}
