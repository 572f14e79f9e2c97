//! Invented organisations: a real municipality, an invented word, one of 26 kinds.

use super::dice::Dice;

/// A kind of organisation: Finnish, Swedish, and the target group it serves.
pub(super) const KINDS: [(&str, &str, &str); 26] = [
    ("omaishoitajat", "närståendevårdare", "carers"),
    ("eläkkeensaajat", "pensionärer", "older people"),
    ("mielenterveyden tuki", "stöd för psykisk hälsa", "mental health"),
    ("näkövammaiset", "synskadade", "disabilities"),
    ("kuulonhuolto", "hörselvård", "disabilities"),
    ("reumaväki", "reumatiker", "long-term illness"),
    ("sydänystävät", "hjärtvänner", "long-term illness"),
    ("diabeteskerho", "diabetesklubb", "long-term illness"),
    ("syöpätuki", "cancerstöd", "long-term illness"),
    ("muistiväki", "minnesvänner", "older people"),
    (
        "kehitysvammaisten tuki",
        "stöd för personer med intellektuell funktionsnedsättning",
        "disabilities",
    ),
    ("autismiperheet", "autismfamiljer", "families"),
    ("lastensuojelun kesäleirit", "barnskyddets sommarläger", "families"),
    ("ensikoti", "mödrahem", "families"),
    ("yhden vanhemman perheet", "enföräldersfamiljer", "families"),
    ("sijaisperheet", "fosterfamiljer", "families"),
    ("nuorten talo", "ungdomshus", "youth"),
    ("päihdetyö", "missbrukarvård", "substance use"),
    ("raittiuskahvila", "nykterhetskafé", "substance use"),
    ("työttömien paja", "arbetslösas verkstad", "unemployment"),
    ("maahanmuuttajanaiset", "invandrarkvinnor", "immigrants"),
    ("monikulttuurinen yhdistys", "mångkulturell förening", "immigrants"),
    ("kriminaalihuollon tuki", "stöd efter fängelse", "crisis"),
    ("kriisikeskus", "kriscenter", "crisis"),
    ("ystäväpalvelu", "väntjänst", "older people"),
    ("invalidit", "invalider", "disabilities"),
];

/// A municipality: Finnish name, its genitive, and the Swedish name where Swedish is spoken.
const MUNICIPALITIES: [(&str, &str, Option<&str>); 27] = [
    ("Turku", "Turun", Some("Åbo")),
    ("Parainen", "Paraisten", Some("Pargas")),
    ("Kemiönsaari", "Kemiönsaaren", Some("Kimitoön")),
    ("Kaarina", "Kaarinan", None),
    ("Salo", "Salon", None),
    ("Raisio", "Raision", None),
    ("Naantali", "Naantalin", None),
    ("Lieto", "Liedon", None),
    ("Loimaa", "Loimaan", None),
    ("Uusikaupunki", "Uudenkaupungin", None),
    ("Laitila", "Laitilan", None),
    ("Somero", "Someron", None),
    ("Paimio", "Paimion", None),
    ("Masku", "Maskun", None),
    ("Mynämäki", "Mynämäen", None),
    ("Rusko", "Ruskon", None),
    ("Nousiainen", "Nousiaisten", None),
    ("Aura", "Auran", None),
    ("Pöytyä", "Pöytyän", None),
    ("Sauvo", "Sauvon", None),
    ("Vehmaa", "Vehmaan", None),
    ("Taivassalo", "Taivassalon", None),
    ("Kustavi", "Kustavin", None),
    ("Koski Tl", "Kosken", None),
    ("Marttila", "Marttilan", None),
    ("Oripää", "Oripään", None),
    ("Pyhäranta", "Pyhärannan", None),
];

const WORDS_FI: [&str; 20] = [
    "Kielonpolku",
    "Revontuli",
    "Tuulenpesä",
    "Sinisiipi",
    "Aamukaste",
    "Yölintu",
    "Kuunsirppi",
    "Pihlajanmarja",
    "Lumikello",
    "Ulappa",
    "Suopursu",
    "Kipinä",
    "Hämärä",
    "Laineet",
    "Metsätähti",
    "Päiväkoski",
    "Ruusupensas",
    "Syyssäde",
    "Tähkä",
    "Ääretön",
];
const WORDS_SV: [&str; 10] = [
    "Norrsken",
    "Blåvingen",
    "Månskäran",
    "Rönnbäret",
    "Snödroppen",
    "Öppna havet",
    "Gnistan",
    "Skogsstjärnan",
    "Höststrålen",
    "Åkersippan",
];

/// An entry of the roll.
#[derive(Clone, Debug)]
pub(super) struct Organisation {
    pub(super) name_fi: Option<String>,
    pub(super) name_sv: Option<String>,
    pub(super) municipality: &'static str,
    /// Position in [`KINDS`].
    pub(super) kind: usize,
    /// Position in the list of municipalities.
    pub(super) place: usize,
}

impl Organisation {
    pub(super) fn is_swedish(&self) -> bool {
        self.name_fi.is_none()
    }

    pub(super) fn group(&self) -> &'static str {
        KINDS.get(self.kind).map_or("", |(_, _, group)| group)
    }
}

/// How many municipalities there are.
pub(super) const PLACES: usize = MUNICIPALITIES.len();

/// The organisation number `n`: kinds, places and words go round at different speeds, so that no two names are alike; beyond that they are numbered.
pub(super) fn organisation(n: usize, dice: &mut Dice) -> Organisation {
    let kind = n % KINDS.len();
    let round = n / KINDS.len();
    let place = (round + 5 * kind) % PLACES;
    let lap = round / PLACES;
    let number = match lap / WORDS_SV.len() {
        0 => String::new(),
        more => format!(" {}", more + 1),
    };
    let (kind_fi, kind_sv, _) = KINDS.get(kind).copied().unwrap_or_default();
    let (municipality, genitive, swedish) = MUNICIPALITIES.get(place).copied().unwrap_or_default();
    // In one lap every place has every kind once, whatever the word; the laps take other words.
    let word = |words: &[&'static str]| {
        let at = (lap + kind * 3 + place * 4) % words.len();
        words.get(at).copied().unwrap_or_default()
    };
    let in_finnish = || format!("{genitive} {} – {kind_fi}{number} ry", word(&WORDS_FI));
    let in_swedish = |place: &str| format!("{} i {place} – {kind_sv}{number} rf", word(&WORDS_SV));
    let (name_fi, name_sv) = match (swedish, dice.below(4)) {
        (Some(sv), 0 | 1) => (None, Some(in_swedish(sv))),
        (Some(sv), 2) => (Some(in_finnish()), Some(in_swedish(sv))),
        _ => (Some(in_finnish()), None),
    };
    let municipality =
        if name_fi.is_none() { swedish.unwrap_or(municipality) } else { municipality };
    Organisation { name_fi, name_sv, municipality, kind, place }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{KINDS, organisation};
    use crate::demo::dice::Dice;

    #[test]
    fn no_two_organisations_have_the_same_name() {
        let mut dice = Dice::new(1, 1);
        let mut names = HashSet::new();
        for n in 0..50_000 {
            let organisation = organisation(n, &mut dice);
            let name = organisation.name_fi.or(organisation.name_sv).unwrap();
            assert!(names.insert(name.clone()), "{name}");
        }
    }

    #[test]
    fn the_first_26_are_of_26_kinds() {
        let mut dice = Dice::new(1, 1);
        let kinds: HashSet<usize> = (0..26).map(|n| organisation(n, &mut dice).kind).collect();
        assert_eq!(kinds.len(), KINDS.len());
    }
}
