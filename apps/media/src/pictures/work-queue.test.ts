import { describe, expect, it } from 'vitest'

import { createWorkQueue, type QueueLimits } from './work-queue.js'

/** A queue whose work ends when the test says so; `begun` names the pieces in the order in which they began. */
function tryQueue(limits: Partial<QueueLimits> = {}) {
  const queue = createWorkQueue({ running: 1, waiting: 100, waitingEach: 50, ...limits })
  const begun: string[] = []
  const ends = new Map<string, (error?: Error) => void>()
  const put = (name: string, cost = 1, signal = new AbortController().signal) => {
    const work = () => {
      begun.push(name)
      return new Promise<string>((resolve, reject) => {
        ends.set(name, (error) => (error === undefined ? resolve(name) : reject(error)))
      })
    }
    const done = queue.run({ owner: name[0]!, cost, signal, work })
    done.catch(() => undefined)
    return done
  }
  const settle = () => new Promise(setImmediate)
  const end = async (name: string, error?: Error) => {
    ends.get(name)?.(error)
    await settle()
  }
  return { put, end, begun, settle }
}

describe('the work queue', () => {
  it('runs no more than allowed at once, at most two of one person, and all in the end', async () => {
    const queue = createWorkQueue({ running: 3, waiting: 100, waitingEach: 50 })
    const running: string[] = []
    const seen: number[][] = []
    const piece = (owner: string) => {
      const work = async () => {
        running.push(owner)
        seen.push([running.length, running.filter((one) => one === owner).length])
        await new Promise(setImmediate)
        running.splice(running.indexOf(owner), 1)
        return owner
      }
      return queue.run({ owner, cost: 1, signal: new AbortController().signal, work })
    }
    const done = await Promise.all(Array.from({ length: 40 }, (_, at) => piece(at % 4 === 0 ? 'b' : 'a')))
    expect(done).toHaveLength(40)
    expect(Math.max(...seen.map(([all]) => all!))).toBe(3)
    expect(Math.max(...seen.map(([, own]) => own!))).toBe(2)
  })

  it('begins what somebody else brings although one person keeps it busy', async () => {
    const { put, begun, settle } = tryQueue()
    for (const name of ['a1', 'a2', 'a3', 'b1', 'c1']) void put(name)
    await settle()
    expect(begun).toEqual(['a1', 'b1'])
  })

  it('takes the people in turn and not the pieces', async () => {
    const { put, end, begun, settle } = tryQueue()
    for (const name of ['a1', 'a2', 'a3', 'a4', 'b1', 'b2', 'c1']) void put(name)
    await settle()
    for (let at = 0; at < 7; at++) await end(begun[at]!)
    expect(begun).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3', 'a4'])
  })

  it('counts what the work costs', async () => {
    const { put, end, begun, settle } = tryQueue()
    void put('z0')
    for (const name of ['a1', 'a2', 'a3']) void put(name, 10)
    for (const name of ['b1', 'b2', 'b3', 'b4', 'b5']) void put(name, 3)
    await settle()
    for (let at = 1; at < 9; at++) await end(begun[at]!)
    expect(begun).toEqual(['z0', 'a1', 'b1', 'b2', 'b3', 'b4', 'a2', 'b5', 'a3'])
  })

  it('lets nobody wait with more than a share', async () => {
    const { put } = tryQueue({ waitingEach: 2 })
    void put('a1')
    void put('a2')
    void put('a3')
    await expect(put('a4')).rejects.toThrow('MEDIA_BUSY')
    await expect(Promise.race([put('b1'), Promise.resolve('waits or runs')])).resolves.toBe('waits or runs')
  })

  it('makes room in a full queue at the cost of whoever fills it', async () => {
    const { put, end, begun, settle } = tryQueue({ waiting: 3 })
    void put('a1')
    void put('z1')
    void put('a2')
    void put('a3')
    const newest = put('a4')
    const newcomer = put('b1')
    await expect(newest).rejects.toThrow('MEDIA_BUSY')
    await expect(put('a5')).rejects.toThrow('MEDIA_BUSY')
    await settle()
    await end('z1')
    await end('a1')
    await end(begun[2]!)
    expect(begun).toContain('b1')
    await end('b1')
    expect(await newcomer).toBe('b1')
  })

  it('goes on after work that fails', async () => {
    const { put, end, settle } = tryQueue()
    const first = put('a1')
    const second = put('a2')
    await settle()
    await end('a1', new Error('no'))
    await expect(first).rejects.toThrow('no')
    await end('a2')
    expect(await second).toBe('a2')
  })

  it('lets those go who do not wait any longer', async () => {
    const { put, end, settle, begun } = tryQueue()
    void put('a1')
    const leaving = new AbortController()
    const second = put('a2', 1, leaving.signal)
    const third = put('a3')
    leaving.abort(new Error('gone'))
    await expect(second).rejects.toThrow('gone')
    await settle()
    await end('a1')
    await end('a3')
    expect(await third).toBe('a3')
    expect(begun).toEqual(['a1', 'a3'])
    await expect(put('a4', 1, leaving.signal)).rejects.toThrow('gone')
  })
})
