// Written from the presets of the engine by its tests (VAALI_BLESS=1 writes it anew). Not to be edited.
import type { Preset } from "./types.js";

export const PRESETS: readonly Preset[] = [
  {
    "id": "founding_council",
    "rules": {
      "ballots": "linked",
      "deputies": "none",
      "marks": {
        "max": 10,
        "min": 1
      },
      "method": "majority",
      "minimum_votes": 1,
      "nominations": {
        "per_organisation": 1
      },
      "offices": [
        {
          "filled": "by_votes",
          "id": "chair",
          "name": {
            "en": "chair",
            "fi": "puheenjohtaja",
            "sv": "ordförande"
          }
        },
        {
          "filled": "by_votes",
          "id": "vice_chair",
          "name": {
            "en": "vice-chair",
            "fi": "varapuheenjohtaja",
            "sv": "vice ordförande"
          }
        }
      ],
      "other_seats": [],
      "own_candidate": "allowed",
      "seat_holder": "person",
      "seats": {
        "fill": "max",
        "max": 15,
        "min": 12
      },
      "second_ballot": "reject_second",
      "secrecy": "secret",
      "term": {
        "years": 2
      },
      "ties": {
        "extend": false,
        "seat": "lot_manual",
        "shrink": false
      },
      "time_zone": "Europe/Helsinki",
      "unopposed": "acclamation"
    },
    "sources": [
      {
        "name": "Founding election of a Finnish regional council of social and health organisations, 2020",
        "read": "practice",
        "says": "26 candidates, ten marks, 12 to 15 seats, the 15 with most votes elected, first is chair, second vice-chair, two-year term"
      },
      {
        "name": "Yhdistyslaki 503/1989 § 8",
        "read": "primary",
        "says": "the number of members may be a least and a greatest number"
      },
      {
        "name": "Yhdistyslaki 503/1989 § 29(1), (4)",
        "read": "primary",
        "says": "those with most votes are elected; a tie is settled by lot"
      }
    ],
    "summary": {
      "en": "Organisations elect 12 to 15 members; each marks at most ten candidates; the one with most votes is chair, the second vice-chair.",
      "fi": "Järjestöt valitsevat 12–15 jäsentä; kukin merkitsee enintään kymmenen ehdokasta; eniten ääniä saanut on puheenjohtaja, toinen varapuheenjohtaja.",
      "sv": "Organisationerna väljer 12–15 ledamöter; var och en markerar högst tio kandidater; den som får flest röster blir ordförande, den andra vice ordförande."
    },
    "title": {
      "en": "Founding election of a council",
      "fi": "Neuvottelukunnan perustava vaali",
      "sv": "Konstituerande val av delegation"
    }
  },
  {
    "id": "association_board",
    "rules": {
      "ballots": "linked",
      "challenge": {
        "months": 3
      },
      "deputies": {
        "next_in_order": {
          "draw_when_needed": true,
          "number": 3,
          "order_matters": true
        }
      },
      "marks": {
        "max": 7,
        "min": 1
      },
      "method": "majority",
      "minimum_votes": 1,
      "offices": [
        {
          "filled": "body_elects",
          "id": "chair",
          "name": {
            "en": "chair",
            "fi": "puheenjohtaja",
            "sv": "ordförande"
          }
        },
        {
          "filled": "body_elects",
          "id": "vice_chair",
          "name": {
            "en": "vice-chair",
            "fi": "varapuheenjohtaja",
            "sv": "vice ordförande"
          }
        }
      ],
      "other_seats": [],
      "own_candidate": "allowed",
      "seat_holder": "person",
      "seats": {
        "fill": "max",
        "max": 7,
        "min": 7
      },
      "second_ballot": "reject_second",
      "secrecy": "secret",
      "term": {
        "years": 1
      },
      "ties": {
        "extend": false,
        "seat": "lot_manual",
        "shrink": false
      },
      "time_zone": "Europe/Helsinki",
      "unopposed": "acclamation"
    },
    "sources": [
      {
        "name": "Yhdistyslaki 503/1989 § 25",
        "read": "primary",
        "says": "one vote per member unless the rules say otherwise"
      },
      {
        "name": "Yhdistyslaki 503/1989 § 28, § 29(1)",
        "read": "primary",
        "says": "in a meeting those with most votes are elected"
      },
      {
        "name": "Yhdistyslaki 503/1989 § 29(4)",
        "read": "primary",
        "says": "a tie is settled by lot"
      },
      {
        "name": "Yhdistyslaki 503/1989 § 32",
        "read": "primary",
        "says": "an action against a decision is brought within three months of it"
      }
    ],
    "summary": {
      "en": "A fixed number of members; as many marks as seats; the board elects its chair; the next three are deputies.",
      "fi": "Hallitukseen valitaan vahvistettu määrä jäseniä; jokaisella on yhtä monta merkintää kuin paikkoja; hallitus valitsee puheenjohtajan.",
      "sv": "Ett fastställt antal ledamöter väljs; var och en har lika många markeringar som det finns platser; styrelsen väljer ordförande."
    },
    "title": {
      "en": "Board of an association",
      "fi": "Yhdistyksen hallitus",
      "sv": "Föreningens styrelse"
    }
  },
  {
    "id": "association_board_range",
    "rules": {
      "ballots": "linked",
      "challenge": {
        "months": 3
      },
      "deputies": "none",
      "marks": {
        "max": 5,
        "min": 1
      },
      "method": "majority",
      "minimum_votes": 1,
      "offices": [
        {
          "filled": "separate_contest",
          "id": "chair",
          "name": {
            "en": "chair",
            "fi": "puheenjohtaja",
            "sv": "ordförande"
          }
        }
      ],
      "other_seats": [],
      "own_candidate": "allowed",
      "seat_holder": "person",
      "seats": {
        "fill": "gap",
        "max": 9,
        "min": 5
      },
      "second_ballot": "reject_second",
      "secrecy": "secret",
      "term": {
        "years": 2
      },
      "ties": {
        "extend": true,
        "seat": "lot_manual",
        "shrink": true
      },
      "time_zone": "Europe/Helsinki",
      "unopposed": "acclamation"
    },
    "sources": [
      {
        "name": "Yhdistyslaki 503/1989 § 8",
        "read": "primary",
        "says": "the rules give the number of board members or a least and a greatest number"
      },
      {
        "name": "Yhdistyslaki 503/1989 § 29(1), (4)",
        "read": "primary",
        "says": "those with most votes are elected; a tie is settled by lot"
      },
      {
        "name": "Yhdistyslaki 503/1989 § 32",
        "read": "primary",
        "says": "an action against a decision is brought within three months of it"
      }
    ],
    "summary": {
      "en": "The association's rules give a least and a greatest number; the largest drop in votes decides; a tie is settled by the range before a lot.",
      "fi": "Säännöissä on jäsenten vähimmäis- ja enimmäismäärä; tasatilanteessa voidaan jäädä alle enimmäismäärän ennen arvontaa.",
      "sv": "Stadgarna anger ett minsta och ett största antal ledamöter; vid lika röstetal kan man stanna under det största antalet före lottning."
    },
    "title": {
      "en": "Board of an association, from least to greatest",
      "fi": "Yhdistyksen hallitus, vähintään ja enintään",
      "sv": "Föreningens styrelse, minst och högst"
    }
  },
  {
    "id": "personal_deputies",
    "rules": {
      "ballots": "separate",
      "deputies": "personal_pair",
      "marks": {
        "max": 9,
        "min": 1
      },
      "method": "majority",
      "minimum_votes": 1,
      "offices": [
        {
          "filled": "separate_contest",
          "id": "chair",
          "name": {
            "en": "chair",
            "fi": "puheenjohtaja",
            "sv": "ordförande"
          }
        },
        {
          "filled": "separate_contest",
          "id": "vice_chair",
          "name": {
            "en": "vice-chair",
            "fi": "varapuheenjohtaja",
            "sv": "vice ordförande"
          }
        }
      ],
      "other_seats": [],
      "own_candidate": "allowed",
      "seat_holder": "person",
      "seats": {
        "fill": "max",
        "max": 9,
        "min": 9
      },
      "second_ballot": "reject_second",
      "secrecy": "secret",
      "term": {
        "years": 2
      },
      "ties": {
        "extend": false,
        "seat": "lot_manual",
        "shrink": false
      },
      "time_zone": "Europe/Helsinki",
      "unopposed": "acclamation"
    },
    "sources": [
      {
        "name": "Kuntalaki 410/2015 § 105; Hyvinvointialuelaki 611/2021 § 110",
        "read": "primary",
        "says": "those with most votes are elected; personal deputies stand as pairs approved before the vote; a tie is settled by lot"
      },
      {
        "name": "Kuntalaki 410/2015 § 33",
        "read": "primary",
        "says": "chair and vice-chairs are elected in the same election"
      }
    ],
    "summary": {
      "en": "A majority election in which each candidate stands with a personal deputy approved before the vote.",
      "fi": "Enemmistövaali, jossa jokaisella ehdokkaalla on ennen vaalia hyväksytty henkilökohtainen varajäsen.",
      "sv": "Majoritetsval där varje kandidat har en personlig ersättare som godkänts före valet."
    },
    "title": {
      "en": "Body with personal deputies",
      "fi": "Toimielin henkilökohtaisin varajäsenin",
      "sv": "Organ med personliga ersättare"
    }
  },
  {
    "id": "meeting_slips",
    "rules": {
      "ballots": "anonymous",
      "deputies": "none",
      "marks": {
        "max": 5,
        "min": 1
      },
      "method": "majority",
      "minimum_votes": 1,
      "offices": [],
      "other_seats": [],
      "own_candidate": "allowed",
      "seat_holder": "person",
      "seats": {
        "fill": "max",
        "max": 5,
        "min": 5
      },
      "second_ballot": "reject_second",
      "secrecy": "secret",
      "term": {
        "years": 1
      },
      "ties": {
        "extend": false,
        "seat": "lot_manual",
        "shrink": false
      },
      "unopposed": "acclamation"
    },
    "sources": [
      {
        "name": "Yhdistyslaki 503/1989 § 29(1), (4)",
        "read": "primary",
        "says": "those with most votes are elected; a tie is settled by lot"
      }
    ],
    "summary": {
      "en": "The slips of a meeting are counted without a roll; whoever runs the meeting knows who may vote.",
      "fi": "Kokouksen paperiliput lasketaan ilman äänioikeusluetteloa.",
      "sv": "Mötets röstsedlar räknas utan röstlängd."
    },
    "title": {
      "en": "Paper slips at a meeting",
      "fi": "Lippuäänestys kokouksessa",
      "sv": "Slutna sedlar på ett möte"
    }
  },
  {
    "id": "nordic_majority",
    "rules": {
      "ballots": "separate",
      "deputies": {
        "next_in_order": {
          "draw_when_needed": false,
          "number": 2,
          "order_matters": true
        }
      },
      "marks": {
        "max": 5,
        "min": 1
      },
      "method": "majority",
      "minimum_votes": 1,
      "offices": [
        {
          "filled": "separate_contest",
          "id": "chair",
          "name": {
            "en": "chair",
            "fi": "puheenjohtaja",
            "sv": "ordförande"
          }
        }
      ],
      "other_seats": [],
      "own_candidate": "allowed",
      "seat_holder": "person",
      "seats": {
        "fill": "max",
        "max": 5,
        "min": 5
      },
      "second_ballot": "reject_second",
      "secrecy": "secret",
      "term": {
        "years": 1
      },
      "ties": {
        "extend": false,
        "seat": "lot_manual",
        "shrink": false
      },
      "unopposed": "acclamation"
    },
    "sources": [
      {
        "name": "Practice of associations in Sweden and Norway",
        "read": "secondary",
        "says": "most votes; a tie is settled by lot; a ballot with more names than seats is void"
      }
    ],
    "summary": {
      "en": "Those with most votes are elected; a ballot with more names than seats is void; a tie is settled by lot.",
      "fi": "Eniten ääniä saaneet valitaan; lippu, jossa on enemmän nimiä kuin paikkoja, on mitätön.",
      "sv": "De som får flest röster är valda; en sedel med fler namn än platser är ogiltig."
    },
    "title": {
      "en": "Nordic majority election",
      "fi": "Pohjoismainen enemmistövaali",
      "sv": "Nordiskt majoritetsval"
    }
  }
];
