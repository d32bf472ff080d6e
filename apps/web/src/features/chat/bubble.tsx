import { memo } from 'react'

import { haptic } from '@kindred/miniapp/telegram/bridge'

import { useI18n } from '../../ground/texts/i18n.js'
import { classes } from '../../kit/class-names.js'
import { clockTime } from '../../kit/clock-time.js'
import { useLongPress } from '../../kit/use-long-press.js'
import { stretchesOf } from './links.js'
import type { MessageRow } from './thread-rows.js'
import { Ticks } from './ticks.js'
import { useCopy } from './use-copy.js'

interface BubbleProps {
  readonly row: MessageRow
  onFailed(row: MessageRow): void
  /** A finger rested on a message of the other person, or a mouse asked for its menu. */
  onMenu(row: MessageRow): void
  /** An address in the text was tapped. */
  onLink(url: URL): void
}

/** One message; a finger that rests on it copies one's own and opens the menu of the other's, a failed one is a button that asks what to do with it. */
export const Bubble = memo(
  function Bubble({ row, onFailed, onMenu, onLink }: BubbleProps) {
    const { locale } = useI18n()
    const copy = useCopy()
    const act = (): void => (row.mine ? copy(row.text) : onMenu(row))
    const press = useLongPress({ onHold: haptic.select, onRelease: act, onMenu: row.mine ? undefined : act })
    const name = classes(
      'bubble',
      row.mine && 'bubble-mine',
      row.opensGroup && 'bubble-opens',
      row.closesGroup && 'bubble-closes',
      row.state === 'failed' && 'bubble-failed',
    )
    const foot = (
      <span className="bubble-foot">
        <time dateTime={row.at.toISOString()}>{clockTime(row.at, locale)}</time>
        {row.state && <Ticks state={row.state} />}
      </span>
    )
    return row.state === 'failed' ? (
      <button type="button" className={name} onClick={() => onFailed(row)}>
        <span className="bubble-text" dir="auto">
          {row.text}
        </span>
        {foot}
      </button>
    ) : (
      <div className={name} {...press}>
        <Words text={row.text} onLink={onLink} />
        {foot}
      </div>
    )
  },
  (before, after) => JSON.stringify(before.row) === JSON.stringify(after.row),
)

/** The text with its addresses as links; no link is followed before the person has seen where it leads. */
function Words({ text, onLink }: { text: string; onLink(url: URL): void }) {
  return (
    <span className="bubble-text" dir="auto">
      {stretchesOf(text).map(({ text: words, url }, place) =>
        url === undefined ? (
          words
        ) : (
          <a
            key={place}
            href={url.href}
            rel="noopener noreferrer nofollow"
            onClick={(event) => {
              event.preventDefault()
              onLink(url)
            }}
          >
            <bdi>{words}</bdi>
          </a>
        ),
      )}
    </span>
  )
}
