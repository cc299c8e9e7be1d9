// jsdiff's diffWords on two files: node words.cjs OLD NEW. Exit code 127: the package "diff" is not installed.
const { readFileSync } = require("node:fs");
const { createRequire } = require("node:module");
let diff;
try {
  diff = createRequire(process.env.PEERS_NODE || __filename)("diff");
} catch {
  process.exit(127);
}
const [old, now] = process.argv.slice(2).map((name) => readFileSync(name, "utf8"));
console.log(`${diff.diffWords(old, now).length} runs`);
