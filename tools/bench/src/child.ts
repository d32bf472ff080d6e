import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'

import { onCpus } from './cpus.js'

/** Another process of a benchmark, which is told what to do and answers each order in turn. */
export interface Child {
  readonly pid: number
  /** Resolves with the answer to an order. */
  ask<T>(order: object): Promise<T>
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>
}

interface ChildOptions {
  readonly nodeFlags?: readonly string[]
  /** The processors it may run on, like `0` or `0,2-3`; all unless told. */
  readonly cpus?: string | undefined
}

/** Starts the benchmark's own bundle again in a role. */
export function startChild(script: string, role: string, { nodeFlags = [], cpus }: ChildOptions = {}): Child {
  const [execPath, ...execArgv] = onCpus(cpus, [process.execPath, ...nodeFlags])
  const child = fork(script, ['--role', role], { execPath, execArgv })
  return {
    pid: child.pid ?? 0,
    ask: <T>(order: object) => {
      const answered = new Promise<T>((resolve, reject) => {
        const fail = (code: number | null): void => reject(new Error(`${role} ended with ${code}`))
        child.once('exit', fail)
        child.once('message', ({ answer, error }: Answered<T>) => {
          child.off('exit', fail)
          if (error === undefined) resolve(answer)
          else reject(new Error(`${role}: ${error}`))
        })
      })
      child.send(order)
      return answered
    },
    kill: () => endOf(child),
  }
}

interface Answered<T> {
  readonly answer: T
  readonly error?: string
}

async function endOf(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

/** Answers the orders of the process that started this one, until that ends. */
export function obey(act: (order: never) => Promise<unknown>): void {
  process.on('message', (order) => {
    act(order as never).then(
      (answer) => process.send?.({ answer: answer ?? {} }),
      (error: unknown) => process.send?.({ error: error instanceof Error ? error.message : String(error) }),
    )
  })
  process.on('disconnect', () => process.exit(0))
}
