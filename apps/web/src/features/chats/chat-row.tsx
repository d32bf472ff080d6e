import { useSyncExternalStore } from 'react'
import { Link } from 'wouter'

import type { Conversation } from '@kindred/client'

import { useUserId } from '../../ground/session/session.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { clockTime } from '../../kit/clock-time.js'
import { dayOf, nearDay } from '../../kit/days.js'
import { Avatar } from '../../kit/photo.js'
import { useChatRoom } from '../../stores/threads/use-chat-room.js'

export function ChatRow({ conversation }: { conversation: Conversation }) {
  const { t, locale } = useI18n()
  const me = useUserId()
  const thread = useChatRoom().thread(conversation.conversation_id)
  const { typingUntil } = useSyncExternalStore(thread.subscribe, thread.snapshot)
  const { conversation_id: id, participant, last_message: last, unread_count: unread } = conversation
  const name = participant?.name ?? t('chat-somebody')
  const text = last && (last.sender_id === me ? t('chats-mine', { text: last.text }) : last.text)
  return (
    <li>
      <Link href={`/chats/${id}`} className="row chat-row">
        <Avatar photo={participant?.photo} name={name} />
        <span className="row-words">
          <span className="chat-row-line">
            <bdi className="row-title chat-row-cut">{name}</bdi>
            {last && (
              <time dateTime={last.created_at}>
                {shortTime(new Date(last.created_at), locale, t('chat-yesterday'))}
              </time>
            )}
          </span>
          <span className="chat-row-line">
            {typingUntil === undefined ? (
              <bdi className={unread > 0 ? 'chat-row-cut chat-row-unread' : 'row-note chat-row-cut'}>
                {text}
              </bdi>
            ) : (
              <span className="chat-row-typing">{t('chats-typing')}</span>
            )}
            {unread > 0 && (
              <span className="badge" role="img" aria-label={t('chats-unread', { count: unread })}>
                {unread > 99 ? '99+' : unread}
              </span>
            )}
          </span>
        </span>
      </Link>
    </li>
  )
}

/** The time of today, the word for yesterday, the date of an earlier day. */
function shortTime(at: Date, locale: string, yesterday: string): string {
  const now = new Date()
  if (dayOf(at) === dayOf(now)) return clockTime(at, locale)
  if (nearDay(at, now) === 'yesterday') return yesterday
  const year = at.getFullYear() === now.getFullYear() ? {} : ({ year: '2-digit' } as const)
  return at.toLocaleDateString(locale, { day: 'numeric', month: 'short', ...year })
}
