import { afterAll, beforeAll, expect, it, vi } from 'vitest'

import { SignInRefused } from '@kindred/contracts/auth'
import { OutboxServiceService } from '@kindred/contracts/events'
import { StandingChanged } from '@kindred/contracts/safety'
import { sql } from '@kindred/db'
import { createServiceTokens, readAppealToken, remoteKeys } from '@kindred/identity'
import { type AppError, newId } from '@kindred/kernel'
import { createClient } from '@kindred/rpc'
import { deliver, testEvent, testLog, testTransport } from '@kindred/testkit'

import { personKey } from '../src/domain/person-key.js'
import { type AuthWorld, codeOf, openAuth } from './world.js'

let world: AuthWorld
let person = 990_000_000

beforeAll(async () => {
  world = await openAuth()
})

afterAll(() => world.stop())

type Decided = Partial<Omit<StandingChanged, '$type'>> & { readonly userId: string }

const decisionId = newId()

async function decide(telegramId: number, decided: Decided): Promise<void> {
  expect(await tell(telegramId, decided)).toEqual([])
}

/** Those of the events that could not be applied. */
function tell(telegramId: number, decided: Decided) {
  const event: StandingChanged = {
    version: 1,
    standing: 'BANNED',
    endsAt: undefined,
    decisionId,
    rule: 'HARASSMENT',
    personKey: keyOf(telegramId),
    ...decided,
  }
  return deliver(world.address, world.authority, 'auth', [testEvent(StandingChanged, decided.userId, event)])
}

/** What safety got of the person in an AccountKeyed. */
const keyOf = (telegramId: number): Buffer =>
  personKey(world.config.personSecret, { kind: 'telegram', subject: String(telegramId) })

const refusalOf = (answer: Promise<unknown>): Promise<AppError> =>
  answer.then(
    () => expect.fail('was not refused'),
    (error: AppError) => error,
  )

const soon = { interval: 20 }

it('refuses the sign-in of a banned person with the rule and a token for the appeal', async () => {
  const { user } = await world.signIn(++person)
  await decide(person, { userId: user!.id })
  const refusal = await refusalOf(world.signIn(person))
  expect(refusal).toMatchObject({
    kind: 'forbidden',
    code: 'ACCOUNT_BANNED',
    facts: { rule: 'HARASSMENT', decision_id: decisionId },
  })
  expect(refusal.facts).not.toHaveProperty('ends_at')
  const source = remoteKeys(world.auth, { log: testLog, clock: world.clock })
  const { issuer } = world.config
  expect(
    await readAppealToken(refusal.facts['appeal_token']!, { keys: source, issuer, now: world.clock.now() }),
  ).toEqual({ userId: user!.id, decisionId })
})

it('ends every session of a banned person, with the bot too, and says that it is for a ban', async () => {
  const phone = await world.signIn(++person)
  const bot = await world.auth.exchangeTelegramUser(
    { telegramUserId: person, languageCode: 'en' },
    { token: world.config.botSecret },
  )
  const told = new Map<string, boolean>()
  const stop = new AbortController()
  const token = await createServiceTokens({
    service: 'gateway',
    secret: world.config.serviceSecret,
    clock: world.clock,
  }).issue('auth')
  const watching = (async () => {
    for await (const { sessionIds, shutOutSessionIds } of world.auth.watchRevocations(
      {},
      { token, signal: stop.signal },
    ))
      for (const id of sessionIds) told.set(id, shutOutSessionIds.includes(id))
  })().catch(() => undefined)
  await decide(person, { userId: phone.user!.id })
  await vi.waitFor(() => expect(told.get(phone.sessionId)).toBe(true), soon)
  for (const { accessToken } of [phone, bot]) {
    const verify = () => codeOf(world.auth.verifyToken({}, { token: accessToken }))
    await vi.waitFor(async () => expect(await verify()).toBe('SESSION_REVOKED'), soon)
  }
  expect(await codeOf(world.auth.refreshSession({ refreshToken: phone.refreshToken }))).toBe('ACCOUNT_BANNED')
  expect(await codeOf(world.auth.refreshSession({ refreshToken: bot.refreshToken }))).toBe('ACCOUNT_BANNED')
  const exchange = world.auth.exchangeTelegramUser(
    { telegramUserId: person, languageCode: 'en' },
    { token: world.config.botSecret },
  )
  expect(await codeOf(exchange)).toBe('ACCOUNT_BANNED')
  stop.abort()
  await watching
})

