import sharp from 'sharp'

import { newId } from '@kindred/kernel'

import { botSecretOf } from '../src/environment.js'
import { type Answer, ask } from './ask.js'
import { isReady, settleCouple } from './couples.js'
import { asModerator } from './moderator.js'
import { type Person, phonePhoto, settle, signIn } from './people.js'
import { createTestStack, type TestStack } from './test-stack.js'

/** A stack with a couple, a bystander and somebody who has just come. */
export interface RefusalWorld {
  readonly stack: TestStack
  readonly alice: Person
  readonly bob: Person
  /** Of the same town, unknown to both. */
  readonly carol: Person
  /** May say who is verified, and decides cases. */
  readonly moderator: Person
  /** Another moderator. */
  readonly colleague: Person
  /** A moderator who has reported somebody. */
  readonly reporter: Person
  readonly reported: Person
  /** Signed in, without a profile. */
  readonly newcomer: Person
  readonly conversationId: string
  /** Alice's. */
  readonly photoId: string
  /** Alice's, which was taken for explicit. */
  readonly rejectedPhotoId: string
  /** Alice's. */
  readonly sessionId: string
}

/** The bot, by its own credential. */
export const bot = (of: RefusalWorld): Person => ({ ...of.carol, token: () => botSecretOf(of.stack.plan) })

/** Makes the world. */
export async function createRefusalWorld(): Promise<RefusalWorld> {
  const stack = await createTestStack({
    environment: { SWIPES_PER_DAY: '6', NEW_CONVERSATIONS_PER_DAY: '2' },
  })
  const place = { latitude: 56.95, longitude: 24.1 }
  const couple = await settleCouple(stack, place)
  const carol = await settle(stack, { name: 'Carol', gender: 'WOMAN', wants: 'MAN', ...place })
  await isReady(carol)
  const moderator = await asModerator(stack, await signIn(stack, 'Moderator'))
  const colleague = await asModerator(stack, await signIn(stack, 'Colleague'))
  const others = await settleCouple(stack, place)
  const reporter = await asModerator(stack, others.one)
  const newcomer = await signIn(stack, 'Newcomer')
  const { client } = couple.one
  const { media_id: photoId } = await client.uploadPhoto(await phonePhoto())
  stack.looks.score = 0.9
  const { media_id: rejectedPhotoId } = await client.uploadPhoto(await phonePhoto())
  stack.looks.score = 0.01
  const { sessions } = await client.auth.listSessions()
  return {
    stack,
    carol,
    moderator,
    colleague,
    reporter,
    reported: others.other,
    newcomer,
    photoId,
    rejectedPhotoId,
    alice: couple.one,
    bob: couple.other,
    conversationId: couple.conversationId,
    sessionId: sessions[0]?.session_id ?? '',
  }
}

/** One request of somebody, or of nobody. */
export type Attempt = (
  verb: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<Answer>

/** Lets a person ask. */
export const as =
  ({ stack }: RefusalWorld, person?: Person): Attempt =>
  (verb, path, body, headers = {}) =>
    ask(stack.url, { verb, path, body, headers, token: person?.token() })

/** A form with a file that is not what it should be. */
export function form(bytes: Uint8Array | string, name = 'file'): FormData {
  const data = new FormData()
  data.append(name, new Blob([typeof bytes === 'string' ? bytes : new Uint8Array(bytes)]), 'photo.jpg')
  return data
}

/** A PNG that claims to be as wide and high as told; its pixels never come. */
export async function hugePng(width: number, height: number): Promise<Buffer> {
  const png = await sharp({ create: { width: 9, height: 9, channels: 3, background: 'red' } })
    .png()
    .toBuffer()
  png.writeUInt32BE(width, 16)
  png.writeUInt32BE(height, 20)
  png.writeUInt32BE(crc32(png.subarray(12, 29)), 29)
  return png
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return (crc ^ 0xffffffff) >>> 0
}

/** An id of nobody and nothing. */
export const nobody = (): string => newId()
