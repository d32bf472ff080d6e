import { type SubmitEvent, useState } from 'react'

import { newMessageId, type ReportReason, textLimits } from '@kindred/client'
import { keepText } from '@kindred/kernel/text'

import { useClosingConfirmation } from '../../ground/telegram/buttons.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { Button } from '../../kit/button.js'
import { Counter } from '../../kit/counter.js'
import { TextArea } from '../../kit/field.js'
import { Sheet } from '../../kit/sheet.js'
import { leftOf } from '../../kit/text-limit.js'
import { NextSteps } from './next-steps.js'
import { reasonKey } from './reasons.js'
import type { Reported } from './reported.js'
import { useReport } from './use-report.js'

interface ReportFormProps {
  readonly about: Reported
  readonly reason: ReportReason
  onSent(): void
  onClose(): void
}

const limit = textLimits.ReportPersonRequest.details
const next = ['look', 'untold', 'kept', 'answer'] as const

/** Takes the words of a report and says what happens with it. */
export function ReportForm({ about, reason, onSent, onClose }: ReportFormProps) {
  const { t } = useI18n()
  // A report that is sent again with the same words is the same report.
  const [draft, setDraft] = useState({ details: '', key: newMessageId() })
  const [isMissing, setIsMissing] = useState(false)
  const { send, isSending, failure } = useReport(about, onSent)
  const { details, key } = draft
  const isEmpty = keepText(details, limit.shape) === ''
  const isTooLong = leftOf(details, limit) < 0
  useClosingConfirmation(!isEmpty)
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const lacksWords = reason === 'OTHER' && isEmpty
    setIsMissing(lacksWords)
    if (!lacksWords && !isTooLong) send({ reason, details, key })
  }
  return (
    <Sheet title={t(reasonKey(reason))} onClose={onClose}>
      <form className="safety-form" noValidate onSubmit={submit}>
        <TextArea
          label={t(reason === 'OTHER' ? 'report-details-other' : 'report-details')}
          hint={t('report-details-hint')}
          error={isMissing ? t('report-details-missing') : undefined}
          value={details}
          onChange={({ target }) => setDraft({ details: target.value, key: newMessageId() })}
        />
        <Counter text={details} limit={limit} />
        <NextSteps title={t('report-next')} lines={next.map((each) => t(`report-next-${each}`))} />
        <p className="muted small">{t('report-danger')}</p>
        {failure !== undefined && (
          <p className="error" role="alert">
            {failure}
          </p>
        )}
        <Button wide type="submit" busy={isSending} disabled={isTooLong}>
          {t('report-send')}
        </Button>
      </form>
    </Sheet>
  )
}
