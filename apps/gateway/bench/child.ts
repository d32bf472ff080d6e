import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** What a section found. */
export interface Outcome {
  readonly figures: string
  readonly bars: readonly { readonly what: string; readonly holds: boolean }[]
}

/** Another process of this benchmark that is told what to do and answers. */
export interface Child {
  /** Resolves with the answer to an order. */
  ask<T>(order: object): Promise<T>
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>
}

/** Starts a process in a role; it answers each order once, in turn. */
export function startChild(role: 'site' | 'peers', ...flags: string[]): Child {
  const options = { execArgv: ['--expose-gc', '--enable-source-maps'] }
  const process = fork(fileURLToPath(import.meta.url), ['--role', role, ...flags], options)
  return {
    ask: <T>(order: object) => {
      const answered = new Promise<T>((resolve, reject) => {
        const fail = (code: number | null): void => reject(new Error(`${role} ended with ${code}`))
        process.once('exit', fail)
        process.once('message', (answer) => {
          process.off('exit', fail)
          resolve(answer as T)
        })
      })
      process.send(order)
      return answered
    },
    kill: () => endOf(process),
  }
}

function endOf(process: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    process.once('exit', () => resolve())
    process.kill('SIGKILL')
  })
}

/** Answers the orders of the process that started this one. */
export function obey(act: (order: never) => Promise<unknown>): void {
  process.on('message', (order) => void act(order as never).then((answer) => process.send?.(answer ?? {})))
  process.on('disconnect', () => process.exit(0))
}
