import { define } from "/dist/elements.js";

define();
