/** One page of a list, and the token of the next; empty after the last. */
interface Page<Item> {
  readonly items: readonly Item[]
  readonly next: string
}

/** All items of a list, as far as they are asked for. */
export async function* itemsOf<Item>(read: (pageToken: string) => Promise<Page<Item>>): AsyncGenerator<Item> {
  let token = ''
  do {
    const { items, next } = await read(token)
    yield* items
    token = next
  } while (token !== '')
}

/** At most `count` items after the first `from`. */
export async function slice<Item>(items: AsyncIterable<Item>, from: number, count: number): Promise<Item[]> {
  const found: Item[] = []
  let index = 0
  for await (const item of items) {
    if (index++ >= from) found.push(item)
    if (found.length === count) break
  }
  return found
}
