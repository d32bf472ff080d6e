import { closeApp, insideTelegram } from '@kindred/miniapp/telegram/bridge'

import { type SessionState, useSession } from '../ground/session.js'
import { useTexts } from '../ground/texts.js'
import { Button } from '../kit/button.js'
import { Failure, Notice } from '../kit/states.js'

/** What is shown to whoever is not signed in as staff: why, and the way in. */
export function Entrance({ state }: { state: Exclude<SessionState, { status: 'starting' | 'ready' }> }) {
  const { t } = useTexts()
  const { retry } = useSession()
  if (state.status === 'failed')
    return (
      <main className="page">
        <h1 className="hidden">{t('console-name')}</h1>
        <Failure error={state.error} onRetry={retry} />
      </main>
    )
  return (
    <main className="page">
      <h1 className="hidden">{t('console-name')}</h1>
      <Notice
        title={t(`console-entrance-${state.status}`)}
        text={t(`console-entrance-${state.status}-text`)}
        urgent={state.status !== 'outside'}
      >
        {state.status === 'no-role' && (
          <Button kind="main" onClick={retry}>
            {t('console-try-again')}
          </Button>
        )}
        {insideTelegram && <Button onClick={closeApp}>{t('console-close')}</Button>}
      </Notice>
    </main>
  )
}
