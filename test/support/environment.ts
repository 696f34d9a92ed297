/** Where the test stack is; the runner puts it into the environment (test/run.ts). */
const read = (name: string): string => {
  const value = process.env[name]
  if (value === undefined) throw new Error(`${name} is not set: run the tests with \`npm test\``)
  return value
}

export const environment = {
  get databaseOwnerUrl() {
    return read('TEST_DATABASE_OWNER_URL')
  },
  get zeebeAddress() {
    return read('ZEEBE_ADDRESS')
  },
  get zeebeRestUrl() {
    return read('ZEEBE_REST_URL')
  },
  get zeebeManagementUrl() {
    return read('ZEEBE_MANAGEMENT_URL')
  },
  /** Of every broker. */
  get zeebeManagementUrls() {
    return (process.env['ZEEBE_MANAGEMENT_URLS'] ?? read('ZEEBE_MANAGEMENT_URL')).split(',')
  },
  get openSearchUrl() {
    return read('OPENSEARCH_URL')
  },
  get tasklistUrl() {
    return read('TASKLIST_URL')
  },
  get operateUrl() {
    return read('OPERATE_URL')
  },
}
