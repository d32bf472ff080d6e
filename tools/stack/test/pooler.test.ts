import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { testAdminUrl } from '@kindred/testkit'
import { hasPooler, type Pooler, startPooler } from '@kindred/testkit/pooler'

import { settleCouple } from './couples.js'
import { type Ear, listen } from './people.js'
import { through } from './second-gateway.js'
import { openSecondMachine } from './second-machine.js'
import { createTestStack, type TestStack } from './test-stack.js'

const patient = { timeout: 120_000, interval: 100 }

describe.runIf(hasPooler)('two instances of every service behind PgBouncer in transaction mode', () => {
  let pooler: Pooler
  let stack: TestStack
  let second: Awaited<ReturnType<typeof openSecondMachine>>

  beforeAll(async () => {
    stack = await createTestStack({}, async (urls) => {
      const users = urls.map((url) => new URL(url).username)
      const port = Number(new URL(urls[0]!).port)
      pooler = await startPooler(port, 'transaction', users, { max_prepared_statements: 100 })
      return (url) => pooler.url(new URL(url).username, new URL(url).pathname.slice(1))
    })
    second = await openSecondMachine(stack)
  })
  afterAll(async () => {
    await second?.stop()
    await stack?.stop()
    await pooler?.stop()
  })

  it('two people meet and talk across instances behind PgBouncer, also after all sessions of the server ended', async () => {
    const { one, other, conversationId } = await settleCouple(stack, { latitude: 14, longitude: 30 })
    const [writer, reader] = [listen(one), listen(through(second, other))]
    await expect.poll(() => [writer.live.state, reader.live.state], patient).toEqual(['ready', 'ready'])
    const say = (from: Ear, text: string) => from.live.sendMessage({ conversation_id: conversationId, text })
    const heard = (ear: Ear): string[] =>
      ear.of('message.created').map(({ data }) => data.message?.text ?? '')
    await say(writer, 'one')
    await say(writer, 'two')
    await expect.poll(() => heard(reader), patient).toEqual(['one', 'two'])
    await endAllSessions(stack)
    await say(writer, 'three')
    await expect.poll(() => heard(reader), patient).toEqual(['one', 'two', 'three'])
    await say(reader, 'four')
    await expect.poll(() => heard(writer), patient).toContain('four')
    const { messages } = await one.client.chat.listMessages({ conversation_id: conversationId })
    expect(new Set(messages.map(({ seq }) => seq))).toEqual(new Set([1, 2, 3, 4]))
    writer.live.close()
    reader.live.close()
  })

  it('each instance behind PgBouncer listens over one connection of its own', async () => {
    const databases = databasesOf(stack)
    const { rows } = await asAdmin<{ listening: number }>(
      `select count(*) filter (where application_name like '% listen')::int as listening
      from pg_stat_activity where datname = any($1) group by datname`,
      [databases],
    )
    expect(rows.map(({ listening }) => listening)).toEqual(databases.map(() => 2))
  })
})

const databasesOf = ({ plan }: TestStack): string[] =>
  Object.values(plan.listenUrls ?? {}).map((url) => new URL(url).pathname.slice(1))

/** What a restart of the server does to those who are connected. */
async function endAllSessions(stack: TestStack): Promise<void> {
  const { rows } = await asAdmin(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = any($1)',
    [databasesOf(stack)],
  )
  expect(rows.length).toBeGreaterThan(14)
}

async function asAdmin<Row extends pg.QueryResultRow>(text: string, values: unknown[]) {
  const client = new pg.Client(testAdminUrl())
  await client.connect()
  try {
    return await client.query<Row>(text, values)
  } finally {
    await client.end()
  }
}
