import { type People, rural } from './people.js'
import { createRandom } from './random.js'

/** Kinds of viewers that make a search hard in different ways. */
export const classes = ['dense', 'sparse', 'heavy', 'mix'] as const

export type ViewerClass = (typeof classes)[number]

export type Viewers = Readonly<Record<ViewerClass, readonly number[]>>

/** People who are here: in the largest city, in the country, with thousands of swipes, and as they come. */
export function chooseViewers(
  people: People,
  seed: number,
  each: Readonly<Record<ViewerClass, number>>,
): Viewers {
  const random = createRandom(seed)
  const kinds: Record<ViewerClass, (slot: number) => boolean> = {
    dense: (slot) => people.home[slot] === 0 && people.heavy[slot] === 0,
    sparse: (slot) => people.home[slot] === rural,
    heavy: (slot) => people.heavy[slot] === 1,
    mix: () => true,
  }
  const order = Array.from({ length: people.count }, (_, at) => at + 1)
  for (let at = order.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1))
    ;[order[at], order[other]] = [order[other]!, order[at]!]
  }
  const here = order.filter(
    (slot) => people.paused[slot] === 0 && people.nowHour - people.activeHour[slot]! < 720,
  )
  return Object.fromEntries(
    classes.map((name) => [name, here.filter(kinds[name]).slice(0, each[name])]),
  ) as unknown as Viewers
}
