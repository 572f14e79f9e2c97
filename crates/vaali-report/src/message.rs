//! What the reports say, per language: a module for every file of `messages/`, a function for every message in it.
//!
//! The functions are made when the crate is built (`build/messages.rs`): a text that one language lacks, or a value that it forgets, fails the build and is named.

include!(concat!(env!("OUT_DIR"), "/messages.rs"));

#[cfg(test)]
#[path = "../build/messages.rs"]
mod generator;

#[cfg(test)]
mod tests {
    use super::generator::{LANGUAGES, REPORTS, TERMINAL, Texts, Topics, generate};

    fn topics(texts: [&str; LANGUAGES.len()]) -> Topics {
        let texts = texts.map(|text| toml::from_str::<Texts>(text).unwrap());
        Topics::from([("sample".to_owned(), texts)])
    }

    fn of_reports(texts: [&str; LANGUAGES.len()]) -> Result<String, String> {
        generate(&topics(texts), REPORTS)
    }

    #[test]
    fn a_message_that_one_language_lacks_fails_the_build_and_is_named() {
        let problem = of_reports(["a = 'x'", "", "a = 'x'"]).unwrap_err();
        assert_eq!(problem, "messages/sv/sample.toml: `a` is missing");
    }

    #[test]
    fn a_value_that_one_language_forgets_fails_the_build_and_is_named() {
        let problem = of_reports(["a = '{name} x'", "a = 'x'", "a = '{name}'"]).unwrap_err();
        assert_eq!(problem, "messages/sv/sample.toml: `a` does not use {name}");
    }

    #[test]
    fn every_fault_of_the_files_is_told_at_once() {
        let problem = of_reports([
            "a = '{name'\nb = '{n|x}'",
            "a = ' x'\nb = '{n}'",
            "a = 'x'\nb = 'x'\nC = 'x'",
        ])
        .unwrap_err();
        for part in [
            "fi/sample.toml: `a`: a brace has no partner",
            "fi/sample.toml: `b`: {n|x} must have two forms",
            "sv/sample.toml: `a`: the text is empty, or has blanks around it",
            "fi/sample.toml: `C` is missing",
        ] {
            assert!(problem.contains(part), "{part}: {problem}");
        }
    }

    #[test]
    fn a_number_chooses_between_two_forms() {
        let code = of_reports([
            "votes = '{votes} {votes|ääni|ääntä}'",
            "votes = '{votes} {votes|röst|röster}'",
            "votes = '{votes} {votes|vote|votes}'",
        ])
        .unwrap();
        assert!(code.contains("fn votes(language: Language, votes: u64) -> String"), "{code}");
        assert!(code.contains(r#"if votes == 1 { "ääni" } else { "ääntä" }"#), "{code}");
    }

    #[test]
    fn messages_of_the_terminal_are_public_and_a_missing_one_is_named_with_its_folder() {
        let texts = ["votes = '{votes} {votes|ääni|ääntä}'", "", ""];
        let problem = generate(&topics(texts), TERMINAL).unwrap_err();
        assert!(
            problem.contains("messages/sv/terminal/sample.toml: `votes` is missing"),
            "{problem}"
        );
        let code = generate(&topics([texts[0]; LANGUAGES.len()]), TERMINAL).unwrap();
        assert!(code.contains("pub fn votes(language: Language, votes: u64) -> String"), "{code}");
        assert!(code.contains("grouped(votes).as_str()"), "{code}");
    }
}
