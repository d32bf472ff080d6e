import { useI18n } from '../../ground/texts/i18n.js'
import { FieldGroup } from '../../kit/field.js'
import { ErrorState, Loading, Skeleton } from '../../kit/states.js'
import { InterestChips, most } from './catalogue-chips.js'
import type { FieldsProps } from './fields.js'
import { useCatalogue } from './use-catalogue.js'

/** All interests, by group. */
export function InterestFields({ details, errors, onChange }: FieldsProps) {
  const { t } = useI18n()
  const catalogue = useCatalogue()
  if (catalogue.isError)
    return <ErrorState error={catalogue.error} onRetry={() => void catalogue.refetch()} />
  return (
    <FieldGroup
      label={t('form-interests')}
      hint={t('form-interests-count', { count: details.interests.length, max: most })}
      error={errors.interests && t(errors.interests)}
    >
      {catalogue.isPending && (
        <Loading>
          <Skeleton height={120} />
          <Skeleton height={120} />
        </Loading>
      )}
      <InterestChips values={details.interests} onChange={(interests) => onChange({ interests })} />
    </FieldGroup>
  )
}
