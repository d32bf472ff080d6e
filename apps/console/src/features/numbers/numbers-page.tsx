import { useQuery } from '@tanstack/react-query'

import type { CountOverTime, GetNumbersResponse } from '@kindred/client'

import { keys } from '../../ground/keys.js'
import { useClient } from '../../ground/session.js'
import { useTexts } from '../../ground/texts.js'
import { slug } from '../../ground/words.js'
import { Failure, Loading } from '../../kit/states.js'
import { Ago } from '../../kit/times.js'

const counted = ['sign_ups', 'active', 'likes', 'matches', 'messages', 'reports', 'decisions'] as const

/** How the community does, and how long the queue is. */
export function NumbersPage() {
  const { t } = useTexts()
  const client = useClient()
  const { data, error, refetch } = useQuery({
    queryKey: keys.numbers,
    queryFn: ({ signal }) => client.safety.getNumbers({}, { signal }),
    refetchInterval: 60_000,
  })
  return (
    <>
      <h1>{t('console-nav-numbers')}</h1>
      {data === undefined && error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Loading />}
      {data && (
        <>
          <Counts numbers={data} />
          <Queues queue={data.queue} />
        </>
      )}
    </>
  )
}

function Counts({ numbers }: { numbers: GetNumbersResponse }) {
  const { t, locale } = useTexts()
  const written = (count: CountOverTime | undefined, span: keyof CountOverTime): string =>
    count === undefined ? '–' : count[span].toLocaleString(locale)
  return (
    <section className="panel table-room" tabIndex={0} aria-label={t('console-numbers-community')}>
      <table className="table">
        <caption className="hidden">{t('console-numbers-community')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('console-numbers-community')}</th>
            <th scope="col" className="number">
              {t('console-numbers-day')}
            </th>
            <th scope="col" className="number">
              {t('console-numbers-month')}
            </th>
          </tr>
        </thead>
        <tbody>
          {counted.map((name) => (
            <tr key={name}>
              <td>{t(`console-numbers-${slug(name)}`)}</td>
              <td className="number">{written(numbers[name], 'last_day')}</td>
              <td className="number">{written(numbers[name], 'last_month')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Queues({ queue }: Pick<GetNumbersResponse, 'queue'>) {
  const { t } = useTexts()
  return (
    <section className="panel" aria-labelledby="queues">
      <h2 id="queues">{t('console-numbers-queue')}</h2>
      {queue.every(({ cases }) => cases === 0) && <p className="muted">{t('console-empty-waiting')}</p>}
      <ul>
        {queue
          .filter(({ cases }) => cases > 0)
          .map(({ kind, cases, oldest_at: oldest }) => (
            <li key={kind} className="row">
              <b>{t(`console-kind-${slug(kind)}`)}</b>
              <span>{cases}</span>
              {oldest !== undefined && (
                <span className="muted">
                  {t('console-numbers-oldest')} <Ago at={oldest} />
                </span>
              )}
            </li>
          ))}
      </ul>
    </section>
  )
}
