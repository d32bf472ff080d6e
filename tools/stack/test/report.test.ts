import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

import { createClient, type KindredError, memoryTokens } from '@kindred/client'
import { newId } from '@kindred/kernel'

import type { Stack } from '../src/index.js'
import { match, sees } from './couples.js'
import { asModerator } from './moderator.js'
import {
  type Ear,
  listen,
  type Person,
  phonePhoto,
  settle,
  signIn,
  signInAgain,
  type Target,
} from './people.js'
import { createRecorder } from './recorder.js'
import { createTestStack } from './test-stack.js'
import { dumpDatabases, dumpFiles, findTraces, spellings, type Stored, tapEvents } from './traces.js'

const place = { latitude: 41.64731, longitude: 2.51037 }
const words = { bio: 'Walks at night.', threat: 'I know where you live.', details: 'He frightens me.' }

let stack: Stack
let alice: Person
let bob: Person
let bobsEar: Ear
let conversationId: string
let messageId: string
let reportId: string
let mia: Person
let max: Person
let caseId: string
let leaseId: string
let watched: Target
/** What the gateway tells Bob. */
const told = createRecorder()

beforeAll(async () => {
  stack = await createTestStack({ logLevel: 'debug' })
  await tapEvents(stack)
  alice = await settle(stack, { name: 'Alice', gender: 'WOMAN', wants: 'MAN', ...place })
  watched = { ...stack, fetch: told.fetch }
  bob = await settle(watched, { name: 'Bob', gender: 'MAN', wants: 'WOMAN', ...place })
  await bob.client.profile.updateMyProfile({ bio: words.bio })
  const { media_id } = await bob.client.uploadPhoto(await phonePhoto())
  await bob.client.profile.setMyPhotos({ photo_ids: [media_id] })
  await Promise.all([sees(alice, bob), sees(bob, alice)])
  conversationId = await match(alice, bob)
  const hello = { conversation_id: conversationId, client_message_id: newId(), text: 'Hello!' }
  await alice.client.chat.sendMessage(hello)
  const threat = { conversation_id: conversationId, client_message_id: newId(), text: words.threat }
  messageId = (await bob.client.chat.sendMessage(threat)).id
  bobsEar = listen(bob)
  await vi.waitFor(() => expect(bobsEar.live.state).toBe('ready'), { timeout: 60_000 })
})
afterAll(async () => {
  bobsEar.live.close()
  await stack.stop()
})

/** All that Bob can ask about himself and about Alice, in one text without what differs each time. */
async function bobsView(): Promise<string> {
  const { profile, discovery, chat, auth, safety } = bob.client
  const answers = await Promise.all([
    profile.getMyProfile(),
    profile.getProfile({ user_id: alice.userId }),
    discovery.listMatches(),
    discovery.listLikes(),
    discovery.listBlocks(),
    discovery.getSuperlikes(),
    chat.listConversations(),
    chat.listMessages({ conversation_id: conversationId }),
    chat.sync(),
    auth.listSessions(),
    safety.listMyReports(),
    bob.client.media.listMyMedia(),
  ])
  return JSON.stringify(answers).replaceAll(/(sig=)[\w-]+|("last_seen_at":)"[^"]+"/g, '$1$2')
}

const patience = { interval: 250 }
/** The refusal that met Bob's last sign-in. */
let refused: KindredError | undefined
/** Bob signs in again, as the same Telegram account. */
async function comesBack(): Promise<string> {
  refused = await signInAgain(watched, bob.telegramId, 'Bob').then(
    () => undefined,
    (error: KindredError) => error,
  )
  return refused?.code ?? 'OK'
}

const readEvidence = async (): Promise<Stored[]> =>
  (await dumpDatabases(stack)).filter(({ place: table }) => table === 'safety public.evidence')

