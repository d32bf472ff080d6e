import { useId, useMemo } from 'react'

import { useI18n } from '../../ground/texts/i18n.js'
import { FieldNote } from '../../kit/field.js'
import type { BirthDate } from './details.js'

import './form.css'

const thisYear = new Date().getFullYear()
const years = Array.from({ length: 83 }, (_, index) => String(thisYear - 18 - index))
const days = Array.from({ length: 31 }, (_, index) => String(index + 1))

/** A day of birth as three lists, which every phone shows well. */
export function BirthDateField(props: {
  value: BirthDate
  error: string | undefined
  onChange(value: BirthDate): void
}) {
  const { value, error, onChange } = props
  const { t, locale } = useI18n()
  const note = useId()
  const months = useMemo(() => {
    const name = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' })
    return Array.from({ length: 12 }, (_, month) => ({
      value: String(month + 1),
      label: name.format(Date.UTC(2000, month, 1)),
    }))
  }, [locale])
  const plain = (values: readonly string[]) => values.map((text) => ({ value: text, label: text }))
  const list = (
    part: keyof BirthDate,
    label: string,
    options: readonly { value: string; label: string }[],
  ) => (
    <select
      className={`input select ${value[part] === '' ? 'select-empty' : ''}`}
      aria-label={label}
      aria-invalid={error === undefined ? undefined : true}
      aria-describedby={note}
      value={value[part]}
      onChange={(event) => onChange({ ...value, [part]: event.target.value })}
    >
      <option value="">{label}</option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  )
  return (
    <fieldset className={error === undefined ? 'field' : 'field field-wrong'}>
      <legend>{t('form-birth-date')}</legend>
      <div className="birth-date">
        {list('day', t('form-day'), plain(days))}
        {list('month', t('form-month'), months)}
        {list('year', t('form-year'), plain(years))}
      </div>
      <FieldNote id={note} error={error} hint={t('form-birth-date-hint')} />
    </fieldset>
  )
}
