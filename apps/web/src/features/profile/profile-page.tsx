import { useI18n } from '../../app/i18n.js'
import { Screen } from '../../kit/screen.js'

/** The person's own room. */
export function ProfilePage() {
  const { t } = useI18n()
  return (
    <Screen title={t('app-tab-profile')} tabs>
      {null}
    </Screen>
  )
}
