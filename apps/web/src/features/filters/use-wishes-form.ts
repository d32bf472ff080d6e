import { useState } from 'react'

import { haptic } from '@kindred/miniapp/telegram/bridge'

import { failureKey } from '../../ground/texts/failure.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { useToast } from '../../kit/toast.js'
import { errorsOf, type FieldErrors, hasErrors } from '../form/index.js'
import { useSaveWishes } from './use-save-wishes.js'
import type { Wishes } from './wishes.js'

/** Wishes as they are being chosen, with what the server said against them. */
export function useWishesForm(initial: () => Wishes, onSaved: () => void) {
  const { t } = useI18n()
  const toast = useToast()
  const save = useSaveWishes()
  const [wishes, setWishes] = useState(initial)
  const [errors, setErrors] = useState<FieldErrors>({})
  const change = (next: Wishes): void => {
    setWishes(next)
    setErrors({})
  }
  const submit = (): void => {
    if (wishes.wanted.length === 0) return setErrors({ wanted_genders: 'form-error-wanted' })
    save.mutate(wishes, {
      onSuccess: () => {
        haptic.success()
        onSaved()
      },
      onError: (error) => {
        haptic.error()
        const refused = errorsOf(error)
        setErrors(refused)
        if (!hasErrors(refused)) toast(t(failureKey(error)))
      },
    })
  }
  return { wishes, errors, change, submit, isSaving: save.isPending }
}
