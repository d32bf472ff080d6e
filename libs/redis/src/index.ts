export { createRedis, type Redis } from './create-redis.js'
export { readRedisUrl } from './read-redis-url.js'
