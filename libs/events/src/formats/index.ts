export { isDate, isDateTime } from './date-time.ts';
export { isEmail } from './email.ts';
export { isUuid } from './uuid.ts';
export { areUnique } from '../unique-items.ts';
