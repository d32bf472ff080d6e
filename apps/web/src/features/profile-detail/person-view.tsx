import { useQuery } from '@tanstack/react-query'

import { type Candidate, type GetCatalogueResponse, KindredError, type PublicProfile } from '@kindred/client'
import { factsOf } from '@kindred/locales/people'

import { useClient, useUserId } from '../../ground/session/session.js'
import { keys } from '../../ground/state/keys.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { distanceText } from '../../ground/texts/lengths.js'
import { Tag } from '../../kit/chip.js'
import { EmptyState, ErrorState } from '../../kit/states.js'
import { Verified } from '../../kit/verified.js'
import { AdviceNote } from '../advice/index.js'
import { Gallery } from './gallery.js'
import { Part } from './part.js'
import { PersonBones } from './person-bones.js'
import { PlaceWords } from './place-words.js'
import { usePerson } from './use-person.js'
import { Why } from './why.js'

import './person.css'

/** The names of languages and whatever else a profile may name; it hardly ever changes. */
function useCatalogue(): GetCatalogueResponse | undefined {
  const client = useClient()
  const { data } = useQuery({
    queryKey: keys.catalogue,
    queryFn: () => client.profile.getCatalogue(),
    staleTime: Number.POSITIVE_INFINITY,
  })
  return data
}

/** Everything that somebody tells of themselves; a candidate adds why the two see each other. */
export function PersonView({ userId, candidate }: { userId: string; candidate?: Candidate | undefined }) {
  const { t } = useI18n()
  const { data, error, refetch } = usePerson(userId)
  if (data !== undefined) return <Told person={data} candidate={candidate} />
  if (error instanceof KindredError && error.status === 404)
    return <EmptyState icon="person" title={t('person-gone-title')} text={t('person-gone-text')} />
  if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />
  return <PersonBones />
}

function Told({ person, candidate }: { person: PublicProfile; candidate: Candidate | undefined }) {
  const { t, label, city } = useI18n()
  const languages = useCatalogue()?.languages
  const isOther = useUserId() !== person.user_id
  const common = new Set(candidate?.common_interests)
  const others = person.interests.filter((id) => !common.has(id))
  const nameOf = (code: string): string => languages?.find((each) => each.code === code)?.label ?? code
  const facts = factsOf(person, nameOf, { t, label })
  const distance = distanceText(candidate?.distance, t)
  const place = city(person)
  return (
    <div className="person">
      <Gallery photos={person.photos} name={person.name} userId={isOther ? person.user_id : undefined} />
      {person.verified && (
        <p className="person-verified">
          <Verified /> {t('person-verified')}
        </p>
      )}
      {(place || distance) && (
        <p className="muted">
          <PlaceWords city={place} distance={distance} />
        </p>
      )}
      {candidate !== undefined && candidate.message !== '' && <TheirWords candidate={candidate} />}
      {person.bio !== undefined && person.bio !== '' && (
        <Part title={t('person-about')}>
          <p className="person-bio" dir="auto">
            {person.bio}
          </p>
        </Part>
      )}
      {common.size > 0 && (
        <Part title={t('person-common')}>
          <Interests ids={[...common]} />
        </Part>
      )}
      {others.length > 0 && (
        <Part title={t('person-interests')}>
          <Interests ids={others} />
        </Part>
      )}
      {facts.length > 0 && (
        <Part title={t('person-facts')}>
          <dl className="facts">
            {facts.map(({ name, value }) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd dir="auto">{value}</dd>
              </div>
            ))}
          </dl>
        </Part>
      )}
      {candidate !== undefined && <Why candidate={candidate} />}
    </div>
  )
}

function Interests({ ids }: { ids: readonly string[] }) {
  const { label } = useI18n()
  return (
    <ul className="chips">
      {ids.map((id) => (
        <li key={id}>
          <Tag>{label('interest', id)}</Tag>
        </li>
      ))}
    </ul>
  )
}

/** What somebody wrote beside a like, below advice when it calls for some. */
function TheirWords({ candidate: { name, message, advice } }: { candidate: Candidate }) {
  const { t } = useI18n()
  return (
    <Part title={t('person-message')}>
      {advice[0] && <AdviceNote advice={advice[0]} name={name} />}
      <blockquote dir="auto">{message}</blockquote>
    </Part>
  )
}
