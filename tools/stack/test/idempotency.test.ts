import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { newId } from '@kindred/kernel'
import { loadContract } from '@kindred/rpc'

import { type Answer, ask } from './ask.js'
import { isReady, settleCouple } from './couples.js'
import { asModerator, signInAdmin } from './moderator.js'
import { type Person, phonePhoto, settle, signIn } from './people.js'
import { createTestStack, type TestStack } from './test-stack.js'

interface World {
  readonly alice: Person
  readonly bob: Person
  readonly carol: Person
  readonly dave: Person
  readonly newcomer: Person
  readonly moderator: Person
  readonly admin: Person
  readonly conversationId: string
  /** Dave's, which was taken for explicit. */
  readonly rejectedPhotoId: string
}

let stack: TestStack
let world: World
let photos: readonly Blob[]

beforeAll(async () => {
  stack = await createTestStack()
  const place = { latitude: 56.95, longitude: 24.1 }
  const couple = await settleCouple(stack, place)
  const carol = await settle(stack, { name: 'Carol', gender: 'WOMAN', wants: 'MAN', ...place })
  const dave = await settle(stack, { name: 'Dave', gender: 'MAN', wants: 'WOMAN', ...place })
  await Promise.all([isReady(carol), isReady(dave)])
  const newcomer = await signIn(stack, 'Newcomer')
  const moderator = await asModerator(stack, await signIn(stack, 'Moderator'))
  stack.looks.score = 0.9
  const { media_id: rejectedPhotoId } = await dave.client.uploadPhoto(await phonePhoto())
  stack.looks.score = 0.01
  world = {
    alice: couple.one,
    bob: couple.other,
    carol,
    dave,
    newcomer,
    moderator,
    admin: await signInAdmin(stack),
    conversationId: couple.conversationId,
    rejectedPhotoId,
  }
  photos = [await phonePhoto(), new Blob(['another'])]
})
afterAll(() => stack.stop())

const form = (photo: Blob | undefined): FormData => {
  const data = new FormData()
  data.append('file', photo!, 'photo.jpg')
  return data
}

/** One POST: who sends it, what, and what else under the same key; without `other` there is no other body. */
interface Post {
  readonly by: (world: World) => Person
  readonly path?: (world: World) => string
  readonly body: (world: World) => unknown
  readonly other?: (world: World) => unknown
  /** What two answers have in common, when it is not all of them. */
  readonly same?: (answer: Answer) => unknown
}

const profile = (name: string) => ({ name, birth_date: '1996-04-12', gender: 'WOMAN' })
const report = ({ userId }: Person, reason: string) => ({
  target_user_id: userId,
  reason,
  context: { kind: 'PROFILE' },
})
const newsTexts = (text: string) => ['en', 'ru'].map((language) => ({ language, text }))
const message = (text: string) => ({ client_message_id: 'the same', text })

/** Every POST of a person, in the order in which they are tried. */
const posts: Readonly<Record<string, Post>> = {
  '/v1/profiles': { by: (of) => of.newcomer, body: () => profile('Nina'), other: () => profile('Nora') },
  '/v1/media': {
    by: (of) => of.carol,
    body: () => form(photos[0]),
    other: () => form(photos[1]),
    same: ({ text }) => (JSON.parse(text) as { media_id: string }).media_id,
  },
  '/v1/media/{media_id}/appeal': {
    by: (of) => of.dave,
    body: () => ({}),
    path: (of) => `/v1/media/${of.rejectedPhotoId}/appeal`,
    // The addresses of the picture are signed anew.
    same: ({ text }) => (JSON.parse(text) as { media: { appeal: string } }).media.appeal,
  },
  '/v1/chat/conversations/{conversation_id}/messages': {
    by: (of) => of.alice,
    body: () => message('hello'),
    other: () => message('hello again'),
    path: (of) => `/v1/chat/conversations/${of.conversationId}/messages`,
  },
  '/v1/discovery/pass': {
    by: (of) => of.carol,
    body: (of) => ({ target_user_id: of.dave.userId }),
    other: (of) => ({ target_user_id: of.bob.userId }),
  },
  '/v1/discovery/undo': { by: (of) => of.carol, body: () => ({}) },
  '/v1/discovery/like': {
    by: (of) => of.carol,
    body: (of) => ({ target_user_id: of.dave.userId }),
    other: (of) => ({ target_user_id: of.dave.userId, kind: 'SUPERLIKE' }),
  },
  '/v1/safety/reports': {
    by: (of) => of.alice,
    body: (of) => report(of.bob, 'HARASSMENT'),
    other: (of) => report(of.bob, 'HATE'),
  },
  '/v1/admin/broadcasts': {
    by: (of) => of.admin,
    body: () => ({ texts: newsTexts('News') }),
    other: () => ({ texts: newsTexts('Other news') }),
    // It is counted meanwhile.
    same: ({ text }) => (JSON.parse(text) as { broadcast_id: string }).broadcast_id,
  },
  '/v1/bot/broadcasts': {
    by: (of) => of.admin,
    body: () => ({ texts: newsTexts('News') }),
    other: () => ({ texts: newsTexts('Other news') }),
    same: ({ text }) => (JSON.parse(text) as { broadcast_id: string }).broadcast_id,
  },
  '/v1/safety/verifications': { by: (of) => of.alice, body: () => ({}) },
  '/v1/moderation/claims': {
    by: (of) => of.moderator,
    body: () => ({}),
    other: () => ({ kind: 'PHOTO' }),
  },
  '/v1/discovery/blocks': {
    by: (of) => of.carol,
    body: (of) => ({ target_user_id: of.dave.userId }),
    other: (of) => ({ target_user_id: of.bob.userId }),
  },
}

