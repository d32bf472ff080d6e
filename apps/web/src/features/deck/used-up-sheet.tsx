import { useLocation } from 'wouter'

import { useI18n } from '../../ground/texts/i18n.js'
import { Button } from '../../kit/button.js'
import { momentWords } from '../../kit/moment-words.js'
import { Sheet } from '../../kit/sheet.js'
import type { UsedUp } from '../../stores/deck/used-up.js'

/** Says that the day's swipes are used up, and when they come back. */
export function UsedUpSheet({ usedUp, onClose }: { usedUp: UsedUp; onClose(): void }) {
  const { t, locale } = useI18n()
  const [, navigate] = useLocation()
  return (
    <Sheet title={t('used-up-title')} onClose={onClose}>
      <p>{usedUp.at ? t('used-up-text', momentWords(usedUp.at, locale)) : t('used-up-text-soon')}</p>
      <Button wide onClick={onClose}>
        {t('used-up-close')}
      </Button>
      <Button wide kind="plain" icon="heart" onClick={() => navigate('/likes')}>
        {t('used-up-likes')}
      </Button>
    </Sheet>
  )
}
