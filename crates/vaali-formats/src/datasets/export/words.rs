//! The words of tables, in Finnish, Swedish and English.

use std::str::FromStr;

/// A language of tables.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// Finnish.
    Finnish,
    /// Swedish.
    Swedish,
    /// English.
    #[default]
    English,
}

impl Language {
    /// Every language there is.
    pub const ALL: [Self; 3] = [Self::Finnish, Self::Swedish, Self::English];

    /// Its code of ISO 639.
    pub fn code(self) -> &'static str {
        match self {
            Self::Finnish => "fi",
            Self::Swedish => "sv",
            Self::English => "en",
        }
    }

    /// What parts the columns of a file that a spreadsheet of this language opens as it should: where the comma parts decimals, it is no separator.
    pub fn separator(self) -> char {
        if self == Self::English { ',' } else { ';' }
    }

    /// What parts the decimals.
    pub fn decimal(self) -> char {
        if self == Self::English { '.' } else { ',' }
    }
}

impl FromStr for Language {
    type Err = ();

    fn from_str(code: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|language| language.code() == code).ok_or(())
    }
}

macro_rules! words {
    ($($word:ident $finnish:literal $swedish:literal $english:literal;)*) => {
        /// A word or a phrase of a table.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Word {
            $($word),*
        }

        impl Word {
            /// In a language.
            pub(super) fn of(self, language: Language) -> &'static str {
                let [finnish, swedish, english] = match self {
                    $(Self::$word => [$finnish, $swedish, $english]),*
                };
                match language {
                    Language::Finnish => finnish,
                    Language::Swedish => swedish,
                    Language::English => english,
                }
            }
        }
    };
}

