import { expect, it } from 'vitest'

import { freePorts } from '../src/index.js'

it('no port is given twice, also while the first are not in use yet', async () => {
  const ports = (await Promise.all(Array.from({ length: 20 }, () => freePorts(20)))).flat()
  const later = await freePorts(100)
  expect(new Set([...ports, ...later]).size).toBe(500)
})

it('workers that run at once are given ports of parts of their own', async () => {
  const before = process.env['VITEST_POOL_ID']
  const partOf = async (worker: string): Promise<Set<number>> => {
    process.env['VITEST_POOL_ID'] = worker
    return new Set((await freePorts(20)).map((port) => Math.floor((port - 20_000) / 3_000)))
  }
  try {
    const parts = [await partOf('1'), await partOf('2'), await partOf('3')]
    expect(parts).toEqual([new Set([1]), new Set([2]), new Set([3])])
  } finally {
    process.env['VITEST_POOL_ID'] = before
  }
})
