import { writeFile } from 'node:fs/promises'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { testLog } from '@kindred/testkit'

import {
  createEmbeddedClassifier,
  type EmbeddedClassifier,
  type EmbeddedOptions,
} from '../src/looks/embedded.js'
import { sampleOfFile } from '../src/pictures/sample.js'
import { ordinaryPhotos } from './ordinary-photos.js'

const asked = { isUrgent: false, signal: new AbortController().signal }
const open: EmbeddedClassifier[] = []
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kindred-classifier-'))
})
afterAll(async () => {
  for (const classifier of open) await classifier.close()
  await rm(folder, { recursive: true })
})

/** A busy machine makes a look slow; where slowness is not the matter it may take its time. */
function create(options: Partial<EmbeddedOptions> = {}): EmbeddedClassifier {
  const classifier = createEmbeddedClassifier({ log: testLog, lookMs: 30_000, ...options })
  open.push(classifier)
  return classifier
}

const fill = (background: string) =>
  sharp({ create: { width: 600, height: 800, channels: 3, background } })
    .jpeg()
    .toBuffer()

/** Asks until it is there again: after a failure it rests for a moment. */
const lookAgain = (classifier: EmbeddedClassifier, picture: Buffer) =>
  expect.poll(
    () =>
      classifier.look(sampleOfFile(picture), asked).then(
        ({ score }) => score,
        () => -1,
      ),
    {
      timeout: 60_000,
    },
  )

describe('the classifier that comes with Kindred', () => {
  let classifier: EmbeddedClassifier
  beforeAll(() => {
    classifier = create()
  })

  it('has ten ordinary photos to look at', () => {
    expect(ordinaryPhotos).toHaveLength(10)
  })

  it.each(ordinaryPhotos)('finds %s fit to be shown', async (_, photo) => {
    const { score, model } = await classifier.look(sampleOfFile(photo), asked)
    expect(score).toBeGreaterThanOrEqual(0)
    expect(score).toBeLessThan(0.3)
    expect(model).toMatch(/^nsfwjs-mobilenet-v2-mid-[0-9a-f]{8}$/)
  })

  it.each(['#f1c27d', '#ffdbac', '#e0ac69', '#c68642', '#8d5524'])(
    'does not take the tone of a skin, %s, for nakedness',
    async (tone) => {
      expect((await classifier.look(sampleOfFile(await fill(tone)), asked)).score).toBeLessThan(0.3)
    },
  )

  it('sees different things in different pictures', async () => {
    const scores = await Promise.all(
      ordinaryPhotos.map(async ([, photo]) => (await classifier.look(sampleOfFile(photo), asked)).score),
    )
    expect(new Set(scores).size).toBe(ordinaryPhotos.length)
  })
})

describe('the process that looks', () => {
  const [[, photo]] = ordinaryPhotos as [readonly [string, Buffer]]

  it('starts with the first picture and ends when none comes any more', async () => {
    const classifier = create({ idleMs: 500 })
    expect(classifier.pid()).toBeUndefined()
    await classifier.look(sampleOfFile(photo), asked)
    const { pid } = { pid: classifier.pid()! }
    await expect.poll(() => classifier.pid()).toBeUndefined()
    await expect.poll(() => isAlive(pid)).toBe(false)
    expect((await classifier.look(sampleOfFile(photo), asked)).score).toBeLessThan(0.3)
  })

  it('comes back after it was killed', async () => {
    const classifier = create()
    await classifier.look(sampleOfFile(photo), asked)
    process.kill(classifier.pid()!, 'SIGKILL')
    await expect.poll(() => classifier.pid()).toBeUndefined()
    expect(classifier.isThere()).toBe(false)
    await expect(classifier.look(sampleOfFile(photo), asked)).rejects.toMatchObject({ at: 'away' })
    await lookAgain(classifier, photo).toBeGreaterThanOrEqual(0)
  }, 120_000)

  it('is replaced when it hangs in the middle of a look', async () => {
    const classifier = create({ lookMs: 8_000 })
    await lookAgain(classifier, photo).toBeGreaterThanOrEqual(0)
    const hung = classifier.pid()!
    process.kill(hung, 'SIGSTOP')
    await expect(classifier.look(sampleOfFile(photo), asked)).rejects.toMatchObject({ at: 'picture' })
    await expect.poll(() => isAlive(hung)).toBe(false)
    await lookAgain(classifier, photo).toBeGreaterThanOrEqual(0)
  }, 120_000)

  it('that cannot even start leaves looks undone and says what it said', async () => {
    const lines: unknown[] = []
    const log = { ...testLog, warn: (...line: unknown[]) => void lines.push(line) }
    const script = join(folder, 'main.mjs')
    await writeFile(join(folder, 'weights.bin'), '')
    await writeFile(script, "await import('a-package-that-is-not-installed')")
    const classifier = create({ script, log })
    await expect(classifier.look(sampleOfFile(photo), asked)).rejects.toMatchObject({ at: 'away' })
    expect(classifier.isThere()).toBe(false)
    await expect.poll(() => JSON.stringify(lines)).toMatch(/ended|not-installed/)
  })

  it('that ends while nobody waits for it is told in the log, and harms nothing else', async () => {
    const warned: string[] = []
    const log = { ...testLog, warn: (_: object, line: string) => void warned.push(line) }
    await writeFile(join(folder, 'weights.bin'), '')
    const script = join(folder, 'ends.mjs')
    await writeFile(script, 'process.exit(1)')
    const classifier = create({ script, log })
    const unhandled: unknown[] = []
    const note = (error: unknown): void => void unhandled.push(error)
    process.on('unhandledRejection', note)
    classifier.warm()
    await expect.poll(() => warned).toHaveLength(1)
    await new Promise((resolve) => setImmediate(resolve))
    process.off('unhandledRejection', note)
    expect(unhandled).toEqual([])
  })

  it('gets nothing of our environment', async () => {
    const script = join(folder, 'main.mjs')
    await writeFile(
      script,
      `process.on('message', ({ id }) => process.send({ id, score: Object.keys(process.env).filter((name) => !name.startsWith('NODE_CHANNEL')).length }))
       process.send({ ready: true })`,
    )
    expect((await create({ script }).look(sampleOfFile(photo), asked)).score).toBe(0)
  })
})

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
