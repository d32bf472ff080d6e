import { textLimits } from '@kindred/client'

import { useI18n } from '../../ground/texts/i18n.js'
import { Counter } from '../../kit/counter.js'
import { TextArea } from '../../kit/field.js'
import { ChipFields } from './choice-fields.js'
import type { FieldsProps } from './fields.js'

const limit = textLimits.UpdateMyProfileRequest.bio

/** What the person looks for, and a few words. */
export function WordsFields({ details, errors, onChange }: FieldsProps) {
  const { t } = useI18n()
  return (
    <>
      <ChipFields group="intent" details={details} errors={errors} onChange={onChange} />
      <TextArea
        label={t('form-bio')}
        placeholder={t('form-bio-placeholder')}
        hint={
          <span className="counter">
            <span>{t('form-bio-hint')}</span>
            <Counter text={details.bio} limit={limit} />
          </span>
        }
        error={errors.bio && t(errors.bio)}
        value={details.bio}
        onChange={(event) => onChange({ bio: event.target.value })}
      />
    </>
  )
}
