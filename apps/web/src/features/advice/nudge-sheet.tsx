import type { Advice } from '@kindred/client'
import { topicOf } from '@kindred/kernel/advice'

import { useI18n } from '../../ground/texts/i18n.js'
import { Button } from '../../kit/button.js'
import { Sheet } from '../../kit/sheet.js'

interface NudgeSheetProps {
  /** The weightiest of what the message holds. */
  readonly advice: Advice
  onSend(): void
  /** Back to the message, which stays as it was typed. */
  onClose(): void
}

/** Asks before a message is sent above which its reader will see advice. */
export function NudgeSheet({ advice, onSend, onClose }: NudgeSheetProps) {
  const { t } = useI18n()
  return (
    <Sheet title={t('chat-nudge-title')} onClose={onClose}>
      <p className="muted">{t(`chat-nudge-${topicOf(advice)}`)}</p>
      <Button wide onClick={onClose}>
        {t('chat-nudge-edit')}
      </Button>
      <Button wide kind="plain" onClick={onSend}>
        {t('chat-nudge-send')}
      </Button>
    </Sheet>
  )
}
