import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { requestOf } from './viewer.js';

/**
 * True where a script sent the form and puts what follows in the place of what stands on the page: it is answered with that
 * at once (`layout: 'part'`), since on an old PC a redirect takes a tenth of the time until it stands there.
 */
export const InPlace = createParamDecorator((_: unknown, context: ExecutionContext) => requestOf(context).get('x-in-place') !== undefined);
