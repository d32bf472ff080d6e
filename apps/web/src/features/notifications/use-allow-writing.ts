import { useCallback } from 'react'

import { useClient } from '../../ground/session/session.js'
import { askToWrite } from '../../ground/telegram/writing.js'

/** Has Telegram ask the person whether the bot may write, and tells Kindred of a yes; answers what they said. */
export function useAllowWriting(): () => Promise<boolean> {
  const client = useClient()
  return useCallback(async () => {
    const isAllowed = await askToWrite()
    if (isAllowed) await client.notification.setReachable()
    return isAllowed
  }, [client])
}
