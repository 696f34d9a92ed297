/** Terms of job placement and the weights with which vacancies are compared. */
import type { Knex } from 'knex'
import { addParameters, removeParameters } from './legal-parameters.ts'

const LAW = 'docs/domain.md 2.3'
const UNDEFINED = `${LAW} speaks of a suitable job and does not define it: points for`

const parameters = [
  [
    'job-search-working-days',
    5,
    'working-days',
    'confirmed',
    `${LAW}: a suitable job is found in 5 working days`,
  ],
  [
    'job-search-escalation-working-days',
    1,
    'working-days',
    'assumption',
    'Design choice: how long before the end',
  ],
  [
    'employer-answer-working-days',
    5,
    'working-days',
    'confirmed',
    `${LAW}: the employer answers in 5 working days`,
  ],
  [
    'job-refusal-judgement-working-days',
    3,
    'working-days',
    'assumption',
    'Design choice: a refusal is judged',
  ],
  ['job-refusal-window-months', 24, 'months', 'confirmed', `${LAW}: refusals within 2 years`],
  ['off-register-months', 12, 'months', 'confirmed', `${LAW}: off the register for 1 year`],
  ['job-measures-working-days', 5, 'working-days', 'assumption', 'Design choice: measures are chosen'],
  ['job-training-days', 60, 'days', 'assumption', 'Not found: length of vocational training'],
  ['job-public-works-days', 60, 'days', 'assumption', 'Not found: length of paid public works'],
  ['job-subsidised-days', 180, 'days', 'assumption', 'Not found: length of a subsidised job'],
  [
    'job-self-employment-days',
    90,
    'days',
    'assumption',
    'Design choice: asked after when no case could be opened',
  ],
  ['job-match-occupation-points', 30, 'count', 'assumption', `${UNDEFINED} the occupation`],
  ['job-match-education-points', 15, 'count', 'assumption', `${UNDEFINED} the education`],
  ['job-match-experience-points', 15, 'count', 'assumption', `${UNDEFINED} the experience`],
  ['job-match-place-points', 20, 'count', 'assumption', `${UNDEFINED} the place`],
  ['job-match-wage-points', 10, 'count', 'assumption', `${UNDEFINED} the wage`],
  ['job-match-language-points', 10, 'count', 'assumption', `${UNDEFINED} the languages`],
  ['job-match-least-points', 50, 'count', 'assumption', `${UNDEFINED} all together, at the least`],
] as const

export async function up(knex: Knex): Promise<void> {
  await addParameters(knex, '2000-01-01', parameters)
}

export async function down(knex: Knex): Promise<void> {
  await removeParameters(knex, parameters)
}
