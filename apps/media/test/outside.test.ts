import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

import sharp from 'sharp'
import { afterEach, describe, expect, it } from 'vitest'

import { testLog } from '@kindred/testkit'

import { createOutsideClassifier } from '../src/looks/outside.js'
import { sampleOfFile } from '../src/pictures/sample.js'
import { ordinaryPhotos } from './ordinary-photos.js'

const [[, photo]] = ordinaryPhotos as [readonly [string, Buffer]]
let server: Server | undefined

afterEach(() => {
  server?.close()
  server?.closeAllConnections()
})

async function classifierThat(answer: RequestListener) {
  server = createServer(answer)
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve))
  return createOutsideClassifier(urlOf(server), testLog)
}
const urlOf = (of: Server) => new URL(`http://127.0.0.1:${(of.address() as AddressInfo).port}/look?v=1`)
const says =
  (status: number, body: string): RequestListener =>
  (request, response) => {
    request.resume().once('end', () => response.writeHead(status).end(body))
  }

const look = (
  classifier: ReturnType<typeof createOutsideClassifier>,
  signal = new AbortController().signal,
) => classifier.look(sampleOfFile(photo), { isUrgent: true, signal })

describe('an outside classifier', () => {
  it('gets a JPEG by POST and gives score and model', async () => {
    let sent: { method?: string; url?: string; type?: string; format?: string } = {}
    const classifier = await classifierThat((request, response) => {
      const pieces: Buffer[] = []
      request.on('data', (piece: Buffer) => pieces.push(piece))
      request.on('end', () => {
        void sharp(Buffer.concat(pieces))
          .metadata()
          .then(({ format }) => {
            const { method, url, headers } = request
            sent = { method: method!, url: url!, type: headers['content-type']!, format }
            response.end('{"score":0.25,"model":"theirs-7"}')
          })
      })
    })
    expect(classifier.model()).toBeUndefined()
    expect(await look(classifier)).toEqual({ score: 0.25, model: 'theirs-7' })
    expect(classifier.model()).toBe('theirs-7')
    expect(sent).toEqual({ method: 'POST', url: '/look?v=1', type: 'image/jpeg', format: 'jpeg' })
  })

  it.each([
    [200, '{"score":1.5,"model":"theirs"}', 'picture'],
    [200, '{"score":"0.1","model":"theirs"}', 'picture'],
    [200, '{"score":-0.1,"model":"theirs"}', 'picture'],
    [200, '{"score":0.1}', 'picture'],
    [200, '{"score":null,"model":"theirs"}', 'picture'],
    [200, 'fine', 'picture'],
    [200, `{"score":0.1,"model":"theirs"${' '.repeat(20_000)}}`, 'picture'],
    [404, '{"score":0,"model":"theirs"}', 'picture'],
    [500, '{"score":0,"model":"theirs"}', 'away'],
    [429, '{"score":0,"model":"theirs"}', 'away'],
  ] as const)('has not looked when it answers %d %s', async (status, body, at) => {
    const classifier = await classifierThat(says(status, body))
    await expect(look(classifier)).rejects.toMatchObject({ name: 'LookFailed', at })
    expect(classifier.isThere()).toBe(at === 'picture')
  })

  it('that is not there is left alone for a while', async () => {
    const classifier = await classifierThat(says(200, ''))
    server!.close()
    server!.closeAllConnections()
    await expect(look(classifier)).rejects.toMatchObject({ name: 'LookFailed', at: 'away' })
    expect(classifier.isThere()).toBe(false)
    await expect.poll(() => classifier.isThere()).toBe(true)
  })

  it('that never answers is waited for two seconds', async () => {
    const classifier = await classifierThat(() => undefined)
    await expect(look(classifier)).rejects.toMatchObject({ name: 'LookFailed', at: 'away' })
    expect(classifier.isThere()).toBe(false)
  })

  it('is not blamed when nobody waits for it any more', async () => {
    const leaving = new AbortController()
    const classifier = await classifierThat(() => leaving.abort())
    await expect(look(classifier, leaving.signal)).rejects.toMatchObject({ name: 'LookFailed', at: 'away' })
    expect(classifier.isThere()).toBe(true)
  })
})
