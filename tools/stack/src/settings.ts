import { readConfig as readAuthConfig } from '@kindred/auth'
import { readConfig as readChatConfig } from '@kindred/chat'
import { readConfig as readDiscoveryConfig } from '@kindred/discovery'
import { readConfig as readGatewayConfig } from '@kindred/gateway'
import { readConfig as readMediaConfig } from '@kindred/media'
import { readConfig as readNotificationConfig } from '@kindred/notification'
import { readConfig as readProfileConfig } from '@kindred/profile'
import { readConfig as readSafetyConfig } from '@kindred/safety'

import type { AppName } from './names.js'

/** Reads the environment of each app; throws a ConfigError. Apart from what makes the apps, so that a command that asks for settings alone loads no app. */
export const settingsOf = {
  auth: readAuthConfig,
  profile: readProfileConfig,
  discovery: readDiscoveryConfig,
  media: readMediaConfig,
  chat: readChatConfig,
  safety: readSafetyConfig,
  notification: readNotificationConfig,
  gateway: readGatewayConfig,
} satisfies Record<AppName, (environment: NodeJS.ProcessEnv) => unknown>
