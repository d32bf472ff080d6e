import type { Asked } from './classifier.js'

/** One at a time, those in a hurry first. */
export interface Turns {
  run<Result>(asked: Asked, work: () => Promise<Result>): Promise<Result>
}

interface Entry {
  readonly isUrgent: boolean
  begin(): void
}

export function createTurns(): Turns {
  const waiting: Entry[] = []
  let isBusy = false

  function beginNext(): void {
    if (isBusy) return
    const next = waiting.find(({ isUrgent }) => isUrgent) ?? waiting[0]
    if (next === undefined) return
    waiting.splice(waiting.indexOf(next), 1)
    isBusy = true
    next.begin()
  }

  function enter({ isUrgent, signal }: Asked): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        waiting.splice(waiting.indexOf(entry), 1)
        reject(signal.reason as Error)
      }
      const begin = (): void => {
        signal.removeEventListener('abort', leave)
        resolve()
      }
      const entry = { isUrgent, begin }
      signal.addEventListener('abort', leave, { once: true })
      waiting.push(entry)
      beginNext()
    })
  }

  return {
    async run(asked, work) {
      asked.signal.throwIfAborted()
      await enter(asked)
      return work().finally(() => {
        isBusy = false
        beginNext()
      })
    },
  }
}
