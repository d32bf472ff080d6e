import { useCallback, useEffect, useRef, useState } from 'react'

import type { KindredClient, Measure, PhotoFinding, Rule } from '@kindred/client'

import { useClient } from '../../ground/session.js'
import { useTexts } from '../../ground/texts.js'
import { codeOf, problemText, slug } from '../../ground/words.js'
import { useToast } from '../../kit/toast.js'
import { useUndoOffer } from '../../stores/undo.js'

/** A photo of the grid, claimed by whoever sees it. */
export interface Tile {
  readonly caseId: string
  readonly leaseId: string
  readonly finding: PhotoFinding | undefined
  /** Of the case, when it was looked at. */
  readonly version: number
  readonly fate: 'waiting' | 'deciding' | 'lost' | 'APPROVE_PHOTO' | 'REJECT_PHOTO'
}

type BatchState =
  | { readonly status: 'loading' }
  | { readonly status: 'failed'; readonly error: unknown }
  | { readonly status: 'ready'; readonly tiles: readonly Tile[] }

interface Wish {
  readonly measure: Measure & ('APPROVE_PHOTO' | 'REJECT_PHOTO')
  readonly rule?: Rule
  readonly list_hash?: boolean
}

interface Batch {
  readonly state: BatchState
  /** Gives back what was not decided and claims the next ones. */
  next(): void
  decide(caseId: string, wish: Wish): Promise<void>
}

const batchSize = 12
const renewMs = 300_000

/** The photos that are looked at now. */
export function useBatch(): Batch {
  const { t } = useTexts()
  const client = useClient()
  const toast = useToast()
  const offerUndo = useUndoOffer()
  const [state, setState] = useState<BatchState>({ status: 'loading' })
  const held = useHeldClaims(client, state)
  const change = (caseId: string, changes: Partial<Tile>): void =>
    setState((before) => withTile(before, caseId, changes))
  const next = useCallback(() => {
    setState({ status: 'loading' })
    held
      .release()
      .then(() => claimBatch(client))
      .then((tiles) => setState({ status: 'ready', tiles }))
      .catch((error: unknown) => setState({ status: 'failed', error }))
  }, [client, held])
  useEffect(next, [next])

  return {
    state,
    next,
    async decide(caseId, { measure, rule, list_hash: listHash }) {
      const tile = state.status === 'ready' ? state.tiles.find((one) => one.caseId === caseId) : undefined
      if (tile?.fate !== 'waiting') return
      change(caseId, { fate: 'deciding' })
      const request = { case_id: caseId, lease_id: tile.leaseId, seen_version: tile.version, measure }
      try {
        await client.safety.decideCase(
          measure === 'APPROVE_PHOTO'
            ? request
            : { ...request, rule: rule ?? 'OTHER', list_hash: listHash === true },
        )
        change(caseId, { fate: measure })
        offerUndo({
          caseId,
          text: t('console-decided', { measure: t(`console-measure-${slug(measure)}`) }),
          onUndone: () =>
            void reclaim(client, caseId).then(
              (tile) => change(caseId, tile),
              (error: unknown) => toast(problemText(t, error)),
            ),
        })
      } catch (error) {
        const isChanged = codeOf(error) === 'CASE_CHANGED'
        const seen = isChanged ? await look(client, caseId).catch(() => ({})) : {}
        change(caseId, { ...seen, fate: codeOf(error) === 'CLAIM_LOST' ? 'lost' : 'waiting' })
        toast(problemText(t, error))
      }
    },
  }
}

function withTile(state: BatchState, caseId: string, changes: Partial<Tile>): BatchState {
  if (state.status !== 'ready') return state
  const tiles = state.tiles.map((tile) => (tile.caseId === caseId ? { ...tile, ...changes } : tile))
  return { status: 'ready', tiles }
}

/** What is seen of a photo. */
async function look(client: KindredClient, caseId: string): Promise<Pick<Tile, 'finding' | 'version'>> {
  const { photo, version } = await client.safety.getCase({ case_id: caseId })
  return { finding: photo, version }
}

/** A case that the caller holds stays claimed, and says its claim. */
async function reclaim(client: KindredClient, caseId: string): Promise<Tile> {
  const { lease_id: leaseId } = await client.safety.claimCase({ case_id: caseId })
  return { caseId, leaseId, ...(await look(client, caseId)), fate: 'waiting' }
}

async function claimBatch(client: KindredClient): Promise<Tile[]> {
  const tiles: Tile[] = []
  try {
    while (tiles.length < batchSize) {
      const { case: claimed, lease_id: leaseId } = await client.safety.claimNextCase({ kind: 'PHOTO' })
      const caseId = claimed?.case_id ?? ''
      tiles.push({ caseId, leaseId, ...(await look(client, caseId)), fate: 'waiting' })
    }
  } catch (error) {
    if (codeOf(error) !== 'CASE_QUEUE_EMPTY' && tiles.length === 0) throw error
  }
  return tiles
}

/** Keeps the claims of what waits while the grid is open, and gives them back when it is left. */
function useHeldClaims(client: KindredClient, state: BatchState) {
  const waiting = useRef<readonly Tile[]>([])
  useEffect(() => {
    waiting.current = state.status === 'ready' ? state.tiles.filter(({ fate }) => fate === 'waiting') : []
  }, [state])
  const [held] = useState(() => {
    const each = (act: (claim: { case_id: string; lease_id: string }) => Promise<unknown>) =>
      Promise.allSettled(
        waiting.current.map(({ caseId, leaseId }) => act({ case_id: caseId, lease_id: leaseId })),
      )
    return {
      renew: () => each((claim) => client.safety.renewClaim(claim)),
      release: () => each((claim) => client.safety.releaseClaim(claim)),
    }
  })
  useEffect(() => {
    const timer = setInterval(() => void held.renew(), renewMs)
    return () => {
      clearInterval(timer)
      void held.release()
    }
  }, [held])
  return held
}
