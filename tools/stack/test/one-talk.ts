import { expect } from 'vitest'

import type { Kill, Talk } from './two-doors.js'
import { victims } from './victims.js'

/**
 * Both doors and chat itself hold the same words in the same order: none lost, none doubled. Telegram offers nothing by which a message
 * could be sent once for certain, so a kill of the bot between a message and the word of it may show that one message twice. The other kills
 * may not.
 */
export function expectOneTalk(talk: Talk): void {
  const { written, kept, seqs, heardByBob, shownToAlice, kills, log } = talk
  expect(kept).toEqual(written)
  expect(seqs).toEqual(seqs.map((_, index) => index + 1))
  expect(heardByBob).toEqual(written.alice)
  expect([...new Set(shownToAlice.flat())]).toEqual(written.bob)
  const doubled = doubledBy(kills, shownToAlice)
  for (const victim of victims) {
    const own = doubled.filter((one) => one.victim === victim)
    const count = own.reduce((sum, { times }) => sum + times, 0)
    process.stdout.write(`${victim} killed ${own.length} times: ${count} notices doubled\n`)
  }
  for (const { victim, times } of doubled)
    expect(times, `doubled by a kill of ${victim}`).toBeLessThanOrEqual(victim === 'bot' ? 1 : 0)
  expect(log).not.toMatch(/says \d/)
}

/** How many notices were shown a second time because of each kill, which is the first one after they were shown. */
function doubledBy(
  kills: readonly Kill[],
  shown: readonly (readonly string[])[],
): (Pick<Kill, 'victim'> & { readonly times: number })[] {
  const firstAt = new Map<string, number>()
  const repeated = shown.flatMap((texts, at) => {
    const first = Math.min(...texts.map((text) => firstAt.get(text) ?? Infinity))
    for (const text of texts) if (!firstAt.has(text)) firstAt.set(text, at)
    return first === Infinity ? [] : [first]
  })
  return kills.map(({ victim, shownBy }, at) => {
    const since = kills[at - 1]?.shownBy ?? 0
    const until = at === kills.length - 1 ? Infinity : shownBy
    return { victim, times: repeated.filter((first) => first >= since && first < until).length }
  })
}
