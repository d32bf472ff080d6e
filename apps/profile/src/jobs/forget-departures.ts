import { type ProfileContext } from '../context.js'
import { removeDeparturesBefore } from '../store/departures.js'

/** Longer than a session of the person can live on while auth is away. */
const keptForMs = 24 * 60 * 60_000

export async function forgetDepartures({ db, clock }: Pick<ProfileContext, 'db' | 'clock'>): Promise<void> {
  await removeDeparturesBefore(db, new Date(clock.now().getTime() - keptForMs))
}
