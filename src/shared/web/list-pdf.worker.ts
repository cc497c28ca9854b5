import { answerApart } from '../kernel/apart.js';
import { printList } from './list-pdf.js';

await answerApart(printList);
