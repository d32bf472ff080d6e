import { afterAll, beforeAll, expect, it } from 'vitest'

import { testLog } from '@kindred/testkit'

import { createEmbeddedClassifier, type EmbeddedClassifier } from '../src/looks/embedded.js'
import type { PhotoRow } from '../src/store/schema.js'
import { ordinaryPhotos } from './ordinary-photos.js'
import { startMedia, type TestMedia } from './start-media.js'

let media: TestMedia
let classifier: EmbeddedClassifier

beforeAll(async () => {
  classifier = createEmbeddedClassifier({ log: testLog })
  media = await startMedia({ classifier })
})
afterAll(async () => {
  await media.stop()
})

const photos = ordinaryPhotos.map(([, photo]) => photo)

/** Ten uploads of ten people, two of each before `trouble` and the others after it. */
async function uploadsAround(trouble: () => void) {
  const people = await Promise.all(photos.map(() => media.person()))
  const before = photos.slice(0, 2).map((photo, at) => media.upload(photo, { token: people[at]!.token }))
  await Promise.all(before)
  trouble()
  const after = photos.slice(2).map((photo, at) => media.upload(photo, { token: people[at + 2]!.token }))
  return (await Promise.all([...before, ...after])).map(({ media: photo }) => photo!.mediaId)
}

const statesOf = (
  ids: readonly string[],
): Promise<Pick<PhotoRow, 'status' | 'reason' | 'score' | 'model'>[]> =>
  media.db.selectFrom('photo').select(['status', 'reason', 'score', 'model']).where('id', 'in', ids).execute()

it.each([
  ['killed', 'SIGKILL'],
  ['stopped so that it hangs', 'SIGSTOP'],
] as const)(
  'answers all uploads while the classifier is %s, approves none unseen and loses none',
  async (_, trouble) => {
    const warm = await media.person()
    await media.upload(photos[0]!, { token: warm.token })
    await expect.poll(() => classifier.pid(), { timeout: 60_000 }).toBeDefined()
    const hurt = classifier.pid()!
    const ids = await uploadsAround(() => void process.kill(hurt, trouble))
    expect(new Set(ids).size).toBe(10)
    for (const { status, score } of await statesOf(ids)) {
      if (status === 'APPROVED') expect(score).not.toBeNull()
      else expect(status).toBe('PENDING')
    }
    const approved = async (): Promise<number> =>
      (await statesOf(ids)).filter(({ status }) => status === 'APPROVED').length
    await expect.poll(approved, { timeout: 120_000 }).toBe(10)
    expect(
      (await statesOf(ids)).every(({ score, model }) => score! < 0.3 && model === classifier.model()),
    ).toBe(true)
    expect(classifier.pid()).not.toBe(hurt)
  },
  240_000,
)
