import { useMutation } from '@tanstack/react-query'

import { useClient } from '../../ground/session.js'
import { useTexts } from '../../ground/texts.js'
import { problemText } from '../../ground/words.js'
import { Button } from '../../kit/button.js'

/** Asks whether any record was changed behind the service's back. */
export function Verification() {
  const { t } = useTexts()
  const client = useClient()
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: () => client.safety.verifyAudit({}),
  })
  return (
    <div className="panel">
      <div className="page-head">
        <p>{t('console-audit-text')}</p>
        <Button busy={isPending} onClick={() => mutate()}>
          {t('console-audit-verify')}
        </Button>
      </div>
      {error !== null && <p role="alert">{problemText(t, error)}</p>}
      {data && (
        <p role="status">
          <span className={data.intact ? 'badge badge-good' : 'badge badge-danger'}>
            {data.intact
              ? t('console-audit-intact', { count: data.records })
              : t('console-audit-broken', { number: data.first_broken ?? 0 })}
          </span>{' '}
          <span className="mono">{data.last_hash}</span>
        </p>
      )}
    </div>
  )
}
