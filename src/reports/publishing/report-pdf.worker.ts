import { answerApart } from '../../shared/kernel/apart.js';
import { printReport } from './report-pdf.js';

await answerApart(printReport);
