import type { KindredClient, PhotoFinding } from '@kindred/client'

import { codeOf } from '../../ground/words.js'

/** A photo of the grid, claimed by whoever sees it. */
export interface Tile {
  readonly caseId: string
  readonly leaseId: string
  readonly finding: PhotoFinding | undefined
  /** Of the case, when it was looked at. */
  readonly version: number
  readonly fate: 'waiting' | 'deciding' | 'lost' | 'APPROVE_PHOTO' | 'REJECT_PHOTO'
}

type Claim = Pick<Tile, 'caseId' | 'leaseId'>
/** A client, as far as photos need it. */
export type Desk = { readonly safety: Pick<KindredClient['safety'], DeskCall> }
type DeskCall = 'claimNextCase' | 'claimCase' | 'getCase' | 'releaseClaim'

const batchSize = 12

/** What is seen of a photo. */
export async function look({ safety }: Desk, caseId: string): Promise<Pick<Tile, 'finding' | 'version'>> {
  const { photo, version } = await safety.getCase({ case_id: caseId })
  return { finding: photo, version }
}

/** A case that the caller holds stays claimed, and says its claim. */
export async function reclaim(desk: Desk, caseId: string): Promise<Tile> {
  const { lease_id: leaseId } = await desk.safety.claimCase({ case_id: caseId })
  return { caseId, leaseId, ...(await look(desk, caseId)), fate: 'waiting' }
}

/** Gives claims back to the queue; one that is lost needs nothing. */
export async function giveBack({ safety }: Desk, claims: readonly Claim[]): Promise<void> {
  await Promise.allSettled(
    claims.map(({ caseId, leaseId }) => safety.releaseClaim({ case_id: caseId, lease_id: leaseId })),
  )
}

/** Claims the next photos. Whoever has left by then, as the signal says, gets none: what was claimed goes back. */
export async function claimBatch(desk: Desk, signal: AbortSignal): Promise<Tile[]> {
  const tiles: Tile[] = []
  try {
    while (tiles.length < batchSize && !signal.aborted) tiles.push(await claimPhoto(desk, signal))
  } catch (error) {
    if (codeOf(error) !== 'CASE_QUEUE_EMPTY' && tiles.length === 0) throw error
  }
  if (!signal.aborted) return tiles
  await giveBack(desk, tiles)
  return []
}

async function claimPhoto(desk: Desk, signal: AbortSignal): Promise<Tile> {
  const { case: claimed, lease_id: leaseId } = await desk.safety.claimNextCase({ kind: 'PHOTO' })
  const caseId = claimed?.case_id ?? ''
  try {
    signal.throwIfAborted()
    return { caseId, leaseId, ...(await look(desk, caseId)), fate: 'waiting' }
  } catch (error) {
    await giveBack(desk, [{ caseId, leaseId }])
    throw error
  }
}
