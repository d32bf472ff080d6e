import { useId } from 'react'

import { textLimits } from '@kindred/client'
import { countText } from '@kindred/kernel/text'
import { type Locale, nameOfLocale } from '@kindred/locales'

import { useTexts } from '../../ground/texts.js'
import { Words } from '../../kit/people-words.js'

const { most, shape } = textLimits.NewsText.text

/** How many characters there may still be; less than none when it is too long. */
export const leftOf = (text: string): number => most - countText(text, shape)

interface TextFieldProps {
  readonly locale: Locale
  readonly text: string
  onChange(text: string): void
}

/** News in one language, and how people see them in the chat. */
export function TextField({ locale, text, onChange }: TextFieldProps) {
  const { t } = useTexts()
  const note = useId()
  const left = leftOf(text)
  return (
    <div className="news-text">
      <label className="field">
        <span>{nameOfLocale(locale)}</span>
        <textarea
          className="input"
          rows={5}
          lang={locale}
          dir="auto"
          value={text}
          aria-describedby={note}
          aria-invalid={left < 0}
          onChange={({ target: { value } }) => onChange(value)}
        />
      </label>
      <p id={note} className={left < 0 ? 'wrong' : 'muted'}>
        {left < 0 ? t('console-news-over', { count: -left }) : t('console-news-left', { count: left })}
      </p>
      {text.trim() !== '' && (
        <figure className="news-preview" lang={locale}>
          <figcaption className="muted">{t('console-news-preview')}</figcaption>
          <Words>{text.trim()}</Words>
        </figure>
      )}
    </div>
  )
}
