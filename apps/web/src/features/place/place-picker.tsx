import { useState } from 'react'

import { countryName, townName } from '@kindred/locales/people'
import { haptic } from '@kindred/miniapp/telegram/bridge'

import { useClient } from '../../ground/session/session.js'
import { hasLocationSettings, openLocationSettings } from '../../ground/telegram/location.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { Button } from '../../kit/button.js'
import { Card } from '../../kit/card.js'
import { TextField } from '../../kit/field.js'
import { Icon } from '../../kit/icon.js'
import { locate, type LocateFailure } from './locate.js'
import { type Position, townNear, useTowns } from './towns.js'
import type { Place } from './use-set-place.js'

import '../../kit/chip.css'
import './place.css'

interface PlacePickerProps {
  readonly place: Place | undefined
  onChange(place: Place): void
}

/** Chooses a place: by the device, or by a town's name. */
export function PlacePicker({ place, onChange }: PlacePickerProps) {
  const { t, locale } = useI18n()
  const client = useClient()
  const [state, setState] = useState<'idle' | 'asking' | 'found' | LocateFailure>('idle')
  const ask = (): void => {
    setState('asking')
    void locate().then(async (position) => {
      if (typeof position === 'string') return setState(position)
      const city = await townNear(client, position, locale)
      haptic.success()
      setState('found')
      onChange({ position, city })
    })
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
        chosen={place?.city}
        near={state === 'found' ? place?.position : undefined}
        onChoose={(next) => {
          setState('idle')
          onChange(next)
        }}
      />
    </>
  )
}

interface TownsProps {
  readonly chosen: string | undefined
  readonly near: Position | undefined
  onChoose(place: Place): void
}

function Towns({ chosen, near, onChoose }: TownsProps) {
  const { t, locale } = useI18n()
  const [typed, setTyped] = useState('')
  const { data, isError, isFetching } = useTowns(typed, near)
  const found = typed.trim() === '' && near === undefined ? [] : (data?.towns ?? [])
  return (
    <div className="fields">
      <TextField
        label={t('place-choose')}
        placeholder={t('place-search')}
        value={typed}
        type="search"
        enterKeyHint="search"
        autoComplete="off"
        onChange={(event) => setTyped(event.target.value)}
      />
      <ul className="chips" aria-label={t('place-choose')} aria-busy={isFetching}>
        {found.map((town) => {
          const city = townName(town, locale)
          return (
            <li key={town.town_id}>
              <button
                type="button"
                className="chip town"
                aria-pressed={chosen === city}
                onClick={() => {
                  haptic.select()
                  onChoose({ position: { latitude: town.latitude, longitude: town.longitude }, city })
                }}
              >
                <span>{city}</span>
                <span className="muted small">
                  {[town.region, countryName(town.country, locale)].filter(Boolean).join(', ')}
                </span>
              </button>
            </li>
          )
        })}
      </ul>
      <p className="muted" role="status">
        {isError
          ? t('place-search-failed')
          : typed.trim() !== '' && !isFetching && found.length === 0 && t('place-none')}
      </p>
    </div>
  )
}
