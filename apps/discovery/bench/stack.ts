import { telegramInitData } from '@kindred/testkit/init-data'

import { type Answer, startBenchStack } from '../../../tools/bench/src/index.js'

/** A whole Kindred whose discovery works on the database of a bench. */
export interface Stack {
  /** Signs a person of Telegram in, a new one for each number: the id that auth gave and a token that is good for five minutes. */
  signIn(number: number): Promise<{ userId: string; token: string }>
  /** Asks the gateway for a page; resolves with the time it took in milliseconds. */
  ask(path: string, token: string): Promise<number>
  stop(): Promise<void>
}

/** Starts it on ports from `portBase` on. */
export async function startStack(discoveryUrl: string, portBase: number): Promise<Stack> {
  const { botToken, ask, stop } = await startBenchStack(portBase, { DISCOVERY_DATABASE_URL: discoveryUrl })
  return {
    async signIn(number) {
      const init_data = telegramInitData({ id: 7_000_000 + number, firstName: 'Bench', botToken })
      const { text } = orThrow(await ask('/v1/auth/telegram', { body: { init_data } }))
      const { access_token, user } = JSON.parse(text) as { access_token: string; user: { id: string } }
      return { userId: user.id, token: access_token }
    },
    ask: async (path, token) => orThrow(await ask(path, { token })).ms,
    stop,
  }
}

function orThrow(answer: Answer): Answer {
  if (answer.status === 200 || answer.status === 201) return answer
  throw new Error(`answered ${answer.status}: ${answer.text.slice(0, 300)}`)
}
