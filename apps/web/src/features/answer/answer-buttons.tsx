import { useI18n } from '../../ground/texts/i18n.js'
import { Button } from '../../kit/button.js'
import { useAnswer } from './use-answer.js'

import './answer.css'

/** Pass or like, below somebody's profile. */
export function AnswerButtons({ userId, onAnswered }: { userId: string; onAnswered(): void }) {
  const { t } = useI18n()
  const answer = useAnswer(onAnswered)
  const give = (kind: 'LIKE' | 'PASS'): void => answer.mutate({ userId, kind })
  return (
    <div className="answer">
      <Button kind="soft" icon="close" disabled={answer.isPending} onClick={() => give('PASS')}>
        {t('deck-pass')}
      </Button>
      <Button icon="heart" busy={answer.isPending} onClick={() => give('LIKE')}>
        {t('deck-like')}
      </Button>
    </div>
  )
}
