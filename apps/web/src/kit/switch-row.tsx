import { Row } from './card.js'
import type { IconName } from './icon.js'

interface SwitchRowProps {
  readonly icon?: IconName
  readonly title: string
  readonly note: string
  readonly on: boolean
  readonly busy: boolean
  onSwitch(on: boolean): void
}

/** A row with a switch, which applies at once. */
export const SwitchRow = ({ icon, title, note, on, busy, onSwitch }: SwitchRowProps) => (
  <Row
    {...(icon && { icon })}
    title={title}
    note={note}
    end={
      <input
        type="checkbox"
        role="switch"
        className="switch"
        aria-label={title}
        checked={on}
        disabled={busy}
        onChange={(event) => onSwitch(event.target.checked)}
      />
    }
  />
)
