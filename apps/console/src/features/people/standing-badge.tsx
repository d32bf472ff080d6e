import type { Standing } from '@kindred/client'

import { useTexts } from '../../ground/texts.js'
import { slug } from '../../ground/words.js'

const looks = {
  GOOD: 'badge-good',
  HIDDEN: 'badge-warn',
  SUSPENDED: 'badge-danger',
  BANNED: 'badge-danger',
} as const

/** How far somebody is shut out. */
export function StandingBadge({ standing }: { standing: Standing }) {
  const { t } = useTexts()
  return <span className={`badge ${looks[standing]}`}>{t(`console-standing-${slug(standing)}`)}</span>
}
