import { expect, it } from 'vitest'

import { KindredError, type ModerationCase } from '@kindred/client'

import { claimBatch, type Desk } from './claim-photos.js'

/** A queue of so many photos; `onLook` is called before each look. */
function queueOf(count: number, onLook: (caseId: string) => void = () => {}) {
  const waiting = Array.from({ length: count }, (_, number) => `case ${number}`)
  const claimed = new Set<string>()
  const safety = {
    claimNextCase() {
      const caseId = waiting.shift()
      if (caseId === undefined) return Promise.reject(problem('CASE_QUEUE_EMPTY'))
      claimed.add(caseId)
      return Promise.resolve({ case: { case_id: caseId }, lease_id: `lease of ${caseId}` })
    },
    getCase({ case_id: caseId }: { case_id: string }) {
      onLook(caseId)
      return Promise.resolve({ version: 2 } as ModerationCase)
    },
    releaseClaim({ case_id: caseId, lease_id: leaseId }: { case_id: string; lease_id: string }) {
      if (leaseId === `lease of ${caseId}`) claimed.delete(caseId)
      return Promise.resolve()
    },
  }
  return { claimed, desk: { safety } as unknown as Desk }
}

const problem = (code: string) => new KindredError({ status: 404, code, title: code } as never)

it('a grid is twelve photos, or what there is', async () => {
  for (const [count, length] of [
    [20, 12],
    [3, 3],
    [0, 0],
  ] as const) {
    const { claimed, desk } = queueOf(count)
    expect(await claimBatch(desk, new AbortController().signal)).toHaveLength(length)
    expect(claimed.size).toBe(length)
  }
})

it('whoever leaves while photos are being claimed holds none of them', async () => {
  const leaving = new AbortController()
  const { claimed, desk } = queueOf(20, (caseId) => caseId === 'case 4' && leaving.abort())
  expect(await claimBatch(desk, leaving.signal)).toEqual([])
  expect([...claimed]).toEqual([])
})

it('a photo that cannot be looked at is given back, and those before it are shown', async () => {
  const { claimed, desk } = queueOf(20, (caseId) => {
    if (caseId === 'case 2') throw problem('INTERNAL')
  })
  expect(await claimBatch(desk, new AbortController().signal)).toHaveLength(2)
  expect([...claimed]).toEqual(['case 0', 'case 1'])
})
