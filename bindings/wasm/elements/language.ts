import type { Text } from "../js/engine-types.js";
import { h } from "./dom.js";

/** The languages that are built in. */
export const LANGUAGES = ["fi", "sv", "en"] as const;

/** A language that is built in. */
export type Language = (typeof LANGUAGES)[number];

/** Each language by its own name. */
export const NAMES: Record<Language, string> = { fi: "suomi", sv: "svenska", en: "English" };

/** The built-in language of a tag such as `sv-FI`, if there is one. */
export function languageOf(tag: string | null | undefined): Language | undefined {
  const primary = tag?.toLowerCase().split("-")[0];
  return LANGUAGES.find((language) => language === primary);
}

/** The language of the page around an element, also across shadow roots; Finnish where nothing says. */
export function languageAround(element: Element): Language {
  let node: Node | null = element;
  while (node) {
    if (node instanceof Element) {
      const found = languageOf(node.getAttribute("lang"));
      if (found) return found;
    }
    node = node.parentNode ?? (node instanceof ShadowRoot ? node.host : null);
  }
  return "fi";
}

/** A text in a language, or the nearest there is, with the language it is in. The engine chooses the same way. */
export function inLanguage(text: Text | undefined, language: Language): { text: string; language?: string } {
  if (text === undefined) return { text: "" };
  if (typeof text === "string") return { text };
  for (const code of [language, ...LANGUAGES, ...Object.keys(text).sort()]) {
    const found = text[code];
    if (found !== undefined) return { text: found, language: code };
  }
  return { text: "" };
}

/** A text as an element that says in which language it is, where that is not the one around it. */
export function spoken(text: Text | undefined, language: Language, part?: string): HTMLSpanElement {
  const found = inLanguage(text, language);
  const other = found.language !== undefined && found.language !== language;
  return h("span", { part, class: part, lang: other ? found.language : undefined }, found.text);
}

/** A number as the language writes it. */
export function number(value: number | string, language: Language): string {
  const exact = typeof value === "string" ? BigInt(value) : value;
  return exact.toLocaleString(language === "en" ? "en-GB" : language);
}

/** An exact fraction such as `33/66` as a percentage for the eye. */
export function percent(fraction: string, language: Language): string {
  const [part, whole] = fraction.split("/").map(Number);
  if (part === undefined || whole === undefined || whole === 0) return "";
  return (part / whole).toLocaleString(language === "en" ? "en-GB" : language, {
    style: "percent",
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
}

/** A moment as the language writes it. */
export function moment(time: string | Date, language: Language, timeZone?: string): string {
  const options: Intl.DateTimeFormatOptions = { dateStyle: "long", timeStyle: "short" };
  if (timeZone) options.timeZone = timeZone;
  return new Date(time).toLocaleString(language === "en" ? "en-GB" : `${language}-FI`, options);
}
