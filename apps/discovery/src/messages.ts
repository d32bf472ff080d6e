import type {
  BlockedPerson,
  Candidate,
  Match,
  MatchCreated,
  MatchEnded,
  ReceivedLike,
} from '@kindred/contracts/discovery'
import type { Photo } from '@kindred/contracts/media'
import { ageOn } from '@kindred/kernel'
import { namesOf } from '@kindred/towns'

import { bucketOf } from './domain/distance.js'
import { adviceOf } from './domain/message.js'
import { chord2, kilometresOf } from './domain/place.js'
import { compatibility, reasonsOf, scoreOf } from './domain/score.js'
import type { Search } from './domain/search.js'
import { termsOf } from './domain/terms.js'
import type { BlockRow } from './store/block.js'
import { toPerson } from './store/candidate.js'
import type { CardRow } from './store/card.js'
import type { MatchRow, MatchWithIds } from './store/match.js'
import type { PersonRow, PhotoRef } from './store/schema.js'
import type { Viewer } from './store/viewer.js'

/** A viewer, the viewer's wishes and the moment. */
interface Look {
  readonly viewer: Viewer
  readonly search: Search
  readonly now: Date
}

export function toCandidate(row: CardRow, { viewer, search, now }: Look): Candidate {
  const person = toPerson(row)
  const counted = { completeness: row.completeness, likes: row.likes_received, swipes: row.swipes_received }
  const every = termsOf(search, person, counted, row.their_swipe !== null)
  // Neither the score nor the shares of its terms tell a distance that is hidden.
  const terms = row.hide_distance ? { ...every, distance: 0 } : every
  const message = row.their_swipe === null ? null : row.their_message
  return {
    userId: row.user_id,
    name: row.name,
    age: shownAge(row, now),
    bio: row.bio,
    city: row.city,
    cityNames: namesOf(row.city),
    photos: row.photos.map((photo) => toPhoto(photo, row.user_id)),
    distance: row.hide_distance ? undefined : bucketOf(kilometresOf(chord2(person, search.viewer))),
    commonInterests: row.interests.filter((interest) => viewer.row.interests.includes(interest)).sort(),
    compatibilityScore: compatibility(scoreOf(terms)),
    reasons: reasonsOf(terms),
    message: message ?? '',
    advice: adviceOf(message),
    verified: row.verified,
  }
}

/** 0 for an age that is hidden. */
const shownAge = (row: Pick<PersonRow, 'birth_date' | 'hide_age'>, today: Date): number =>
  row.hide_age ? 0 : ageOn(row.birth_date, today)

export function toReceivedLike(row: CardRow, look: Look): ReceivedLike {
  return {
    candidate: toCandidate(row, look),
    kind: row.their_swipe ?? 'LIKE',
    createdAt: row.their_swiped_at ?? undefined,
  }
}

export function toMatch(row: MatchRow, today: Date): Match {
  return {
    matchId: row.match_id,
    userId: row.user_id,
    name: row.name,
    age: shownAge(row, today),
    photo: firstPhoto(row),
    createdAt: row.matched_at,
  }
}

export const toBlockedPerson = (row: BlockRow): BlockedPerson => ({
  userId: row.user_id,
  name: row.name,
  photo: firstPhoto(row),
  createdAt: row.blocked_at,
})

/** The event of a pair that matched. */
export const toMatchCreated = (match: MatchWithIds, madeBy = ''): MatchCreated => ({
  matchId: match.match_id,
  userIds: userIdsOf(match),
  createdAt: match.matched_at ?? undefined,
  madeBy,
})

/** The event of a match that ended; `farewellFrom` is who says so kindly, empty for nobody. */
export const toMatchEnded = (match: MatchWithIds, farewellFrom: string): MatchEnded => ({
  matchId: match.match_id,
  userIds: userIdsOf(match),
  farewellFrom,
})

const userIdsOf = ({ lower_id, upper_id }: MatchWithIds): string[] => [lower_id, upper_id].sort()

const firstPhoto = ({
  photos: [photo],
  user_id,
}: Pick<PersonRow, 'photos' | 'user_id'>): Photo | undefined =>
  photo === undefined ? undefined : toPhoto(photo, user_id)

const toPhoto = (photo: PhotoRef, ownerId: string): Photo => ({ ...photo, ownerId, urls: undefined })
