import { useState } from 'react'

import { useBack } from '../../ground/browser/navigation.js'
import { useMyProfile } from '../../ground/session/standing.js'
import { failureKey } from '../../ground/texts/failure.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { MainActionBar } from '../../kit/main-action.js'
import { Screen } from '../../kit/screen.js'
import { useToast } from '../../kit/toast.js'
import { placeFailureKey } from './place-failure.js'
import { PlacePicker } from './place-picker.js'
import { type Place, useSetPlace } from './use-set-place.js'

/** Changes where the person is. */
export function PlacePage() {
  const { t, city } = useI18n()
  const back = useBack('/filters')
  const toast = useToast()
  const profile = useMyProfile()
  const save = useSetPlace()
  const now = profile.data ? city(profile.data) : undefined
  const [place, setPlace] = useState<Place>()
  const submit = (): void => {
    if (place === undefined) return
    save.mutate(place, {
      onSuccess: () => {
        toast(t('place-saved'))
        back()
      },
      onError: (error) => toast(t(placeFailureKey(error) ?? failureKey(error))),
    })
  }
  return (
    <Screen title={t('place-title')} onBack={back}>
      {now !== undefined && <p className="muted">{t('place-now', { city: now })}</p>}
      <PlacePicker place={place} onChange={setPlace} />
      <MainActionBar
        label={t('app-save')}
        disabled={place === undefined}
        busy={save.isPending}
        onPress={submit}
      />
    </Screen>
  )
}
