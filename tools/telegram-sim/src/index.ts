export { createTelegramSim, type TelegramSim, type TelegramSimOptions } from './create-telegram-sim.js'
export { type SimUser } from './driver/sim-user.js'
export { type LaunchOptions, type Platform, platforms } from './launch/launch.js'
export { type ThemeName, themes } from './launch/theme.js'
export { type Place } from './pages/views.js'
export { type Faults, type Refusal } from './world/faults.js'
export { type PersonOptions } from './world/people.js'
export {
  type BotCommand,
  type InlineButton,
  type MenuButton,
  type Message,
  type Update,
} from './world/types.js'
export { type CallbackAnswer } from './world/world.js'
