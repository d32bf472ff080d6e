import type { HeldPeople } from './held-people.js'
import { pause } from './pause.js'

/** The number of people after which other work may run. */
const turn = 20_000

/** Makes the lists for people who have rows and are in no list: each list is sorted once, and rows are renumbered in list order. */
export async function makeLists(held: HeldPeople, signal: AbortSignal): Promise<void> {
  const { lists, places } = held
  const sizes = new Int32Array(places.listCount)
  await eachRow(held, signal, (row) => sizes[held.listOf(row)]!++)
  lists.makeRoomFor(sizes.length)
  for (let list = 0; list < sizes.length; list++) if (sizes[list]! > 0) lists.open(list, sizes[list]!)
  const filled = new Int32Array(sizes.length)
  await eachRow(held, signal, (row) => {
    const list = held.listOf(row)
    lists.items[lists.startOf(list) + filled[list]!++] = row
  })
  const numbers = held.rows.renumber()
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
async function eachRow(
  { rows }: HeldPeople,
  signal: AbortSignal,
  visit: (row: number) => void,
): Promise<void> {
  for (let slot = 1; slot <= rows.lastSlot; slot++) {
    if (slot % turn === 0) await pause(signal)
    const row = rows.rowOf(slot)
    if (row > 0) visit(row)
  }
}
