import { Suspense } from 'react'

import { useSession } from '../../ground/session/session.js'
import type { SessionState } from '../../ground/session/sign-in.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { later } from '../../ground/texts/later.js'
import { ErrorState } from '../../kit/states.js'
import { ShutOutPage } from '../safety/index.js'

const GoodbyeState = later(() => import('./goodbye-state.js'), 'GoodbyeState', 'rooms')
const OutsidePage = later(() => import('./outside-page.js'), 'OutsidePage', 'rooms')
const UninvitedState = later(() => import('./uninvited-state.js'), 'UninvitedState', 'rooms')
const WayBackState = later(() => import('./way-back-state.js'), 'WayBackState', 'rooms')

type Stopped = Exclude<SessionState, { status: 'starting' | 'ready' }>

/** Shown when nobody can be signed in: why, and what to do. */
export function SystemPage({ state, onRetry }: { state: Stopped; onRetry?: () => void }) {
  const { t } = useI18n()
  const { retry } = useSession()
  return (
    <main className="screen">
      <h1 className="hidden">{t('app-name')}</h1>
      {state.status === 'failed' && <ErrorState error={state.error} onRetry={onRetry ?? retry} />}
      <Suspense>
        {state.status === 'outside' && <OutsidePage />}
        {(state.status === 'expired' || state.status === 'signed-out') && (
          <WayBackState status={state.status} />
        )}
        {state.status === 'shut-out' && <ShutOutPage refusal={state.refusal} onRetry={retry} />}
        {state.status === 'uninvited' && <UninvitedState onRetry={retry} />}
        {state.status === 'deleted' && <GoodbyeState goodbye={state.goodbye} />}
      </Suspense>
    </main>
  )
}
