import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

const IV = 12;
const TAG = 16;

/** Encrypts what must not be readable in the database (AES-256-GCM), under a key made of the installation's secret or under one of its own. */
export class Seal {
  private readonly key: Buffer;

  /**
   * @param secret of the installation, or the 32 bytes of a key
   * @param purpose what is sealed, so that no sealed text can be put in the place of another kind
   */
  constructor(secret: string | Buffer, private readonly purpose: string) {
    this.key = typeof secret === 'string' ? createHash('sha256').update(`${purpose}:${secret}`).digest() : secret;
  }

  /**
   * @param place whose text it is: it opens in this place only
   * @returns base64 of 28 bytes more than were given
   */
  close(bytes: Uint8Array, place?: string): string {
    const iv = randomBytes(IV);
    const cipher = createCipheriv('aes-256-gcm', this.key, iv);
    if (place !== undefined) cipher.setAAD(this.bound(place));
    const sealed = Buffer.concat([cipher.update(bytes), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64');
  }

  /** @returns null when it was sealed under another secret or in another place, or changed since */
  open(sealed: string, place?: string): Buffer | null {
    const bytes = Buffer.from(sealed, 'base64');
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.key, bytes.subarray(0, IV), { authTagLength: TAG });
      if (place !== undefined) decipher.setAAD(this.bound(place));
      decipher.setAuthTag(bytes.subarray(IV, IV + TAG));
      return Buffer.concat([decipher.update(bytes.subarray(IV + TAG)), decipher.final()]);
    } catch {
      return null;
    }
  }

  private bound(place: string): Buffer {
    return Buffer.from(`${this.purpose}:${place}`);
  }
}
