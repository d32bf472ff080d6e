import { afterAll, beforeAll, expect, it, vi } from 'vitest'

import { newId } from '@kindred/kernel'

import type { Stack } from '../src/index.js'
import { ask, type Question } from './ask.js'
import { isReady, match, sees } from './couples.js'
import { type Person, settle } from './people.js'
import { createTestStack } from './test-stack.js'

let target: Stack
beforeAll(async () => {
  target = await createTestStack({ environment: { GATEWAY_MAX_LOOP_DELAY_MS: '0' } })
}, 120_000)
afterAll(() => target.stop())

/** The one who asks, and the one who does not want to be found. */
interface Two {
  readonly mallory: Person
  readonly alice: Person
  /** Where they matched, their conversation. */
  readonly conversationId: string
}

const patience = { timeout: 60_000, interval: 100 }
let meridian = -170

/** Two who see each other, in a part of the world where nobody else is. */
async function meet(): Promise<Omit<Two, 'conversationId'>> {
  meridian += 7
  const place = { latitude: -50, longitude: meridian }
  const [mallory, alice] = await Promise.all([
    settle(target, { name: 'Mallory', gender: 'MAN', wants: 'WOMAN', ...place }),
    settle(target, { name: 'Alice', gender: 'WOMAN', wants: 'MAN', ...place }),
  ])
  await Promise.all([isReady(alice), sees(mallory, alice), sees(alice, mallory)])
  return { mallory, alice }
}

/** What was between the two before. */
const pasts: Readonly<Record<string, (two: Omit<Two, 'conversationId'>) => Promise<string>>> = {
  'saw each other only': async () => newId(),
  'has one like, his': async ({ mallory, alice }) => {
    await mallory.client.discovery.like({ target_user_id: alice.userId })
    return newId()
  },
  'has one superlike, his': async ({ mallory, alice }) => {
    await mallory.client.discovery.like({ target_user_id: alice.userId, kind: 'SUPERLIKE', message: 'Hello' })
    return newId()
  },
  'has one pass, his': async ({ mallory, alice }) => {
    await mallory.client.discovery.pass({ target_user_id: alice.userId })
    return newId()
  },
  'has one like, hers': async ({ mallory, alice }) => {
    await alice.client.discovery.like({ target_user_id: mallory.userId })
    return newId()
  },
  'was a match with a message': async ({ mallory, alice }) => {
    const conversationId = await match(mallory, alice)
    await alice.client.chat.sendMessage({
      conversation_id: conversationId,
      client_message_id: newId(),
      text: 'Hello',
    })
    return conversationId
  },
}

/** Everything that counts, orders, filters, shows or does something, asked about her; what writes comes last. */
function questionsOf({ mallory, alice, conversationId }: Two): Question[] {
  const token = mallory.token()
  const get = (path: string): Question => ({ verb: 'GET', path, token })
  const post = (path: string, body: object): Question => ({ verb: 'POST', path, token, body })
  const target_user_id = alice.userId
  const chat = `/v1/chat/conversations/${conversationId}`
  return [
    ...['', '?filters.interests=reading', '?filters.goals=CHAT'].map((query) =>
      get(`/v1/discovery/candidates${query}`),
    ),
    ...[
      '',
      '?max_distance_km=5',
      '?max_age=31&min_age=29',
      '?filters.interests=reading',
      '?wanted_genders=MAN',
    ].map((query) => get(`/v1/discovery/pool${query}`)),
    ...['likes', 'matches', 'superlikes', 'blocks'].map((list) => get(`/v1/discovery/${list}`)),
    get(`/v1/profiles/${alice.userId}`),
    get('/v1/chat/conversations'),
    get(`${chat}/messages`),
    post(`${chat}/messages`, { client_message_id: newId(), text: 'Still there?' }),
    { ...post(`${chat}/read`, { up_to_seq: 1 }), verb: 'PUT' },
    { verb: 'DELETE', path: `/v1/discovery/matches/${conversationId}`, token },
    post('/v1/discovery/pass', { target_user_id }),
    post('/v1/discovery/like', { target_user_id }),
    post('/v1/discovery/like', { target_user_id, kind: 'SUPERLIKE', message: 'Please' }),
    post('/v1/discovery/undo', {}),
    post('/v1/discovery/blocks', { target_user_id }),
    get('/v1/discovery/blocks'),
    ...[{ kind: 'PROFILE' }, { kind: 'CONVERSATION', conversation_id: conversationId }].map((context) =>
      post('/v1/safety/reports', { target_user_id, reason: 'HARASSMENT', context }),
    ),
    { verb: 'DELETE', path: `/v1/discovery/blocks/${alice.userId}`, token },
  ]
}

/** All that he learns, with everything that is another in each pair put by its name. */
async function transcriptOf(two: Two): Promise<string[]> {
  const names: [string, string][] = [
    [two.mallory.userId, '<mallory>'],
    [two.alice.userId, '<alice>'],
    [two.conversationId, '<conversation>'],
  ]
  const lines: string[] = []
  for (const question of questionsOf(two)) {
    const { status, headers, text } = await ask(target.url, question)
    const line = `${question.verb} ${question.path}: ${status} ${[...headers.keys()].length} ${text}`
    const named = names.reduce((said, [id, name]) => said.replaceAll(id, name), line)
    lines.push(
      named
        .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>')
        .replaceAll(/"(request|report)_id":"[^"]+"/g, '"$1_id":<id>'),
    )
  }
  return lines
}

/** Lets her do something and notes what he hears once she is out of his sight. */
async function after(past: string, act: (two: Two) => Promise<unknown>): Promise<string[]> {
  const met = await meet()
  const two = { ...met, conversationId: await pasts[past]!(met) }
  await act(two)
  await vi.waitFor(async () => {
    const { discovery, chat } = two.mallory.client
    const [{ candidates }, { likes }, { matches }, { conversations }] = await Promise.all([
      discovery.listCandidates(),
      discovery.listLikes(),
      discovery.listMatches(),
      chat.listConversations(),
    ])
    const left = [candidates, likes, matches, conversations].map(({ length }) => length)
    if (left.some((length) => length > 0)) throw new Error(`She is still there: ${left.join()}`)
  }, patience)
  return transcriptOf(two)
}

const block = ({ mallory, alice }: Two) => alice.client.discovery.block({ target_user_id: mallory.userId })
const leave = ({ alice }: Two) => alice.client.profile.deleteMyProfile()

it.each(Object.keys(pasts))(
  'no answer tells him whether she blocked him or left, when the pair %s',
  async (past) => {
    expect(await after(past, block)).toEqual(await after(past, leave))
  },
)
