import type { Rule } from '@kindred/client'

import { useTexts } from '../../ground/texts.js'
import { slug } from '../../ground/words.js'

const rules = [
  'SPAM_OR_SCAM',
  'FAKE_PROFILE',
  'HARASSMENT',
  'SEXUAL_CONTENT',
  'HATE',
  'UNDERAGE',
  'OFF_PLATFORM_HARM',
  'PHOTO_UNSUITABLE',
  'OTHER',
] as const satisfies readonly Rule[]

/** The rule that was broken, as the person is told. */
export function RuleField({ value, onChange }: { value: Rule | ''; onChange: (rule: Rule) => void }) {
  const { t } = useTexts()
  return (
    <label className="field">
      <span>{t('console-rule')}</span>
      <select className="input" value={value} onChange={(event) => onChange(event.target.value as Rule)}>
        {value === '' && <option value="">{t('console-rule-choose')}</option>}
        {rules.map((rule) => (
          <option key={rule} value={rule}>
            {t(`console-rule-${slug(rule)}`)}
          </option>
        ))}
      </select>
    </label>
  )
}
