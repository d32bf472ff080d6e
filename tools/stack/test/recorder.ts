import type { Fetch } from '@kindred/client'

/** What the gateway answered, and the credentials that went over the line. */
export interface Recorder {
  readonly fetch: Fetch
  readonly answers: { readonly path: string; readonly text: string }[]
  /** Tokens that sign-ins and refreshes handed out. */
  readonly tokens: string[]
  /** initData that was sent. */
  readonly initData: string[]
}

/** Records every exchange of the people whose fetch it is. */
export function createRecorder(): Recorder {
  const answers: Recorder['answers'] = []
  const tokens: string[] = []
  const initData: string[] = []
  const fetch: Fetch = async (url, init) => {
    const path = new URL(url).pathname
    const response = await globalThis.fetch(url, init)
    const headers = JSON.stringify([...response.headers])
    const text = await response.clone().text()
    answers.push({ path, text: `${response.status} ${headers} ${text}` })
    if (path === '/v1/auth/telegram') initData.push(...initDataIn(String(init.body)))
    tokens.push(...tokensIn(text))
    return response
  }
  return { fetch, answers, tokens, initData }
}

const tokensIn = (text: string): string[] =>
  [...text.matchAll(/"(?:access|refresh)_token":"([^"]+)"/g)].map(([, token]) => token ?? '')

function initDataIn(body: string): string[] {
  const { init_data: text } = JSON.parse(body) as { init_data: unknown }
  return typeof text === 'string' ? [text] : []
}
