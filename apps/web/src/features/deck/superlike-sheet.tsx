import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { textLimits } from '@kindred/client'
import { keepText } from '@kindred/kernel/text'

import { useClient } from '../../ground/session/session.js'
import { keys } from '../../ground/state/keys.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { Button } from '../../kit/button.js'
import { clockTime } from '../../kit/clock-time.js'
import { Counter } from '../../kit/counter.js'
import { TextArea } from '../../kit/field.js'
import { Sheet } from '../../kit/sheet.js'
import { leftOf } from '../../kit/text-limit.js'
import { NudgeSheet, useNudge } from '../advice/index.js'

const limit = textLimits.LikeRequest.message

interface SuperlikeSheetProps {
  readonly name: string
  onSend(message: string): void
  onClose(): void
}

/** Asks for a few words before one of the day's superlikes is spent. */
export function SuperlikeSheet({ name, onSend, onClose }: SuperlikeSheetProps) {
  const { t, locale } = useI18n()
  const client = useClient()
  const [message, setMessage] = useState('')
  const { data } = useQuery({
    queryKey: keys.superlikes,
    queryFn: () => client.discovery.getSuperlikes(),
    staleTime: 0,
  })
  const usedUp = data?.left === 0
  const isTooLong = leftOf(message, limit) < 0
  const nudge = useNudge(() => onSend(keepText(message, limit.shape)))
  const send = (): void => {
    if (!usedUp && !isTooLong) nudge.sendOrAsk(message)
  }
  const nextAt = usedUp && data.next_at ? new Date(data.next_at) : undefined
  return (
    <>
      <Sheet title={t('superlike-title', { name })} onClose={onClose}>
        <form
          className="superlike"
          onSubmit={(event) => {
            event.preventDefault()
            send()
          }}
        >
          <p className="muted">{t('superlike-text', { name })}</p>
          <TextArea
            label={t('superlike-message')}
            hint={<Counter text={message} limit={limit} />}
            rows={3}
            data-autofocus
            value={message}
            onChange={(event) => setMessage(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
              event.preventDefault()
              send()
            }}
          />
          <Button wide type="submit" icon="star" disabled={usedUp || isTooLong}>
            {t('superlike-send')}
          </Button>
          {data && (
            <p className="muted small superlike-left" role="status">
              {t('superlike-left', { count: data.left })}
              {nextAt && ` ${t('superlike-next', { time: clockTime(nextAt, locale) })}`}
            </p>
          )}
        </form>
      </Sheet>
      {nudge.advice && <NudgeSheet advice={nudge.advice} onSend={nudge.sendAnyway} onClose={nudge.close} />}
    </>
  )
}
