import type { PersonView } from '../src/pages/views.js'
import { askDialog } from './dialog.js'
import type { Shared } from './shared-link.js'
import { showToast } from './toast.js'

/** What one phone hands to another of the page. */
interface Handed extends Shared {
  readonly from: string
  readonly to: number
}

const handed = 'handed-on'
const maxPeople = 6

/** Asks to whom something goes, as Telegram does with its list of chats, and hands it to that person's phone. */
export async function handOn(
  screen: Element,
  shared: Shared,
  { me, people }: { readonly me: number; readonly people: readonly PersonView[] },
): Promise<void> {
  const others = people.filter(({ id }) => id !== me).slice(0, maxPeople)
  const buttons = others.map(({ id, firstName }) => ({ id: String(id), text: firstName }))
  const message = [shared.text, shared.url].filter((line) => line !== '').join('\n\n')
  const cancel = { id: '', text: 'Cancel' }
  const chosen = await askDialog(screen, { title: 'Send to…', message, buttons: [...buttons, cancel] })
  const other = others.find(({ id }) => String(id) === chosen)
  if (other === undefined) return
  const from = people.find(({ id }) => id === me)?.firstName ?? ''
  const detail: Handed = { ...shared, from, to: other.id }
  // Whoever hears it says so by cancelling the event.
  const isHeard = !document.dispatchEvent(new CustomEvent(handed, { detail, cancelable: true }))
  const { firstName: name } = other
  showToast(screen, isHeard ? `Sent to ${name}.` : `Sent to ${name}, whom no phone of this page shows.`)
}

/** Shows on a phone what others hand to its person; a tap on the address opens it. The returned function ends that. */
export function hearHanded(screen: Element, me: number, open: (url: string) => void): () => void {
  const hear = (event: Event): void => {
    const { url, text, from, to } = (event as CustomEvent<Handed>).detail
    if (to !== me) return
    event.preventDefault()
    const message = [text, url].filter((line) => line !== '').join('\n\n')
    const buttons = [
      { id: 'open', text: 'Open' },
      { id: 'later', text: 'Later' },
    ]
    void askDialog(screen, { title: from, message, buttons }).then((id) => id === 'open' && open(url))
  }
  document.addEventListener(handed, hear)
  return () => document.removeEventListener(handed, hear)
}
