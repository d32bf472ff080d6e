import { expect } from 'vitest'

import type { Talk } from './two-doors.js'

/**
 * Both doors and chat itself hold the same words in the same order: none lost, none doubled. Telegram offers nothing by which a message
 * could be sent once for certain, so a kill between a message of the bot and the word of it may show that one message twice.
 */
export function expectOneTalk(
  { written, kept, seqs, heardByBob, shownToAlice, log }: Talk,
  kills: number,
): void {
  expect(kept).toEqual(written)
  expect(seqs).toEqual(seqs.map((_, index) => index + 1))
  expect(heardByBob).toEqual(written.alice)
  const seen = new Set<string>()
  const fresh = shownToAlice.filter((texts) => {
    const isRepeated = texts.some((text) => seen.has(text))
    for (const text of texts) seen.add(text)
    return !isRepeated
  })
  expect([...seen]).toEqual(written.bob)
  expect(shownToAlice.length - fresh.length).toBeLessThanOrEqual(kills)
  expect(log).not.toMatch(/says \d/)
}
