import type { CheckPattern } from './starved-rules.ts';

/** Clauses of a rule that can never match. */
export const checkPattern: CheckPattern = () => [];
