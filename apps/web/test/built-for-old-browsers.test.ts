import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { type AnyNode, parse } from 'acorn'
import { type AtRule, parse as parseCss, type Rule } from 'postcss'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { addMissingMethods } from '../src/ground/browser/old-browsers.js'

const web = fileURLToPath(new URL('..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'kindred-built-'))
let scripts: { name: string; text: string }[]
let style: string

beforeAll(async () => {
  const { build } = await import('vite')
  const before = process.env['NODE_ENV']
  process.env['NODE_ENV'] = 'production'
  await build({ root: web, logLevel: 'error', build: { outDir: folder } })
  process.env['NODE_ENV'] = before
  const assets = readdirSync(join(folder, 'assets'))
  const read = (ending: string) =>
    assets
      .filter((name) => name.endsWith(ending))
      .map((name) => ({ name, text: readFileSync(join(folder, 'assets', name), 'utf8') }))
  scripts = read('.js')
  style = read('.css')
    .map(({ text }) => text)
    .join('\n')
}, 180_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Methods that came after Chromium 80 or Safari 14; `ground/old-browsers.ts` brings at, findLast, replaceAll and hasOwn. */
const lateMethods =
  /^(findLastIndex|toSorted|toReversed|toSpliced|canParse|requestSubmit|checkVisibility|replaceChildren|randomUUID|subtle|throwIfAborted|withResolvers|groupBy|isWellFormed|toWellFormed|Segmenter|supportedValuesOf|timeStyle|dateStyle|showPopover|scrollend|decompress)$/
/** Globals that did; what a library uses only where it is there it asks for by typeof. */
const lateGlobals =
  /^(structuredClone|reportError|WeakRef|FinalizationRegistry|AggregateError|scheduler|navigation|CompressionStream|CSSStyleSheet)$/

const isNode = (value: unknown): value is AnyNode =>
  typeof value === 'object' && value !== null && 'type' in value

function walk(node: AnyNode, visit: (node: AnyNode) => void): void {
  visit(node)
  for (const child of Object.values(node).flat()) if (isNode(child)) walk(child, visit)
}

/** What an old browser lacks of a script that it can parse. */
function lacks(text: string): string[] {
  const found: string[] = []
  walk(parse(text, { ecmaVersion: 2020, sourceType: 'module' }), (node) => {
    const name =
      node.type === 'MemberExpression' && !node.computed && node.property.type === 'Identifier'
        ? node.property.name
        : node.type === 'Property' && node.key.type === 'Identifier'
          ? node.key.name
          : ''
    if (lateMethods.test(name)) found.push(name)
    if (node.type === 'Identifier' && lateGlobals.test(node.name) && !text.includes(`typeof ${node.name}`))
      found.push(node.name)
    if (node.type === 'Literal' && node.regex !== undefined && /\(\?<[=!]/.test(node.regex.pattern))
      found.push(`/${node.regex.pattern}/`)
    // V8 before 9.1 gets this one wrong.
    if (
      node.type === 'CallExpression' &&
      node.optional &&
      node.arguments.some(({ type }) => type === 'SpreadElement')
    )
      found.push('an optional call with a spread')
    if (
      node.type === 'CallExpression' &&
      node.callee.type === 'MemberExpression' &&
      node.callee.property.type === 'Identifier' &&
      node.callee.property.name === 'addEventListener' &&
      node.arguments.slice(2).some((options) => /\bsignal\b/.test(text.slice(options.start, options.end)))
    )
      found.push('addEventListener with a signal')
  })
  return [...new Set(found)]
}

describe('the built scripts', () => {
  it('the built scripts are written in what Chromium 80 and Safari 14 parse, with methods that they have', () => {
    expect(scripts.length).toBeGreaterThan(20)
    expect(scripts.flatMap(({ name, text }) => lacks(text).map((what) => `${name}: ${what}`))).toEqual([])
  })

  it('the built scripts ask for nothing that only a secure context has, but for the clipboard where it is there', () => {
    const asked = scripts.flatMap(
      ({ text }) => text.match(/crypto\.(randomUUID|subtle)|navigator\.clipboard\.(?!writeText)\w+/g) ?? [],
    )
    expect(asked).toEqual([])
  })

  it('the built scripts are looked at by a check that sees what is too young', () => {
    const young =
      'a.requestSubmit();structuredClone(b);/(?<=a)b/;c.addEventListener("d",e,{signal:f});g?.(...h)'
    expect(lacks(young).sort()).toEqual(
      [
        '/(?<=a)b/',
        'addEventListener with a signal',
        'an optional call with a spread',
        'requestSubmit',
        'structuredClone',
      ].sort(),
    )
    expect(() => lacks('class A { #b = 1 }')).toThrow()
  })
})

/** Selectors and values that would lose a whole rule or declaration; what only refines is not among them. */
const lateProperties =
  /^(translate|rotate|scale|inset|inset-\w+|aspect-ratio|(margin|padding)-(inline|block))$/
/** On small phones an empty deck stands closer together; elsewhere it scrolls. */
const mayGetLost = ['.state:has(.pool)', '.state:has(.pool) .state-icon']

const inside = (node: Rule['parent'], pattern: RegExp): boolean =>
  node !== undefined &&
  node.type !== 'root' &&
  ((node.type === 'atrule' && pattern.test(`@${(node as AtRule).name} ${(node as AtRule).params}`)) ||
    inside(node.parent, pattern))

describe('the built style sheet', () => {
  it('the built style sheet has a fallback for everything that is younger', () => {
    const lost: string[] = []
    parseCss(style).walkDecls((declaration) => {
      const rule = declaration.parent as Rule
      const where = `${rule.selector}{${declaration.prop}:${declaration.value}}`
      if (inside(rule, /^@starting-style/)) return
      if (lateProperties.test(declaration.prop)) lost.push(where)
      if (/color-mix/.test(declaration.value) && !inside(rule, /^@supports.*color-mix/)) lost.push(where)
      if (/\d[dsl]v[hw]\b/.test(declaration.value) && !inside(rule, /^@supports.*dvh/)) lost.push(where)
    })
    expect(lost).toEqual([])
  })

  it('the built style sheet has no selector that an old browser drops together with others', () => {
    const dropped: string[] = []
    parseCss(style).walkRules((rule) => {
      const young = rule.selectors.filter((each) => /:(has|is|where)\(|:not\([^)]*,/.test(each))
      dropped.push(...young.filter((each) => !mayGetLost.includes(each)))
      const focus = rule.selectors.filter((each) => each.includes(':focus-visible'))
      if (focus.length > 0 && focus.length < rule.selectors.length) dropped.push(rule.selector)
    })
    expect(dropped).toEqual([])
  })

  it('the built style sheet keeps flexible boxes apart where they know no gap', () => {
    const spaced: string[] = []
    const apart = new Set<string>()
    parseCss(style).walkRules((rule) => {
      for (const selector of rule.selectors) {
        const [, box] =
          /^\[data-gap=['"]?none['"]?\] (.+?)>\*(?:\+\*)?$/.exec(
            selector.replaceAll(/\s*([>+])\s*/g, '$1'),
          ) ?? []
        if (box !== undefined) apart.add(box)
      }
      const value = (name: string): string | undefined =>
        rule.nodes.flatMap((node) => (node.type === 'decl' && node.prop === name ? [node.value] : [])).pop()
      if (/flex/.test(value('display') ?? '') && !/^(0|undefined)$/.test(`${value('gap')}`))
        spaced.push(...rule.selectors)
    })
    expect(spaced.length).toBeGreaterThan(15)
    expect(spaced.filter((selector) => !apart.has(selector))).toEqual([])
  })
})

it('the app brings the methods that an old browser lacks, as they are everywhere else', () => {
  const lent = [
    [Array.prototype, 'at'],
    [Array.prototype, 'findLast'],
    [String.prototype, 'replaceAll'],
    [Object, 'hasOwn'],
  ] as const
  const answers = (): unknown[] => [
    [1, 2, 3].at(-1),
    [1, 2, 3].at(0),
    [].at(-1),
    [1, 2, 3, 4].findLast((number) => number % 2 === 1),
    'a.b.c'.replaceAll('.', '-'),
    '$1 a'.replaceAll('$1', 'b'),
    'aXbX'.replaceAll(/X/g, ''),
    Object.hasOwn({ a: 1 }, 'a'),
    Object.hasOwn({}, 'toString'),
  ]
  const wanted = answers()
  const kept = lent.map(([holder, name]) => Object.getOwnPropertyDescriptor(holder, name)!)
  try {
    for (const [holder, name] of lent) delete (holder as unknown as Record<string, unknown>)[name]
    addMissingMethods()
    expect(answers()).toEqual(wanted)
  } finally {
    lent.forEach(([holder, name], place) => Object.defineProperty(holder, name, kept[place]!))
  }
})
