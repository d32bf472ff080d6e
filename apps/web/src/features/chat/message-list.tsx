import { Suspense, useState, useSyncExternalStore } from 'react'

import { useUserId } from '../../ground/session/session.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { later } from '../../ground/texts/later.js'
import { Button, IconButton } from '../../kit/button.js'
import { nearDay } from '../../kit/days.js'
import { EmptyState } from '../../kit/states.js'
import type { ThreadStore } from '../../stores/threads/thread-store.js'
import { AdviceNote } from '../advice/index.js'
import { Bubble } from './bubble.js'
import { FailedSheet } from './failed-sheet.js'
import { LinkSheet } from './link-sheet.js'
import { type MessageRow, type Row, rowsOf } from './thread-rows.js'
import { useReadMark } from './use-read-mark.js'
import { useScroll } from './use-scroll.js'

const MessageMenu = later(() => import('./message-menu.js'), 'MessageMenu', 'safety')

interface MessageListProps {
  readonly conversationId: string
  readonly thread: ThreadStore
  readonly name: string
  /** The read mark when the screen was opened; undefined when nothing was unread. */
  readonly unreadAfter: number | undefined
  /** The partner writes the first message. */
  readonly partnerBegins: boolean
}

function NothingYet({ name, partnerBegins }: Pick<MessageListProps, 'name' | 'partnerBegins'>) {
  const { t } = useI18n()
  const text = t(partnerBegins ? 'chat-empty-they-begin' : 'chat-empty-text')
  return <EmptyState icon="heart" title={t('chat-empty-title', { name })} text={text} />
}

/** The messages of a thread, with older ones at the top on demand. */
export function MessageList({ conversationId, thread, name, unreadAfter, partnerBegins }: MessageListProps) {
  const { t } = useI18n()
  const me = useUserId()
  const state = useSyncExternalStore(thread.subscribe, thread.snapshot)
  const rows = rowsOf(state, me, unreadAfter)
  const { list, top, atEnd, toEnd } = useScroll(
    rows,
    state.hasOlder,
    () => void thread.loadOlder().catch(() => {}),
  )
  const [failed, setFailed] = useState<MessageRow>()
  const [menu, setMenu] = useState<{ row: MessageRow; reports: boolean }>()
  const [link, setLink] = useState<URL>()
  const acts = {
    onFailed: setFailed,
    onMenu: (row: MessageRow) => setMenu({ row, reports: false }),
    onLink: setLink,
  }
  useReadMark(thread, me, atEnd)
  return (
    <>
      <div ref={list} className="messages" tabIndex={0} role="log" aria-label={t('chat-messages', { name })}>
        {state.hasOlder && (
          <div ref={top} className="messages-older">
            <Button kind="plain" onClick={() => void thread.loadOlder().catch(() => {})}>
              {t('chat-older')}
            </Button>
          </div>
        )}
        {rows.length === 0 && !state.ended && <NothingYet name={name} partnerBegins={partnerBegins} />}
        {rows.map((row) => (
          <RowView
            key={row.key}
            row={row}
            name={name}
            onReport={(reported) => setMenu({ row: reported, reports: true })}
            {...acts}
          />
        ))}
      </div>
      {!atEnd && (
        <div className="messages-end">
          <IconButton icon="down" label={t('chat-newest')} onClick={toEnd} />
        </div>
      )}
      {menu && (
        <Suspense>
          <MessageMenu id={conversationId} name={name} {...menu} onClose={() => setMenu(undefined)} />
        </Suspense>
      )}
      {link && <LinkSheet url={link} onClose={() => setLink(undefined)} />}
      {failed && <FailedSheet row={failed} thread={thread} onClose={() => setFailed(undefined)} />}
    </>
  )
}

interface RowViewProps {
  readonly row: Row
  readonly name: string
  onFailed(row: MessageRow): void
  onMenu(row: MessageRow): void
  onReport(row: MessageRow): void
  onLink(url: URL): void
}

function RowView({ row, name, onReport, ...acts }: RowViewProps) {
  const { t, locale } = useI18n()
  if (row.kind === 'message') {
    const [advice] = row.advice
    return (
      <>
        {advice && (
          <AdviceNote advice={advice} name={name}>
            <button type="button" className="advice-report" onClick={() => onReport(row)}>
              {t('chat-advice-report')}
            </button>
          </AdviceNote>
        )}
        <Bubble row={row} {...acts} />
      </>
    )
  }
  if (row.kind === 'unread') return <p className="unread-line">{t('chat-unread')}</p>
  const near = nearDay(row.at, new Date())
  const year = row.at.getFullYear() === new Date().getFullYear() ? {} : ({ year: 'numeric' } as const)
  const date = row.at.toLocaleDateString(locale, { day: 'numeric', month: 'long', ...year })
  return (
    <p className="day-line">
      {near === undefined ? date : t(near === 'today' ? 'chat-today' : 'chat-yesterday')}
    </p>
  )
}
