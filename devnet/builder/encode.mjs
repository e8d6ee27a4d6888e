// A model of how the web application of the Safe Transaction Builder turns a method
// and the texts of its inputs into calldata, written from what its published source
// does (tx-builder 2.0.1, which uses this version of ethers). internal/safe is held
// against it. It reads a JSON document a line, {"method":…,"values":…}, and answers
// each with a line: the calldata, or 0x where the application sends none.
import { createInterface } from 'node:readline'
import { Interface } from 'ethers'

const whole = /^u?int(8|16|24|32|40|48|56|64|72|80|88|96|104|112|120|128|136|144|152|160|168|176|184|192|200|208|216|224|232|240|248|256)?$/
const list = /[^\]](\[([1-9][0-9]*)?\])+$/

// Booleans alone or in lists are words; anything that is no text is what JavaScript
// takes it for.
function truth(value) {
  if (typeof value !== 'string') return !!value
  const word = value.trim().toLowerCase()
  if (word === 'true' || word === '1') return true
  if (word === 'false' || word === '0') return false
  throw new Error('neither true nor false')
}

// Whole numbers lose their quotes; letters from a to f make them hexadecimal.
function integer(value) {
  const text = value.replace(/["']/g, '').trim()
  if (text === '') throw new Error('empty')
  const negative = text.startsWith('-')
  const digits = negative ? text.slice(1) : text
  let n
  if (digits.toLowerCase().startsWith('0x')) n = BigInt(digits)
  else if (/^[0-9a-f]+$/i.test(digits) && /[a-f]/i.test(digits)) n = BigInt('0x' + digits)
  else return BigInt(text).toString()
  return (negative ? -n : n).toString()
}

const bracketed = (text) => text.trim().startsWith('[') && text.trim().endsWith(']')

// Lists are cut at the commas that are in no inner list. Blanks vanish as the
// elements grow, letter by letter.
function split(text) {
  const items = []
  let at = 0
  let depth = 0
  for (const char of text.trim().slice(1, -1).split('')) {
    if (char === ',' && depth === 0) {
      at++
      continue
    }
    if (char === '[') depth++
    if (char === ']') depth--
    items[at] = ((items[at] ?? '') + char).trim()
  }
  return items
}

function elements(text, base) {
  if (!bracketed(text)) throw new Error('no list')
  return split(text).map((item) => (bracketed(item) ? elements(item, base) : input(base, item.replace(/["']/g, ''))))
}

function input(type, value) {
  const trimmed = typeof value === 'string' ? value.trim() : value
  if (type === 'bool') return truth(trimmed)
  if (whole.test(type)) return integer(trimmed)
  if (type.startsWith('tuple')) return JSON.parse(trimmed)
  if (list.test(type)) {
    if (type.startsWith('string')) return JSON.parse(trimmed)
    return elements(trimmed, /^([a-zA-Z0-9]*)(\[(?:[1-9][0-9]*)?\])*$/.exec(type)[1])
  }
  return value
}

function calldata({ method, values }) {
  if (!method?.name || method.name === 'receive' || method.name === 'fallback') return '0x'
  try {
    const parsed = method.inputs.map((one, i) => input(one.type, values?.[one.name || String(i)] || ''))
    return new Interface([{ ...method, type: 'function' }]).encodeFunctionData(method.name, parsed)
  } catch {
    return '0x'
  }
}

console.log = () => {} // ethers tells there what it cannot parse
const lines = createInterface({ input: process.stdin, crlfDelay: Infinity })
for await (const line of lines) process.stdout.write(calldata(JSON.parse(line)) + '\n')
