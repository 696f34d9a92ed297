/**
 * Which cases a caller opens and which personal data they see of them: what the work of their group needs, and no
 * more. The same rules in words, with their reasons, are in docs/personal-data.md.
 */
import type { CaseFile } from '../../domain/case.ts'
import { caseKindNames, type CaseKind } from '../../domain/case-kinds.ts'
import { paymentRunKind } from '../../domain/payment-run.ts'
import type { PayeeSight } from '../../domain/payment-run-view.ts'
import { staffGroups, type StaffGroup } from '../../domain/staff.ts'
import type { District } from '../../domain/territory.ts'
import type { Principal } from '../auth/principal.ts'

/**
 * household: names, FIN, birth dates, relations, address, meters, what the inspector wrote.
 * contact: phone and e-mail. income: declared income. account: payee and IBAN.
 */
export const sections = ['household', 'contact', 'income', 'account'] as const
export type Section = (typeof sections)[number]

/** A payment run is a case too, though nobody asks for one. */
export type OpenableKind = CaseKind | typeof paymentRunKind
export const openableKinds: readonly OpenableKind[] = [...caseKindNames, paymentRunKind]

/** Who works on cases of a kind, and what they see of its people. Nobody else but those who watch opens one. */
const workers: Readonly<Record<OpenableKind, Readonly<Partial<Record<StaffGroup, readonly Section[]>>>>> = {
  'targeted-social-assistance': {
    'dost-operator': ['household', 'contact', 'income', 'account'],
    'dost-inspector-khazar': ['household', 'contact'],
    'dost-inspector-pirallahi': ['household', 'contact'],
    'dost-quality': ['household', 'contact'],
    'dsmf-assignment': ['household', 'contact', 'income'],
    'dsmf-appeals': ['household', 'income'],
    'dsmf-payment-maker': ['contact', 'account'],
    'dsmf-payment-checker': ['account'],
  },
  'assistance-term': {
    'dost-operator': ['household', 'contact'],
    'dsmf-assignment': ['household', 'contact', 'income'],
    'dsmf-appeals': ['household', 'income'],
    'dsmf-payment-maker': ['contact', 'account'],
    'dsmf-payment-checker': ['account'],
  },
  'assistance-change': {
    'dost-operator': ['household', 'contact', 'account'],
    'dsmf-assignment': ['household', 'contact', 'income', 'account'],
    'dsmf-appeals': ['household', 'income'],
  },
  // Whatever group the catalogue names handles the request, and has to know who asks.
  'service-request': {
    // The account of whoever claims a benefit, too: they take it down.
    'dost-operator': ['household', 'contact', 'account'],
    'dsmf-assignment': ['household', 'contact'],
    'dsmf-appeals': ['household', 'contact'],
    'employment-adviser': ['household', 'contact'],
    'employment-appeals': ['household', 'contact'],
  },
  // Whoever takes it down, decides it, or puts right what it upholds.
  appeal: {
    'dost-operator': ['household', 'contact'],
    'dost-quality': ['household', 'contact'],
    'dsmf-appeals': ['household', 'contact'],
    'employment-appeals': ['household', 'contact'],
    'dsmf-assignment': ['household', 'contact'],
    'dsmf-payment-maker': ['household', 'contact'],
    'employment-adviser': ['household', 'contact'],
  },
  redecision: {
    'dost-operator': ['household', 'contact'],
    'dsmf-appeals': ['household', 'contact'],
    'dsmf-assignment': ['household', 'contact'],
    'dsmf-payment-maker': ['contact', 'account'],
    'dsmf-payment-checker': ['account'],
  },
  // The people of a run are in the list of its orders: see payeeSight.
  [paymentRunKind]: {
    'dsmf-payment-maker': [],
    'dsmf-payment-checker': [],
    'dsmf-head': [],
  },
  'benefit-assignment': {
    'dost-operator': ['household', 'contact', 'account'],
    'dsmf-assignment': ['household', 'contact', 'income', 'account'],
    'dsmf-appeals': ['household', 'income'],
    'dsmf-payment-maker': ['contact', 'account'],
    'dsmf-payment-checker': ['account'],
  },
  'benefit-change': {
    'dost-operator': ['household', 'contact'],
    'dsmf-assignment': ['household', 'contact'],
    'dsmf-appeals': ['household'],
  },
  'overpayment-recovery': {
    'dost-operator': ['household', 'contact'],
    'dsmf-assignment': ['household', 'contact'],
    'dsmf-appeals': ['household', 'contact'],
    'dsmf-payment-maker': ['contact'],
  },
  // A programme is about figures: it has no people.
  'territorial-employment-programme': {
    'employment-programme': [],
    'dost-quality': [],
    'khazar-administration': [],
    'pirallahi-administration': [],
  },
  // The profile goes with the household; an appeal against the decision is read with it.
  'job-placement': {
    'dost-operator': ['household', 'contact'],
    'employment-adviser': ['household', 'contact'],
    'employment-appeals': ['household', 'contact'],
  },
  // Advisers lead it, inspectors visit, and the panel knows whose plan it judges.
  'self-employment': {
    'dost-operator': ['household', 'contact'],
    'dost-inspector-khazar': ['household', 'contact'],
    'dost-inspector-pirallahi': ['household', 'contact'],
    'dost-quality': ['household', 'contact'],
    'employment-adviser': ['household', 'contact'],
    'employment-panel': ['household'],
    'employment-appeals': ['household', 'contact'],
  },
  // Whoever visits, and the advisers who decide what becomes of the asset.
  // Whoever visits, the advisers who decide what becomes of the asset, and who decides an appeal.
  'asset-monitoring': {
    'dost-operator': ['household', 'contact'],
    'dost-monitoring': ['household', 'contact'],
    'employment-adviser': ['household', 'contact'],
    'employment-appeals': ['household', 'contact'],
  },
}

