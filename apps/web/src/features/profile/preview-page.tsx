import { useBack } from '../../ground/browser/navigation.js'
import { useUserId } from '../../ground/session/session.js'
import { useMyProfile } from '../../ground/session/standing.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { Screen } from '../../kit/screen.js'
import { PersonView } from '../profile-detail/index.js'

/** The person's profile as others see it. */
export function PreviewPage() {
  const { t } = useI18n()
  const userId = useUserId()
  const profile = useMyProfile().data
  const title = profile ? t('app-name-age', { name: profile.name, age: profile.age }) : t('profile-preview')
  return (
    <Screen title={title} onBack={useBack('/profile')}>
      <p className="muted small">{t('profile-preview-text')}</p>
      <PersonView userId={userId} />
    </Screen>
  )
}
