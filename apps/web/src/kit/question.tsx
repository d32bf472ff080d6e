import type { ReactNode } from 'react'

import { useI18n } from '../ground/texts/i18n.js'
import { Button } from './button.js'
import type { IconName } from './icon.js'
import { Sheet } from './sheet.js'

interface QuestionProps {
  readonly title: string
  readonly children?: ReactNode
  /** Label of the confirming button. */
  readonly confirm: string
  readonly icon?: IconName
  readonly busy?: boolean
  /** Label of the other button; 'Cancel' by default. */
  readonly cancel?: string
  onConfirm(): void
  onClose(): void
}

/** Asks before something is done that cannot be taken back. */
export function Question({
  title,
  children,
  confirm,
  icon,
  busy,
  cancel,
  onConfirm,
  onClose,
}: QuestionProps) {
  const { t } = useI18n()
  return (
    <Sheet title={title} onClose={onClose}>
      {children}
      <Button
        wide
        kind="danger"
        busy={busy === true}
        onClick={onConfirm}
        {...(icon === undefined ? {} : { icon })}
      >
        {confirm}
      </Button>
      <Button wide kind="plain" onClick={onClose}>
        {cancel ?? t('app-cancel')}
      </Button>
    </Sheet>
  )
}
