import { useState } from 'react'

import { closeApp, insideTelegram } from '@kindred/miniapp/telegram/bridge'

import { useI18n } from '../../ground/texts/i18n.js'
import { Button } from '../../kit/button.js'
import { Icon } from '../../kit/icon.js'
import { MainActionBar } from '../../kit/main-action.js'
import { Screen } from '../../kit/screen.js'
import { EmptyState } from '../../kit/states.js'

/** The first screen of a newcomer: what this is, and whether they are of age. */
export function Welcome({ onAdult }: { onAdult(): void }) {
  const { t } = useI18n()
  const [young, setYoung] = useState(false)
  if (young) return <TooYoung onBack={() => setYoung(false)} />
  return (
    <Screen title={t('welcome-title')} quiet>
      <div className="welcome">
        <span className="welcome-mark">
          <Icon name="heart" size={56} filled />
        </span>
        <p className="welcome-title" aria-hidden="true">
          {t('welcome-title')}
        </p>
        <p className="muted">{t('welcome-text')}</p>
        <ul className="promises">
          <li>
            <Icon name="heart" />
            <span>{t('welcome-mutual')}</span>
          </li>
          <li>
            <Icon name="pin" />
            <span>{t('welcome-place')}</span>
          </li>
          <li>
            <Icon name="lock" />
            <span>{t('welcome-private')}</span>
          </li>
        </ul>
      </div>
      <MainActionBar label={t('welcome-adult')} onPress={onAdult}>
        <Button kind="quiet" className="small" onClick={() => setYoung(true)}>
          {t('welcome-young')}
        </Button>
      </MainActionBar>
    </Screen>
  )
}

function TooYoung({ onBack }: { onBack(): void }) {
  const { t } = useI18n()
  return (
    <Screen title={t('welcome-young-title')} quiet onBack={onBack}>
      <EmptyState icon="heart" title={t('welcome-young-title')} text={t('welcome-young-text')}>
        {insideTelegram && <Button onClick={closeApp}>{t('app-close-app')}</Button>}
      </EmptyState>
    </Screen>
  )
}
