import type { Clock } from './clock.js'

/** The latest answer to a question that costs something, asked anew once it is so old; one that failed is asked again at once. */
export function atMostEvery<Answer>(
  ms: number,
  clock: Clock,
  ask: () => Promise<Answer>,
): () => Promise<Answer> {
  let latest: { readonly at: number; readonly answer: Promise<Answer> } | undefined
  return () => {
    const now = clock.now().getTime()
    if (latest !== undefined && now - latest.at < ms) return latest.answer
    const asked = { at: now, answer: ask() }
    latest = asked
    asked.answer.catch(() => {
      if (latest === asked) latest = undefined
    })
    return asked.answer
  }
}
