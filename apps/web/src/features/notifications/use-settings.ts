import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'

import type { Settings } from '@kindred/client'
import { haptic } from '@kindred/miniapp/telegram/bridge'

import { useClient } from '../../ground/session/session.js'
import { keys } from '../../ground/state/keys.js'
import { failureKey } from '../../ground/texts/failure.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { useToast } from '../../kit/toast.js'

/** The person's settings, asked for anew: the chat with the bot changes them too. */
export function useSettings() {
  const client = useClient()
  return useQuery({
    queryKey: keys.notifications,
    queryFn: ({ signal }) => client.notification.getSettings({}, { signal }),
    staleTime: 0,
    refetchOnWindowFocus: 'always',
  })
}

/** What a person changes of them. */
export type SettingsChange = Partial<Omit<Settings, 'reachable'>>

/** Changes them at once here; one change after the other goes to the server, and a refused one is taken back. */
export function useChangeSettings(): (change: SettingsChange) => void {
  const client = useClient()
  const queries = useQueryClient()
  const { t } = useI18n()
  const toast = useToast()
  const { mutate } = useMutation({
    scope: { id: 'notifications' },
    mutationKey: keys.notifications,
    mutationFn: (change: SettingsChange) => client.notification.updateSettings(change),
    async onMutate(change) {
      haptic.select()
      await queries.cancelQueries({ queryKey: keys.notifications })
      queries.setQueryData<Settings>(keys.notifications, (settings) => settings && changed(settings, change))
    },
    onError: (error) => toast(t(failureKey(error))),
    // What is on its way still would be shown as if it had not been changed.
    onSettled: () =>
      queries.isMutating({ mutationKey: keys.notifications }) === 1 &&
      queries.invalidateQueries({ queryKey: keys.notifications }),
  })
  return mutate
}

const changed = (settings: Settings, { kinds = [], ...rest }: SettingsChange): Settings => ({
  ...settings,
  ...rest,
  kinds: settings.kinds.map((each) => kinds.find(({ kind }) => kind === each.kind) ?? each),
})
