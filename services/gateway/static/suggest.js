// Offers names of the register of organisations while one is typed; whatever is typed may stay as it is.
const PAUSE_MS = 200;
const LEAST = 2;

const input = document.querySelector("input[data-suggest]");
const list = input && document.getElementById(input.getAttribute("list"));
let waiting = 0;
let asked = "";

async function suggest() {
  const words = input.value.trim();
  if (words.length < LEAST || words === asked) return;
  asked = words;
  try {
    const answer = await fetch(`${input.dataset.suggest}?${new URLSearchParams({ words })}`);
    if (!answer.ok || asked !== words) return;
    const { names } = await answer.json();
    list.replaceChildren(...names.map((name) => Object.assign(document.createElement("option"), { value: name })));
  } catch { /* Without a connection there are no suggestions, and typing goes on. */ }
}

input?.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(suggest, PAUSE_MS);
});
