import type { ReactNode } from 'react'

import { useI18n } from '../../ground/texts/i18n.js'
import { EmptyState } from '../../kit/states.js'

/** Shown to somebody new without an invitation, where one is required. */
export function UninvitedState({ children }: { children: ReactNode }) {
  const { t } = useI18n()
  return (
    <EmptyState icon="heart" title={t('uninvited-title')} text={t('uninvited-text')}>
      {children}
    </EmptyState>
  )
}
