/** What the page of vacancies says. */
import { words } from './words.ts'

export const vacancyWords = words({
  'nav.vacancies': ['Vakansiyalar', 'Vacancies'],
  'vacancies.title': ['Vakansiyalar', 'Vacancies'],
  'vacancies.text': [
    'Bu gün göndəriş verilə bilən iş yerləri. Uyğunluq hər işaxtaranın səhifəsində hesablanır.',
    'Jobs that somebody may be referred to today. How they suit is reckoned on the page of each job-seeker.',
  ],
  'vacancies.none': ['Açıq vakansiya yoxdur.', 'No vacancy is open.'],
  'vacancies.next': ['Növbəti səhifə', 'Next page'],
  'vacancies.number': ['Nömrə', 'Number'],
  'vacancies.job': ['İş', 'Job'],
  'vacancies.demands': ['Tələblər', 'Demands'],
  'vacancies.wage': ['Əməkhaqqı, AZN', 'Wage, AZN'],
  'vacancies.left': ['Boş yer', 'Places left'],
  'vacancies.until': ['Son tarix', 'Open until'],
  'vacancies.enter': ['Vakansiya daxil et', 'Enter a vacancy'],
  'vacancies.voen': ['İşəgötürənin VÖEN-i', 'VÖEN of the employer'],
  'vacancies.employer': ['İşəgötürən', 'Employer'],
  'vacancies.phone': ['Telefon (göndəriş barədə SMS bura gedir)', 'Phone (told of a referral by SMS)'],
  'vacancies.email': ['E-poçt', 'E-mail'],
  'vacancies.name': ['Vəzifə', 'Title of the job'],
  'vacancies.years': ['Ən azı təcrübə, il', 'Experience at least, years'],
  'vacancies.leastEducation': ['Ən azı təhsil', 'Education at least'],
  'vacancies.place': ['Yer', 'Place'],
  'vacancies.places': ['Neçə nəfər', 'How many people'],
  'vacancies.conditions': ['İş şəraiti', 'Conditions of work'],
  'vacancies.languages': ['Tələb olunan dillər', 'Languages demanded'],
  'vacancies.submit': ['Daxil et', 'Enter'],
  'vacancies.saved': ['Vakansiya daxil edildi:', 'The vacancy is entered:'],
  'vacancies.invalid': [
    'Vakansiya qəbul edilmədi: sahələri və son tarixi yoxlayın.',
    'The vacancy was not taken: check the fields and the last day.',
  ],
})
