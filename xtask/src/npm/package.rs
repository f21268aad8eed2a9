//! From Rust to the tarball: cargo, wasm-bindgen, wasm-opt, the bundles, `npm pack`.

use std::{env, fs};

use anyhow::Result;
use cargo_metadata::camino::{Utf8Path, Utf8PathBuf};
use wasm_bindgen_cli_support::Bindgen;

use super::{in_package, install_tools, script, target};
use crate::command::{self, ROOT};
use crate::test::Tally;
use crate::wasm_imports::{TARGET, install_target};

/// The crates of the modules, and the profiles that they are built by.
const MODULES: &[(&str, &str)] =
    &[("telwire-wasm", "wasm"), ("telwire-wasm-relay", "wasm-server"), ("telwire-wasm-sandbox", "wasm")];

/// What Node 20 loads: `--all-features` makes a module that it refuses.
const OPTIMISE: &str = "-O3 --mvp-features --enable-bulk-memory --enable-nontrapping-float-to-int \
    --enable-reference-types --enable-multivalue --enable-mutable-globals --enable-sign-ext --strip-debug \
    --strip-producers";

/// Builds the package in its folder.
pub(crate) fn build() -> Result<Tally> {
    install_target()?;
    install_tools()?;
    let glue = target()?.join("npm");
    // Side by side: each is linked by a single thread.
    command::together(MODULES, |(module, profile)| make(module, profile, &glue))?;
    let mut bundle = script("build")?;
    bundle.arg(&glue);
    command::run(bundle)?;
    Ok(Tally::PASSED)
}

/// Builds the package and puts it as npm has it into `target/packages`.
pub(crate) fn package() -> Result<()> {
    build()?;
    println!("{}", pack()?);
    Ok(())
}

/// The package that was built, as npm has it: a tarball in `target/packages`.
pub(super) fn pack() -> Result<Utf8PathBuf> {
    let packages = target()?.join("packages");
    fs::create_dir_all(&packages)?;
    let mut pack = in_package("npm", "pack --silent --pack-destination");
    pack.arg(&packages);
    Ok(packages.join(command::read(pack)?.trim()))
}

/// Makes the module of a crate, and its glue.
fn make(module: &str, profile: &str, glue: &Utf8Path) -> Result<()> {
    let name = module.replace('-', "_");
    let mut build = command::cargo(&format!("build -p {module} --profile {profile} --target {TARGET}"));
    build.env("RUSTFLAGS", without_paths()?);
    command::run(build)?;
    let compiled = target()?.join(format!("{TARGET}/{profile}/{name}.wasm"));
    Bindgen::new().input_path(compiled).web(true)?.omit_default_module_path(true).typescript(false).generate(glue)?;
    optimise(&glue.join(format!("{name}_bg.wasm")))
}

/// Flags that keep the folders of whoever builds out of the messages of panics.
fn without_paths() -> Result<String> {
    let workspace = Utf8Path::new(ROOT).canonicalize_utf8()?;
    let home = env::home_dir().and_then(|home| Utf8PathBuf::from_path_buf(home).ok());
    let folders = [Some(workspace), home].into_iter().flatten();
    Ok(folders.map(|folder| format!("--remap-path-prefix={folder}=.")).collect::<Vec<_>>().join(" "))
}

/// Makes the module small and fast, in its place.
fn optimise(module: &Utf8PathBuf) -> Result<()> {
    let mut optimise = in_package("node_modules/.bin/wasm-opt", OPTIMISE);
    optimise.arg(module).arg("-o").arg(module);
    command::run(optimise)
}
