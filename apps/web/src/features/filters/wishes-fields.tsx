import { factNamed } from '@kindred/facts'
import { ages } from '@kindred/kernel/age'
import { distanceSteps } from '@kindred/kernel/distance'

import { useI18n } from '../../ground/texts/i18n.js'
import { lengthText } from '../../ground/texts/lengths.js'
import { ToggleChips } from '../../kit/chip.js'
import { FieldGroup } from '../../kit/field.js'
import { Slider, SpanSlider } from '../../kit/range.js'
import type { FieldErrors } from '../form/index.js'
import { distanceOf, type Wishes } from './wishes.js'

interface WishesFieldsProps {
  readonly wishes: Wishes
  readonly errors: FieldErrors
  onChange(wishes: Wishes): void
}

const genders = factNamed('gender').values
const wantedKeys = {
  WOMAN: 'filters-wanted-woman',
  MAN: 'filters-wanted-man',
  NONBINARY: 'filters-wanted-nonbinary',
} as const

/** Whom to see: genders, ages, distance. */
export function WishesFields({ wishes, errors, onChange }: WishesFieldsProps) {
  const { t } = useI18n()
  const { minAge, maxAge } = wishes
  return (
    <div className="fields">
      <FieldGroup label={t('filters-wanted')} error={errors.wanted_genders && t(errors.wanted_genders)}>
        <ToggleChips
          options={genders.map((gender) => ({ value: gender, label: t(wantedKeys[gender]) }))}
          values={wishes.wanted}
          onChange={(wanted) => onChange({ ...wishes, wanted })}
        />
      </FieldGroup>
      <SpanSlider
        {...ages}
        label={t('filters-age')}
        text={t('filters-age-range', { min: minAge, max: maxAge })}
        fromLabel={t('filters-age-from')}
        toLabel={t('filters-age-to')}
        from={minAge}
        to={maxAge}
        onChange={(from, to) => onChange({ ...wishes, minAge: from, maxAge: to })}
      />
      <Slider
        label={t('filters-distance')}
        text={t('filters-distance-km', { far: lengthText(distanceOf(wishes), t) })}
        min={0}
        max={distanceSteps.length - 1}
        value={wishes.distanceStep}
        onChange={(distanceStep) => onChange({ ...wishes, distanceStep })}
      />
    </div>
  )
}
