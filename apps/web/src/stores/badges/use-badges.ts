import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'

import type { GetBadgesResponse, KindredClient } from '@kindred/client'

import { deviceZone } from '../../ground/browser/device-zone.js'
import { useClient } from '../../ground/session/session.js'
import { keys } from '../../ground/state/keys.js'

/** What came and was not seen yet, in the app or in the chat with the bot; undefined until it is known. */
export function useBadges(): GetBadgesResponse | undefined {
  const client = useClient()
  return useQuery({
    queryKey: keys.badges,
    async queryFn({ signal }) {
      const badges = await client.notification.getBadges({}, { signal })
      if (!badges.time_zone_known) tellZone(client)
      return badges
    },
    // No event tells of a like.
    refetchInterval: 60_000,
    refetchOnWindowFocus: 'always',
  }).data
}

let isZoneTold = false

/** Quiet hours need the person's clock; one that was told before is not changed by another device. */
function tellZone(client: KindredClient): void {
  const zone = deviceZone()
  if (isZoneTold || zone === undefined) return
  isZoneTold = true
  void client.notification.updateSettings({ time_zone: zone }).catch(() => {})
}

const fields = { likes: 'unseen_likes', matches: 'unseen_matches' } as const

/** Marks everything of a screen as seen while it is shown; answers how many of the newest were not seen before it opened. */
export function useSeeing(kind: keyof typeof fields): number {
  const client = useClient()
  const queries = useQueryClient()
  const field = fields[kind]
  const waiting = useBadges()?.[field] ?? 0
  const [marked, setMarked] = useState(0)
  const { mutate } = useMutation({
    mutationFn: (_: number) => client.notification.markSeen({ [kind]: true }),
    onSuccess(_, count) {
      setMarked((before) => before + count)
      queries.setQueryData<GetBadgesResponse>(keys.badges, (badges) => badges && { ...badges, [field]: 0 })
    },
  })
  useEffect(() => {
    if (waiting > 0) mutate(waiting)
  }, [waiting, mutate])
  return marked + waiting
}
