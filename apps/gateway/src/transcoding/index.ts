export { createJson } from './json.js'
export { registerRoutes } from './register.js'
export { deriveRoutes, type Route } from './route.js'
