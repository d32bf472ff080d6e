import { useId, useState } from 'react'

import type { Broadcast } from '@kindred/client'
import { locales, nameOfLocale } from '@kindred/locales'

import { useTexts } from '../../ground/texts.js'
import { slug } from '../../ground/words.js'
import { Button } from '../../kit/button.js'
import { Words } from '../../kit/people-words.js'
import { Moment } from '../../kit/times.js'
import { isUnderWay, useNewsAct } from './use-news.js'

/** News that were prepared: to whom, how far they are, and what can be done. */
export function NewsItem({ news }: { news: Broadcast }) {
  const { t, locale } = useTexts()
  const title = useId()
  const { state, texts, created_at: at } = news
  // Whoever is in the queue does not have it yet.
  const stage = isUnderWay(news) ? 'SENDING' : state
  const shown = texts.find(({ language }) => language === locale) ?? texts[0]
  return (
    <section className="panel" aria-labelledby={title}>
      <div className="row">
        <h2 id={title} className="news-title" dir="auto">
          {shown?.text.split('\n')[0]}
        </h2>
        <span className={badges[stage]}>{t(`console-news-state-${slug(stage)}`)}</span>
        <span className="muted">
          <Moment at={at} />
        </span>
      </div>
      <p>{audienceWords(news, t)}</p>
      <Standing news={news} />
      <details>
        <summary>{t('console-news-texts')}</summary>
        {texts.map(({ language, text }) => (
          <div key={language} lang={language}>
            <h3>{languageName(language)}</h3>
            <Words>{text}</Words>
          </div>
        ))}
      </details>
      <Acts news={news} />
    </section>
  )
}

const badges: Readonly<Record<Broadcast['state'], string>> = {
  COUNTING: 'badge',
  READY: 'badge badge-warn',
  SENDING: 'badge badge-good',
  QUEUED: 'badge badge-good',
  STOPPED: 'badge',
}

function languageName(language: string): string {
  const locale = locales.find((one) => one === language)
  return locale === undefined ? language : nameOfLocale(locale)
}

function audienceWords(
  { language, active_within_days: days, verified_only: verified }: Broadcast,
  t: ReturnType<typeof useTexts>['t'],
): string {
  const words = [
    ...(language === '' ? [] : [t('console-news-to-readers', { language: languageName(language) })]),
    ...(days > 0 ? [t('console-news-to-active', { count: days })] : []),
    ...(verified ? [t('console-news-to-verified')] : []),
  ]
  return words.length === 0 ? t('console-news-to-all') : words.join(' ')
}

/** The dry run before the start, afterwards who has them. */
function Standing({ news }: { news: Broadcast }) {
  const { t } = useTexts()
  const { state, people, opted_out: out, queued, waiting, sent, failed } = news
  if (state === 'COUNTING') return <p aria-busy="true">{t('console-news-counting')}</p>
  if (state === 'READY')
    return (
      <p>
        <b>{t('console-news-people', { count: people })}</b>{' '}
        <span className="muted">{t('console-news-out', { count: out })}</span>
      </p>
    )
  const goal = Math.max(queued, state === 'SENDING' ? people : 0)
  return (
    <>
      <progress
        className="news-progress"
        aria-label={t('console-news-progress')}
        max={Math.max(1, goal)}
        value={sent + failed}
      />
      <dl className="facts">
        <dt>{t('console-news-sent')}</dt>
        <dd>{sent}</dd>
        <dt>{t('console-news-failed')}</dt>
        <dd>{failed}</dd>
        <dt>{t('console-news-waiting')}</dt>
        <dd>{waiting}</dd>
      </dl>
    </>
  )
}

function Acts({ news }: { news: Broadcast }) {
  const { t } = useTexts()
  const { broadcast_id: id, state, people } = news
  const { mutate, isPending } = useNewsAct(id)
  return (
    <div className="row">
      {state === 'READY' && people > 0 && (
        <Send people={people} busy={isPending} onSend={() => mutate('start')} />
      )}
      {(state === 'READY' || state === 'COUNTING' || isUnderWay(news)) && (
        <Button kind="danger" busy={isPending} onClick={() => mutate('stop')}>
          {t(isUnderWay(news) ? 'console-news-stop' : 'console-news-throw-away')}
        </Button>
      )}
    </div>
  )
}

/** Asks once more by its own words: what is sent cannot be taken back. */
function Send({ people, busy, onSend }: { people: number; busy: boolean; onSend: () => void }) {
  const { t } = useTexts()
  const [asks, setAsks] = useState(false)
  return asks ? (
    <Button autoFocus kind="main" busy={busy} onClick={onSend} onBlur={() => setAsks(busy)}>
      {t('console-news-send-sure', { count: people })}
    </Button>
  ) : (
    <Button kind="main" busy={busy} onClick={() => setAsks(true)}>
      {t('console-news-send', { count: people })}
    </Button>
  )
}
