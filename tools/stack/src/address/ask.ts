import { type IncomingHttpHeaders, request as plain } from 'node:http'
import { request as secure } from 'node:https'

/** What an address answered. */
export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

const patienceMs = 15_000

/**
 * Asks as a phone would. The certificate is looked at by a check of its own: nothing secret is sent here. With `promised` bytes it offers a
 * body of that size and sends none: whoever forbids it says so at the sight of its length; status 100 when it may come.
 */
export function ask(url: URL, { promised }: { readonly promised?: number } = {}): Promise<Answer> {
  const request = url.protocol === 'https:' ? secure : plain
  const offer = {
    'content-length': promised,
    'content-type': 'application/octet-stream',
    expect: '100-continue',
  }
  const options = {
    method: promised === undefined ? 'GET' : 'POST',
    rejectUnauthorized: false,
    agent: false as const,
  }
  return new Promise((resolve, reject) => {
    const sent = request(url, { ...options, headers: promised === undefined ? {} : offer })
    const done = (answer: Answer): void => {
      resolve(answer)
      sent.destroy()
    }
    sent.setTimeout(patienceMs, () => sent.destroy(new Error(`no answer within ${patienceMs / 1_000} s`)))
    sent.once('error', reject)
    sent.once('continue', () => done({ status: 100, headers: {}, body: '' }))
    sent.once('response', (response) => {
      let body = ''
      response.setEncoding('utf8').on('data', (text: string) => (body += text))
      response.once('end', () => done({ status: response.statusCode ?? 0, headers: response.headers, body }))
    })
    if (promised === undefined) sent.end()
    else sent.flushHeaders()
  })
}
