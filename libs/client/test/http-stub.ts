import type { Fetch } from '../src/http.js'

/** A request as the network would see it. */
export interface SeenRequest {
  readonly verb: string
  readonly url: string
  readonly token: string | undefined
  readonly headers: Record<string, string>
  readonly body: unknown
}

/** What the stub answers; a function may look at the request. */
export type StubAnswer = Response | ((request: SeenRequest) => Response | Promise<Response>)

/** A gateway of prepared answers, one per request in their order; it keeps what it was asked. */
export function stubFetch(...answers: StubAnswer[]): { fetch: Fetch; requests: SeenRequest[] } {
  const requests: SeenRequest[] = []
  const fetch: Fetch = async (url, init) => {
    const headers = init.headers as Record<string, string>
    const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : init.body
    const request = {
      verb: init.method ?? '',
      url,
      token: headers['authorization']?.replace('Bearer ', ''),
      headers,
      body,
    }
    requests.push(request)
    const answer = answers.shift()
    if (answer === undefined) throw new Error(`Nothing is prepared for ${request.verb} ${url}.`)
    return typeof answer === 'function' ? answer(request) : answer
  }
  return { fetch, requests }
}

/** A JSON answer. */
export const answer = (body: unknown, status = 200): Response => Response.json(body, { status })

/** A problem document. */
export function problem(code: string, status: number, headers: Record<string, string> = {}): Response {
  const document = { type: `https://k.example/problems/${code}`, title: code, status, detail: 'No.', code }
  return Response.json(document, {
    status,
    headers: { 'content-type': 'application/problem+json', ...headers },
  })
}

/** A pair of tokens as auth answers it. */
export const tokens = (name: string): Response =>
  answer({
    access_token: name,
    refresh_token: `refresh-${name}`,
    token_type: 'Bearer',
    expires_in: 300,
    user: { id: 'u1' },
  })
