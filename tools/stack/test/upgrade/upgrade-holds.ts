import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect, vi } from 'vitest'

import { createClient, memoryTokens } from '@kindred/client'
import { openSession } from '@kindred/db'
import { newId } from '@kindred/kernel'

import { createStack, type Stack } from '../../src/index.js'
import { serviceNames } from '../../src/names.js'
import { type Person, signInAgain } from '../people.js'
import { type PlantedLooks, startPlantedLooks } from '../planted-looks.js'
import { freeStackPorts } from '../test-stack.js'
import { hashAll, moveIn } from './move-in.js'
import { type KeptState, readState } from './state.js'
import { viewOf } from './view.js'

/** Starts this version on a kept state twice, and holds it to what its people had. */
export async function upgradeHolds(name: string): Promise<void> {
  const state = readState(name)
  const folder = mkdtempSync(join(tmpdir(), 'kindred-upgrade-'))
  chmodSync(folder, 0o755)
  const dataDir = join(folder, 'data')
  const looks = await startPlantedLooks()
  try {
    await moveIn(state, dataDir)
    await withStack(dataDir, looks, async (stack) => {
      await allServe(stack)
      const people = await signInAll(stack, state)
      await seeWhatTheyHad(stack, state, people)
      await blocksHold(state, people)
      await lifeGoesOn(stack, people)
      await allDelivered(stack)
    })
    const before = await hashAll(dataDir, serviceNames)
    await withStack(dataDir, looks, allServe)
    const after = await hashAll(dataDir, serviceNames)
    // Each start is another gateway, which stands there until it has been away for a while.
    const ofStarts = 'notification public.gateway_instance'
    expect({ ...after, [ofStarts]: '' }).toEqual({ ...before, [ofStarts]: '' })
  } finally {
    looks.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function withStack(
  dataDir: string,
  looks: PlantedLooks,
  work: (stack: Stack) => Promise<void>,
): Promise<void> {
  const stack = await createStack({
    dataDir,
    durable: false,
    rateLimitScale: 1_000,
    ports: await freeStackPorts(),
    environment: { NSFW_URL: looks.url, RPC_DEADLINE_SCALE: '5' },
  })
  try {
    await work(stack)
  } finally {
    await stack.stop()
  }
}

async function allServe({ url }: Stack): Promise<void> {
  await expect
    .poll(async () => (await fetch(`${url}/health`)).json(), { timeout: 240_000, interval: 500 })
    .toMatchObject({ status: 'healthy' })
}

type People = ReadonlyMap<string, Person>

/** By Telegram, and by the phone that was signed in all along. */
async function signInAll(stack: Stack, state: KeptState): Promise<People> {
  const people = new Map<string, Person>()
  for (const { telegramId, firstName, userId, refreshToken } of state.people) {
    const person = await signInAgain(stack, telegramId, firstName)
    expect({ firstName, userId: person.userId }).toEqual({ firstName, userId })
    people.set(firstName, person)
    const open = createClient({ baseUrl: stack.url })
    const renewed = await open.auth.refreshSession({ refresh_token: refreshToken })
    const held = memoryTokens({
      accessToken: renewed.access_token,
      refreshToken: renewed.refresh_token,
      expiresAt: Date.now() + 60_000,
    })
    const phone = createClient({ baseUrl: stack.url, tokens: held })
    expect(await phone.auth.verifyToken()).toMatchObject({ valid: true, user_id: userId })
  }
  return people
}

async function seeWhatTheyHad(stack: Stack, state: KeptState, people: People): Promise<void> {
  for (const { firstName, view } of state.people)
    await vi.waitFor(
      async () => expect(await viewOf(stack, people.get(firstName)!), firstName).toMatchObject(view),
      { interval: 1_000 },
    )
}

async function blocksHold({ blocks }: KeptState, people: People): Promise<void> {
  for (const pair of blocks)
    for (const [one, other] of [pair, pair.toReversed()]) {
      const { client } = people.get(one)!
      const user_id = people.get(other)!.userId
      await expect(client.profile.getProfile({ user_id })).rejects.toMatchObject({ status: 404 })
      await expect(client.discovery.like({ target_user_id: user_id })).rejects.toMatchObject({ status: 404 })
      const { candidates } = await client.discovery.listCandidates({ page_size: 50 })
      expect(candidates.map((candidate) => candidate.user_id)).not.toContain(user_id)
    }
}

/** The talk of two goes on with its next number; the like that waited becomes a match. */
async function lifeGoesOn(stack: Stack, people: People): Promise<void> {
  const [anna, ben, dan, emma] = ['Анна', 'Ben', 'Dan', 'Emma'].map((name) => people.get(name)!)
  const { conversations } = await anna!.client.chat.listConversations()
  const { conversation_id, last_message } = conversations.find(
    ({ participant }) => participant?.name === 'Ben',
  )!
  const message = { conversation_id, client_message_id: newId(), text: 'Years later: hello again.' }
  const sent = await ben!.client.chat.sendMessage(message)
  expect(sent).toMatchObject({ seq: last_message!.seq + 1, text: message.text })
  const { matched } = await emma!.client.discovery.like({ target_user_id: dan!.userId })
  expect(matched).toBe(true)
  const talksOf = async ({ client }: Person): Promise<unknown[]> =>
    (await client.chat.listConversations()).conversations.map(({ participant }) => participant?.name)
  await expect.poll(() => talksOf(dan!)).toContain('Emma')
  expect((await viewOf(stack, anna!))['conversations']).toContainEqual(
    expect.objectContaining({
      with: 'Ben',
      messages: expect.arrayContaining([expect.objectContaining({ seq: sent.seq })]),
    }),
  )
}

/** What services had to tell each other has arrived, and nothing was given up. */
async function allDelivered({ databases }: Stack): Promise<void> {
  for (const service of serviceNames) {
    const session = await openSession({ url: databases[service], name: 'kindred upgrade test' })
    try {
      const dead = await session.query('select * from outbox_delivery where dead_at is not null')
      expect(dead, service).toEqual([])
      await expect
        .poll(() => session.query('select * from outbox_delivery'), { message: service })
        .toEqual([])
    } finally {
      await session.close()
    }
  }
}
