/** Works on all items, at most `atOnce` at a time. After a failure no other item is begun; throws it when the others have ended. */
export async function shareOut<Item>(
  items: Iterable<Item>,
  atOnce: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const rest = items[Symbol.iterator]()
  let failed = false
  const run = async (): Promise<void> => {
    for (let next = rest.next(); next.done !== true && !failed; next = rest.next())
      await work(next.value).catch((error: unknown) => {
        failed = true
        throw error
      })
  }
  const ends = await Promise.allSettled(Array.from({ length: atOnce }, run))
  for (const end of ends) if (end.status === 'rejected') throw end.reason
}
