import type { DiscoveryContext } from '../context.js'
import { foldTallies } from '../store/tally.js'

export async function countSwipes({ db, memory }: DiscoveryContext): Promise<void> {
  await foldTallies(db)
  memory.announce()
}
