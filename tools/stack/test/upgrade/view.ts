import { createHash } from 'node:crypto'

import { KindredError } from '@kindred/client'

import type { Person, Target } from '../people.js'

/** What the product shows a person. What a version does not have yet is left out. */
export type View = Readonly<Record<string, unknown>>

/** Looks at everything that is somebody's own, by the public interface. */
export async function viewOf(target: Target, { client }: Person): Promise<View> {
  const profile = await client.profile.getMyProfile()
  const { conversations } = await client.chat.listConversations()
  const { blocks } = await client.discovery.listBlocks()
  const { likes } = await client.discovery.listLikes()
  return {
    profile: pick(profile, [
      'user_id',
      'name',
      'birth_date',
      'gender',
      'bio',
      'city',
      'interests',
      'goal',
      'height_cm',
      'languages',
      'smoking',
      'has_location',
      'paused',
    ]),
    photos: await Promise.all(
      profile.photos.map(async ({ media_id, width, height, urls }) => ({
        media_id,
        width,
        height,
        sha256: await hashOf(target, urls?.full ?? ''),
      })),
    ),
    preferences: pick(await client.profile.getMyPreferences(), [
      'wanted_genders',
      'min_age',
      'max_age',
      'max_distance_km',
      'filters',
      'importance',
      'widen_distance',
    ]),
    matches: (await client.discovery.listMatches()).matches
      .map(({ match_id, user_id }) => ({ match_id, user_id }))
      .sort((one, other) => (one.match_id < other.match_id ? -1 : 1)),
    likes: likes.map(({ candidate }) => candidate?.user_id),
    blocks: blocks.map(({ user_id }) => user_id).sort(),
    conversations: await Promise.all(
      conversations.map(async ({ conversation_id, participant, ...each }) => ({
        conversation_id,
        with: participant?.name,
        ...pick(each, ['unread_count', 'read_up_to_seq', 'participant_read_up_to_seq']),
        messages: (await client.chat.listMessages({ conversation_id })).messages.map((message) =>
          pick(message, ['id', 'seq', 'sender_id', 'text', 'client_message_id']),
        ),
      })),
    ),
    language: await ifThere(client.auth.getLanguage()),
    notifications: await ifThere(client.notification.getSettings()),
    privacy: await ifThere(client.profile.getMyPrivacy()),
    reports: (await ifThere(client.safety.listMyReports()))?.reports.map(({ report_id }) => report_id),
  }
}

/** The answer; undefined in a version without the route. */
export async function ifThere<Answer>(call: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await call
  } catch (error) {
    if (error instanceof KindredError && error.code === 'ROUTE_NOT_FOUND') return undefined
    throw error
  }
}

async function hashOf(target: Target, address: string): Promise<string> {
  const response = await fetch(new URL(address, target.url))
  if (!response.ok) throw new Error(`A photo came with ${response.status}.`)
  return createHash('sha256')
    .update(Buffer.from(await response.arrayBuffer()))
    .digest('hex')
}

/** The fields that are there. */
function pick<Thing extends object, Name extends string>(
  thing: Thing,
  names: readonly Name[],
): Record<string, unknown> {
  const known = thing as Record<string, unknown>
  return Object.fromEntries(
    names.filter((name) => known[name] !== undefined).map((name) => [name, known[name]]),
  )
}
