import { type ChildProcess, fork } from 'node:child_process'

import { LookFailed } from './classifier.js'

/** The classifier's process, from its start to its end. */
export interface LookingProcess {
  readonly pid: number | undefined
  /** Resolves once it can look; rejects with LookFailed when it ends before, or takes too long. */
  readonly ready: Promise<void>
  /** How explicit the pixels seem; one call at a time. One that is too slow ends the process. */
  ask(pixels: Buffer): Promise<number>
  end(): void
}

export interface ProcessOptions {
  readonly script: string
  readonly startMs: number
  readonly lookMs: number
  /** Told once, with the last that it said. */
  onEnd(words: string): void
}

type Message = { readonly ready: true } | { readonly id: number; readonly score: number }

const lastWords = 2_000

/** It gets nothing of our environment, and only pixels: whatever a picture makes it do, there is nothing to be had. */
export function startLookingProcess({ script, startMs, lookMs, onEnd }: ProcessOptions): LookingProcess {
  const child = fork(script, {
    env: {},
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  let words = ''
  child.stderr?.on('data', (chunk: Buffer) => (words = `${words}${chunk.toString()}`.slice(-lastWords)))
  child.on('error', () => onEnd(words))
  child.once('exit', () => onEnd(words))
  letGo(child)

  const ready = answerOf(child, startMs, 'away', (message) => ('ready' in message ? true : undefined)).then(
    () => undefined,
  )
  // Whoever waits for it hears of a failure; nobody may be waiting.
  ready.catch(() => undefined)
  let last = 0
  return {
    pid: child.pid,
    ready,
    ask(pixels) {
      const id = ++last
      const score = answerOf(child, lookMs, 'picture', (message) =>
        'id' in message && message.id === id ? message.score : undefined,
      )
      child.send({ id, pixels }, () => undefined)
      return score
    },
    end: () => void child.kill('SIGKILL'),
  }
}

/** It must not keep us alive: it ends with us. */
function letGo(child: ChildProcess): void {
  child.unref()
  child.channel?.unref()
  const stderr = child.stderr as (NodeJS.ReadableStream & { unref?(): void }) | null
  stderr?.unref?.()
}

/** The first message that is an answer. When none comes in time the process hangs and is killed, which a stopped one cannot escape. */
function answerOf<Answer>(
  child: ChildProcess,
  withinMs: number,
  at: LookFailed['at'],
  answerIn: (message: Message) => Answer | undefined,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const settle = (how: () => void): void => {
      clearTimeout(timer)
      child.off('message', onMessage).off('exit', onExit).off('error', onExit)
      how()
    }
    const onMessage = (message: unknown): void => {
      const answer = answerIn(message as Message)
      if (answer !== undefined) settle(() => resolve(answer))
    }
    const onExit = (): void =>
      settle(() => reject(new LookFailed(at, 'The process that looks at pictures ended.')))
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      settle(() => reject(new LookFailed(at, `No answer within ${withinMs} ms.`)))
    }, withinMs)
    child.on('message', onMessage).on('exit', onExit).on('error', onExit)
  })
}
