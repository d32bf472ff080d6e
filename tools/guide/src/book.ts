import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** A page of the guide: a Markdown file of the checkout, or one that is made of the contract. */
export interface Page {
  /** The file, from the checkout's root. */
  readonly file: string
  /** Its address below the guide, without `.html`. */
  readonly slug: string
  /** Its name in the contents, where its first heading is too long or says something else. */
  readonly title?: string
}

/** A part of the guide. */
export interface Part {
  readonly title: string
  readonly pages: readonly Page[]
}

/** The pages in the order in which they are read. What else lies in docs/ follows at the end, by itself. */
const parts: readonly Part[] = [
  {
    title: 'Begin',
    pages: [
      { file: 'docs/README.md', slug: 'index', title: 'About this guide' },
      ...inDocs('quick-start', 'live'),
    ],
  },
  {
    title: 'Run it',
    pages: [
      ...inDocs('running', 'deployment', 'containers'),
      { file: 'docker/helm/README.md', slug: 'kubernetes' },
      ...inDocs('identity', 'migration', 'capacity'),
    ],
  },
  {
    title: 'Look after it',
    pages: [
      ...inDocs('operations', 'backup', 'tracing', 'observability', 'logs'),
      { file: 'docs/runbooks/README.md', slug: 'runbooks/index', title: 'Runbooks' },
      ...inDocs('moderation', 'privacy', 'security', 'asvs'),
    ],
  },
  {
    title: 'Build on it',
    pages: [
      { file: 'libs/client/README.md', slug: 'client', title: 'The TypeScript client' },
      { file: 'libs/client/CHANGELOG.md', slug: 'client-changes', title: 'Changes of the client' },
      { file: 'apps/bot/README.md', slug: 'bot', title: 'The bot' },
    ],
  },
  {
    title: 'Build it',
    pages: [
      { file: 'README.md', slug: 'repository', title: 'The repository' },
      ...inDocs('architecture', 'contract', 'style', 'discovery', 'performance', 'bench-discovery'),
      { file: 'libs/service/README.md', slug: 'lib-service', title: 'A service' },
      { file: 'libs/events/README.md', slug: 'lib-events', title: 'Events' },
      { file: 'libs/facts/README.md', slug: 'lib-facts', title: 'Facts about people' },
      { file: 'libs/locales/README.md', slug: 'lib-locales', title: 'Languages' },
      { file: 'libs/towns/README.md', slug: 'lib-towns', title: 'Towns' },
      { file: 'apps/media/classifier/README.md', slug: 'classifier', title: 'The photo classifier' },
    ],
  },
]

function inDocs(...names: string[]): Page[] {
  return names.map((name) => ({ file: `docs/${name}.md`, slug: name }))
}

/** The guide of a checkout: the parts with the pages that it has, and the pages of docs/ that no part names. */
export function openBook(checkout: string): Part[] {
  const named = parts.map(({ title, pages }) => ({
    title,
    pages: pages.filter(({ file }) => existsSync(join(checkout, file))),
  }))
  const known = new Set(named.flatMap(({ pages }) => pages.map(({ file }) => file)))
  const others = readdirSync(join(checkout, 'docs'), { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.md') && !known.has(`docs/${name}`))
    .sort()
    .map((name) => ({ file: `docs/${name}`, slug: name.slice(0, -'.md'.length) }))
  const runbooks = others.filter(({ slug }) => slug.startsWith('runbooks/'))
  const more = others.filter((page) => !runbooks.includes(page))
  return [
    ...named,
    ...(runbooks.length > 0 ? [{ title: 'Runbooks', pages: runbooks }] : []),
    ...(more.length > 0 ? [{ title: 'More', pages: more }] : []),
  ]
}
