import { Writable } from 'node:stream'

import { expect, it } from 'vitest'

import { createCorks } from './corks.js'

/** A connection and the texts of each of its writes. */
function openConnection() {
  const writes: string[][] = []
  const connection = new Writable({
    decodeStrings: false,
    write: (text: string, _, done) => (writes.push([text]), done()),
    writev: (texts, done) => (writes.push(texts.map(({ chunk }) => String(chunk))), done()),
  })
  return { connection, writes }
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

it('writes all that one turn brings to a connection at once, and that of the next turn by itself', async () => {
  const corks = createCorks()
  const { connection, writes } = openConnection()
  for (const text of ['ack', 'event', 'event']) {
    corks.hold(connection)
    connection.write(text)
    await Promise.resolve()
  }
  expect(writes).toEqual([])
  await turn()
  expect(writes).toEqual([['ack', 'event', 'event']])
  corks.hold(connection)
  connection.write('later')
  await turn()
  expect(writes.slice(1)).toEqual([['later']])
})

it('lets each connection go, also one that was destroyed meanwhile', async () => {
  const corks = createCorks()
  const [gone, other] = [openConnection(), openConnection()]
  for (const { connection } of [gone, other]) {
    corks.hold(connection)
    connection.write('event')
  }
  gone.connection.destroy()
  await turn()
  expect(gone.writes).toEqual([])
  expect(other.writes).toEqual([['event']])
})
