import { describe, expect, it } from 'vitest'

import { createWorkQueue } from './work-queue.js'

const never = () => new AbortController().signal

function gate() {
  let open = () => {}
  const opened = new Promise<void>((resolve) => (open = resolve))
  return { open, opened }
}

describe('the work queue', () => {
  it('runs no more than allowed at once, and all in the end', async () => {
    const queue = createWorkQueue({ running: 2, waiting: 100 })
    let [running, most] = [0, 0]
    const work = async () => {
      most = Math.max(most, ++running)
      await new Promise(setImmediate)
      running--
      return 1
    }
    const done = await Promise.all(Array.from({ length: 20 }, () => queue.run(work, never())))
    expect(done).toHaveLength(20)
    expect(most).toBe(2)
  })

  it('refuses what would have to wait behind too many', async () => {
    const queue = createWorkQueue({ running: 1, waiting: 1 })
    const { open, opened } = gate()
    const first = queue.run(() => opened, never())
    const second = queue.run(() => opened, never())
    await expect(queue.run(() => opened, never())).rejects.toThrow('MEDIA_BUSY')
    open()
    await Promise.all([first, second])
  })

  it('goes on after work that fails', async () => {
    const queue = createWorkQueue({ running: 1, waiting: 1 })
    await expect(queue.run(() => Promise.reject(new Error('no')), never())).rejects.toThrow('no')
    expect(await queue.run(async () => 'yes', never())).toBe('yes')
  })

  it('lets those go who do not wait any longer', async () => {
    const queue = createWorkQueue({ running: 1, waiting: 1 })
    const { open, opened } = gate()
    const first = queue.run(() => opened, never())
    const leaving = new AbortController()
    const second = queue.run(() => opened, leaving.signal)
    leaving.abort(new Error('gone'))
    await expect(second).rejects.toThrow('gone')
    const third = queue.run(async () => 'in its place', never())
    open()
    await first
    expect(await third).toBe('in its place')
  })
})
