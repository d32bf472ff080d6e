import { useRef } from 'react'

import { textLimits } from '@kindred/client'
import { keepText } from '@kindred/kernel/text'

import { useClosingConfirmation } from '../../ground/telegram/buttons.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { IconButton } from '../../kit/button.js'
import { Counter } from '../../kit/counter.js'
import { leftOf } from '../../kit/text-limit.js'
import type { ThreadStore } from '../../stores/threads/thread-store.js'
import { NudgeSheet, useNudge } from '../advice/index.js'
import { useDraft, useFittingHeight } from './use-draft.js'
import { useEarly } from './use-early.js'

import '../../kit/field.css'

const limit = textLimits.SendMessageRequest.text
/** With a real keyboard Enter sends; on a phone it starts a new line, as in Telegram. */
const enterSends = (): boolean => matchMedia('(pointer: fine)').matches

export function Composer({ conversationId, thread }: { conversationId: string; thread: ThreadStore }) {
  const { t } = useI18n()
  const { text, change, send } = useDraft(conversationId, thread)
  const isEarly = useEarly(thread)
  const nudge = useNudge(send)
  const field = useRef<HTMLTextAreaElement>(null)
  const isEmpty = keepText(text, limit.shape) === ''
  const isTooLong = leftOf(text, limit) < 0
  useClosingConfirmation(!isEmpty)
  useFittingHeight(field, text)
  const submit = (event: { preventDefault(): void }): void => {
    event.preventDefault()
    if (!isTooLong && isEarly()) nudge.sendOrAsk(text)
    else if (!isTooLong) send()
    field.current?.focus()
  }
  return (
    <form className="composer" onSubmit={submit}>
      <Counter text={text} limit={limit} />
      <textarea
        ref={field}
        className="input"
        dir="auto"
        rows={1}
        placeholder={t('chat-input')}
        aria-label={t('chat-input')}
        aria-invalid={isTooLong || undefined}
        enterKeyHint={enterSends() ? 'send' : 'enter'}
        value={text}
        onChange={(event) => change(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing && enterSends())
            submit(event)
        }}
      />
      <IconButton
        className="composer-send"
        icon="up"
        type="submit"
        label={t('chat-send')}
        disabled={isEmpty || isTooLong}
        onPointerDown={(event) => event.preventDefault()}
      />
      {nudge.advice && <NudgeSheet advice={nudge.advice} onSend={nudge.sendAnyway} onClose={nudge.close} />}
    </form>
  )
}
