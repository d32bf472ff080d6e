import { type ComponentType, lazy, type LazyExoticComponent } from 'react'

import { loadPatiently } from '@kindred/miniapp/browser/load-patiently'

/** A page of the console, loaded when it is first shown. */
interface PageRoute {
  readonly path: string
  readonly page: LazyExoticComponent<ComponentType>
  /** Its name in the menu, `console-nav-<name>`; pages without one are reached from others. */
  readonly name?: 'queue' | 'photos' | 'appeals' | 'people' | 'numbers' | 'news' | 'audit' | 'roles'
  readonly forAdmins?: boolean
}

const later = <Name extends string>(load: () => Promise<Record<Name, ComponentType>>, name: Name) =>
  lazy(async () => ({ default: (await loadPatiently(load))[name] }))

const queue = () => import('../features/queue/queue-page.js')

/** The pages in the order of the menu, by wouter's patterns. */
export const pages: readonly PageRoute[] = [
  { path: '/queue', name: 'queue', page: later(queue, 'QueuePage') },
  {
    path: '/photos',
    name: 'photos',
    page: later(() => import('../features/photos/photos-page.js'), 'PhotosPage'),
  },
  { path: '/appeals', name: 'appeals', page: later(queue, 'AppealsPage') },
  {
    path: '/people',
    name: 'people',
    page: later(() => import('../features/people/people-page.js'), 'PeoplePage'),
  },
  {
    path: '/numbers',
    name: 'numbers',
    page: later(() => import('../features/numbers/numbers-page.js'), 'NumbersPage'),
  },
  {
    path: '/news',
    name: 'news',
    forAdmins: true,
    page: later(() => import('../features/news/news-page.js'), 'NewsPage'),
  },
  {
    path: '/audit',
    name: 'audit',
    forAdmins: true,
    page: later(() => import('../features/audit/audit-page.js'), 'AuditPage'),
  },
  {
    path: '/roles',
    name: 'roles',
    forAdmins: true,
    page: later(() => import('../features/roles/roles-page.js'), 'RolesPage'),
  },
  { path: '/cases/:caseId', page: later(() => import('../features/case/case-page.js'), 'CasePage') },
  { path: '/people/:userId', page: later(() => import('../features/people/card-page.js'), 'CardPage') },
]
