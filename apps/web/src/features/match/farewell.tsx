import { useSyncExternalStore } from 'react'

import { useClient } from '../../ground/session/session.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { Button } from '../../kit/button.js'
import { Sheet } from '../../kit/sheet.js'
import { farewellsOf } from '../../stores/farewells/farewells.js'

/** Shows over any screen that somebody ended a match and says so kindly. */
export function Farewell() {
  const { t } = useI18n()
  const farewells = farewellsOf(useClient())
  const [name] = useSyncExternalStore(farewells.subscribe, farewells.snapshot)
  if (name === undefined) return null
  return (
    <Sheet title={t('farewell-heading')} onClose={farewells.dismiss}>
      <p role="status">{t('farewell-from', { name: name === '' ? t('farewell-somebody') : name })}</p>
      <Button wide onClick={farewells.dismiss}>
        {t('farewell-seen')}
      </Button>
    </Sheet>
  )
}
