import { Link, useLocation } from 'wouter'

import type { Conversation } from '@kindred/client'

import { useI18n } from '../../ground/texts/i18n.js'
import { LoadingRows } from '../../kit/bones.js'
import { Button } from '../../kit/button.js'
import { Avatar } from '../../kit/photo.js'
import { Screen } from '../../kit/screen.js'
import { EmptyState, ErrorState } from '../../kit/states.js'
import { newestOf } from '../../stores/badges/newest.js'
import { useSeeing } from '../../stores/badges/use-badges.js'
import { splitConversations } from '../../stores/lists/conversation-list.js'
import { useConversations } from '../../stores/lists/use-conversations.js'
import { ChatRow } from './chat-row.js'

import '../../kit/card.css'
import './chats.css'

/** New matches and the conversations that have begun. */
export function ChatsScreen() {
  const { t } = useI18n()
  const { query, conversations } = useConversations()
  const { fresh, begun } = splitConversations(conversations)
  const unseen = newestOf(conversations, useSeeing('matches'))
  return (
    <Screen title={t('chats-title')} tabs>
      {query.isPending && <LoadingRows count={6} round lead={56} row="chat-row" />}
      {query.isError && query.data === undefined && (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.data && conversations.length === 0 && <NoMatches />}
      {fresh.length > 0 && <NewMatches matches={fresh} unseen={unseen} />}
      {begun.length > 0 && (
        <section className="chats-part">
          <h2 className="chats-heading">{t('chats-begun')}</h2>
          <ul className="list">
            {begun.map((conversation) => (
              <ChatRow key={conversation.conversation_id} conversation={conversation} />
            ))}
          </ul>
        </section>
      )}
      {query.hasNextPage && (
        <Button kind="soft" busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('chats-more')}
        </Button>
      )}
    </Screen>
  )
}

function NewMatches({
  matches,
  unseen,
}: {
  matches: readonly Conversation[]
  unseen: ReadonlySet<Conversation>
}) {
  const { t } = useI18n()
  return (
    <section className="chats-part">
      <h2 className="chats-heading">{t('chats-new')}</h2>
      <ul className="new-matches">
        {matches.map((each) => (
          <NewMatch key={each.conversation_id} match={each} isUnseen={unseen.has(each)} />
        ))}
      </ul>
    </section>
  )
}

function NewMatch({ match, isUnseen }: { match: Conversation; isUnseen: boolean }) {
  const { t } = useI18n()
  const name = match.participant?.name ?? t('chat-somebody')
  return (
    <li>
      <Link href={`/chats/${match.conversation_id}`} className="new-match">
        <Avatar photo={match.participant?.photo} name={name} size={72} />
        <bdi>{name}</bdi>
        {isUnseen && <span className="badge">{t('app-new')}</span>}
      </Link>
    </li>
  )
}

function NoMatches() {
  const { t } = useI18n()
  const [, navigate] = useLocation()
  return (
    <EmptyState icon="chat" title={t('chats-empty-title')} text={t('chats-empty-text')}>
      <Button onClick={() => navigate('/deck')}>{t('chats-to-deck')}</Button>
    </EmptyState>
  )
}
