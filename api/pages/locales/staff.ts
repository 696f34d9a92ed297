/** Groups of staff, as pages name them. */
import { words } from './words.ts'

export const staffWords = words({
  'group.dost-operator': ['DOST operatoru', 'DOST front desk'],
  'group.dost-inspector-khazar': ['Xəzər müfəttişləri', 'Inspectors, Khazar'],
  'group.dost-inspector-pirallahi': ['Pirallahı müfəttişləri', 'Inspectors, Pirallahi'],
  'group.dost-quality': ['Keyfiyyət qrupu', 'Quality unit'],
  'group.dost-monitoring': ['Monitorinq qrupu', 'Monitoring unit'],
  'group.dsmf-assignment': ['DSMF təyinat', 'DSMF assignment'],
  'group.dsmf-payment-maker': ['DSMF ödəniş hazırlayan', 'DSMF payment maker'],
  'group.dsmf-payment-checker': ['DSMF ödəniş yoxlayan', 'DSMF payment checker'],
  'group.dsmf-head': ['DSMF filialının rəhbəri', 'Head of the DSMF branch'],
  'group.dsmf-appeals': ['DSMF şikayətlər', 'DSMF appeals'],
  'group.employment-adviser': ['Məşğulluq məsləhətçisi', 'Employment adviser'],
  'group.employment-panel': ['Məşğulluq komissiyası', 'Employment panel'],
  'group.employment-programme': ['Məşğulluq proqramı', 'Employment programme'],
  'group.employment-appeals': ['Məşğulluq şikayətləri', 'Employment appeals'],
  'group.khazar-administration': ['Xəzər RİH', 'Khazar administration'],
  'group.pirallahi-administration': ['Pirallahı RİH', 'Pirallahi administration'],
  'group.head-of-unit': ['Bölmə rəhbəri', 'Head of unit'],
  'group.analyst': ['Analitik', 'Analyst'],
  'group.auditor': ['Auditor', 'Auditor'],
})
