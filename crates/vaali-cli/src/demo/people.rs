//! Invented people: family names are put together from parts, so that they sound right and are nobody's.

use std::collections::HashSet;

use super::dice::Dice;

const FIRST_FI: [&str; 24] = [
    "Aino", "Eeva", "Helmi", "Hilkka", "Ilkka", "Jouni", "Kaarina", "Kyösti", "Lempi", "Marjatta",
    "Mikko", "Oiva", "Onerva", "Päivi", "Raimo", "Säde", "Seppo", "Taimi", "Tuula", "Urho",
    "Vappu", "Väinö", "Yrjö", "Äijö",
];
const FIRST_SV: [&str; 16] = [
    "Åsa",
    "Birgitta",
    "Björn",
    "Dagny",
    "Gun-Britt",
    "Göran",
    "Håkan",
    "Ingegerd",
    "Kjell-Åke",
    "Märta",
    "Ragnar",
    "Sigbritt",
    "Sölve",
    "Torbjörn",
    "Ulrika",
    "Örjan",
];
const FAMILY_FI: ([&str; 14], [&str; 12]) = (
    [
        "Hallan",
        "Kaihon",
        "Kielon",
        "Kuuran",
        "Lumikin",
        "Myötä",
        "Ruskan",
        "Sinisen",
        "Tuulen",
        "Tyrskyn",
        "Usvan",
        "Utu",
        "Väinän",
        "Yösydän",
    ],
    [
        "harju", "järvi", "kallas", "kangas", "koski", "lahti", "mäki", "niemi", "pää", "salmi",
        "särkkä", "vuo",
    ],
);
const FAMILY_SV: ([&str; 10], [&str; 8]) = (
    ["Ask", "Fjäll", "Hägg", "Ljung", "Måne", "Norrskens", "Rönn", "Skymnings", "Snö", "Älvkull"],
    ["dal", "holm", "lund", "näs", "sjö", "vik", "åker", "ö"],
);

/// A person's name that was not given yet.
pub(super) fn name(dice: &mut Dice, swedish: bool, given: &mut HashSet<String>) -> String {
    let mut made = invent(dice, swedish);
    // With more candidates than names, namesakes are told apart by their organisations, as in life.
    for _ in 0..100 {
        if given.insert(made.clone()) {
            break;
        }
        made = invent(dice, swedish);
    }
    made
}

fn invent(dice: &mut Dice, swedish: bool) -> String {
    let (first, from, to): (&[&str], &[&str], &[&str]) = if swedish {
        (&FIRST_SV, &FAMILY_SV.0, &FAMILY_SV.1)
    } else {
        (&FIRST_FI, &FAMILY_FI.0, &FAMILY_FI.1)
    };
    let mut part = |of: &[&'static str]| dice.one_of(of).copied().unwrap_or_default();
    let (first, from, to) = (part(first), part(from), part(to));
    format!("{first} {from}{to}")
}

/// What somebody does in their organisation, in Finnish and Swedish.
pub(super) const POSITIONS: [(&str, &str); 6] = [
    ("puheenjohtaja", "ordförande"),
    ("varapuheenjohtaja", "vice ordförande"),
    ("toiminnanjohtaja", "verksamhetsledare"),
    ("järjestösihteeri", "organisationssekreterare"),
    ("hallituksen jäsen", "styrelseledamot"),
    ("vertaisohjaaja", "kamratstödjare"),
];

/// What somebody says of their competence, in Finnish and Swedish.
pub(super) const COMPETENCES: [(&str, &str); 8] = [
    (
        "Pitkä kokemus vapaaehtoisten tukemisesta ja yhteistyöstä kuntien kanssa.",
        "Lång erfarenhet av att stödja frivilliga och samarbeta med kommunerna.",
    ),
    (
        "Tunnen palvelut käyttäjän näkökulmasta ja tuon kokemustiedon päätöksentekoon.",
        "Jag känner servicen ur användarens synvinkel och för in erfarenheten i beslutsfattandet.",
    ),
    (
        "Sosiaalialan ammattilainen; johdan pientä järjestöä ja tiedän, mistä arki koostuu.",
        "Yrkesperson inom det sociala; jag leder en liten organisation och vet vad vardagen består av.",
    ),
    (
        "Kaksikielinen toimija: ääni myös ruotsinkielisille ja saaristolle.",
        "Tvåspråkig aktör: en röst också för de svenskspråkiga och skärgården.",
    ),
    (
        "Osaan talouden ja hankkeet, ja kuuntelen ennen kuin puhun.",
        "Jag kan ekonomi och projekt, och lyssnar innan jag talar.",
    ),
    (
        "Omainen ja vertaistukija; vaikuttamistyötä kymmenen vuotta.",
        "Anhörig och kamratstödjare; tio års påverkansarbete.",
    ),
    (
        "Terveydenhuollon tausta; yhdyspinnat järjestöjen ja palvelujen välillä.",
        "Bakgrund inom hälsovården; gränssnitten mellan organisationer och service.",
    ),
    (
        "Nuorten osallisuus ja matalan kynnyksen toiminta.",
        "Ungas delaktighet och verksamhet med låg tröskel.",
    ),
];
