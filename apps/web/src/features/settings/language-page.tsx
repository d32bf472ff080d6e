import { locales, nameOfLocale } from '@kindred/locales'

import { useBack } from '../../ground/browser/navigation.js'
import { useChooseLanguage } from '../../ground/session/language.js'
import { failureKey } from '../../ground/texts/failure.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { ChoiceChips } from '../../kit/chip.js'
import { Screen } from '../../kit/screen.js'
import { useToast } from '../../kit/toast.js'

/** Chooses the language of the app and the bot. */
export function LanguagePage() {
  const { t, locale } = useI18n()
  const toast = useToast()
  const choose = useChooseLanguage((error) => toast(t(failureKey(error))))
  return (
    <Screen title={t('settings-language')} onBack={useBack('/settings')}>
      <p className="muted">{t('settings-language-text')}</p>
      <ChoiceChips
        label={t('settings-language')}
        options={locales.map((value) => ({ value, label: nameOfLocale(value) }))}
        value={locale}
        onChange={(next) => next && choose(next)}
      />
    </Screen>
  )
}
