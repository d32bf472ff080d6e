import { useState } from 'react'

import type { Profile } from '@kindred/client'
import { haptic } from '@kindred/miniapp/telegram/bridge'

import { useBack } from '../../ground/browser/navigation.js'
import { useMyProfile } from '../../ground/session/standing.js'
import { useClosingConfirmation } from '../../ground/telegram/buttons.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { FieldBones } from '../../kit/bones.js'
import { Card } from '../../kit/card.js'
import { TextField } from '../../kit/field.js'
import { MainActionBar } from '../../kit/main-action.js'
import { Question } from '../../kit/question.js'
import { Screen } from '../../kit/screen.js'
import { ErrorState, Loading } from '../../kit/states.js'
import { useToast } from '../../kit/toast.js'
import {
  AboutFields,
  checkDetails,
  type Details,
  detailsOf,
  FactFields,
  type FieldErrors,
  focusFirstError,
  hasErrors,
  InterestFields,
  toPatch,
  useSaveDetails,
  WordsFields,
} from '../form/index.js'

/** Changes what the person says of themselves. */
export function EditPage() {
  const { t } = useI18n()
  const back = useBack('/profile')
  const { data, error, refetch } = useMyProfile()
  if (data) return <Edit profile={data} onBack={back} />
  return (
    <Screen title={t('profile-edit')} onBack={back}>
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <Loading>
          <FieldBones count={4} />
          <FieldBones count={3} />
        </Loading>
      )}
    </Screen>
  )
}

function Edit({ profile, onBack }: { profile: Profile; onBack(): void }) {
  const { t } = useI18n()
  const toast = useToast()
  const [details, setDetails] = useState(() => detailsOf(profile))
  const [errors, setErrors] = useState<FieldErrors>({})
  const [leaving, setLeaving] = useState(false)
  const { save, saving } = useSaveDetails(profile, setErrors)
  const dirty = Object.keys(toPatch(profile, details)).length > 0
  useClosingConfirmation(dirty)
  const submit = (): void => {
    const wrong = checkDetails(details, new Date().toISOString())
    setErrors(wrong)
    if (hasErrors(wrong)) return focusFirstError()
    save(details, () => {
      haptic.success()
      toast(t('app-saved'))
      onBack()
    })
  }
  const fields = {
    details,
    errors,
    onChange(change: Partial<Details>) {
      setDetails((before) => ({ ...before, ...change }))
      setErrors({})
    },
  }
  return (
    <Screen title={t('profile-edit')} onBack={() => (dirty ? setLeaving(true) : onBack())}>
      <EditFields {...fields} />
      <MainActionBar label={t('app-save')} disabled={!dirty} busy={saving} onPress={submit} />
      {leaving && <Unsaved onStay={() => setLeaving(false)} onLeave={onBack} />}
    </Screen>
  )
}

function EditFields(fields: Parameters<typeof AboutFields>[0]) {
  const { t } = useI18n()
  const { details, errors, onChange } = fields
  return (
    <>
      <Card>
        <h2>{t('edit-about')}</h2>
        <AboutFields {...fields} />
        <TextField
          label={t('form-city')}
          error={errors.city && t(errors.city)}
          value={details.city}
          autoComplete="address-level2"
          onChange={(event) => onChange({ city: event.target.value })}
        />
      </Card>
      <Card>
        <h2>{t('edit-words')}</h2>
        <WordsFields {...fields} />
      </Card>
      <Card>
        <InterestFields {...fields} />
      </Card>
      <Card>
        <h2>{t('edit-facts')}</h2>
        <FactFields {...fields} />
      </Card>
    </>
  )
}

function Unsaved({ onStay, onLeave }: { onStay(): void; onLeave(): void }) {
  const { t } = useI18n()
  return (
    <Question
      title={t('edit-unsaved-title')}
      confirm={t('edit-leave')}
      cancel={t('edit-stay')}
      onConfirm={onLeave}
      onClose={onStay}
    >
      <p className="muted">{t('edit-unsaved-text')}</p>
    </Question>
  )
}
