import type { DataExport } from '@kindred/client'

import { openLink } from '../../ground/telegram/open-link.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { LoadingRows } from '../../kit/bones.js'
import { Button } from '../../kit/button.js'
import { momentWords } from '../../kit/moment-words.js'
import { ErrorState } from '../../kit/states.js'
import type { DataExportRoom } from './use-data-export.js'

/** Where the export stands, and what can be done now. */
export function ExportState({ data }: { data: DataExportRoom }) {
  if (data.error) return <ErrorState error={data.error} onRetry={data.reload} />
  if (data.latest === undefined) return <LoadingRows count={1} />
  return (
    <>
      <div role="status">{data.latest !== null && <StateWords latest={data.latest} />}</div>
      <ExportButton data={data} latest={data.latest} />
    </>
  )
}

function StateWords({ latest }: { latest: DataExport }) {
  const { t, locale } = useI18n()
  switch (latest.state) {
    case 'READY': {
      const { day, time } = momentWords(new Date(latest.expires_at), locale)
      return <p>{t('export-ready', { day, time })}</p>
    }
    case 'EXPIRED':
      return <p>{t('export-expired')}</p>
    case 'FAILED':
      return <p>{t('export-failed')}</p>
    default:
      return <p>{t('export-making')}</p>
  }
}

function ExportButton({ data, latest }: { data: DataExportRoom; latest: DataExport | null }) {
  const { t } = useI18n()
  const path = latest?.state === 'READY' ? latest.download_path : undefined
  if (path !== undefined)
    return (
      <Button wide onClick={() => openLink(new URL(path, window.location.origin))}>
        {t('export-download')}
      </Button>
    )
  if (latest?.state === 'MAKING') return null
  const again = latest?.state === 'READY' ? 'export-sign-in' : latest === null ? 'export-ask' : 'export-again'
  return (
    <Button wide busy={data.busy} onClick={data.ask}>
      {t(again)}
    </Button>
  )
}
