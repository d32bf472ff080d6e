import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'

import type { Stack } from '../src/index.js'
import { askPatiently, gatherCrowd, inFlight, type Member } from './crowd.js'
import { createTestStack } from './test-stack.js'
import { tapEvents } from './traces.js'

/** Each woman likes four men and is liked by them: pairs share people, as they do in life. */
const menEach = 4
interface Liked {
  readonly pair: number
  readonly status: number
  readonly matchId: string | undefined
}

interface Like {
  readonly pair: number
  readonly from: Member
  readonly to: Member
}

async function like(stack: Stack, { pair, from, to }: Like): Promise<Liked> {
  const body = { target_user_id: to.userId }
  const { status, text } = await askPatiently(stack.url, {
    verb: 'POST',
    path: '/v1/discovery/like',
    token: from.token,
    body,
  })
  const { match } = JSON.parse(text) as { match?: { match_id: string } }
  return { pair, status, matchId: match?.match_id }
}

async function query<Row extends object>(
  stack: Stack,
  service: 'discovery' | 'chat',
  text: string,
): Promise<Row[]> {
  const client = new pg.Client(stack.databases[service])
  await client.connect()
  const { rows } = await client.query<Row>(text)
  await client.end()
  return rows
}

const ids = async (stack: Stack, service: 'discovery' | 'chat', text: string): Promise<string[]> =>
  (await query<{ id: string }>(stack, service, text)).map(({ id }) => id).sort()

/**
 * Tests that so many women and as many men make one match, event and conversation of each pair; every tenth pair likes twice, as a
 * nervous thumb does.
 */
export function itMatchesCrowd(women: number): void {
  const pairCount = women * menEach
  const nervousCount = pairCount / 10

  let stack: Stack
  beforeAll(async () => {
    stack = await createTestStack({ logLevel: 'error', environment: { GATEWAY_MAX_LOOP_DELAY_MS: '0' } })
    await tapEvents(stack)
  })
  afterAll(() => stack.stop())

  it(`${pairCount} pairs who like each other at once make as many matches, events and conversations`, async () => {
    const members = await gatherCrowd(stack, 2 * women)
    const likes = Array.from({ length: pairCount }, (_, pair) => {
      const [woman, shift] = [pair % women, Math.floor(pair / women)]
      const [one, other] = [members[2 * woman]!, members[2 * ((woman + shift) % women) + 1]!]
      const both = [
        () => like(stack, { pair, from: one, to: other }),
        () => like(stack, { pair, from: other, to: one }),
      ]
      return pair < nervousCount ? [...both, ...both] : both
    }).flat()
    const answers = await inFlight(likes, 32, (send) => send())

    expect(answers.filter(({ status }) => status !== 200)).toEqual([])
    const told = new Map<number, Set<string>>()
    for (const { pair, matchId } of answers)
      if (matchId !== undefined) told.set(pair, (told.get(pair) ?? new Set()).add(matchId))
    expect(told.size).toBe(pairCount)
    expect([...told.values()].filter((matches) => matches.size !== 1)).toEqual([])

    const matches = [...told.values()].flatMap((one) => [...one]).sort()
    expect(
      await ids(stack, 'discovery', 'select match_id as id from pair where match_id is not null'),
    ).toEqual(matches)
    const events = `select count(*)::int as count from tapped_event where type like '%.MatchCreated'`
    expect(await query(stack, 'discovery', events)).toEqual([{ count: pairCount }])

    await expect
      .poll(() => ids(stack, 'chat', 'select id from conversation'), { timeout: 400_000, interval: 200 })
      .toEqual(matches)
    const heard = `select count(*)::int as count from user_event where kind = 'match_created'`
    expect(await query(stack, 'chat', heard)).toEqual([{ count: 2 * pairCount }])
    expect(await query(stack, 'chat', 'select count(*)::int as count from inbox_event')).toEqual([
      { count: pairCount },
    ])
  }, 900_000)
}
