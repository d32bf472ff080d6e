import { useMutation } from '@tanstack/react-query'
import { Suspense } from 'react'
import { useLocation } from 'wouter'

import { useClient } from '../../ground/session/session.js'
import { failureKey } from '../../ground/texts/failure.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { Question } from '../../kit/question.js'
import { useToast } from '../../kit/toast.js'
import { useChatRoom } from '../../stores/threads/use-chat-room.js'
import { AlsoReport } from '../safety/index.js'

interface EndMatchProps {
  /** The conversation. */
  readonly id: string
  readonly name: string
  /** Whether the other is told kindly. */
  readonly farewell: boolean
  onClose(): void
}

/** Asks once more, then ends the match. */
export function EndMatch({ id, name, farewell, onClose }: EndMatchProps) {
  const { t } = useI18n()
  const client = useClient()
  const toast = useToast()
  const room = useChatRoom()
  const [, navigate] = useLocation()
  const ending = useMutation({
    mutationFn: () => client.discovery.unmatch({ match_id: id, farewell }),
    onSuccess: () => {
      room.thread(id).hearEnd()
      navigate('/chats', { replace: true })
    },
    onError: (error) => toast(t(failureKey(error))),
  })
  return (
    <Question
      title={t(farewell ? 'farewell-title' : 'chat-unmatch-title', { name })}
      confirm={t(farewell ? 'farewell-confirm' : 'chat-unmatch')}
      busy={ending.isPending}
      onConfirm={() => ending.mutate()}
      onClose={onClose}
    >
      <p className="muted">{farewell ? t('farewell-text', { name }) : t('chat-unmatch-text')}</p>
      {!farewell && (
        <Suspense>
          <AlsoReport about={{ name, context: { kind: 'CONVERSATION', conversation_id: id } }} />
        </Suspense>
      )}
    </Question>
  )
}
