// Keeps a draft while it is being typed. Without it, or when it fails, the form's own buttons do the same.
import { LocalCopy } from "./local-copy.js";

const status = document.getElementById("autosave");
const form = status.closest("form");
const QUIET_MS = 3000;
const AGAIN_MS = 15000;
const SAID = { 409: "changed", 422: "invalid" };
const copy = new LocalCopy(form, document.getElementById("local-copy"));
let timer, sending, unsaved = false;

const say = (words) => { if (status.textContent !== words) status.textContent = words; };

const later = (ms) => { clearTimeout(timer); timer = setTimeout(keep, ms); };

async function keep() {
  if (!unsaved || sending) return;
  unsaved = false;
  const fields = new FormData(form);
  fields.delete("command_id");
  sending = fetch(status.dataset.autosave, { method: "POST", body: fields, redirect: "manual", keepalive: true });
  try {
    await take(await sending);
  } catch {
    tryAgain();
  } finally {
    sending = undefined;
    if (unsaved) later(QUIET_MS);
  }
}

async function take(answer) {
  if (answer.ok) {
    const { application_id, version, hints } = await answer.json();
    if (!unsaved) copy.forget();
    for (const line of form.querySelectorAll("[data-plain]")) line.textContent = hints?.[line.dataset.plain] ?? "";
    form.elements.application_id.value = application_id;
    form.elements.version.value = version;
    say(status.dataset.saved.replace("{time}", new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })));
  } else if (answer.type === "opaqueredirect" || answer.status === 400) {
    say(status.dataset.signedOut);
  } else if (answer.status in SAID) {
    say(status.dataset[SAID[answer.status]]);
  } else {
    tryAgain();
  }
}

function tryAgain() {
  unsaved = true;
  say(status.dataset.waiting);
  later(AGAIN_MS);
}

form.addEventListener("input", () => { unsaved = true; copy.keep(); later(QUIET_MS); });
// A form sent while a draft is on its way would carry the old version: it waits for the new one.
form.addEventListener("submit", async (event) => {
  unsaved = false;
  clearTimeout(timer);
  if (!sending) return;
  event.preventDefault();
  await sending.catch(() => {});
  setTimeout(() => form.requestSubmit(event.submitter));
});
addEventListener("online", keep);
addEventListener("pagehide", keep);
addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });
