import { useMutation, useQueryClient } from '@tanstack/react-query'

import { KindredError, type ReportReason } from '@kindred/client'
import type { Translator } from '@kindred/locales'
import { haptic } from '@kindred/miniapp/telegram/bridge'

import { useClient } from '../../ground/session/session.js'
import { keys } from '../../ground/state/keys.js'
import { failureKey } from '../../ground/texts/failure.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { momentWords } from '../../kit/moment-words.js'
import type { Reported } from './reported.js'

interface Words {
  readonly reason: ReportReason
  readonly details: string
  /** The same for the same words. */
  readonly key: string
}

/** Sends a report; a failure keeps the words and says why. */
export function useReport({ userId, context }: Reported, onSent: () => void) {
  const { t, locale } = useI18n()
  const client = useClient()
  const queries = useQueryClient()
  const { mutate, isPending, error } = useMutation({
    mutationFn: ({ reason, details, key }: Words) =>
      client.safety.reportPerson(
        { reason, details, context, ...(userId === undefined ? {} : { target_user_id: userId }) },
        { idempotencyKey: key },
      ),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: keys.reports })
      onSent()
    },
    onError: () => haptic.error(),
  })
  return {
    send: mutate,
    isSending: isPending,
    failure: error === null ? undefined : whyNot(error, t, locale),
  }
}

function whyNot(error: Error, t: Translator['t'], locale: string): string {
  if (!(error instanceof KindredError)) return t(failureKey(error))
  const { code, retryAfter } = error
  if (code === 'TARGET_NOT_FOUND') return t('report-gone')
  return code === 'REPORTS_USED_UP' && retryAfter !== undefined
    ? t('report-used-up', momentWords(new Date(Date.now() + retryAfter * 1000), locale))
    : t(failureKey(error))
}
