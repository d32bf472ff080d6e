import type { PhotoFinding } from '@kindred/client'

import { useTexts } from '../../ground/texts.js'
import { Photos } from './photos.js'

/** A photo that waits for a look, and why it waits. */
export function Finding({ finding }: { finding: PhotoFinding }) {
  const { t } = useTexts()
  return (
    <section className="panel" aria-label={t('console-kind-photo')}>
      <FindingWords finding={finding} />
      {finding.photo && <Photos photos={[finding.photo]} />}
    </section>
  )
}

export function FindingWords({ finding: { score, looks_removed: looksRemoved } }: { finding: PhotoFinding }) {
  const { t } = useTexts()
  return (
    <span className="row">
      {score === undefined ? (
        <span className="badge">{t('console-score-none')}</span>
      ) : (
        <span className={score >= 0.5 ? 'badge badge-warn' : 'badge'}>
          {t('console-score', { percent: Math.round(score * 100) })}
        </span>
      )}
      {looksRemoved && <span className="badge badge-danger">{t('console-looks-removed')}</span>}
    </span>
  )
}
