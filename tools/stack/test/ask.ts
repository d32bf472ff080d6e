import { expect } from 'vitest'

/** One request to the gateway, without a client in between. */
export interface Question {
  readonly verb: string
  readonly path: string
  readonly token?: string | undefined
  /** Sent as it is when it is text or a form, else as JSON. */
  readonly body?: unknown
  readonly headers?: Record<string, string>
}

/** What came back. */
export interface Answer {
  readonly status: number
  /** The problem's code; undefined for a success. */
  readonly code: string | undefined
  /** Pointers of the refused fields. */
  readonly pointers: readonly string[]
  readonly headers: Headers
  readonly text: string
}

const leak = /\n\s+at |\\n\s+at |node_modules|\/src\/|select |insert |\.ts\b|postgres/i

/** Asks, and holds every failure to the shape of a problem document without a word of how the inside looks. */
export async function ask(url: string, { verb, path, token, body, headers }: Question): Promise<Answer> {
  const isRaw = typeof body === 'string' || body instanceof FormData
  const response = await fetch(url + path, {
    method: verb,
    headers: {
      ...(body === undefined || body instanceof FormData ? {} : { 'content-type': 'application/json' }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: isRaw ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  if (response.ok)
    return { status: response.status, code: undefined, pointers: [], headers: response.headers, text }
  expect(`${verb} ${path}: ${response.headers.get('content-type')}`).toMatch(
    /: application\/problem\+json(;|$)/,
  )
  const problem = JSON.parse(text) as Problem
  expect(problem).toMatchObject({
    status: response.status,
    title: expect.stringMatching(/./),
    detail: expect.stringMatching(/./),
    type: expect.stringMatching(/\/problems\/[a-z-]+$/),
    instance: path.split('?')[0],
    request_id: response.headers.get('x-request-id'),
  })
  expect(text).not.toMatch(leak)
  const pointers = (problem.errors ?? []).map(({ pointer }) => pointer)
  return { status: response.status, code: problem.code, pointers, headers: response.headers, text }
}

interface Problem {
  readonly status: number
  readonly code: string
  readonly errors?: readonly { readonly pointer: string }[]
}
