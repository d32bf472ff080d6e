import { pause } from '@kindred/kernel'

import { type Bar, interleave, quantile, short, spreadOf } from '../../../../tools/bench/src/index.js'
import type { Conversation, Site } from './site.js'

/** How a round goes. */
export interface HeldOptions {
  readonly rounds: number
  readonly seconds: number
}

/** Conversations that nobody holds, and the time from one message to the next in each. */
const [others, everyMs] = [40, 400]

/** Of the held conversation: its senders press on, as apps do that repeat what was not answered. */
const [insistent, insistentEveryMs] = [4, 250]

/** The deadline of a caller, as the gateway's. */
const deadlineMs = 2_000

/** What senders met in one round. */
interface Round {
  /** Milliseconds from when a message was due to its answer, refusals too. */
  readonly times: readonly number[]
  readonly refused: number
}

/**
 * Whether one conversation whose row somebody holds slows the others down: messages at a steady rate in all conversations, in rounds
 * without and with the row held, in turn. The p99 of the others is judged.
 */
export async function measureHeld(site: Site, { rounds, seconds }: HeldOptions): Promise<Bar[]> {
  const free: Conversation[] = []
  for (let at = 0; at < others; at++) free.push(await site.openConversation())
  const held = await site.openConversation()
  const taken = { quiet: [] as Round[], held: [] as Round[] }

  async function run(kind: keyof typeof taken): Promise<number> {
    const release = kind === 'held' ? await site.hold(held) : undefined
    try {
      const round = await sendEverywhere(free, held, seconds)
      taken[kind].push(round)
      return quantile(round.times, 0.99)
    } finally {
      await release?.()
    }
  }

  const measured = await interleave(
    [
      { name: 'quiet', run: () => run('quiet') },
      { name: 'held', run: () => run('held') },
    ],
    rounds,
  )
  const [quietP99s, heldP99s] = [measured.get('quiet')!.values, measured.get('held')!.values]
  const size = `${others} conversations`
  const all = [...taken.quiet, ...taken.held]
  const p50 = (kind: keyof typeof taken) =>
    quantile(
      taken[kind].slice(1).flatMap(({ times }) => times),
      0.5,
    )
  return [
    {
      name: `p99 of the others while one is held for ${seconds} s`,
      size,
      measured: spreadOf(heldP99s.map((p99, round) => p99 / quietP99s[round]!)),
      unit: '× p99 without',
      atMost: 2,
      judged: true,
      note: `p99 ${short(quantile(quietP99s, 0.5))} and ${short(quantile(heldP99s, 0.5))} ms, p50 ${short(p50('quiet'))} and ${short(p50('held'))} ms`,
    },
    {
      name: 'messages of the others that were refused',
      size,
      measured: spreadOf([sumOf(all, ({ refused }) => refused)]),
      unit: '',
      atMost: 0,
      judged: true,
      note: `of ${sumOf(all, ({ times }) => times.length)}`,
    },
    await gapless(free, held),
  ]
}

/** A round: the times are those of the free conversations. */
async function sendEverywhere(
  free: readonly Conversation[],
  held: Conversation,
  seconds: number,
): Promise<Round> {
  const until = performance.now() + seconds * 1_000
  const insisting = Array.from({ length: insistent }, (_, at) =>
    sendUntil(held, { until, everyMs: insistentEveryMs, delayMs: (at * insistentEveryMs) / insistent }),
  )
  const sent = await Promise.all(
    free.map((one, at) => sendUntil(one, { until, everyMs, delayMs: (at * everyMs) / free.length })),
  )
  await Promise.all(insisting)
  return { times: sent.flatMap(({ times }) => times), refused: sumOf(sent, ({ refused }) => refused) }
}

const sumOf = (rounds: readonly Round[], read: (round: Round) => number): number =>
  rounds.reduce((sum, round) => sum + read(round), 0)

/** Sends at a steady rate, however long an answer takes. */
async function sendUntil(
  conversation: Conversation,
  { until, everyMs, delayMs }: { readonly until: number; readonly everyMs: number; readonly delayMs: number },
): Promise<Round> {
  const times: number[] = []
  let refused = 0
  const underWay = new Set<Promise<void>>()
  await pause(delayMs)
  for (let next = performance.now(); next < until; next += everyMs) {
    await pause(Math.max(0, next - performance.now()))
    const sending = conversation
      .send(deadlineMs)
      .catch(() => refused++)
      .then(() => void times.push(performance.now() - next))
    underWay.add(sending)
    void sending.then(() => underWay.delete(sending))
  }
  await Promise.all(underWay)
  return { times, refused }
}

/** Whether messages and positions are as many, in the held conversation, too, once it is free. */
async function gapless(free: readonly Conversation[], held: Conversation): Promise<Bar> {
  await held.send(deadlineMs)
  let torn = 0
  for (const conversation of [...free, held]) {
    const { messages, lastSeq } = await conversation.count()
    if (messages !== lastSeq) torn++
  }
  return {
    name: 'conversations with a gap',
    size: `${free.length + 1} conversations`,
    measured: spreadOf([torn]),
    unit: '',
    atMost: 0,
    judged: true,
    note: 'the held one, too, to which a message is sent afterwards',
  }
}
