import { expect, it } from 'vitest'

import { kinds, nameOf, withBurst } from './burst.js'
import { countDoubled, killInBurst } from './kill-in-burst.js'

it('ten thousand deliveries are told by two bots at two instances of notification, which are killed ten times each, as are their gateways', () =>
  withBurst(3_334, (burst) => killInBurst(burst, 30, ['bot', 'notification', 'gateway'])))

it('what a bot had claimed before it stood still for longer than a minute is told once, by the other bot', () =>
  withBurst(60, async (burst) => {
    const [frozen, other] = burst.carriers.bots
    await burst.untilTold(60)
    frozen!.freeze()
    const taken = new Set((await burst.look()).taken.map(nameOf))
    await burst.untilTold(burst.people * kinds.length)
    await burst.untilQuiet()
    frozen!.thaw()
    other!.freeze()
    const before = burst.heard().length
    await burst.matchAgain()
    // The bot that stood still tells of all of them, after whatever it had in hand; what the other one has claimed comes to it later.
    await burst.untilHeard(before + burst.people)
    await burst.untilQuiet()
    const [counts, doubled] = countDoubled(burst.heard())
    expect(counts.size).toBe(burst.people * kinds.length)
    expect(doubled.filter(([name]) => !name.endsWith('MATCH') && !taken.has(name))).toEqual([])
    const matches = burst.heard().filter(({ kind }) => kind === 'MATCH')
    const again = [...taken].filter((name) => name.endsWith('MATCH')).length
    expect(matches.length - 2 * burst.people).toBeLessThanOrEqual(again)
  }))