/** POSTs that need no key, and why a repeated one does no harm. */
const without: Readonly<Record<string, string>> = {
  '/v1/auth/telegram':
    'nobody is signed in yet, and tokens are kept nowhere: a sign-in more is a session more, five at most',
  '/v1/auth/bot': 'the bot has no account, and all exchanges of a person belong to one session',
  '/v1/auth/bot/language': 'changes nothing',
  '/v1/auth/refresh': 'the refresh token is its own key: it brings the same successor until that was used',
  '/v1/auth/console-links': 'a newer link ends the one before',
  '/v1/auth/console': 'nobody is signed in yet, and the code counts once',
  '/v1/safety/decisions/{decision_id}/acknowledgement': 'what was read stays read',
  '/v1/safety/decisions/{decision_id}/appeal':
    'there is one appeal, and the answer is kept under a key too: the tests of safety',
  '/v1/safety/verifications/{verification_id}/video':
    'a verification takes one video note: another one is refused while the first waits',
  '/v1/safety/appeals': 'nobody is signed in, and there is one appeal',
  '/v1/moderation/cases/{case_id}/claim': 'who has the case keeps it',
  '/v1/moderation/cases/{case_id}/renew': 'only prolongs',
  '/v1/moderation/cases/{case_id}/release': 'a claim ends once, under a key too: the tests of safety',
  '/v1/moderation/cases/{case_id}/decision': 'a claim decides once, under a key too: the tests of safety',
  '/v1/moderation/cases/{case_id}/undo':
    'a decision is taken back once, under a key too: the tests of safety',
  '/v1/moderation/people/{user_id}/lift': 'what holds nobody back can be lifted no more',
  '/v1/account/deletion': 'an account is deleted once: a deletion more is the same one',
  '/v1/account/export': 'an export that is being made, or is young, is answered instead',
  '/v1/notifications/seen': 'what was seen stays seen',
  '/v1/admin/broadcasts/{broadcast_id}/start': 'what is being sent goes on',
  '/v1/admin/broadcasts/{broadcast_id}/stop': 'what was stopped stays so',
  '/v1/bot/broadcasts/{broadcast_id}/start': 'what is being sent goes on',
  '/v1/bot/broadcasts/{broadcast_id}/stop': 'what was stopped stays so',
  '/v1/bot/cases:claim': 'what was given out and not finished comes again',
  '/v1/bot/cases/{case_id}/result': 'the same result again changes nothing',
  '/v1/bot/cases/{case_id}/claim': 'whoever has the case keeps it',
  '/v1/bot/deliveries:claim': 'the bot has no account; what it did not get is given out again',
  '/v1/bot/deliveries/{delivery_id}/result': 'a delivery is finished once',
  '/v1/auth/logout': 'has no body, and what is over stays over',
}

const ofContract = loadContract().methods.flatMap(({ http }) => (http?.verb === 'POST' ? [http.path] : []))

describe('a POST', () => {
  it('a POST is in one of the two lists', () => {
    expect([...Object.keys(posts), ...Object.keys(without)].sort()).toEqual(
      [...ofContract, '/v1/media', '/v1/safety/verifications/{verification_id}/video'].sort(),
    )
  })

  it.each(Object.entries(posts))(
    'a POST to %s under the same key does once what it does',
    async (template, post) => {
      const key = newId()
      const send = (body: unknown): Promise<Answer> => {
        const path = post.path?.(world) ?? template
        const token = post.by(world).token()
        return ask(stack.url, { verb: 'POST', path, token, body, headers: { 'idempotency-key': key } })
      }
      const seen = ({ status, code, text, ...rest }: Answer) =>
        code === undefined ? [status, post.same?.({ status, code, text, ...rest }) ?? text] : [status, code]
      const first = await send(post.body(world))
      expect(first.status, first.text).toBeLessThan(300)
      expect(seen(await send(post.body(world)))).toEqual(seen(first))
      if (post.other === undefined) return
      expect(seen(await send(post.other(world)))).toEqual([422, 'IDEMPOTENCY_KEY_REUSED'])
      expect(seen(await send(post.body(world)))).toEqual(seen(first))
    },
  )
})
