import { nameOfLocale } from '@kindred/locales'

import { useBack } from '../../ground/browser/navigation.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { List, Row } from '../../kit/card.js'
import { Screen } from '../../kit/screen.js'

/** The person's settings. */
export function SettingsPage() {
  const { t, locale } = useI18n()
  return (
    <Screen title={t('settings-title')} onBack={useBack('/profile')}>
      <List>
        <Row
          icon="globe"
          title={t('settings-language')}
          note={nameOfLocale(locale)}
          to="/settings/language"
        />
        <Row icon="bell" title={t('notify-title')} note={t('notify-row-note')} to="/settings/notifications" />
        <Row
          icon="devices"
          title={t('settings-sessions')}
          note={t('settings-sessions-note')}
          to="/settings/sessions"
        />
        <Row icon="block" title={t('blocked-title')} note={t('blocked-note')} to="/settings/blocked" />
        <Row icon="flag" title={t('reports-title')} note={t('reports-note')} to="/settings/reports" />
        <Row icon="info" title={t('decisions-title')} note={t('decisions-note')} to="/settings/decisions" />
        <Row
          icon="lock"
          title={t('settings-privacy')}
          note={t('settings-privacy-note')}
          to="/settings/privacy"
        />
        <Row icon="download" title={t('settings-data')} note={t('settings-data-note')} to="/settings/data" />
      </List>
      <List>
        <Row icon="door" title={t('settings-sign-out')} to="/settings/sign-out" />
        <Row danger icon="trash" title={t('settings-delete')} to="/settings/delete" />
      </List>
    </Screen>
  )
}
