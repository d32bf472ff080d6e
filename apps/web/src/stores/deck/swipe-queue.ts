import { type KindredClient, KindredError, type Match } from '@kindred/client'

import type { Swipe } from './deck-state.js'

export type SwipeApi = Pick<KindredClient['discovery'], 'like' | 'pass' | 'undo'>

/** The results of queued swipes. */
interface SwipeOutcomes {
  onMatch(match: Match): void
  /** A like arrived that makes no match yet. */
  onLiked(): void
  /** The target no longer exists: the swipe is not stored and cannot be undone. */
  onNobody(swipe: Swipe): void
  /** The first task failed: neither the queued swipes nor a failed undo took effect. */
  onFailure(failure: {
    readonly error: unknown
    readonly swipes: Swipe[]
    readonly undo: Swipe | undefined
  }): void
  /** The queue is empty. */
  onIdle(): void
}

/** Sends swipes to the server one after another, so that an undo reverts the right one. */
interface SwipeQueue {
  swipe(swipe: Swipe): void
  /** Takes a swipe back: here when it was not sent yet, else at the server. */
  undo(swipe: Swipe): void
}

interface Task {
  readonly type: 'swipe' | 'undo'
  readonly swipe: Swipe
}

/** Failures without a consequence for the viewer: the target is gone, or the two match already. */
const settled = new Set(['TARGET_NOT_FOUND', 'ALREADY_MATCHED'])

export function createSwipeQueue(api: SwipeApi, outcomes: SwipeOutcomes): SwipeQueue {
  const tasks: Task[] = []
  let busy = false

  const drain = async (): Promise<void> => {
    if (busy) return
    busy = true
    for (let task = tasks[0]; task !== undefined; task = tasks[0]) {
      try {
        const match = await perform(api, task)
        tasks.shift()
        if (match !== undefined) outcomes.onMatch(match)
        else if (task.type === 'swipe' && task.swipe.kind !== 'PASS') outcomes.onLiked()
      } catch (error) {
        if (task.type === 'swipe' && isSettled(error)) forget(task.swipe)
        else giveBack(error)
      }
    }
    busy = false
    outcomes.onIdle()
  }
  const forget = (swipe: Swipe): void => {
    // With it goes the wish to take it back: the server would take back the swipe before.
    tasks.splice(0, tasks.length, ...tasks.filter((task) => task.swipe !== swipe))
    outcomes.onNobody(swipe)
  }
  const giveBack = (error: unknown): void => {
    const [failed, ...later] = tasks.splice(0)
    const swipes = [failed, ...later].flatMap((task) => (task?.type === 'swipe' ? [task.swipe] : []))
    outcomes.onFailure({ error, swipes, undo: failed?.type === 'undo' ? failed.swipe : undefined })
  }

  return {
    swipe(swipe) {
      tasks.push({ type: 'swipe', swipe })
      void drain()
    },
    undo(swipe) {
      const unsent = tasks.findIndex((task, place) => place > 0 && task.swipe === swipe)
      if (unsent > 0) tasks.splice(unsent, 1)
      else tasks.push({ type: 'undo', swipe })
      void drain()
    },
  }
}

async function perform(api: SwipeApi, { type, swipe }: Task): Promise<Match | undefined> {
  if (type === 'swipe') return tell(api, swipe)
  await api.undo()
  return undefined
}

const isSettled = (error: unknown): boolean => error instanceof KindredError && settled.has(error.code)

async function tell(api: SwipeApi, { candidate, kind, message }: Swipe): Promise<Match | undefined> {
  const target = { target_user_id: candidate.user_id }
  if (kind !== 'PASS') return (await api.like({ ...target, kind, ...(message ? { message } : {}) })).match
  await api.pass(target)
  return undefined
}
