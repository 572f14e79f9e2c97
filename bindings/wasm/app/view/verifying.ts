/** A record verified: every check with what it found. */
import { type Child, h } from "../../elements/dom.js";
import { inLanguage } from "../../elements/language.js";
import type { VaaliResult } from "../../elements/result.js";
import type { Check, SaidCheck } from "../../js/types.js";
import { verify } from "../actions/documents.js";
import type { App } from "../app.js";
import type { Verified } from "../protocol.js";
import { button, grouped, problem, section, textField } from "./parts.js";

/** The section of the verification; none where no record was dropped. */
export function verifying(app: App): HTMLElement | undefined {
  const { text, state } = app;
  if (state.review?.stage !== "verify") return undefined;
  return section(
    "verify",
    text.verify,
    h("p", {}, text.verify_lead),
    textField("hash", text.verify_hash, state.hash, (value) => (state.hash = value), {
      hint: text.verify_hash_hint,
    }),
    problem(app, "verify"),
    h(
      "div",
      { class: "actions" },
      button("verify-now", text.verify_now, () => void verify(app), "primary"),
    ),
    state.verified && verdict(app, state.verified),
  );
}

function verdict(app: App, verified: Verified): Child {
  const { text, state } = app;
  const { checks, recounted, said, seal, list_hash } = verified.report;
  const failed = checks.some(({ status }) => status === "failed");
  const complete = checks.every(({ status }) => status !== "not_run");
  const word = failed ? "failed" : complete ? "passed" : "partly";
  const kind = { failed: "bad", passed: "good", partly: "care" }[word];
  return h(
    "div",
    { class: "verified" },
    h(
      "div",
      { class: `notice ${kind}` },
      h("h3", { id: "verdict", tabindex: -1 }, text.verdict[word]),
      verified.title !== undefined && h("p", {}, inLanguage(verified.title, state.language).text),
      h("p", {}, recounted ? text.recounted : text.not_recounted),
    ),
    seal ? [h("p", {}, text.seal_computed, ":"), h("p", { class: "hash" }, grouped(seal))] : undefined,
    list_hash ? [h("p", {}, text.list_hash, ":"), h("p", { class: "hash" }, grouped(list_hash))] : undefined,
    h(
      "ol",
      { class: "checks", "aria-label": text.verify },
      checks.map((check, place) => row(app, check, said[state.language][place] as SaidCheck)),
    ),
    !failed && certified(app, verified),
  );
}

function row({ text }: App, check: Check, said: SaidCheck): HTMLElement {
  const more = check.status === "failed" ? check.findings.length - said.findings.length : 0;
  return h(
    "li",
    { class: check.status },
    h("span", { class: "code" }, check.code),
    h("span", {}, said.proves),
    h("strong", {}, text.statuses[check.status]),
    said.needs !== "" && h("p", { class: "hint" }, said.needs),
    said.findings.length > 0 &&
      h(
        "ul",
        {},
        said.findings.map((finding) => h("li", {}, finding)),
        more > 0 && h("li", {}, text.more_findings(more)),
      ),
  );
}

function certified({ text, state }: App, { outcome, definition }: Verified): Child {
  if (!outcome) return undefined;
  const element = document.createElement("vaali-result") as VaaliResult;
  element.setAttribute("languages", "");
  element.setAttribute("lang", state.language);
  element.definition = definition;
  element.outcome = outcome;
  return [h("h3", {}, text.certified_result), element];
}
