import { useLocation } from 'wouter'

import { useI18n } from '../../app/i18n.js'
import { Button } from '../../kit/button.js'
import { Sheet } from '../../kit/sheet.js'
import { momentWords } from './moment-words.js'
import type { UsedUp } from './used-up.js'

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
