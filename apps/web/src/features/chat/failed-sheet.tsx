import { useI18n } from '../../ground/texts/i18n.js'
import { Button } from '../../kit/button.js'
import { Sheet } from '../../kit/sheet.js'
import type { ThreadStore } from '../../stores/threads/thread-store.js'
import type { MessageRow } from './thread-rows.js'

interface FailedSheetProps {
  readonly row: MessageRow
  readonly thread: ThreadStore
  onClose(): void
}

/** Asks what to do with a message that could not be sent. */
export function FailedSheet({ row, thread, onClose }: FailedSheetProps) {
  const { t } = useI18n()
  const settle = (how: 'resend' | 'discard'): void => {
    thread[how](row.key)
    onClose()
  }
  return (
    <Sheet title={t('chat-failed-title')} onClose={onClose}>
      <p className="muted" dir="auto">
        {row.text}
      </p>
      <Button wide icon="retry" onClick={() => settle('resend')}>
        {t('chat-resend')}
      </Button>
      <Button wide kind="danger" onClick={() => settle('discard')}>
        {t('chat-discard')}
      </Button>
    </Sheet>
  )
}
