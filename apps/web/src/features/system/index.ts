export { findWhere } from './where.js'
