import { type Candidate, type Match, type ReceivedLike } from '@kindred/contracts/discovery'
import { type Photo } from '@kindred/contracts/media'
import { ageOn } from '@kindred/kernel'

import { bucketOf } from '../domain/distance.js'
import { compatibility, reasonsOf, scoreOf, type Terms } from '../domain/score.js'
import { type CandidateRow } from '../store/candidates.js'
import { type MatchRow } from '../store/match.js'
import { type PhotoRef } from '../store/schema.js'

export function toCandidate(row: CandidateRow, today: Date): Candidate {
  const terms = termsOf(row)
  return {
    userId: row.user_id,
    name: row.name,
    age: ageOn(row.birth_date, today),
    bio: row.bio,
    city: row.city,
    photos: row.photos.map(toPhoto),
    distance: row.distance_km === null ? undefined : bucketOf(row.distance_km),
    commonInterests: row.common_interests,
    compatibilityScore: compatibility(scoreOf(terms)),
    reasons: reasonsOf(terms),
    message: row.their_swipe === null ? '' : (row.their_message ?? ''),
  }
}

export function toReceivedLike(row: CandidateRow, today: Date): ReceivedLike {
  return {
    candidate: toCandidate(row, today),
    kind: row.their_swipe ?? 'LIKE',
    createdAt: row.their_swiped_at ?? undefined,
  }
}

export function toMatch(row: MatchRow, today: Date): Match {
  const [photo] = row.photos
  return {
    matchId: row.match_id,
    userId: row.user_id,
    name: row.name,
    age: ageOn(row.birth_date, today),
    photo: photo === undefined ? undefined : toPhoto(photo),
    createdAt: row.matched_at,
  }
}

const toPhoto = (photo: PhotoRef): Photo => ({ ...photo, urls: undefined })

const termsOf = (row: CandidateRow): Terms => ({
  recency: row.term_recency,
  completeness: row.term_completeness,
  like_rate: row.term_like_rate,
  distance: row.term_distance,
  interests: row.term_interests,
  liked_you: row.term_liked_you,
})
