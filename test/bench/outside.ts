/** The simulated registers, bank and notification gateway as a process of their own, on free ports. Tells its parent the addresses. */
import { buildBank } from '../../stack/simulated/bank/app.ts'
import { buildNotifications } from '../../stack/simulated/notifications.ts'
import { buildRegisters } from '../../stack/simulated/registers/app.ts'

export interface OutsideUrls {
  readonly registers: string
  readonly bank: string
  readonly notifications: string
}

const apps = {
  registers: buildRegisters({ count: Number(process.env['BENCH_HOUSEHOLDS'] ?? '6000') }),
  bank: buildBank(),
  notifications: buildNotifications(),
}
const listen = (app: (typeof apps)['bank']) => app.listen({ host: '127.0.0.1', port: 0 })
const urls: OutsideUrls = {
  registers: await listen(apps.registers),
  bank: await listen(apps.bank),
  notifications: await listen(apps.notifications),
}
process.send?.(urls)

process.once('SIGTERM', () => {
  void Promise.all([apps.registers.close(), apps.bank.close(), apps.notifications.close()]).then(() =>
    process.exit(0),
  )
})
