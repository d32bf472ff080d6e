import { useMutation } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'

import { KindredError, textLimits } from '@kindred/client'
import { keepText } from '@kindred/kernel/text'
import { haptic } from '@kindred/miniapp/telegram/bridge'

import { useClosingConfirmation } from '../../ground/telegram/buttons.js'
import { failureKey } from '../../ground/texts/failure.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { Button } from '../../kit/button.js'
import { Counter } from '../../kit/counter.js'
import { TextArea } from '../../kit/field.js'
import { leftOf } from '../../kit/text-limit.js'

import './safety.css'

interface AppealFormProps {
  send(words: string): Promise<unknown>
  onSent(): void
}

const limit = textLimits.AppealDecisionRequest.text

/** Takes the words of the one appeal. */
export function AppealForm({ send, onSent }: AppealFormProps) {
  const { t } = useI18n()
  const [words, setWords] = useState('')
  const [isMissing, setIsMissing] = useState(false)
  const appeal = useMutation({
    mutationFn: send,
    onSuccess: () => {
      haptic.success()
      onSent()
    },
    onError: () => haptic.error(),
  })
  const isEmpty = keepText(words, limit.shape) === ''
  const isTooLong = leftOf(words, limit) < 0
  useClosingConfirmation(!isEmpty)
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    setIsMissing(isEmpty)
    if (!isEmpty && !isTooLong) appeal.mutate(words)
  }
  return (
    <form className="safety-form" noValidate onSubmit={submit}>
      <TextArea
        label={t('appeal-words')}
        hint={t('appeal-text')}
        error={isMissing ? t('appeal-words-missing') : undefined}
        value={words}
        onChange={({ target }) => setWords(target.value)}
      />
      <Counter text={words} limit={limit} />
      {appeal.isError && (
        <p className="error" role="alert">
          {t(whyNot(appeal.error))}
        </p>
      )}
      <Button wide type="submit" busy={appeal.isPending} disabled={isTooLong}>
        {t('appeal-send')}
      </Button>
    </form>
  )
}

const failures = {
  APPEAL_ALREADY_MADE: 'appeal-already',
  APPEAL_NOT_POSSIBLE: 'appeal-not-possible',
  DECISION_NOT_FOUND: 'appeal-not-possible',
  APPEAL_TOKEN_INVALID: 'appeal-expired',
} as const

function whyNot(error: Error) {
  const code = error instanceof KindredError ? error.code : ''
  return Object.hasOwn(failures, code) ? failures[code as keyof typeof failures] : failureKey(error)
}
