/** Ways in which diagrams, tables and forms drift from the contract; each is one replacement in one file. */
import type { checks } from '../../bpmn/tools/checks/all.ts'

export type CheckName = keyof typeof checks

const main = 'bpmn/targeted-social-assistance.bpmn'
const inspection = 'bpmn/household-inspection.bpmn'
const payment = 'bpmn/first-payment.bpmn'
const delivery = 'bpmn/payment-delivery.bpmn'
const grounds = 'bpmn/decisions/refusal-grounds.dmn'
const visitForm = 'bpmn/forms/visit-household.form'

export interface Drift {
  readonly what: string
  readonly check: CheckName
  readonly path: string
  readonly from: string | RegExp
  readonly to: string
  readonly noticed: RegExp
}

export const drifts: readonly Drift[] = [
  {
    what: 'a job the contract lacks',
    check: 'jobs',
    path: main,
    from: 'type="compute-facts"',
    to: 'type="count-facts"',
    noticed: /no job "count-facts"/,
  },
  {
    what: 'a job that no diagram uses',
    check: 'jobs',
    path: inspection,
    from: 'type="compare-acts"',
    to: 'type="plan-visit"',
    noticed: /No diagram uses the job "compare-acts"/,
  },
  {
    what: 'a misspelt input',
    check: 'jobs',
    path: inspection,
    from: '<zeebe:input source="=visitRound" target="visitRound"',
    to: '<zeebe:input source="=visitRound" target="visitRuond"',
    noticed: /input "visitRound" is missing/,
  },
  {
    what: 'an output nobody gives',
    check: 'jobs',
    path: main,
    from: '<zeebe:output source="=escalateAt"',
    to: '<zeebe:output source="=escalatedAt"',
    noticed: /output "escalatedAt" is not in the contract/,
  },
  {
    what: 'an error that nothing catches',
    check: 'jobs',
    path: 'bpmn/payment-file.bpmn',
    from: 'errorCode="BANK_REFUSED_FILE"',
    to: 'errorCode="BANK_CLOSED"',
    noticed: /caught error "BANK_REFUSED_FILE" is missing/,
  },
  {
    what: 'a header value without meaning',
    check: 'jobs',
    path: main,
    from: 'value="registered"',
    to: 'value="welcome"',
    noticed: /header notice is not one of/,
  },
  {
    what: 'a called process that does not exist',
    check: 'calls',
    path: main,
    from: 'processId="first-payment"',
    to: 'processId="last-payment"',
    noticed: /no process "last-payment"/,
  },
  {
    what: 'a decision that does not exist',
    check: 'calls',
    path: main,
    from: 'decisionId="refusal-grounds"',
    to: 'decisionId="grounds"',
    noticed: /no decision "grounds"/,
  },
  {
    what: 'a form that does not exist',
    check: 'calls',
    path: delivery,
    from: 'formId="ask-bank"',
    to: 'formId="ask-banker"',
    noticed: /no form "ask-banker"/,
  },
  {
    what: 'a binding to the latest version',
    check: 'calls',
    path: delivery,
    from: 'formId="ask-bank" bindingType="deployment"',
    to: 'formId="ask-bank"',
    noticed: /binds to the latest version/,
  },
  {
    what: 'a message nobody sends',
    check: 'calls',
    path: delivery,
    from: 'name="bank-answered"',
    to: 'name="bank-replied"',
    noticed: /no message "bank-replied"/,
  },
  {
    what: 'a message that correlates on something else',
    check: 'calls',
    path: delivery,
    from: 'correlationKey="=answerKey"',
    to: 'correlationKey="=caseId"',
    noticed: /correlates on answerKey/,
  },
  {
    what: 'a missing version tag',
    check: 'calls',
    path: payment,
    from: '<zeebe:versionTag value="2.0.0" />',
    to: '',
    noticed: /has no version tag/,
  },
  {
    what: 'another platform',
    check: 'calls',
    path: payment,
    from: 'executionPlatformVersion="8.6.0"',
    to: 'executionPlatformVersion="8.8.0"',
    noticed: /not for Camunda Cloud 8\.6/,
  },
  {
    what: 'a group that does not exist',
    check: 'people',
    path: payment,
    from: 'candidateGroups="dsmf-payment-checker"',
    to: 'candidateGroups="dsmf-checker"',
    noticed: /no group "dsmf-checker"/,
  },
  {
    what: 'a check of a task that does not exist',
    check: 'people',
    path: payment,
    from: 'source="=&#34;ApproveFirstPayment&#34;"',
    to: 'source="=&#34;ApprovePayment&#34;"',
    noticed: /nobody checks who completed it/,
  },
  {
    what: 'a comparison with a task that does not exist',
    check: 'people',
    path: inspection,
    from: '[&#34;VisitHousehold&#34;]',
    to: '[&#34;FirstVisit&#34;]',
    noticed: /no user task "FirstVisit" to compare with/,
  },
  {
    what: 'a gateway that reads a variable nobody sets',
    check: 'variables',
    path: main,
    from: '=outcome = "assign"',
    to: '=result = "assign"',
    noticed: /nothing sets the variable "result"/,
  },
  {
    what: 'a timer that waits for an instant nobody works out',
    check: 'variables',
    path: main,
    from: '>=escalateAt<',
    to: '>=applicationDate<',
    noticed: /no job works out the instant "applicationDate"/,
  },
  {
    what: 'a form that shows a variable nobody sets',
    check: 'variables',
    path: 'bpmn/forms/approve-first-payment.form',
    from: '{{period}}',
    to: '{{month}}',
    noticed: /nothing sets the variable "month"/,
  },
  {
    what: 'a fact that does not exist',
    check: 'decisions',
    path: grounds,
    from: 'facts.vehicleCount',
    to: 'facts.cars',
    noticed: /the facts have no "cars"/,
  },
  {
    what: 'a table that stops at the first ground',
    check: 'decisions',
    path: grounds,
    from: 'hitPolicy="COLLECT"',
    to: 'hitPolicy="FIRST"',
    noticed: /hit policy is COLLECT/,
  },
  {
    what: 'a ground the notices have no words for',
    check: 'decisions',
    path: grounds,
    from: /"vehicle"(?=<)/,
    to: '"car"',
    noticed: /no words for "car"/,
  },
  {
    what: 'an output of a table under another name',
    check: 'decisions',
    path: grounds,
    from: 'name="threshold"',
    to: 'name="limit"',
    noticed: /output "threshold" is missing/,
  },
  {
    what: 'a field under another key',
    check: 'forms',
    path: visitForm,
    from: '"key": "rooms"',
    to: '"key": "room"',
    noticed: /field "rooms" is missing/,
  },
  {
    what: 'another limit',
    check: 'forms',
    path: visitForm,
    from: '"max": 40',
    to: '"max": 60',
    noticed: /peopleLivingHere: maximum is 60 in the form, 40 in the schema/,
  },
  {
    what: 'a field that is no longer required',
    check: 'forms',
    path: 'bpmn/forms/ask-bank.form',
    from: '"required": true',
    to: '"required": false',
    noticed: /bankQuestion: required is false/,
  },
  {
    what: 'a choice the schema lacks',
    check: 'forms',
    path: visitForm,
    from: '"value": "makeshift"',
    to: '"value": "tent"',
    noticed: /dwellingType: choices/,
  },
  {
    what: 'a form field that no mapping takes',
    check: 'forms',
    path: inspection,
    from: '  rooms: rooms,',
    to: '',
    noticed: /form variable "rooms" is missing/,
  },
]
