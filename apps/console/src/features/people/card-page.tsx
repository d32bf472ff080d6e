import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from 'wouter'

import type { PersonCard } from '@kindred/client'

import { keys } from '../../ground/keys.js'
import { useClient } from '../../ground/session.js'
import { useTexts } from '../../ground/texts.js'
import { slug } from '../../ground/words.js'
import { Severity } from '../../kit/severity.js'
import { Failure, Loading } from '../../kit/states.js'
import { Ago, Moment } from '../../kit/times.js'
import { Marks, OneDecision } from '../case/index.js'
import { LiftForm } from './lift-form.js'
import { StandingBadge } from './standing-badge.js'

import './people.css'

/** One person on one card. Each look is recorded. */
export function CardPage() {
  const { t } = useTexts()
  const { userId = '' } = useParams()
  const client = useClient()
  const queries = useQueryClient()
  const { data, error, refetch } = useQuery({
    queryKey: keys.card(userId),
    queryFn: ({ signal }) => client.safety.getPersonCard({ user_id: userId }, { signal }),
    staleTime: Infinity,
    gcTime: 0,
    refetchOnReconnect: false,
  })
  return (
    <>
      <p>
        <Link href="/people">{t('console-back-to-people')}</Link>
      </p>
      {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Loading />}
      {data !== undefined && (
        <Card
          userId={userId}
          card={data}
          onLifted={() => {
            void queries.invalidateQueries({ queryKey: keys.people('').slice(0, 1) })
            void refetch()
          }}
        />
      )}
    </>
  )
}

function Card({ userId, card, onLifted }: { userId: string; card: PersonCard; onLifted: () => void }) {
  const { t } = useTexts()
  const { person, decisions, marks, open_cases: cases, standing_ends_at: endsAt } = card
  const isHeld = person !== undefined && person.standing !== 'GOOD'
  return (
    <>
      <div>
        <h1 dir="auto">
          {person?.name || t('console-person-unnamed')}
          {person && person.age > 0 && `, ${person.age}`}
        </h1>
        <div className="row">
          {person && <StandingBadge standing={person.standing} />}
          {endsAt !== undefined && (
            <span className="muted">
              {t('console-until')} <Moment at={endsAt} />
            </span>
          )}
          {card.verified && <span className="badge badge-good">{t('console-verified')}</span>}
          <bdi className="muted">{person?.city}</bdi>
        </div>
      </div>
      <div className="card-columns">
        <Counts userId={userId} card={card} />
        <section className="panel" aria-labelledby="open">
          <h2 id="open">{t('console-open-cases')}</h2>
          {cases.length === 0 && <p className="muted">{t('console-open-cases-none')}</p>}
          {cases.map((each) => (
            <p key={each.case_id} className="row">
              <Severity value={each.severity} />
              <Link href={`/cases/${each.case_id}`}>{t(`console-kind-${slug(each.kind)}`)}</Link>
              <span className="muted">
                <Ago at={each.opened_at} />
              </span>
            </p>
          ))}
        </section>
        <section className="panel" aria-labelledby="decisions">
          <h2 id="decisions">{t('console-history')}</h2>
          {decisions.length === 0 && <p className="muted">{t('console-history-none')}</p>}
          {decisions.map((decision) => (
            <OneDecision key={decision.decision_id} decision={decision} />
          ))}
        </section>
        {isHeld && <LiftForm userId={userId} onLifted={onLifted} />}
        {marks.length > 0 && <Marks marks={marks} />}
      </div>
    </>
  )
}

function Counts({ userId, card }: { userId: string; card: PersonCard }) {
  const { t } = useTexts()
  const facts = [
    [t('console-card-sessions'), card.sessions],
    [t('console-card-received'), card.reports_received],
    [t('console-card-valid'), card.valid_reports],
    [t('console-card-made'), card.reports_made],
    [t('console-card-weight'), `${Math.round(card.reporter_weight * 100)} %`],
  ] as const
  return (
    <section className="panel" aria-labelledby="counts">
      <h2 id="counts">{t('console-card-facts')}</h2>
      <dl className="facts">
        <dt>{t('console-card-id')}</dt>
        <dd className="mono">{userId}</dd>
        <dt>{t('console-card-since')}</dt>
        <dd>
          {card.signed_up_at === undefined ? t('console-card-gone') : <Moment at={card.signed_up_at} />}
        </dd>
        {facts.map(([name, value]) => (
          <Fact key={name} name={name} value={value} />
        ))}
      </dl>
    </section>
  )
}

const Fact = ({ name, value }: { name: string; value: string | number }) => (
  <>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </>
)
