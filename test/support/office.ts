/** The people of the two bodies as the tests know them, one per group and a second inspector. */
import type { NewStaffMember } from '../../adapters/postgres/staff-directory.ts'
import type { StaffGroup } from '../../domain/staff.ts'

const person = (userName: string, ...groups: readonly StaffGroup[]): NewStaffMember => ({
  userName,
  displayName: userName,
  groups,
  fin: undefined,
  // Nobody logs in with it: tests that do, hash a password of their own.
  passwordHash: '$2b$10$0000000000000000000000000000000000000000000000000000u',
})

export const office = {
  inspector: 'aysel.mammadova',
  otherInspector: 'rashad.aliyev',
  inspectorPirallahi: 'leyla.huseynova',
  quality: 'kamran.guliyev',
  assignment: 'tural.hasanov',
  maker: 'gunel.rzayeva',
  checker: 'elchin.abbasov',
  /** Head of the branch: signs large payment runs. */
  branchHead: 'ilham.valiyev',
  head: 'zaur.mustafayev',
  operator: 'sevda.karimova',
  adviser: 'aynur.sadigova',
  monitor: 'vusal.ibrahimov',
  otherMonitor: 'narmin.valiyeva',
  panelist: 'farid.mehdiyev',
  otherPanelist: 'nigar.ismayilova',
  thirdPanelist: 'vusal.babayev',
  fourthPanelist: 'kamala.nabiyeva',
  appeals: 'rena.aliyeva',
  otherAppeals: 'samir.huseynli',
  thirdAppeals: 'nurlan.safarov',
  fourthAppeals: 'lala.mirzayeva',
  employmentAppeals: 'gulshan.orujova',
} as const

export const staff: readonly NewStaffMember[] = [
  person(office.inspector, 'dost-inspector-khazar'),
  person(office.otherInspector, 'dost-inspector-khazar', 'dost-quality'),
  person(office.inspectorPirallahi, 'dost-inspector-pirallahi'),
  person(office.quality, 'dost-quality'),
  person(office.assignment, 'dsmf-assignment'),
  person(office.maker, 'dsmf-payment-maker', 'dsmf-payment-checker'),
  person(office.checker, 'dsmf-payment-checker'),
  person(office.branchHead, 'dsmf-head'),
  person(office.head, 'head-of-unit'),
  person(office.operator, 'dost-operator'),
  person(office.adviser, 'employment-adviser'),
  // He decides as an adviser, too, but not on what he has visited.
  person(office.monitor, 'dost-monitoring', 'employment-adviser'),
  person(office.otherMonitor, 'dost-monitoring'),
  // She advises and sits on the panel: never about the same person.
  person(office.otherPanelist, 'employment-panel', 'employment-adviser'),
  person(office.panelist, 'employment-panel'),
  person(office.thirdPanelist, 'employment-panel'),
  person(office.fourthPanelist, 'employment-panel'),
  person(office.appeals, 'dsmf-appeals'),
  // He answers requests for services, too.
  person(office.otherAppeals, 'dsmf-appeals', 'dost-operator'),
  person(office.thirdAppeals, 'dsmf-appeals'),
  person(office.fourthAppeals, 'dsmf-appeals'),
  person(office.employmentAppeals, 'employment-appeals'),
]
