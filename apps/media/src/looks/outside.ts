import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'

import { type Log, timeLimit } from '@kindred/kernel'

import type { Look } from '../domain/photo-state.js'
import { type Classifier, LookFailed, lookLimitMs } from './classifier.js'
import { createRest } from './rest.js'

/** An operator's own classifier: POST with a JPEG, answered by `{"score": 0.02, "model": "name and version"}`. */
export function createOutsideClassifier(url: URL, log: Log): Classifier {
  const rest = createRest()
  let model: string | undefined
  return {
    model: () => model,
    isThere: () => rest.isOver(),
    warm: () => undefined,
    async look(sample, { signal }) {
      try {
        const look = await ask(url, await sample.jpeg(), signal)
        rest.forget()
        model = look.model
        return look
      } catch (error) {
        if (signal.aborted) throw new LookFailed('away', 'Nobody waits for it any more.')
        if (!(error instanceof LookFailed) || error.at === 'away') rest.begin()
        log.warn({ err: error }, 'the outside classifier did not look at a picture')
        throw error instanceof LookFailed ? error : new LookFailed('away', 'It does not answer.', error)
      }
    },
    close: () => Promise.resolve(),
  }
}

async function ask(url: URL, jpeg: Buffer, signal: AbortSignal): Promise<Look> {
  const limit = timeLimit(lookLimitMs, signal)
  const { status, text } = await post(url, jpeg, limit.signal).finally(limit.done)
  if (status >= 500 || status === 429) throw new LookFailed('away', `It answers ${status}.`)
  if (status !== 200) throw new LookFailed('picture', `It answers ${status}.`)
  return readLook(text)
}

/** Anything but a number from 0 to 1 is no look. */
function readLook(text: string): Look {
  try {
    const { score, model } = JSON.parse(text) as { score?: unknown; model?: unknown }
    if (typeof score === 'number' && score >= 0 && score <= 1 && typeof model === 'string' && model !== '')
      return { score, model: model.slice(0, maxModel) }
  } catch {
    // Told below.
  }
  throw new LookFailed('picture', 'Its answer has no score from 0 to 1 with the name of a model.')
}

const maxModel = 100
const maxAnswer = 10_000

function post(url: URL, jpeg: Buffer, signal: AbortSignal): Promise<{ status: number; text: string }> {
  const request = url.protocol === 'https:' ? requestHttps : requestHttp
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'image/jpeg', 'content-length': jpeg.length }
    const asking = request(url, { method: 'POST', headers, signal }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        text += chunk
        if (text.length > maxAnswer) response.destroy(new LookFailed('picture', 'Its answer is too long.'))
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }))
      response.on('error', reject)
    })
    asking.on('error', reject)
    asking.end(jpeg)
  })
}
