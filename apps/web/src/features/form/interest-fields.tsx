import { useQuery } from '@tanstack/react-query'

import { useI18n } from '../../app/i18n.js'
import { keys } from '../../app/keys.js'
import { useClient } from '../../app/session.js'
import { ToggleChips } from '../../kit/chip.js'
import { FieldGroup } from '../../kit/field.js'
import { ErrorState, Loading, Skeleton } from '../../kit/states.js'
import type { FieldsProps } from './fields.js'

import './form.css'

const maxInterests = 20

/** The interests and languages that a profile may name. */
export function useCatalogue() {
  const client = useClient()
  return useQuery({
    queryKey: keys.catalogue,
    queryFn: ({ signal }) => client.profile.getCatalogue({}, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** All interests, by group. */
export function InterestFields({ details, errors, onChange }: FieldsProps) {
  const { t, label } = useI18n()
  const catalogue = useCatalogue()
  const interests = catalogue.data?.interests ?? []
  const groups = [...new Set(interests.map((interest) => interest.group))]
  if (catalogue.isError) return <ErrorState error={catalogue.error} onRetry={() => void catalogue.refetch()} />
  return (
    <FieldGroup
      label={t('form-interests')}
      hint={t('form-interests-count', { count: details.interests.length, max: maxInterests })}
      error={errors.interests && t(errors.interests)}
    >
      {catalogue.isPending && (
        <Loading>
          <Skeleton height={120} />
          <Skeleton height={120} />
        </Loading>
      )}
      <div className="stack">
        {groups.map((group) => (
          <div key={group} className="group" role="group" aria-label={label('interest-group', group)}>
            <h3>{label('interest-group', group)}</h3>
            <ToggleChips
              options={interests
                .filter((interest) => interest.group === group)
                .map((interest) => ({ value: interest.id, label: label('interest', interest.id, interest.label) }))}
              values={details.interests}
              max={maxInterests}
              onChange={(chosen) => onChange({ interests: chosen })}
            />
          </div>
        ))}
      </div>
    </FieldGroup>
  )
}
