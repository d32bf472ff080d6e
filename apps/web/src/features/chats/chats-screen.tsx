import { Link, useLocation } from 'wouter'

import { type Conversation } from '@kindred/client'

import { useI18n } from '../../app/i18n.js'
import { Button } from '../../kit/button.js'
import { Avatar } from '../../kit/photo.js'
import { Screen } from '../../kit/screen.js'
import { EmptyState, ErrorState, Loading, Skeleton } from '../../kit/states.js'
import { ChatRow } from './chat-row.js'
import { splitConversations } from './conversation-list.js'
import { useConversations } from './use-conversations.js'

import '../../kit/card.css'
import './chats.css'

/** New matches and the conversations that have begun. */
export function ChatsScreen() {
  const { t } = useI18n()
  const { query, conversations } = useConversations()
  const { fresh, begun } = splitConversations(conversations)
  return (
    <Screen title={t('chats-title')} tabs>
      {query.isPending && <LoadingRows />}
      {query.isError && query.data === undefined && (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.data && conversations.length === 0 && <NoMatches />}
      {fresh.length > 0 && <NewMatches matches={fresh} />}
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

function NewMatches({ matches }: { matches: readonly Conversation[] }) {
  const { t } = useI18n()
  return (
    <section className="chats-part">
      <h2 className="chats-heading">{t('chats-new')}</h2>
      <ul className="new-matches">
        {matches.map(({ conversation_id: id, participant }) => (
          <li key={id}>
            <Link href={`/chats/${id}`} className="new-match">
              <Avatar photo={participant?.photo} name={participant?.name ?? t('chat-somebody')} size={72} />
              <bdi>{participant?.name ?? t('chat-somebody')}</bdi>
            </Link>
          </li>
        ))}
      </ul>
    </section>
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

const LoadingRows = () => (
  <Loading>
    {[1, 2, 3, 4, 5].map((place) => (
      <div key={place} className="row">
        <Skeleton round height={56} width={56} />
        <Skeleton height={40} />
      </div>
    ))}
  </Loading>
)
