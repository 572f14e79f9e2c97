import { h } from "../dom.js";
import { moment } from "../language.js";
import { page, type Screen } from "./screen.js";

/** A ballot that was cast. Not for whom: somebody may stand behind the voter. */
export interface Receipt {
  at: Date;
  marks: number;
  /** What the page gave for it. */
  code: string | undefined;
}

/** That the ballot was cast, and when. */
export function receiptScreen(screen: Screen, { at, marks, code }: Receipt): HTMLElement {
  const { language, text } = screen;
  const shown = page(
    screen,
    text.receipt_title,
    undefined,
    h(
      "p",
      { part: "receipt" },
      text.receipt_text(moment(at, language)),
      " ",
      marks === 0 ? text.receipt_blank : text.receipt_marks(marks),
    ),
    code !== undefined && h("p", { part: "receipt-code" }, `${text.receipt_code}: `, h("code", {}, code)),
    h("p", { class: "quiet-text closed" }, text.closed),
  );
  shown.classList.add("receipt");
  return shown;
}

/** A ballot that a form around holds: it is cast only when the form is sent, and a second step must not be missed. */
export function inFormScreen(screen: Screen, marks: number, sent: boolean): HTMLElement {
  const { text } = screen;
  const shown = page(
    screen,
    sent ? text.form_sent : text.form_title,
    undefined,
    !sent && h("p", { class: "not-cast", part: "not-cast" }, text.form_text),
    h("p", { part: "receipt" }, marks === 0 ? text.receipt_blank : text.receipt_marks(marks)),
  );
  shown.classList.toggle("receipt", sent);
  return shown;
}
