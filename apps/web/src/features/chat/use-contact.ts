import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'

import { KindredError } from '@kindred/client'

import { useClient } from '../../ground/session/session.js'
import { keys } from '../../ground/state/keys.js'
import { failureKey } from '../../ground/texts/failure.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { useToast } from '../../kit/toast.js'

/** How the contact stands in a conversation; live events make it anew. */
export function useContact(conversationId: string) {
  const client = useClient()
  return useQuery({
    queryKey: keys.contact(conversationId),
    queryFn: () => client.chat.getContact({ conversation_id: conversationId }),
  })
}

/** Offers the contact, or takes that back. */
export function useOffer(conversationId: string) {
  const { t } = useI18n()
  const client = useClient()
  const toast = useToast()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (offered: boolean) => client.chat.shareContact({ conversation_id: conversationId, offered }),
    onSuccess: (contact) => queries.setQueryData(keys.contact(conversationId), contact),
    onError: (error) => {
      // The other agreed a moment ago: what is shared is shown.
      if (error instanceof KindredError && error.code === 'CONTACT_IS_SHARED')
        return void queries.invalidateQueries({ queryKey: keys.contact(conversationId) })
      toast(t(failureKey(error)))
    },
  })
}
