import { useState } from 'react'

import { useI18n } from '../../app/i18n.js'
import { Button } from '../../kit/button.js'
import { Card } from '../../kit/card.js'
import { TextField } from '../../kit/field.js'
import { Icon } from '../../kit/icon.js'
import { haptic } from '../../telegram/bridge.js'
import { hasLocationSettings, openLocationSettings } from '../../telegram/location.js'
import { locate, type LocateFailure } from './locate.js'
import { findTowns, townNear } from './towns.js'
import type { Place } from './use-set-place.js'

import '../../kit/chip.css'
import '../form/form.css'
import './place.css'

interface PlacePickerProps {
  readonly place: Place | undefined
  onChange(place: Place): void
}

/** Where the person is: from the device, or a town of the list. */
export function PlacePicker({ place, onChange }: PlacePickerProps) {
  const { t, locale } = useI18n()
  const [state, setState] = useState<'idle' | 'asking' | 'found' | LocateFailure>('idle')
  const ask = (): void => {
    setState('asking')
    locate().then(
      (position) => {
        haptic.success()
        setState('found')
        onChange({ position, city: townNear(position)?.[locale] })
      },
      (failure: LocateFailure) => setState(failure),
    )
  }
  return (
    <>
      <Card>
        <p>{t('place-why')}</p>
        <p className="place-promise small muted">
          <Icon name="lock" size={18} />
          <span>{t('place-promise')}</span>
        </p>
        <Button kind="soft" icon="pin" busy={state === 'asking'} onClick={ask}>
          {t('place-use-mine')}
        </Button>
        <div role="status">
          {state === 'found' && (
            <p className="place-found">
              {place?.city ? t('place-found-near', { city: place.city }) : t('place-found')}
            </p>
          )}
          {(state === 'denied' || state === 'unavailable') && (
            <p className="error">{t(state === 'denied' ? 'place-denied' : 'place-unavailable')}</p>
          )}
          {state === 'denied' && hasLocationSettings && (
            <Button kind="plain" onClick={openLocationSettings}>
              {t('place-settings')}
            </Button>
          )}
        </div>
      </Card>
      <Towns
        chosen={state === 'found' ? undefined : place?.city}
        onChoose={(next) => {
          setState('idle')
          onChange(next)
        }}
      />
    </>
  )
}

function Towns({ chosen, onChoose }: { chosen: string | undefined; onChoose(place: Place): void }) {
  const { t, locale } = useI18n()
  const [typed, setTyped] = useState('')
  const found = findTowns(typed, locale)
  return (
    <div className="fields">
      <TextField
        label={t('place-choose')}
        placeholder={t('place-search')}
        value={typed}
        type="search"
        enterKeyHint="search"
        onChange={(event) => setTyped(event.target.value)}
      />
      <ul className="chips" aria-label={t('place-choose')}>
        {found.map(({ id, latitude, longitude, [locale]: city }) => (
          <li key={id}>
            <button
              type="button"
              className="chip"
              aria-pressed={chosen === city}
              onClick={() => {
                haptic.select()
                onChoose({ position: { latitude, longitude }, city })
              }}
            >
              {city}
            </button>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className="muted">{t('place-none')}</p>}
    </div>
  )
}
