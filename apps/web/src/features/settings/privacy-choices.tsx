import type { Privacy } from '@kindred/client'

import { useI18n } from '../../ground/texts/i18n.js'
import { LoadingRows } from '../../kit/bones.js'
import { List } from '../../kit/card.js'
import { ErrorState } from '../../kit/states.js'
import { SwitchRow } from '../../kit/switch-row.js'
import { usePrivacy } from './use-privacy.js'

/** A choice of the page: how it reads from what is stored, and what it changes there. */
interface Choice {
  readonly name: 'age' | 'distance' | 'incognito' | 'first'
  isOn(privacy: Privacy): boolean
  set(on: boolean): Partial<Privacy>
}

const choices: readonly Choice[] = [
  { name: 'age', isOn: ({ hide_age }) => hide_age, set: (on) => ({ hide_age: on }) },
  { name: 'distance', isOn: ({ hide_distance }) => hide_distance, set: (on) => ({ hide_distance: on }) },
  { name: 'incognito', isOn: ({ incognito }) => incognito, set: (on) => ({ incognito: on }) },
  {
    name: 'first',
    isOn: ({ first_writer }) => first_writer === 'ME',
    set: (on) => ({ first_writer: on ? 'ME' : 'ANYONE' }),
  },
]

/** What the person keeps from others; each switch applies at once. */
export function PrivacyChoices() {
  const { t } = useI18n()
  const { privacy, busy, error, reload, change } = usePrivacy()
  if (privacy === undefined)
    return error ? <ErrorState error={error} onRetry={reload} /> : <LoadingRows count={choices.length} />
  return (
    <List label={t('privacy-choices')}>
      {choices.map(({ name, isOn, set }) => (
        <SwitchRow
          key={name}
          title={t(`privacy-${name}`)}
          note={t(`privacy-${name}-note`)}
          on={isOn(privacy)}
          busy={busy}
          onSwitch={(on) => change(set(on))}
        />
      ))}
    </List>
  )
}
