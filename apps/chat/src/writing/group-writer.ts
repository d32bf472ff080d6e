import { AppError } from '@kindred/kernel'

/** Writes items one group at a time: what arrives while a group is being written forms the next one. */
export interface GroupWriter<Item, Result> {
  /** Resolves when the item's group is committed; rejects with the item's own error or the group's. */
  write(item: Item): Promise<Result>
}

export interface GroupWriterOptions<Item, Result> {
  /** Writes a group in one transaction; an AppError in place of a result refuses that item alone. */
  readonly commit: (items: readonly Item[]) => Promise<readonly (Result | AppError)[]>
  /** Most items of one group. */
  readonly most: number
}

interface Waiting<Item, Result> {
  readonly item: Item
  readonly resolve: (result: Result) => void
  readonly reject: (error: unknown) => void
}

/** A GroupWriter with one group under way at a time. */
export function createGroupWriter<Item, Result>(options: GroupWriterOptions<Item, Result>): GroupWriter<Item, Result> {
  const waiting: Waiting<Item, Result>[] = []
  let running = false

  async function run(): Promise<void> {
    running = true
    while (waiting.length > 0) await settle(waiting.splice(0, options.most))
    running = false
  }

  async function settle(group: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await options.commit(group.map(({ item }) => item))
      group.forEach((one, index) => answer(one, results[index]!))
    } catch (error) {
      // An unexpected fault may be one item's: alone, each gets the error that is its own.
      if (group.length > 1 && !(error instanceof AppError)) for (const one of group) await settle([one])
      else for (const one of group) one.reject(error)
    }
  }

  return {
    write: (item) =>
      new Promise((resolve, reject) => {
        waiting.push({ item, resolve, reject })
        if (!running) void run()
      }),
  }
}

function answer<Item, Result>(one: Waiting<Item, Result>, result: Result | AppError): void {
  if (result instanceof AppError) one.reject(result)
  else one.resolve(result)
}