words! {
    Election "Vaali" "Val" "Election";
    Test "HARJOITUS (TEST)" "ÖVNING (TEST)" "TEST";
    NotFinal "KESKEN, ODOTTAA ARPAA" "OAVGJORT, VÄNTAR PÅ LOTTNING" "NOT FINAL, AWAITS A LOT";
    Results "Tulos" "Resultat" "Result";
    Figures "Luvut" "Siffror" "Figures";
    Seats "Paikat" "Platser" "Seats";
    Offices "Toimet" "Uppdrag" "Offices";
    Rejected "Hylätyt liput" "Förkastade sedlar" "Rejected ballots";
    Deputies "Varajäsenet" "Ersättare" "Deputies";
    Lots "Arvat" "Lottningar" "Lots";
    Place "Sija" "Plats" "Place";
    PlaceLast "Viimeinen sija" "Sista plats" "Last place";
    Id "Tunnus" "Id" "Id";
    Name "Nimi" "Namn" "Name";
    OrganisationId "Järjestön tunnus" "Organisationens id" "Organisation id";
    Organisation "Järjestö" "Organisation" "Organisation";
    Votes "Äänet" "Röster" "Votes";
    SharePercent "Osuus lipuista, %" "Andel av sedlarna, %" "Share of ballots, %";
    Status "Tila" "Status" "Status";
    SeatKind "Paikan laji" "Typ av plats" "Kind of seat";
    Office "Toimi" "Uppdrag" "Office";
    ByLot "Arpa ratkaisi" "Avgjort genom lottning" "Decided by lot";
    Deputy "Varasija" "Ersättarplats" "Deputy place";
    DeputyLast "Viimeinen varasija" "Sista ersättarplats" "Last deputy place";
    Elected "valittu" "vald" "elected";
    IsDeputy "varajäsen" "ersättare" "deputy";
    NotElected "ei valittu" "inte vald" "not elected";
    Declined "kieltäytyi" "avböjde" "declined";
    Withdrawn "vetäytyi" "drog sig tillbaka" "withdrew";
    Refused "ehdolleasettelu hylätty" "nomineringen avvisad" "nomination refused";
    Undecided "odottaa arpaa" "väntar på lottning" "awaits the lot";
    ByElection "vaalilla täytetty" "tillsatt genom val" "filled by election";
    ByAcclamation "sopuvaalilla täytetty" "tillsatt genom sämjoval" "filled without a vote";
    AppointedBy "nimeää" "utses av" "appointed by";
    ExOfficio "tehtävän perusteella" "på grund av befattning" "by holding the office of";
    Number "Lukumäärä" "Antal" "Number";
    Voting "Äänioikeus" "Rösträtt" "May vote";
    Yes "kyllä" "ja" "yes";
    No "ei" "nej" "no";
    Figure "Luku" "Siffra" "Figure";
    Value "Arvo" "Värde" "Value";
    Roll "Äänestäjiä luettelossa" "Väljare i röstlängden" "Voters on the roll";
    Entitled "Äänioikeutettuja" "Röstberättigade" "Entitled to vote";
    Registered "Ilmoittautuneita" "Anmälda" "Registered";
    Present "Läsnä" "Närvarande" "Present";
    Voted "Äänestäneitä" "Röstande" "Voted";
    OfEntitled "Äänestäneitä äänioikeutetuista, %" "Röstande av de röstberättigade, %" "Voted of the entitled, %";
    OfRegistered "Äänestäneitä ilmoittautuneista, %" "Röstande av de anmälda, %" "Voted of the registered, %";
    OfPresent "Äänestäneitä läsnäolijoista, %" "Röstande av de närvarande, %" "Voted of those present, %";
    BallotsRead "Lippuja" "Sedlar" "Ballots";
    Accepted "Hyväksyttyjä lippuja" "Godkända sedlar" "Accepted ballots";
    Blank "Tyhjiä lippuja" "Blanka sedlar" "Blank ballots";
    RejectedNumber "Hylättyjä lippuja" "Förkastade sedlar" "Rejected ballots";
    Expected "Lippuja piti olla" "Sedlar som borde finnas" "Ballots expected";
    Spoiled "Pilaantuneita lippuja" "Förstörda sedlar" "Spoiled ballots";
    Unreturned "Palauttamatta jääneitä lippuja" "Sedlar som inte lämnades in" "Ballots not returned";
    VotesInAll "Ääniä yhteensä" "Röster sammanlagt" "Votes in all";
    SeatsMin "Paikkoja vähintään" "Platser minst" "Seats, at least";
    SeatsMax "Paikkoja enintään" "Platser högst" "Seats, at most";
    SeatsFilled "Paikkoja täytetty" "Besatta platser" "Seats filled";
    SeatsVacant "Paikkoja avoinna" "Vakanta platser" "Seats vacant";
    RulesVersion "Laskentasääntöjen versio" "Räknereglernas version" "Version of the rules of counting";
    DefinitionHash "Määrittelyn tiiviste" "Definitionens hash" "Hash of the definition";
    HolderId "Haltijan tunnus" "Innehavarens id" "Holder's id";
    Holder "Haltija" "Innehavare" "Holder";
    How "Miten" "Hur" "How";
    ByVotes "äänin" "genom röster" "by votes";
    DrawnByLot "arvalla" "genom lottning" "by lot";
    SeparateContest "erillisellä vaalilla" "genom ett separat val" "by another contest";
    BodyElects "valittu elin valitsee" "det valda organet väljer" "the elected body chooses";
    NamedBy "nimeää" "utses av" "named by";
    Code "Koodi" "Kod" "Code";
    Reason "Syy" "Orsak" "Reason";
    Ballots "Lippuja" "Sedlar" "Ballots";
    ForId "Kenen varajäsen, tunnus" "Ersättare för, id" "Deputy of, id";
    ForName "Kenen varajäsen" "Ersättare för" "Deputy of";
    ToBeNamed "järjestö nimeää" "organisationen utser" "to be named by the organisation";
    Lot "Arpa" "Lottning" "Lot";
    About "Mistä" "Gäller" "About";
    Places "Sijoja" "Platser" "Places";
    Among "Kenen kesken" "Mellan" "Among";
    Drawn "Nostetut" "Dragna" "Drawn";
    Method "Tapa" "Sätt" "Method";
    DrawnAt "Aika" "Tid" "Time";
    Witnesses "Todistajat" "Vittnen" "Witnesses";
    Note "Huomautus" "Anmärkning" "Note";
    Seat "paikka" "plats" "seat";
    DeputyPlace "varasija" "ersättarplats" "deputy place";
    ByHand "käsin todistajien läsnä ollessa" "för hand inför vittnen" "by hand before witnesses";
    Reballot "uudella äänestyksellä" "genom omröstning på nytt" "by a new ballot";
    Seeded "siemenluvusta laskettu" "beräknad ur ett frö" "computed from a seed";
    Rfc3797 "RFC 3797" "RFC 3797" "RFC 3797";
    NotDrawnYet "nostamatta" "inte dragen" "not drawn";
    UnknownVoter "äänestäjä ei ole luettelossa" "väljaren finns inte i röstlängden" "the voter is not on the roll";
    SuspendedVoter "äänioikeus on keskeytetty" "rösträtten är indragen" "the right to vote is suspended";
    TooEarly "annettu ennen äänestyksen alkua" "avgiven före röstningens början" "cast before voting opened";
    TooLate "annettu äänestyksen päätyttyä" "avgiven efter röstningens slut" "cast after voting closed";
    AlreadyVoted "äänestäjä oli jo äänestänyt" "väljaren hade redan röstat" "the voter had voted already";
    UnknownCandidate "merkintä henkilölle, joka ei ole ehdolla" "markering för någon som inte är kandidat" "a mark for nobody on the ballot";
    WithdrawnCandidate "merkintä vetäytyneelle ehdokkaalle" "markering för en kandidat som dragit sig tillbaka" "a mark for a candidate who withdrew";
    RepeatedMark "sama merkintä kahdesti" "samma markering två gånger" "a mark repeated";
    OwnCandidate "merkintä omalle ehdokkaalle" "markering för den egna kandidaten" "a mark for the voter's own candidate";
    TooManyMarks "liian monta merkintää" "för många markeringar" "too many marks";
    TooFewMarks "liian vähän merkintöjä" "för få markeringar" "too few marks";
    Replaced "äänestäjän myöhempi lippu korvasi" "ersatt av väljarens senare sedel" "replaced by the voter's later ballot";
    OrderUnknown "lippujen järjestystä ei tiedetä" "sedlarnas ordning är okänd" "the order of the voter's ballots is not known";
}

impl Word {
    /// The reason for which ballots were rejected, by its code.
    pub(super) fn of_fault(code: &str) -> Option<Self> {
        Some(match code {
            "B01" => Self::UnknownVoter,
            "B02" => Self::SuspendedVoter,
            "B03" => Self::TooEarly,
            "B04" => Self::TooLate,
            "B05" => Self::AlreadyVoted,
            "B06" => Self::UnknownCandidate,
            "B07" => Self::WithdrawnCandidate,
            "B08" => Self::RepeatedMark,
            "B09" => Self::OwnCandidate,
            "B10" => Self::TooManyMarks,
            "B11" => Self::TooFewMarks,
            "B12" => Self::Replaced,
            "B13" => Self::OrderUnknown,
            _ => return None,
        })
    }
}
