import { useI18n } from '../../ground/texts/i18n.js'
import { Button } from '../../kit/button.js'
import { EmptyState } from '../../kit/states.js'
import { CloseButton } from './close-button.js'

/** Shown to somebody new without an invitation, where one is required. */
export function UninvitedState({ onRetry }: { onRetry(): void }) {
  const { t } = useI18n()
  return (
    <EmptyState icon="heart" title={t('uninvited-title')} text={t('uninvited-text')}>
      <Button onClick={onRetry}>{t('app-try-again')}</Button>
      <CloseButton />
    </EmptyState>
  )
}
