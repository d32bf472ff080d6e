import { useState } from 'react'

import type { Advice } from '@kindred/client'
import { adviceOn } from '@kindred/kernel/advice'

/** Asks before words are sent above which their reader would see advice. */
export function useNudge(send: () => void) {
  const [advice, setAdvice] = useState<Advice>()
  return {
    /** The weightiest of what the words hold, while they are asked about. */
    advice,
    sendOrAsk(text: string): void {
      const [first] = adviceOn(text)
      if (first === undefined) send()
      else setAdvice(first)
    },
    sendAnyway(): void {
      setAdvice(undefined)
      send()
    },
    close: (): void => setAdvice(undefined),
  }
}
