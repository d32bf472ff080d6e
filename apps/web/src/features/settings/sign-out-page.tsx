import { useMutation } from '@tanstack/react-query'
import { useEffect } from 'react'

import { useBack } from '../../ground/browser/navigation.js'
import { useSession } from '../../ground/session/session.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { MainActionBar } from '../../kit/main-action.js'
import { Screen } from '../../kit/screen.js'
import { fetchWayBack } from '../system/index.js'

/** Ends the session of this device. */
export function SignOutPage() {
  const { t } = useI18n()
  const { signOut } = useSession()
  useEffect(fetchWayBack, [])
  const leave = useMutation({ mutationFn: signOut })
  return (
    <Screen title={t('settings-sign-out')} onBack={useBack('/settings')}>
      <p>{t('settings-sign-out-text')}</p>
      <MainActionBar label={t('settings-sign-out')} busy={leave.isPending} onPress={() => leave.mutate()} />
    </Screen>
  )
}
