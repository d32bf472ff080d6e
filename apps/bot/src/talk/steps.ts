import type { Outcome } from './question.js'
import type { Talk } from './talk.js'

/** The talk after an answer; undefined when nothing is left to be asked. */
export function after(talk: Talk, outcome: Outcome, heard: number): Talk | undefined {
  const draft = outcome.draft ?? talk.draft
  const [open, ...rest] = talk.todo
  if (outcome.type === 'again') return { ...talk, draft, heard }
  const past = [...talk.past, open]
  const todo =
    outcome.type === 'answered'
      ? rest
      : // The answer to the open question is in the draft: it is not asked again.
        [outcome.to, ...rest]
  const [next, ...later] = todo
  if (next === undefined) return undefined
  return { ...talk, draft, heard, past: past.filter((name) => name !== next), todo: [next, ...later] }
}

/** The talk with the last answered question asked again; undefined at the first one. */
export function before(talk: Talk): Talk | undefined {
  const last = talk.past.at(-1)
  return last && { ...talk, past: talk.past.slice(0, -1), todo: [last, ...talk.todo] }
}
