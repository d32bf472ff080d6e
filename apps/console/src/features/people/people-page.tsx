import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { Link } from 'wouter'

import { keys } from '../../ground/keys.js'
import { useClient } from '../../ground/session.js'
import { useTexts } from '../../ground/texts.js'
import { Button } from '../../kit/button.js'
import { Failure, Loading, Notice } from '../../kit/states.js'
import { useKeys } from '../../kit/use-keys.js'
import { StandingBadge } from './standing-badge.js'

import './people.css'

/** People by the beginning of their name, or by id. */
export function PeoplePage() {
  const { t } = useTexts()
  const [text, setText] = useState(() => new URLSearchParams(window.location.search).get('query') ?? '')
  const [query, setQuery] = useState(text)
  const input = useRef<HTMLInputElement>(null)
  const focus = (): void => input.current?.focus()
  useEffect(focus, [])
  useKeys({ '/': focus })
  const search = (): void => {
    const wanted = text.trim()
    setQuery(wanted)
    // A way back to the same list.
    const address = wanted === '' ? '' : `?query=${encodeURIComponent(wanted)}`
    window.history.replaceState(
      window.history.state,
      '',
      `${window.location.pathname}${address}${window.location.hash}`,
    )
  }
  return (
    <>
      <h1>{t('console-nav-people')}</h1>
      <form
        role="search"
        className="search"
        onSubmit={(event) => {
          event.preventDefault()
          search()
        }}
      >
        <label className="field">
          <span>{t('console-people-label')}</span>
          <input
            ref={input}
            className="input"
            type="search"
            dir="auto"
            maxLength={64}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </label>
        <Button kind="main" type="submit">
          {t('console-people-search')}
        </Button>
      </form>
      {query === '' ? <p className="muted">{t('console-people-hint')}</p> : <Found query={query} />}
    </>
  )
}

function Found({ query }: { query: string }) {
  const { t } = useTexts()
  const client = useClient()
  const { data, error, refetch } = useQuery({
    queryKey: keys.people(query),
    queryFn: ({ signal }) => client.safety.findPeople({ query }, { signal }),
  })
  if (error !== null) return <Failure error={error} onRetry={() => void refetch()} />
  if (data === undefined) return <Loading lines={3} />
  if (data.people.length === 0)
    return <Notice title={t('console-people-none')} text={t('console-people-none-text', { query })} />
  return (
    <ul className="people">
      {data.people.map(({ user_id: userId, name, age, city, standing }) => (
        <li key={userId}>
          <Link href={`/people/${userId}`} className="person">
            <span>
              <b dir="auto">{name || t('console-person-unnamed')}</b>
              {age > 0 && `, ${age}`}
            </span>
            <bdi className="muted">{city}</bdi>
            <StandingBadge standing={standing} />
          </Link>
        </li>
      ))}
    </ul>
  )
}
