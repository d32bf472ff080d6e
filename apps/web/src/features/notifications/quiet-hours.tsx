import type { Settings } from '@kindred/client'

import { deviceZone } from '../../ground/browser/device-zone.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { Button } from '../../kit/button.js'
import { Card, List } from '../../kit/card.js'
import { TextField } from '../../kit/field.js'
import { SwitchRow } from '../../kit/switch-row.js'
import type { SettingsChange } from './use-settings.js'

interface QuietHoursProps {
  readonly settings: Settings
  onChange(change: SettingsChange): void
}

/** The hours in which nothing is told, in the person's time zone. */
export function QuietHours({ settings, onChange }: QuietHoursProps) {
  const { t } = useI18n()
  const { quiet_on: on, quiet_from: from, quiet_to: to } = settings
  return (
    <>
      <List>
        <SwitchRow
          title={t('notify-quiet')}
          note={t('notify-quiet-note')}
          on={on}
          busy={false}
          onSwitch={(next) => onChange({ quiet_on: next })}
        />
      </List>
      {on && (
        <Card>
          <div className="quiet-hours">
            <TimeField
              label={t('notify-quiet-from')}
              value={from}
              onChange={(quiet_from) => onChange({ quiet_from })}
            />
            <TimeField
              label={t('notify-quiet-to')}
              value={to}
              onChange={(quiet_to) => onChange({ quiet_to })}
            />
          </div>
          <Zone
            zone={settings.time_zone || settings.place_time_zone}
            onChoose={(time_zone) => onChange({ time_zone })}
          />
        </Card>
      )}
    </>
  )
}

function TimeField({
  label,
  value,
  onChange,
}: {
  label: string
  value: string
  onChange(time: string): void
}) {
  return (
    <TextField
      type="time"
      label={label}
      value={value}
      required
      // A field that is being typed in or was cleared has no time.
      onChange={({ target }) => target.value !== '' && onChange(target.value.slice(0, 5))}
    />
  )
}

/** Which zone the hours are in; a traveller may take that of the device. */
function Zone({ zone, onChoose }: { zone: string; onChoose(zone: string): void }) {
  const { t } = useI18n()
  const here = deviceZone()
  return (
    <>
      <p className="hint">{t('notify-zone', { zone: zoneWords(zone) })}</p>
      {here !== undefined && here !== zone && (
        <Button kind="soft" onClick={() => onChoose(here)}>
          {t('notify-zone-here', { zone: zoneWords(here) })}
        </Button>
      )}
    </>
  )
}

const zoneWords = (zone: string): string => (zone === '' ? 'UTC' : zone.replace(/_/g, ' '))
