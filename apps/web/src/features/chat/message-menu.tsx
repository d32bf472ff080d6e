import { useState } from 'react'

import { useI18n } from '../../ground/texts/i18n.js'
import { List, Row } from '../../kit/card.js'
import { Sheet } from '../../kit/sheet.js'
import { type Reported, ReportSheet } from '../safety/index.js'
import type { MessageRow } from './thread-rows.js'
import { useCopy } from './use-copy.js'

interface MessageMenuProps {
  /** The conversation. */
  readonly id: string
  /** Who wrote the message. */
  readonly name: string
  readonly row: MessageRow
  /** Opens with the report. */
  readonly reports: boolean
  onClose(): void
}

/** What can be done with a message of the other person. */
export function MessageMenu({ id, name, row, reports, onClose }: MessageMenuProps) {
  const { t } = useI18n()
  const copy = useCopy()
  const [isReporting, setIsReporting] = useState(reports)
  const about: Reported = {
    name,
    context: { kind: 'MESSAGE', conversation_id: id, message_ids: [row.key] },
  }
  if (isReporting) return <ReportSheet about={about} onClose={onClose} />
  return (
    <Sheet title={t('report-message-menu')} onClose={onClose}>
      <p className="muted message-quote" dir="auto">
        {row.text}
      </p>
      <List>
        <Row
          icon="edit"
          title={t('report-message-copy')}
          onPress={() => {
            copy(row.text)
            onClose()
          }}
        />
        <Row
          danger
          icon="flag"
          title={t('report-action')}
          note={t('report-action-note')}
          onPress={() => setIsReporting(true)}
        />
      </List>
    </Sheet>
  )
}
