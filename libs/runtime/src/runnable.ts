import type { Log } from '@kindred/kernel'

/** Something with a life in a process. */
export interface Runnable {
  readonly name: string
  start(): Promise<void>
  /** Drains; safe to call more than once and after a failed start. */
  stop(): Promise<void>
  /** Brings the database up to date and nothing else: `node main.js migrate`. Answers what it ran. */
  migrate?(): Promise<readonly string[]>
  /** One line for each migration that `migrate` would run, and what to know of it: `node main.js pending`. Changes nothing. */
  pending?(): Promise<readonly string[]>
  /** Where the process tells of its own end. */
  readonly log?: Log
}

/** A part of a composition. */
export interface Part {
  readonly name: string
  start?(): unknown
  stop?(): unknown
  /** How long its stop may take, 4,000 ms by default. */
  readonly stopWithinMs?: number
}
