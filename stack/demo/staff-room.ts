/** The staff at work: everybody logs in once, when first needed, to Tasklist and to our own pages. */
import { openStaffSession, type StaffSession } from './office-api.ts'
import type { Places } from './places.ts'
import { openTasklist, type Tasklist } from './tasklist.ts'

export interface StaffRoom {
  anybody(): Promise<Tasklist>
  inTasklist(userName: string): Promise<Tasklist>
  onCasePages(userName: string): Promise<StaffSession>
}

export function createStaffRoom({ tasklistUrl, apiUrl, staffPassword }: Places): StaffRoom {
  const once = <T>(open: (userName: string) => Promise<T>) => {
    const opened = new Map<string, Promise<T>>()
    return (userName: string) => {
      const known = opened.get(userName)
      if (known !== undefined) return known
      const session = open(userName)
      opened.set(userName, session)
      session.catch(() => opened.delete(userName))
      return session
    }
  }
  const inTasklist = once((userName) => openTasklist(tasklistUrl, userName, staffPassword))
  return {
    anybody: () => inTasklist('sevda.karimova'),
    inTasklist,
    onCasePages: once((userName) => openStaffSession(apiUrl, userName, staffPassword)),
  }
}
