import { cellToLatLng, isValidCell } from 'h3-js'

import { ProfileChanged } from '@kindred/contracts/profile'
import { consume } from '@kindred/events'

import { type DiscoveryContext } from '../context.js'
import { hasLeft, lockPerson } from '../store/departure.js'
import { savePerson } from '../store/person.js'
import { type Tables } from '../store/schema.js'

export const profileChanged = consume<DiscoveryContext, ProfileChanged, Tables>(
  ProfileChanged,
  async (trx, event, context) => {
    const { preferences } = event
    // A delivery that was given up for slow may still be at work when the deletion comes.
    await lockPerson(trx, event.userId)
    if (await hasLeft(trx, event.userId)) return
    await savePerson(trx, {
      user_id: event.userId,
      version: event.version,
      name: event.name,
      birth_date: event.birthDate,
      gender: event.gender,
      bio: event.bio,
      city: event.city,
      interests: event.interests,
      photos: JSON.stringify(
        event.photos.map(({ mediaId, thumbhash, width, height }) => ({ mediaId, thumbhash, width, height })),
      ),
      completeness: event.completeness,
      ...placeOf(event.cell),
      wanted_genders: preferences?.wantedGenders ?? null,
      min_age: preferences?.minAge ?? null,
      max_age: preferences?.maxAge ?? null,
      max_distance_km: preferences?.maxDistanceKm ?? null,
      last_active_at: context.clock.now(),
    })
  },
)

/** Everything that discovery does with a place starts from the centre of its cell. */
function placeOf(cell: string): { cell: string | null; latitude: number | null; longitude: number | null } {
  if (!isValidCell(cell)) return { cell: null, latitude: null, longitude: null }
  const [latitude, longitude] = cellToLatLng(cell)
  return { cell, latitude, longitude }
}
