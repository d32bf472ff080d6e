import { ProfileChanged } from '@kindred/contracts/profile'
import type { Transaction } from '@kindred/db'
import { hasLeft, lockPeople } from '@kindred/events/departures'

import { areaOf, bandOf } from '../domain/coarse.js'
import { type Place, placeOf } from '../domain/place.js'
import { acceptedViewers, answersAll, gendersOf, traitsOf } from '../domain/traits.js'
import { dayNumber, type Filters, hourOf, noFilters } from '../domain/wishes.js'
import { isAbsent } from '../store/absence.js'
import { getKey, hasAccount } from '../store/account.js'
import { type CandidateChange, removeCandidate, saveCandidate } from '../store/candidate.js'
import { inColumns } from '../store/candidate-columns.js'
import { noteChange } from '../store/change.js'
import { isIncognito, savePerson } from '../store/person.js'
import type { Tables } from '../store/schema.js'
import { findHiddenSince } from '../store/standing.js'
import { saveWaitingProfile } from '../store/waiting-profile.js'
import { saveWords } from '../store/word.js'
import { restoreBlocks } from './restore-blocks.js'
import { settleSight } from './settle-sight.js'

type Preferences = NonNullable<ProfileChanged['preferences']>

/** Stores a profile. Until its account is known it waits, because kept blocks are found by the account's key. Ignores deleted profiles. */
export async function receiveProfile(
  trx: Transaction<Tables>,
  event: ProfileChanged,
  now: Date,
): Promise<void> {
  // A delivery that was given up as slow may still be running when the deletion arrives.
  await lockPeople(trx, event.userId)
  if (await hasLeft(trx, event.userId)) return
  if (await hasAccount(trx, event.userId)) return applyProfile(trx, event, now)
  const { userId: user_id, version } = event
  await saveWaitingProfile(trx, {
    user_id,
    version,
    event: Buffer.from(ProfileChanged.encode(event).finish()),
  })
}

/** Stores a profile whose account is known, with the person locked; an old version changes nothing. */
export async function applyProfile(
  trx: Transaction<Tables>,
  event: ProfileChanged,
  now: Date,
): Promise<void> {
  const absent = await isAbsent(trx, event.userId)
  const hiddenSince = await findHiddenSince(trx, event.userId)
  const wasIncognito = await isIncognito(trx, event.userId)
  const saved = await savePerson(trx, { ...toPersonRow(event), absent, hidden_since: hiddenSince })
  if (saved === undefined) return
  const { slot, isNew } = saved
  const place = placeOf(event.privacy?.hideDistance ? areaOf(event.cell) : event.cell)
  const isKnown = answersAll(traitsOf(event))
  if (place === undefined || event.preferences === undefined || !isKnown) await removeCandidate(trx, slot)
  else
    await saveCandidate(
      trx,
      {
        ...(await toCandidateRow(trx, { slot, event, place }, event.preferences)),
        birth_day: event.privacy?.hideAge ? bandOf(event.birthDate, now) : dayNumber(event.birthDate),
        absent: absent || hiddenSince !== null,
      },
      hourOf(now),
    )
  if (isNew) await restoreBlocks(trx, await getKey(trx, event.userId), now)
  if ((event.privacy?.incognito ?? false) !== wasIncognito) await settleSight(trx, slot)
  await noteChange(trx, slot)
}

function toPersonRow(event: ProfileChanged) {
  const { preferences, privacy } = event
  const photos = event.photos.map(({ mediaId, thumbhash, width, height }) => ({
    mediaId,
    thumbhash,
    width,
    height,
  }))
  return {
    user_id: event.userId,
    version: event.version,
    name: event.name,
    birth_date: event.birthDate,
    gender: event.gender,
    bio: event.bio,
    city: event.city,
    interests: event.interests,
    photos: JSON.stringify(photos),
    verified: event.verified,
    cell: event.cell === '' ? null : event.cell,
    wanted_genders: preferences?.wantedGenders ?? null,
    min_age: preferences?.minAge ?? null,
    max_age: preferences?.maxAge ?? null,
    max_distance_km: preferences?.maxDistanceKm ?? null,
    filters: JSON.stringify(preferences?.filters ?? null),
    importance: JSON.stringify(preferences?.importance ?? null),
    widen_distance: preferences?.widenDistance ?? false,
    hide_age: privacy?.hideAge ?? false,
    hide_distance: privacy?.hideDistance ?? false,
    incognito: privacy?.incognito ?? false,
  }
}

async function toCandidateRow(
  trx: Transaction<Tables>,
  { slot, event, place }: { slot: number; event: ProfileChanged; place: Place },
  preferences: Preferences,
): Promise<Omit<CandidateChange, 'birth_day'>> {
  const filters: Filters = preferences.filters ?? noFilters
  const traits = traitsOf(event)
  const interests = await saveWords(trx, 'interests', event.interests)
  const languages = await saveWords(trx, 'languages', event.languages)
  return {
    slot,
    paused: event.paused,
    incognito: event.privacy?.incognito ?? false,
    completeness: Math.round(event.completeness * 1000),
    gender: gendersOf(traits)[0]!,
    min_age: preferences.minAge,
    max_age: preferences.maxAge,
    max_km: preferences.maxDistanceKm,
    ...inColumns('traits', traits),
    ...inColumns('accepted', acceptedViewers(preferences)),
    height: event.heightCm,
    min_height: filters.minHeightCm ?? 0,
    max_height: filters.maxHeightCm ?? 0,
    cell: place.cell,
    x: place.x,
    y: place.y,
    z: place.z,
    ...inColumns('interests', interests),
    ...inColumns('languages', languages),
    wanted_interests:
      filters.interests.length > 0 ? [...(await saveWords(trx, 'interests', filters.interests))] : null,
    wanted_languages:
      filters.languages.length > 0 ? [...(await saveWords(trx, 'languages', filters.languages))] : null,
  }
}