describe('a report of a message', () => {
  it('changes nothing that the reported person sees or hears', async () => {
    const before = await bobsView()
    const heard = bobsEar.heard.length
    const { report_id } = await alice.client.safety.reportPerson({
      target_user_id: bob.userId,
      reason: 'HARASSMENT',
      details: words.details,
      context: { kind: 'MESSAGE', conversation_id: conversationId, message_ids: [messageId] },
    })
    reportId = report_id
    expect(await bobsView()).toBe(before)
    expect(bobsEar.heard).toHaveLength(heard)
  })

  it('keeps what was reported though the reported person unmatches and deletes the account', async () => {
    await bob.client.discovery.unmatch({ match_id: conversationId })
    await bob.client.profile.deleteMyProfile()
    const traces = async () =>
      findTraces(
        (await dumpDatabases(stack)).filter(({ place: table }) => table.startsWith('profile public.profile')),
        [words.bio],
      )
    await expect.poll(traces, { timeout: 60_000 }).toEqual([])
    const photos = async () =>
      (await dumpDatabases(stack)).filter(({ place: table }) => table === 'media public.photo')
    await expect.poll(photos, { timeout: 60_000 }).toEqual([])
    expect(dumpFiles(stack.mediaFolder)).toHaveLength(3)
    const evidence = await readEvidence()
    expect(findTraces(evidence, [words.threat, words.bio]).sort()).toEqual(
      [words.threat, words.bio].map((text) => `safety public.evidence: ${text}`).sort(),
    )
  })

  it('can be made of somebody who has left, by the conversation', async () => {
    const context = { kind: 'CONVERSATION', conversation_id: conversationId } as const
    await alice.client.safety.reportPerson({ reason: 'OFF_PLATFORM_HARM', context })
    const { reports } = await alice.client.safety.listMyReports()
    expect(reports.map(({ reason, state }) => [reason, state])).toEqual([
      ['OFF_PLATFORM_HARM', 'RECEIVED'],
      ['HARASSMENT', 'RECEIVED'],
    ])
  })

  it('shows a moderator what was reported, without naming the reporter', async () => {
    mia = await asModerator(stack, await signIn(stack, 'Mia'))
    max = await asModerator(stack, await signIn(stack, 'Max'))
    const { cases } = await mia.client.safety.listCases({ kind: 'REPORTS' })
    expect(cases).toMatchObject([{ subject_id: bob.userId, reporters: 1 }])
    caseId = cases[0]!.case_id
    ;({ lease_id: leaseId } = await mia.client.safety.claimCase({ case_id: caseId }))
    const whole = await mia.client.safety.getCase({ case_id: caseId })
    expect(whole.reports.map(({ reporter, details }) => [reporter, details])).toEqual([
      [1, words.details],
      [1, ''],
    ])
    expect(whole.evidence[0]).toMatchObject({
      profile: { name: 'Bob', bio: words.bio, birth_date: '1996-04-12' },
      messages: [
        { from_subject: false, text: 'Hello!', reported: false },
        { from_subject: true, text: words.threat, reported: true },
      ],
    })
    expect(findTraces([{ place: 'case', text: JSON.stringify(whole) }], spellings(alice.userId))).toEqual([])
    const [photo] = whole.evidence[0]!.photos
    expect((await fetch(stack.url + photo!.urls!.full)).status).toBe(200)
  })

  it('ends with an answer to both sides, and a ban that meets the same person in a new account', async () => {
    const decision = { measure: 'BAN', rule: 'HARASSMENT', note: 'A threat.' } as const
    await mia.client.safety.decideCase({ case_id: caseId, lease_id: leaseId, ...decision })
    await expect.poll(comesBack, patience).toBe('ACCOUNT_BANNED')
    expect(refused!.problem.facts).toMatchObject({ rule: 'HARASSMENT' })
    const answers = async () => {
      const { reports } = await alice.client.safety.listMyReports()
      return reports.map(({ state, outcome }) => [state, outcome])
    }
    await expect.poll(answers, patience).toEqual(Array(2).fill(['ANSWERED', 'ACTION_TAKEN']))
  })

  it('falls by another moderator when the person appeals, and the person is back', async () => {
    const appeal_token = refused!.problem.facts!['appeal_token']!
    const stranger = createClient({ baseUrl: stack.url, tokens: memoryTokens(), fetch: told.fetch })
    await stranger.safety.appealFromOutside({ appeal_token, text: 'It was a quotation.' })
    const { cases } = await max.client.safety.listCases({ kind: 'APPEAL' })
    const { case_id } = cases[0]!
    await expect(mia.client.safety.claimCase({ case_id })).rejects.toMatchObject({
      code: 'CASE_OWN_DECISION',
    })
    const { lease_id } = await max.client.safety.claimCase({ case_id })
    await max.client.safety.decideCase({ case_id, lease_id, measure: 'REVERSE', note: 'So it was.' })
    await expect.poll(comesBack, patience).toBe('OK')
  })

  it('names the reporter to nobody: in no answer or frame for the reported person, no event, no log line and no metric', async () => {
    const events = (await dumpDatabases(stack)).filter(({ place: table }) => table.endsWith('tapped_event'))
    const logs = stack.logs().map((text) => ({ place: 'log', text }))
    const metrics = await Promise.all(
      Object.entries(stack.ops).map(async ([app, url]) => ({
        place: app,
        text: await (await fetch(`${url}/metrics`)).text(),
      })),
    )
    const answers = told.answers.map(({ path, text }) => ({ place: path, text }))
    const frames = [{ place: 'socket', text: JSON.stringify(bobsEar.heard) }]
    const everywhere = [...answers, ...frames, ...events, ...logs, ...metrics]
    expect(findTraces(everywhere, [...spellings(reportId), words.details])).toEqual([])
    const ofReports = logs.filter(({ text }) => /safety/i.test(text))
    expect(ofReports).not.toEqual([])
    expect(findTraces(ofReports, spellings(bob.userId))).toEqual([])
    expect(findTraces(await readEvidence(), spellings(alice.userId))).toEqual([])
  })
})
