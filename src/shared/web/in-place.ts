import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { requestOf } from './viewer.js';

/**
 * True where a script sent the form and puts what follows in the place of what stands on the page: it is answered with that
 * at once (`layout: 'part'`), since on an old PC a redirect takes as long as half of the painting.
 */
export const InPlace = createParamDecorator((_: unknown, context: ExecutionContext) => requestOf(context).get('x-in-place') !== undefined);
