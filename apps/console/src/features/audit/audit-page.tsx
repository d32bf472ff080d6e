import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'

import type { AuditRecord } from '@kindred/client'

import { keys } from '../../ground/keys.js'
import { useClient } from '../../ground/session.js'
import { useTexts } from '../../ground/texts.js'
import { Button } from '../../kit/button.js'
import { Words } from '../../kit/people-words.js'
import { Failure, Loading, Notice } from '../../kit/states.js'
import { Moment } from '../../kit/times.js'
import { Verification } from './verification.js'

import './audit.css'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** What staff looked at and decided, the newest first. */
export function AuditPage() {
  const { t } = useTexts()
  const [actor, setActor] = useState('')
  const [subject, setSubject] = useState('')
  return (
    <>
      <h1>{t('console-nav-audit')}</h1>
      <Verification />
      <div className="audit-filters">
        <IdField label={t('console-audit-actor')} value={actor} onChange={setActor} />
        <IdField label={t('console-audit-subject')} value={subject} onChange={setSubject} />
      </div>
      <Records actor={uuid.test(actor) ? actor : ''} subject={uuid.test(subject) ? subject : ''} />
    </>
  )
}

function IdField(props: { label: string; value: string; onChange: (value: string) => void }) {
  const { t } = useTexts()
  return (
    <label className="field">
      <span>{props.label}</span>
      <input
        className="input mono"
        value={props.value}
        placeholder={t('console-audit-anybody')}
        onChange={(event) => props.onChange(event.target.value.trim())}
      />
    </label>
  )
}

function Records({ actor, subject }: { actor: string; subject: string }) {
  const { t } = useTexts()
  const client = useClient()
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: keys.audit(actor, subject),
    queryFn: ({ pageParam, signal }) =>
      client.safety.listAudit(
        {
          page_size: 50,
          page_token: pageParam,
          ...(actor !== '' && { actor_id: actor }),
          ...(subject !== '' && { subject_id: subject }),
        },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: ({ next_page_token: token }) => (token === '' ? undefined : token),
    staleTime: 0,
  })
  if (data === undefined)
    return error === null ? <Loading /> : <Failure error={error} onRetry={() => void refetch()} />
  const records = data.pages.flatMap((page) => page.records)
  if (records.length === 0) return <Notice title={t('console-audit-none')} />
  return (
    <>
      <ol className="records">
        {records.map((record) => (
          <Record key={record.number} record={record} />
        ))}
      </ol>
      {hasNextPage && (
        <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('console-more')}
        </Button>
      )}
    </>
  )
}

function Record({ record }: { record: AuditRecord }) {
  const { t } = useTexts()
  const { number, at, action, reason, before, after, hash } = record
  return (
    <li className="panel record">
      <div className="row">
        <b>#{number}</b>
        <span className="mono">{action}</span>
        <span className="muted">
          <Moment at={at} />
        </span>
        {record.actor_id === undefined ? (
          <span className="badge">{t('console-by-system')}</span>
        ) : (
          <Link className="mono" href={`/people/${record.actor_id}`}>
            {t('console-audit-by', { id: shortened(record.actor_id) })}
          </Link>
        )}
        {record.subject_id !== undefined && (
          <Link className="mono" href={`/people/${record.subject_id}`}>
            {t('console-audit-about', { id: shortened(record.subject_id) })}
          </Link>
        )}
        {record.case_id !== undefined && (
          <Link href={`/cases/${record.case_id}`}>{t('console-audit-case')}</Link>
        )}
      </div>
      {reason !== '' && <Words>{reason}</Words>}
      <details>
        <summary>{t('console-audit-more')}</summary>
        {before !== '' && <pre className="mono">− {before}</pre>}
        {after !== '' && <pre className="mono">+ {after}</pre>}
        <p className="mono muted">{hash}</p>
      </details>
    </li>
  )
}

/** The end of an id differs, its beginning is the time. */
const shortened = (id: string): string => `…${id.slice(-8)}`
