import type { Action } from '../contract';

const NAMED = ['gallery', 'profile', 'session', 'tab', 'id', 'wizard', 'choice', 'target', 'subject'] as const;

/** The `data-` attributes by which a test finds the control of an act: its name and what it is about. */
export function hooks(action: Action): Record<string, string> {
  const attributes: Record<string, string> = { 'data-action': action.do };
  for (const name of NAMED) {
    const value = (action as Partial<Record<string, unknown>>)[name];
    if (typeof value === 'string') attributes[`data-${name}`] = value;
  }
  return attributes;
}