/** The groups that work on cases of a kind. */
export const groupsOn = (kind: OpenableKind): readonly StaffGroup[] =>
  staffGroups.filter((group) => workers[kind][group] !== undefined)

/** Those who watch over the work see cases of every kind. */
const watchers: Readonly<Partial<Record<StaffGroup, readonly Section[]>>> = {
  'head-of-unit': ['household', 'contact'],
  analyst: [],
  auditor: [],
}

const isOpenable = (kind: string): kind is OpenableKind => Object.hasOwn(workers, kind)

const sectionsOf = (group: StaffGroup, kind: string): readonly Section[] | undefined =>
  watchers[group] ?? (isOpenable(kind) ? workers[kind][group] : undefined)

const inspectorDistricts: Readonly<Partial<Record<StaffGroup, readonly District[]>>> = {
  // Addresses elsewhere in Baku are visited by whichever of the two has room.
  'dost-inspector-khazar': ['khazar', 'other-baku'],
  'dost-inspector-pirallahi': ['pirallahi', 'other-baku'],
}

/** Districts whose cases the caller may open; `undefined` for all. Inspectors see those of their own district. */
export function districtsOf(principal: Principal): readonly District[] | undefined {
  if (principal.kind === 'client') return undefined
  const groups = principal.groups.filter((group) => group !== 'analyst')
  if (groups.length === 0 || groups.some((group) => inspectorDistricts[group] === undefined)) return undefined
  return [...new Set(groups.flatMap((group) => inspectorDistricts[group] ?? []))]
}

/** Kinds of case the caller may open; `undefined` for all. */
export function kindsOf(principal: Principal): readonly OpenableKind[] | undefined {
  if (principal.kind === 'client') return undefined
  if (principal.groups.some((group) => watchers[group] !== undefined)) return undefined
  return openableKinds.filter((kind) => principal.groups.some((group) => workers[kind][group] !== undefined))
}

/** Whether the caller may open that case at all: of their kinds and of their districts. */
export function mayOpen(
  principal: Principal,
  { kind, district }: Pick<CaseFile, 'kind' | 'district'>,
): boolean {
  const [kinds, districts]: readonly (readonly string[] | undefined)[] = [
    kindsOf(principal),
    districtsOf(principal),
  ]
  return (kinds?.includes(kind) ?? true) && (districts?.includes(district) ?? true)
}

/**
 * An auditor sees personal data of one case only after saying why; analysts and other systems never do.
 * @param reason why the caller opens the case, when they said so.
 */
export function visibleSections(
  principal: Principal,
  kind: string,
  reason: string | undefined,
): readonly Section[] {
  if (principal.kind === 'client') return []
  if (principal.groups.includes('auditor') && reason !== undefined) return sections
  const visible = new Set(principal.groups.flatMap((group) => sectionsOf(group, kind) ?? []))
  return sections.filter((section) => visible.has(section))
}

/**
 * What of payees and accounts the list of a run's orders shows: maker and checker compare them, the head sees whose
 * money it is, an auditor says why first; nobody else gets the list at all (api/auth/access.ts).
 */
export function payeeSight(principal: Principal, reason: string | undefined): PayeeSight {
  if (principal.kind === 'client') return 'none'
  const isOneOf = (...groups: readonly StaffGroup[]) =>
    groups.some((group) => principal.groups.includes(group))
  if (isOneOf('dsmf-payment-maker', 'dsmf-payment-checker')) return 'whole'
  if (isOneOf('auditor') && reason !== undefined) return 'whole'
  return isOneOf('dsmf-head') ? 'masked' : 'none'
}

/** The one asked for out of those the caller has; all of theirs when none is asked for. `undefined` is all there are. */
export const narrow = <T extends string>(
  own: readonly T[] | undefined,
  asked: T | undefined,
): readonly T[] | undefined => (asked === undefined ? own : (own ?? [asked]).filter((name) => name === asked))
