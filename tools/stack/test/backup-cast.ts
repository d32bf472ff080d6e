import { expect, vi } from 'vitest'

import { newId } from '@kindred/kernel'

import type { Stack } from '../src/index.js'
import { match } from './couples.js'
import { asModerator } from './moderator.js'
import { type Person, phonePhoto, settle, signIn } from './people.js'
import { reportAndDecide } from './shut-out.js'

/** Thirty people: fifteen couples with a photo, likes, messages and settings each. One was banned, one waits for a decision. */
export interface Cast {
  readonly couples: readonly Canary[]
  readonly banned: Person
}

/** A couple and what is to be found of it again. */
interface Canary {
  readonly one: Person
  readonly other: Person
  readonly conversationId: string
  readonly words: string
  readonly bio: string
}

/** On a busy machine discovery hears of so many late. */
const patience = { timeout: 300_000, interval: 1_000 }

/** Lets thirty people live. */
export async function liveThrough(stack: Stack): Promise<Cast> {
  const moderator = await asModerator(stack, await signIn(stack, 'Mia'))
  const couples: Canary[] = []
  for (let at = 0; at < 15; at += 3)
    couples.push(...(await Promise.all([at, at + 1, at + 2].map((number) => live(stack, number)))))
  const [accused, suspect] = [couples[13]!, couples[14]!]
  await reportAndDecide(
    { moderator, reporter: accused.other, target: accused.one },
    { measure: 'BAN', rule: 'HARASSMENT' },
  )
  await suspect.other.client.safety.reportPerson({
    target_user_id: suspect.one.userId,
    reason: 'HARASSMENT',
    context: { kind: 'PROFILE' },
  })
  return { couples, banned: accused.one }
}

/** Two of a place of their own who write to each other. */
async function live(stack: Stack, at: number): Promise<Canary> {
  const place = { latitude: -40 + 4 * at, longitude: 60 }
  const [one, other] = await Promise.all([
    settle(stack, { name: `Ann ${letter(at)}`, gender: 'WOMAN', wants: 'MAN', ...place }),
    settle(stack, { name: `Ben ${letter(at)}`, gender: 'MAN', wants: 'WOMAN', ...place }),
  ])
  const [words, bio] = [`Quokka number ${at} says hello`, `I am canary ${letter(at)}`]
  const { media_id } = await one.client.uploadPhoto(await phonePhoto())
  // Profile hears a moment later that the photo was approved.
  await vi.waitFor(() => one.client.profile.setMyPhotos({ photo_ids: [media_id] }), patience)
  await one.client.profile.updateMyProfile({ bio })
  await other.client.notification.updateSettings({ time_zone: 'Europe/Riga' })
  await Promise.all([finds(one, other), finds(other, one)])
  const conversationId = await match(one, other)
  await vi.waitFor(
    () =>
      one.client.chat.sendMessage({
        conversation_id: conversationId,
        client_message_id: newId(),
        text: words,
      }),
    patience,
  )
  return { one, other, conversationId, words, bio }
}

/** Asks once a second: so many who ask without a pause keep a busy machine from telling discovery of them. */
const finds = ({ client }: Person, wanted: Person): Promise<void> =>
  vi.waitFor(async () => {
    const { candidates } = await client.discovery.listCandidates({ page_size: 50 })
    expect(candidates.map(({ user_id }) => user_id)).toContain(wanted.userId)
  }, patience)

const letter = (at: number): string => String.fromCharCode(65 + at)
