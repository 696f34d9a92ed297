/** What the steps and the bank's mailbox count, beside what the runtime counts of every job. */
import { Counter, type Registry } from 'prom-client'

export type WorkMetrics = ReturnType<typeof createWorkMetrics>

export function createWorkMetrics(registry: Registry) {
  const registers = [registry]
  const escalations = new Counter({
    name: 'case_escalations_total',
    help: 'Cases brought to the attention of people because a term runs out',
    labelNames: ['level'] as const,
    registers,
  })
  const received = new Counter({
    name: 'bank_messages_total',
    help: 'Messages of the bank stored, or stored before',
    labelNames: ['type'] as const,
    registers,
  })
  const unreadable = new Counter({
    name: 'bank_messages_unreadable_total',
    help: 'Messages of the bank kept as payment exceptions because they cannot be read',
    registers,
  })
  return {
    escalated: (level: string) => {
      escalations.inc({ level })
    },
    received: (type: 'new' | 'known') => {
      received.inc({ type })
    },
    unreadable: (count: number) => {
      unreadable.inc(count)
    },
  }
}
