export { createTelegramSim, type TelegramSim } from './create-telegram-sim.js'
export { type SimUser } from './driver/sim-user.js'

export { type PersonOptions } from './world/people.js'
export { type Message } from './world/types.js'
