import { answerApart } from '../../shared/kernel/apart.js';
import { composeTask } from './compose-apart.js';

await answerApart(composeTask);
