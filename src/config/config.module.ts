import { Global, Module, type DynamicModule } from '@nestjs/common';
import { NoteKeys } from './note-keys.js';
import { PublicAddress } from './public-address.js';
import { INSTALLATION_SECRET } from './secret.js';

/** Offers what was read at the start to whoever injects it. */
@Global()
@Module({})
export class ConfigModule {
  static with(secret: string, noteKeys: NoteKeys, publicUrl?: string): DynamicModule {
    return {
      module: ConfigModule,
      providers: [
        { provide: INSTALLATION_SECRET, useValue: secret }, { provide: NoteKeys, useValue: noteKeys },
        { provide: PublicAddress, useValue: new PublicAddress(publicUrl) },
      ],
      exports: [INSTALLATION_SECRET, NoteKeys, PublicAddress],
    };
  }
}
