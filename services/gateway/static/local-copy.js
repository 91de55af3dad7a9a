// Keeps what is typed in this browser until it is known to be saved, and offers it back. Nothing is kept longer than a week.
const WEEK_MS = 7 * 24 * 3600 * 1000;
const UNSAVED = ["csrf_token", "command_id", "version", "application_id", "action", "question"];

// What is saved has lost the spaces around it, and the ends of its lines may be spelled otherwise.
const words = (fields) => JSON.stringify(fields.map(([name, value]) => [name, value.replace(/\s+/g, " ").trim()]));

export class LocalCopy {
  constructor(form, box) {
    this.form = form;
    this.box = box;
    this.key = `qc-unsaved ${box.dataset.owner} ${form.getAttribute("action")}`;
    this.offer();
  }

  keep() {
    try { localStorage.setItem(this.key, JSON.stringify({ at: Date.now(), fields: this.typed() })); } catch { /* A full or forbidden store: the page still saves. */ }
  }

  forget() {
    try { localStorage.removeItem(this.key); } catch { /* There was no store, so nothing is in it. */ }
  }

  typed() {
    return [...new FormData(this.form)].filter(([name]) => !UNSAVED.includes(name));
  }

  found() {
    try {
      const kept = JSON.parse(localStorage.getItem(this.key));
      return kept && Date.now() - kept.at < WEEK_MS ? kept : null;
    } catch { return null; }
  }

  offer() {
    const kept = this.found();
    if (!kept || words(kept.fields) === words(this.typed())) { this.forget(); return; }
    this.box.hidden = false;
    this.box.addEventListener("click", (event) => {
      const { localCopy } = event.target.dataset;
      if (!localCopy) return;
      if (localCopy === "take") this.take(kept.fields); else this.forget();
      this.box.hidden = true;
    });
  }

  take(fields) {
    for (const field of this.form.elements) {
      if (!field.name || UNSAVED.includes(field.name)) continue;
      const values = fields.filter(([name]) => name === field.name).map(([, value]) => value);
      if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
      else if (values.length) field.value = values[0];
    }
    this.form.dispatchEvent(new Event("input", { bubbles: true }));
    this.form.querySelector("textarea, input:not([type=hidden])")?.focus();
  }
}
