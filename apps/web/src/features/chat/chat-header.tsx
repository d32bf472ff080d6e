import { useState } from 'react'
import { useLocation } from 'wouter'

import type { Conversation } from '@kindred/client'

import { useI18n } from '../../ground/texts/i18n.js'
import { Avatar } from '../../kit/photo.js'
import { PersonMore } from '../block/index.js'
import { PersonSheet } from '../profile-detail/index.js'
import { ContactSheet } from './contact-sheet.js'
import { EndMatch } from './end-match.js'
import { MatchRows } from './match-rows.js'

interface ChatHeaderProps {
  readonly conversation: Conversation
  readonly name: string
  readonly typing: boolean
  readonly ended: boolean
}

/** The other person, whether they type, their profile and the ways out. */
export function ChatHeader({ conversation, name, typing, ended }: ChatHeaderProps) {
  const { t } = useI18n()
  const [open, setOpen] = useState<'profile' | 'unmatch' | 'farewell' | 'contact'>()
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
          matchRows={(closeMenu) => (
            <MatchRows
              id={conversation.conversation_id}
              name={name}
              onOpen={(next) => {
                closeMenu()
                setOpen(next)
              }}
            />
          )}
          onUnmatch={() => setOpen('unmatch')}
          onBlocked={leave}
        />
      )}
      {open === 'profile' && participant && (
        <PersonSheet userId={participant.user_id} name={name} onBlocked={leave} onClose={close} />
      )}
      {(open === 'unmatch' || open === 'farewell') && (
        <EndMatch
          id={conversation.conversation_id}
          name={name}
          farewell={open === 'farewell'}
          onClose={close}
        />
      )}
      {open === 'contact' && <ContactSheet id={conversation.conversation_id} name={name} onClose={close} />}
    </div>
  )
}
