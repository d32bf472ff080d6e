import { memo } from 'react'

import { useI18n } from '../../app/i18n.js'
import { classes } from '../../kit/class-names.js'
import { clockTime } from '../../kit/clock-time.js'
import { type MessageRow, type SendState } from './thread-rows.js'

interface BubbleProps {
  readonly row: MessageRow
  onFailed(row: MessageRow): void
}

/** One message; a failed one is a button that asks what to do with it. */
export const Bubble = memo(
  function Bubble({ row, onFailed }: BubbleProps) {
    const { locale } = useI18n()
    const name = classes(
      'bubble',
      row.mine && 'bubble-mine',
      row.opensGroup && 'bubble-opens',
      row.closesGroup && 'bubble-closes',
      row.state === 'failed' && 'bubble-failed',
    )
    const content = (
      <>
        <span className="bubble-text">{row.text}</span>
        <span className="bubble-foot">
          <time dateTime={row.at.toISOString()}>{clockTime(row.at, locale)}</time>
          {row.state && <Ticks state={row.state} />}
        </span>
      </>
    )
    return row.state === 'failed' ? (
      <button type="button" className={name} onClick={() => onFailed(row)}>
        {content}
      </button>
    ) : (
      <div className={name}>{content}</div>
    )
  },
  (before, after) => JSON.stringify(before.row) === JSON.stringify(after.row),
)

const paths: Readonly<Record<SendState, string>> = {
  sending: 'M8 4.500V8l2.500 1.500M8 14.200A6.200 6.200 0 1 0 8 1.800a6.200 6.200 0 0 0 0 12.400z',
  failed: 'M8 4.500v4.500M8 11.500h.01M8 14.200A6.200 6.200 0 1 0 8 1.800a6.200 6.200 0 0 0 0 12.400z',
  sent: 'M3.500 8.500l3 3 6.500-7',
  read: 'M1.500 8.500l3 3 6.500-7M8 11l.8.8 6.200-7',
}

function Ticks({ state }: { state: SendState }) {
  const { t } = useI18n()
  return (
    <svg
      className="ticks"
      role="img"
      aria-label={t(`chat-state-${state}`)}
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={paths[state]} />
    </svg>
  )
}
