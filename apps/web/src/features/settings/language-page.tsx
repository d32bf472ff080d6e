import { locales } from '@kindred/locales'

import { useI18n } from '../../app/i18n.js'
import { useBack } from '../../app/navigation.js'
import { ChoiceChips } from '../../kit/chip.js'
import { Screen } from '../../kit/screen.js'

const names = { en: 'English', ru: 'Русский' } as const

/** Chooses the app's language. */
export function LanguagePage() {
  const { t, locale, setLocale } = useI18n()
  return (
    <Screen title={t('settings-language')} onBack={useBack('/settings')}>
      <p className="muted">{t('settings-language-text')}</p>
      <ChoiceChips
        label={t('settings-language')}
        options={locales.map((value) => ({ value, label: names[value] }))}
        value={locale}
        onChange={(next) => next && setLocale(next)}
      />
    </Screen>
  )
}
