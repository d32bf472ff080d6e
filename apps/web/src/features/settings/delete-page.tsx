import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import { haptic } from '@kindred/miniapp/telegram/bridge'

import { useBack } from '../../ground/browser/navigation.js'
import { useClient, useSession } from '../../ground/session/session.js'
import { failureKey } from '../../ground/texts/failure.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { Button } from '../../kit/button.js'
import { Card } from '../../kit/card.js'
import { Icon } from '../../kit/icon.js'
import { Question } from '../../kit/question.js'
import { Screen } from '../../kit/screen.js'
import { useToast } from '../../kit/toast.js'

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
      <Button wide kind="danger" icon="trash" onClick={() => setAsking(true)}>
        {t('delete-go-on')}
      </Button>
      {asking && <LastQuestion onClose={() => setAsking(false)} />}
    </Screen>
  )
}

function LastQuestion({ onClose }: { onClose(): void }) {
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
    <Question
      title={t('delete-question')}
      confirm={t('delete-confirm')}
      icon="trash"
      cancel={t('delete-keep')}
      busy={remove.isPending}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      <p className="muted">{t('delete-question-text')}</p>
    </Question>
  )
}
