import { useEffect, useSyncExternalStore } from 'react'

import type { ThreadStore } from '../../stores/threads/thread-store.js'

function subscribe(listener: () => void): () => void {
  document.addEventListener('visibilitychange', listener)
  return () => document.removeEventListener('visibilitychange', listener)
}

/** Marks the other's messages as read while the page is visible and the newest ones are in view. */
export function useReadMark(thread: ThreadStore, me: string, atEnd: boolean): void {
  const visible = useSyncExternalStore(subscribe, () => document.visibilityState === 'visible')
  const { messages } = useSyncExternalStore(thread.subscribe, thread.snapshot)
  const newest = messages.findLast((message) => message.sender_id !== me)?.seq ?? 0
  useEffect(() => {
    if (visible && atEnd && newest > thread.snapshot().readUpTo) thread.markRead(newest)
  }, [thread, visible, atEnd, newest])
}
