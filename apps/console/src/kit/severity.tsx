import { useTexts } from '../ground/texts.js'

/** The reasons that put people in danger weigh thousands, the others hundreds. */
const levelOf = (severity: number): 'urgent' | 'high' | 'normal' =>
  severity >= 2_000 ? 'urgent' : severity >= 800 ? 'high' : 'normal'

const looks = { urgent: 'badge badge-danger', high: 'badge badge-warn', normal: 'badge' } as const

/** How bad it may be, in a word. */
export function Severity({ value }: { value: number }) {
  const { t } = useTexts()
  const level = levelOf(value)
  return (
    <span className={looks[level]} title={String(value)}>
      {t(`console-severity-${level}`)}
    </span>
  )
}
