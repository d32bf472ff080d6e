import { useTexts } from '../ground/texts.js'
import { Dialog } from '../kit/dialog.js'

const groups = {
  queue: [
    ['j', 'k'],
    ['Enter'],
    ['c'],
  ],
  case: [['1', '6'], ['Ctrl', 'Enter'], ['c'], ['x']],
  photos: [['j', 'k'], ['a'], ['r']],
  all: [['u'], ['?']],
} as const

/** Which key does what. */
export function Help({ onClose }: { onClose: () => void }) {
  const { t } = useTexts()
  return (
    <Dialog title={t('console-help')} onClose={onClose}>
      {(Object.keys(groups) as (keyof typeof groups)[]).map((group) => (
        <section key={group}>
          <h3>{t(`console-keys-${group}`)}</h3>
          <dl className="facts">
            {groups[group].map((keys, place) => (
              <Line key={place} keys={keys} text={t(`console-keys-${group}-${place + 1}`)} />
            ))}
          </dl>
        </section>
      ))}
    </Dialog>
  )
}

function Line({ keys, text }: { keys: readonly string[]; text: string }) {
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
