import { useBack } from '../../ground/browser/navigation.js'
import { useUserId } from '../../ground/session/session.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { Screen } from '../../kit/screen.js'
import { PersonView, usePerson } from '../profile-detail/index.js'

/** The person's profile as others see it. */
export function PreviewPage() {
  const { t } = useI18n()
  const userId = useUserId()
  const { data } = usePerson(userId)
  const title = data ? t('app-name-age', { name: data.name, age: data.age ?? 0 }) : t('profile-preview')
  return (
    <Screen title={title} onBack={useBack('/profile')}>
      <p className="muted small">{t('profile-preview-text')}</p>
      <PersonView userId={userId} />
    </Screen>
  )
}
