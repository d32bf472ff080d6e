import { getEventListeners } from 'node:events'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

import { expect, it } from 'vitest'

import { Ending, pause, timeLimit } from './index.js'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

/** Whether it aborts, as whoever only listens learns it. */
function heard(signal: AbortSignal): () => boolean {
  let isOver = signal.aborted
  signal.addEventListener('abort', () => (isOver = true))
  return () => isOver
}

it('aborts in time though nobody but a listener holds it and garbage is collected meanwhile', async () => {
  const isOver = heard(timeLimit(200, new AbortController().signal).signal)
  await pause(20)
  collectGarbage()
  expect(isOver()).toBe(false)
  await expect.poll(isOver).toBe(true)
})

it('says that the time is over as AbortSignal.timeout says it', async () => {
  const { signal, isOver } = timeLimit(1)
  expect(isOver()).toBe(false)
  await expect.poll(isOver).toBe(true)
  expect(signal.reason).toMatchObject({ name: 'TimeoutError' })
})

it('aborts with the first of its signals, for its reason, and leaves them', () => {
  const [first, second, third] = [new AbortController(), new AbortController(), new Ending()]
  const { signal, isOver } = timeLimit(60_000, first.signal, second.signal, third, undefined)
  second.abort('stopped')
  expect([signal.reason, isOver()]).toEqual(['stopped', false])
  expect(getEventListeners(first.signal, 'abort')).toEqual([])
})

it('aborts at once with a signal or an ending that is over', () => {
  const over = new Ending()
  over.abort()
  expect(timeLimit(60_000, AbortSignal.abort('before')).signal.reason).toBe('before')
  expect(timeLimit(60_000, over).signal.aborted).toBe(true)
})

it('never aborts once the work is done, and leaves its signals', async () => {
  const stopping = new AbortController()
  const { signal, done } = timeLimit(1, stopping.signal)
  done()
  await pause(20)
  stopping.abort()
  expect(signal.aborted).toBe(false)
  expect(getEventListeners(stopping.signal, 'abort')).toEqual([])
})
