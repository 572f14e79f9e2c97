/** The counting page begins here. */
import { defineResult } from "../elements/result.js";
import { App } from "./app.js";
import { preferred } from "./state.js";
import { drawFoot } from "./view/page.js";

defineResult();
const app = new App(preferred(navigator.languages));
void app.start();

// After the first visit the page needs no network.
if ("serviceWorker" in navigator) {
  void navigator.serviceWorker
    .register(new URL("./service-worker.js", import.meta.url))
    .then(() => navigator.serviceWorker.ready)
    .then(() => {
      app.state.offline = true;
      document.documentElement.dataset["offline"] = "true";
      // Only what says so: a control that is drawn anew under a finger would not hear of it.
      drawFoot(app);
    })
    // Where the site is not secure or the browser forbids it, the page works all the same.
    .catch(() => undefined);
}
