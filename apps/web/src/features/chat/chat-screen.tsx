import { useQueryClient } from '@tanstack/react-query'
import { Suspense, useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react'
import { useLocation, useParams } from 'wouter'

import type { Conversation } from '@kindred/client'

import { useBack } from '../../ground/browser/navigation.js'
import { useLive } from '../../ground/live/live-provider.js'
import { keys } from '../../ground/state/keys.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { Button } from '../../kit/button.js'
import { momentWords } from '../../kit/moment-words.js'
import { Screen } from '../../kit/screen.js'
import { EmptyState, ErrorState, Loading, Skeleton } from '../../kit/states.js'
import { useConversation } from '../../stores/lists/use-conversations.js'
import type { ThreadStore } from '../../stores/threads/thread-store.js'
import { useChatRoom } from '../../stores/threads/use-chat-room.js'
import { ReportButton } from '../safety/index.js'
import { ChatHeader } from './chat-header.js'
import { Composer } from './composer.js'
import { MessageList } from './message-list.js'
import { useVisibleHeight } from './use-visible-height.js'

import '../../kit/card.css'
import './chat.css'

/** One conversation. */
export function ChatScreen() {
  const { t } = useI18n()
  const { conversationId } = useParams<{ conversationId: string }>()
  const { conversation, missing, error, retry } = useConversation(conversationId)
  const [known, setKnown] = useState<Conversation>()
  const back = useBack('/chats')
  if (conversation !== undefined && conversation !== known) setKnown(conversation)
  const shown = conversation ?? (known?.conversation_id === conversationId ? known : undefined)
  if (shown !== undefined) return <OpenChat key={conversationId} conversation={shown} onBack={back} />
  return (
    <Screen title={t('chats-title')} onBack={back}>
      {missing ? (
        <NoChat id={conversationId} />
      ) : error ? (
        <ErrorState error={error} onRetry={retry} />
      ) : (
        <LoadingChat />
      )}
    </Screen>
  )
}

function OpenChat({ conversation, onBack }: { conversation: Conversation; onBack(): void }) {
  const { t } = useI18n()
  const { conversation_id: id, participant } = conversation
  const thread = useChatRoom().thread(id)
  const state = useSyncExternalStore(thread.subscribe, thread.snapshot)
  const { failure, reload } = useOpened(thread, conversation)
  const [unreadAfter] = useState(conversation.unread_count > 0 ? conversation.read_up_to_seq : undefined)
  const name = participant?.name ?? t('chat-somebody')
  const isEmpty = state.loaded && state.messages.length === 0
  const waits =
    isEmpty &&
    (conversation.participant_writes_first || state.outgoing.some(({ mustWait }) => mustWait === true))
  useVisibleHeight()
  return (
    <Screen title={name} quiet fixed="flush" onBack={onBack}>
      <div className="chat">
        <ChatHeader
          conversation={conversation}
          name={name}
          typing={state.typingUntil !== undefined}
          ended={state.ended}
        />
        {state.loaded || state.outgoing.length > 0 ? (
          <MessageList
            conversationId={id}
            thread={thread}
            name={name}
            unreadAfter={unreadAfter}
            partnerBegins={waits}
          />
        ) : failure === undefined ? (
          state.ended ? null : (
            <LoadingChat />
          )
        ) : (
          <ErrorState error={failure} onRetry={reload} />
        )}
        {state.ended ? (
          <Ended id={id} name={name} />
        ) : (
          <>
            <UsedUp freeAt={state.outgoing.findLast((each) => each.freeAt !== undefined)?.freeAt} />
            {waits ? <TheyWriteFirst name={name} /> : <Composer conversationId={id} thread={thread} />}
          </>
        )}
      </div>
    </Screen>
  )
}

/** Loads the newest messages at each opening, and takes over the list's read marks. */
function useOpened(thread: ThreadStore, conversation: Conversation) {
  const [failure, setFailure] = useState<unknown>()
  const [round, setRound] = useState(0)
  const isReady = useLive().state === 'ready'
  const { read_up_to_seq: mine, participant_read_up_to_seq: theirs } = conversation
  useEffect(() => {
    thread.hearRead(true, mine)
    thread.hearRead(false, theirs)
  }, [thread, mine, theirs])
  useEffect(() => {
    let current = true
    thread.loadNewest().catch((error: unknown) => current && setFailure(error))
    return () => {
      current = false
    }
  }, [thread, round])
  const reload = (): void => {
    setFailure(undefined)
    setRound(round + 1)
  }
  const becameReady = useEffectEvent(() => failure !== undefined && reload())
  useEffect(() => {
    if (isReady) becameReady()
  }, [isReady])
  return { failure, reload }
}

/** Why a first message was not sent; the message waits to be sent again. */
function UsedUp({ freeAt }: { freeAt: number | undefined }) {
  const { t, locale } = useI18n()
  return (
    <p className={freeAt === undefined ? 'hidden' : 'chat-used-up'} role="status">
      {freeAt !== undefined && t('chat-used-up', momentWords(new Date(freeAt), locale))}
    </p>
  )
}

/** In place of the composer; asks again, as the other may have changed their mind since the list was read. */
function TheyWriteFirst({ name }: { name: string }) {
  const { t } = useI18n()
  const queries = useQueryClient()
  useEffect(() => void queries.invalidateQueries({ queryKey: keys.conversations }), [queries])
  return (
    <p className="chat-used-up" role="status">
      {t('chat-they-write-first', { name })}
    </p>
  )
}

/** What is left of a conversation that ended while it was open: a word, and the way to report it. */
function Ended({ id, name }: { id: string; name: string }) {
  const { t } = useI18n()
  const about = { name, context: { kind: 'CONVERSATION', conversation_id: id } } as const
  return (
    <div className="chat-ended">
      <p role="status">{t('chat-ended')}</p>
      <Suspense>
        <ReportButton about={about} />
      </Suspense>
    </div>
  )
}

/** A conversation that is gone: it may have ended a moment ago, and can be reported for a while. */
function NoChat({ id }: { id: string }) {
  const { t } = useI18n()
  const [, navigate] = useLocation()
  const about = { name: '', context: { kind: 'CONVERSATION', conversation_id: id } } as const
  return (
    <EmptyState icon="chat" title={t('chat-gone-title')} text={t('chat-gone-text')}>
      <Button onClick={() => navigate('/chats', { replace: true })}>{t('chat-to-chats')}</Button>
      <Suspense>
        <ReportButton about={about} />
      </Suspense>
    </EmptyState>
  )
}

const LoadingChat = () => (
  <div className="chat-loading">
    <Loading>
      <Skeleton height={44} width="60%" />
      <Skeleton height={64} width="72%" />
      <Skeleton height={44} width="40%" />
    </Loading>
  </div>
)
