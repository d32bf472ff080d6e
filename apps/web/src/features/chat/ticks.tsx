import { useI18n } from '../../ground/texts/i18n.js'
import type { SendState } from './thread-rows.js'

const paths: Readonly<Record<SendState, string>> = {
  sending: 'M8 4.500V8l2.500 1.500M8 14.200A6.200 6.200 0 1 0 8 1.800a6.200 6.200 0 0 0 0 12.400z',
  failed: 'M8 4.500v4.500M8 11.500h.01M8 14.200A6.200 6.200 0 1 0 8 1.800a6.200 6.200 0 0 0 0 12.400z',
  sent: 'M3.500 8.500l3 3 6.500-7',
  read: 'M1.500 8.500l3 3 6.500-7M8 11l.8.8 6.200-7',
}

/** The delivery state of one's own message. */
export function Ticks({ state }: { state: SendState }) {
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
