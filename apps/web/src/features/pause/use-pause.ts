import { useMutation, useQueryClient } from '@tanstack/react-query'

import { haptic } from '@kindred/miniapp/telegram/bridge'

import { useClient } from '../../ground/session/session.js'
import { keys } from '../../ground/state/keys.js'
import { failureKey } from '../../ground/texts/failure.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { useToast } from '../../kit/toast.js'

/** Hides the person from everybody new, or shows them again. */
export function usePause() {
  const { t } = useI18n()
  const client = useClient()
  const queries = useQueryClient()
  const toast = useToast()
  return useMutation({
    mutationFn: (paused: boolean) => client.profile.updateMyProfile({ paused }),
    onMutate: () => haptic.select(),
    onSuccess: (saved) => queries.setQueryData(keys.profile, saved),
    onError: (error) => toast(t(failureKey(error))),
  })
}
