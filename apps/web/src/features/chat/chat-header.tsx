import { useMutation } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import { useLocation } from 'wouter'

import type { Conversation } from '@kindred/client'

import { useClient } from '../../ground/session/session.js'
import { failureKey } from '../../ground/texts/failure.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { Avatar } from '../../kit/photo.js'
import { Question } from '../../kit/question.js'
import { useToast } from '../../kit/toast.js'
import { useChatRoom } from '../../stores/threads/use-chat-room.js'
import { PersonMore } from '../block/index.js'
import { PersonSheet } from '../profile-detail/index.js'
import { AlsoReport } from '../safety/index.js'

interface ChatHeaderProps {
  readonly conversation: Conversation
  readonly name: string
  readonly typing: boolean
  readonly ended: boolean
}

/** The other person, whether they type, their profile and the ways out. */
export function ChatHeader({ conversation, name, typing, ended }: ChatHeaderProps) {
  const { t } = useI18n()
  const [open, setOpen] = useState<'profile' | 'unmatch'>()
  const { participant } = conversation
  const [, navigate] = useLocation()
  const close = (): void => setOpen(undefined)
  const leave = (): void => navigate('/chats', { replace: true })
  return (
    <div className="chat-header">
      <button
        type="button"
        className="chat-person"
        aria-label={t('chat-person', { name })}
        disabled={participant === undefined || ended}
        onClick={() => setOpen('profile')}
      >
        <Avatar photo={participant?.photo} name={name} size={44} />
        <span className="row-words">
          <bdi className="row-title chat-name">{name}</bdi>
          {typing && <span className="chat-typing">{t('chats-typing')}</span>}
        </span>
      </button>
      <p className="hidden" role="status">
        {typing && t('chat-typing', { name })}
      </p>
      {!ended && participant && (
        <PersonMore
          userId={participant.user_id}
          name={name}
          conversationId={conversation.conversation_id}
          onUnmatch={() => setOpen('unmatch')}
          onBlocked={leave}
        />
      )}
      {open === 'profile' && participant && (
        <PersonSheet userId={participant.user_id} name={name} onBlocked={leave} onClose={close} />
      )}
      {open === 'unmatch' && <Unmatch id={conversation.conversation_id} name={name} onClose={close} />}
    </div>
  )
}

function Unmatch({ id, name, onClose }: { id: string; name: string; onClose(): void }) {
  const { t } = useI18n()
  const client = useClient()
  const toast = useToast()
  const room = useChatRoom()
  const [, navigate] = useLocation()
  const unmatch = useMutation({
    mutationFn: () => client.discovery.unmatch({ match_id: id }),
    onSuccess: () => {
      room.thread(id).hearEnd()
      navigate('/chats', { replace: true })
    },
    onError: (error) => toast(t(failureKey(error))),
  })
  return (
    <Question
      title={t('chat-unmatch-title', { name })}
      confirm={t('chat-unmatch')}
      busy={unmatch.isPending}
      onConfirm={() => unmatch.mutate()}
      onClose={onClose}
    >
      <p className="muted">{t('chat-unmatch-text')}</p>
      <Suspense>
        <AlsoReport about={{ name, context: { kind: 'CONVERSATION', conversation_id: id } }} />
      </Suspense>
    </Question>
  )
}
