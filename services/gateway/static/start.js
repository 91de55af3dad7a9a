// Starts the component library: password reveal, character counts, error focus, menu.
import { initAll } from "./nhsuk.js";

initAll();
