import { useBack } from '../../ground/browser/navigation.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { Card } from '../../kit/card.js'
import { Screen } from '../../kit/screen.js'
import { PrivacyChoices } from './privacy-choices.js'

const parts = ['place', 'photos', 'telegram', 'chats', 'leave'] as const

/** What the person keeps from others; then what is known of the person and who sees it, in plain words. */
export function PrivacyPage() {
  const { t } = useI18n()
  return (
    <Screen title={t('settings-privacy')} onBack={useBack('/settings')}>
      <PrivacyChoices />
      {parts.map((part) => (
        <Card key={part}>
          <h2>{t(`privacy-${part}-title`)}</h2>
          <p>{t(`privacy-${part}-text`)}</p>
        </Card>
      ))}
    </Screen>
  )
}
