import '../../kit/field.css'

import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'

import { useI18n } from '../../app/i18n.js'
import { IconButton } from '../../kit/button.js'
import { useLive } from '../../live/live-provider.js'
import { haptic } from '../../telegram/bridge.js'
import { useClosingConfirmation } from '../../telegram/buttons.js'
import { type ThreadStore } from './thread-store.js'
import { createTypist } from './typist.js'

const longest = 4_000
/** With a real keyboard Enter sends; on a phone it starts a new line, as in Telegram. */
const enterSends = (): boolean => matchMedia('(pointer: fine)').matches

/** Where a message is written; what is not sent stays as a draft while the app is open. */
export function Composer({ conversationId, thread }: { conversationId: string; thread: ThreadStore }) {
  const { t } = useI18n()
  const { room, live } = useLive()
  const [text, setText] = useState(room.drafts.get(conversationId) ?? '')
  const field = useRef<HTMLTextAreaElement>(null)
  const typist = useMemo(
    () => createTypist((state) => void live?.setTyping(conversationId, state).catch(() => {})),
    [live, conversationId],
  )
  useEffect(() => () => typist.stopped(), [typist])
  useClosingConfirmation(text.trim() !== '')
  useLayoutEffect(() => {
    const element = field.current
    if (element === null) return
    element.style.height = 'auto'
    element.style.height = `${element.scrollHeight + 3}px`
  }, [text])

  const change = (next: string): void => {
    setText(next)
    room.drafts.set(conversationId, next)
    typist.typed(next)
  }
  const send = (): void => {
    const words = text.trim()
    if (words === '') return
    thread.send(words)
    haptic.light()
    typist.stopped()
    setText('')
    room.drafts.delete(conversationId)
    field.current?.focus()
  }
  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <textarea
        ref={field}
        className="input"
        rows={1}
        maxLength={longest}
        placeholder={t('chat-input')}
        aria-label={t('chat-input')}
        enterKeyHint={enterSends() ? 'send' : 'enter'}
        value={text}
        onChange={(event) => change(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing || !enterSends()) return
          event.preventDefault()
          send()
        }}
      />
      <IconButton
        className="composer-send"
        icon="up"
        type="submit"
        label={t('chat-send')}
        disabled={text.trim() === ''}
        onPointerDown={(event) => event.preventDefault()}
      />
    </form>
  )
}
