import { type ReactNode, Suspense, useState } from 'react'

import { useI18n } from '../../ground/texts/i18n.js'
import { Button } from '../../kit/button.js'
import { List, Row } from '../../kit/card.js'
import { Icon } from '../../kit/icon.js'
import { Sheet } from '../../kit/sheet.js'
import { AlsoReport, type Reported, ReportSheet } from '../safety/index.js'
import { type Blockee, useBlock } from './use-block.js'

import './block.css'

interface PersonMenuProps extends Blockee {
  /** The conversation in which the menu is opened. */
  readonly conversationId?: string | undefined
  /** Rows of what can be done with a match, above the rest. */
  readonly children?: ReactNode
  /** Ends the match; absent where there is none. */
  readonly onUnmatch?: (() => void) | undefined
  onBlocked(): void
  onClose(): void
}

/** The actions about a person; each asks once more. */
export function PersonMenu(props: PersonMenuProps) {
  const { userId, name, conversationId, children, onUnmatch, onBlocked, onClose } = props
  const { t } = useI18n()
  const [asking, setAsking] = useState<'block' | 'report'>()
  const about = reportedOf(userId, name, conversationId)
  const block = (): void => setAsking('block')
  if (asking === 'block') return <BlockQuestion about={about} onBlocked={onBlocked} onClose={onClose} />
  if (asking === 'report')
    return (
      <Suspense>
        <ReportSheet about={about} onClose={onClose}>
          <Button wide kind="plain" icon="block" onClick={block}>
            {t('report-block-too', { name })}
          </Button>
        </ReportSheet>
      </Suspense>
    )
  return (
    <Sheet title={name} onClose={onClose}>
      <List>
        {children}
        <Row
          danger
          icon="flag"
          title={t('report-action')}
          note={t('report-action-note')}
          onPress={() => setAsking('report')}
        />
        {onUnmatch && (
          <Row
            danger
            icon="close"
            title={t('chat-unmatch')}
            note={t('unmatch-action-note')}
            onPress={onUnmatch}
          />
        )}
        <Row danger icon="block" title={t('block-action')} note={t('block-action-note')} onPress={block} />
      </List>
    </Sheet>
  )
}

function reportedOf(userId: string, name: string, conversationId: string | undefined): MenuReported {
  const context =
    conversationId === undefined
      ? ({ kind: 'PROFILE' } as const)
      : ({ kind: 'CONVERSATION', conversation_id: conversationId } as const)
  return { userId, name, context }
}

type MenuReported = Reported & { readonly userId: string }

const consequences = ['keeps-apart', 'ends', 'untold', 'undo'] as const

interface BlockQuestionProps {
  readonly about: MenuReported
  onBlocked(): void
  onClose(): void
}

function BlockQuestion({ about, onBlocked, onClose }: BlockQuestionProps) {
  const { t } = useI18n()
  const { userId, name } = about
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
      <Suspense>
        <AlsoReport about={about} />
      </Suspense>
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
