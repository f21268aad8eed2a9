//! The package as others get it: a wheel, a source distribution, and stubs that say what the native module says.

use std::fs;

use anyhow::{Context, Result};
use cargo_metadata::camino::{Utf8Path, Utf8PathBuf};

use super::{PIP, build, make_environment, python, target};
use crate::command;
use crate::test::Tally;

/// The folder of the wheel, below the target directory.
pub(crate) const WHEEL: &str = "python-wheel";

const SMOKE_TEST: &str = "\
from telwire import aql
call = aql.CheckNumbers('44-113-312012*')
assert call.parse(200, b'AQVOIP_OK\\n44-113-3120120\\n') == [aql.Number('44-113-3120120')]
";

/// Puts the wheel into the environment. What was there goes first: a check must not see what did not build.
pub(crate) fn install() -> Result<Tally> {
    command::run(python(&format!("{PIP} uninstall --yes telwire"))?)?;
    let mut install = python(&format!("{PIP} install --no-deps"))?;
    install.arg(wheel()?);
    command::run(install)?;
    Ok(Tally::PASSED)
}

/// The stubs that are committed say what the native module says. maturin finds that by symbols, which no release has.
pub(crate) fn stubs() -> Result<Tally> {
    let generated = target()?.join("python-stubs");
    build("generate-stubs", &generated)?;
    let mut compare = command::program("git", "diff --no-index --exit-code bindings-python/python/telwire/_native");
    compare.arg(generated.join("telwire/_native"));
    command::run(compare).context("`maturin generate-stubs --out python` writes other stubs")?;
    Ok(Tally::PASSED)
}

/// The source distribution holds all that it is built of: it installs where nothing of the project is.
pub(crate) fn alone() -> Result<Tally> {
    let elsewhere = tempfile::tempdir()?;
    let elsewhere = Utf8Path::from_path(elsewhere.path()).context("the temporary folder has an odd name")?;
    make_environment(elsewhere)?;
    let interpreter = elsewhere.join("bin/python");
    // pip would keep what it built, and take that again for another file of the same name.
    let mut install = command::program(interpreter.as_str(), &format!("{PIP} install --no-cache-dir"));
    install.arg(sdist()?).current_dir(elsewhere).env_remove("CARGO_TARGET_DIR");
    // What it does is tested elsewhere; here it only has to be built.
    install.env("CARGO_PROFILE_RELEASE_LTO", "off").env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0");
    command::run(install)?;
    let mut smoke_test = command::program(interpreter.as_str(), "-X dev -W error -c");
    smoke_test.arg(SMOKE_TEST).current_dir(elsewhere);
    command::run(smoke_test)?;
    Ok(Tally::PASSED)
}

/// Puts a wheel and a source distribution into `target/packages`.
pub(crate) fn package() -> Result<()> {
    let packages = target()?.join("packages");
    fs::create_dir_all(&packages)?;
    for built in [wheel()?, sdist()?] {
        let package = packages.join(built.file_name().context("what was built has no name")?);
        fs::copy(&built, &package)?;
        println!("{package}");
    }
    Ok(())
}

fn wheel() -> Result<Utf8PathBuf> {
    build("build --release --compression-level 9", &target()?.join(WHEEL))
}

fn sdist() -> Result<Utf8PathBuf> {
    build("sdist", &target()?.join("python-sdist"))
}
