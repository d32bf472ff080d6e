import { useMutation, useQueryClient } from '@tanstack/react-query'

import { haptic } from '@kindred/miniapp/telegram/bridge'

import { useClient, useUserId } from '../../ground/session/session.js'
import { keys } from '../../ground/state/keys.js'
import { failureKey } from '../../ground/texts/failure.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { useToast } from '../../kit/toast.js'
import { deckOf } from '../../stores/deck/deck-store.js'
import { type ConversationPages, conversationsOf, followLists } from '../../stores/lists/follow-lists.js'
import { useChatRoom } from '../../stores/threads/use-chat-room.js'

export interface Blockee {
  readonly userId: string
  readonly name: string
}

/** Blocks somebody, who is gone from the deck, the likes and the chats at once. */
export function useBlock(onBlocked: () => void) {
  const { t } = useI18n()
  const client = useClient()
  const toast = useToast()
  const forget = useForget()
  return useMutation({
    mutationFn: ({ userId }: Blockee) => client.discovery.block({ target_user_id: userId }),
    onSuccess: (_, { userId, name }) => {
      haptic.success()
      forget(userId)
      toast(t('block-done', { name }))
      onBlocked()
    },
    onError: (error) => {
      haptic.error()
      toast(t(failureKey(error)))
    },
  })
}

function useForget(): (userId: string) => void {
  const client = useClient()
  const me = useUserId()
  const queries = useQueryClient()
  const room = useChatRoom()
  return (userId) => {
    deckOf(client).drop(userId)
    const conversations = conversationsOf(queries.getQueryData<ConversationPages>(keys.conversations))
    const chat = conversations.find((each) => each.participant?.user_id === userId)
    if (chat !== undefined) {
      const { conversation_id } = chat
      room.thread(conversation_id).hearEnd()
      followLists(
        queries,
        { type: 'conversation.ended', cursor: '', data: { conversation_id, farewell: false } },
        me,
      )
    }
    for (const queryKey of [keys.likes, keys.blocks]) void queries.invalidateQueries({ queryKey })
  }
}
