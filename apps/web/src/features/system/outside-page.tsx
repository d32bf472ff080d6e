import { useQuery } from '@tanstack/react-query'

import { keys } from '../../ground/state/keys.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { EmptyState } from '../../kit/states.js'
import { findWhere } from './where.js'

/** Shown in a plain browser: points to the bot or the simulator. */
export function OutsidePage() {
  const { t } = useI18n()
  const { data: where, isPending } = useQuery({ queryKey: keys.where, queryFn: findWhere, retry: false })
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
