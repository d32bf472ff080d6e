import { readFileSync } from 'node:fs'

import { expect, it } from 'vitest'

import { type Advice, adviceOn } from '../src/advice/advice.js'

interface Labelled {
  readonly wanted: readonly string[]
  readonly text: string
}

const read = (language: string): Labelled[] =>
  readFileSync(new URL(`messages.${language}.txt`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [labels = '', ...rest] = line.split(' | ')
      return { wanted: labels === '-' ? [] : labels.split(','), text: rest.join(' | ') }
    })

const kinds: readonly Advice[] = ['MONEY', 'LINK', 'PHONE', 'HANDLE', 'LEAVE_APP']
const share = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole)

/** How many of the messages that were found are right, and how many of the right ones were found. */
function score(
  messages: readonly Labelled[],
  isFound: (text: string) => boolean,
  isWanted: (one: Labelled) => boolean,
) {
  const found = messages.filter(({ text }) => isFound(text))
  const right = found.filter(isWanted).length
  return { precision: share(right, found.length), recall: share(right, messages.filter(isWanted).length) }
}

const percent = (value: number): string => `${(value * 100).toFixed(1)} %`

it.each(['en', 'ru'])('finds what calls for advice in first messages in %s, and little else', (language) => {
  const messages = read(language)
  const all = score(
    messages,
    (text) => adviceOn(text).length > 0,
    ({ wanted }) => wanted.length > 0,
  )
  const spam = messages.filter(({ wanted }) => wanted.length > 0).length
  const lines = [`${language}: ${messages.length} messages, ${spam} of them call for advice`]
  lines.push(`  any        precision ${percent(all.precision)}  recall ${percent(all.recall)}`)
  for (const kind of kinds) {
    const one = score(
      messages,
      (text) => adviceOn(text).includes(kind),
      ({ wanted }) => wanted.includes(kind),
    )
    lines.push(`  ${kind.padEnd(10)} precision ${percent(one.precision)}  recall ${percent(one.recall)}`)
    expect(one.recall, `${kind} in ${language}`).toBeGreaterThanOrEqual(0.85)
  }
  process.stdout.write(`${lines.join('\n')}\n`)
  expect(messages.length).toBeGreaterThanOrEqual(150)
  expect(all.precision).toBeGreaterThanOrEqual(0.95)
  expect(all.recall).toBeGreaterThanOrEqual(0.9)
})

it('takes little time for the longest message, whatever is in it', () => {
  const pieces = [
    'a',
    'a.',
    '1 ',
    '@',
    'text me ',
    'tg ',
    '0x',
    'а',
    'bc1',
    'my insta ',
    '. t',
    '(',
    '1',
    'Aa1',
  ]
  const began = performance.now()
  for (const piece of pieces) adviceOn(piece.repeat(4_000).slice(0, 4_000))
  expect(performance.now() - began).toBeLessThan(5_000)
})