it('lets a suspended person in again once the suspension ends, without a word of safety', async () => {
  const { user } = await world.signIn(++person)
  const endsAt = new Date(world.clock.now().getTime() + 86_400_000)
  await decide(person, { userId: user!.id, standing: 'SUSPENDED', endsAt })
  const refusal = await refusalOf(world.signIn(person))
  expect(refusal).toMatchObject({ code: 'ACCOUNT_SUSPENDED', facts: { ends_at: endsAt.toISOString() } })
  world.clock.advance(86_400_000)
  expect((await world.signIn(person)).user!.id).toBe(user!.id)
})

it('refuses a person who comes back with a new account, of which nothing is made', async () => {
  const former = await world.signIn(++person)
  await decide(person, { userId: former.user!.id })
  await world.database.db.deleteFrom('user_account').where('id', '=', former.user!.id).execute()
  expect(await codeOf(world.signIn(person))).toBe('ACCOUNT_BANNED')
  const made = await world.database.db
    .selectFrom('user_account')
    .select('id')
    .where('login_subject', '=', String(person))
    .execute()
  expect(made).toEqual([])
})

it('lets a person in again whose ban was reversed, and is not misled by an older ban that comes late', async () => {
  const { user } = await world.signIn(++person)
  await decide(person, { userId: user!.id, version: 3 })
  await decide(person, { userId: user!.id, version: 2, standing: 'SUSPENDED', rule: 'HATE' })
  expect(await refusalOf(world.signIn(person))).toMatchObject({ facts: { rule: 'HARASSMENT' } })
  await decide(person, { userId: user!.id, version: 4, standing: 'GOOD', decisionId: '', rule: '' })
  expect(await codeOf(world.signIn(person))).toBe('OK')
})

it('leaves a hidden person signed in', async () => {
  const { user, accessToken } = await world.signIn(++person)
  await decide(person, { userId: user!.id, standing: 'HIDDEN', rule: '' })
  expect(await codeOf(world.auth.verifyToken({}, { token: accessToken }))).toBe('OK')
  expect(await codeOf(world.signIn(person))).toBe('OK')
})

it('holds a ban that came without a person key for the person of the account, and refuses one for an account that nobody knows', async () => {
  const { user } = await world.signIn(++person)
  const personKey = Buffer.alloc(0)
  await decide(person, { userId: user!.id, personKey })
  await world.database.db.deleteFrom('user_account').where('id', '=', user!.id).execute()
  expect(await codeOf(world.signIn(person))).toBe('ACCOUNT_BANNED')
  expect(await tell(person, { userId: newId(), personKey })).toMatchObject([{ code: 'INTERNAL' }])
  const kept = await world.database.db.selectFrom('standing').select('person_key').execute()
  expect(kept.filter(({ person_key }) => person_key.length === 0)).toEqual([])
})

it('tells safety once a day that a person who is shut out tried to sign in', async () => {
  const outbox = createClient(OutboxServiceService, testTransport(world.address))
  const token = await world.authority.serviceToken('safety', 'auth')
  await outbox.subscribe({ types: [SignInRefused.$type] }, { token })
  const told = async () => {
    const { rows } = await sql<{ payload: Buffer }>`
      select payload from outbox_event where type = ${SignInRefused.$type} order by id`.execute(
      world.database.db,
    )
    return rows.map(({ payload }) => SignInRefused.decode(payload).personKey)
  }
  const { user } = await world.signIn(++person)
  await decide(person, { userId: user!.id })
  expect(await told()).toEqual([])
  for (let at = 0; at < 2; at += 1) expect(await codeOf(world.signIn(person))).toBe('ACCOUNT_BANNED')
  expect(await told()).toEqual([keyOf(person)])
  world.clock.advance(86_400_000)
  expect(await codeOf(world.signIn(person))).toBe('ACCOUNT_BANNED')
  expect(await told()).toEqual([keyOf(person), keyOf(person)])
})
