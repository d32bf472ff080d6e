import { type RawBuilder, sql } from '@kindred/db'

const firstPauseMs = 10_000

/** When a job looks at something that is tried at once. */
export const dueAfterFirst = (now: Date): Date => new Date(now.getTime() + firstPauseMs)

/** When a row that is being tried is due again: after ten seconds, then after twice the time before, at most an hour. */
export const dueAgain = (now: Date): RawBuilder<Date> => sql<Date>`
  ${now}::timestamptz + least(interval '1 hour', make_interval(secs => ${firstPauseMs / 1000}::int * power(2, least(attempts, 12))))`
