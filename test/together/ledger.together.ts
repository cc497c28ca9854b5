import { specsOf } from './domains.js';

await specsOf(import.meta.url);
