import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

import type { Session } from '@kindred/client'

import { useBack } from '../../ground/browser/navigation.js'
import { useClient } from '../../ground/session/session.js'
import { keys } from '../../ground/state/keys.js'
import { failureKey } from '../../ground/texts/failure.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { LoadingRows } from '../../kit/bones.js'
import { Button } from '../../kit/button.js'
import { List, Row } from '../../kit/card.js'
import { dayAndTime } from '../../kit/clock-time.js'
import { Question } from '../../kit/question.js'
import { Screen } from '../../kit/screen.js'
import { ErrorState } from '../../kit/states.js'
import { useToast } from '../../kit/toast.js'

/** The person's sessions; each other one can be ended. */
export function SessionsPage() {
  const { t } = useI18n()
  const client = useClient()
  const { data, error, refetch } = useQuery({
    queryKey: keys.sessions,
    queryFn: ({ signal }) => client.auth.listSessions({ page_size: 100 }, { signal }),
    staleTime: 0,
  })
  return (
    <Screen title={t('settings-sessions')} onBack={useBack('/settings')}>
      <p className="muted">{t('settings-sessions-text')}</p>
      {data ? (
        <List label={t('settings-sessions')}>
          {data.sessions.map((session) => (
            <SessionRow key={session.session_id} session={session} />
          ))}
        </List>
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <LoadingRows count={2} />
      )}
    </Screen>
  )
}

function SessionRow({ session }: { session: Session }) {
  const { t, locale } = useI18n()
  const [asking, setAsking] = useState(false)
  // The day stays together with its month.
  const used = dayAndTime(new Date(session.last_used_at), locale).replace(' ', '\u00a0')
  const device = session.device_name || t('settings-device-unknown')
  const end = (
    <Button kind="soft" aria-label={t('settings-session-end-of', { device })} onClick={() => setAsking(true)}>
      {t('settings-session-end')}
    </Button>
  )
  return (
    <>
      <Row
        icon="devices"
        title={<bdi>{device}</bdi>}
        note={session.current ? t('settings-session-current') : t('settings-session-used', { used })}
        end={session.current ? undefined : end}
      />
      {asking && <EndQuestion session={session} device={device} onClose={() => setAsking(false)} />}
    </>
  )
}

function EndQuestion({ session, device, onClose }: { session: Session; device: string; onClose(): void }) {
  const { t } = useI18n()
  const client = useClient()
  const queries = useQueryClient()
  const toast = useToast()
  const revoke = useMutation({
    mutationFn: () => client.auth.revokeSession({ session_id: session.session_id }),
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.sessions }),
    onError: (error) => toast(t(failureKey(error))),
    onSettled: onClose,
  })
  return (
    <Question
      title={t('settings-session-ask', { device })}
      confirm={t('settings-session-confirm')}
      busy={revoke.isPending}
      onConfirm={() => revoke.mutate()}
      onClose={onClose}
    >
      <p className="muted">{t('settings-session-ask-text')}</p>
    </Question>
  )
}
