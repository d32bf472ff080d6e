import { useState } from 'react'

import { useClient } from '../../ground/session/session.js'
import type { Refusal } from '../../ground/session/sign-in.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { Button } from '../../kit/button.js'
import { Card } from '../../kit/card.js'
import { dayAndTime } from '../../kit/clock-time.js'
import { EmptyState } from '../../kit/states.js'
import { AppealForm } from './appeal-form.js'

import './safety.css'

/** What somebody sees who is suspended or banned: until when, by which rule, and how to appeal. */
export function ShutOutPage({ refusal, onRetry }: { refusal: Refusal; onRetry(): void }) {
  const { t, label, locale } = useI18n()
  const { endsAt, rule, appealToken } = refusal
  const isOver = endsAt !== undefined && endsAt.getTime() <= Date.now()
  const state = endsAt === undefined ? 'banned' : isOver ? 'over' : 'suspended'
  return (
    <div className="shut-out">
      <EmptyState
        icon="lock"
        title={t(`shut-out-${state}-title`)}
        text={
          endsAt !== undefined && !isOver
            ? t('shut-out-suspended-text', { date: dayAndTime(endsAt, locale) })
            : t(isOver ? 'shut-out-over-text' : 'shut-out-banned-text')
        }
      >
        {endsAt !== undefined && (
          <Button kind={isOver ? 'main' : 'plain'} icon="retry" onClick={onRetry}>
            {t('app-try-again')}
          </Button>
        )}
      </EmptyState>
      <Card>
        <h2>{t('rule-title')}</h2>
        <p>{label('rule', rule, t('rule-other'))}</p>
        <p className="muted">{t('decision-look')}</p>
      </Card>
      {appealToken !== undefined && <Appeal token={appealToken} />}
    </div>
  )
}

function Appeal({ token }: { token: string }) {
  const { t } = useI18n()
  const client = useClient()
  const [state, setState] = useState<'closed' | 'open' | 'sent'>('closed')
  const send = (text: string): Promise<unknown> =>
    client.safety.appealFromOutside({ appeal_token: token, text })
  if (state === 'sent')
    return (
      <Card>
        <p role="status">{t('appeal-sent')}</p>
      </Card>
    )
  return (
    <Card>
      <h2>{t('appeal-title')}</h2>
      {state === 'open' ? (
        <AppealForm send={send} onSent={() => setState('sent')} />
      ) : (
        <>
          <p className="muted">{t('appeal-text')}</p>
          <Button kind="soft" onClick={() => setState('open')}>
            {t('appeal-action')}
          </Button>
        </>
      )}
    </Card>
  )
}
