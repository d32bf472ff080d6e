import { expect, it } from 'vitest'

import { overloaded } from '@kindred/rpc'

import { corsHeaders } from './browser-rules.js'
import { problemOf } from './problem.js'
import { createRefusal } from './refusal.js'

const page = 'https://app.kindred.test'
const publicUrl = 'https://кафе.test'

/** The parts of an answer as it goes over the wire. */
function read(answer: string) {
  const bytes = Buffer.from(answer, 'latin1')
  const end = bytes.indexOf('\r\n\r\n')
  const [statusLine, ...lines] = bytes.toString('latin1', 0, end).split('\r\n')
  const headers = lines.map((line) => line.split(/: (.*)/s, 2) as [string, string])
  return { statusLine, headers: new Map(headers), body: bytes.subarray(end + 4) }
}

const answerTo = (url: string, origin?: string, corsOrigins = [page]) =>
  read(createRefusal({ publicUrl, corsOrigins }).write({ method: 'GET', url, origin }))

it.each(['/', '/v1/profiles/me?token=secret', '/a"b\\c\u007f?"', '/?', '/%d0%b0'])(
  'writes for %s the problem that any other place of the gateway would, in as many bytes as it says',
  (url) => {
    const { statusLine, headers, body } = answerTo(url)
    const requestId = headers.get('x-request-id') ?? ''
    expect(statusLine).toBe('HTTP/1.1 503 Service Unavailable')
    expect(requestId).toMatch(/^[0-9a-f-]{36}$/)
    expect(Number(headers.get('content-length'))).toBe(body.length)
    const path = url.split('?', 1)[0]!
    const problem: unknown = JSON.parse(body.toString())
    expect(problem).toEqual(problemOf(overloaded(), { publicUrl, path, requestId }))
  },
)

it('never writes an id twice', () => {
  const { write } = createRefusal({ publicUrl, corsOrigins: [] })
  const ids = Array.from({ length: 100 }, () =>
    read(write({ method: 'GET', url: '/', origin: undefined })).headers.get('x-request-id'),
  )
  expect(new Set(ids).size).toBe(100)
})

it.each([
  ['a page that may read it', page, [page]],
  ['another page', 'https://elsewhere.test', [page]],
  ['no page', undefined, [page]],
  ['every page', 'https://elsewhere.test', ['*']],
  ['nobody, where no page may call', page, []],
])('tells %s what other answers tell of CORS', (_, origin, corsOrigins) => {
  const { headers } = answerTo('/', origin, corsOrigins)
  const names = ['access-control-allow-origin', 'access-control-expose-headers', 'vary']
  const told = names.flatMap((name) => (headers.has(name) ? [name, headers.get(name)!] : []))
  expect(told).toEqual(corsHeaders(corsOrigins, origin))
})
