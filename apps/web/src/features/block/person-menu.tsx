import { useState } from 'react'

import { useI18n } from '../../ground/texts/i18n.js'
import { Button } from '../../kit/button.js'
import { List, Row } from '../../kit/card.js'
import { Icon } from '../../kit/icon.js'
import { Sheet } from '../../kit/sheet.js'
import { type Blockee, useBlock } from './use-block.js'

import './block.css'

interface PersonMenuProps extends Blockee {
  /** Ends the match; absent where there is none. */
  readonly onUnmatch?: (() => void) | undefined
  onBlocked(): void
  onClose(): void
}

/** The actions about a person; each asks once more. */
export function PersonMenu({ userId, name, onUnmatch, onBlocked, onClose }: PersonMenuProps) {
  const { t } = useI18n()
  const [asking, setAsking] = useState(false)
  if (asking) return <BlockQuestion userId={userId} name={name} onBlocked={onBlocked} onClose={onClose} />
  return (
    <Sheet title={name} onClose={onClose}>
      <List>
        {onUnmatch && (
          <Row
            danger
            icon="close"
            title={t('chat-unmatch')}
            note={t('unmatch-action-note')}
            onPress={onUnmatch}
          />
        )}
        <Row
          danger
          icon="block"
          title={t('block-action')}
          note={t('block-action-note')}
          onPress={() => setAsking(true)}
        />
      </List>
    </Sheet>
  )
}

const consequences = ['keeps-apart', 'ends', 'untold', 'undo'] as const

function BlockQuestion({ userId, name, onBlocked, onClose }: PersonMenuProps) {
  const { t } = useI18n()
  const block = useBlock(onBlocked)
  return (
    <Sheet title={t('block-title', { name })} onClose={onClose}>
      <ul className="consequences">
        {consequences.map((each) => (
          <li key={each}>
            <Icon name="check" size={20} />
            <span>{t(`block-${each}`, { name })}</span>
          </li>
        ))}
      </ul>
      <Button
        wide
        kind="danger"
        icon="block"
        busy={block.isPending}
        onClick={() => block.mutate({ userId, name })}
      >
        {t('block-confirm')}
      </Button>
      <Button wide kind="plain" onClick={onClose}>
        {t('app-cancel')}
      </Button>
    </Sheet>
  )
}
