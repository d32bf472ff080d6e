import { onAbort } from '@kindred/kernel'

import { busy } from '../domain/errors.js'

/** A piece of work for somebody. */
interface Task<Result> {
  /** Whose it is. */
  readonly owner: string
  /** How much it takes, in any unit: shares of the queue are counted in it. */
  readonly cost: number
  /** Takes it out while it waits. */
  readonly signal: AbortSignal
  work(): Promise<Result>
}

/** Shares the CPU between people. */
export interface WorkQueue {
  /** Throws MEDIA_BUSY when too many wait already. */
  run<Result>(task: Task<Result>): Promise<Result>
}

export interface QueueLimits {
  /** Pieces at work at once; one more while all of them are one person's, so that nobody waits for that person's. */
  readonly running: number
  /** Pieces that wait, of all people. */
  readonly waiting: number
  /** Pieces of one person that wait. */
  readonly waitingEach: number
}

/** Pieces of one person at work at once. */
const runningEach = 2

interface Entry {
  readonly owner: string
  /** The virtual time at which it may begin. */
  readonly start: number
  begin(): void
  refuse(): void
}

/**
 * Start-time fair queueing (Goyal, Vin and Cheng, 1996): each person's work follows that person's earlier work in virtual time, and
 * what starts first there begins next. Who sends much or costly work waits for it alone; who comes anew comes next.
 */
export function createWorkQueue(limits: QueueLimits): WorkQueue {
  const waiting: Entry[] = []
  const running: string[] = []
  const finish = new Map<string, number>()
  let now = 0

  function canBegin(owner: string): boolean {
    if (running.filter((other) => other === owner).length >= runningEach) return false
    if (running.length < limits.running) return true
    return (
      running.length === limits.running && running.every((other) => other === running[0] && other !== owner)
    )
  }

  function beginNext(): void {
    const ready = waiting.filter(({ owner }) => canBegin(owner))
    if (ready.length === 0) return
    const first = ready.reduce((best, entry) => (entry.start < best.start ? entry : best))
    remove(waiting, first)
    now = Math.max(now, first.start)
    running.push(first.owner)
    first.begin()
    beginNext()
  }

  function enter({ owner, cost, signal }: Task<unknown>): Promise<void> {
    if (!canBegin(owner)) makeRoom(waiting, owner, limits)
    const start = Math.max(now, finish.get(owner) ?? 0)
    finish.set(owner, start + cost)
    return new Promise((resolve, reject) => {
      const settle = (how: () => void) => () => {
        forget()
        how()
      }
      const entry = { owner, start, begin: settle(resolve), refuse: settle(() => reject(busy())) }
      const forget = onAbort(signal, () => {
        remove(waiting, entry)
        reject(signal.reason as Error)
      })
      waiting.push(entry)
      beginNext()
    })
  }

  function exit(owner: string): void {
    running.splice(running.indexOf(owner), 1)
    // Who has nothing here and is not ahead of the others any more starts anew, as does everybody once all is done.
    if (running.length === 0 && waiting.length === 0) finish.clear()
    for (const [who, at] of finish) if (at <= now && countOf(waiting, who) === 0) finish.delete(who)
    beginNext()
  }

  async function run<Result>(task: Task<Result>): Promise<Result> {
    task.signal.throwIfAborted()
    await enter(task)
    return task.work().finally(() => exit(task.owner))
  }
  return { run }
}

const countOf = (waiting: readonly Entry[], owner: string): number =>
  waiting.filter((entry) => entry.owner === owner).length

function remove(waiting: Entry[], entry: Entry): void {
  const at = waiting.indexOf(entry)
  if (at >= 0) waiting.splice(at, 1)
}

/** Throws MEDIA_BUSY unless one more may wait. In a full queue the newest of whoever has most waiting gives way. */
function makeRoom(waiting: Entry[], owner: string, limits: QueueLimits): void {
  const own = countOf(waiting, owner)
  if (own >= limits.waitingEach) throw busy()
  if (waiting.length < limits.waiting) return
  const counts = new Map<string, number>()
  for (const entry of waiting) counts.set(entry.owner, (counts.get(entry.owner) ?? 0) + 1)
  const [crowded = '', most = 0] = [...counts].sort(([, one], [, other]) => other - one)[0] ?? []
  if (most <= own + 1) throw busy()
  const newest = waiting.findLast((entry) => entry.owner === crowded)!
  remove(waiting, newest)
  newest.refuse()
}
