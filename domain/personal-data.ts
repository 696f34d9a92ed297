/**
 * What is personal data here, in one place: log redaction and the check that diagrams, forms, contract
 * and tables keep it where it belongs both read these lists. docs/personal-data.md explains them.
 */

/** Columns that hold personal data, by table; each one's comment in the database ends with "Personal.". */
export const personalColumns = {
  household: ['representative_fin'],
  household_member: ['fin'],
  declaration: ['declared', 'iban', 'meters'],
  case_party: [
    'fin',
    'given_name',
    'family_name',
    'birth_date',
    'phone',
    'email',
    'iban',
    'settlement',
    'baku_district',
    'street',
    'building',
    'apartment',
  ],
  service_request: ['wish', 'answer', 'benefit_told'],
  appeal: ['grounds', 'lateness_reason', 'reasons'],
  false_data_block_member: ['fin'],
  overpayment: ['finding', 'objection'],
  job_seeker: [
    'fin',
    'education',
    'occupation_code',
    'field',
    'experience_years',
    'places',
    'wage_wanted_qepik',
    'health_limits',
    'languages',
    'employed_as',
  ],
  vacancy: ['employer_phone', 'employer_email'],
  job_referral: ['match', 'seeker_reason'],
  self_employment: ['idea'],
  business_plan: ['summary'],
  business_plan_line: ['item'],
  panel_mark: ['remark'],
  benefit_claim: ['sex', 'children_count', 'disability_percent', 'disabled_until', 'decision'],
  register_answer: ['answer'],
  inspection_act: ['form'],
  payment_account: ['iban', 'payee_name', 'settlement'],
  payment_order: ['iban', 'payee_name'],
  bank_line: ['iban'],
  notification: ['text'],
  staff: ['display_name', 'fin'],
} as const satisfies Readonly<Record<string, readonly string[]>>

/**
 * Names of properties and variables that hold personal data. They may not appear as process variables
 * or in log lines; compared without regard to case, underscores and hyphens, see `isPersonalName`.
 */
export const personalNames = [
  'fin',
  'fins',
  'pin',
  'representativeFin',
  'caresFor',
  'givenName',
  'familyName',
  'firstName',
  'lastName',
  'surname',
  'patronymic',
  'fullName',
  'displayName',
  'payeeName',
  'applicantName',
  'birthDate',
  'dateOfBirth',
  'phone',
  'phoneNumber',
  'mobile',
  'email',
  'iban',
  'account',
  'accountNumber',
  'address',
  'street',
  'building',
  'apartment',
  'members',
  'declaredIncome',
  'totalLast12MonthsQepik',
  'incomes',
  'disabilities',
  'plate',
  'password',
  'passwordHash',
  'rawXml',
  'xml',
] as const

const normalise = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
const normalised: ReadonlySet<string> = new Set(personalNames.map(normalise))

/** Whether a variable, property or column of that name holds personal data. */
export const isPersonalName = (name: string): boolean => normalised.has(normalise(name))
