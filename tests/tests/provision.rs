//! The example tells the whole job, as `cargo xtask demo --terminal` runs it.

#![allow(clippy::unwrap_used, reason = "tests may stop at the first surprise")]

mod common;

use std::process::{Command, Output};

use telwire_sandbox::{Sandbox, Server, demo};

fn provision(arguments: &[&str], environment: &[(&str, &str)]) -> Output {
    let accounts = ["AQL_USERNAME", "AQL_PASSWORD", "AQL_GATEWAY"];
    let accounts =
        accounts.into_iter().chain(["ACULAB_CLOUD_ID", "ACULAB_USERNAME", "ACULAB_ACCESS_KEY", "ACULAB_GATEWAY"]);
    let mut command = Command::new(common::example("provision"));
    for name in accounts {
        command.env_remove(format!("TELWIRE_{name}")).env_remove(format!("TELWIRE_{name}_FILE"));
    }
    command.args(arguments).envs(environment.iter().copied()).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn the_demo_tells_the_whole_job_without_a_secret() {
    let output = provision(&[], &[]);
    let story = text(&output.stdout);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let steps = [
        "1. Search for 0113 312012* at aql",
        "   10 numbers are available",
        "2. Buy the first two, all or none",
        "   < 44-113-3120120 is VoIP user ",
        "   < 44-113-3120121 is VoIP user ",
        "3. Switch on forwarding and voicemail for ",
        "4. Read it back",
        "   < forwarding to 01133203040 is on: true",
        "   < voicemail to ada@customer.example is on: true",
        "5. List the users of the account",
        "6. Ask Aculab for its countries",
        "7. Ask for the states of Canada",
        "8. Ask for the regions of Germany",
        "9. Buy a number in Mönchengladbach",
        "   > country=Germany&region=M%5Cu00f6nchengladbach",
        "10. List the numbers of the account",
        "in Mönchengladbach, Germany: 3.50 dollars a month since ",
        "11. Give it back, with one that is not ours",
        "   PARTIAL: deleted but for these",
        "   < 441908538009: Telephone number 441908538009 does not belong to you (0300)",
        "That was the whole job: 11 requests.",
    ];
    let mut rest = story.as_str();
    for step in steps {
        let (_, after) = rest.split_once(step).unwrap_or_else(|| panic!("`{step}` is missing in its place:\n{story}"));
        rest = after;
    }
    for secret in [demo::AQL_PASSWORD, demo::ACULAB_ACCESS_KEY] {
        assert!(!story.contains(secret), "{story}");
    }
}

#[test]
fn a_gateway_of_the_environment_is_used_when_told_to_buy_and_the_passwords_are_kept() {
    let server = Server::start(Sandbox::demo(1), 0).unwrap();
    let folder = std::env::temp_dir().join(format!("telwire-provision-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let password_file = folder.join("password");
    std::fs::write(&password_file, format!("{}\n", demo::AQL_PASSWORD)).unwrap();
    let url = server.url();
    let environment = [
        ("TELWIRE_AQL_USERNAME", demo::AQL_USERNAME),
        ("TELWIRE_AQL_PASSWORD_FILE", password_file.to_str().unwrap()),
        ("TELWIRE_AQL_GATEWAY", &url),
    ];
    let purchases = || server.with(|sandbox| sandbox.aql().customer(demo::AQL_USERNAME).unwrap().purchases());

    let careful = provision(&[], &environment);
    assert_eq!(careful.status.code(), Some(1));
    let refusal = "\nstopped: the environment names a gateway, where numbers are bought\nusage: provision ";
    assert!(text(&careful.stderr).starts_with(refusal), "{}", text(&careful.stderr));
    assert_eq!(purchases(), 0);

    let kept = folder.join("kept");
    let told = provision(&["--buy", kept.to_str().unwrap()], &environment);
    assert!(told.status.success(), "{}", text(&told.stderr));
    assert_eq!(purchases(), 1);
    assert!(text(&told.stdout).starts_with("aql: the gateway that the environment names\nAculab Cloud: a sandbox at "));
    let rows = server.with(|sandbox| {
        let users = sandbox.aql().customer(demo::AQL_USERNAME).unwrap().users();
        let row = |user: &telwire_sandbox::aql::User| {
            let password = user.password.reveal();
            format!("{}\t{}\t{password}\n", user.number, user.voipnumber)
        };
        users.iter().map(row).collect::<String>()
    });
    assert_eq!(std::fs::read_to_string(&kept).unwrap(), rows);

    let again = provision(&["--buy", kept.to_str().unwrap()], &environment);
    let refusal = format!("\nstopped: the file `{}` is there already: choose another\n", kept.display());
    assert_eq!(text(&again.stderr), refusal);
    assert_eq!(purchases(), 1);
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn half_an_account_stops_it_before_anything_is_sent() {
    let cases = [
        (("TELWIRE_AQL_USERNAME", "reseller"), "`TELWIRE_AQL_PASSWORD` is missing"),
        (("TELWIRE_AQL_GATEWAY", "https://gateway.example"), "`TELWIRE_AQL_USERNAME` is missing"),
        (("TELWIRE_ACULAB_USERNAME", "bob"), "`TELWIRE_ACULAB_CLOUD_ID` is missing"),
    ];
    for (variable, complaint) in cases {
        let output = provision(&["--buy", "kept"], &[variable]);
        assert_eq!(text(&output.stderr), format!("\nstopped: {complaint}\n"));
        assert_eq!(output.status.code(), Some(1));
    }
}
