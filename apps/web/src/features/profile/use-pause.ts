import { useMutation, useQueryClient } from '@tanstack/react-query'

import { failureKey } from '../../app/failure.js'
import { useI18n } from '../../app/i18n.js'
import { keys } from '../../app/keys.js'
import { useClient } from '../../app/session.js'
import { useToast } from '../../kit/toast.js'
import { haptic } from '../../telegram/bridge.js'

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
