/** Words around the pages: entrance, login, errors. */
import { words } from './words.ts'

export const siteWords = words({
  'site.name': ['Sosial müdafiə', 'Social protection'],
  'site.office': ['2 saylı DOST mərkəzi · Xəzər və Pirallahı', 'DOST Centre No. 2 · Khazar and Pirallahi'],
  'site.skip': ['Əsas məzmuna keç', 'Skip to the content'],
  'site.language': ['Dil', 'Language'],
  'nav.cases': ['İşlər', 'Cases'],
  'nav.follow': ['İşimi izlə', 'Follow my case'],
  'nav.login': ['Əməkdaş girişi', 'Staff login'],
  'nav.logout': ['Çıxış', 'Log out'],
  'home.title': ['Ailəyə yardım müraciətdən ödənişədək', 'Help for a family, from application to payment'],
  'home.lead': [
    'Müraciət, yoxlama, qərar və ödəniş bir yerdə: hər addım görünür, hər addım qeyd olunur.',
    'Application, checks, decision and payment in one place: every step is seen and recorded.',
  ],
  'home.follow': ['İşimi izləmək istəyirəm', 'Follow my case'],
  'home.follow.text': [
    'İşin nömrəsi və kodu ilə: vəziyyət, növbəti addım və son tarix.',
    'With case number and code: where it stands, what comes next and by when.',
  ],
  'home.staff': ['Əməkdaşlar üçün', 'For staff'],
  'home.staff.text': ['İşlər, qərarlar və ödənişlər.', 'Cases, decisions and payments.'],
  'home.tasklist': ['Tapşırıqlar (Tasklist)', 'Tasks (Tasklist)'],
  'home.tasklist.text': [
    'Ev baxışları, yoxlamalar və təsdiqlər burada icra olunur.',
    'Household visits, checks and approvals are done here.',
  ],
  'home.operate': ['Proseslər (Operate)', 'Processes (Operate)'],
  'home.operate.text': [
    'Proseslərin gedişi və xətaları, texniki heyət üçün.',
    'How processes run and where they are stuck, for technical staff.',
  ],
  'home.api': ['API sənədləri', 'API documentation'],
  'home.api.text': [
    'Digər sistemlər üçün: müraciətin verilməsi və işin oxunması.',
    'For other systems: hand in an application, read a case.',
  ],
  'login.title': ['Əməkdaş girişi', 'Staff login'],
  'login.user': ['İstifadəçi adı', 'User name'],
  'login.password': ['Şifrə', 'Password'],
  'login.submit': ['Daxil ol', 'Log in'],
  'login.refused': [
    'Ad və ya şifrə yanlışdır, yaxud hesab müvəqqəti bağlanıb. Bir az sonra yenidən cəhd edin.',
    'Name or password is wrong, or the account is locked for a while. Try again later.',
  ],
  'login.hint': ['Tasklist-dəki ad və şifrənin eynisi.', 'The same name and password as in Tasklist.'],
  'login.oidc': ['Qurumun hesabı ilə daxil ol', 'Log in with the account of your organisation'],
  'login.oidc.refused': [
    'Qurumun hesabı ilə giriş alınmadı. Yenidən cəhd edin və ya administratora müraciət edin.',
    'Logging in with the account of your organisation failed. Try again or ask an administrator.',
  ],
  yes: ['bəli', 'yes'],
  no: ['xeyr', 'no'],
  'error.title': ['Alınmadı', 'That did not work'],
  'error.back': ['Əvvəlki səhifəyə', 'Back'],
  'error.reference': ['Kömək istəyərkən bu nömrəni deyin', 'Quote this number when you ask for help'],
  'problem.400': ['Sorğuda səhv var.', 'There is a mistake in the request.'],
  'problem.401': ['Əvvəlcə daxil olun.', 'Log in first.'],
  'problem.403': [
    'Buna sizin icazəniz yoxdur, yaxud səhifənin vaxtı bitib.',
    'You are not allowed to do this, or the page has expired.',
  ],
  'problem.404': ['Belə səhifə və ya iş yoxdur.', 'There is no such page or case.'],
  'problem.409': ['Bunu indi etmək mümkün deyil.', 'This cannot be done now.'],
  'problem.429': ['Çox sayda sorğu. Bir dəqiqə gözləyin.', 'Too many requests. Wait a minute.'],
  'problem.500': [
    'Sistemdə xəta baş verdi. Bir azdan yenidən cəhd edin.',
    'The system failed. Try again in a while.',
  ],
})
