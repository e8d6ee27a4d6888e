// Compiles one contract with npm's solc and writes its creation code.
//
//   node devnet/compile.mjs SOURCE.sol CONTRACT OUTPUT [--runs N]
//
// OUTPUT ending in .json becomes an artifact in Hardhat's form (contractName, abi,
// bytecode); any other ending receives the creation code alone, as hex without 0x.
// Imports are looked for beside the importing file (relative ones) and in
// devnet/node_modules (all others). The optimizer is on. The metadata hash is off, so
// that the output depends on the code alone and not on comments or folders.
import { readFileSync, writeFileSync, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const usage = 'node devnet/compile.mjs SOURCE.sol CONTRACT OUTPUT [--runs N]';

main(process.argv.slice(2));

function main(argv) {
  const args = parse(argv);
  const result = compile(args.source, args.contract, args.runs);
  report(result.errors ?? []);
  const unit = result.contracts?.[unitName(args.source)]?.[args.contract];
  if (!unit) fail(`${args.source} has no contract ${args.contract}`, `it has ${names(result, args.source)}`);
  if (!unit.evm.bytecode.object) fail(`${args.contract} is abstract or an interface`, 'name a contract that can be deployed');
  if (Object.keys(unit.evm.bytecode.linkReferences).length) fail(`${args.contract} needs libraries to be linked`, 'make their functions internal');
  const changed = write(args.output, render(args.output, args.contract, unit));
  const size = unit.evm.bytecode.object.length / 2;
  console.error(`${args.contract}: ${size} bytes of creation code, ${args.output} ${changed ? 'written' : 'unchanged'}`);
}

function parse(argv) {
  const rest = [...argv];
  let runs = 200;
  const at = rest.indexOf('--runs');
  if (at >= 0) runs = Number(rest.splice(at, 2)[1]);
  if (rest.length !== 3 || !Number.isInteger(runs) || runs < 0) fail('three arguments are needed', usage);
  const [source, contract, output] = rest;
  if (!existsSync(source)) fail(`there is no file ${source}`, usage);
  return { source, contract, output, runs };
}

function compile(source, contract, runs) {
  const key = unitName(source);
  const input = {
    language: 'Solidity',
    sources: { [key]: { content: readFileSync(source, 'utf8') } },
    settings: {
      optimizer: { enabled: true, runs },
      metadata: { bytecodeHash: 'none' },
      outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object', 'evm.bytecode.linkReferences'] } },
    },
  };
  return JSON.parse(loadSolc().compile(JSON.stringify(input), { import: readImport }));
}

function loadSolc() {
  try {
    return createRequire(join(here, 'package.json'))('solc');
  } catch (err) {
    if (err.code === 'MODULE_NOT_FOUND') fail('the Solidity compiler is not installed', 'run: make setup');
    throw err;
  }
}

// Source units are named by their path from this folder, so that solc resolves a
// relative import to a path that readImport finds again.
function unitName(file) {
  return relative(here, resolve(file)).split('\\').join('/');
}

function readImport(name) {
  for (const path of [resolve(here, name), join(here, 'node_modules', name)]) {
    if (existsSync(path)) return { contents: readFileSync(path, 'utf8') };
  }
  return { error: `not found beside the importing file nor in devnet/node_modules (make setup)` };
}

// Warnings about published packages are left out: nobody here can act on them.
function report(errors) {
  const ours = (e) => e.severity === 'error' || !e.sourceLocation?.file.startsWith('@');
  for (const e of errors.filter(ours)) console.error(e.formattedMessage.trimEnd() + '\n');
  const failed = errors.filter((e) => e.severity === 'error').length;
  if (failed) fail(`${failed} compiler error${failed > 1 ? 's' : ''}`);
}

function names(result, source) {
  return Object.keys(result.contracts?.[unitName(source)] ?? {}).join(', ') || 'none';
}

function render(output, contractName, unit) {
  const object = unit.evm.bytecode.object;
  if (extname(output) !== '.json') return object + '\n';
  return JSON.stringify({ contractName, abi: unit.abi, bytecode: '0x' + object }) + '\n';
}

// An unchanged file keeps its time, so that go build does not see a change either.
function write(output, text) {
  if (existsSync(output) && readFileSync(output, 'utf8') === text) return false;
  writeFileSync(output, text);
  return true;
}

function fail(what, hint) {
  console.error(`compile: error: ${what}`);
  if (hint) console.error(`compile: hint: ${hint}`);
  process.exit(1);
}
