import { useWhere } from '../../ground/session/where.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { EmptyState } from '../../kit/states.js'

/** Shown in a plain browser: points to the bot or the simulator. */
export function OutsidePage() {
  const { t } = useI18n()
  const { where, isPending } = useWhere()
  const nowhere = !isPending && where?.bot === undefined && where?.simulator === undefined
  return (
    <EmptyState icon="heart" title={t('system-outside-title')} text={t('system-outside-text')}>
      {where?.bot !== undefined && where.simulator === undefined && (
        <a className="button button-main" href={where.bot}>
          {t('system-outside-open')}
        </a>
      )}
      {where?.simulator !== undefined && (
        <a className="button button-soft" href={where.simulator}>
          {t('system-outside-simulator')}
        </a>
      )}
      {nowhere && <p className="muted">{t('system-outside-ask')}</p>}
    </EmptyState>
  )
}
