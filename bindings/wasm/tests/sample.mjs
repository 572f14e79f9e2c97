// An invented election, for the tests: nobody in it exists.

const PEOPLE = [
  ["Aino Koivuranta", "näkövammaiset", "Rusko", { fi: "Ruskon Ulappa ry" }],
  ["Björn Strandholm", "kuulovammaiset", "Ingå", { fi: "Inkoon Majakka ry", sv: "Ingå Fyr rf" }],
  ["Cecilia Västerback", "omaiset", "Ekenäs", { sv: "Ekenäs Stöd rf" }],
  ["Daavid Mäntylampi", "liikuntavammaiset", "Paimio", { fi: "Paimion Polku ry" }],
  ["Eeva-Liisa Harjunpää", "näkövammaiset", "Salo", { fi: "Salon Kajo ry" }],
  ["Fredrik Lindvik", "mielenterveys", "Pargas", { fi: "Paraisten Poukama ry", sv: "Pargas Vik rf" }],
  ["Gunvor Nyskog", "omaiset", "Hanko", { sv: "Hangö Lots rf" }],
  ["Heikki Ylitörmä", "nuoret", "Turku", { fi: "Turun Tuuma ry" }],
  ["Inkeri Sarkavuori", "kuulovammaiset", "Kaarina", { fi: "Kaarinan Kaiku ry" }],
  ["Johan Österbrygga", "nuoret", "Raisio", { fi: "Raision Ripari ry", sv: "Reso Rörelse rf" }],
  ["Kaisa Petäjälahti", "liikuntavammaiset", "Lieto", { fi: "Liedon Lento ry" }],
  ["Lauri Suvikallio", "mielenterveys", "Naantali", { fi: "Naantalin Nuotio ry" }],
  ["Märta Grankulla-Berg", "omaiset", "Kimito", { sv: "Kimito Krets rf" }],
  ["Niilo Rantasalmela", "näkövammaiset", "Uusikaupunki", { fi: "Uudenkaupungin Usva ry" }],
  ["Oili Tervakorpi", "nuoret", "Loimaa", { fi: "Loimaan Lähde ry" }],
  ["Pekka Vesijako", "kuulovammaiset", "Somero", { fi: "Someron Sointu ry" }],
];

const PRESENTATION = {
  fi: "Olen toiminut yhdistyksessä kymmenen vuotta. Esteettömyys ja hyvä hallinto ovat minulle tärkeitä.",
  sv: "Jag har verkat i föreningen i tio år. Tillgänglighet och god förvaltning är viktiga för mig.",
};

/** An election with rules that a test may change. */
export function definition(rules = {}) {
  return {
    format: 1,
    id: "3b0d8f52-6a35-4a53-9a55-6f7b7a0c1d2e",
    title: { fi: "Neuvoston vaali", sv: "Val till rådet", en: "Election of the council" },
    test: true,
    rules: {
      ballots: "linked",
      secrecy: "secret",
      marks: { min: 1, max: 4 },
      seats: { min: 5, max: 5 },
      ties: { seat: "lot_manual" },
      offices: [
        { id: "chair", name: { fi: "puheenjohtaja", sv: "ordförande", en: "chair" } },
        { id: "vice", name: { fi: "varapuheenjohtaja", sv: "vice ordförande", en: "vice-chair" } },
      ],
      deputies: { next_in_order: { number: 2, order_matters: true } },
      ...rules,
    },
    candidates: PEOPLE.map(([name, group, municipality], index) => ({
      id: `c${String(index + 1).padStart(2, "0")}`,
      name,
      organisation: `o${index + 1}`,
      municipality,
      groups: [group],
      ...(index % 3 === 0 ? { competence: PRESENTATION } : {}),
    })),
    roll: PEOPLE.map(([, , municipality, name], index) => ({ id: `o${index + 1}`, name, municipality })),
  };
}

/** A ballot of each voter but the last two: one blank, one with too many marks. `tied`: two have as many votes at the last seat. */
export function ballots(tied = false) {
  const marks = [
    "01 02 03 04",
    "01 02 03 05",
    "01 02 03 06",
    "01 02 05 04",
    "01 02 05 06",
    "01 03 02 07",
    "01 03 04 05",
    "01 03 09 12",
    "02 04 06 13",
    "02 05 10 14",
    "01 05 11 15",
    "03 07 08 16",
    "",
    "01 02 03 04 05",
  ];
  if (tied) marks[7] = "01 03 06 12";
  return marks.map((list, index) => ({
    voter: `o${index + 1}`,
    marks: list
      .split(" ")
      .filter((id) => id !== "")
      .map((id) => `c${id}`),
  }));
}
