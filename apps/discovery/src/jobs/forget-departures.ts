import { type DiscoveryContext } from '../context.js'
import { removeDeparturesBefore } from '../store/departure.js'

/** Longer than any delivery takes. */
const keptForMs = 24 * 3_600_000

export async function forgetDepartures({ db, clock }: Pick<DiscoveryContext, 'db' | 'clock'>): Promise<void> {
  await removeDeparturesBefore(db, new Date(clock.now().getTime() - keptForMs))
}
