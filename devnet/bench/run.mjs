// Runs the JavaScript libraries of Balancer on vectors from stdin and answers, as JSON on stdout, each
// library's results and the nanoseconds per call of each repetition. It is started by
//
//   MPOOL_BENCH=1 go test ./internal/poolmath -run '^TestBench$' -v
//
// after npm ci in this folder. The input is {"repetitions": n, "vectors": {"Pow": [[x, y], ...], ...}}
// with numbers as decimal strings.
import { readFileSync } from 'node:fs';
import { createRequire, Module } from 'node:module';
import { dirname } from 'node:path';

const require = createRequire(import.meta.url);
const { repetitions, vectors } = JSON.parse(readFileSync(0, 'utf8'), (key, value) =>
  typeof value === 'string' ? BigInt(value) : value);

// LogExpMath and the weighted formulas are private to most of the libraries: load adds a line to the
// module, in memory only, that exports them.
function load(name, extra) {
  const file = require.resolve(name);
  const module = new Module(file);
  module.filename = file;
  module.paths = Module._nodeModulePaths(dirname(file));
  module._compile(readFileSync(file, 'utf8') + `\n;module.exports.inner = { ${extra} };`, file);
  return { version: require(`${name}/package.json`).version, ...module.exports.inner };
}

const sor = load('@balancer-labs/sor', 'LogExpMath, _calcOutGivenIn$3, _calcInGivenOut$3, _calculateInvariant$3');
const maths = load('@balancer-labs/balancer-maths',
  'LogExpMath, _computeOutGivenExactIn2, _computeInGivenExactOut2, _computeInvariantDown');
const sdk = load('@balancer/sdk', 'LogExpMath');

const libraries = {
  [`@balancer-labs/sor ${sor.version}`]: {
    Pow: (x, y) => sor.LogExpMath.pow(x, y),
    OutGivenIn: (bI, wI, bO, wO, a) => sor._calcOutGivenIn$3(bI, wI, bO, wO, a, 0n),
    InGivenOut: (bI, wI, bO, wO, a) => sor._calcInGivenOut$3(bI, wI, bO, wO, a, 0n),
    Invariant: sor._calculateInvariant$3,
  },
  [`@balancer-labs/balancer-maths ${maths.version}`]: {
    Pow: (x, y) => maths.LogExpMath.pow(x, y),
    OutGivenIn: maths._computeOutGivenExactIn2,
    InGivenOut: maths._computeInGivenExactOut2,
    Invariant: maths._computeInvariantDown,
  },
  [`@balancer/sdk ${sdk.version}`]: { Pow: (x, y) => sdk.LogExpMath.pow(x, y) },
};

let sink = 0n;
function pass(call, inputs) {
  const begin = process.hrtime.bigint();
  for (const args of inputs) sink ^= call(...args);
  return Number(process.hrtime.bigint() - begin) / inputs.length;
}

const report = {};
for (const [library, calls] of Object.entries(libraries)) {
  report[library] = {};
  for (const [name, call] of Object.entries(calls)) {
    const results = vectors[name].map((args) => call(...args).toString());
    pass(call, vectors[name]); // warm up once more
    report[library][name] = { results, times: [] };
  }
}
for (let i = 0; i < repetitions; i++) {
  for (const [library, calls] of Object.entries(libraries)) {
    for (const [name, call] of Object.entries(calls)) report[library][name].times.push(pass(call, vectors[name]));
  }
}
console.log(JSON.stringify(report));
