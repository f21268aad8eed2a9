//! Holds `deny.toml` to the dependencies, also where there is no cargo-deny: each licence is allowed,
//! and each allowed licence is needed.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use cargo_metadata::{CargoOpt, MetadataCommand, Package};
use serde::Deserialize;
use spdx::{Expression, Licensee, ParseMode};

use crate::command::ROOT;
use crate::test::Tally;

pub(crate) fn check() -> Result<Tally> {
    let deny = fs::read_to_string(Path::new(ROOT).join("deny.toml")).context("`deny.toml` cannot be read")?;
    let allowed = allowed(&deny)?;
    let metadata = MetadataCommand::new().current_dir(ROOT).features(CargoOpt::AllFeatures).exec()?;
    let offers = metadata.packages.iter().map(offer).collect::<Result<Vec<_>>>()?;
    let mistakes = mistakes(&offers, &allowed);
    if !mistakes.is_empty() {
        bail!("{}", mistakes.join(", "));
    }
    println!("{} packages, {} licences", offers.len(), allowed.len());
    Ok(Tally::PASSED)
}

#[derive(Deserialize)]
struct Deny {
    licenses: Licenses,
}

#[derive(Deserialize)]
struct Licenses {
    allow: Vec<String>,
}

fn allowed(deny: &str) -> Result<Vec<Licensee>> {
    let deny: Deny = toml::from_str(deny).context("`deny.toml` is not understood")?;
    let parse = |name: &String| Licensee::parse(name).with_context(|| format!("`{name}` is no licence"));
    deny.licenses.allow.iter().map(parse).collect()
}

/// A package and the terms it is offered under.
struct Offer {
    package: String,
    terms: Expression,
}

fn offer(package: &Package) -> Result<Offer> {
    let name = &package.name;
    let terms = package.license.as_deref().with_context(|| format!("`{name}` names no licence"))?;
    let terms = Expression::parse_mode(terms, ParseMode::LAX)
        .with_context(|| format!("the licence `{terms}` of `{name}` is not understood"))?;
    Ok(Offer { package: name.to_string(), terms })
}

fn mistakes(offers: &[Offer], allowed: &[Licensee]) -> Vec<String> {
    let refused = offers
        .iter()
        .filter(|offer| !accepts(allowed, &offer.terms))
        .map(|Offer { package, terms }| format!("`{package}` is offered under `{terms}`"));
    let unneeded = allowed
        .iter()
        .filter(|licence| !is_needed(licence, offers, allowed))
        .map(|licence| format!("`{licence}` is allowed but not needed"));
    refused.chain(unneeded).collect()
}

fn accepts(allowed: &[Licensee], terms: &Expression) -> bool {
    terms.evaluate(|required| allowed.iter().any(|licence| licence.satisfies(required)))
}

fn is_needed(licence: &Licensee, offers: &[Offer], allowed: &[Licensee]) -> bool {
    let others: Vec<_> = allowed.iter().filter(|other| *other != licence).cloned().collect();
    offers.iter().any(|offer| !accepts(&others, &offer.terms))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mistakes_of(terms: &[&str], allow: &str) -> Vec<String> {
        let offers: Vec<_> = terms
            .iter()
            .map(|terms| Offer { package: "dependency".to_owned(), terms: Expression::parse(terms).unwrap() })
            .collect();
        let allowed = allowed(&format!("[licenses]\nallow = {allow}")).unwrap();
        mistakes(&offers, &allowed)
    }

    #[test]
    fn allowed_and_needed_passes() {
        let none: [String; 0] = [];
        assert_eq!(mistakes_of(&["MIT"], r#"["MIT"]"#), none);
        assert_eq!(mistakes_of(&["MIT OR Apache-2.0"], r#"["MIT"]"#), none);
        assert_eq!(mistakes_of(&["MIT", "(MIT OR Apache-2.0) AND ISC"], r#"["ISC", "MIT"]"#), none);
    }

    #[test]
    fn licence_that_is_not_allowed_is_named() {
        assert_eq!(
            mistakes_of(&["MIT AND GPL-3.0-only"], r#"["MIT"]"#),
            ["`dependency` is offered under `MIT AND GPL-3.0-only`"]
        );
    }

    #[test]
    fn allowed_licence_that_nothing_needs_is_named() {
        assert_eq!(
            mistakes_of(&["MIT OR Apache-2.0", "MIT"], r#"["Apache-2.0", "MIT"]"#),
            ["`Apache-2.0` is allowed but not needed"]
        );
    }

    #[test]
    fn misspelt_licence_is_named() {
        let error = allowed("[licenses]\nallow = [\"MITT\"]").unwrap_err();
        assert_eq!(error.to_string(), "`MITT` is no licence");
    }
}
