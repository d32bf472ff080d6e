import { useMutation, useQueryClient } from '@tanstack/react-query'

import { KindredError, type Profile } from '@kindred/client'
import { haptic } from '@kindred/miniapp/telegram/bridge'

import { useClient } from '../../ground/session/session.js'
import { keys } from '../../ground/state/keys.js'
import { failureKey } from '../../ground/texts/failure.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { useToast } from '../../kit/toast.js'
import { type Details, toCreate, toPatch } from './details.js'
import { errorsOf, type FieldErrors, hasErrors } from './field-errors.js'
import { focusFirstError } from './focus-error.js'

/** Stores what a step asks, as a new profile or as changes to it; refused fields go to `onErrors`. */
export function useSaveDetails(profile: Profile | null, onErrors: (errors: FieldErrors) => void) {
  const client = useClient()
  const queries = useQueryClient()
  const toast = useToast()
  const { t } = useI18n()
  const write = async (details: Details): Promise<Profile> => {
    if (profile !== null) return client.profile.updateMyProfile(toPatch(profile, details))
    const request = toCreate(details)
    if (request === undefined) throw new Error('The name, the day of birth or the gender is missing.')
    try {
      return await client.profile.createProfile(request)
    } catch (error) {
      if (!(error instanceof KindredError) || error.code !== 'PROFILE_EXISTS') throw error
      return client.profile.updateMyProfile(toPatch(await client.profile.getMyProfile(), details))
    }
  }
  const mutation = useMutation({
    mutationFn: write,
    onSuccess: (stored) => queries.setQueryData(keys.profile, stored),
    onError: (error) => {
      haptic.error()
      const errors = errorsOf(error)
      onErrors(errors)
      if (hasErrors(errors)) focusFirstError()
      else toast(t(failureKey(error)))
    },
  })
  return {
    saving: mutation.isPending,
    save: (details: Details, onSaved: () => void) => mutation.mutate(details, { onSuccess: onSaved }),
  }
}
