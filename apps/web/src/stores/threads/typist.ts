/** Announces typing to the other person: at the start, then every few seconds. */
interface Typist {
  /** After each change of the text. */
  typed(text: string): void
  /** The message was sent or the screen is left. */
  stopped(): void
}

const repeatMs = 3_000
const idleMs = 5_000
/** How long the other person's typing counts without a repetition. */
export const typingShownMs = 6_000

export function createTypist(
  tell: (state: 'STARTED' | 'STOPPED') => void,
  now: () => number = Date.now,
): Typist {
  let told: number | undefined
  let idle: ReturnType<typeof setTimeout> | undefined

  const stopped = (): void => {
    clearTimeout(idle)
    if (told !== undefined) tell('STOPPED')
    told = undefined
  }
  return {
    typed(text) {
      if (text.trim() === '') return stopped()
      clearTimeout(idle)
      idle = setTimeout(stopped, idleMs)
      if (told !== undefined && now() - told < repeatMs) return
      told = now()
      tell('STARTED')
    },
    stopped,
  }
}
