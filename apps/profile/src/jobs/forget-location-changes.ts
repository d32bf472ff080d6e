import type { ProfileContext } from '../context.js'
import { changesMatterForMs } from '../domain/location.js'
import { removeLocationChangesBefore } from '../store/locations.js'

/** Keeps the times of changes only as long as a limit needs them. */
export async function forgetLocationChanges({
  db,
  clock,
}: Pick<ProfileContext, 'db' | 'clock'>): Promise<void> {
  await removeLocationChangesBefore(db, new Date(clock.now().getTime() - changesMatterForMs))
}
