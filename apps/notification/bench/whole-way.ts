import { newId, pause } from '@kindred/kernel'

import { type BenchStack, startBenchStack } from '../../../tools/bench/src/index.js'
import { type Couple, matchCouples, told } from './couples.js'
import { startTelegram, type Telegram } from './telegram.js'

/** A whole Kindred, each app and the bot a process of its own, and the Telegram that it writes to. */
export interface WholeSite {
  readonly stack: BenchStack
  readonly telegram: Telegram
  readonly couples: readonly Couple[]
  stop(): Promise<void>
}

const botToken = '7000000001:AAEexampleexampleexampleexampleexam'

export async function startWholeSite(portBase: number, people: number): Promise<WholeSite> {
  const telegram = await startTelegram()
  const environment = { BOT_TOKEN: botToken, TELEGRAM_API_ROOT: telegram.root, KINDRED_ADMINS: '' }
  const started = await startBenchStack(portBase, environment)
  const stack = { ...started, botToken }
  try {
    const couples = await matchCouples(stack, people)
    return {
      stack,
      telegram,
      couples,
      async stop() {
        await stack.stop()
        await telegram.stop()
      },
    }
  } catch (error) {
    await stack.stop()
    await telegram.stop()
    throw error
  }
}

const rate = 50

/** Milliseconds from each message, as its writer sends it to the gateway, to the call of Telegram that shows it; 50 messages a second. */
export async function measureWholeWay(
  { stack, telegram, couples }: WholeSite,
  seconds: number,
): Promise<readonly number[]> {
  const round = newId().slice(-6)
  const writtenAt = new Map<string, number>()
  const waits: number[] = []
  telegram.heard = (_chatId, text) => {
    const now = performance.now()
    for (const [name] of text.matchAll(/\w+ says \d+/g)) {
      const at = writtenAt.get(name)
      if (at === undefined) continue
      waits.push(now - at)
      writtenAt.delete(name)
    }
  }
  const sending: Promise<unknown>[] = []
  const began = performance.now()
  for (let n = 0; n < rate * seconds; n += 1) {
    await pause(Math.max(0, began + (n * 1_000) / rate - performance.now()))
    const { conversationId, writerToken: token } = couples[n % couples.length]!
    const text = `${round} says ${n}`
    writtenAt.set(text, performance.now())
    const body = { client_message_id: text, text }
    sending.push(told(stack, `/v1/chat/conversations/${conversationId}/messages`, { token, body }))
  }
  await Promise.all(sending)
  const giveUp = performance.now() + 30_000
  while (writtenAt.size > 0 && performance.now() < giveUp) await pause(50)
  if (writtenAt.size > 0) throw new Error(`${writtenAt.size} messages never came to Telegram`)
  await Promise.all(couples.map((couple) => readAll(stack, couple)))
  return waits
}

/** The next round begins in new messages of the bot. */
async function readAll(stack: BenchStack, { conversationId, readerToken: token }: Couple): Promise<void> {
  const path = `/v1/chat/conversations/${conversationId}`
  const { text } = await stack.ask(`${path}/messages?page_size=1`, { token })
  const { messages } = JSON.parse(text) as { messages: { seq: number }[] }
  const body = { up_to_seq: messages[0]?.seq ?? 0 }
  await told(stack, `${path}/read`, { token, method: 'PUT', body })
}
