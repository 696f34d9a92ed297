/** Ways in which the parts of the flow drift from each other: terms, words of gateways, calls, and who may do what. */
import type { Drift } from './drifts.ts'

const main = 'bpmn/targeted-social-assistance.bpmn'
const inspection = 'bpmn/household-inspection.bpmn'
const payment = 'bpmn/first-payment.bpmn'
const delivery = 'bpmn/payment-delivery.bpmn'

export const flowDrifts: readonly Drift[] = [
  {
    what: 'a due date that nobody works out',
    check: 'variables',
    path: inspection,
    from: 'dueDate="=visitDueAt"',
    to: 'dueDate="2027-01-01T09:00:00+04:00"',
    noticed: /no job works out the instant "2027-01-01T09:00:00\+04:00"/,
  },
  {
    what: 'a term written into the diagram',
    check: 'variables',
    path: inspection,
    from: /<bpmn:timeDate([^>]*)>[^<]*<\/bpmn:timeDate>/,
    to: '<bpmn:timeDuration$1>P3D</bpmn:timeDuration>',
    noticed: /the term P3D stands in the diagram/,
  },
  {
    what: 'a gateway that waits for a word nobody says',
    check: 'choices',
    path: main,
    from: '=outcome = "assign"',
    to: '=outcome = "assigned"',
    noticed: /outcome is never "assigned", only assign, refuse/,
  },
  {
    what: 'a word of a called process that it never says',
    check: 'choices',
    path: payment,
    from: '=paymentResult = "rejected"',
    to: '=paymentResult = "bounced"',
    noticed: /paymentResult is never "bounced", only .*rejected/,
  },
  {
    what: 'a call that leaves out what the process needs',
    check: 'calls',
    path: payment,
    from: '<zeebe:input source="=paymentOrderId" target="answerKey" />',
    to: '',
    noticed: /does not hand "answerKey" to payment-delivery/,
  },
  {
    what: 'a result that the called process no longer gives',
    check: 'variables',
    path: delivery,
    from: /target="paymentResult"/g,
    to: 'target="bankResult"',
    noticed: /payment-delivery gives no "paymentResult"/,
  },
  {
    what: 'a task offered to one group and counted for another',
    check: 'people',
    path: payment,
    from: '=[&#34;dsmf-payment-checker&#34;]',
    to: '=[&#34;dsmf-payment-maker&#34;]',
    noticed: /is offered to dsmf-payment-checker, and dsmf-payment-maker may complete it/,
  },
]
