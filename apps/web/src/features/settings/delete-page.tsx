import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import { failureKey } from '../../app/failure.js'
import { useI18n } from '../../app/i18n.js'
import { useBack } from '../../app/navigation.js'
import { useClient, useSession } from '../../app/session.js'
import { Button } from '../../kit/button.js'
import { Card } from '../../kit/card.js'
import { Icon } from '../../kit/icon.js'
import { MainActionBar } from '../../kit/main-action.js'
import { Screen } from '../../kit/screen.js'
import { Sheet } from '../../kit/sheet.js'
import { useToast } from '../../kit/toast.js'
import { haptic } from '../../telegram/bridge.js'

import './settings.css'

const losses = ['profile', 'photos', 'likes', 'chats'] as const

/** Deletes the account: first what it means, then the question. */
export function DeletePage() {
  const { t } = useI18n()
  const [asking, setAsking] = useState(false)
  return (
    <Screen title={t('settings-delete')} onBack={useBack('/settings')}>
      <Card>
        <p>{t('delete-text')}</p>
        <ul className="losses">
          {losses.map((loss) => (
            <li key={loss}>
              <Icon name="close" size={20} />
              <span>{t(`delete-loss-${loss}`)}</span>
            </li>
          ))}
        </ul>
        <p>
          <strong>{t('delete-final')}</strong>
        </p>
      </Card>
      <MainActionBar label={t('delete-go-on')} onPress={() => setAsking(true)} />
      {asking && <Question onClose={() => setAsking(false)} />}
    </Screen>
  )
}

function Question({ onClose }: { onClose(): void }) {
  const { t } = useI18n()
  const client = useClient()
  const { leave } = useSession()
  const toast = useToast()
  const remove = useMutation({
    mutationFn: () => client.profile.deleteMyProfile(),
    onSuccess: leave,
    onError: (error) => {
      haptic.error()
      onClose()
      toast(t(failureKey(error)))
    },
  })
  return (
    <Sheet title={t('delete-question')} onClose={onClose}>
      <p className="muted">{t('delete-question-text')}</p>
      <Button wide onClick={onClose}>
        {t('delete-keep')}
      </Button>
      <Button wide kind="danger" icon="trash" busy={remove.isPending} onClick={() => remove.mutate()}>
        {t('delete-confirm')}
      </Button>
    </Sheet>
  )
}
