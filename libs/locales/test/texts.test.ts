import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, it } from 'vitest'

import { choices } from '@kindred/facts'

import { locales } from '../src/index.js'
import {
  areasOf,
  askedKeys,
  parsedMessages,
  readArea,
  root,
  sourcesOf,
  usedKeys,
  writtenKeys,
} from './texts.js'

const areas = areasOf('en')
/** Facts may share their answers. */
const answerKeys = [
  ...new Set(
    choices.flatMap(({ type, values }) =>
      values.map((value) => `${type}-${value.toLowerCase().replaceAll('_', '-')}`),
    ),
  ),
]

/** What a decision about a person may name. */
const ruleKeys = [
  ...readFileSync(join(root, 'proto/kindred/safety/v1/moderation_types.proto'), 'utf8').matchAll(
    /^ {2}RULE_(?!UNSPECIFIED)(\w+) = /gm,
  ),
].map(([, rule = '']) => `rule-${rule.toLowerCase().replaceAll('_', '-')}`)

describe.each(locales)('the texts in %s', (locale) => {
  it.each(areas)('are Fluent without a broken or doubled message in %s', (area) => {
    const written = writtenKeys(readArea(locale, area))
    expect(written).toEqual([...new Set(written)])
    expect([...parsedMessages(readArea(locale, area)).keys()]).toEqual(written)
  })

  it.each(areas)('have the messages and variables of the English ones in %s', (area) => {
    const [mine, english] = ([locale, 'en'] as const).map((each) =>
      Object.fromEntries(parsedMessages(readArea(each, area))),
    )
    expect(mine).toEqual(english)
  })

  it('stand in the same areas as the English ones', () => {
    expect(areasOf(locale)).toEqual(areas)
  })

  it('have apostrophes and quotation marks as in print', () => {
    const straight = areas.flatMap((area) =>
      readArea(locale, area)
        .split('\n')
        .filter((line) => !line.startsWith('#') && /['"]/.test(line.replaceAll(/\{[^}]*\}/g, ''))),
    )
    expect(straight).toEqual([])
  })
})

it('writes no message in two areas', () => {
  const keys = areas.flatMap((area) => writtenKeys(readArea('en', area)))
  expect(keys).toEqual([...new Set(keys)])
})

it('keeps src/gen as languages.json and the texts say', async () => {
  // @ts-expect-error a script without types
  const { generate } = (await import('../bin/gen.mjs')) as { generate(): Record<string, string> }
  for (const [file, text] of Object.entries(generate()))
    expect(readFileSync(join(root, 'libs/locales/src/gen', file), 'utf8'), 'npm run gen').toBe(text)
})

describe('the Mini App, the console and the bot', () => {
  const sources = ['apps/web', 'apps/console', 'apps/bot', 'libs/locales'].flatMap(sourcesOf)
  const known = new Set(areas.flatMap((area) => writtenKeys(readArea('en', area))))

  it('ask only for messages that exist', () => {
    expect(sources.flatMap(askedKeys).filter((key) => !known.has(key))).toEqual([])
  })

  it('use every message', () => {
    const used = sources.map(usedKeys)
    const keys = new Set(used.flatMap((use) => use.keys))
    const patterns = used.flatMap((use) => use.patterns)
    const labels = new Set([...writtenKeys(readArea('en', 'catalogue.ftl')), ...answerKeys, ...ruleKeys])
    const unused = [...known].filter(
      (key) => !labels.has(key) && !keys.has(key) && !patterns.some((pattern) => pattern.test(key)),
    )
    expect(unused).toEqual([])
  })
})

it('labels every interest and group that profiles may hold', () => {
  const catalogue = readFileSync(join(root, 'apps/profile/src/domain/catalogue.ts'), 'utf8')
  const [, body = ''] = /interestsByGroup[^{]*\{\n(.*?)\n\}\n/s.exec(catalogue) ?? []
  const groups = [...body.matchAll(/^ {2}(\w+): \{/gm)].map(([, id]) => `interest-group-${id}`)
  const interests = [...body.matchAll(/^ {4}(\w+): /gm)].map(([, id]) => `interest-${id}`)
  const wanted = [...groups, ...interests].map((key) => key.replaceAll('_', '-'))
  expect(wanted.length).toBeGreaterThan(70)
  // Each line is an interest, or opens or closes a group: none was overlooked.
  expect(body.split('\n')).toHaveLength(interests.length + 2 * groups.length)
  expect(writtenKeys(readArea('en', 'catalogue.ftl')).sort()).toEqual(wanted.sort())
})

it('labels every answer of every fact, and nothing that is no answer', () => {
  const places = /^(form|filters|person|pool-why)-/
  const written = writtenKeys(readArea('en', 'facts.ftl')).filter((key) => !places.test(key))
  expect(written.sort()).toEqual(answerKeys.sort())
})

it('labels every rule that a decision may name, and nothing that is no rule', () => {
  const written = writtenKeys(readArea('en', 'safety.ftl')).filter((key) => key.startsWith('rule-'))
  expect(ruleKeys.length).toBeGreaterThan(5)
  expect(written.filter((key) => key !== 'rule-title').sort()).toEqual([...ruleKeys].sort())
})
