import type { ReactNode } from 'react'

import type { Advice } from '@kindred/client'
import { topicOf } from '@kindred/kernel/advice'

import { useI18n } from '../../ground/texts/i18n.js'
import { Icon } from '../../kit/icon.js'

import './advice.css'

interface AdviceNoteProps {
  /** The weightiest of what the message holds. */
  readonly advice: Advice
  /** Who wrote it. */
  readonly name: string
  /** What can be done about it. */
  readonly children?: ReactNode
}

/** Advice above a message of somebody whom its reader hardly knows. */
export function AdviceNote({ advice, name, children }: AdviceNoteProps) {
  const { t } = useI18n()
  return (
    <div className="advice" role="note" aria-label={t('chat-advice')}>
      <Icon name="alert" size={18} />
      <div>
        <p>{t(`chat-advice-${topicOf(advice)}`, { name })}</p>
        {children}
      </div>
    </div>
  )
}
