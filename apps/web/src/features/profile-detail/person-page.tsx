import { useLocation, useParams } from 'wouter'

import { useI18n } from '../../app/i18n.js'
import { useBack } from '../../app/navigation.js'
import { Screen } from '../../kit/screen.js'
import { AnswerButtons } from '../likes/answer-buttons.js'
import { PersonView, usePerson } from './person-view.js'

/** A person's profile as a screen of its own: where a deep link leads. */
export function PersonPage() {
  const { t } = useI18n()
  const { userId = '' } = useParams<{ userId: string }>()
  const back = useBack('/deck')
  const [, navigate] = useLocation()
  const { data } = usePerson(userId)
  const title = data === undefined ? t('deck-title') : t('app-name-age', { name: data.name, age: data.age })
  return (
    <Screen title={title} onBack={back}>
      <PersonView userId={userId} />
      {data && <AnswerButtons userId={userId} onAnswered={() => navigate('/deck', { replace: true })} />}
    </Screen>
  )
}
