import { locales, nameOfLocale } from '@kindred/locales'

import { useTexts } from '../../ground/texts.js'
import { type Audience, offeredDays } from './audience.js'

interface AudienceFieldsProps {
  readonly audience: Audience
  onChange(audience: Audience): void
}

/** Chooses whom news are for. */
export function AudienceFields({ audience, onChange }: AudienceFieldsProps) {
  const { t } = useTexts()
  const { language, days, verified } = audience
  return (
    <fieldset className="news-audience">
      <legend>{t('console-news-audience')}</legend>
      <label className="field">
        <span>{t('console-news-language')}</span>
        <select
          className="input"
          value={language ?? ''}
          onChange={({ target: { value } }) =>
            onChange({ ...audience, language: locales.find((locale) => locale === value) })
          }
        >
          <option value="">{t('console-news-language-all')}</option>
          {locales.map((locale) => (
            <option key={locale} value={locale}>
              {nameOfLocale(locale)}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span>{t('console-news-days')}</span>
        <select
          className="input"
          value={days ?? ''}
          onChange={({ target: { value } }) =>
            onChange({ ...audience, days: value === '' ? undefined : Number(value) })
          }
        >
          <option value="">{t('console-news-days-all')}</option>
          {offeredDays.map((count) => (
            <option key={count} value={count}>
              {t('console-days-count', { count })}
            </option>
          ))}
        </select>
      </label>
      <label className="check">
        <input
          type="checkbox"
          checked={verified}
          onChange={() => onChange({ ...audience, verified: !verified })}
        />
        <span>{t('console-news-verified')}</span>
      </label>
    </fieldset>
  )
}
