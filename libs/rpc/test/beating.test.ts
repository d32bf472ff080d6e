import { expect, it } from 'vitest'

import { beating } from '../src/index.js'

const often = { beat: 'beat', everyMs: 1 }
const seldom = { beat: 'beat', everyMs: 60_000 }

/** A source that gives what it is told to, and counts what it was asked for. */
function openSource() {
  const waiting: ((result: IteratorResult<string, undefined>) => void)[] = []
  const state = { asked: 0, left: 0 }
  const source: AsyncIterable<string> = {
    [Symbol.asyncIterator]: () => ({
      next() {
        state.asked += 1
        return new Promise((resolve) => waiting.push(resolve))
      },
      async return() {
        state.left += 1
        return { done: true, value: undefined }
      },
    }),
  }
  const give = (value: string): void => waiting.shift()!({ done: false, value })
  return { source, state, give, end: () => waiting.shift()!({ done: true, value: undefined }) }
}

it('beats at once and for as long as nothing comes', async () => {
  const { source, state, give } = openSource()
  const stream = beating(source, often)
  for (let i = 0; i < 3; i += 1) expect(await stream.next()).toEqual({ done: false, value: 'beat' })
  give('news')
  for (;;) if ((await stream.next()).value === 'news') break
  expect(await stream.next()).toEqual({ done: false, value: 'beat' })
  expect(state.asked).toBe(2)
  await stream.return(undefined)
  expect(state.left).toBe(1)
})

it('brings every item in order, asks for none before the last was taken, and ends with its source', async () => {
  const { source, state, give, end } = openSource()
  const stream = beating(source, seldom)
  expect((await stream.next()).value).toBe('beat')
  give('one')
  expect((await stream.next()).value).toBe('one')
  expect(state.asked).toBe(1)
  const two = stream.next()
  give('two')
  expect((await two).value).toBe('two')
  const over = stream.next()
  end()
  expect(await over).toEqual({ done: true, value: undefined })
})

it('fails as its source fails', async () => {
  async function* failing(): AsyncGenerator<string> {
    yield 'one'
    throw new Error('no more')
  }
  const stream = beating(failing(), seldom)
  expect((await stream.next()).value).toBe('beat')
  expect((await stream.next()).value).toBe('one')
  await expect(stream.next()).rejects.toThrow('no more')
})
