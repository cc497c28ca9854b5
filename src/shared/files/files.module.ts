import { Module } from '@nestjs/common';
import { StoredFiles } from './stored-files.js';

/** Files that people send in. */
@Module({ providers: [StoredFiles], exports: [StoredFiles] })
export class FilesModule {}
