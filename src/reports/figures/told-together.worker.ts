import { answerApart } from '../../shared/kernel/apart.js';
import { toldTask } from './seen-figure.js';

await answerApart(toldTask);
