import { expect, it } from 'vitest'

import { createLoader } from './loader.js'

interface Row {
  readonly id: string
}

/** A loader whose statements end when the test says so; a key that begins with "no" has no row. */
function open() {
  const asked: (readonly string[])[] = []
  const ends: ((fail?: Error) => void)[] = []
  const load = createLoader<Row>({
    keyOf: ({ id }) => id,
    load: (keys) => {
      asked.push(keys)
      const rows = keys.filter((key) => !key.startsWith('no')).map((id) => ({ id }))
      return new Promise((resolve, reject) => {
        ends.push((fail) => (fail === undefined ? resolve(rows.reverse()) : reject(fail)))
      })
    },
  })
  return { asked, ends, load }
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

it('asks once for all keys of a turn, each once, and gives everybody the row of their key', async () => {
  const { asked, ends, load } = open()
  const rows = Promise.all([load('a'), load('b'), load('nobody'), load('a')])
  await turn()
  expect(asked).toEqual([['a', 'b', 'nobody']])
  ends[0]!()
  expect(await rows).toEqual([{ id: 'a' }, { id: 'b' }, undefined, { id: 'a' }])
})

it('never answers from a statement that began before the key was asked for', async () => {
  const { asked, ends, load } = open()
  const first = load('a')
  await turn()
  const second = load('a')
  await turn()
  expect(asked).toEqual([['a'], ['a']])
  for (const end of ends) end()
  expect(await Promise.all([first, second])).toEqual([{ id: 'a' }, { id: 'a' }])
})

it('tells everybody of a statement that failed, and asks again for the next', async () => {
  const { asked, ends, load } = open()
  const failing = Promise.allSettled([load('a'), load('b')])
  await turn()
  ends[0]!(new Error('the database is away'))
  expect((await failing).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  const again = load('a')
  await turn()
  ends[1]!()
  expect(await again).toEqual({ id: 'a' })
  expect(asked).toHaveLength(2)
})
