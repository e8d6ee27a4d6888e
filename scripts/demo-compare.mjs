// Compares a pool with what was predicted when its change was mined:
//   node demo-compare.mjs SENT.json STATUS.json LABEL
// SENT is the answer of `mpool send --json`, STATUS that of `mpool status
// --json`, LABEL the name of the moment: "half way" or "end".
import { readFileSync } from "node:fs";

const [sent, status] = process.argv.slice(2, 4).map((file) => JSON.parse(readFileSync(file)).data);
const column = sent.preview.columns.findIndex((c) => c.label === process.argv[4]);
if (status.block.time !== sent.preview.columns[column].time) {
  throw new Error(`the pool was read at ${status.block.time}, not at ${sent.preview.columns[column].time}`);
}

// raw turns "33.3333333333333333%" into the integer with 18 decimals.
const raw = (percent) => {
  const [whole, fraction = ""] = percent.replace("%", "").split(".");
  return BigInt(whole + fraction.padEnd(16, "0")).toString();
};

for (const token of status.tokens) {
  const row = sent.preview.rows.find((r) => r.path === `tokens.${token.address}.weight`);
  const predicted = raw(row.values[column]);
  if (token.weight.now !== predicted) {
    throw new Error(`${token.symbol} weighs ${token.weight.now}, and ${predicted} was predicted`);
  }
  console.log(`${token.symbol.padEnd(5)} ${token.weight.now} as predicted, to the wei`);
}
