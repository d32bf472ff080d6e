import { expect, it } from 'vitest'

import { shareRuns } from './share-runs.js'

/** Work that ends when the test says so. */
function openWork() {
  const ends: ((error?: Error) => void)[] = []
  const run = shareRuns(
    () =>
      new Promise((resolve, reject) => {
        ends.push((error) => (error === undefined ? resolve() : reject(error)))
      }),
  )
  return { run, ends }
}

it('gives a call during a run the run after it, shared by all who call meanwhile', async () => {
  const { run, ends } = openWork()
  const first = run()
  const [second, third] = [run(), run()]
  expect(ends).toHaveLength(1)
  ends[0]!()
  await first
  await expect.poll(() => ends.length).toBe(2)
  ends[1]!()
  await Promise.all([second, third])
  expect(ends).toHaveLength(2)
})

it('begins no run beside the one that waits for its turn', async () => {
  const { run, ends } = openWork()
  const first = run()
  const waiting = run()
  ends[0]!()
  await first
  const late = run()
  await expect.poll(() => ends.length).toBe(2)
  ends[1]!()
  await Promise.all([waiting, late])
  expect(ends).toHaveLength(2)
})

it('tells a failure to the callers of that run alone', async () => {
  const { run, ends } = openWork()
  const first = run()
  const second = run()
  ends[0]!(new Error('away'))
  await expect(first).rejects.toThrow('away')
  await expect.poll(() => ends.length).toBe(2)
  ends[1]!()
  await second
})
