import type { AppealProgress } from '@kindred/client'

import { useI18n } from '../../ground/texts/i18n.js'

const words = {
  PENDING: 'appeal-pending',
  UPHELD: 'appeal-upheld',
  REVERSED: 'appeal-reversed',
} as const

const isTold = (appeal: AppealProgress): appeal is keyof typeof words => Object.hasOwn(words, appeal)

/** What became of an appeal; nothing where there was none. */
export function AppealWords({ appeal }: { appeal: AppealProgress }) {
  const { t } = useI18n()
  return isTold(appeal) ? <p>{t(words[appeal])}</p> : null
}
