import { expect } from 'vitest'

import { type Burst, type BurstKind, type Heard, kinds, type Look, nameOf } from './burst.js'
import type { Carrier } from './carriers.js'

/** What both bots may hold at the same time. */
const maxInHand = 120

/** A kill, and how things stood after it. */
interface Death extends Look {
  readonly victim: Carrier
}

/**
 * Kills a bot and an instance of notification in turn, or whom else, while everybody is told. Everybody is told everything in the order of urgency. Telegram
 * offers nothing by which a message could be sent once for certain: what it had taken when a bot was killed, and of which Kindred had not
 * heard, may come twice; nothing else may.
 */
export async function killInBurst(
  burst: Burst,
  kills: number,
  victims: readonly Carrier[] = ['bot', 'notification'],
): Promise<void> {
  const begun = performance.now()
  const wanted = burst.people * kinds.length
  const deaths: Death[] = []
  for (let n = 1; n <= kills; n += 1) {
    await burst.untilTold(Math.floor((n * wanted) / (kills + 1)))
    const victim = victims[(n - 1) % victims.length]!
    await burst.carriers.killings[victim][Math.ceil(n / victims.length) % 2]!()
    deaths.push({ victim, ...(await burst.look()) })
  }
  await burst.untilTold(wanted)
  await burst.untilQuiet()
  const seconds = Math.round((performance.now() - begun) / 1_000)
  const deathsOf = (victim: Carrier) => deaths.filter((death) => death.victim === victim)
  const taken = new Set(deathsOf('bot').flatMap((death) => death.taken.map(nameOf)))
  const [counts, doubled] = countDoubled(burst.heard())
  const held = new Set(deaths.flatMap(({ onTheWay }) => onTheWay.map(({ userId }) => userId)))
  const early = countEarly(burst.heard().filter(({ userId }) => !held.has(userId)))
  process.stdout.write(
    `${counts.size} deliveries in ${seconds} s, ${deathsOf('bot').length} kills of a bot and ` +
      `${deathsOf('notification').length} of notification and ${deathsOf('gateway').length} of a gateway: ${wanted - counts.size} lost, ${doubled.length} doubled ` +
      `of the ${taken.size} that Telegram had when a bot was killed, ${early} ahead of something more urgent, ` +
      `Telegram said ${burst.tooFast()} times that it is too fast\n`,
  )
  expect(counts.size).toBe(wanted)
  expect(doubled.filter(([name]) => !taken.has(name))).toEqual([])
  expect(doubled.filter(([, count]) => count > 2)).toEqual([])
  expect(early).toBeLessThanOrEqual(maxInHand)
}

/** How often each delivery is in a chat, and those that are there more than once. */
export function countDoubled(heard: readonly Heard[]): [ReadonlyMap<string, number>, [string, number][]] {
  const counts = new Map<string, number>()
  for (const one of heard) counts.set(nameOf(one), (counts.get(nameOf(one)) ?? 0) + 1)
  return [counts, [...counts].filter(([, count]) => count > 1)]
}

/** How many came before something more urgent. */
function countEarly(heard: readonly Heard[]): number {
  const orders = (kind: BurstKind): number[] => heard.flatMap((one) => (one.kind === kind ? [one.order] : []))
  const last = (found: readonly number[]): number => found.reduce((most, one) => Math.max(most, one), 0)
  const [lastMatch, lastLike] = [last(orders('MATCH')), last(orders('LIKE'))]
  const before = (kind: BurstKind, moment: number): number =>
    orders(kind).filter((order) => order < moment).length
  return before('LIKE', lastMatch) + before('NEWS', Math.max(lastMatch, lastLike))
}
