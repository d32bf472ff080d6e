import { type Candidate, type KindredClient, KindredError, type PublicProfile } from '@kindred/client'

import type { Source } from './browsing.js'
import type { CardPerson } from './person-card.js'

const pageSize = 20

/** The person for the next card, preferably this one; undefined when nobody is left. */
export async function findCandidate(
  client: KindredClient,
  from: Source,
  preferred: string | undefined,
): Promise<CardPerson | undefined> {
  const people = await peopleOf(client, from)
  const candidate = people.find(({ user_id: id }) => id === preferred) ?? people[0]
  return candidate && { candidate, profile: await findPublicProfile(client, candidate.user_id) }
}

async function peopleOf(client: KindredClient, from: Source): Promise<Candidate[]> {
  if (from === 'deck') return (await client.discovery.listCandidates({ page_size: pageSize })).candidates
  const { likes } = await client.discovery.listLikes({ page_size: pageSize })
  return likes.flatMap(({ candidate }) => candidate ?? [])
}

/** Whoever has left a moment ago has no page any more. */
async function findPublicProfile(client: KindredClient, userId: string): Promise<PublicProfile | undefined> {
  try {
    return await client.profile.getProfile({ user_id: userId })
  } catch (error) {
    if (error instanceof KindredError && error.status === 404) return undefined
    throw error
  }
}
