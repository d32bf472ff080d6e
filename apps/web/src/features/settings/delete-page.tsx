import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { haptic } from '@kindred/miniapp/telegram/bridge'

import { useBack } from '../../ground/browser/navigation.js'
import { useClient, useSession } from '../../ground/session/session.js'
import { keys } from '../../ground/state/keys.js'
import { failureKey } from '../../ground/texts/failure.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { LoadingRows } from '../../kit/bones.js'
import { Button } from '../../kit/button.js'
import { Card } from '../../kit/card.js'
import { Icon } from '../../kit/icon.js'
import { Question } from '../../kit/question.js'
import { Screen } from '../../kit/screen.js'
import { ErrorState } from '../../kit/states.js'
import { useToast } from '../../kit/toast.js'

import './settings.css'

const losses = ['profile', 'photos', 'likes', 'chats'] as const

/** Deletes the account: first what it means, then the question. */
export function DeletePage() {
  const { t } = useI18n()
  const back = useBack('/settings')
  const [asking, setAsking] = useState(false)
  const { data: terms, error, refetch } = useDeletionTerms()
  if (terms === undefined)
    return (
      <Screen title={t('settings-delete')} onBack={back}>
        {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <LoadingRows count={3} />}
      </Screen>
    )
  const days = terms.grace_days
  return (
    <Screen title={t('settings-delete')} onBack={back}>
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
          <strong>{days === 0 ? t('delete-final') : t('delete-grace', { days })}</strong>
        </p>
        {days > 0 && <p>{t('delete-hidden')}</p>}
        <p className="muted">{t('delete-sealed')}</p>
      </Card>
      <Button wide kind="danger" icon="trash" onClick={() => setAsking(true)}>
        {t('delete-go-on')}
      </Button>
      {asking && <LastQuestion days={days} onClose={() => setAsking(false)} />}
    </Screen>
  )
}

/** For how many days the deletion could be taken back. */
function useDeletionTerms() {
  const client = useClient()
  return useQuery({
    queryKey: keys.deletionTerms,
    queryFn: ({ signal }) => client.auth.getDeletionTerms({}, { signal }),
  })
}

function LastQuestion({ days, onClose }: { days: number; onClose(): void }) {
  const { t } = useI18n()
  const client = useClient()
  const { leave } = useSession()
  const toast = useToast()
  const remove = useMutation({
    mutationFn: () => client.auth.deleteAccount(),
    onSuccess: (deletion) => leave({ eraseAt: deletion.erase_at, receiptId: deletion.receipt_id }),
    onError: (error) => {
      haptic.error()
      onClose()
      toast(t(failureKey(error)))
    },
  })
  return (
    <Question
      title={t(days === 0 ? 'delete-question' : 'delete-question-grace')}
      confirm={t(days === 0 ? 'delete-confirm' : 'delete-confirm-grace')}
      icon="trash"
      cancel={t('delete-keep')}
      busy={remove.isPending}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      <p className="muted">
        {days === 0 ? t('delete-question-text') : t('delete-question-text-grace', { days })}
      </p>
    </Question>
  )
}
