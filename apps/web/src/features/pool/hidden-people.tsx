import { useMutation, useQueryClient } from '@tanstack/react-query'

import type { PoolFilter, Preferences } from '@kindred/client'
import { filterFacts } from '@kindred/facts'
import { ages } from '@kindred/kernel/age'
import type { Key } from '@kindred/locales'
import { hiddenKey } from '@kindred/locales/people'
import { haptic } from '@kindred/miniapp/telegram/bridge'

import { useClient } from '../../ground/session/session.js'
import { keys } from '../../ground/state/keys.js'
import { failureKey } from '../../ground/texts/failure.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { lengthText } from '../../ground/texts/lengths.js'
import { Button } from '../../kit/button.js'
import { useToast } from '../../kit/toast.js'
import { type Hiding, isOptional } from './widening.js'

const maxShown = 4

/** What hides about how many people, each with the step that shows them. */
export function HiddenPeople({
  hidden,
  preferences,
}: {
  hidden: readonly Hiding[]
  preferences: Preferences
}) {
  const { t } = useI18n()
  const shown = hidden.slice(0, maxShown)
  const first = shown.find(({ wider }) => wider !== undefined)
  const widening = useWidening()
  return (
    <>
      <p className="muted">{t(textFor(first))}</p>
      <ul className="pool">
        {shown.map(({ filter, wider }) => (
          <li key={filter.code}>
            <p>
              <b>{t('pool-hidden-people', { count: filter.hides })}</b>{' '}
              <Why filter={filter} preferences={preferences} />
            </p>
            {wider && (
              <Button
                kind={filter === first?.filter ? 'main' : 'soft'}
                busy={widening.isPending && widening.variables.code === filter.code}
                disabled={widening.isPending}
                onClick={() => widening.mutate({ code: filter.code, wider })}
              >
                <WidenLabel filter={filter} wider={wider} />
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

/** What is promised: of fewer than ten nobody knows whether there is one. */
function textFor(first: Hiding | undefined): Key {
  if (first === undefined) return 'pool-hidden-text-fixed'
  return first.filter.hides > 0 ? 'pool-hidden-text' : 'pool-hidden-text-few'
}

/** Stores the wider preferences; the deck follows them. */
function useWidening() {
  const { t } = useI18n()
  const client = useClient()
  const queries = useQueryClient()
  const toast = useToast()
  return useMutation({
    mutationFn: ({ wider }: { code: string; wider: Preferences }) => client.profile.setMyPreferences(wider),
    onSuccess(saved) {
      haptic.light()
      queries.setQueryData(keys.preferences, saved)
    },
    onError: (error) => toast(t(failureKey(error))),
  })
}

const whys: Readonly<Record<string, Key>> = {
  ...Object.fromEntries(filterFacts.map(({ filter: { name } }) => [name, hiddenKey(name)])),
  distance: 'pool-why-distance',
  gender: 'pool-why-gender',
  interests: 'pool-why-interests',
  languages: 'pool-why-languages',
  height: 'pool-why-height',
  theirs: 'pool-why-theirs',
  seen: 'pool-why-seen',
}

/** Nobody is younger than the youngest who may be here, nor older than the oldest. */
function ageWhy({ min_age: min, max_age: max }: Preferences): Key {
  if (min === ages.min) return 'pool-why-older'
  return max === ages.max ? 'pool-why-younger' : 'pool-why-age'
}

function Why({ filter: { code }, preferences }: { filter: PoolFilter; preferences: Preferences }) {
  const { t } = useI18n()
  const { max_distance_km: km, min_age: min, max_age: max } = preferences
  const why = code === 'age' ? ageWhy(preferences) : whys[code]
  return why === undefined ? null : (
    <span className="muted">{t(why, { far: lengthText(km, t), min, max })}</span>
  )
}

function WidenLabel({ filter: { code, adds }, wider }: { filter: PoolFilter; wider: Preferences }) {
  const { t } = useI18n()
  const { max_distance_km: km, min_age: min, max_age: max } = wider
  const label = isOptional(code)
    ? t('pool-widen-drop')
    : code === 'age'
      ? t('pool-widen-age', { min, max })
      : t('pool-widen-distance', { far: lengthText(km, t) })
  return t('pool-adds', { label, count: adds })
}
