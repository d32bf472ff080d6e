import { type RefObject, useEffect, useLayoutEffect, useMemo, useState } from 'react'

import { textLimits } from '@kindred/client'
import { keepText } from '@kindred/kernel/text'
import { haptic } from '@kindred/miniapp/telegram/bridge'

import { useLive } from '../../ground/live/live-provider.js'
import type { ThreadStore } from '../../stores/threads/thread-store.js'
import { createTypist } from '../../stores/threads/typist.js'
import { useChatRoom } from '../../stores/threads/use-chat-room.js'

/** The draft of a message: kept while the app is open, announced as typing, sent to the thread. */
export function useDraft(conversationId: string, thread: ThreadStore) {
  const room = useChatRoom()
  const { live } = useLive()
  const [text, setText] = useState(room.drafts.get(conversationId) ?? '')
  const typist = useMemo(
    () => createTypist((state) => void live?.setTyping(conversationId, state).catch(() => {})),
    [live, conversationId],
  )
  useEffect(() => () => typist.stopped(), [typist])
  return {
    text,
    change(next: string): void {
      setText(next)
      room.drafts.set(conversationId, next)
      typist.typed(next)
    },
    send(): void {
      const words = keepText(text, textLimits.SendMessageRequest.text.shape)
      if (words === '') return
      thread.send({ text: words })
      haptic.light()
      typist.stopped()
      setText('')
      room.drafts.delete(conversationId)
    },
  }
}

/** Makes a text field as high as its text. */
export function useFittingHeight(field: RefObject<HTMLTextAreaElement | null>, text: string): void {
  useLayoutEffect(() => {
    const element = field.current
    if (element === null) return
    element.style.height = 'auto'
    element.style.height = `${element.scrollHeight + 3}px`
  }, [field, text])
}
