import MiniSearch, { type SearchResult } from 'minisearch'

import { type FoundSection, searchOptions } from '../src/search-options.js'

const maxFound = 12

function part<Kind extends HTMLElement>(id: string): Kind {
  return document.getElementById(id) as Kind
}

function switchTheme(): void {
  const { dataset } = document.documentElement
  const isDark =
    dataset['theme'] === undefined
      ? matchMedia('(prefers-color-scheme: dark)').matches
      : dataset['theme'] === 'dark'
  dataset['theme'] = isDark ? 'light' : 'dark'
  try {
    localStorage.setItem('guide-theme', dataset['theme'])
  } catch {
    // Storage that is refused remembers nothing.
  }
}

function showContents(shown: boolean): void {
  document.body.classList.toggle('contents', shown)
  part('menu').setAttribute('aria-expanded', String(shown))
}

function addCopyButton(block: HTMLElement): void {
  const button = document.createElement('button')
  button.type = 'button'
  button.textContent = 'Copy'
  button.addEventListener('click', () => {
    const said = (word: string): void => {
      button.textContent = word
      setTimeout(() => (button.textContent = 'Copy'), 1_500)
    }
    navigator.clipboard.writeText(block.innerText).then(
      () => said('Copied'),
      () => said('Not allowed'),
    )
  })
  block.parentElement?.append(button)
}

let loading: Promise<MiniSearch<FoundSection>> | undefined
/** The index is fetched when somebody begins to search; after a failure, at the next try again. */
function loadIndex(): Promise<MiniSearch<FoundSection>> {
  loading ??= fetch(document.body.dataset['index'] ?? '')
    .then(async (answer) => {
      if (!answer.ok) throw new Error(`The index answered ${answer.status}`)
      return MiniSearch.loadJSON<FoundSection>(await answer.text(), searchOptions)
    })
    .catch((error: unknown) => {
      loading = undefined
      throw error
    })
  return loading
}

const field = part<HTMLInputElement>('search')
const list = part<HTMLOListElement>('found')

async function search(): Promise<void> {
  const words = field.value.trim()
  if (words === '') return show([])
  try {
    const index = await loadIndex()
    if (field.value.trim() !== words) return
    const found = index.search(words).slice(0, maxFound)
    show(found.length > 0 ? found.map(lineOf) : [note(`Nothing about “${words}”.`)])
  } catch {
    show([note('The search is not available right now. Try again in a moment.')])
  }
}

function show(lines: readonly HTMLLIElement[]): void {
  list.replaceChildren(...lines)
  list.hidden = lines.length === 0
}

function note(text: string): HTMLLIElement {
  const line = document.createElement('li')
  line.textContent = text
  return line
}

function lineOf(found: SearchResult): HTMLLIElement {
  const link = document.createElement('a')
  link.href = `${document.body.dataset['root']}/${String(found.id)}`
  const page = document.createElement('small')
  page.textContent = String(found['page'])
  link.append(String(found['heading']), page)
  const line = document.createElement('li')
  line.append(link)
  return line
}

/** Arrow keys go through what was found; Escape ends the search. */
function onKey(event: KeyboardEvent): void {
  if (event.key === '/' && document.activeElement?.tagName !== 'INPUT') {
    event.preventDefault()
    field.focus()
  } else if (event.key === 'Escape') {
    show([])
    showContents(false)
  } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && !list.hidden) {
    const stops = [field, ...list.querySelectorAll('a')]
    const here = stops.findIndex((stop) => stop === document.activeElement)
    if (here === -1) return
    event.preventDefault()
    stops[(here + (event.key === 'ArrowDown' ? 1 : stops.length - 1)) % stops.length]?.focus()
  } else if (event.key === 'Enter' && document.activeElement === field) list.querySelector('a')?.click()
}

part('theme').addEventListener('click', switchTheme)
part('menu').addEventListener('click', () => showContents(!document.body.classList.contains('contents')))
field.addEventListener('input', () => void search())
document.addEventListener('keydown', onKey)
document.addEventListener('click', (event) => {
  const target = event.target as HTMLElement
  if (target.closest('[role=search]') === null || target.closest('#found a') !== null) show([])
})
for (const block of document.querySelectorAll<HTMLElement>('.code pre')) addCopyButton(block)
part('contents').querySelector('[aria-current]')?.scrollIntoView({ block: 'center' })
