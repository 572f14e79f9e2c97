use vaali::definition::Voter;

use crate::{
    Finding, Findings,
    forms::Choice,
    rolls::{Options, Rolls, nominations, read_inputs},
    table::Input,
};

const MICROSOFT: &str = "ID;Aloitusaika;Valmistumisaika;Sähköposti;Nimi;Yhdistys;Valitse kaksi\n\
    1;1.3.2030 klo 9.01.00;1.3.2030 klo 9.04.10;anonymous;;Turku ry;\"Aino;Bo;\"\n\
    2;1.3.2030 klo 9.02.00;1.3.2030 klo 9.05.10;anonymous;;Salo ry;\"Bo;Cia;\"\n\
    3;1.3.2030 klo 9.02.00;1.3.2030 klo 9.05.10;anonymous;;Raisio ry;\"Aino;Cia;\"\n";
const GOOGLE: &str =
    "Timestamp,Ehdokkaat\n2030-03-01 9:00:00,\"Aino, Bo\"\n2030-03-01 9:01:00,Bo\n";
const WEBROPOL: &str = "Vastaajan ID;Nimi;Aino;Bo;Cia\n1;Turku ry;1;;1\n2;Salo ry;;1;1\n";
const LABELS: &str = "Tunnus;Nimi;Aino;Bo;Cia\n1;Turku ry;Aino;;Cia\n2;Salo ry;;Bo;Cia\n";
const REGISTRATION: &str = "ID;Start time;Completion time;Email;Name;Jäsennumero;Yhdistys;Osoite\n\
    7;3/1/2030 9:01:00;3/1/2030 9:04:10;anonymous;;001;Turku ry;Katu 1\n\
    8;3/1/2030 9:01:00;3/1/2030 9:04:10;anonymous;;002;Salo ry;Katu 2\n";

fn read(text: &str, name: Option<&str>) -> Result<Rolls, Findings> {
    let mut options = Options::default();
    if let Some(header) = name {
        options.columns.insert("name".to_owned(), Choice::Column(header.to_owned()));
    }
    read_inputs(&[(Input::bytes("list.csv", text.as_bytes()), &options)], None)
}

fn codes(findings: &[Finding]) -> Vec<&str> {
    findings.iter().map(|finding| finding.code.as_str()).collect()
}

#[test]
fn ballots_and_nominations_are_refused_once_with_what_they_look_like() {
    let cases = [
        (MICROSOFT, "answers to a form of Microsoft Forms"),
        (GOOGLE, "answers to a form of Google Forms"),
        (WEBROPOL, "ballots with a column for each candidate"),
        (LABELS, "ballots with a column for each candidate"),
        ("voter,cast_at,marks\nv1,,a\n", "a table of ballots or nominations"),
        ("Järjestö;Ehdokkaan nimi\nTurku ry;Aino\n", "a table of ballots or nominations"),
    ];
    for (text, what) in cases {
        let Findings(found) = read(text, None).unwrap_err();
        assert_eq!(codes(&found), ["F131"], "{text}");
        let said = format!("this looks like {what}, not like a list of those entitled to vote");
        assert_eq!((found[0].message.as_str(), found[0].row), (said.as_str(), Some(1)));
    }
}

#[test]
fn ballots_given_as_nominations_are_refused_once_too() {
    let read = |text: &str| {
        nominations::read_bytes("x.csv", text.as_bytes(), &Options::default(), None, &[])
    };
    for text in [MICROSOFT, "voter,cast_at,marks\nv1,,a\n"] {
        assert_eq!(codes(&read(text).unwrap_err().0), ["F133"], "{text}");
    }
    // A list without names may be anything.
    assert_eq!(read("Jäsennumero;Kunta\n1;Turku\n").unwrap_err().0[0].code, "F11");
}

#[test]
fn who_says_where_the_names_are_knows_better() {
    for (text, header) in [(MICROSOFT, "Yhdistys"), (WEBROPOL, "Nimi"), (LABELS, "Nimi")] {
        let rolls = read(text, Some(header)).unwrap();
        assert!(codes(&rolls.findings).contains(&"F132"), "{text}");
        assert_eq!(rolls.entries[0].voter.name.in_language("fi"), "Turku ry");
    }
}

#[test]
fn a_form_that_members_answered_to_be_on_the_roll_is_read_with_a_warning() {
    let rolls = read(REGISTRATION, None).unwrap();
    assert_eq!(codes(&rolls.findings), ["F12", "F132"]);
    let (roll, _) = rolls.roll().unwrap();
    let ids: Vec<&str> = roll.iter().map(|voter: &Voter| voter.id.as_str()).collect();
    // The running number of an answer is nobody's id.
    assert_eq!(ids, ["001", "002"]);
    let unnamed = REGISTRATION.replace("anonymous;;", "anonymous;Anonyymi;");
    assert_eq!(read(&unnamed, None).unwrap().entries[0].voter.name.in_language("fi"), "Turku ry");
    // Addresses hold what joins choices too.
    let addresses = "Timestamp,Nimi,Osoite\n2030-03-01 9:00:00,Turku ry,\"Katu 1, Turku\"\n2030-03-01 9:01:00,Salo ry,\"Katu 2, Salo\"\n";
    assert_eq!(codes(&read(addresses, None).unwrap().findings), ["F12", "F132", "F100"]);
    // Whoever is signed in is named by the tool.
    let signed_in = REGISTRATION.replace(";;00", ";Aino A;00").replace("Yhdistys", "Alue");
    let rolls = read(&signed_in, None).unwrap();
    assert_eq!(rolls.entries[0].voter.name.in_language("fi"), "Aino A");
}

#[test]
fn an_ordinary_list_is_not_suspected() {
    for text in [
        "id;name\n1;Aino\n",
        "Jäsennumero;Nimi;Osoite\n1;Turku ry;\"Katu 1, Turku\"\n2;Salo ry;\"Katu 2, Turku\"\n",
        // Members and the fees that they paid.
        "Jäsennumero;Nimi;2028;2029;2030\n1;Turku ry;x;x;x\n2;Salo ry;;x;x\n",
        "Nimi;Maksu 2029;Maksu 2030\nTurku ry;x;x\n",
    ] {
        let found = read(text, None).unwrap().findings;
        assert!(!codes(&found).contains(&"F132"), "{text}: {found:?}");
    }
}
