/** The workers as workers/main.ts starts them, on the clock that the tests move. */
import { readConfig } from '../../adapters/config.ts'
import { createLog } from '../../adapters/log.ts'
import { startWorkers } from '../../workers/main.ts'
import { openMovingClock } from './moving-clock.ts'

const config = readConfig()
const clock = await openMovingClock()
setInterval(() => void clock.follow(), 500).unref()
const workers = await startWorkers(config, {
  clock,
  log: createLog({ service: 'workers', level: config.LOG_LEVEL }),
})
process.once('SIGTERM', () => {
  void workers.stop().then(() => process.exit(0))
})
