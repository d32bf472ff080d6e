import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

import { type Broadcast, newMessageId } from '@kindred/client'
import { locales } from '@kindred/locales'

import { keys } from '../../ground/keys.js'
import { useClient } from '../../ground/session.js'
import { useTexts } from '../../ground/texts.js'
import { problemText } from '../../ground/words.js'
import { Button } from '../../kit/button.js'
import { everybody } from './audience.js'
import { AudienceFields } from './audience-fields.js'
import { leftOf, TextField } from './text-field.js'

const blank = Object.fromEntries(locales.map((locale) => [locale, '']))

/** Writes news in every language and has it counted whom they are for; nothing is sent. */
export function NewsForm() {
  const { t } = useTexts()
  const [texts, setTexts] = useState(blank)
  const [audience, setAudience] = useState(everybody)
  const { mutate, isPending, isSuccess, error, reset } = usePrepare(() => setTexts(blank))
  const all = locales.map((locale) => ({ language: locale, text: texts[locale] ?? '' }))
  const isWhole = all.every(({ text }) => text.trim() !== '' && leftOf(text) >= 0)
  return (
    <form
      className="panel"
      onSubmit={(event) => {
        event.preventDefault()
        const { language, days, verified } = audience
        mutate({
          texts: all,
          ...(language !== undefined && { language }),
          ...(days !== undefined && { active_within_days: days }),
          verified_only: verified,
        })
      }}
    >
      <h2>{t('console-news-write')}</h2>
      <p className="muted">{t('console-news-write-text')}</p>
      <div className="news-texts">
        {locales.map((locale) => (
          <TextField
            key={locale}
            locale={locale}
            text={texts[locale] ?? ''}
            onChange={(text) => {
              reset()
              setTexts({ ...texts, [locale]: text })
            }}
          />
        ))}
      </div>
      <AudienceFields audience={audience} onChange={setAudience} />
      {error !== null && (
        <p role="alert" className="wrong">
          {problemText(t, error)}
        </p>
      )}
      <p className="muted" role="status">
        {isSuccess ? t('console-news-prepared') : !isWhole && t('console-news-missing')}
      </p>
      <Button kind="main" type="submit" busy={isPending} disabled={!isWhole}>
        {t('console-news-count')}
      </Button>
    </form>
  )
}

/** Prepares news once, however often the same ones are asked for after an answer that got lost. */
function usePrepare(onDone: () => void) {
  const client = useClient()
  const queries = useQueryClient()
  const [key, setKey] = useState(() => ({ id: newMessageId(), of: '' }))
  return useMutation({
    mutationFn: (request: Parameters<typeof client.notification.createBroadcast>[0]): Promise<Broadcast> => {
      const of = JSON.stringify(request)
      const own = key.of === of ? key : { id: newMessageId(), of }
      setKey(own)
      return client.notification.createBroadcast(request, { idempotencyKey: own.id })
    },
    onSuccess() {
      setKey({ id: newMessageId(), of: '' })
      onDone()
      return queries.invalidateQueries({ queryKey: keys.news })
    },
  })
}
