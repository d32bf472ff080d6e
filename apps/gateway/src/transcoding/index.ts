export { createJson, type Json, type MessageType } from './json.js'
export { photoPresenters, type Presenters } from './present.js'
export { registerRoutes } from './register.js'
export { deriveRoutes, type Route } from './route.js'
