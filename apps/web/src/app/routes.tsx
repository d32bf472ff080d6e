import { type ComponentType, lazy, type LazyExoticComponent } from 'react'

/** A screen of the app, loaded when it is first shown. */
export interface ScreenRoute {
  readonly path: string
  readonly screen: LazyExoticComponent<ComponentType>
  /** Shows the bottom tabs. */
  readonly tabs?: boolean
}

function page<Name extends string>(load: () => Promise<Record<Name, ComponentType>>, name: Name) {
  return lazy(async () => ({ default: (await load())[name] }))
}

/** Screens of people who have finished their profile, by wouter's patterns. */
export const routes: readonly ScreenRoute[] = [
  { path: '/deck', screen: page(() => import('../features/deck/deck-screen.js'), 'DeckScreen'), tabs: true },
  { path: '/likes', screen: page(() => import('../features/likes/likes-screen.js'), 'LikesScreen'), tabs: true },
  { path: '/chats', screen: page(() => import('../features/chats/chats-screen.js'), 'ChatsScreen'), tabs: true },
  { path: '/chats/:conversationId', screen: page(() => import('../features/chat/chat-screen.js'), 'ChatScreen') },
  { path: '/people/:userId', screen: page(() => import('../features/profile-detail/person-page.js'), 'PersonPage') },
  { path: '/profile', screen: page(() => import('../features/profile/profile-page.js'), 'ProfilePage'), tabs: true },
]

/** What may lie over any of them, for example a match. */
export const overlays: readonly LazyExoticComponent<ComponentType>[] = [
  page(() => import('../features/match/match-overlay.js'), 'MatchOverlay'),
]

/** The steps before that. */
export const Onboarding = page(() => import('../features/onboarding/onboarding.js'), 'Onboarding')
