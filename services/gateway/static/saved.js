// What was sent needs no copy in this browser any more.
try {
  for (const key of Object.keys(localStorage)) if (key.startsWith("qc-unsaved ")) localStorage.removeItem(key);
} catch { /* There was no store, so nothing is in it. */ }
