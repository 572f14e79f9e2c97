/** The texts of the page, by language. */
import type { Language } from "../../elements/language.js";
import { en, type Messages } from "./en.js";
import { fi } from "./fi.js";
import { sv } from "./sv.js";

export const MESSAGES: Record<Language, Messages> = { fi, sv, en };

export type { Messages };
