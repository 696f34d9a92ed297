/** The simulated outside on ports of its own, with the handles by which a test disturbs and inspects it. */
import type { FastifyInstance } from 'fastify'
import type { RegisterName } from '../../domain/registers.ts'
import type { FiledCase } from './filed-case.ts'

export interface BankPayment {
  readonly endToEndId: string
  readonly amountQepik: number
  readonly status: string
}

export interface SimulatedRegisters {
  disturb(disturbance: {
    readonly register?: RegisterName
    readonly mode: 'slow' | 'wrong' | 'down'
    readonly times?: number
  }): Promise<void>
  /** The population register learns of it. */
  move(fin: string, became: 'dead' | 'moved-away'): Promise<void>
  reset(): Promise<void>
}

export interface SimulatedBank {
  /** What was truly paid, by the bank's own books. */
  payments(): Promise<readonly BankPayment[]>
  paymentsOf(filed: FiledCase): Promise<readonly BankPayment[]>
  /** What lies on an account that files were paid from; `undefined` until one was. */
  balanceOf(iban: string): Promise<number | undefined>
  /** The payee's bank sends that payment back. */
  giveBack(endToEndId: string, code: string): Promise<void>
  behave(behaviour: Readonly<Record<string, unknown>>): Promise<void>
  reset(): Promise<void>
}

interface Apps {
  readonly registers: FastifyInstance
  readonly bank: FastifyInstance
  readonly notifications: FastifyInstance
}

async function post(url: string, body?: object): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`)
}

export async function openSimulated({ registers, bank, notifications }: Apps) {
  const listen = (app: FastifyInstance) => app.listen({ host: '127.0.0.1', port: 0 })
  const urls = {
    registers: await listen(registers),
    bank: await listen(bank),
    notifications: await listen(notifications),
  }
  const payments = async () => {
    const response = await fetch(`${urls.bank}/payments`)
    const { payments: all } = (await response.json()) as { payments: readonly BankPayment[] }
    return all.filter(({ status }) => status === 'paid')
  }
  const handles: { readonly registers: SimulatedRegisters; readonly bank: SimulatedBank } = {
    registers: {
      disturb: (disturbance) => post(`${urls.registers}/control`, disturbance),
      move: (fin, became) => post(`${urls.registers}/control/people`, { fin, became }),
      reset: () => post(`${urls.registers}/control/reset`),
    },
    bank: {
      payments,
      paymentsOf: async (filed) => {
        const { orders } = await filed.records()
        const ours = new Set(orders.map(({ endToEndId }) => endToEndId))
        return (await payments()).filter(({ endToEndId }) => ours.has(endToEndId))
      },
      balanceOf: async (iban) => {
        const response = await fetch(`${urls.bank}/accounts`)
        const { accounts } = (await response.json()) as {
          accounts: readonly { readonly iban: string; readonly balanceQepik: number }[]
        }
        return accounts.find((account) => account.iban === iban)?.balanceQepik
      },
      giveBack: (endToEndId, code) => post(`${urls.bank}/control/return`, { endToEndId, code }),
      behave: (behaviour) => post(`${urls.bank}/control`, behaviour),
      reset: () => post(`${urls.bank}/control/reset`),
    },
  }
  return {
    urls,
    ...handles,
    messages: async () => {
      const response = await fetch(`${urls.notifications}/messages`)
      return ((await response.json()) as { messages: readonly { key: string; to: string; text: string }[] })
        .messages
    },
    close: async () => {
      await Promise.all([registers.close(), bank.close(), notifications.close()])
    },
  }
}
