import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react'

import type { KindredClient, Measure, Rule } from '@kindred/client'

import { useClient } from '../../ground/session.js'
import { useTexts } from '../../ground/texts.js'
import { codeOf, problemText, slug } from '../../ground/words.js'
import { useToast } from '../../kit/toast.js'
import { useIdle } from '../../kit/use-idle.js'
import { useUndoOffer } from '../../stores/undo.js'
import { claimBatch, giveBack, look, reclaim, type Tile } from './claim-photos.js'

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

const renewMs = 300_000

/** The photos that are looked at now. */
export function useBatch(): Batch {
  const { t } = useTexts()
  const client = useClient()
  const toast = useToast()
  const offerUndo = useUndoOffer()
  const [state, setState] = useState<BatchState>({ status: 'loading' })
  const release = useHeldClaims(client, state, (caseId) => setState((before) => withLost(before, caseId)))
  const asking = useRef<AbortController>(undefined)
  const change = (caseId: string, changes: Partial<Tile>): void =>
    setState((before) => withTile(before, caseId, changes))
  const next = useCallback(() => {
    asking.current?.abort()
    const { signal } = (asking.current = new AbortController())
    setState({ status: 'loading' })
    release()
      .then(() => claimBatch(client, signal))
      .then((tiles) => signal.aborted || setState({ status: 'ready', tiles }))
      .catch((error: unknown) => signal.aborted || setState({ status: 'failed', error }))
  }, [client, release])
  useEffect(() => {
    next()
    return () => asking.current?.abort()
  }, [next])

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

/** A claim that ran out; one that was decided meanwhile is no loss. */
const withLost = (state: BatchState, caseId: string): BatchState =>
  state.status === 'ready' && state.tiles.some((tile) => tile.caseId === caseId && tile.fate === 'waiting')
    ? withTile(state, caseId, { fate: 'lost' })
    : state

/** Keeps the claims of what waits while somebody works on the grid, and gives them back when it is left. */
function useHeldClaims(client: KindredClient, state: BatchState, onLost: (caseId: string) => void) {
  const waiting = useRef<readonly Tile[]>([])
  const isIdle = useIdle()
  useEffect(() => {
    waiting.current = state.status === 'ready' ? state.tiles.filter(({ fate }) => fate === 'waiting') : []
  }, [state])
  const release = useCallback(() => giveBack(client, waiting.current), [client])
  const renew = useEffectEvent(({ caseId, leaseId }: Tile) =>
    client.safety.renewClaim({ case_id: caseId, lease_id: leaseId }).catch((error: unknown) => {
      if (codeOf(error) === 'CLAIM_LOST') onLost(caseId)
    }),
  )
  useEffect(() => {
    const timer = setInterval(() => {
      if (!isIdle()) for (const tile of waiting.current) void renew(tile)
    }, renewMs)
    return () => {
      clearInterval(timer)
      void release()
    }
  }, [isIdle, release])
  return release
}
