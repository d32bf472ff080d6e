import { useI18n } from '../ground/texts/i18n.js'
import { Icon } from './icon.js'

import './verified.css'

/** The mark of somebody whom a moderator verified. */
export function Verified() {
  const { t } = useI18n()
  return (
    <span className="verified" role="img" aria-label={t('person-verified')}>
      <Icon name="check" size={14} />
    </span>
  )
}
