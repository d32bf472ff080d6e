import { useLocation, useParams } from 'wouter'

import { useBack } from '../../ground/browser/navigation.js'
import { useUserId } from '../../ground/session/session.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { MainActionBar } from '../../kit/main-action.js'
import { Screen } from '../../kit/screen.js'
import { useConversations } from '../../stores/lists/use-conversations.js'
import { AnswerButtons } from '../answer/index.js'
import { PersonMore } from '../block/index.js'
import { PersonView } from './person-view.js'
import { usePerson } from './use-person.js'

/** A person's profile as a screen of its own: where a deep link leads. */
export function PersonPage() {
  const { t } = useI18n()
  const { userId } = useParams<{ userId: string }>()
  const back = useBack('/deck')
  const [, navigate] = useLocation()
  const { data } = usePerson(userId)
  const me = useUserId()
  const { conversations } = useConversations()
  const chat = conversations.find((each) => each.participant?.user_id === userId)
  const title =
    data === undefined ? t('app-tab-profile') : t('app-name-age', { name: data.name, age: data.age ?? 0 })
  const toDeck = (): void => navigate('/deck', { replace: true })
  const more = data && userId !== me && <PersonMore userId={userId} name={data.name} onBlocked={toDeck} />
  return (
    <Screen title={title} onBack={back} actions={more}>
      <PersonView userId={userId} />
      {data && chat && (
        <MainActionBar label={t('match-write')} onPress={() => navigate(`/chats/${chat.conversation_id}`)} />
      )}
      {data && !chat && userId !== me && <AnswerButtons userId={userId} onAnswered={toDeck} />}
    </Screen>
  )
}
