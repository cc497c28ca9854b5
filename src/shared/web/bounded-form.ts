import { UseInterceptors } from '@nestjs/common';
import { AnyFilesInterceptor } from '@nestjs/platform-express';
import { boundedUpload } from '../files/bounded-upload.js';

/** As much as a form without files may hold. */
const LONGEST_TEXT = 256 * 1024;

/**
 * Takes a form with files: each in memory up to a limit, `null` in place of its bytes beyond it; the handler has them by
 * `@UploadedFiles()` as BoundedFile[].
 */
export function TakesFiles({ limit, files, longestText = LONGEST_TEXT }: { limit: number; files: number; longestText?: number }): MethodDecorator {
  const limits = { files, fields: 600, fieldNameSize: 100, fieldSize: longestText };
  return UseInterceptors(AnyFilesInterceptor({ storage: boundedUpload(limit) as never, limits }));
}
