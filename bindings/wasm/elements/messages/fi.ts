import type { Messages } from "./en.js";

const one = (count: number, singular: string, partitive: string) =>
  `${count} ${count === 1 ? singular : partitive}`;

export const fi: Messages = {
  language: "Kieli",
  test: "TESTI: harjoitus keksityillä tiedoilla",

  ballot: "Äänestyslippu",
  mark_exactly: (count) => `Merkitse täsmälleen ${one(count, "ehdokas", "ehdokasta")}.`,
  mark_at_most: (count) => `Merkitse enintään ${one(count, "ehdokas", "ehdokasta")}.`,
  mark_between: (min, max) => `Merkitse ${min}–${max} ehdokasta.`,
  candidates: "Ehdokkaat",
  marked: (marks, max) => `Merkitty ${marks}/${max}`,
  too_many: (over) => `${one(over, "merkintä", "merkintää")} liikaa`,
  not_cast: "Ei vielä annettu",
  search: "Hae nimellä, yhteisöllä tai paikkakunnalla",
  group: "Kohderyhmä",
  all_groups: "Kaikki ryhmät",
  shown: (shown, all) => `Näkyvissä ${shown}/${all} ehdokasta`,
  hidden_marked: (count) =>
    count === 1
      ? "Yksi merkitsemäsi ehdokas ei ole näkyvissä."
      : `${count} merkitsemääsi ehdokasta ei ole näkyvissä.`,
  show_all: "Näytä kaikki",
  nobody_found: "Haku ei löytänyt ketään.",
  presentation: "Esittely",
  withdrawn: "on vetäytynyt, eikä häntä voi merkitä",
  own: "oman yhteisösi ehdokas, jota ei saa merkitä",
  review: "Tarkista äänestyslippu",
  vote_blank: "Äänestä tyhjää",
  problem: "Äänestyslippua ei voi antaa näin",
  problem_too_many: (marks, max) =>
    `Olet merkinnyt ${marks}, ja enintään ${max} saa merkitä. Poista ${one(marks - max, "merkintä", "merkintää")}.`,
  problem_too_few: (marks, min) =>
    `Olet merkinnyt ${marks}, ja vähintään ${min} on merkittävä. Merkitse vielä ${min - marks}.`,
  problem_nothing:
    "Et ole merkinnyt ketään. Merkitse ehdokkaita, tai valitse ”Äänestä tyhjää”, jos niin haluat.",
  problem_blank: (marks) =>
    `Tyhjässä äänestyslipussa ei ole merkintöjä, mutta olet merkinnyt ${one(marks, "ehdokkaan", "ehdokasta")}. Poista merkinnät ensin.`,
  problem_own: (name) => `${name} on oman yhteisösi ehdokas, eikä häntä saa merkitä.`,
  problem_withdrawn: (name) => `${name} on vetäytynyt, eikä häntä voi merkitä.`,
  go_to_marked: "Merkintäsi:",
  review_title: "Tarkista ja anna äänestyslippu",
  review_not_cast: "Äänestyslippuasi ei ole vielä annettu. Tarkista se ja anna se sitten.",
  review_marks: (count) => `Merkitset ${one(count, "ehdokkaan", "ehdokasta")}:`,
  review_fewer: (more) =>
    `Voit merkitä vielä ${more}. Voit palata takaisin tai antaa äänestyslipun tällaisena.`,
  review_blank: "Olet antamassa tyhjän äänestyslipun: äänestät, mutta et ketään.",
  back: "Takaisin ehdokkaisiin",
  cast: "Anna äänestyslippu",
  casting: "Lähetetään …",
  failed: "Äänestyslippua ei annettu. Merkintäsi ovat tallella: yritä uudelleen.",
  refused: "Äänestyslippua ei annettu.",
  receipt_title: "Äänestyslippusi on annettu",
  receipt_text: (time) => `Annettu ${time}.`,
  receipt_marks: (count) => `Siinä on ${one(count, "merkintä", "merkintää")}.`,
  receipt_blank: "Se on tyhjä.",
  receipt_code: "Kuitti",
  closed: "Voit sulkea sivun.",
  form_title: "Vielä yksi vaihe: lähetä lomake",
  form_text: "Äänestyslippusi on valmis, mutta sitä ei ole annettu ennen kuin lähetät tämän lomakkeen.",
  form_sent: "Äänestyslippusi on lähetetty lomakkeen mukana",
  must_cast: "Äänestyslippua ei ole vielä annettu: tarkista se ja anna se.",
  unreadable: "Vaalin tietoja ei voitu lukea.",

  result: "Tulos",
  votes_in_order: "Äänet järjestyksessä",
  chart: (candidates) =>
    `Kuvio: ${candidates === 1 ? "yhden ehdokkaan" : `${candidates} ehdokkaan`} äänet. Samat luvut ovat taulukossa.`,
  place: "Sija",
  name: "Nimi",
  organisation: "Yhteisö",
  votes: "Ääniä",
  share: "Osuus",
  status: "Tulos",
  why: "Miksi?",
  seat_line: (seats) => `${one(seats, "paikka", "paikkaa")} täytetty`,
  tied: "äänet tasan",
  lot_needed: "Tarvitaan arvonta",
  lot_for_seat: (places) => `Arvotaan ${one(places, "paikka", "paikkaa")}; mukana ovat:`,
  lot_for_office: (office) => `Arvotaan tehtävä ${office}; mukana ovat:`,
  lot_for_deputy: (places) =>
    `Arvotaan ${one(places, "varajäsenen sija", "varajäsenen sijaa")}; mukana ovat:`,
  offices: "Tehtävät",
  office_open: "avoin",
  office_elsewhere: "täytetään muualla",
  deputies: "Varajäsenet",
  personal_deputy: (name) => `henkilökohtainen varajäsen; varsinainen jäsen ${name}`,
  to_be_named: (name) => `yhteisö nimeää; varsinainen jäsen ${name}`,
  lots: "Arvonnat",
  drawn: "Arvottiin",
  witnesses: "Todistajat",
  method: {
    manual: "käsin",
    reballot: "uudella äänestyksellä",
    seeded: "siemenluvusta",
    rfc3797: "RFC 3797:n mukaan",
  },
  turnout: "Äänestysaktiivisuus ja äänestysliput",
  voted_of: (voted, entitled) => `${voted}/${entitled} äänioikeutetusta äänesti`,
  ballots_read: "Äänestyslippuja",
  accepted: "Hyväksytty",
  blank: "Tyhjiä",
  rejected: "Hylätty",
  margin: "Ero",
  margin_set: (ballots) => `Vähintään ${ballots} äänestyslipun pitäisi muuttua, jotta valitut muuttuisivat.`,
  margin_settled:
    "Tasatuloksen ratkaisu määräsi, ketkä valittiin: samoilla äänillä tulos olisi voinut olla toinen.",
  margin_unchangeable: "Mikään muutos äänestyslipuissa ei muuttaisi valittuja.",
  statuses: {
    elected: "valittu",
    deputy: "varajäsen",
    not_elected: "ei valittu",
    declined: "kieltäytyi",
    withdrawn: "vetäytyi",
    refused: "ei ehdolla",
    undecided: "odottaa arvontaa",
  },
  fill: {
    fixed: "Paikkojen määrä on kiinteä.",
    max: "Niin monta paikkaa kuin vaihteluväli sallii.",
    decided: "Paikkojen määrä päätettiin ennen äänestystä.",
    gap: "Äänimäärä putoaa tässä eniten.",
    few_candidates: "Enempää ehdokkaita ei voitu valita.",
    extended: "Tasatuloksen saaneet valittiin kaikki.",
    shrunk: "Valinta päättyy tasatuloksen yläpuolelle.",
    acclamation: "Kaikki valittiin sopuvaalilla.",
    awaits_lot: "Arvonta ratkaisee loput.",
  },
  reasons: {
    most_votes: (ahead) =>
      ahead === undefined
        ? "Eniten ääniä saaneiden joukossa."
        : `Eniten ääniä saaneiden joukossa; etumatka ensimmäiseen valitsematta jääneeseen ${ahead}.`,
    elected_by_lot: (drawn) => `Valittu arvalla, arvottu ${drawn}. sijalle.`,
    tie_elected: (tied, places) =>
      `Kaikki ${tied} tasatuloksessa ollutta (sijoja ${places}) valittiin: paikkojen vaihteluväli sallii sen.`,
    acclamation: "Valittu sopuvaalilla.",
    enough_votes: (minimum) =>
      minimum === "1" ? "Sai tarvittavan yhden äänen." : `Sai tarvittavat ${minimum} ääntä.`,
    fewer_votes: (behind) =>
      behind === undefined ? "Vähemmän ääniä kuin valituilla." : `Viimeiseen valittuun ${behind} ääntä.`,
    below_minimum: (minimum) =>
      minimum === "1" ? "Ei saanut tarvittavaa yhtä ääntä." : `Alle tarvittavien ${minimum} äänen.`,
    not_drawn: "Ei tullut arvotuksi.",
    tie_left_out: (tied, places) =>
      `${tied} tasatuloksessa ollutta (sijoja ${places}) jätettiin pois: paikkojen vaihteluväli sallii sen.`,
    awaits_lot: "Odottaa arvontaa.",
    office_by_votes: (office) => `${office}: eniten ääniä.`,
    office_by_lot: (office) => `${office}: arvalla.`,
    declined_office: (office) => `Kieltäytyi tehtävästä: ${office}.`,
    deputy_by_votes: "Varajäsen äänimäärän perusteella.",
    deputy_by_lot: "Varajäsen arvalla.",
    deputy_lot_open: "Tasatulos varajäsenten kesken: arvotaan, kun varajäsen kutsutaan.",
    declined_seat: "Kieltäytyi paikasta.",
    withdrawn: "Vetäytyi ennen äänestystä.",
    refused: "Ei asetettu ehdolle.",
  },
  counted_by: (engine) => `Laskenut ${engine}`,
};
