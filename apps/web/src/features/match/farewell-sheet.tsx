import { useI18n } from '../../ground/texts/i18n.js'
import { Button } from '../../kit/button.js'
import { Sheet } from '../../kit/sheet.js'

/** What somebody who ended a match says; the name is empty where it is not known. */
export function FarewellSheet({ name, onClose }: { name: string; onClose: () => void }) {
  const { t } = useI18n()
  return (
    <Sheet title={t('farewell-heading')} onClose={onClose}>
      <p role="status">{t('farewell-from', { name: name === '' ? t('farewell-somebody') : name })}</p>
      <Button wide onClick={onClose}>
        {t('farewell-seen')}
      </Button>
    </Sheet>
  )
}
