import { useState } from 'react'

import type { Advice } from '@kindred/client'
import { adviceOn } from '@kindred/kernel/advice'
import { marks } from '@kindred/kernel/marks'

import { useUserId } from '../../ground/session/session.js'
import type { Thread } from '../../stores/threads/thread.js'
import type { ThreadStore } from '../../stores/threads/thread-store.js'

/** Whether somebody is about to write one of their first messages here, which the other person sees with advice. */
function isEarly({ loaded, hasOlder, messages, outgoing }: Thread, me: string): boolean {
  const written = messages.filter((message) => message.sender_id === me).length + outgoing.length
  return loaded && !hasOlder && written < marks.earlyContact.messages
}

/** Asks before a first message is sent above which its reader would see advice. */
export function useNudge(thread: ThreadStore, send: () => void) {
  const me = useUserId()
  const [advice, setAdvice] = useState<Advice>()
  return {
    advice,
    /** Sends a text, or asks first. */
    sendOrAsk(text: string): void {
      const [first] = isEarly(thread.snapshot(), me) ? adviceOn(text) : []
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
