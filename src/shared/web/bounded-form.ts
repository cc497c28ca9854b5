import { applyDecorators, Injectable, UseInterceptors, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { AnyFilesInterceptor } from '@nestjs/platform-express';
import type { Observable } from 'rxjs';
import { boundedUpload } from '../files/bounded-upload.js';
import { requestOf } from './viewer.js';

/**
 * Takes a form with files: each in memory up to a limit, `null` in place of its bytes beyond it. The form's answers are plain
 * texts and short lists of texts; whatever else a body was made to hold is dropped.
 */
export function TakesFiles({ limit, files }: { limit: number; files: number }): MethodDecorator {
  const limits = { files, fields: 600, fieldNameSize: 100, fieldSize: 256 * 1024 };
  return applyDecorators(UseInterceptors(AnyFilesInterceptor({ storage: boundedUpload(limit) as never, limits }), FlatBody));
}

const LONGEST_LIST = 100;

/** The parser of multipart bodies makes `a[999999999]` a list of a thousand million places. */
@Injectable()
class FlatBody implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = requestOf(context);
    const entries = Object.entries((request.body ?? {}) as Record<string, unknown>).filter(([, value]) => isPlain(value));
    request.body = Object.fromEntries(entries);
    return next.handle();
  }
}

function isPlain(value: unknown): boolean {
  if (typeof value === 'string') return true;
  return Array.isArray(value) && value.length <= LONGEST_LIST && value.every((item) => typeof item === 'string');
}
