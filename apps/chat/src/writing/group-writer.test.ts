import { describe, expect, it } from 'vitest'

import { AppError } from '@kindred/kernel'

import { createGroupWriter } from './group-writer.js'

const refusal = new AppError({ kind: 'notFound', code: 'NOT_HERE', detail: 'Not here.' })

function openGate() {
  const groups: string[][] = []
  const open: (() => void)[] = []
  return {
    groups,
    next: () => open.shift()?.(),
    commit: async (items: readonly string[]) => {
      groups.push([...items])
      await new Promise<void>((resolve) => open.push(resolve))
      if (items.includes('poison')) throw new Error('poisoned')
      if (items.includes('down')) throw new AppError({ kind: 'unavailable', code: 'DOWN', detail: 'Down.' })
      return items.map((item) => (item === 'refused' ? refusal : item.toUpperCase()))
    },
  }
}

async function settle(gate: ReturnType<typeof openGate>, all: Promise<unknown>[]): Promise<unknown[]> {
  const done = Promise.allSettled(all)
  let over = false
  void done.then(() => (over = true))
  while (!over) {
    gate.next()
    await new Promise((resolve) => setImmediate(resolve))
  }
  return (await done).map((one) => (one.status === 'fulfilled' ? one.value : (one.reason as Error).message))
}

describe('a group writer', () => {
  it('writes what arrives meanwhile as the next group, and no group beside another', async () => {
    const gate = openGate()
    const writer = createGroupWriter({ commit: gate.commit, most: 3 })
    const all = ['a', 'b', 'c', 'd', 'e'].map((item) => writer.write(item))
    expect(gate.groups).toEqual([['a']])
    expect(await settle(gate, all)).toEqual(['A', 'B', 'C', 'D', 'E'])
    expect(gate.groups).toEqual([['a'], ['b', 'c', 'd'], ['e']])
  })

  it('answers nobody before the commit', async () => {
    const gate = openGate()
    const writer = createGroupWriter({ commit: gate.commit, most: 3 })
    let answered = false
    const written = writer.write('a').then(() => (answered = true))
    await new Promise((resolve) => setImmediate(resolve))
    expect(answered).toBe(false)
    gate.next()
    await written
  })

  it('refuses one item without the others', async () => {
    const gate = openGate()
    const writer = createGroupWriter({ commit: gate.commit, most: 9 })
    const all = ['a', 'b', 'refused', 'c'].map((item) => writer.write(item))
    expect(await settle(gate, all)).toEqual(['A', 'B', 'NOT_HERE: Not here.', 'C'])
  })

  it('writes the others of a group that an item made fail, and goes on after it', async () => {
    const gate = openGate()
    const writer = createGroupWriter({ commit: gate.commit, most: 9 })
    const all = ['a', 'b', 'poison', 'c'].map((item) => writer.write(item))
    expect(await settle(gate, all)).toEqual(['A', 'B', 'poisoned', 'C'])
    expect(await settle(gate, [writer.write('d')])).toEqual(['D'])
  })

  it('fails a group at once when the database is away', async () => {
    const gate = openGate()
    const writer = createGroupWriter({ commit: gate.commit, most: 9 })
    const all = ['a', 'b', 'down'].map((item) => writer.write(item))
    expect(await settle(gate, all)).toEqual(['A', 'DOWN: Down.', 'DOWN: Down.'])
    expect(gate.groups).toEqual([['a'], ['b', 'down']])
  })
})
