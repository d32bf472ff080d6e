import { pause } from './pause.js'
import type { Store } from './store.js'

/** How many people are dealt with before others get a turn. */
const turn = 20_000

/** Makes the lists of a store whose people are all in rows and in no list: each is sorted once, and the rows lie as the lists do. */
export async function makeLists(store: Store, signal: AbortSignal): Promise<void> {
  const { lists, places } = store
  const sizes = new Int32Array(places.listCount)
  await eachRow(store, signal, (row) => sizes[store.listOf(row)]!++)
  lists.growTo(sizes.length)
  for (let list = 0; list < sizes.length; list++) if (sizes[list]! > 0) lists.open(list, sizes[list]!)
  const filled = new Int32Array(sizes.length)
  await eachRow(store, signal, (row) => {
    const list = store.listOf(row)
    lists.items[lists.startOf(list) + filled[list]!++] = row
  })
  const numbers = store.rows.renumber()
  let sorted = 0
  for (let list = 0; list < sizes.length; list++) {
    if (sizes[list]! > 1) lists.sort(list)
    const from = lists.startOf(list)
    for (let at = from; at < from + sizes[list]!; at++) lists.items[at] = numbers.move(lists.items[at]!)
    sorted += sizes[list]!
    if (sorted < turn) continue
    await pause(signal)
    sorted = 0
  }
  numbers.finish()
}

/** Visits the rows in the order of the slots. */
async function eachRow({ rows }: Store, signal: AbortSignal, visit: (row: number) => void): Promise<void> {
  for (let slot = 1; slot <= rows.lastSlot; slot++) {
    if (slot % turn === 0) await pause(signal)
    const row = rows.rowOf(slot)
    if (row > 0) visit(row)
  }
}
