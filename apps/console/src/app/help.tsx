import { useTexts } from '../ground/texts.js'
import { Dialog } from '../kit/dialog.js'

const groups = {
  'console-keys-queue': {
    'console-keys-queue-1': ['j', 'k'],
    'console-keys-queue-2': ['Enter'],
    'console-keys-queue-3': ['c'],
  },
  'console-keys-case': {
    'console-keys-case-1': ['1–6'],
    'console-keys-case-2': ['Ctrl', 'Enter'],
    'console-keys-case-3': ['c'],
    'console-keys-case-4': ['x'],
    'console-keys-case-5': ['Esc'],
  },
  'console-keys-photos': {
    'console-keys-photos-1': ['j', 'k'],
    'console-keys-photos-2': ['a'],
    'console-keys-photos-3': ['r'],
  },
  'console-keys-all': {
    'console-keys-all-1': ['u'],
    'console-keys-all-2': ['/'],
    'console-keys-all-3': ['?'],
  },
} as const

type Group = keyof typeof groups
type Line = { [Name in Group]: keyof (typeof groups)[Name] }[Group]

/** Which key does what. */
export function Help({ onClose }: { onClose: () => void }) {
  const { t } = useTexts()
  return (
    <Dialog title={t('console-help')} onClose={onClose}>
      {(Object.keys(groups) as Group[]).map((group) => (
        <section key={group}>
          <h3>{t(group)}</h3>
          <dl className="facts">
            {(Object.entries(groups[group]) as [Line, readonly string[]][]).map(([line, keys]) => (
              <KeyLine key={line} keys={keys} text={t(line)} />
            ))}
          </dl>
        </section>
      ))}
    </Dialog>
  )
}

function KeyLine({ keys, text }: { keys: readonly string[]; text: string }) {
  return (
    <>
      <dt>
        {keys.map((key) => (
          <span key={key}>
            <kbd>{key}</kbd>{' '}
          </span>
        ))}
      </dt>
      <dd>{text}</dd>
    </>
  )
}
