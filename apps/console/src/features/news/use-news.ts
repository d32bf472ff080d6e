import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'

import type { Broadcast } from '@kindred/client'

import { keys } from '../../ground/keys.js'
import { useClient } from '../../ground/session.js'
import { useTexts } from '../../ground/texts.js'
import { problemText } from '../../ground/words.js'
import { useToast } from '../../kit/toast.js'

const lookAgainMs = 2_000

/** Whether people get them now, or will. */
export const isUnderWay = ({ state, waiting }: Broadcast): boolean =>
  state === 'SENDING' || (state === 'QUEUED' && waiting > 0)

const isMoving = (news: Broadcast): boolean => news.state === 'COUNTING' || isUnderWay(news)

/** The latest news, looked at again while numbers change. */
export function useNews() {
  const client = useClient()
  return useQuery({
    queryKey: keys.news,
    queryFn: async ({ signal }) => (await client.notification.listBroadcasts({}, { signal })).broadcasts,
    refetchInterval: ({ state: { data } }) => data?.some(isMoving) === true && lookAgainMs,
    staleTime: 0,
  })
}

/** Sends news or stops them. */
export function useNewsAct(id: string) {
  const { t } = useTexts()
  const client = useClient()
  const queries = useQueryClient()
  const toast = useToast()
  return useMutation({
    mutationFn: (act: 'start' | 'stop') =>
      act === 'start'
        ? client.notification.startBroadcast({ broadcast_id: id })
        : client.notification.stopBroadcast({ broadcast_id: id }),
    onError: (error) => toast(problemText(t, error)),
    // Also when it was refused: somebody else has changed them.
    onSettled: () => queries.invalidateQueries({ queryKey: keys.news }),
  })
}
