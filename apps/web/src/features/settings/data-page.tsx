import { useBack } from '../../ground/browser/navigation.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { Card, List, Row } from '../../kit/card.js'
import { Screen } from '../../kit/screen.js'
import { ExportState } from './export-state.js'
import { useDataExport } from './use-data-export.js'

import './settings.css'

/** What belongs to the person: a copy of it, who signed in, and the way out. */
export function DataPage() {
  const { t } = useI18n()
  const data = useDataExport()
  return (
    <Screen title={t('settings-data')} onBack={useBack('/settings')}>
      <Card>
        <h2>{t('export-title')}</h2>
        <p>{t('export-text')}</p>
        <p className="muted">{t('export-others')}</p>
        <ExportState data={data} />
      </Card>
      <List>
        <Row icon="devices" title={t('sign-ins-title')} note={t('sign-ins-note')} to="/settings/sign-ins" />
        <Row danger icon="trash" title={t('settings-delete')} to="/settings/delete" />
      </List>
    </Screen>
  )
}
