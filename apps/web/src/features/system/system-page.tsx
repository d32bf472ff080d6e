import { Suspense } from 'react'

import { closeApp, insideTelegram, leaveFor } from '@kindred/miniapp/telegram/bridge'

import { useSession } from '../../ground/session/session.js'
import type { SessionState } from '../../ground/session/sign-in.js'
import { useWhere } from '../../ground/session/where.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { later } from '../../ground/texts/later.js'
import { Button } from '../../kit/button.js'
import { EmptyState, ErrorState } from '../../kit/states.js'
import { ShutOutPage } from '../safety/index.js'

const GoodbyeState = later(() => import('./goodbye-state.js'), 'GoodbyeState', 'rooms')
const OutsidePage = later(() => import('./outside-page.js'), 'OutsidePage', 'rooms')
const UninvitedState = later(() => import('./uninvited-state.js'), 'UninvitedState', 'rooms')

type Stopped = Exclude<SessionState, { status: 'starting' | 'ready' }>

/** Shown when nobody can be signed in: why, and what to do. */
export function SystemPage({ state, onRetry }: { state: Stopped; onRetry?: () => void }) {
  const { t } = useI18n()
  const { retry } = useSession()
  return (
    <main className="screen">
      <h1 className="hidden">{t('app-name')}</h1>
      {state.status === 'failed' && <ErrorState error={state.error} onRetry={onRetry ?? retry} />}
      {state.status === 'outside' && (
        <Suspense>
          <OutsidePage />
        </Suspense>
      )}
      {state.status === 'expired' && (
        <EmptyState icon="retry" title={t('system-expired-title')} text={t('system-expired-text')}>
          <WayBack />
        </EmptyState>
      )}
      {state.status === 'signed-out' && (
        <EmptyState icon="lock" title={t('system-signed-out-title')} text={t('system-signed-out-text')}>
          <WayBack />
        </EmptyState>
      )}
      {state.status === 'shut-out' && (
        <Suspense>
          <ShutOutPage refusal={state.refusal} onRetry={retry} />
        </Suspense>
      )}
      {state.status === 'uninvited' && (
        <Suspense>
          <UninvitedState>
            <Button onClick={retry}>{t('app-try-again')}</Button>
            <CloseButton />
          </UninvitedState>
        </Suspense>
      )}
      {state.status === 'deleted' && (
        <Suspense fallback={null}>
          <GoodbyeState goodbye={state.goodbye}>
            <CloseButton />
          </GoodbyeState>
        </Suspense>
      )}
    </main>
  )
}

/**
 * Some clients open a closed window again with the proof that it had: only another button brings a fresh one, and the bot answers
 * /start with such a button.
 */
function WayBack() {
  const { t } = useI18n()
  const { where, isPending } = useWhere()
  const bot = where?.bot
  if (!insideTelegram || isPending) return null
  if (bot === undefined) return <CloseButton />
  return <Button onClick={() => leaveFor(`${bot}?start=open`)}>{t('system-to-bot')}</Button>
}

function CloseButton() {
  const { t } = useI18n()
  return insideTelegram ? <Button onClick={closeApp}>{t('app-close-app')}</Button> : null
}
