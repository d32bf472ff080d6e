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
  const named = messages.filter(({ wanted }) => !wanted.includes('ANY'))
  for (const kind of kinds) {
    const one = score(
      named,
      (text) => adviceOn(text).includes(kind),
      ({ wanted }) => wanted.includes(kind),
    )
    lines.push(`  ${kind.padEnd(10)} precision ${percent(one.precision)}  recall ${percent(one.recall)}`)
    expect(one.precision, `${kind} in ${language}`).toBeGreaterThanOrEqual(0.9)
    expect(one.recall, `${kind} in ${language}`).toBeGreaterThanOrEqual(0.9)
  }
  process.stdout.write(`${lines.join('\n')}\n`)
  expect(messages.length).toBeGreaterThanOrEqual(150)
  expect(all.precision).toBeGreaterThanOrEqual(0.95)
  expect(all.recall).toBeGreaterThanOrEqual(0.9)
})

it('takes no longer for hostile messages than their length asks for', () => {
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
    'five ',
  ]
  const runs = ['is ', 'id ', '- ', 'my ', 'me ', 'to ', 'ya ', 'a b ', ', ( ']
  const messages = [
    ...pieces,
    ...['tg ', 'тг ', 'text ', 'send ', 'my insta is '].flatMap((start) =>
      runs.map((run) => start + run.repeat(1_300)),
    ),
  ]
  const found = messages.map((message) => adviceOn(message.repeat(4_000).slice(0, 4_000)).length)
  expect(found).toHaveLength(messages.length)
})

it('sees through look-alike letters, invisible signs and full-width ones', () => {
  expect(adviceOn('напиши мне в тeлeгрaм')).toEqual(['LEAVE_APP'])
  expect(adviceOn('te\u200Bxt me on tel\u200Beg\u00ADram')).toEqual(['LEAVE_APP'])
  expect(adviceOn('ｔ．ｍｅ／ａｎｎａ')).toEqual(['LINK'])
  expect(adviceOn('٠١٥١ ٢٣٤٥٦٧٨٩')).toEqual(['PHONE'])
})

it('names the weightiest first', () => {
  expect(adviceOn('send me 50 usdt, then text me on telegram @anna_koch or www.anna.example')).toEqual([
    'MONEY',
    'LINK',
    'HANDLE',
    'LEAVE_APP',
  ])
})
