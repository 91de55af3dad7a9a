// After signing out nothing that was typed stays for the next who uses this browser; what is not saved is asked about.
// Copies go only once the answer has come: a sign-out that never arrived loses nothing. The answer itself clears them too
// (Clear-Site-Data), but not in every browser, nor over plain http.
const LEAVING = "qc-signing-out";
const forms = document.querySelectorAll("form[data-sign-out]");

const copies = () => Object.keys(localStorage).filter((key) => key.startsWith("qc-unsaved "));

try {
  const hasLeft = sessionStorage.getItem(LEAVING) && !forms.length;
  sessionStorage.removeItem(LEAVING);
  if (hasLeft) for (const key of copies()) localStorage.removeItem(key);
} catch { /* There is no store, so nothing is in it. */ }

for (const form of forms) form.addEventListener("submit", (event) => {
  try {
    if (copies().length && !confirm(form.dataset.signOut)) { event.preventDefault(); return; }
    sessionStorage.setItem(LEAVING, "yes");
  } catch { /* There is no store, so nothing is in it. */ }
});
