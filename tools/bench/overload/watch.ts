import { signInOne } from '../hop/people.js'
import type { BenchStack } from '../src/index.js'

/** Something that is asked for again and again; `stop` resolves with the share that went well. */
interface Watch {
  stop(): Promise<number>
}

const everyMs = 200

/** Asks until it is stopped, one after the other. */
function watch(ask: () => Promise<boolean>): Watch {
  const stopping = new AbortController()
  let [asked, well] = [0, 0]
  const running = (async () => {
    while (!stopping.signal.aborted) {
      asked += 1
      if (await ask().catch(() => false)) well += 1
      await new Promise((resolve) => setTimeout(resolve, everyMs))
    }
  })()
  return {
    async stop() {
      stopping.abort()
      await running
      return well / asked
    },
  }
}

export const watchHealth = (stack: BenchStack): Watch =>
  watch(async () => {
    const { status, text } = await stack.ask('/health')
    return status === 200 && text.includes('"healthy"')
  })

/** One session that is renewed again and again. */
export async function watchSessions(stack: BenchStack): Promise<Watch> {
  let { refresh_token } = await signInOne(stack, 0)
  return watch(async () => {
    const { status, text } = await stack.ask('/v1/auth/refresh', { body: { refresh_token } })
    if (status === 200) refresh_token = (JSON.parse(text) as { refresh_token: string }).refresh_token
    return status === 200
  })
}
