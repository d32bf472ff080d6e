/** Loaded before an app that runs as its own process: when the supervisor is gone, however it went, the app drains and ends. */
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
process.channel?.unref()
