// Has the numbers on shirts read, from now on.

import * as acts from '../../shared/shoot/acts/numbers.ts';
import { opened } from '../page/store.ts';
import { strings } from '../strings.ts';

export function readNumbers(): void {
  void acts.readNumbers(opened(), strings.filters.readingNumbers);
}
