// Parses an AsyncAPI document and prints what is wrong with it, as JSON; exits 1 when anything is.
import { readFileSync } from "node:fs";
import { Parser } from "@asyncapi/parser";

const { document, diagnostics } = await new Parser().parse(readFileSync(process.argv[2], "utf8"));
const errors = diagnostics.filter((one) => one.severity === 0);
console.log(JSON.stringify({ parsed: document !== undefined, errors }));
process.exit(document !== undefined && errors.length === 0 ? 0 : 1);
